// SPDX-License-Identifier: LGPL-2.1-or-later
// Slots: QEMU counts the ports of -serial as they come, then those of -device; libvirt says each one's number.
#include <algorithm>
#include <map>
#include <set>

#include "conf/gettext.hpp"
#include "conf/port_grammar.hpp"
#include "qemu/device.hpp"
#include "qemu/import_ports.hpp"

namespace chardev::qemu {

namespace {

class Slots {
public:
    Slots(Import &import, Kind kind) : import_(import), kind_(kind) {}

    [[nodiscard]] Result<Ok> run()
    {
        for (Argument &argument : import_.arguments)
            if (argument.option == option()) place(argument, next_++);
        for (Argument &argument : import_.arguments)
            if (argument.option == "device") place_device(argument);
        if (!given_) add_default();
        for (const Port &port : later_) ports_.emplace(free_slot(), port);
        if (error_) return *error_;
        return Ok{};
    }

    /// A port that is not the last of all has a place even if it is empty.
    [[nodiscard]] std::vector<Port> in_order() const
    {
        std::vector<Port> out;
        for (const auto &[slot, port] : ports_) {
            Port none;
            none.tag = port.tag;
            none.backend = None{};
            while (out.size() < slot) out.push_back(none);
            out.push_back(port);
        }
        while (!out.empty() && std::holds_alternative<None>(out.back().backend)) out.pop_back();
        return out;
    }

private:
    [[nodiscard]] const char *option() const { return kind_ == Kind::serial ? "serial" : "parallel"; }
    [[nodiscard]] const char *driver() const { return kind_ == Kind::serial ? "isa-serial" : "isa-parallel"; }

    [[nodiscard]] const Port *port_of(const Argument &argument) const
    {
        const auto &ports = import_.draft.ports;
        const auto found = std::find_if(ports.begin(), ports.end(), [&](const auto &known) { return known.first == &argument; });
        return found == ports.end() ? nullptr : &found->second;
    }
    [[nodiscard]] unsigned free_slot() const
    {
        unsigned slot = 0;
        while (ports_.contains(slot) || kept_.contains(slot)) ++slot;
        return slot;
    }

    void place(Argument &argument, unsigned slot)
    {
        given_ = true;
        const Port *port = port_of(argument);
        if (port && std::holds_alternative<None>(port->backend)) return;
        if (is_beyond(argument, slot)) return drop(argument);
        if (ports_.contains(slot) || kept_.contains(slot))
            error_ = Error{ErrorKind::xml, {}, format(_("'%s' is the second port with number %u; give each its own"), argument.value.c_str(), slot)};
        ++made_;
        if (port) ports_.emplace(slot, *port);
        else keep(argument, slot);
    }

    void place_device(Argument &argument)
    {
        const auto front = read_device(argument.value);
        const bool isa = argument.list.first == driver();
        const Port *port = port_of(argument);
        if (!isa && port && front->kind == kind_) later_.push_back(*port);
        if (!isa) return;
        place(argument, front && front->index ? *front->index : made_);
    }

    /// A PC has four, and QEMU says nothing of a fifth -serial.
    [[nodiscard]] bool is_beyond(const Argument &argument, unsigned slot) const
    {
        constexpr unsigned most = 4;
        return argument.option == "serial" && slot >= most && import_.is_x86();
    }
    void drop(Argument &argument)
    {
        argument.fate = Fate::dropped;
        import_.draft.warn(format(_("the port '%s' is left out: QEMU gives a PC four serial ports, and passes over any more"), argument.value.c_str()));
    }

    /// The words of a port that stays as it is: always with its number, since libvirt's own ports come before it.
    void keep(Argument &argument, unsigned slot)
    {
        kept_.insert(slot);
        OptionList device = argument.list;
        std::vector<std::string> words;
        if (argument.option != "device") {
            constexpr std::string_view prefix = "chardev:";
            const bool named = argument.value.starts_with(prefix);
            const std::string id = named ? argument.value.substr(prefix.size()) : format("kept-%s%u", option(), slot);
            if (!named) words = {"-chardev", write_option_list({argument.value, {{"id", id}}})};
            device = {driver(), {{"chardev", id}}};
        }
        if (!device.find("index")) device.options.push_back({"index", std::to_string(slot)});
        words.insert(words.end(), {"-device", write_option_list(device)});
        if (import_.is_x86()) argument.words = words;
    }

    void add_default()
    {
        const std::string &machine = import_.draft.machine;
        if (!import_.defaults || machine == "none" || import_.draft.arch == "s390x") return;
        if (kind_ == Kind::parallel && (!import_.is_x86() || machine == "microvm")) return;
        Port port;
        port.tag = tag_of(kind_);
        if (!import_.draft.nographic) port.backend = Vc{};
        else if (kind_ == Kind::parallel) port.backend = Null{};
        else import_.draft.warn(_("with '-nographic' the first serial port shares QEMU's terminal, which a guest of a daemon does not have; it is a pseudo terminal, for 'virsh console'"));
        ports_.emplace(0, port);
    }

    Import &import_;
    Kind kind_;
    unsigned next_ = 0, made_ = 0;
    bool given_ = false;
    std::map<unsigned, Port> ports_;
    std::set<unsigned> kept_;
    std::vector<Port> later_;
    std::optional<Error> error_;
};

}  // namespace

Result<std::vector<std::string>> place_ports(Import &import, std::string_view indent)
{
    std::vector<std::string> out;
    for (const Kind kind : {Kind::serial, Kind::parallel}) {
        Slots slots(import, kind);
        if (auto placed = slots.run(); !placed) return placed.error();
        for (const Port &port : slots.in_order()) {
            auto xml = port_grammar::render(port, indent);
            if (!xml) return xml.error();
            out.push_back(*std::move(xml));
        }
    }
    return out;
}

}  // namespace chardev::qemu
