// SPDX-License-Identifier: LGPL-2.1-or-later
// Takes off the programs that start another, such as sudo, with their options. Any other program is an error.
#include "import/command_prefix.hpp"

#include <algorithm>
#include <array>

#include <glib.h>

#include "conf/model/gettext.hpp"
#include "conf/xml/reader.hpp"
#include "import/program.hpp"

namespace chardev::qemu {

namespace {

/// What is lost with it.
enum class Loss { nothing, place, start };

struct Wrapper {
    std::string_view name;
    std::string_view with_word;  ///< options that take a word of their own, with a blank on each side
    unsigned words = 0;          ///< of its own, after its options
    Loss loss = Loss::nothing;
};

constexpr std::array wrappers{
    Wrapper{
        "sudo",
        " -u -g -h -p -C -D -R -T -U -r -t --user --group --host --prompt --close-from --chdir --chroot --role --type "},
    Wrapper{"doas", " -u -C "},
    Wrapper{"exec", " -a "},
    Wrapper{"env", " -u --unset -C --chdir "},
    Wrapper{"nohup", ""},
    Wrapper{"time", " -f --format -o --output "},
    Wrapper{"setsid", ""},
    Wrapper{"stdbuf", " -i -o -e --input --output --error "},
    Wrapper{"strace", " -o -e -s -p -P -E -u -a -b -I -O -S -X --output --trace "},
    Wrapper{"gdb", " -ex -x "},
    Wrapper{"nice", " -n --adjustment ", 0, Loss::place},
    Wrapper{"ionice", " -c -n --class --classdata ", 0, Loss::place},
    Wrapper{"taskset", "", 1, Loss::place},
    Wrapper{"numactl", " -i --interleave -m --membind -N --cpunodebind -C --physcpubind -p --preferred ", 0,
            Loss::place},
    Wrapper{"chrt", " -T --sched-runtime -P --sched-period -D --sched-deadline ", 1, Loss::place},
    Wrapper{"timeout", " -k --kill-after -s --signal ", 1, Loss::start},
    Wrapper{"unshare", " -S --setuid -G --setgid -R --root -w --wd ", 0, Loss::start},
    Wrapper{"systemd-run",
            " -p --property -u --unit -E --setenv -M --machine -H --host --description --slice --uid --gid --nice ", 0,
            Loss::start},
    Wrapper{"proxychains", " -f ", 0, Loss::start},
    Wrapper{"proxychains4", " -f ", 0, Loss::start},
};

bool is_assignment(const std::string &word)
{
    const auto equals = word.find('=');
    if (equals == word.npos || equals == 0 || g_ascii_isdigit(word[0])) return false;
    return std::all_of(word.begin(), word.begin() + static_cast<std::ptrdiff_t>(equals),
                       [](char c) { return g_ascii_isalnum(c) || c == '_'; });
}

/// "%i" and its like, which a unit file may have; "%%" is a percent sign.
Result<std::string> without_specifiers(const ShellWord &word)
{
    std::string out;
    for (std::size_t i = 0; i < word.text.size(); ++i) {
        const char next = i + 1 < word.text.size() ? word.text[i + 1] : '\0';
        if (word.text[i] == '%' && g_ascii_isalpha(next))
            return Error{ErrorKind::xml,
                         {{}, word.line, {}},
                         format(_("only systemd can tell what '%%%c' in '%s' stands for; write what it stands for"),
                                next, shown(word.text).c_str())};
        if (word.text[i] == '%' && next == '%') ++i;
        out += word.text[i];
    }
    return out;
}

/// Takes words off the front until a program or an option comes.
class Prefixes {
public:
    Prefixes(std::vector<ShellWord> words, HostOs host) : words_(std::move(words)), host_(host) {}

    [[nodiscard]] Result<UnwrappedCommand> run()
    {
        if (auto unit = take_exec_start(); !unit) return unit.error();
        while (!ended() && take_one()) {
        }
        if (auto good = check_program(); !good) return good.error();
        for (; !ended(); ++at_) out_.words.push_back(std::move(words_[at_].text));
        return std::move(out_);
    }

private:
    [[nodiscard]] bool ended() const { return at_ >= words_.size(); }
    [[nodiscard]] const std::string &text() const { return words_[at_].text; }
    [[nodiscard]] std::string name(std::size_t i) const { return program_name(words_[i].text, host_); }

    /// Of a systemd unit; with '@' the second word is only what the program is to believe its name is.
    Result<Ok> take_exec_start()
    {
        constexpr std::string_view start = "ExecStart=";
        if (words_.empty() || !words_[0].text.starts_with(start)) return Ok{};
        for (ShellWord &word : words_) {
            auto plain = without_specifiers(word);
            if (!plain) return plain.error();
            word.text = *std::move(plain);
        }
        std::string &first = words_[0].text;
        first.erase(0, start.size());
        if (first.empty()) words_.erase(words_.begin());
        if (words_.empty()) return Ok{};
        std::string &path = words_[0].text;
        const auto prefix = std::min(path.find_first_not_of("-@+!:|"), path.size());
        const bool renamed = path.find('@') < prefix;
        path.erase(0, prefix);
        if (renamed && words_.size() > 1) words_.erase(words_.begin() + 1);
        return Ok{};
    }

    bool take_one()
    {
        if (is_assignment(text())) {
            out_.environment.push_back(words_[at_++].text);
            return true;
        }
        const std::string known = name(at_);
        const auto wrapper =
            std::find_if(wrappers.begin(), wrappers.end(), [&known](const Wrapper &one) { return known == one.name; });
        if (wrapper == wrappers.end()) return false;
        const std::size_t begin = at_++;
        take_options(*wrapper);
        for (unsigned i = 0; i < wrapper->words && !ended() && !runs_a_guest(name(at_)); ++i) ++at_;
        warn(*wrapper, begin);
        return true;
    }

    void take_options(const Wrapper &wrapper)
    {
        while (!ended() && text().starts_with('-')) {
            const std::string option = words_[at_++].text;
            if (option == "--") return;
            if (!ended() && takes_word(wrapper, option)) ++at_;
        }
    }

    /// "-u", and "-Eu", whose last letter is an option that takes a word.
    [[nodiscard]] static bool takes_word(const Wrapper &wrapper, const std::string &option)
    {
        const auto is_listed = [&wrapper](const std::string &name) {
            return wrapper.with_word.find(" " + name + " ") != std::string_view::npos;
        };
        if (is_listed(option)) return true;
        if (option.starts_with("--") || option.size() < 3) return false;
        for (std::size_t i = 1; i + 1 < option.size(); ++i)
            if (is_listed({'-', option[i]})) return false;  // what follows is its word
        return is_listed({'-', option.back()});
    }

    void warn(const Wrapper &wrapper, std::size_t begin)
    {
        std::string taken = words_[begin].text;
        for (std::size_t i = begin + 1; i < at_; ++i) taken += " " + words_[i].text;
        if (wrapper.loss == Loss::place)
            out_.warnings.push_back(
                format(_("'%s' is left out; libvirt has <cputune>, <numatune> and <blkiotune> for that"),
                       shown(taken).c_str()));
        if (wrapper.loss == Loss::start)
            out_.warnings.push_back(format(_("'%s' is left out; libvirt starts QEMU itself"), shown(taken).c_str()));
    }

    /// A script before the program, or a folder's name that was cut at its blank.
    Result<Ok> check_program()
    {
        if (ended() || is_qemus_own_name(name(at_))) return Ok{};
        for (std::size_t i = at_; i < words_.size() && !words_[i].text.starts_with('-'); ++i)
            if (i > at_ && is_qemus_own_name(name(i)))
                return Error{
                    ErrorKind::xml,
                    {{}, words_[at_].line, {}},
                    format(
                        _("'%s' comes before QEMU's program; write only QEMU's command, and quote a path that contains spaces"),
                        shown(text()).c_str())};
        return Ok{};
    }

    std::vector<ShellWord> words_;
    HostOs host_;
    std::size_t at_ = 0;
    UnwrappedCommand out_;
};

}  // namespace

/// A new line begins a new command, but where an option or its value plainly goes on.
Result<Ok> check_one_command(const std::vector<ShellWord> &words, HostOs host)
{
    bool only_assignments = true;
    for (std::size_t i = 1; i < words.size(); ++i) {
        const std::string &before = words[i - 1].text;
        only_assignments = only_assignments && is_assignment(before);
        const bool is_value = before.starts_with('-') && !is_qemus_own_name(program_name(words[i].text, host));
        const bool goes_on = words[i].text.starts_with('-') || is_value || only_assignments;
        if (words[i].on_new_line && !goes_on)
            return Error{
                ErrorKind::xml,
                {{}, words[i].line, {}},
                format(
                    _("'%s' begins a second command; write one command alone, and end each line of it but the last with a backslash"),
                    shown(words[i].text).c_str())};
    }
    return Ok{};
}

Result<Ok> check_escapes(std::string_view text)
{
    constexpr std::string_view start = "ExecStart=";
    if (!text.starts_with(start)) return Ok{};
    for (std::size_t i = 0; i + 1 < text.size(); ++i)
        if (text[i] == '\\' && g_ascii_isalnum(text[i + 1]))
            return Error{ErrorKind::xml,
                         {},
                         format(_("'\\%c' is an escape sequence of systemd's; write the character that it stands for"),
                                text[i + 1])};
    return Ok{};
}

Result<UnwrappedCommand> without_prefixes(std::vector<ShellWord> words, HostOs host)
{
    return Prefixes(std::move(words), host).run();
}

}  // namespace chardev::qemu
