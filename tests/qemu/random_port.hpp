// SPDX-License-Identifier: LGPL-2.1-or-later
// Random ports for the property tests: any that the port grammar can say, with awkward text wherever there is text.
#pragma once

#include <cstdint>
#include <random>
#include <string>

#include "conf/model/model.hpp"

namespace chardev::qemu {

/// The same seed makes the same port.
class RandomPort {
public:
    explicit RandomPort(std::uint64_t seed) : engine_(seed) {}

    [[nodiscard]] Port port();
    /// A back end and at most a log: what the native dialects say of a port.
    [[nodiscard]] Port plain_port();

private:
    [[nodiscard]] unsigned below(unsigned limit);
    [[nodiscard]] bool once_in(unsigned times) { return below(times) == 0; }
    template <class List>
    [[nodiscard]] auto one_of(const List &list)
    {
        return std::data(list)[below(static_cast<unsigned>(std::size(list)))];
    }
    [[nodiscard]] std::string path(std::size_t limit);
    [[nodiscard]] std::optional<std::string> addr();
    [[nodiscard]] std::string service(unsigned min);
    [[nodiscard]] std::optional<bool> perhaps();
    [[nodiscard]] std::optional<unsigned> delay();
    [[nodiscard]] unsigned extent();
    [[nodiscard]] Listen listen();
    [[nodiscard]] Connect connect();
    [[nodiscard]] Stream stream();
    [[nodiscard]] Udp udp();
    [[nodiscard]] Unix unix_socket();
    [[nodiscard]] Vc vc();
    [[nodiscard]] Host host();
    [[nodiscard]] Backend named_backend();
    [[nodiscard]] Backend network_backend();
    void add_target(Port &port);
    void add_carried(Port &port);

    std::mt19937_64 engine_;
};

}  // namespace chardev::qemu
