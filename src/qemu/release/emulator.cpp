// SPDX-License-Identifier: LGPL-2.1-or-later
// Asks an emulator binary for its release. The daemon has many threads and a SIGCHLD order of its own, so the child is
// forked, read and reaped here, by pid, with nothing but async-signal-safe calls between fork and exec.
#include "qemu/release/emulator.hpp"

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <map>
#include <memory>
#include <mutex>
#include <tuple>

#include <fcntl.h>
#include <grp.h>
#include <poll.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <unistd.h>

namespace chardev::qemu {

namespace {

constexpr auto patience = std::chrono::seconds(5);
constexpr uid_t nobody = 65534;

/// All signals are blocked while it lives, so that a child begins without any.
class Blocked {
public:
    Blocked()
    {
        sigset_t all;
        sigfillset(&all);
        pthread_sigmask(SIG_SETMASK, &all, &before_);
    }
    Blocked(const Blocked &) = delete;
    Blocked &operator=(const Blocked &) = delete;
    ~Blocked() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

private:
    sigset_t before_;
};

/// Before any signal can come: the daemon's handlers would write into what it shares with the child.
void reset_signals()
{
    struct sigaction usual {};
    usual.sa_handler = SIG_DFL;
    for (int signal = 1; signal < NSIG; ++signal) sigaction(signal, &usual, nullptr);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
}

[[noreturn]] void become_emulator(const char *path, int output)
{
    reset_signals();
    if (geteuid() == 0 && (setgroups(0, nullptr) != 0 || setgid(nobody) != 0 || setuid(nobody) != 0)) _exit(126);
    const int null = open("/dev/null", O_RDWR);
    if (dup2(null, STDIN_FILENO) < 0 || dup2(output, STDOUT_FILENO) < 0 || dup2(null, STDERR_FILENO) < 0) _exit(126);
#ifdef SYS_close_range
    syscall(SYS_close_range, 3U, ~0U, 0U);
#endif
    const std::array<const char *, 3> arguments{path, "--version", nullptr};
    const std::array<const char *, 1> environment{nullptr};
    execve(path, const_cast<char *const *>(arguments.data()), const_cast<char *const *>(environment.data()));
    _exit(127);
}

/// The first kibibyte of what comes out of `input` before the deadline; enough for the version line.
std::string read_until_deadline(int input)
{
    const auto deadline = std::chrono::steady_clock::now() + patience;
    std::array<char, 1024> buffer;
    std::size_t used = 0;
    while (used < buffer.size()) {
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
        pollfd ready{input, POLLIN, 0};
        if (left.count() <= 0) break;
        const int polled = poll(&ready, 1, static_cast<int>(left.count()));
        const ssize_t got = polled > 0 ? read(input, buffer.data() + used, buffer.size() - used) : polled;
        if (got < 0 && errno == EINTR) continue;  // the daemon's other children end at any time
        if (got <= 0) break;
        used += static_cast<std::size_t>(got);
    }
    return {buffer.data(), used};
}

pid_t start_emulator(const char *path, int output)
{
    const Blocked signals;
    const pid_t child = fork();
    if (child == 0) become_emulator(path, output);
    return child;
}

/// std::nullopt: it could not be started.
std::optional<std::string> version_output(const std::string &path)
{
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) return std::nullopt;
    const auto [input, output] = ends;
    const pid_t child = start_emulator(path.c_str(), output);
    close(output);
    std::optional<std::string> said;
    if (child > 0) {
        said = read_until_deadline(input);
        kill(child, SIGKILL);
        while (waitpid(child, nullptr, 0) < 0 && errno == EINTR) {
        }
    }
    close(input);
    return said;
}

/// What one file said. Who asks while it is being asked waits for it, and for no other file.
struct Answer {
    std::mutex mutex;
    bool is_known = false;
    std::optional<Version> version;
};

using Identity = std::tuple<dev_t, ino_t, time_t, long>;

std::shared_ptr<Answer> answer_of(const Identity &identity)
{
    // Never destroyed: at the end of the process other threads may still be here.
    static auto &mutex = *new std::mutex;
    static auto &answers = *new std::map<Identity, std::shared_ptr<Answer>>;
    constexpr std::size_t most = 1000;
    const std::lock_guard lock(mutex);
    if (answers.size() >= most) answers.clear();
    auto &answer = answers[identity];
    if (!answer) answer = std::make_shared<Answer>();
    return answer;
}

std::string host_arch()
{
    utsname host{};
    return uname(&host) == 0 ? host.machine : "x86_64";
}

}  // namespace

std::optional<Version> emulator_version(const std::string &path)
{
    struct stat file {};
    if (stat(path.c_str(), &file) != 0) return std::nullopt;
    const auto answer = answer_of({file.st_dev, file.st_ino, file.st_mtim.tv_sec, file.st_mtim.tv_nsec});
    const std::lock_guard lock(answer->mutex);
    if (answer->is_known) return answer->version;
    const auto said = version_output(path);
    answer->is_known = said.has_value();
    answer->version = parse_version(said.value_or(""));
    return answer->version;
}

std::string arch_of(const Machine &machine)
{
    return machine.arch.empty() ? host_arch() : machine.arch;
}

std::string emulator_of(const Machine &machine)
{
    if (!machine.emulator.empty()) return machine.emulator;
    const std::string arch = arch_of(machine);
    return "/usr/bin/qemu-system-" + (arch == "i686" ? "i386" : arch);
}

}  // namespace chardev::qemu
