// SPDX-License-Identifier: LGPL-2.1-or-later
// The table of serial devices, and lookups in it. A parallel port is an ISA device in every guest that has one.
#include "conf/model/serial_model.hpp"

#include <algorithm>
#include <array>

#include "conf/model/gettext.hpp"

namespace chardev {

namespace {

constexpr std::array models{
    SerialModel{"isa", "isa-serial", "isa-serial"},
    SerialModel{"pci", "pci-serial", "pci-serial"},
    SerialModel{"usb", "usb-serial", "usb-serial"},
    SerialModel{"16550a", "system-serial", "16550a"},
    SerialModel{"pl011", "system-serial", "pl011"},
    SerialModel{"spapr-vty", "spapr-vio-serial", "spapr-vty"},
    SerialModel{"sclpconsole", "sclp-serial", "sclpconsole"},
    SerialModel{"sclplmconsole", "sclp-serial", "sclplmconsole"},
    SerialModel{"isa-debugcon", "isa-debug", "isa-debugcon"},
};

}  // namespace

const SerialModel *find_serial_model(std::string_view name)
{
    const auto found =
        std::find_if(models.begin(), models.end(), [name](const SerialModel &model) { return model.name == name; });
    return found == models.end() ? nullptr : &*found;
}

const SerialModel *serial_model_of(const Target &target)
{
    const auto found = std::find_if(models.begin(), models.end(), [&target](const SerialModel &model) {
        return target.model ? *target.model == model.model : target.type && *target.type == model.type;
    });
    return found == models.end() ? nullptr : &*found;
}

bool says_device_type(const Port &port)
{
    return port.target.type && (port.tag != Tag::console || *port.target.type != "serial");
}

bool is_serial_target_type(std::string_view type)
{
    return std::any_of(models.begin(), models.end(), [type](const SerialModel &model) { return model.type == type; });
}

std::string serial_model_names(Kind kind)
{
    if (kind == Kind::parallel) return quoted_list({"isa"});
    std::vector<std::string> names;
    for (const SerialModel &model : models) names.emplace_back(model.name);
    return quoted_list(names);
}

}  // namespace chardev
