// SPDX-License-Identifier: LGPL-2.1-or-later
// virt-chardev convert: writes a document with all its ports in one grammar; all other bytes stay as they are.
#include <algorithm>

#include "conf/document/document.hpp"
#include "conf/document/domain_ports.hpp"
#include "conf/document/incoming_ports.hpp"
#include "conf/model/gettext.hpp"
#include "conf/port/grammar.hpp"
#include "tools/hypervisor.hpp"
#include "tools/input_output.hpp"
#include "tools/options.hpp"

namespace chardev::tools {

namespace {

/// A document and the ports that were found in it.
struct Document {
    const std::string &text;
    const std::string &file;
    const std::vector<DomainPorts> &domains;
    const Policy &policy;

    [[nodiscard]] const PlacedPort &only() const { return domains.front().ports.front(); }
};

/// An error if libvirt's grammar cannot express the whole port: a single element has no <metadata> to keep the rest.
Result<std::string> element_to_libvirt(const Document &document)
{
    [[maybe_unused]] const auto &[port, slot, where, ours] = document.only();
    if (is_none(port))
        return Error{ErrorKind::unsupported, where,
                     _("libvirt's grammar has no element for a port of type 'none'; convert the whole <domain>")};
    const auto arguments = document.policy.arguments(port, "port");
    if (!arguments) return arguments.error().at(where);
    if (is_port_grammar_fragment(document.text) && !arguments->empty())
        return Error{
            ErrorKind::unsupported, where,
            _("libvirt's grammar cannot say all of this port; convert the whole <domain>, which keeps the rest in its <metadata>")};
    auto lowered = lower_fragment(document.text, document.policy);
    if (!lowered) return lowered.error().at(where);
    return *lowered ? **lowered + "\n" : document.text;
}

Result<std::string> element_to_port(const Document &document)
{
    if (is_port_grammar_fragment(document.text)) return document.text;
    const auto xml = port_grammar::render(document.only().port, {});
    return xml ? *xml + "\n" : Result<std::string>(xml.error().at(document.only().where));
}

Result<std::string> domain_to_libvirt(const Document &document)
{
    auto lowered = lower(document.text, document.policy, document.file);
    if (!lowered) return lowered.error();
    if (!*lowered) return document.text;
    warn(document.file, (*lowered)->warnings);
    return (*lowered)->xml;
}

bool has_libvirt_grammar(const std::vector<DomainPorts> &domains)
{
    return std::any_of(domains.begin(), domains.end(),
                       [](const DomainPorts &domain) { return domain.has_libvirt_grammar; });
}

/// Warns of each port that the port grammar cannot express, and that stays in libvirt's.
void warn_of_rest(const Document &document)
{
    for (const DomainPorts &domain : document.domains)
        for ([[maybe_unused]] const auto &[port, slot, where, ours] : domain.ports)
            if (const auto xml = port_grammar::render(port, {}); !xml)
                warn(document.file,
                     {format(_("port '%s' stays as it is: %s"), label(slot).c_str(), xml.error().what.c_str())});
}

/// Lowers the document first, so that its metadata tell which ports are in the port grammar already; then raises all ports.
Result<std::string> domain_to_port(const Document &document)
{
    if (!has_libvirt_grammar(document.domains)) return document.text;
    const auto lowered = lower(document.text, document.policy, document.file);
    if (!lowered) return lowered.error();
    warn_of_rest(document);
    const std::string &stock = *lowered ? (*lowered)->xml : document.text;
    return raise(stock, document.policy, View::port).value_or(document.text);
}

Result<std::string> converted(const Document &document, View to)
{
    const bool element = is_port_fragment(document.text);
    if (to == View::port) return element ? element_to_port(document) : domain_to_port(document);
    return element ? element_to_libvirt(document) : domain_to_libvirt(document);
}

Result<std::string> convert_file(const std::string &file, View to)
{
    const auto text = read_source(file);
    if (!text) return text.error();
    const auto domains = ports_of_each(*text, file, policy_of);
    return domains ? converted({*text, file, *domains, policy_of(*domains)}, to) : Result<std::string>(domains.error());
}

Exit convert(const Request &request)
{
    const auto to = grammar_option(request);
    if (!to) return bad_usage(to.error().what);
    const auto xml = convert_file(request.files.front(), *to);
    if (!xml) return bad_input(xml.error());
    print(*xml);
    return Exit::fine;
}

const char *summary()
{
    return _("Write a domain document with its ports in one grammar");
}

}  // namespace

const Command &convert_command()
{
    static const Command command{"convert", "--to port|libvirt FILE", false, {Option::to}, summary, convert};
    return command;
}

}  // namespace chardev::tools
