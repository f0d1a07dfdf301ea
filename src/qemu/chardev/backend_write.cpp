// SPDX-License-Identifier: LGPL-2.1-or-later
// Turns a back end of the model into a tree of options, in the spelling of a release of QEMU, and writes that tree as text
// for -chardev and as JSON for QMP.
#include "qemu/chardev/backend.hpp"

#include <nlohmann/json.hpp>

#include "conf/grammar/value.hpp"
#include "conf/model/gettext.hpp"
#include "conf/port/attributes.hpp"
#include "conf/xml/reader.hpp"

namespace chardev::qemu {

bool operator==(const Branch &, const Branch &) = default;
bool operator==(const ChardevOption &, const ChardevOption &) = default;

namespace {

using Options = std::vector<ChardevOption>;

/// The options of a back end, before it is known whether the release has all of them.
struct Unchecked {
    std::string backend;
    Options options;
    std::vector<Feature> needs;
};

template <class Value>
ChardevOption option(std::string_view name, Value value)
{
    return {std::string(name), std::string(name), std::move(value)};
}

void append(Options &to, Options from)
{
    for (ChardevOption &added : from) to.push_back(std::move(added));
}

ChardevOption inet(const char *name, const char *host_text, const std::string &host, const char *port_text,
                   const std::string &port)
{
    return {"", name, Branch{"inet", {{host_text, "host", host}, {port_text, "port", port}}}};
}

ChardevOption unix_path(const std::string &path)
{
    return {"", "addr", Branch{"unix", {option("path", path)}}};
}

/// A client has no wait: QEMU 6.0 and later refuse it. QMP's server is on where it is not said.
Options as_client()
{
    return {{"", "server", false}};
}

Options as_server(bool wait)
{
    return {option("server", true), option("wait", wait)};
}

/// Seconds, or milliseconds where the option has got its new name.
Result<Unchecked> with_reconnect(Unchecked out, std::optional<unsigned> seconds, const Version &version)
{
    if (!seconds) return out;
    if (*seconds > port_grammar::delay_limit)
        return Error{
            ErrorKind::unsupported,
            {},
            format(_("the delay of %u seconds is too long; choose at most %u"), *seconds, port_grammar::delay_limit)};
    const std::string_view name = spelled(Renamed::reconnect, version);
    out.options.push_back(option(name, name == spellings(Renamed::reconnect).front() ? *seconds : *seconds * 1000U));
    out.needs.push_back(Feature::reconnect);
    return out;
}

/// The options of one end of a socket.
struct SocketEnd {
    const Version &version;

    Result<Unchecked> operator()(const Listen &listen) const
    {
        const auto &[addr, service, wait] = listen;
        if (!service)
            return Error{
                ErrorKind::unsupported, {}, _("a port number cannot be chosen automatically yet; write port='1234'")};
        Unchecked out{"socket", {inet("addr", "host", addr.value_or(""), "port", *service)}, {}};
        append(out.options, as_server(wait));
        return out;
    }
    // An empty host is no address to connect to: QEMU 7.2 does not start with it.
    Result<Unchecked> operator()(const Connect &connect) const
    {
        const auto &[addr, service, reconnect] = connect;
        Unchecked out{"socket", {inet("addr", "host", addr.value_or("127.0.0.1"), "port", service)}, {}};
        append(out.options, as_client());
        return with_reconnect(std::move(out), reconnect, version);
    }
    Result<Unchecked> operator()(const UnixListen &listen) const
    {
        const auto &[path, wait] = listen;
        if (!path)
            return Error{ErrorKind::unsupported,
                         {},
                         _("the path of this UNIX socket is chosen by libvirt when the guest starts; write the path")};
        Unchecked out{"socket", {unix_path(*path)}, {}};
        append(out.options, as_server(wait));
        return out;
    }
    Result<Unchecked> operator()(const UnixConnect &connect) const
    {
        const auto &[path, reconnect] = connect;
        Unchecked out{"socket", {unix_path(path)}, {}};
        append(out.options, as_client());
        return with_reconnect(std::move(out), reconnect, version);
    }
};
static_assert(covers<SocketEnd, decltype(Stream::end)>::value);
static_assert(covers<SocketEnd, decltype(Unix::end)>::value);

struct SizeOptions {
    std::vector<NamedNumber> operator()(const Pixels &pixels) const
    {
        const auto &[width, height] = pixels;
        return {{"width", width}, {"height", height}};
    }
    std::vector<NamedNumber> operator()(const Cells &cells) const
    {
        const auto &[cols, rows] = cells;
        return {{"cols", cols}, {"rows", rows}};
    }
};
static_assert(covers<SizeOptions, decltype(Vc::size)::value_type>::value);

/// Beside the text's old delay=off, QMP's option was nodelay from the start.
Options nodelay_options(const Version &version)
{
    const std::string_view name = spelled(Renamed::nodelay, version);
    const bool is_new = name == spellings(Renamed::nodelay).back();
    if (is_new) return {option(name, true)};
    return {{std::string(name), "", false}, {"", "nodelay", true}};
}

struct BackendOptions {
    Kind kind;
    const std::string &id;
    const Version &version;

    Result<Unchecked> operator()(const Vc &vc) const
    {
        const auto &[size] = vc;
        Unchecked out{"vc", {}, {}};
        for (const auto &[name, value] : size_options(size)) out.options.push_back(option(name, value));
        return out;
    }
    Result<Unchecked> operator()(const Pty &pty) const
    {
        const auto &[link] = pty;
        if (!link) return Unchecked{"pty", {}, {}};
        return Unchecked{"pty", {option("path", *link)}, {Feature::pty_link}};
    }
    Result<Unchecked> operator()(const Null &) const { return Unchecked{"null", {}, {}}; }
    Result<Unchecked> operator()(const None &) const
    {
        return Error{ErrorKind::unsupported, {}, _("a port of type 'none' has no -chardev; leave it out")};
    }
    Result<Unchecked> operator()(const Stdio &) const { return Unchecked{"stdio", {}, {}}; }
    Result<Unchecked> operator()(const Host &host) const
    {
        const Renamed device = kind == Kind::parallel ? Renamed::host_parallel : Renamed::host_serial;
        return Unchecked{std::string(spelled(device, version)), {{"path", "device", device_path(host, kind)}}, {}};
    }
    Result<Unchecked> operator()(const File &file) const
    {
        const auto &[path, append] = file;
        Unchecked out{"file", {{"path", "out", path}}, {}};
        if (!append) return out;
        out.options.push_back(option("append", *append));
        out.needs.push_back(Feature::file_append);
        return out;
    }
    Result<Unchecked> operator()(const Pipe &pipe) const
    {
        const auto &[path] = pipe;
        return Unchecked{"pipe", {{"path", "device", path}}, {}};
    }
    // Without a host QEMU takes "localhost", which may be ::1.
    Result<Unchecked> operator()(const Udp &udp) const
    {
        const auto &[sendto, bind] = udp;
        Unchecked out{"udp", {inet("remote", "host", sendto.addr.value_or("127.0.0.1"), "port", sendto.service)}, {}};
        if (!bind) return out;
        out.options.push_back(
            inet("local", bind->addr ? "localaddr" : "", bind->addr.value_or(""), "localport", bind->service));
        return out;
    }
    Result<Unchecked> operator()(const Tcp &tcp) const
    {
        const auto &[stream] = tcp;
        return of_stream(stream, {});
    }
    Result<Unchecked> operator()(const Telnet &telnet) const
    {
        const auto &[stream] = telnet;
        return of_stream(stream, {option("telnet", true)});
    }
    Result<Unchecked> operator()(const Unix &unix_socket) const
    {
        const auto &[end] = unix_socket;
        return std::visit(SocketEnd{version}, end);
    }
    Result<Unchecked> operator()(const Websocket &websocket) const
    {
        const auto &[listen, nodelay, tls] = websocket;
        Result<Unchecked> out = of_stream(Stream{listen, nodelay, tls}, {option("websocket", true)});
        if (out) out->needs.push_back(Feature::websocket);
        return out;
    }
    Result<Unchecked> operator()(const Foreign &foreign) const
    {
        return Error{ErrorKind::unsupported, {}, why_foreign(foreign)};
    }

private:
    // tls='no' is what a -chardev without TLS says.
    Result<Unchecked> of_stream(const Stream &stream, Options protocol) const
    {
        const auto &[end, nodelay, tls] = stream;
        Result<Unchecked> out = std::visit(SocketEnd{version}, end);
        if (!out) return out;
        append(out->options, std::move(protocol));
        if (nodelay) append(out->options, nodelay_options(version));
        if (!tls.value_or(false)) return out;
        out->options.push_back(option("tls-creds", tls_credentials(id)));
        out->needs.push_back(Feature::tls);
        return out;
    }
};
static_assert(covers<BackendOptions, Backend>::value, "-chardev: this back end has no rule");

void add_log(const std::optional<Log> &log, Unchecked &out)
{
    if (!log) return;
    const auto &[path, append] = *log;
    out.options.push_back(option("logfile", path));
    if (append) out.options.push_back(option("logappend", *append));
    out.needs.push_back(Feature::log);
}

using Json = nlohmann::ordered_json;

struct Flatten {
    const std::string &name;
    std::vector<NamedValue> &out;

    void operator()(bool value) const { add(value ? "on" : "off"); }
    void operator()(unsigned value) const { add(std::to_string(value)); }
    void operator()(const std::string &value) const { add(value); }
    void operator()(const Branch &branch) const
    {
        for (const auto &[text, json, value] : branch.options) std::visit(Flatten{text, out}, value);
    }

private:
    void add(std::string value) const
    {
        if (!name.empty()) out.push_back({name, std::move(value)});
    }
};
static_assert(covers<Flatten, decltype(ChardevOption::value)>::value);

Json object_of(const std::vector<ChardevOption> &options);

struct ToJson {
    Json operator()(bool value) const { return value; }
    Json operator()(unsigned value) const { return value; }
    Json operator()(const std::string &value) const { return value; }
    Json operator()(const Branch &branch) const
    {
        const auto &[type, options] = branch;
        return Json{{"type", type}, {"data", object_of(options)}};
    }
};
static_assert(covers<ToJson, decltype(ChardevOption::value)>::value);

Json object_of(const std::vector<ChardevOption> &options)
{
    Json object = Json::object();
    for (const auto &[text, json, value] : options)
        if (!json.empty()) object[json] = std::visit(ToJson{}, value);
    return object;
}

}  // namespace

// Of type='tcp' only two protocols are foreign.
std::string why_foreign(const Foreign &foreign)
{
    const auto &[type] = foreign;
    if (type == "tcp")
        return _(
            "the protocols 'tls' and 'telnets' are none of QEMU's, and libvirt starts plain TCP for them; write the protocol 'raw' or 'telnet', and tls='yes' in <source> for TLS");
    return format(_("the type '%s' is libvirt's own and cannot be written as -chardev; choose another type"),
                  shown(type).c_str());
}

std::vector<NamedNumber> size_options(const decltype(Vc::size) &size)
{
    return size ? std::visit(SizeOptions{}, *size) : std::vector<NamedNumber>();
}

std::string tls_credentials(std::string_view id)
{
    return "obj" + std::string(id) + "_tls0";
}

Result<Chardev> chardev_of(const Port &port, Kind kind, std::string id, const Version &version)
{
    Result<Unchecked> out = std::visit(BackendOptions{kind, id, version}, port.backend);
    if (!out) return out.error();
    add_log(port.log, *out);
    out->needs.insert(out->needs.begin(), Feature::chardev);
    for (const Feature feature : out->needs) {
        const Result<Ok> possible = require(feature, version, {});
        if (!possible) return possible.error();
    }
    return Chardev{std::move(out->backend), std::move(id), std::move(out->options)};
}

std::string write_chardev(const Chardev &chardev)
{
    const auto &[backend, id, options] = chardev;
    OptionList list{backend, {{"id", id}}};
    for (const auto &[text, json, value] : options) std::visit(Flatten{text, list.options}, value);
    return write_option_list(list);
}

std::string write_chardev_json(const Chardev &chardev)
{
    const auto &[backend, id, options] = chardev;
    const Json arguments{{"id", id}, {"backend", ToJson{}(Branch{backend, options})}};
    return arguments.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace chardev::qemu
