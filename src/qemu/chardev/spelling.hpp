// SPDX-License-Identifier: LGPL-2.1-or-later
// How QEMU spells its back ends after -chardev (conf/model/dialect.hpp): reads them from options, in the spellings of all
// releases, and writes them as options in the spelling of one.
#pragma once

#include "conf/model/dialect.hpp"
#include "conf/model/result.hpp"
#include "qemu/chardev/option_reader.hpp"
#include "qemu/chardev/option_tree.hpp"
#include "qemu/release/version.hpp"

namespace chardev::qemu {

using ChardevOptions = std::vector<ChardevOption>;

/// The options of a back end, before it is known whether the release has all of them.
struct Unchecked {
    ChardevOptions options;
    std::vector<Feature> needs{};
    std::string_view name{};  ///< if not the first of its names
};

/// What a back end is written for.
struct WriteFor {
    Kind kind;
    const std::string &id;
    const Version &version;
};

/// What a back end is read from.
struct ReadFrom {
    OptionReader &in;
    std::string_view name;
    Kind kind;
};

/// An option of the same name in the text and in QMP.
template <class Value>
ChardevOption option(std::string_view name, Value value)
{
    return {std::string(name), std::string(name), std::move(value)};
}

/// `protocol`: the option that turns it on; a null pointer: plain TCP.
[[nodiscard]] Result<Unchecked> write_stream(const Stream &stream, const char *protocol, const WriteFor &to);

template <class BackEnd>
struct Spelling;

template <>
struct Spelling<Udp> : Named<"udp"> {
    static Backend read(const ReadFrom &from);
    static Result<Unchecked> write(const Udp &udp, const WriteFor &to);
};
// QEMU's one 'socket' is four back ends here; read() tells them apart by their options.
template <>
struct Spelling<Tcp> : Named<"socket"> {
    static Backend read(const ReadFrom &from);
    static Result<Unchecked> write(const Tcp &tcp, const WriteFor &to)
    {
        const auto &[stream] = tcp;
        return write_stream(stream, nullptr, to);
    }
};
template <>
struct Spelling<Telnet> : Named<"socket">, NotRead {
    static Result<Unchecked> write(const Telnet &telnet, const WriteFor &to)
    {
        const auto &[stream] = telnet;
        return write_stream(stream, "telnet", to);
    }
};
template <>
struct Spelling<Unix> : Named<"socket">, NotRead {
    static Result<Unchecked> write(const Unix &socket, const WriteFor &to);
};
template <>
struct Spelling<Websocket> : Named<"socket">, NotRead {
    static Result<Unchecked> write(const Websocket &websocket, const WriteFor &to);
};

}  // namespace chardev::qemu
