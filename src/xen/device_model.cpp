// SPDX-License-Identifier: LGPL-2.1-or-later
// Writes a port as arguments of Xen's device model, or says why it cannot; and finds the ports among such arguments, numbers them
// as QEMU does, and returns the other arguments.
#include "xen/device_model.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "conf/document/numbering.hpp"
#include "conf/model/gettext.hpp"
#include "conf/model/parts.hpp"
#include "conf/port/grammar.hpp"
#include "conf/xml/reader.hpp"
#include "qemu/arguments.hpp"
#include "qemu/chardev/backend.hpp"
#include "qemu/chardev/device.hpp"
#include "qemu/chardev/device_address.hpp"
#include "qemu/chardev/option_json.hpp"
#include "qemu/chardev/option_list.hpp"
#include "qemu/legacy/grammar.hpp"
#include "qemu/limits.hpp"
#include "qemu/port_numbers.hpp"
#include "xen/limits.hpp"

namespace chardev::xen {

namespace {

Result<std::string> device_of(const PlacedPort &placed, const Machine &machine)
{
    const auto front = device_for(placed);
    if (!front) return front.error();
    auto address = qemu::address_options(placed.port.uninterpreted, (*front)->address, machine);
    if (!address) return address.error().at(placed.where);
    qemu::OptionList list{(*front)->driver,
                          {{"chardev", chardev_id(placed.slot)}, {"index", std::to_string(placed.slot.index)}}};
    list.options.insert(list.options.end(), address->begin(), address->end());
    return qemu::write_option_list(list);
}

using qemu::NamedValue;
using qemu::OptionList;

/// The options that can be of a port; each has a value.
constexpr std::array<std::string_view, 5> port_options{"chardev", "device", "parallel", "serial", "set"};

struct Argument {
    std::string option;  ///< without its dashes; empty: any other word
    std::string value;
    std::vector<std::string> words;
    int line = 0;
    bool taken = false;
};

std::vector<Argument> arguments_in(const std::vector<ConfigWord> &words)
{
    std::vector<Argument> out;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto &[text, line] = words[i];
        const std::string option = text.substr(std::min(text.find_first_not_of('-'), text.size()));
        const auto dashes = text.size() - option.size();
        const bool known = (dashes == 1 || dashes == 2) && i + 1 < words.size() &&
                           std::find(port_options.begin(), port_options.end(), option) != port_options.end();
        if (known)
            out.push_back({option, words[i + 1].text, {text, words[i + 1].text}, line, false});
        else
            out.push_back({{}, {}, {text}, line, false});
        i += known ? 1 : 0;
    }
    return out;
}

std::optional<qemu::Setting> setting_in(const Argument &argument)
{
    return argument.option == "set" ? qemu::setting_in(argument.value) : std::nullopt;
}

std::string id_of(const Argument &chardev)
{
    const auto list = qemu::list_in(chardev.value);
    const NamedValue *id = list ? list->find("id") : nullptr;
    return id && id->value ? *id->value : std::string();
}

class Ports {
public:
    Ports(std::vector<Argument> arguments, std::string_view file) : arguments_(std::move(arguments)), file_(file)
    {
        for (Argument &argument : arguments_) {
            if (argument.option == "chardev") chardevs_.emplace(id_of(argument), &argument);
            if (const auto setting = setting_in(argument))
                settings_[{setting->option, setting->id}].push_back(&argument);
        }
    }

    [[nodiscard]] Result<FoundPorts> run(const std::vector<ConfigWord> &serials)
    {
        for (const auto &[text, line] : serials)
            if (auto placed = place_string(text, Kind::serial, {file_, line, "serial"}); !placed) return placed.error();
        for (Argument &argument : arguments_)
            if (auto placed = take_string(argument); !placed) return placed.error();
        for (Argument &argument : arguments_)
            if (auto placed = take_device(argument); !placed) return placed.error();
        return finished();
    }

private:
    [[nodiscard]] Place place_of(const Argument &argument) const { return {file_, argument.line, argument.words[0]}; }

    /// xl takes any number of strings, and the device model makes no port of those beyond the last. One is named for all.
    [[nodiscard]] bool is_beyond(const Slot &slot, const std::string &text)
    {
        if (slot.kind == Kind::parallel || slot.index < qemu::isa_serial_limit) return false;
        if (!std::exchange(has_left_out_, true))
            out_.warnings.push_back(
                format(_("the port '%s' is left out: a guest has four serial ports, and passes over any more"),
                       shown(text).c_str()));
        return true;
    }

    Result<Ok> place_string(const std::string &text, Kind kind, const Place &where)
    {
        auto port = qemu::read_legacy(text, kind);
        if (!port) return port.error().at(where);
        const bool none = is_none(*port);
        const Slot slot{kind, numbers_[kind].of_string(!none || qemu::is_none_counted(kind))};
        if (none || is_beyond(slot, text)) return Ok{};
        if (!port_grammar::can_render(*port))
            return Error{
                ErrorKind::unsupported, where,
                format(_("the port grammar cannot say all of '%s'; write the port as a number from 1 to 65535"),
                       shown(text).c_str())};
        return place({*std::move(port), slot, where});
    }

    Result<Ok> place(PlacedPort placed)
    {
        const Slot slot = placed.slot;
        if (auto made = make(slot, placed.where); !made) return made;
        ports_.emplace(slot, std::move(placed));
        return Ok{};
    }
    Result<Ok> make(const Slot &slot, const Place &where)
    {
        if (numbers_[slot.kind].make(slot.index)) return Ok{};
        return Error{ErrorKind::xml, where,
                     format(_("this is the second port with number %u; give each its own"), slot.index)};
    }

    Result<Ok> take_string(Argument &argument)
    {
        if (argument.option != "serial" && argument.option != "parallel") return Ok{};
        argument.taken = true;
        return place_string(argument.value, argument.option == "serial" ? Kind::serial : Kind::parallel,
                            place_of(argument));
    }

    Result<Ok> take_device(Argument &argument)
    {
        if (argument.option != "device") return Ok{};
        const auto list = qemu::list_in(argument.value);
        const bool serial = list && list->first == "isa-serial";
        if (!serial && (!list || list->first != "isa-parallel")) return Ok{};
        const Kind kind = serial ? Kind::serial : Kind::parallel;
        const auto front = qemu::read_device(argument.value);
        const Slot slot{kind, numbers_[kind].of_device(front ? front->index : std::nullopt)};
        auto port = front && is_plain(*front) ? claim(front->chardev, kind) : Result<std::optional<Port>>(std::nullopt);
        if (!port) return port.error().at(place_of(argument));
        if (!*port) return keep(argument, *list, slot);
        argument.taken = true;
        if (front->address) (*port)->uninterpreted = {*front->address};
        return place({**std::move(port), slot, place_of(argument)});
    }
    /// What -set says of the device is more than a port has here.
    [[nodiscard]] bool is_plain(const qemu::DeviceFront &front) const
    {
        return !front.id || !settings_.contains({"device", *front.id});
    }
    Result<Ok> keep(Argument &argument, OptionList device, const Slot &slot)
    {
        if (auto made = make(slot, place_of(argument)); !made) return made;
        if (device.find("index")) return Ok{};
        device.options.push_back({"index", std::to_string(slot.index)});
        argument.words.back() = qemu::write_option_list(device);
        return Ok{};
    }

    /// std::nullopt: there is none of that id, or it says more than a port can.
    Result<std::optional<Port>> claim(const std::string &id, Kind kind)
    {
        const auto found = chardevs_.find(id);
        if (found == chardevs_.end() || found->second->taken) return std::optional<Port>();
        auto list = qemu::list_in(found->second->value);
        if (!list) return std::optional<Port>();
        const auto settings = settings_.find({"chardev", id});
        const auto said = settings == settings_.end() ? std::vector<Argument *>() : settings->second;
        for (const Argument *argument : said) put(*setting_in(*argument), *list);
        auto port = qemu::read_chardev(*list, kind);
        if (!port && port.error().kind == ErrorKind::xml) return port.error();
        if (!port || !port_grammar::can_render(*port)) return std::optional<Port>();
        found->second->taken = true;
        for (Argument *argument : said) argument->taken = true;
        return std::optional(*std::move(port));
    }
    static void put(const qemu::Setting &setting, OptionList &list)
    {
        std::erase_if(list.options, [&setting](const NamedValue &option) { return option.name == setting.name; });
        list.options.push_back({setting.name, setting.value});
    }

    Result<FoundPorts> finished()
    {
        std::vector<ShownNumber> shown;
        for (auto &[slot, placed] : ports_) {
            shown.push_back({slot, false});
            out_.ports.push_back(std::move(placed));
        }
        const auto says = must_state_number(shown);
        for (std::size_t i = 0; i < says.size(); ++i)
            if (says[i]) out_.ports[i].port.target.number = out_.ports[i].slot.index;
        if (auto fine = check_limits(out_.ports); !fine) return fine.error();
        for (const Argument &argument : arguments_) {
            out_.took_words = out_.took_words || argument.taken;
            if (!argument.taken) out_.rest.insert(out_.rest.end(), argument.words.begin(), argument.words.end());
        }
        return std::move(out_);
    }

    std::vector<Argument> arguments_;
    std::map<std::string, Argument *> chardevs_;                                       ///< by id
    std::map<std::pair<std::string, std::string>, std::vector<Argument *>> settings_;  ///< -set, by option and id
    std::string file_;
    std::map<Kind, qemu::PortNumbers> numbers_;
    bool has_left_out_ = false;
    std::map<Slot, PlacedPort> ports_;
    FoundPorts out_;
};

}  // namespace

std::string chardev_id(const Slot &slot)
{
    return (slot.kind == Kind::serial ? "serial" : "parallel") + std::to_string(slot.index);
}

Result<std::vector<std::string>> device_model_arguments(const PlacedPort &placed, const Machine &machine,
                                                        const qemu::Version &version)
{
    if (facts_about(placed.port.backend).has_tls)
        return Error{
            ErrorKind::unsupported, placed.where,
            _("a port of a Xen guest cannot use TLS, because nobody gives its device model the credentials; take <tls/> away")};
    const auto device = device_of(placed, machine);
    if (!device) return device.error();
    return qemu::chardev_and_device(placed, chardev_id(placed.slot), *device, version);
}

Result<FoundPorts> ports_among(const std::vector<ConfigWord> &serials, const std::vector<ConfigWord> &words,
                               std::string_view file)
{
    return Ports(arguments_in(words), file).run(serials);
}

}  // namespace chardev::xen
