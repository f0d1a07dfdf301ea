// SPDX-License-Identifier: LGPL-2.1-or-later
// What a total function returns: a value, or one error with a kind, a place and a whole sentence.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace chardev {

/// Decides which of libvirt's error codes a user sees (src/driver maps them, once).
enum class ErrorKind {
    xml,          ///< the document is wrong: VIR_ERR_XML_ERROR
    unsupported,  ///< a dialect, release or hypervisor cannot say it: VIR_ERR_CONFIG_UNSUPPORTED
    invalid,      ///< the operation does not fit the state of the guest: VIR_ERR_OPERATION_INVALID
    denied,       ///< a limit is reached: VIR_ERR_OPERATION_DENIED
};

/// Where in the input. `line` counts from 1, 0 means not known; `element` is as written, e.g. "<console>".
struct Place {
    std::string file;
    int line = 0;
    std::string element;

    friend bool operator==(const Place &, const Place &) = default;
};

/// "file:line: <element>: sentence"; parts that are not known are left out.
struct Error {
    ErrorKind kind = ErrorKind::xml;
    Place where;
    std::string what;
    std::vector<Error> more{};  ///< what else is wrong with the same text; only those who check a whole text look at it

    [[nodiscard]] std::string message() const;
    /// The same mistake, found in another place.
    [[nodiscard]] Error at(Place place) const { return {kind, std::move(place), what}; }
    /// The same, found there if it does not say its own place.
    [[nodiscard]] Error or_at(const Place &place) const
    {
        return where.file.empty() && where.line == 0 ? at(place) : *this;
    }

    friend bool operator==(const Error &, const Error &) = default;
};

template <class T>
class [[nodiscard]] Result {
public:
    Result(T value) : state_(std::move(value)) {}
    Result(Error error) : state_(std::move(error)) {}

    explicit operator bool() const { return state_.index() == 0; }
    T &operator*() & { return std::get<0>(state_); }
    const T &operator*() const & { return std::get<0>(state_); }
    T &&operator*() && { return std::get<0>(std::move(state_)); }
    T *operator->() { return &std::get<0>(state_); }
    const T *operator->() const { return &std::get<0>(state_); }
    [[nodiscard]] const Error &error() const { return std::get<1>(state_); }

private:
    std::variant<T, Error> state_;
};

/// For functions that only check.
struct Ok {
    friend bool operator==(const Ok &, const Ok &) = default;
};

/// Adds an error, with what it has got in `more`, to those that were found before.
void join(std::optional<Error> &mistakes, Error next);
template <class T>
void join(std::optional<Error> &mistakes, const Result<T> &next)
{
    if (!next) join(mistakes, next.error());
}
[[nodiscard]] Result<Ok> verdict(const std::optional<Error> &mistakes);
/// All of them, the first one in front.
[[nodiscard]] std::vector<Error> each(Error mistakes);

}  // namespace chardev
