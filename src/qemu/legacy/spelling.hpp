// SPDX-License-Identifier: LGPL-2.1-or-later
// How the strings after -serial and -parallel spell the back ends (conf/model/dialect.hpp): a name is how a string begins. It is
// read as the options of -chardev that QEMU itself makes of it, and what a string cannot say is an error that names what can.
#pragma once

#include "conf/model/dialect.hpp"
#include "conf/model/gettext.hpp"
#include "qemu/legacy/grammar.hpp"

namespace chardev::qemu::legacy {

using Options = Result<OptionList>;
using Text = Result<std::string>;

/// For sentences.
constexpr const char *option_of(Kind kind)
{
    return kind == Kind::parallel ? "-parallel" : "-serial";
}

/// A string while it is read: `name` is the one that it begins with.
struct ReadFrom {
    std::string_view name, argument;
    Kind kind;
    HostOs os;

    [[nodiscard]] std::string text() const { return shown(argument); }
    [[nodiscard]] std::string rest() const { return std::string(argument.substr(name.size())); }
};

/// What a back end is written for.
struct WriteFor {
    const Port &port;
    Kind kind;
    const Version &version;
    HostOs os;

    [[nodiscard]] const char *option() const { return option_of(kind); }
    [[nodiscard]] Place where() const { return {{}, 0, std::string("<") + name_of(port.tag) + ">"}; }
    [[nodiscard]] Error cannot(std::string sentence) const;
    /// `text`, if the release has the feature.
    [[nodiscard]] Text since(Feature feature, Text text) const;
    /// `word` and a path that QEMU takes to the end as it is.
    [[nodiscard]] Text literal(const char *word, const std::string &path) const;
};

[[nodiscard]] Error refused(std::string sentence);
[[nodiscard]] Text write_stream(std::string_view name, const Stream &stream, Feature needed, const WriteFor &to);

template <class BackEnd>
struct Spelling;

template <>
struct Spelling<Udp> : Named<"udp:"> {
    static Options read(const ReadFrom &from);
    static Text write(const Udp &udp, const WriteFor &to);
};

/// telnet and websocket are also names of -chardev options; tcp needs none.
struct ReadStream {
    static Options read(const ReadFrom &from);
};
template <>
struct Spelling<Tcp> : Named<"tcp:">, ReadStream {
    static Text write(const Tcp &tcp, const WriteFor &to)
    {
        const auto &[stream] = tcp;
        return write_stream("tcp:", stream, Feature::network, to);
    }
};
template <>
struct Spelling<Telnet> : Named<"telnet:">, ReadStream {
    static Text write(const Telnet &telnet, const WriteFor &to)
    {
        const auto &[stream] = telnet;
        return write_stream("telnet:", stream, Feature::network, to);
    }
};
template <>
struct Spelling<Websocket> : Named<"websocket:">, ReadStream {
    static Text write(const Websocket &websocket, const WriteFor &to);
};

template <>
struct Spelling<Unix> : Named<"unix:"> {
    static Options read(const ReadFrom &from);
    static Text write(const Unix &socket, const WriteFor &to);
};

}  // namespace chardev::qemu::legacy
