// SPDX-License-Identifier: LGPL-2.1-or-later
// Decides which texts are parsed at all, and how an element of the tree is found again in the bytes.
#include "conf/dom.hpp"

#include <cstdint>
#include <string>

#include <glib.h>
#include <libxml/parser.h>

#include "conf/tree.hpp"
#include "conf/gettext.hpp"
#include "conf/metadata.hpp"

namespace chardev {

namespace {

constexpr std::size_t largest = std::size_t{16} << 20;
constexpr std::size_t deepest = 256;

Error beyond(std::string_view file, const char *sentence)
{
    return {ErrorKind::xml, {std::string(file), 0, {}}, sentence};
}

xmlDoc *parsed(std::string_view xml)
{
    constexpr int options = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_BIG_LINES;
    const std::unique_ptr<xmlParserCtxt, decltype(&xmlFreeParserCtxt)> context(xmlNewParserCtxt(), xmlFreeParserCtxt);
    return xmlCtxtReadMemory(context.get(), xml.data(), static_cast<int>(xml.size()), nullptr, nullptr, options);
}

bool is_our_encoding(const xmlChar *name)
{
    if (!name) return true;
    for (const char *good : {"UTF-8", "UTF8", "US-ASCII", "ASCII"})
        if (xmlStrcasecmp(name, reinterpret_cast<const xmlChar *>(good)) == 0) return true;
    return false;
}

bool declares_encoding(std::string_view xml)
{
    return xml.starts_with("<?xml") && xml.substr(0, xml.find("?>")).find("encoding") != std::string_view::npos;
}

/// Why a text that is not well-formed, and that names ports, is not just somebody else's to judge.
Result<std::optional<Dom>> refused(std::string_view xml, const std::vector<Span> &spans, std::string_view file)
{
    if (nesting(spans) > deepest)
        return beyond(file, _("elements are nested more than 256 deep; no domain needs that, so take the nesting out"));
    if (has_document_type(xml) && xml.find("<!ENTITY") != std::string_view::npos)
        return beyond(file, _("the document defines entities; write what they stand for, and no document type"));
    if (!declares_encoding(xml) && !g_utf8_validate(xml.data(), static_cast<gssize>(xml.size()), nullptr))
        return beyond(file, _("the document is not valid UTF-8; convert it to UTF-8"));
    return std::optional<Dom>();
}

}  // namespace

Dom::Dom(xmlDoc *doc, std::string_view text, std::vector<Span> spans) : doc_(doc), text_(text), spans_(std::move(spans))
{
}

Result<std::optional<Dom>> Dom::parse(std::string_view xml, std::string_view file)
{
    if (xml.size() > largest)
        return beyond(file, _("the document is larger than 16 MiB; no domain needs that, so take out what swells it"));
    if (xml.find('\0') != std::string_view::npos) return std::optional<Dom>();
    auto spans = element_spans(xml);
    // Later releases of libxml2 allow more nesting than the bound here.
    if (nesting(spans) > deepest) return refused(xml, spans, file);
    auto *doc = parsed(xml);
    if (!doc) return refused(xml, spans, file);
    auto dom = Dom(doc, xml, std::move(spans));
    // With a document type the two may differ, but then no element's place is ever asked for.
    if (dom.number_elements() != dom.spans_.size() && !has_document_type(xml)) return std::optional<Dom>();
    return std::optional<Dom>(std::move(dom));
}

std::size_t Dom::number_elements()
{
    std::uintptr_t index = 0;
    for (auto *element = root(); element; element = next_element(element, root()))
        element->_private = reinterpret_cast<void *>(index++);
    return index;
}

const Span &Dom::span_of(const xmlNode *element) const
{
    return spans_[reinterpret_cast<std::uintptr_t>(element->_private)];
}

Result<Ok> Dom::check_ours(std::string_view file) const
{
    if (doc_->intSubset || doc_->extSubset)
        return beyond(file, _("a document with ports must not declare a document type; take '<!DOCTYPE' out"));
    if (!is_our_encoding(doc_->encoding))
        return beyond(file, _("a document with ports must be in UTF-8; convert it and declare no other encoding"));
    return Ok{};
}

bool mentions_ports(std::string_view xml)
{
    for (const std::string_view tag : {"<console", "<serial", "<parallel"})
        if (xml.find(tag) != std::string_view::npos) return true;
    return false;
}

bool mentions_metadata(std::string_view xml)
{
    return xml.find(metadata_uri) != std::string_view::npos;
}

}  // namespace chardev
