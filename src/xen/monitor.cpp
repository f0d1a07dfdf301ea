// SPDX-License-Identifier: LGPL-2.1-or-later
// Asks a device model over its QMP socket. Whoever breaks out of a guest writes the answers, so the time, the length and the
// paths that are believed have limits.
#include "xen/monitor.hpp"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <optional>
#include <string_view>

#include <nlohmann/json.hpp>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace chardev::xen {

namespace {

using Clock = std::chrono::steady_clock;
using Json = nlohmann::json;

constexpr std::chrono::seconds patience{1};
constexpr std::size_t longest_answer = 1 << 20;
constexpr std::string_view hello = "{\"execute\":\"qmp_capabilities\"}\n";
constexpr std::string_view question = "{\"execute\":\"query-chardev\",\"id\":\"terminals\"}\n";

class Monitor {
public:
    Monitor() : socket_(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)) {}
    Monitor(const Monitor &) = delete;
    Monitor &operator=(const Monitor &) = delete;
    ~Monitor()
    {
        if (socket_ >= 0) ::close(socket_);
    }

    [[nodiscard]] bool open(const std::string &path)
    {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        if (socket_ < 0 || path.size() >= sizeof address.sun_path) return false;
        std::memcpy(address.sun_path, path.c_str(), path.size());
        return ::connect(socket_, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0;
    }
    [[nodiscard]] bool say(std::string_view text)
    {
        while (!text.empty()) {
            if (!wait_for(POLLOUT)) return false;
            const ssize_t sent = ::send(socket_, text.data(), text.size(), MSG_NOSIGNAL);
            if (sent <= 0) return false;
            text.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }
    /// The next line; std::nullopt: there is none in time, or it has no end.
    [[nodiscard]] std::optional<std::string> line()
    {
        for (;;) {
            if (const auto end = buffer_.find('\n', looked_at_); end != std::string::npos) {
                auto found = buffer_.substr(0, end);
                buffer_.erase(0, end + 1);
                looked_at_ = 0;
                return found;
            }
            looked_at_ = buffer_.size();
            if (received_ > longest_answer || !receive()) return std::nullopt;
        }
    }

private:
    /// Signals come at any time in a daemon.
    [[nodiscard]] bool wait_for(short event) const
    {
        for (;;) {
            const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline_ - Clock::now());
            pollfd poll{socket_, event, 0};
            const int ready = left.count() > 0 ? ::poll(&poll, 1, static_cast<int>(left.count())) : 0;
            if (ready >= 0 || errno != EINTR) return ready == 1;
        }
    }
    [[nodiscard]] bool receive()
    {
        char part[4096];
        const ssize_t count = wait_for(POLLIN) ? ::recv(socket_, part, sizeof part, 0) : -1;
        if (count <= 0) return false;
        buffer_.append(part, static_cast<std::size_t>(count));
        received_ += static_cast<std::size_t>(count);
        return true;
    }

    int socket_;
    Clock::time_point deadline_ = Clock::now() + patience;
    std::string buffer_;
    std::size_t looked_at_ = 0;
    std::size_t received_ = 0;
};

std::string text_in(const Json &object, const char *name)
{
    const auto found = object.is_object() ? object.find(name) : object.end();
    return object.is_object() && found != object.end() && found->is_string() ? found->get<std::string>()
                                                                             : std::string();
}

/// The path in "pty:/dev/pts/4".
std::optional<std::string> terminal_in(std::string_view file)
{
    constexpr std::string_view word = "pty:", directory = "/dev/pts/";
    if (!file.starts_with(word)) return std::nullopt;
    file.remove_prefix(word.size());
    const auto number = file.substr(std::min(directory.size(), file.size()));
    const bool is_number =
        !number.empty() && number.size() < 10 && number.find_first_not_of("0123456789") == std::string_view::npos;
    return file.starts_with(directory) && is_number ? std::optional(std::string(file)) : std::nullopt;
}

std::map<std::string, std::string> terminals_in(const Json &answer)
{
    std::map<std::string, std::string> terminals;
    for (const auto &chardev : answer)
        if (const auto terminal = terminal_in(text_in(chardev, "filename")))
            terminals.emplace(text_in(chardev, "label"), *terminal);
    return terminals;
}

}  // namespace

std::map<std::string, std::string> terminals_of(unsigned domain, const std::string &directory)
{
    Monitor monitor;
    if (!monitor.open(directory + "/qmp-libxenstat-" + std::to_string(domain)) || !monitor.say(hello) ||
        !monitor.say(question))
        return {};
    while (const auto line = monitor.line()) {
        const auto message = Json::parse(*line, nullptr, false);
        if (text_in(message, "id") != "terminals") continue;  // a greeting, an event, the answer to our hello
        const auto answer = message.find("return");
        return answer != message.end() && answer->is_array() ? terminals_in(*answer)
                                                             : std::map<std::string, std::string>();
    }
    return {};
}

}  // namespace chardev::xen
