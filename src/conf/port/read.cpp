// SPDX-License-Identifier: LGPL-2.1-or-later
// Reads one element of the port grammar: its type, what belongs to the type, and what any port may have.
#include "conf/port/read.hpp"

#include <array>

#include "conf/grammar/shared_children.hpp"
#include "conf/grammar/value.hpp"
#include "conf/model/gettext.hpp"
#include "conf/model/serial_model.hpp"
#include "conf/port/grammar.hpp"
#include "conf/port/rows.hpp"

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
    if (pixels) pixels_rows.read(in, in_pixels);
    if (cells) cells_rows.read(in, in_cells);
    if (pixels) return Vc{in_pixels};
    return cells ? Vc{in_cells} : Vc{};
}

// What runs is no configuration: the terminal's name is shown, and not looked at when it comes back.
Backend read_pty(Reader &in, Port &)
{
    in.attribute("pty");
    in.attribute("tty");
    Pty pty;
    pty_rows.read(in, pty);
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
    file_rows.read(in, file);
    return file;
}

Backend read_pipe(Reader &in, Port &)
{
    Pipe pipe;
    pipe_rows.read(in, pipe);
    return pipe;
}

struct Type {
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

constexpr std::array types{
    Type{"vc", alternative<Vc>, read_vc},
    Type{"pty", alternative<Pty>, read_pty},
    Type{"null", alternative<Null>, read_null},
    Type{"none", alternative<None>, read_none},
    Type{"stdio", alternative<Stdio>, read_stdio},
    Type{"host", alternative<Host>, read_host},
    Type{"file", alternative<File>, read_file},
    Type{"pipe", alternative<Pipe>, read_pipe},
    Type{"udp", alternative<Udp>, read_udp},
    Type{"tcp", alternative<Tcp>, read_tcp},
    Type{"telnet", alternative<Telnet>, read_telnet},
    Type{"unix", alternative<Unix>, read_unix},
    Type{"websocket", alternative<Websocket>, read_websocket},
};

constexpr bool each_type_has_its_row()
{
    for (std::size_t i = 0; i < types.size(); ++i)
        if (types[i].alternative != i) return false;
    return types.size() + 1 == std::variant_size_v<Backend> && alternative<Foreign> == types.size();
}
static_assert(each_type_has_its_row(),
              "the port grammar has no row for this back end, or the rows are in another order");

void refuse_type(Reader &in, const std::string &type)
{
    std::vector<std::string> names;
    for (const Type &known : types) names.emplace_back(known.name);
    if (type == "dev")
        return in.give_up(_("the type 'dev' is libvirt's; write type='host' with port='0' or path='/dev/ttyS0'"));
    in.give_up(
        format(_("the type '%s' is unknown; the types are %s"), shown(type).c_str(), quoted_list(names).c_str()));
}

Backend read_backend(Reader &in, Port &port)
{
    const std::string *given = in.attribute("type");
    const std::string type = given ? *given : "pty";
    for (const Type &known : types)
        if (type == known.name) return known.read(in, port);
    refuse_type(in, type);
    return Pty{};
}

void refuse_mixture(Reader &in)
{
    const Element &element = in.element();
    const Element *log = element.child("log");
    const char *found = nullptr;
    if (element.child("source"))
        found = "<source>";
    else if (element.child("protocol"))
        found = "<protocol>";
    else if (log && log->attribute("file"))
        found = "<log file=…>";
    if (!found) return;
    in.give_up(format(
        _("%s is libvirt's grammar, the rest of the element is the port grammar; write all of it in one of the two"),
        found));
}

void read_log(Reader &in, Port &port)
{
    std::optional<Reader> child = in.child("log");
    if (!child) return;
    Log log;
    log_rows.read(*child, log);
    child->refuse_rest();
    port.log = log;
}

void check_target(Reader &in, const Port &port)
{
    const std::optional<std::string> &type = port.target.type;
    if (!type || is_serial_target_type(*type) || (port.tag == Tag::console && *type == "serial")) return;
    const char *sentence =
        port.tag == Tag::console
            ? _("'%s' is not a target type of a serial port; leave it out, or write this console in libvirt's grammar")
            : _("'%s' is not a target type of a serial port; leave it out");
    in.fail(format(sentence, shown(*type).c_str()));
}

void check_model(Reader &in, const Port &port)
{
    if (!port.model) return;
    const SerialModel *model = find_serial_model(*port.model);
    if (!model || (port.tag == Tag::parallel && *port.model != "isa"))
        return in.fail(format(_("the model '%s' is unknown; the models are %s"), shown(*port.model).c_str(),
                              serial_model_names(kind_of(port.tag)).c_str()));
    const bool same_type = !port.target.type || *port.target.type == model->type || *port.target.type == "serial";
    if (!same_type || (port.target.model && *port.target.model != model->model))
        in.fail(format(_("the model '%s' contradicts <target>; take one of them away"), port.model->c_str()));
}

void read_everywhere(Reader &in, Port &port)
{
    port_rows.read(in, port);
    read_log(in, port);
    read_common_children(in, port);
    check_target(in, port);
    check_model(in, port);
    read_labels(in, port);
    if (!in.children("seclabel").empty() && !may_have_labels(port.backend))
        in.fail(_("a <seclabel> is kept for the types 'file', 'pipe', 'host' and 'unix' alone; take it away"));
}

}  // namespace

const char *type_name(const Backend &backend)
{
    return backend.index() < types.size() ? types[backend.index()].name : nullptr;
}

bool may_have_labels(const Backend &backend)
{
    return std::holds_alternative<File>(backend) || std::holds_alternative<Pipe>(backend) ||
           std::holds_alternative<Host>(backend) || std::holds_alternative<Unix>(backend);
}

Result<Port> read(const Element &element, std::string_view file)
{
    Report report{std::string(file), {}};
    Reader in(element, "<" + element.name + ">", report);
    refuse_mixture(in);
    Port port;
    port.tag = tag_named(element.name);
    port.backend = read_backend(in, port);
    read_everywhere(in, port);
    in.refuse_rest();
    if (report.mistakes) return *report.mistakes;
    return port;
}

Result<Port> parse(xmlNode *element, std::string_view file)
{
    return read(element_from(element), file);
}

}  // namespace chardev::port_grammar
