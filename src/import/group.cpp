// SPDX-License-Identifier: LGPL-2.1-or-later
// Which options of a command line belong together: one names the other, or needs its bus.
#include <algorithm>
#include <map>
#include <numeric>

#include "import/argument.hpp"
#include "import/reference.hpp"

namespace chardev::qemu {

namespace {

/// Sets of arguments that name one another.
class Groups {
public:
    explicit Groups(std::size_t count) : parent_(count) { std::iota(parent_.begin(), parent_.end(), 0); }
    std::size_t find(std::size_t member)
    {
        while (parent_[member] != member) member = parent_[member] = parent_[parent_[member]];
        return member;
    }
    void join(std::size_t a, std::size_t b) { parent_[find(a)] = find(b); }

private:
    std::vector<std::size_t> parent_;
};

/// libvirt gives these names to the controllers that it makes itself, so that whatever names them still finds them.
bool is_libvirts_bus(std::string_view id)
{
    constexpr std::string_view stem = "pci.";
    return id.starts_with(stem) && id.size() > stem.size() &&
           id.find_first_not_of("0123456789", stem.size()) == id.npos;
}

bool is_any(std::string_view text, std::initializer_list<std::string_view> parts)
{
    return std::any_of(parts.begin(), parts.end(),
                       [text](std::string_view part) { return text.find(part) != text.npos; });
}

/// The kind of bus that an option makes; empty: none that matters here.
std::string_view bus_made_by(const Argument &argument)
{
    if (argument.option == "usb") return "usb";
    const std::string_view driver = argument.list.first;
    if (argument.option != "device") return {};
    if (driver.starts_with("virtio-serial")) return "virtio-serial";
    if (is_any(driver, {"-uhci", "-ehci", "-ohci", "-xhci"})) return "usb";
    return is_any(driver, {"virtio-scsi", "lsi", "megasas", "pvscsi", "am53c974", "dc390", "mptsas"}) ? "scsi" : "";
}

/// The kind of bus on which a device takes the first free place.
std::string_view bus_needed_by(const Argument &argument)
{
    if (argument.option == "usbdevice") return "usb";
    const std::string_view driver = argument.list.first;
    const std::string *bus = argument.get("bus");
    const bool built_in = bus && *bus == "usb-bus.0";  // of -usb
    if (argument.option != "device" || (bus && !built_in) || !bus_made_by(argument).empty()) return {};
    if (driver.starts_with("usb-") || driver.starts_with("u2f-")) return "usb";
    if (driver == "virtconsole" || driver == "virtserialport") return "virtio-serial";
    return driver.starts_with("scsi-") ? "scsi" : "";
}

/// QEMU makes kept devices before libvirt's: a bus that one of them needs must be kept with it.
void join_buses(const std::vector<Argument> &arguments, Groups &groups)
{
    std::map<std::string_view, std::size_t> seekers;
    for (std::size_t i = 0; i < arguments.size(); ++i)
        if (const auto kind = bus_needed_by(arguments[i]); !kind.empty())
            groups.join(seekers.emplace(kind, i).first->second, i);
    for (std::size_t i = 0; i < arguments.size(); ++i)
        if (const auto found = seekers.find(bus_made_by(arguments[i])); found != seekers.end())
            groups.join(found->second, i);
}

/// The nodes of one machine have words together or not at all.
void join_nodes(const std::vector<Argument> &arguments, Groups &groups)
{
    std::optional<std::size_t> first;
    for (std::size_t i = 0; i < arguments.size(); ++i)
        if (arguments[i].option == "numa") groups.join(*(first = first.value_or(i)), i);
}

}  // namespace

void join_groups(std::vector<Argument> &arguments)
{
    std::map<std::string, std::vector<std::size_t>, std::less<>> ids;
    for (std::size_t i = 0; i < arguments.size(); ++i)
        for (const auto &[name, id] : arguments[i].list.options)
            if (is_own_id(name) && id && !id->empty() && !is_libvirts_bus(*id) &&
                (ids[*id].empty() || ids[*id].back() != i))
                ids[*id].push_back(i);
    Groups groups(arguments.size());
    const auto refer = [&](std::size_t from, std::string_view space, std::string_view value) {
        const auto dot = value.rfind('.');
        for (const auto name : {value, dot == value.npos ? std::string_view() : value.substr(0, dot)})
            if (const auto found = ids.find(name); found != ids.end())
                for (const std::size_t to : found->second)
                    if (space.empty() || space == space_of(arguments[to].option)) groups.join(from, to);
    };
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const Argument &argument = arguments[i];
        if (const auto id = id_in(argument.value); id != argument.value) refer(i, "chardev", id);
        if (const auto setting = argument.option == "set" ? setting_in(argument.value) : std::nullopt)
            refer(i, space_of(setting->option), setting->id);
        if (const auto space = space_named_by(argument.option, "")) refer(i, *space, argument.list.first);
        for (const auto &[name, value] : argument.list.options)
            if (const auto space = space_named_by(argument.option, name); space && value)
                refer(i, *space, id_in(*value));
    }
    join_buses(arguments, groups);
    join_nodes(arguments, groups);
    for (std::size_t i = 0; i < arguments.size(); ++i) arguments[i].group = groups.find(i);
}

}  // namespace chardev::qemu
