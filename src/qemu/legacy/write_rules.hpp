// SPDX-License-Identifier: LGPL-2.1-or-later
// The writer of legacy strings, with one rule for each back end. Those of sockets are in write_socket.cpp, all others in write.cpp.
#pragma once

#include "qemu/chardev/endpoint.hpp"
#include "qemu/legacy/grammar.hpp"

namespace chardev::qemu {

// Of the scanf in QEMU's qemu_chr_parse_compat, which loses the rest.
inline constexpr std::size_t host_limit = 64;
inline constexpr std::size_t service_limit = 32;

/// "-serial" or "-parallel", for sentences.
[[nodiscard]] const char *option_of(Kind kind);

struct LegacyWriter {
    using Text = Result<std::string>;

    const Port &port;
    Kind kind;
    const Version &version;
    HostOs os;

    Text operator()(const Vc &vc) const;
    Text operator()(const Pty &pty) const;
    Text operator()(const Null &null) const;
    Text operator()(const None &none) const;
    Text operator()(const Stdio &stdio) const;
    Text operator()(const Host &host) const;
    Text operator()(const File &file) const;
    Text operator()(const Pipe &pipe) const;
    Text operator()(const Udp &udp) const;
    Text operator()(const Tcp &tcp) const;
    Text operator()(const Telnet &telnet) const;
    Text operator()(const Unix &socket) const;
    Text operator()(const Websocket &websocket) const;
    Text operator()(const Foreign &foreign) const;

    [[nodiscard]] Place where() const;
    [[nodiscard]] Error cannot(std::string sentence) const;
    [[nodiscard]] Result<Ok> need(Feature feature) const;
    /// `text`, if the release has the feature.
    [[nodiscard]] Text from(Feature feature, std::string text) const;
    /// `word` and a path that QEMU takes to the end as it is.
    [[nodiscard]] Text literal(const char *word, const std::string &path) const;
    /// "HOST:PORT".
    [[nodiscard]] Text endpoint(const std::optional<std::string> &addr, const std::string &service, Side side) const;

private:
    [[nodiscard]] Text device(unsigned number) const;
    [[nodiscard]] Text device(const std::string &path) const;
    [[nodiscard]] Text address(const std::optional<std::string> &addr, Side side) const;
    [[nodiscard]] Text stream(const char *word, const Stream &stream) const;
};

}  // namespace chardev::qemu
