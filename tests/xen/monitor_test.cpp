// SPDX-License-Identifier: LGPL-2.1-or-later
// Asking a device model, also device models that misbehave.
#include "xen/monitor.hpp"

#include <chrono>
#include <filesystem>
#include <functional>
#include <thread>

#include <gtest/gtest.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace chardev::xen {
namespace {

constexpr unsigned domain = 7;
using Terminals = std::map<std::string, std::string>;

void say(int socket, const std::string &text)
{
    (void)!::send(socket, text.data(), text.size(), MSG_NOSIGNAL);
}

/// Reads until the client has asked, or has gone.
void hear_question(int socket)
{
    std::string heard;
    char part[512];
    while (heard.find("query-chardev") == std::string::npos) {
        const ssize_t count = ::recv(socket, part, sizeof part, 0);
        if (count <= 0) return;
        heard.append(part, static_cast<std::size_t>(count));
    }
}

std::string answer(const std::string &chardevs)
{
    return R"({"return": [)" + chardevs +
           R"(], "id": "terminals"})"
           "\r\n";
}

const std::string greeting = R"({"QMP": {"version": {"qemu": {"major": 7}}, "capabilities": []}})"
                             "\r\n"
                             R"({"return": {}})"
                             "\r\n";

class Monitor : public testing::Test {
protected:
    void SetUp() override
    {
        char pattern[] = "/tmp/chardev-monitor-XXXXXX";
        directory_ = mkdtemp(pattern);
    }
    void TearDown() override { std::filesystem::remove_all(directory_); }

    /// What is found while a device model does as `behaviour` says, once it was asked.
    Terminals found(const std::function<void(int)> &behaviour) const
    {
        const int listener = listening();
        std::thread server([listener, &behaviour] {
            const int client = ::accept(listener, nullptr, nullptr);
            hear_question(client);
            behaviour(client);
            ::close(client);
        });
        const auto terminals = terminals_of(domain, directory_);
        server.join();
        ::close(listener);
        return terminals;
    }
    Terminals told(const std::string &text) const
    {
        return found([&text](int client) { say(client, text); });
    }

    int listening() const
    {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        const std::string path = directory_ + "/qmp-libxenstat-7";
        path.copy(address.sun_path, sizeof address.sun_path - 1);
        std::filesystem::remove(path);
        const int listener = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
        EXPECT_EQ(::bind(listener, reinterpret_cast<const sockaddr *>(&address), sizeof address), 0);
        EXPECT_EQ(::listen(listener, 1), 0);
        return listener;
    }

    std::string directory_;
};

TEST_F(Monitor, TellsTerminalsByTheirIds)
{
    const std::string event = R"({"event": "RTC_CHANGE", "data": {"id": "terminals"}})"
                              "\r\n";
    const std::string chardevs =
        R"({"label": "serial1", "filename": "pty:/dev/pts/4", "frontend-open": true}, )"
        R"({"label": "parallel0", "filename": "pty:/dev/pts/11"}, {"label": "serial2", "filename": "null"})";
    EXPECT_EQ(told(greeting + event + answer(chardevs)),
              (Terminals{{"serial1", "/dev/pts/4"}, {"parallel0", "/dev/pts/11"}}));
}

TEST_F(Monitor, IsHeardInPieces)
{
    const auto text = greeting + answer(R"({"label": "serial1", "filename": "pty:/dev/pts/4"})");
    const auto terminals = found([&text](int client) {
        for (const char letter : text) say(client, {letter});
    });
    EXPECT_EQ(terminals, (Terminals{{"serial1", "/dev/pts/4"}}));
}

TEST_F(Monitor, IsBelievedOnTerminalsAlone)
{
    for (const char *file :
         {"pty:/etc/shadow", "pty:/dev/pts/", "pty:/dev/pts/../sda", "pty:/dev/pts/1x", "pty:/dev/pts/1 ",
          "pty:/dev/pts/12345678901", "pty:", "/dev/pts/1", "pty:/dev/pts/1'/><x a='", "pty:/dev/ptmx"})
        EXPECT_EQ(told(greeting + answer(R"({"label": "serial1", "filename": ")" + std::string(file) + "\"}")),
                  Terminals())
            << file;
}

TEST_F(Monitor, MayTalkNonsense)
{
    const char *const lines[] = {
        "nonsense",
        "{",
        "[]",
        "null",
        "7",
        R"({"id": "terminals"})",
        R"({"id": "terminals", "error": {"class": "GenericError"}})",
        R"({"id": "terminals", "return": {}})",
        R"({"id": "terminals", "return": [1, null, [], {"label": 1, "filename": 2}]})",
        R"({"id": "terminals", "return": [{"label": "serial1"}, {"filename": "pty:x"}]})",
        "\"\xff\xfe\"",
        "{\"id\": \"terminals\", \"return\": [\"\xff\"]}",
    };
    for (const char *line : lines) EXPECT_EQ(told(greeting + line + "\n"), Terminals()) << line;
}

TEST_F(Monitor, MayNestWithoutEnd)
{
    EXPECT_EQ(told(R"({"id": "terminals", "return": )" + std::string(500'000, '[') + std::string(500'000, ']') + "}\n"),
              Terminals());
}

TEST_F(Monitor, MayTalkWithoutEnd)
{
    const std::string much(1 << 16, 'x');
    std::size_t sent = 0;
    EXPECT_EQ(found([&](int client) {
                  for (ssize_t count = 0; count >= 0 && sent < (64U << 20);
                       sent += static_cast<std::size_t>(count >= 0 ? count : 0))
                      count = ::send(client, much.data(), much.size(), MSG_NOSIGNAL);
              }),
              Terminals());
    EXPECT_LT(sent, 4U << 20);
}

TEST_F(Monitor, MayBeSilentForASecond)
{
    const auto start = std::chrono::steady_clock::now();
    EXPECT_EQ(found([](int client) {
                  pollfd until_it_hangs_up{client, POLLRDHUP, 0};
                  ::poll(&until_it_hangs_up, 1, 30'000);
              }),
              Terminals());
    const auto spent = std::chrono::steady_clock::now() - start;
    EXPECT_GE(spent, std::chrono::milliseconds(900));
    EXPECT_LT(spent, std::chrono::seconds(5));
}

TEST_F(Monitor, MayHangUp)
{
    EXPECT_EQ(told(""), Terminals());
    EXPECT_EQ(told(greeting + R"({"return": [)"), Terminals());
}

TEST_F(Monitor, MayBeMissingOrDead)
{
    EXPECT_EQ(terminals_of(domain, directory_), Terminals());
    ::close(listening());
    EXPECT_EQ(terminals_of(domain, directory_), Terminals());
    EXPECT_EQ(terminals_of(domain, directory_ + std::string(200, 'x')), Terminals());
}

}  // namespace
}  // namespace chardev::xen
