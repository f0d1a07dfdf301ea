// SPDX-License-Identifier: LGPL-2.1-or-later
// A list of XML attributes that both reads and writes them.
//
//   inline constexpr Attributes file{Attribute<&File::path, AbsolutePath>{"path"}, Attribute<&File::append, YesNo>{"append"}};
//
// A member that is std::optional is an attribute that may be missing; any other must be there.
#pragma once

#include <cstddef>
#include <optional>
#include <tuple>
#include <utility>

#include "conf/xml/reader.hpp"

namespace chardev {

template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;

template <class Object, class Field>
Field field_of(Field Object::*);

/// A Codec has `static Value read(Reader &, const char *name, const std::string &text)`, which reports what is wrong
/// with the text to the reader, and `static std::string write(const Value &)`.
/// One that is `needed` must be there even if its member is std::optional.
template <auto Member, class Codec, bool needed = !is_optional<decltype(field_of(Member))>>
struct Attribute {
    const char *name;
    const char *if_missing = nullptr;  ///< a sentence for that, untranslated

    template <class Object>
    void read(Reader &in, Object &object) const
    {
        if (const std::string *text = in.attribute(name))
            object.*Member = Codec::read(in, name, *text);
        else if constexpr (needed)
            in.missing_attribute(name, if_missing);
    }

    template <class Object>
    void write(const Object &object, Element &out) const
    {
        if constexpr (is_optional<std::remove_cvref_t<decltype(object.*Member)>>) {
            if (object.*Member) out.set(name, Codec::write(*(object.*Member)));
        } else {
            out.set(name, Codec::write(object.*Member));
        }
    }
};

template <class... Each>
class Attributes {
public:
    constexpr explicit(false) Attributes(Each... each) : each_(each...) {}

    static constexpr std::size_t count = sizeof...(Each);

    template <class Object>
    void read(Reader &in, Object &object) const
    {
        read_each(in, object, std::index_sequence_for<Each...>{});
    }
    template <class Object>
    void write(const Object &object, Element &out) const
    {
        write_each(object, out, std::index_sequence_for<Each...>{});
    }

private:
    template <class Object, std::size_t... I>
    void read_each(Reader &in, Object &object, std::index_sequence<I...>) const
    {
        (std::get<I>(each_).read(in, object), ...);
    }
    template <class Object, std::size_t... I>
    void write_each(const Object &object, Element &out, std::index_sequence<I...>) const
    {
        (std::get<I>(each_).write(object, out), ...);
    }

    std::tuple<Each...> each_;
};

}  // namespace chardev
