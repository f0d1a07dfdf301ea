// SPDX-License-Identifier: LGPL-2.1-or-later
// Puts the ports of an import into their slots: those of -serial and -parallel as they come, then those of -device.
#include <algorithm>
#include <map>

#include "conf/model/gettext.hpp"
#include "conf/port/grammar.hpp"
#include "conf/xml/reader.hpp"
#include "import/slots.hpp"
#include "qemu/chardev/device.hpp"
#include "qemu/chardev/front_end.hpp"
#include "qemu/port_numbers.hpp"

namespace chardev::qemu {

namespace {

class Slots {
public:
    Slots(Import &import, Kind kind) : import_(import), kind_(kind) {}

    void run()
    {
        for (Argument &argument : import_.arguments)
            if (argument.option == option())
                place(argument, numbers_.of_string(argument.value != "none" || is_none_counted(kind_)));
        for (Argument &argument : import_.arguments)
            if (argument.option == "device") place_device(argument);
        if (!given_) add_default();
        for (const Port &port : later_) ports_.emplace(numbers_.take_free(), port);
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
        while (!out.empty() && is_none(out.back())) out.pop_back();
        return out;
    }

private:
    [[nodiscard]] const char *option() const { return kind_ == Kind::serial ? "serial" : "parallel"; }
    [[nodiscard]] const char *driver() const { return kind_ == Kind::serial ? "isa-serial" : "isa-parallel"; }

    [[nodiscard]] const Port *port_of(const Argument &argument) const
    {
        const auto &ports = import_.draft.ports;
        const auto found =
            std::find_if(ports.begin(), ports.end(), [&](const auto &known) { return known.first == &argument; });
        return found == ports.end() ? nullptr : &found->second;
    }

    void place(Argument &argument, unsigned slot)
    {
        given_ = true;
        const Port *port = port_of(argument);
        if (port && is_none(*port)) return;
        if (is_beyond(argument, slot))
            return drop(argument,
                        _("the port '%s' is left out: QEMU gives a PC four serial ports, and passes over any more"));
        if (argument.option == option() && !has_place())
            return drop(argument, _("the port '%s' is left out: this machine has no such port, and QEMU ignores it"));
        if (!numbers_.make(slot))
            keep_second(argument, slot);
        else if (port)
            ports_.emplace(slot, *port);
        else
            keep(argument, slot);
    }

    /// QEMU takes it, and the guest sees one of the two.
    void keep_second(Argument &argument, unsigned slot)
    {
        import_.draft.warn(format(
            _("'%s' is the second port with number %u, and the guest will see only one of them; give each its own"),
            shown(argument.value).c_str(), slot));
        const std::string *id = argument.get("chardev");
        for (Argument &chardev : import_.arguments)
            if (id && chardev.option == "chardev" && chardev.id() == *id) chardev.fate = Fate::kept;
        argument.fate = Fate::kept;
        keep(argument, slot);
    }

    void place_device(Argument &argument)
    {
        const auto front = read_device(argument.value);
        const bool isa = argument.list.first == driver();
        const Port *port = port_of(argument);
        if (!isa && port && front->kind == kind_) later_.push_back(*port);
        if (!isa) return;
        place(argument, numbers_.of_device(front ? front->index : std::nullopt));
    }

    /// A PC has four, and QEMU says nothing of a fifth -serial.
    [[nodiscard]] bool is_beyond(const Argument &argument, unsigned slot) const
    {
        constexpr unsigned most = 4;
        return argument.option == "serial" && slot >= most && import_.is_x86();
    }
    /// A board without ISA has no parallel port.
    [[nodiscard]] bool has_place() const
    {
        const std::string &machine = import_.draft.machine;
        const bool has_parallel = machine != "microvm" && has_isa_bus({{}, {}, import_.draft.arch, machine, {}});
        return machine != "none" && machine != "x-remote" && (kind_ == Kind::serial || has_parallel);
    }
    void drop(Argument &argument, const char *sentence)
    {
        argument.fate = Fate::dropped;
        import_.draft.warn(format(sentence, shown(argument.value).c_str()));
    }

    /// The words of a port that stays as it is: always with its number, since libvirt's own ports come before it.
    void keep(Argument &argument, unsigned slot)
    {
        OptionList device = argument.list;
        std::vector<std::string> words;
        if (argument.option != "device") {
            const bool named = argument.value.starts_with(chardev_prefix);
            const std::string id = named ? argument.value.substr(chardev_prefix.size())
                                         : unused_id(import_, format("kept-%s%u", option(), slot));
            if (!named) words = back_end(argument.value, id);
            device = {driver(), {{"chardev", id}}};
        }
        if (!device.find("index")) device.options.push_back({"index", std::to_string(slot)});
        words.insert(words.end(), {"-device", write_option_list(device)});
        if (import_.is_x86()) argument.words = words;
    }

    /// The -chardev of a string, with its monitor if it shares one.
    [[nodiscard]] std::vector<std::string> back_end(std::string value, const std::string &id) const
    {
        const bool shared = value.starts_with(monitor_prefix);
        if (shared) value.erase(0, monitor_prefix.size());
        OptionList chardev =
            chardev_of_legacy(without_overlooked(value), kind_, import_.host).value_or(OptionList{value, {}});
        if (shared) chardev.options.push_back({"mux", "on"});
        chardev.options.push_back({"id", id});
        std::vector<std::string> words{"-chardev", write_option_list(chardev)};
        if (shared) words.insert(words.end(), {"-mon", write_option_list({"", {{"chardev", id}}})});
        return words;
    }

    void add_default()
    {
        const std::string &machine = import_.draft.machine;
        if (!import_.defaults || machine == "none" || import_.draft.arch == "s390x") return;
        if (kind_ == Kind::parallel && (!import_.is_x86() || machine == "microvm")) return;
        Port port;
        port.tag = tag_of(kind_);
        if (!import_.draft.nographic)
            port.backend = Vc{};
        else if (kind_ == Kind::parallel)
            port.backend = Null{};
        else
            import_.draft.warn(format(
                _("with '%s' a port shares QEMU's terminal, which a libvirt guest does not have; the port is a pseudo terminal instead, for 'virsh console'"),
                "-nographic"));
        ports_.emplace(numbers_.take_free(), port);
    }

    Import &import_;
    Kind kind_;
    PortNumbers numbers_;
    bool given_ = false;
    std::map<unsigned, Port> ports_;
    std::vector<Port> later_;
};

}  // namespace

Result<std::vector<Element>> place_ports(Import &import)
{
    std::vector<Element> out;
    for (const Kind kind : {Kind::serial, Kind::parallel}) {
        Slots slots(import, kind);
        slots.run();
        for (const Port &port : slots.in_order()) {
            auto element = port_grammar::element_of(port);
            if (!element) return element.error();
            out.push_back(*std::move(element));
        }
    }
    return out;
}

}  // namespace chardev::qemu
