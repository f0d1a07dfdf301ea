// SPDX-License-Identifier: LGPL-2.1-or-later
// Writes the string after -serial or -parallel for one port, or says why no such string can be it.
#include <algorithm>

#include "conf/grammar/value.hpp"
#include "conf/model/gettext.hpp"
#include "conf/xml/reader.hpp"
#include "qemu/chardev/backend.hpp"
#include "qemu/legacy/write_rules.hpp"

namespace chardev::qemu {

namespace {

constexpr std::size_t short_limit = 127;  // up to 0.9.1 QEMU cuts the string to char[128]
constexpr Version first_long{0, 10, 0};

/// What -serial and -parallel make of the machine's own devices, by the port grammar's model or libvirt's target.
constexpr std::string_view own_models[] = {"isa", "isa-serial", "16550a", "pl011", "spapr-vty", "sclpconsole"};
constexpr std::string_view own_targets[] = {"serial", "isa-serial", "system-serial", "spapr-vio-serial", "sclp-serial"};

bool is_one_of(const auto &names, const std::optional<std::string> &name)
{
    return !name || std::find(std::begin(names), std::end(names), *name) != std::end(names);
}

bool is_own_device(const Port &port)
{
    return is_one_of(own_models, port.model) && is_one_of(own_targets, port.target.type) &&
           is_one_of(own_models, port.target.model);
}

bool has_address(const Port &port)
{
    const auto is_address = [](const Element &element) { return element.name == "address"; };
    return std::any_of(port.uninterpreted.begin(), port.uninterpreted.end(), is_address);
}

Result<Ok> check_front(const LegacyWriter &legacy)
{
    const Port &port = legacy.port;
    const char *option = option_of(legacy.kind);
    if (std::holds_alternative<None>(port.backend)) return Ok{};
    if (!is_own_device(port))
        return legacy.cannot(format(
            _("the string of '%s' cannot choose the model of the device; '-device' can (QEMU 0.12 or later)"), option));
    if (has_address(port))
        return legacy.cannot(
            format(_("the string of '%s' cannot say the <address> of the device; '-device' can (QEMU 0.12 or later)"),
                   option));
    if (port.log)
        return legacy.cannot(
            format(_("the string of '%s' cannot say <log>; '-chardev' can (QEMU 2.6 or later)"), option));
    return Ok{};
}

struct SizeText {
    std::string operator()(const Pixels &pixels) const
    {
        const auto &[width, height] = pixels;
        return format("%ux%u", width, height);
    }
    std::string operator()(const Cells &cells) const
    {
        const auto &[cols, rows] = cells;
        return format("%uCx%uC", cols, rows);
    }
};
static_assert(covers<SizeText, decltype(Vc::size)::value_type>::value);

bool is_parallel_device(const std::string &path)
{
    return path.starts_with("/dev/parport") || path.starts_with("/dev/ppi");
}

}  // namespace

const char *option_of(Kind kind)
{
    switch (kind) {
    case Kind::serial: return "-serial";
    case Kind::parallel: return "-parallel";
    }
    return "-serial";
}

Place LegacyWriter::where() const
{
    return {{}, 0, std::string("<") + name_of(port.tag) + ">"};
}

Error LegacyWriter::cannot(std::string sentence) const
{
    return {ErrorKind::unsupported, where(), std::move(sentence)};
}

Result<Ok> LegacyWriter::need(Feature feature) const
{
    return require(feature, version, where());
}

LegacyWriter::Text LegacyWriter::from(Feature feature, std::string text) const
{
    const auto possible = need(feature);
    if (!possible) return possible.error();
    return text;
}

// There are no escapes in these strings, and none are needed.
LegacyWriter::Text LegacyWriter::literal(const char *word, const std::string &path) const
{
    if (!path.empty() && path.find('\0') == std::string::npos) return word + path;
    return Error{ErrorKind::xml, where(),
                 format(_("the path '%s' names no file; write an absolute path, such as '/var/tmp/guest.log'"),
                        shown(path).c_str())};
}

LegacyWriter::Text LegacyWriter::operator()(const Vc &vc) const
{
    const auto &[size] = vc;
    if (!size) return std::string("vc");
    return from(Feature::vc_size, "vc:" + std::visit(SizeText{}, *size));
}

LegacyWriter::Text LegacyWriter::operator()(const Pty &pty) const
{
    const auto &[link] = pty;
    if (!link) return std::string("pty");
    const auto possible = need(Feature::pty_link);
    if (!possible) return possible.error();
    return literal("pty:", *link);
}

LegacyWriter::Text LegacyWriter::operator()(const Null &) const
{
    return std::string("null");
}

LegacyWriter::Text LegacyWriter::operator()(const None &) const
{
    return from(Feature::none, "none");
}

LegacyWriter::Text LegacyWriter::operator()(const Stdio &) const
{
    return std::string("stdio");
}

LegacyWriter::Text LegacyWriter::device(unsigned number) const
{
    if (os == HostOs::linux_) return device_path(Host{number}, kind);
    if (kind == Kind::parallel)
        return cannot(_("QEMU on Windows cannot use a parallel port of the host; choose another type"));
    return "COM" + std::to_string(number);
}

// QEMU goes by the name: /dev/parport* and /dev/ppi* are parallel, any other /dev/* is a serial line.
LegacyWriter::Text LegacyWriter::device(const std::string &path) const
{
    const std::string name = shown(path);
    if (os == HostOs::windows)
        return cannot(format(_("the device '%s' is not one of a Windows host; write port='1' for COM1"), name.c_str()));
    if (!path.starts_with("/dev/"))
        return cannot(format(
            _("the string of '%s' takes devices below '/dev/' alone, and not '%s'; '-chardev' takes any (QEMU 0.12 or later)"),
            option_of(kind), name.c_str()));
    if (is_parallel_device(path) != (kind == Kind::parallel))
        return cannot(format(
            _("the string of '%s' would not open '%s' as this kind of port; '-chardev' can (QEMU 0.12 or later)"),
            option_of(kind), name.c_str()));
    return literal("", path);
}

LegacyWriter::Text LegacyWriter::operator()(const Host &host) const
{
    const auto &[named] = host;
    if (const auto *number = std::get_if<unsigned>(&named)) return device(*number);
    return device(std::get<std::string>(named));
}

LegacyWriter::Text LegacyWriter::operator()(const File &file) const
{
    const auto &[path, append] = file;
    if (append.value_or(false))
        return cannot(format(_("the string of '%s' cannot say append='yes'; '-chardev file' can (QEMU 2.6 or later)"),
                             option_of(kind)));
    return literal("file:", path);
}

LegacyWriter::Text LegacyWriter::operator()(const Pipe &pipe) const
{
    const auto &[path] = pipe;
    return literal("pipe:", path);
}

LegacyWriter::Text LegacyWriter::operator()(const Foreign &foreign) const
{
    return cannot(why_foreign(foreign));
}

static_assert(covers<LegacyWriter, Backend>::value, "legacy strings: this back end has no rule");

Result<std::string> write_legacy(const Port &port, Kind kind, const Version &version, HostOs host)
{
    const LegacyWriter legacy{port, kind, version, host};
    const auto front = check_front(legacy);
    if (!front) return front.error();
    Result<std::string> text = std::visit(legacy, port.backend);
    if (!text || text->size() <= short_limit || version >= first_long) return text;
    return legacy.cannot(
        format(_("the string of '%s' has %zu bytes, and QEMU before 0.10 cuts it after %zu; choose a shorter path"),
               option_of(kind), text->size(), short_limit));
}

}  // namespace chardev::qemu
