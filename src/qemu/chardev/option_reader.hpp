// SPDX-License-Identifier: LGPL-2.1-or-later
// Reading a list of options so that none is overlooked: what was never asked for is an error in the end.
//
// As with Reader, mistakes are collected; after the first, reading goes on with values that nobody sees.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "conf/xml/reader.hpp"
#include "qemu/chardev/option_list.hpp"

namespace chardev::qemu {

class OptionReader {
public:
    /// `path` is how messages call the argument: "-chardev".
    OptionReader(const OptionList &list, std::string path);
    OptionReader(const OptionReader &) = delete;
    OptionReader &operator=(const OptionReader &) = delete;

    [[nodiscard]] bool has(std::string_view name) const { return list_.find(name) != nullptr; }
    /// The option as the user wrote it: "nowait" for "wait".
    [[nodiscard]] std::string as_written(const char *name) const;
    /// Asks for the text of an option. A bare name is an error.
    std::optional<std::string> text(const char *name);
    std::optional<bool> flag(const char *name);
    /// Asks for a text that must be there, in one of the grammars' codecs (conf/grammar/value.hpp).
    template <class Codec>
    auto must(const char *name)
    {
        return Codec::read(in_, name, must_text(name));
    }
    template <class Codec>
    auto may(const char *name)
    {
        const std::optional<std::string> said = text(name);
        return said ? std::optional(Codec::read(in_, name, *said)) : std::nullopt;
    }
    std::string must_text(const char *name);

    void fail(std::string sentence, ErrorKind kind = ErrorKind::xml) { in_.fail(std::move(sentence), kind); }
    void unsupported(std::string sentence) { fail(std::move(sentence), ErrorKind::unsupported); }

    /// An option that was not asked for is an error of kind unsupported.
    void refuse_rest();

    /// A word as it may stand in a message, even if it is no text.
    [[nodiscard]] static std::string printable(const std::string &word);

    [[nodiscard]] const std::optional<Error> &error() const { return report_.mistakes; }

private:
    const NamedValue *ask(const char *name);

    const OptionList &list_;
    std::vector<std::string> names_;
    Report report_;
    Element nothing_;
    Reader in_;
};

}  // namespace chardev::qemu
