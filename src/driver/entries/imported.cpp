// SPDX-License-Identifier: LGPL-2.1-or-later
// Warnings about what was read stand in the document itself, because no client sees the daemon's log.
#include "driver/entries/imported.hpp"

#include "driver/entries/input.hpp"
#include "driver/report.hpp"

namespace chardev::driver {

namespace {

/// What is read must not make the daemon run a program.
Result<std::string> in_view(const Decorated &our, const std::string &xml)
{
    if (our.view != View::libvirt) return xml;
    auto lowered = chardev::lower(xml, our.stock->hypervisor->offline(), {});
    if (!lowered) return lowered.error();
    return *lowered ? (*lowered)->xml : xml;
}

/// Defining the document forgets it. XML has no "--" in a comment.
std::string comment_of(const std::vector<std::string> &warnings)
{
    std::string text;
    for (const std::string &warning : warnings) text += "\n  " + warning;
    std::string out;
    for (const char c : text) {
        if (c == '-' && out.ends_with('-')) out += ' ';
        out += c;
    }
    return out.empty() ? out : "<!--" + out + "\n-->\n";
}

}  // namespace

Text show_imported(const Decorated &our, const std::string &xml, const std::vector<std::string> &warnings)
{
    const auto shown = in_view(our, xml);
    if (!shown) {
        report(shown.error());
        return nullptr;
    }
    log_warnings(warnings, nullptr);
    return copy_for_libvirt(comment_of(warnings) + *shown);
}

}  // namespace chardev::driver
