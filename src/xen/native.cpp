// SPDX-License-Identifier: LGPL-2.1-or-later
// Converts whole configurations: libvirt's own conversion is given the guest without ports, and ours adds their lines.
#include "xen/native.hpp"

#include <algorithm>

#include "conf/document/domain_ports.hpp"
#include "conf/document/replace_ports.hpp"
#include "conf/port/grammar.hpp"
#include "xen/policy.hpp"

namespace chardev::xen {

namespace {

constexpr std::string_view document = "domain", configuration = "configuration";

const Policy &policy_of(const Machine &)
{
    return offline_policy();
}

bool has(const DomainPorts &domain, Kind kind)
{
    return std::any_of(domain.ports.begin(), domain.ports.end(),
                       [kind](const PlacedPort &placed) { return placed.slot.kind == kind && !is_none(placed.port); });
}

/// Behind the string that begins at `at`, as libvirt writes them: without escapes, between """ where it may have lines.
std::size_t string_end(std::string_view text, std::size_t at)
{
    constexpr std::string_view triple = "\"\"\"";
    const auto quotes = text.substr(at, 3) == triple ? triple : text.substr(at, 1);
    const auto end = text.find(quotes, at + quotes.size());
    return end == text.npos ? text.size() : end + quotes.size();
}

/// Behind the line break of the setting that begins at `at`.
std::size_t setting_end(std::string_view text, std::size_t at)
{
    while (at < text.size() && text[at] != '\n') {
        const bool quotes = text[at] == '"' || text[at] == '\'';
        at = quotes ? string_end(text, at) : at + 1;
    }
    return std::min(at + 1, text.size());
}

/// What libvirt wrote, without the settings of `names`.
std::string without_settings(std::string_view text, const std::vector<std::string_view> &names)
{
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = setting_end(text, at);
        const auto setting = text.substr(at, end - at);
        const auto name = setting.substr(0, setting.find(' '));
        if (std::find(names.begin(), names.end(), name) == names.end()) out += setting;
        at = end;
    }
    return out;
}

/// xl ignores parallel=. Where there is no port at all, libvirt's "none" stays.
std::vector<std::string_view> replaced_settings(const DomainPorts &domain, ConfigFormat form)
{
    std::vector<std::string_view> names;
    if (has(domain, Kind::serial)) names.push_back("serial");
    if (form == ConfigFormat::xl || has(domain, Kind::parallel)) names.push_back("parallel");
    return names;
}

}  // namespace

Result<std::optional<std::string>> to_config(std::string_view xml, const Version &xen, ConfigFormat form,
                                             const Conversion &stock)
{
    const auto domain = ports_of(xml, document, policy_of);
    if (!domain) return domain.error();
    const auto lines = write_config(*domain, xen, form);
    if (!lines) return lines.error();
    const auto rest = without_ports(xml, offline_policy(), document);
    if (!rest) return rest.error();
    const auto answer = stock(*rest);
    if (!answer) return std::optional<std::string>();
    auto config = without_settings(*answer, replaced_settings(*domain, form));
    if (!config.empty() && !config.ends_with('\n')) config += '\n';
    return std::optional(config + *lines);
}

Result<std::optional<ImportedConfig>> from_config(std::string_view text, ConfigFormat form, const Conversion &stock)
{
    auto read = read_config(text, form, configuration);
    if (!read) return read.error();
    const auto answer = stock(read->rest);
    if (!answer) return std::optional<ImportedConfig>();
    const auto domain = ports_of(*answer, document, policy_of);
    if (!domain) return domain.error();
    if (auto possible = offline_policy().has_ports(domain->machine); !possible && !read->ports.empty()) {
        read->warnings.push_back(possible.error().what);  // xl and libvirt pass over them too
        read->ports.clear();
    }
    auto xml = with_ports(*answer, read->ports, offline_policy(), document);
    if (!xml) return xml.error();
    return std::optional(ImportedConfig{*std::move(xml), std::move(read->warnings)});
}

Result<std::string> config_ports(std::string_view text, ConfigFormat form, std::string_view file)
{
    const auto read = read_config(text, form, file);
    if (!read) return read.error();
    std::string out;
    for (const PlacedPort &placed : read->ports) {
        const auto element = port_grammar::render(placed.port, {});
        if (!element) return element.error().at(placed.where);
        out += *element + "\n";
    }
    return out;
}

}  // namespace chardev::xen
