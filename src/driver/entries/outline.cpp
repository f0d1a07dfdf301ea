// SPDX-License-Identifier: LGPL-2.1-or-later
// Reads /domain/name, /domain/@id and what is of interest in /domain/devices, or /domain/uuid alone.
#include "driver/entries/outline.hpp"

#include <memory>

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xmlreader.h>

#include "conf/model/number.hpp"

namespace chardev::driver {

namespace {

using Document = std::unique_ptr<xmlDoc, decltype(&xmlFreeDoc)>;
using XmlText = std::unique_ptr<xmlChar, decltype(xmlFree)>;

const xmlChar *word(const char *text)
{
    return reinterpret_cast<const xmlChar *>(text);
}

xmlNode *first_child(const xmlNode *parent, const char *name)
{
    for (xmlNode *node = parent ? parent->children : nullptr; node; node = node->next)
        if (node->type == XML_ELEMENT_NODE && xmlStrEqual(node->name, word(name))) return node;
    return nullptr;
}

std::optional<std::string> string_of(xmlChar *text)
{
    const XmlText owned(text, xmlFree);
    return owned ? std::optional<std::string>(reinterpret_cast<const char *>(owned.get())) : std::nullopt;
}

constexpr int options = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING;

bool has_mirror(const xmlNode *devices)
{
    for (xmlNode *disk = first_child(devices, "disk"); disk; disk = disk->next)
        if (xmlStrEqual(disk->name, word("disk")) && first_child(disk, "mirror")) return true;
    return false;
}

}  // namespace

Outline outline_of(std::string_view xml)
{
    const Document document(xmlReadMemory(xml.data(), static_cast<int>(xml.size()), nullptr, nullptr, options),
                            xmlFreeDoc);
    xmlNode *const root = document ? xmlDocGetRootElement(document.get()) : nullptr;
    if (!root) return {};
    const xmlNode *const devices = first_child(root, "devices");
    xmlNode *const name = first_child(root, "name");
    return {name ? string_of(xmlNodeGetContent(name)) : std::nullopt,
            number_in(string_of(xmlGetProp(root, word("id"))).value_or("")),
            first_child(devices, "console") || first_child(devices, "serial"), has_mirror(devices)};
}

std::optional<std::string> uuid_in(std::string_view xml)
{
    const std::unique_ptr<xmlTextReader, decltype(&xmlFreeTextReader)> reader(
        xmlReaderForMemory(xml.data(), static_cast<int>(xml.size()), nullptr, nullptr, options), xmlFreeTextReader);
    while (reader && xmlTextReaderRead(reader.get()) == 1)
        if (xmlTextReaderDepth(reader.get()) == 1 && xmlTextReaderNodeType(reader.get()) == XML_READER_TYPE_ELEMENT &&
            xmlStrEqual(xmlTextReaderConstLocalName(reader.get()), word("uuid")))
            return string_of(xmlTextReaderReadString(reader.get()));
    return std::nullopt;
}

}  // namespace chardev::driver
