// SPDX-License-Identifier: LGPL-2.1-or-later
// Replaces documents in arguments and typed parameters with lowered ones.
#include "driver/entries/xml_input.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <span>
#include <string_view>

#include "conf/model/gettext.hpp"
#include "driver/report.hpp"

namespace chardev::driver {

namespace {

// libvirt's own name for a document that no file holds.
constexpr const char *file = "(domain_definition)";

constexpr std::array<std::string_view, 3> xml_fields{"dxml", "destination_xml", "persistent_xml"};

bool carries_xml(const virTypedParameter &parameter)
{
    return parameter.type == VIR_TYPED_PARAM_STRING &&
           std::find(xml_fields.begin(), xml_fields.end(), parameter.field) != xml_fields.end();
}

}  // namespace

void log_warnings(const std::vector<std::string> &warnings, virDomainPtr domain)
{
    const char *name = domain ? virDomainGetName(domain) : nullptr;
    for (const std::string &warning : warnings)
        log_warning(name ? format(_("guest '%s': %s"), name, warning.c_str()) : warning);
}

bool guest_arrives(unsigned long flags)
{
    return !(flags & VIR_MIGRATE_OFFLINE);
}

bool XmlInput::lower(const char *&xml)
{
    if (!xml) return true;
    auto result = chardev::lower(xml, our_.policy(), file);
    if (!result) {
        report(result.error());
        return false;
    }
    lowered_ = *std::move(result);
    if (lowered_) xml = lowered_->xml.c_str();
    return true;
}

bool XmlInput::lower_migrated(const char *&xml, unsigned long flags)
{
    if (!lower(xml)) return false;
    if (!xml || !guest_arrives(flags)) return true;
    if (auto free = without_waits(xml, our_.policy())) {
        lowered_ = Lowered{*std::move(free), {}, {}, false};
        xml = lowered_->xml.c_str();
    }
    return true;
}

bool XmlInput::lower_arrived(const char *&xml, unsigned long flags)
{
    const auto startable = xml && guest_arrives(flags) ? chardev::startable(xml, our_.policy()) : Ok{};
    if (startable) return lower_migrated(xml, flags);
    report(startable.error());
    return false;
}

void XmlInput::log_warnings(virDomainPtr domain) const
{
    if (lowered_) driver::log_warnings(lowered_->warnings, domain);
}

bool ParameterInput::lower(virTypedParameterPtr &params, int &nparams)
{
    return rewrite(params, nparams, 0, nullptr);
}

bool ParameterInput::lower_migrated(virTypedParameterPtr &params, int &nparams, unsigned long flags)
{
    return rewrite(params, nparams, flags, &XmlInput::lower_migrated);
}

bool ParameterInput::lower_arrived(virTypedParameterPtr &params, int &nparams, unsigned long flags)
{
    return rewrite(params, nparams, flags, &XmlInput::lower_arrived);
}

bool ParameterInput::rewrite(virTypedParameterPtr &params, int &nparams, unsigned long flags, Migrate migrate)
{
    copy_.insert(copy_.begin(), params, params + nparams);
    for (virTypedParameter &parameter : copy_) {
        if (!carries_xml(parameter)) continue;
        const bool is_destinations = parameter.field == std::string_view(VIR_MIGRATE_PARAM_DEST_XML);
        XmlInput &input = inputs_.emplace_back(our_);
        const char *xml = parameter.value.s;
        if (!(migrate && is_destinations ? (input.*migrate)(xml, flags) : input.lower(xml))) return false;
        parameter.value.s = const_cast<char *>(xml);  // libvirt's type; the stock driver only reads it
    }
    if (copy_.empty()) return true;
    params = copy_.data();
    nparams = static_cast<int>(copy_.size());
    return true;
}

void ParameterInput::add(const char *field, const std::string &text)
{
    virTypedParameter &added = copy_.emplace_back();
    std::strncpy(added.field, field, sizeof added.field - 1);
    added.type = VIR_TYPED_PARAM_STRING;
    added.value.s = const_cast<char *>(text.c_str());  // libvirt's type; the stock driver only reads it
}

bool ParameterInput::waits() const
{
    return std::any_of(inputs_.begin(), inputs_.end(), [](const XmlInput &input) { return input.waits(); });
}

void ParameterInput::log_warnings(virDomainPtr domain) const
{
    for (const XmlInput &input : inputs_) input.log_warnings(domain);
}

const char *ParameterInput::find(virTypedParameterPtr params, int nparams, const char *field)
{
    for (const auto &parameter : std::span(params, static_cast<std::size_t>(nparams)))
        if (parameter.type == VIR_TYPED_PARAM_STRING && parameter.field == std::string_view(field))
            return parameter.value.s;
    return nullptr;
}

}  // namespace chardev::driver
