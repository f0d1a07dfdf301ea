// SPDX-License-Identifier: LGPL-2.1-or-later
// The strings after -serial and -parallel, read and written, and the list of them; those of sockets are in sockets.cpp. They
// are read as QEMU itself does: a string becomes options of -chardev, and those are read.
#include <algorithm>

#include "conf/grammar/value.hpp"
#include "conf/port/attributes.hpp"
#include "qemu/chardev/backend.hpp"
#include "qemu/legacy/spelling.hpp"

namespace chardev::qemu {

namespace legacy {

Error WriteFor::cannot(std::string sentence) const
{
    return {ErrorKind::unsupported, where(), std::move(sentence)};
}

Text WriteFor::since(Feature feature, Text text) const
{
    const auto possible = require(feature, version, where());
    if (!possible) return possible.error();
    return text;
}

// There are no escapes in these strings, and none are needed.
Text WriteFor::literal(const char *word, const std::string &path) const
{
    if (!path.empty() && path.find('\0') == std::string::npos) return word + path;
    return Error{ErrorKind::xml, where(),
                 format(_("the path '%s' names no file; write an absolute path, such as '/var/tmp/guest.log'"),
                        shown(path).c_str())};
}

Error refused(std::string sentence)
{
    return {ErrorKind::xml, {}, std::move(sentence)};
}

namespace {

Error unsupported(std::string sentence)
{
    return {ErrorKind::unsupported, {}, std::move(sentence)};
}

Options read_word(const ReadFrom &from)
{
    const std::string name(from.name);
    if (from.argument == name) return OptionList{name, {}};
    return refused(
        format(_("'%s' says more than '%s'; nothing may follow that word"), from.text().c_str(), name.c_str()));
}

Options read_path(const char *backend, const ReadFrom &from, std::string path)
{
    if (!path.empty()) return OptionList{backend, {{"path", std::move(path)}}};
    return refused(format(_("the path is missing after '%s'; write an absolute one"), from.text().c_str()));
}

// QEMU goes by the name: /dev/parport* and /dev/ppi* are parallel, any other /dev/* is a serial line.
Kind kind_of_device(std::string_view path)
{
    return path.starts_with("/dev/parport") || path.starts_with("/dev/ppi") ? Kind::parallel : Kind::serial;
}

Options read_device(std::string_view path)
{
    const bool parallel = kind_of_device(path) == Kind::parallel;
    return OptionList{parallel ? "parallel" : "serial", {{"path", std::string(path)}}};
}

}  // namespace

template <>
struct Spelling<Null> : Named<"null"> {
    static Options read(const ReadFrom &from) { return read_word(from); }
    static Text write(const Null &, const WriteFor &) { return std::string("null"); }
};

template <>
struct Spelling<Stdio> : Named<"stdio"> {
    static Options read(const ReadFrom &from) { return read_word(from); }
    static Text write(const Stdio &, const WriteFor &) { return std::string("stdio"); }
};

template <>
struct Spelling<Pty> : Named<"pty:", "pty"> {
    static Options read(const ReadFrom &from)
    {
        return from.name == "pty" ? read_word(from) : read_path("pty", from, from.rest());
    }
    static Text write(const Pty &pty, const WriteFor &to)
    {
        const auto &[link] = pty;
        if (!link) return std::string("pty");
        return to.since(Feature::pty_link, to.literal("pty:", *link));
    }
};

template <>
struct Spelling<Vc> : Named<"vc:", "vc"> {
    // QEMU overlooks what follows the size, and aborts at a number that begins with a zero, which it takes for octal.
    static Options read(const ReadFrom &from)
    {
        using port_grammar::extent_limit;
        if (from.name == "vc") return read_word(from);
        const std::string size = from.rest();
        const std::size_t cross = std::min(size.find('x'), size.size());
        std::string width = size.substr(0, cross);
        std::string height = size.substr(std::min(cross + 1, size.size()));
        const bool cells = width.ends_with('C') && height.ends_with('C');
        if (cells) {
            width.pop_back();
            height.pop_back();
        }
        if (decimal(width, extent_limit).value_or(0) && decimal(height, extent_limit).value_or(0))
            return OptionList{"vc", {{cells ? "cols" : "width", width}, {cells ? "rows" : "height", height}}};
        return refused(format(
            _("'%s' is no size of a virtual console; write 'vc:800x600' in pixels or 'vc:80Cx24C' in characters, from 1 to %u"),
            from.text().c_str(), extent_limit));
    }
    static std::string write_size(const Pixels &pixels)
    {
        const auto &[width, height] = pixels;
        return format("vc:%ux%u", width, height);
    }
    static std::string write_size(const Cells &cells)
    {
        const auto &[cols, rows] = cells;
        return format("vc:%uCx%uC", cols, rows);
    }
    static Text write(const Vc &vc, const WriteFor &to)
    {
        const auto &[size] = vc;
        if (!size) return std::string("vc");
        return to.since(Feature::vc_size,
                        std::visit([]<class Size>(const Size &said) { return write_size(said); }, *size));
    }
};

template <>
struct Spelling<File> : Named<"file:"> {
    static Options read(const ReadFrom &from) { return read_path("file", from, from.rest()); }
    static Text write(const File &file, const WriteFor &to)
    {
        const auto &[path, append] = file;
        if (!append.value_or(false)) return to.literal("file:", path);
        return to.cannot(format(
            _("the string of '%s' cannot say append='yes'; '-chardev file' can (QEMU 2.6 or later)"), to.option()));
    }
};

template <>
struct Spelling<Pipe> : Named<"pipe:"> {
    static Options read(const ReadFrom &from) { return read_path("pipe", from, from.rest()); }
    static Text write(const Pipe &pipe, const WriteFor &to)
    {
        const auto &[path] = pipe;
        return to.literal("pipe:", path);
    }
};

template <>
struct Spelling<Host> : Named<"COM", "/dev/"> {
    static Options read_number(const ReadFrom &from)
    {
        if (from.os == HostOs::linux_)
            return refused(
                format(_("'%s' is a device of a Windows host; write '/dev/ttyS0', or say that the host is Windows"),
                       from.text().c_str()));
        if (from.kind == Kind::parallel)
            return unsupported(format(
                _("'%s' is a serial line, and QEMU on Windows opens no parallel port of the host; choose another type"),
                from.text().c_str()));
        if (const auto number = decimal(from.rest(), host_port_limit))
            return read_device(device_path(Host{*number}, from.kind));
        return refused(format(_("'%s' is no serial line of a Windows host; write 'COM1'"), from.text().c_str()));
    }
    static Options read(const ReadFrom &from)
    {
        if (from.name == "COM") return read_number(from);
        if (from.os == HostOs::windows)
            return refused(format(_("'%s' is no device of a Windows host; write 'COM1'"), from.text().c_str()));
        if (kind_of_device(from.argument) == from.kind) return read_device(from.argument);
        return unsupported(format(
            _("'%s' is not a device for '%s'; a serial port takes a serial line of the host and a parallel port a parallel one"),
            from.text().c_str(), option_of(from.kind)));
    }

    static Text write_device(unsigned number, const WriteFor &to)
    {
        if (to.os == HostOs::linux_) return device_path(Host{number}, to.kind);
        if (to.kind == Kind::serial) return "COM" + std::to_string(number);
        return to.cannot(_("QEMU on Windows cannot use a parallel port of the host; choose another type"));
    }
    static Text write_device(const std::string &path, const WriteFor &to)
    {
        const std::string name = shown(path);
        if (to.os == HostOs::windows)
            return to.cannot(
                format(_("the device '%s' is not one of a Windows host; write port='1' for COM1"), name.c_str()));
        if (!path.starts_with("/dev/"))
            return to.cannot(format(
                _("the string of '%s' takes devices below '/dev/' alone, and not '%s'; '-chardev' takes any (QEMU 0.12 or later)"),
                to.option(), name.c_str()));
        if (kind_of_device(path) == to.kind) return to.literal("", path);
        return to.cannot(format(
            _("the string of '%s' would not open '%s' as this kind of port; '-chardev' can (QEMU 0.12 or later)"),
            to.option(), name.c_str()));
    }
    static Text write(const Host &host, const WriteFor &to)
    {
        const auto &[device] = host;
        if (const auto *number = std::get_if<unsigned>(&device)) return write_device(*number, to);
        return write_device(std::get<std::string>(device), to);
    }
};

// There is no -chardev for it, so read_legacy handles the word itself.
template <>
struct Spelling<None> : Named<>, NotRead {
    static Text write(const None &, const WriteFor &to) { return to.since(Feature::none, std::string("none")); }
};

template <>
struct Spelling<Foreign> : Named<>, NotRead {
    static Text write(const Foreign &foreign, const WriteFor &to) { return to.cannot(why_foreign(foreign)); }
};

namespace {

using Strings = Dialect<Spelling, const ReadFrom &>;

/// Strings that QEMU takes and no port here can be.
constexpr std::string_view others[] = {
    "mon:", "chardev:", "braille", "con:", "msmouse", "testdev", "tn3270:", "wctablet"};

Error why_not(const ReadFrom &other)
{
    if (other.name == "mon:")
        return unsupported(format(
            _("'%s' shares the port with QEMU's monitor, which a port of libvirt's cannot; write '%s' and let libvirt have the monitor"),
            other.text().c_str(), shown(other.rest()).c_str()));
    if (other.name == "chardev:")
        return unsupported(format(
            _("'%s' names a -chardev that stands elsewhere on the command line; give the whole command line, or what that -chardev says"),
            other.text().c_str()));
    return unsupported(
        format(_("'%s' has no type in the port grammar; keep it as an argument of QEMU's own"), other.text().c_str()));
}

Options read_string(std::string_view argument, Kind kind, HostOs os)
{
    for (const std::string_view name : others)
        if (argument.starts_with(name)) return why_not({name, argument, kind, os});
    for (const auto &[names, read, is_read] : Strings::words())
        for (const std::string_view name : names)
            if (is_read && argument.starts_with(name)) return read({name, argument, kind, os});
    return refused(format(
        _("QEMU does not know '%s' after '%s'; write such as 'pty', 'file:/some/file' or 'tcp:127.0.0.1:4555,server'"),
        shown(argument).c_str(), option_of(kind)));
}

/// What -serial and -parallel make of the machine's own devices, by the port grammar's model or libvirt's target.
constexpr std::string_view own_models[] = {"isa", "isa-serial", "16550a", "pl011", "spapr-vty", "sclpconsole"};
constexpr std::string_view own_targets[] = {"serial", "isa-serial", "system-serial", "spapr-vio-serial", "sclp-serial"};

bool is_one_of(const auto &names, const std::optional<std::string> &name)
{
    return !name || std::find(std::begin(names), std::end(names), *name) != std::end(names);
}

Result<Ok> check_front(const WriteFor &to)
{
    const Port &port = to.port;
    const auto is_address = [](const Element &element) { return element.name == "address"; };
    if (is_none(port)) return Ok{};
    if (!is_one_of(own_models, port.model) || !is_one_of(own_targets, port.target.type) ||
        !is_one_of(own_models, port.target.model))
        return to.cannot(
            format(_("the string of '%s' cannot choose the model of the device; '-device' can (QEMU 0.12 or later)"),
                   to.option()));
    if (std::any_of(port.uninterpreted.begin(), port.uninterpreted.end(), is_address))
        return to.cannot(
            format(_("the string of '%s' cannot say the <address> of the device; '-device' can (QEMU 0.12 or later)"),
                   to.option()));
    if (port.log)
        return to.cannot(
            format(_("the string of '%s' cannot say <log>; '-chardev' can (QEMU 2.6 or later)"), to.option()));
    return Ok{};
}

}  // namespace

}  // namespace legacy

Result<std::string> write_legacy(const Port &port, Kind kind, const Version &version, HostOs host)
{
    constexpr std::size_t short_limit = 127;  // up to 0.9.1 QEMU cuts the string to char[128]
    constexpr Version first_long{0, 10, 0};
    const legacy::WriteFor to{port, kind, version, host};
    const auto front = legacy::check_front(to);
    if (!front) return front.error();
    Result<std::string> text = legacy::Strings::write(port.backend, to);
    if (!text || text->size() <= short_limit || version >= first_long) return text;
    return to.cannot(
        format(_("the string of '%s' has %zu bytes, and QEMU before 0.10 cuts it after %zu; choose a shorter path"),
               to.option(), text->size(), short_limit));
}

std::optional<OptionList> chardev_of_legacy(std::string_view argument, Kind kind, HostOs host)
{
    constexpr std::string_view mainframe = "tn3270:";
    const Result<OptionList> options = legacy::read_string(argument, kind, host);
    if (options) return *options;
    if (options.error().kind != ErrorKind::unsupported) return std::nullopt;
    if (argument.starts_with(mainframe)) {
        const Result<OptionList> socket = legacy::ReadStream::read({mainframe, argument, kind, host});
        return socket ? std::optional(*socket) : std::nullopt;
    }
    if (argument.starts_with("/dev/")) return *legacy::read_device(argument);
    return OptionList{std::string(argument), {}};
}

Result<Port> read_legacy(std::string_view argument, Kind kind, HostOs host)
{
    Port port;
    port.tag = tag_of(kind);
    port.backend = None{};
    if (argument == "none") return port;
    const Result<OptionList> options = legacy::read_string(argument, kind, host);
    if (!options) return options.error();
    return read_chardev(*options, kind);
}

}  // namespace chardev::qemu
