// SPDX-License-Identifier: LGPL-2.1-or-later
// One element in a string, for tests of the grammars.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <libxml/parser.h>

#include "conf/libvirt/grammar.hpp"
#include "conf/port/grammar.hpp"
#include "conf/xml/element_xml.hpp"

namespace chardev {

class Xml {
public:
    explicit Xml(std::string_view text)
        : doc_(xmlReadMemory(text.data(), static_cast<int>(text.size()), nullptr, nullptr, XML_PARSE_NONET), xmlFreeDoc)
    {
    }
    [[nodiscard]] xmlNode *root() const { return xmlDocGetRootElement(doc_.get()); }

private:
    std::unique_ptr<xmlDoc, decltype(&xmlFreeDoc)> doc_;
};

inline Element element_in(std::string_view text)
{
    return element_from(Xml(text).root());
}
inline Result<Port> parse_port(std::string_view text)
{
    return port_grammar::parse(Xml(text).root(), "x.xml");
}
inline Result<Port> parse_libvirt(std::string_view text)
{
    return libvirt_grammar::parse(Xml(text).root(), "x.xml");
}
/// For failure messages.
template <class T>
std::string message_of(const Result<T> &result)
{
    return result ? std::string() : result.error().message();
}

}  // namespace chardev
