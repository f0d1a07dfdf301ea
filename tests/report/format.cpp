// SPDX-License-Identifier: LGPL-2.1-or-later
// Which formats CMOCKA_MESSAGE_OUTPUT asks for.
#include "report/format.hpp"

#include <algorithm>
#include <cctype>

namespace report {

std::vector<const Outcome *> Group::with(Verdict verdict) const
{
    std::vector<const Outcome *> found;
    for (const Outcome &outcome : outcomes)
        if (outcome.verdict == verdict) found.push_back(&outcome);
    return found;
}

namespace {

std::string lower_case(std::string_view text)
{
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return lower;
}

std::unique_ptr<Format> format_named(const std::string &name, const char *xml_file)
{
    if (name == "stdout") return standard_format();
    if (name == "tap") return tap_format();
    if (name == "subunit") return subunit_format();
    if (name == "xml") return xml_format(xml_file);
    return nullptr;
}

}  // namespace

std::vector<std::unique_ptr<Format>> formats_named(std::string_view names, const char *xml_file)
{
    std::vector<std::unique_ptr<Format>> formats;
    for (std::string rest = lower_case(names); !rest.empty();) {
        const auto comma = rest.find(',');
        if (auto format = format_named(rest.substr(0, comma), xml_file)) formats.push_back(std::move(format));
        rest = comma == std::string::npos ? "" : rest.substr(comma + 1);
    }
    if (formats.empty()) formats.push_back(standard_format());
    return formats;
}

}  // namespace report
