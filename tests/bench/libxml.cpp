// SPDX-License-Identifier: LGPL-2.1-or-later
// A parse as in virXMLParseHelper(), with the same function and options, and libxml2's plain dump.
#include "bench/libxml.hpp"

#include <memory>

#include <libxml/parser.h>
#include <libxml/tree.h>

namespace chardev::bench {

namespace {

struct Free {
    void operator()(xmlDoc *doc) const { xmlFreeDoc(doc); }
    void operator()(xmlParserCtxt *context) const { xmlFreeParserCtxt(context); }
};
using Doc = std::unique_ptr<xmlDoc, Free>;

Doc read(const std::string &xml)
{
    const std::unique_ptr<xmlParserCtxt, Free> context(xmlNewParserCtxt());
    return Doc(xmlCtxtReadDoc(context.get(), reinterpret_cast<const xmlChar *>(xml.c_str()), nullptr, nullptr,
                              XML_PARSE_NONET | XML_PARSE_NOWARNING));
}

}  // namespace

std::size_t parse(const std::string &xml)
{
    const auto doc = read(xml);
    return doc ? xmlChildElementCount(xmlDocGetRootElement(doc.get())) : 0;
}

std::size_t parse_and_serialise(const std::string &xml)
{
    const auto doc = read(xml);
    if (!doc) return 0;
    xmlChar *text = nullptr;
    int size = 0;
    xmlDocDumpMemory(doc.get(), &text, &size);
    xmlFree(text);
    return static_cast<std::size_t>(size);
}

}  // namespace chardev::bench
