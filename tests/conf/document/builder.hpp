// SPDX-License-Identifier: LGPL-2.1-or-later
// Documents in a few words, for tests of their rewriting, and a policy that knows no hypervisor.
#pragma once

#include <string>
#include <string_view>

#include "conf/document/document.hpp"

namespace chardev {

/// nodelay and waiting listens become "-set" pairs; nothing else is asked or limited.
class FakePolicy final : public Policy {
public:
    std::string_view prefix() const override { return "qemu"; }
    std::string_view uri() const override { return "urn:fake"; }
    Result<Ok> check(const std::vector<PlacedPort> &, const Machine &) const override { return Ok{}; }
    Result<std::vector<std::string>> arguments(const Port &port, std::string_view alias) const override
    {
        std::vector<std::string> words;
        const auto *tcp = std::get_if<Tcp>(&port.backend);
        if (!tcp) return words;
        const auto chardev = "chardev.char" + std::string(alias);
        const auto *listen = std::get_if<Listen>(&tcp->stream.end);
        if (tcp->stream.options.nodelay) words.insert(words.end(), {"-set", chardev + ".nodelay=on"});
        if (listen && listen->wait) words.insert(words.end(), {"-set", chardev + ".wait=on"});
        return words;
    }
    Route route(const Port &, const Slot &) const override { return Route::element; }
    Result<std::vector<std::string>> whole(const PlacedPort &, const Machine &) const override
    {
        return std::vector<std::string>();
    }
    std::string alias(const Port &port, const Slot &slot) const override { return alias_by_slot(port, slot); }
    bool numbers(Kind kind) const override { return kind == Kind::serial; }
    bool holds_start(std::string_view argument) const override { return argument.ends_with(".wait=on"); }
};

inline const FakePolicy fake_policy;

inline const Policy &for_fake(const Machine &)
{
    return fake_policy;
}

inline std::string domain_with(std::string_view devices, std::string_view behind = {})
{
    return "<domain type='test'>\n  <name>guest</name>\n  <devices>\n    " + std::string(devices) + "\n  </devices>\n" +
           std::string(behind) + "</domain>\n";
}

/// What the stock driver gets; the error's message; or "untouched".
inline std::string lowered(std::string_view xml)
{
    const auto result = lower(xml, fake_policy, "x.xml");
    if (!result) return result.error().message();
    return *result ? (*result)->xml : "untouched";
}
inline std::string raised(std::string_view xml, View view = View::written)
{
    return raise(xml, fake_policy, view).value_or("untouched");
}
/// What the user sees of what he wrote.
inline std::string round_trip(std::string_view xml)
{
    return raised(lowered(xml));
}
/// The document or the message.
inline std::string text_of(const Result<Lowered> &result)
{
    return result ? result->xml : result.error().message();
}
inline std::string text_of(const Result<Changed> &result)
{
    return result ? result->definition.xml : result.error().message();
}
inline bool contains(std::string_view text, std::string_view part)
{
    return text.find(part) != std::string_view::npos;
}
/// `text` with the first `from` turned into `to`.
inline std::string changed(std::string text, std::string_view from, std::string_view to)
{
    const auto at = text.find(from);
    return at == std::string::npos ? "no '" + std::string(from) + "' in " + text : text.replace(at, from.size(), to);
}

}  // namespace chardev
