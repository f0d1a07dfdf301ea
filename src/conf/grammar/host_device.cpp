// SPDX-License-Identifier: LGPL-2.1-or-later
// How Linux names its serial and parallel ports.
#include "conf/grammar/host_device.hpp"

#include <string_view>

#include "conf/grammar/value.hpp"

namespace chardev {

namespace {

std::string_view prefix_of(Kind kind)
{
    return kind == Kind::parallel ? "/dev/parport" : "/dev/ttyS";
}

struct Path {
    Kind kind;

    std::string operator()(unsigned number) const { return std::string(prefix_of(kind)) + std::to_string(number); }
    std::string operator()(const std::string &path) const { return path; }
};
static_assert(covers<Path, decltype(Host::device)>::value);

}  // namespace

std::string device_path(const Host &host, Kind kind)
{
    const auto &[device] = host;
    return std::visit(Path{kind}, device);
}

Host host_at(const std::string &path, Kind kind)
{
    const std::string_view prefix = prefix_of(kind);
    if (!path.starts_with(prefix)) return Host{path};
    const auto number = decimal(std::string_view(path).substr(prefix.size()), host_port_limit);
    return number ? Host{*number} : Host{path};
}

}  // namespace chardev
