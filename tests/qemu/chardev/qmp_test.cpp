// SPDX-License-Identifier: LGPL-2.1-or-later
// The JSON of every back end is given to the real QEMU, which must make of it what was meant.
#include <filesystem>
#include <fstream>

#include <arpa/inet.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "conf/stream.hpp"
#include "qemu/chardev/backend.hpp"
#include "qemu/release/emulator.hpp"

namespace chardev::qemu {
namespace {

using Json = nlohmann::json;

constexpr const char *emulator = "/usr/bin/qemu-system-x86_64";

struct Sample {
    std::string id;
    Backend backend;
    std::string filename;  ///< part of what query-chardev says
    std::optional<Log> log = std::nullopt;
};

bool has_ipv6()
{
    const int fd = socket(AF_INET6, SOCK_STREAM, 0);
    sockaddr_in6 address{};
    address.sin6_family = AF_INET6;
    address.sin6_addr = in6addr_loopback;
    const bool works = bind(fd, reinterpret_cast<sockaddr *>(&address), sizeof address) == 0;
    close(fd);
    return works;
}

/// Temporary files, a terminal and a listener to connect to.
class Qmp : public testing::Test {
protected:
    void SetUp() override
    {
        version_ = emulator_version(emulator);
        if (!version_) GTEST_SKIP() << emulator << " is missing: install QEMU to check the JSON of QMP";
        char pattern[] = "/tmp/chardev-qmp-XXXXXX";
        directory_ = mkdtemp(pattern);
        mkfifo(path("fifo").c_str(), 0600);
        master_ = posix_openpt(O_RDWR | O_NOCTTY);
        ASSERT_EQ(grantpt(master_) + unlockpt(master_), 0);
        terminal_ = ptsname(master_);
        listen_somewhere();
    }
    void TearDown() override
    {
        for (const int fd : {master_, listener_}) close(fd);
        if (!directory_.empty()) std::filesystem::remove_all(directory_);
    }

    std::string path(const std::string &name) const { return directory_ + "/" + name; }

    std::vector<Sample> samples() const
    {
        return {
            {"null", Null{}, "null"},
            {"logged", Null{}, "null", Log{path("a, b.log"), true}},
            {"pty", Pty{}, "pty:/dev/pts/"},
            {"vc", Vc{Cells{80, 24}}, "vc"},
            {"file", File{path("out, \"ü\".log"), true}, "file"},
            {"pipe", Pipe{path("fifo")}, "pipe"},
            {"host", Host{terminal_}, "serial"},
            {"udp", Udp{{{}, "9"}, {}}, "udp"},
            {"udp-bind", Udp{{"127.0.0.1", "9"}, Bind{{}, "0"}}, "udp"},
            {"tcp", Tcp{listening("127.0.0.1", "0", {.nodelay = true})}, "tcp:127.0.0.1:"},
            {"tcp-all", Tcp{{Listen{{}, "0", false}, {false, {}}}}, "disconnected:tcp:"},
            {"tcp-six", Tcp{{Listen{has_ipv6() ? "::1" : "127.0.0.1", "0", false}, {false, {}}}}, "disconnected:tcp:"},
            {"telnet", Telnet{listening("127.0.0.1", "0")}, "telnet:127.0.0.1:"},
            {"web", Websocket{{"127.0.0.1", "0", false}, {false, {}}}, "websocket:127.0.0.1:"},
            {"call", Tcp{{Connect{{}, service_, {}}, {true, {}}}}, "tcp:127.0.0.1:"},
            {"again", Telnet{{Connect{"127.0.0.1", service_, 5}, {false, {}}}}, "telnet:127.0.0.1:"},
            {"unix", Unix{UnixListen{path("a, b.sock"), false}},
             "disconnected:unix:" + path("a, b.sock") + ",server=on"},
            {"unix-again", Unix{UnixConnect{path("nobody.sock"), 1}}, "unix:"},
        };
    }

    std::string arguments(const Sample &sample, const std::string &id) const
    {
        Port port;
        port.backend = sample.backend;
        port.log = sample.log;
        const Result<Chardev> chardev = chardev_of(port, Kind::serial, id, *version_);
        EXPECT_TRUE(chardev) << sample.id << ": " << chardev.error().what;
        return chardev ? write_chardev_json(*chardev) : "{}";
    }

    /// Runs QEMU on the commands; its answers, without the events. Not over stdin: QEMU 7.2 closes that when it cannot
    /// open a parallel port.
    std::vector<Json> answers(const std::vector<std::string> &commands) const
    {
        std::ofstream in(path("qmp.in"));
        std::ofstream(path("qmp.out")).close();
        in << R"({"execute":"qmp_capabilities"})" << '\n';
        for (const std::string &command : commands) in << command << '\n';
        in << R"({"execute":"quit"})" << std::endl;
        const std::string line =
            std::string("timeout 60 ") + emulator +
            " -S -nodefaults -display none -machine pc -chardev null,id=com -device isa-serial,chardev=com"
            " -qmp pipe:" +
            path("qmp") + " < /dev/null";
        EXPECT_EQ(std::system(line.c_str()), 0);
        std::ifstream out(path("qmp.out"));
        std::vector<Json> said;
        for (std::string text; std::getline(out, text);) {
            Json answer = Json::parse(text, nullptr, false);
            if (answer.contains("return") || answer.contains("error")) said.push_back(std::move(answer));
        }
        if (!said.empty()) said.erase(said.begin());
        return said;
    }

    std::optional<Version> version_;

private:
    void listen_somewhere()
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        listener_ = socket(AF_INET, SOCK_STREAM, 0);
        ASSERT_EQ(bind(listener_, reinterpret_cast<sockaddr *>(&address), size), 0);
        ASSERT_EQ(listen(listener_, 8), 0);
        getsockname(listener_, reinterpret_cast<sockaddr *>(&address), &size);
        service_ = std::to_string(ntohs(address.sin_port));
    }

    std::string directory_, terminal_, service_;
    int master_ = -1, listener_ = -1;
};

std::string command(const char *name, const std::string &arguments)
{
    return std::string(R"({"execute":")") + name + R"(","arguments":)" + arguments + "}";
}

std::string filename_of(const Json &list, const std::string &id)
{
    for (const Json &chardev : list)
        if (chardev.value("label", "") == id) return chardev.value("filename", "");
    return "(none)";
}

TEST_F(Qmp, TakesEveryBackEnd)
{
    const std::vector<Sample> all = samples();
    std::vector<std::string> commands;
    for (const Sample &sample : all) commands.push_back(command("chardev-add", arguments(sample, sample.id)));
    commands.emplace_back(R"({"execute":"query-chardev"})");
    const std::vector<Json> said = answers(commands);
    ASSERT_GE(said.size(), commands.size());
    const Json list = said[all.size()].value("return", Json::array());
    for (std::size_t i = 0; i < all.size(); ++i) {
        EXPECT_TRUE(said[i].contains("return")) << commands[i] << "\n" << said[i].dump();
        EXPECT_NE(filename_of(list, all[i].id).find(all[i].filename), std::string::npos)
            << all[i].id << ": " << filename_of(list, all[i].id);
    }
}

TEST_F(Qmp, ExchangesABackEndForEveryOther)
{
    for (const Sample &sample : samples()) {
        if (sample.id == "pipe" || sample.id == "host") continue;  // one process cannot open these twice over
        const std::vector<Json> said =
            answers({command("chardev-change", arguments(sample, "com")), R"({"execute":"query-chardev"})"});
        ASSERT_GE(said.size(), 2U) << sample.id;
        EXPECT_TRUE(said[0].contains("return")) << sample.id << ": " << said[0].dump();
        const std::string filename = filename_of(said[1].value("return", Json::array()), "com");
        EXPECT_NE(filename.find(sample.filename), std::string::npos) << sample.id << ": " << filename;
    }
}

TEST_F(Qmp, UnderstandsWhatItHasNoDeviceFor)
{
    const Sample encrypted{"tls", Tcp{{Listen{"127.0.0.1", "0", false}, {false, true}}}, ""};
    Port parallel;
    parallel.backend = Host{"/missing/parport"};
    const Result<Chardev> chardev = chardev_of(parallel, Kind::parallel, "lpt", *version_);
    ASSERT_TRUE(chardev);
    const std::vector<Json> said = answers(
        {command("chardev-add", arguments(encrypted, "tls")), command("chardev-add", write_chardev_json(*chardev))});
    ASSERT_GE(said.size(), 2U);
    EXPECT_NE(said[0].dump().find("objtls_tls0"), std::string::npos) << said[0].dump();
    EXPECT_NE(said[1].dump().find("/missing/parport"), std::string::npos) << said[1].dump();
}

}  // namespace
}  // namespace chardev::qemu
