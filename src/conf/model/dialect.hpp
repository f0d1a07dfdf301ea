// SPDX-License-Identifier: LGPL-2.1-or-later
// A dialect is one way to write back ends. It has a Spelling<BackEnd> for each:
//
//   names                    its words for the back end; none: it has no word for it
//   read(From...)            reads what follows such a word, or rewrites it for another dialect; a null pointer: another
//                            Spelling reads that word
//   write(back_end, To...)   the inverse
#pragma once

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "conf/model/model.hpp"

namespace chardev {

/// What the dialect has no word for, or what another Spelling reads.
struct NotRead {
    static constexpr std::nullptr_t read = nullptr;
};

template <template <class> class Spelling, class... From>
class Dialect {
    using Read = decltype(Spelling<File>::read(std::declval<From>()...));  // the same for each

public:
    struct Words {
        std::span<const std::string_view> names;
        Read (*read)(From...);
        bool is_read;  ///< `read` is no null pointer; with the sanitizers, g++ 12 cannot tell at compile time

        [[nodiscard]] constexpr bool are_read_for(std::string_view name) const
        {
            return is_read && std::find(names.begin(), names.end(), name) != names.end();
        }
    };

    /// In the order of the variant.
    [[nodiscard]] static constexpr std::span<const Words> words() { return all; }
    [[nodiscard]] static constexpr bool reads(std::string_view name)
    {
        return std::any_of(all.begin(), all.end(), [name](const Words &words) { return words.are_read_for(name); });
    }
    /// A null pointer: this dialect has no such name.
    [[nodiscard]] static const Words *find(std::string_view name)
    {
        for (const Words &words : all)
            if (words.are_read_for(name)) return &words;
        return nullptr;
    }
    [[nodiscard]] static std::span<const std::string_view> names_of(const Backend &backend)
    {
        return all[backend.index()].names;
    }
    /// All names that can be read.
    [[nodiscard]] static std::vector<std::string> names()
    {
        std::vector<std::string> out;
        for (const Words &words : all)
            if (words.is_read) out.insert(out.end(), words.names.begin(), words.names.end());
        return out;
    }
    template <class... To>
    static auto write(const Backend &backend, To &&...to)
    {
        static_assert(std::all_of(all.begin(), all.end(),
                                  [](const Words &words) { return words.names.empty() || reads(words.names.front()); }),
                      "this dialect has a name that nothing reads");
        return std::visit(
            [&to...]<class BackEnd>(const BackEnd &back_end) { return Spelling<BackEnd>::write(back_end, to...); },
            backend);
    }

private:
    template <class... BackEnds>
    static constexpr std::array<Words, sizeof...(BackEnds)> words_of(const std::variant<BackEnds...> *)
    {
        return {Words{Spelling<BackEnds>::names, Spelling<BackEnds>::read,
                      !std::is_base_of_v<NotRead, Spelling<BackEnds>>}...};
    }

    static constexpr std::array all = words_of(static_cast<const Backend *>(nullptr));
};

/// A text as a template argument.
template <std::size_t size>
struct Name {
    char text[size];
    explicit(false) consteval Name(const char (&given)[size]) { std::copy_n(given, size, text); }
};
template <Name... each>
struct Named {
    static constexpr std::array<std::string_view, sizeof...(each)> names{each.text...};
};
/// A back end that is its name and nothing else.
template <class BackEnd>
struct Bare {
    static Backend read(auto &...) { return BackEnd(); }
    static void write(const BackEnd &, auto &&...) {}
};

}  // namespace chardev
