// SPDX-License-Identifier: LGPL-2.1-or-later
// The fields, and the corpus of attempts.
#include "qemu/injection.hpp"

namespace chardev::qemu {

namespace {

Port port_of(Backend backend)
{
    Port port;
    port.tag = Tag::serial;
    port.backend = std::move(backend);
    return port;
}

Port with_log(const std::string &path)
{
    Port port = port_of(Null{});
    port.log = Log{path, true};
    return port;
}

using Text = std::string;

constexpr Field fields[] = {
    {"tcp listen addr",
     [](const Text &text) {
         return port_of(Tcp{{Listen{text, "1", false}, {true, {}}}});
     }},
    {"tcp listen port",
     [](const Text &text) {
         return port_of(Tcp{{Listen{"h", text, false}, {false, {}}}});
     }},
    {"tcp connect addr",
     [](const Text &text) {
         return port_of(Tcp{{Connect{text, "1", 5U}, {false, {}}}});
     }},
    {"tcp connect port",
     [](const Text &text) {
         return port_of(Tcp{{Connect{"h", text, {}}, {true, {}}}});
     }},
    {"telnet listen addr",
     [](const Text &text) {
         return port_of(Telnet{{Listen{text, "1", true}, {false, {}}}});
     }},
    {"telnet connect port",
     [](const Text &text) {
         return port_of(Telnet{{Connect{"h", text, {}}, {false, {}}}});
     }},
    {"websocket addr",
     [](const Text &text) {
         return port_of(Websocket{{text, "1", false}, {false, {}}});
     }},
    {"websocket port",
     [](const Text &text) {
         return port_of(Websocket{{"h", text, false}, {false, {}}});
     }},
    {"udp sendto addr",
     [](const Text &text) {
         return port_of(Udp{{text, "1"}, Bind{"h", "1"}});
     }},
    {"udp sendto port",
     [](const Text &text) {
         return port_of(Udp{{"h", text}, {}});
     }},
    {"udp bind addr",
     [](const Text &text) {
         return port_of(Udp{{"h", "1"}, Bind{text, "1"}});
     }},
    {"udp bind port",
     [](const Text &text) {
         return port_of(Udp{{"h", "1"}, Bind{{}, text}});
     }},
    {"unix listen path",
     [](const Text &text) {
         return port_of(Unix{UnixListen{"/" + text, false}});
     }},
    {"unix connect path",
     [](const Text &text) {
         return port_of(Unix{UnixConnect{"/" + text, 5U}});
     }},
    {"file path",
     [](const Text &text) {
         return port_of(File{"/" + text, {}});
     }},
    {"pipe path", [](const Text &text) { return port_of(Pipe{"/" + text}); }},
    {"host path", [](const Text &text) { return port_of(Host{"/dev/" + text}); }},
    {"pty link", [](const Text &text) { return port_of(Pty{"/" + text}); }},
    {"log path", [](const Text &text) { return with_log("/" + text); }},
};

const std::string corpus[] = {
    // the option list: commas, escapes that end early, names
    ",",
    ",,",
    ",,,",
    "a,",
    "a,,b",
    "a,,,b",
    ",server=on",
    "127.0.0.1,path=/tmp/x",
    "x,server=on",
    "x,,server=on",
    "x,id=other",
    "h,port=1,wait=on",
    "1,server",
    "1,server,nowait",
    "1,telnet=on",
    "=",
    "x=y",
    "path=/etc/passwd",
    "backend=file",
    "no",
    "nowait",
    // the legacy string: what ends a host, a port, an address
    ":",
    "h:1",
    "h:1,server",
    ":1,server,nowait",
    "1@:2",
    "1@127.0.0.1:2",
    "@",
    "::1",
    "[::1]",
    "[::1]:1",
    "fe80::1%eth0",
    // other options, other words of the dialect
    "-chardev",
    "-chardev null,id=x",
    "a -monitor stdio",
    "mon:stdio",
    "chardev:x",
    "file:/etc/passwd",
    "null",
    "pty",
    // -set: what ends a group, an id, a name
    ".",
    "a.b",
    "a.wait=on",
    "x.wait=on",
    "chardev.charserial0.wait=on",
    // JSON and XML
    "\"",
    "\\",
    "\\\"",
    "\"},\"x\":{",
    "\"}},\"id\":\"y",
    "\\u0022",
    "'",
    "' append='on",
    "'/><source path='/etc/passwd",
    "<",
    ">",
    "&",
    "&quot;",
    "&#10;",
    "]]>",
    "<!--",
    "<?x?>",
    "%",
    "%s%n%x",
    "%2c",
    // the shell
    "$HOME",
    "$(id)",
    "`id`",
    "; id",
    "| id",
    "> /tmp/x",
    "& id",
    "#",
    "~",
    "*",
    "!x",
    // what is no character of a name
    "\n",
    "a\n-chardev null",
    "\na",
    "\t",
    "\r\n",
    "\x01",
    "\x7f",
    " ",
    " a",
    "a ",
    "ä",
    "日本",
    "\xe2\x80\xae",
    // numbers that QEMU or the resolver would take for others
    "70000",
    "65536",
    "+1",
    "-1",
    " 1",
    "01",
    "0x50",
    "1e3",
    "1.5",
    "4294967297",
    "99999999999999999999",
};

}  // namespace

std::span<const Field> text_fields()
{
    return fields;
}

std::span<const std::string> attempts()
{
    return corpus;
}

std::string with_attempt(std::string benign, const std::string &text)
{
    const std::size_t at = benign.find(harmless);
    if (at == std::string::npos) return benign;
    return benign.replace(at, std::string_view(harmless).size(), text);
}

}  // namespace chardev::qemu
