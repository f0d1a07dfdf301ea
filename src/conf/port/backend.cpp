// SPDX-License-Identifier: LGPL-2.1-or-later
// The port grammar's back ends, read and written: the table of types, and what belongs to each but the sockets.
#include "conf/port/backend.hpp"

#include <array>

#include "conf/port/attributes.hpp"
#include "conf/port/sockets.hpp"

namespace chardev::port_grammar {

namespace {

Backend read_vc(Reader &in, Port &)
{
    const bool pixels = in.attribute("width") || in.attribute("height");
    const bool cells = in.attribute("cols") || in.attribute("rows");
    if (pixels && cells)
        in.fail(_("the size is given twice; write 'width' and 'height' in pixels, or 'cols' and 'rows' in characters"));
    Pixels in_pixels;
    Cells in_cells;
    if (pixels) pixels_attributes.read(in, in_pixels);
    if (cells) cells_attributes.read(in, in_cells);
    if (pixels) return Vc{in_pixels};
    return cells ? Vc{in_cells} : Vc{};
}

// What runs is no configuration: the terminal's name is shown, and not looked at when it comes back.
Backend read_pty(Reader &in, Port &)
{
    in.attribute("pty");
    in.attribute("tty");
    Pty pty;
    pty_attributes.read(in, pty);
    return pty;
}

Backend read_null(Reader &, Port &)
{
    return Null{};
}

Backend read_none(Reader &, Port &)
{
    return None{};
}

Backend read_stdio(Reader &, Port &)
{
    return Stdio{};
}

Backend read_host(Reader &in, Port &)
{
    const std::string *port = in.attribute("port");
    const std::string *path = in.attribute("path");
    if (port && path) in.fail(_("the host's device is given twice; write either 'port' or 'path'"));
    if (port) return Host{read_number(in, "port", *port, 0, host_port_limit)};
    if (path) return Host{read_path(in, "path", *path)};
    in.fail(_(
        "the type 'host' needs port='0' or path='/dev/ttyS0'; libvirt's spelling is type='dev' with <source path='/dev/ttyS0'/>"));
    return Host{};
}

Backend read_file(Reader &in, Port &)
{
    File file;
    file_attributes.read(in, file);
    return file;
}

Backend read_pipe(Reader &in, Port &)
{
    Pipe pipe;
    pipe_attributes.read(in, pipe);
    return pipe;
}

/// A value of type=, and how its back end is read.
struct BackendType {
    const char *name;
    std::size_t alternative;  ///< of Backend
    Backend (*read)(Reader &, Port &);
};

template <class Wanted, class... Alternatives>
consteval std::size_t index_in(const std::variant<Alternatives...> *)
{
    std::size_t index = 0;
    const bool found = ((std::is_same_v<Wanted, Alternatives> || (++index, false)) || ...);
    return found ? index : std::variant_npos;
}

template <class Wanted>
constexpr std::size_t alternative = index_in<Wanted>(static_cast<const Backend *>(nullptr));

constexpr std::array backend_types{
    BackendType{"vc", alternative<Vc>, read_vc},
    BackendType{"pty", alternative<Pty>, read_pty},
    BackendType{"null", alternative<Null>, read_null},
    BackendType{"none", alternative<None>, read_none},
    BackendType{"stdio", alternative<Stdio>, read_stdio},
    BackendType{"host", alternative<Host>, read_host},
    BackendType{"file", alternative<File>, read_file},
    BackendType{"pipe", alternative<Pipe>, read_pipe},
    BackendType{"udp", alternative<Udp>, read_udp},
    BackendType{"tcp", alternative<Tcp>, read_tcp},
    BackendType{"telnet", alternative<Telnet>, read_telnet},
    BackendType{"unix", alternative<Unix>, read_unix},
    BackendType{"websocket", alternative<Websocket>, read_websocket},
};

constexpr bool each_type_has_its_row()
{
    for (std::size_t i = 0; i < backend_types.size(); ++i)
        if (backend_types[i].alternative != i) return false;
    return backend_types.size() + 1 == std::variant_size_v<Backend> && alternative<Foreign> == backend_types.size();
}
static_assert(each_type_has_its_row(),
              "the port grammar has no row for this back end, or the rows are in another order");

void refuse_type(Reader &in, const std::string &type)
{
    std::vector<std::string> names;
    for (const BackendType &known : backend_types) names.emplace_back(known.name);
    if (type == "dev")
        return in.give_up(_("the type 'dev' is libvirt's; write type='host' with port='0' or path='/dev/ttyS0'"));
    in.give_up(
        format(_("the type '%s' is unknown; the types are %s"), shown(type).c_str(), quoted_list(names).c_str()));
}

struct WriteSize {
    Element &out;

    void operator()(const Pixels &pixels) const { pixels_attributes.write(pixels, out); }
    void operator()(const Cells &cells) const { cells_attributes.write(cells, out); }
};
static_assert(covers<WriteSize, std::variant<Pixels, Cells>>::value);

struct WriteDevice {
    Element &out;

    void operator()(unsigned number) const { out.set("port", std::to_string(number)); }
    void operator()(const std::string &path) const { out.set("path", path); }
};
static_assert(covers<WriteDevice, decltype(Host::device)>::value);

struct WriteBackend {
    Element &out;
    const Port &port;

    void operator()(const Vc &vc) const
    {
        const auto &[size] = vc;
        if (size) std::visit(WriteSize{out}, *size);
    }
    void operator()(const Pty &pty) const
    {
        [[maybe_unused]] const auto &[link] = pty;
        if (port.tty) out.set("pty", *port.tty);
        if (port.tty) out.set("tty", *port.tty);  // what virsh ttyconsole looks for
        pty_attributes.write(pty, out);
    }
    void operator()(const Null &) const {}
    void operator()(const None &) const {}
    void operator()(const Stdio &) const {}
    void operator()(const Host &host) const
    {
        const auto &[device] = host;
        std::visit(WriteDevice{out}, device);
    }
    void operator()(const File &file) const
    {
        [[maybe_unused]] const auto &[path, append] = file;
        file_attributes.write(file, out);
    }
    void operator()(const Pipe &pipe) const
    {
        [[maybe_unused]] const auto &[path] = pipe;
        pipe_attributes.write(pipe, out);
    }
    void operator()(const Udp &udp) const { write_udp(udp, out); }
    void operator()(const Tcp &tcp) const { write_stream(tcp.stream, port.reconnect_off, out); }
    void operator()(const Telnet &telnet) const { write_stream(telnet.stream, port.reconnect_off, out); }
    void operator()(const Unix &socket) const { write_unix(socket, port.reconnect_off, out); }
    void operator()(const Websocket &websocket) const { write_websocket(websocket, port.reconnect_off, out); }
    void operator()(const Foreign &) const {}
};
static_assert(covers<WriteBackend, Backend>::value);

}  // namespace

Backend read_backend(Reader &in, Port &port)
{
    const std::string *given = in.attribute("type");
    const std::string type = given ? *given : "pty";
    for (const BackendType &known : backend_types)
        if (type == known.name) return known.read(in, port);
    refuse_type(in, type);
    return Pty{};
}

void write_backend(const Port &port, Element &out)
{
    std::visit(WriteBackend{out, port}, port.backend);
}

const char *type_name(const Backend &backend)
{
    return backend.index() < backend_types.size() ? backend_types[backend.index()].name : nullptr;
}

bool may_have_labels(const Backend &backend)
{
    return std::holds_alternative<File>(backend) || std::holds_alternative<Pipe>(backend) ||
           std::holds_alternative<Host>(backend) || std::holds_alternative<Unix>(backend);
}

}  // namespace chardev::port_grammar
