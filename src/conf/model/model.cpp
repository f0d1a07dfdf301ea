// SPDX-License-Identifier: LGPL-2.1-or-later
// Names of tags, slots and devices, and at least one sample of every back end for the tests of totality.
#include "conf/model/model.hpp"

namespace chardev {

const char *name_of(Tag tag)
{
    switch (tag) {
    case Tag::console: return "console";
    case Tag::serial: return "serial";
    case Tag::parallel: return "parallel";
    }
    return "console";
}

bool is_port_name(std::string_view name)
{
    return name == "console" || name == "serial" || name == "parallel";
}

bool is_user_alias(std::string_view alias)
{
    constexpr std::string_view characters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";
    return alias.starts_with("ua-") && alias.find_first_not_of(characters) == std::string_view::npos;
}

std::string alias_by_slot(const Port &port, const Slot &slot)
{
    if (port.alias && is_user_alias(*port.alias)) return *port.alias;
    return (slot.kind == Kind::serial ? "serial" : "parallel") + std::to_string(slot.index);
}

std::string label(const Slot &slot)
{
    return (slot.kind == Kind::serial ? "serial " : "parallel ") + std::to_string(slot.index);
}

namespace {

std::vector<Backend> plain_samples()
{
    return {Vc{},
            Vc{Pixels{800, 600}},
            Vc{Cells{80, 25}},
            Pty{},
            Pty{"/run/guest/tty"},
            Null{},
            None{},
            Stdio{},
            Host{3U},
            Host{"/dev/ttyUSB0"},
            File{"/some/file", {}},
            File{"/with space, comma & 'quote'", true},
            File{"/some/file", false},
            Pipe{"/some/file"},
            Foreign{"spicevmc"}};
}

std::vector<Backend> socket_samples()
{
    return {Udp{{{}, "12356"}, {}},
            Udp{{"127.0.0.1", "12356"}, Bind{{}, "0"}},
            Udp{{"loghost", "12356"}, Bind{"::1", "12356"}},
            Tcp{{Listen{{}, "12356", true}, {false, {}}}},
            Tcp{{Listen{"127.0.0.1", "12356", false}, {true, true}}},
            Tcp{{Listen{"::1", {}, false}, {false, false}}},
            Tcp{{Connect{{}, "12356", 5U}, {false, {}}}},
            Tcp{{Connect{"127.0.0.1", "12356", {}}, {true, {}}}},
            Telnet{{Listen{"127.0.0.1", "12356", true}, {false, {}}}},
            Telnet{{Connect{"fe80::1%eth0", "12356", {}}, {false, {}}}},
            Unix{UnixListen{"/run/guest, 1.sock", true}},
            Unix{UnixListen{"/run/guest.sock", false}},
            Unix{UnixConnect{"/run/guest.sock", {}}},
            Unix{UnixConnect{"/run/guest.sock", 1U}},
            Websocket{{{}, "12356", true}, {false, {}}},
            Websocket{{"127.0.0.1", "12356", false}, {true, true}}};
}

}  // namespace

std::vector<Backend> backend_samples()
{
    std::vector<Backend> samples = plain_samples();
    for (Backend &sample : socket_samples()) samples.push_back(std::move(sample));
    return samples;
}

}  // namespace chardev
