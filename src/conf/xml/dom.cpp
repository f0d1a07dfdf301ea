// SPDX-License-Identifier: LGPL-2.1-or-later
// Parses texts within bounds, finds an element of the tree again in the bytes, and reports why a text is not well-formed.
#include "conf/xml/dom.hpp"

#include <algorithm>
#include <cstdint>
#include <string>

#include <glib.h>
#include <libxml/SAX2.h>
#include <libxml/parser.h>

#include "conf/model/gettext.hpp"

namespace chardev {

namespace {

constexpr std::size_t largest = std::size_t{16} << 20;
constexpr std::size_t deepest = 256;

Error beyond(std::string_view file, const char *sentence)
{
    return {ErrorKind::xml, {std::string(file), 0, {}}, sentence};
}

/// What is counted while a document is parsed: to walk through the finished tree takes far longer.
struct Counted {
    std::uintptr_t elements = 0;
    std::size_t depth = 0;  ///< of the deepest of them
};

/// Elements carry their number, in the order of their start tags.
void start_element(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int namespaces,
                   const xmlChar **namespace_pairs, int attributes, int defaulted, const xmlChar **attribute_parts)
{
    xmlSAX2StartElementNs(user, name, prefix, uri, namespaces, namespace_pairs, attributes, defaulted, attribute_parts);
    auto *context = static_cast<xmlParserCtxt *>(user);
    auto *counted = static_cast<Counted *>(context->_private);
    if (context->node) context->node->_private = reinterpret_cast<void *>(counted->elements);
    ++counted->elements;
    counted->depth = std::max(counted->depth, static_cast<std::size_t>(context->nodeNr));
}

xmlDoc *parsed(std::string_view xml, Counted &counted)
{
    constexpr int options =
        XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_BIG_LINES | XML_PARSE_COMPACT;
    const std::unique_ptr<xmlParserCtxt, decltype(&xmlFreeParserCtxt)> context(xmlNewParserCtxt(), xmlFreeParserCtxt);
    if (!context) return nullptr;
    context->_private = &counted;
    context->sax->startElementNs = start_element;
    return xmlCtxtReadMemory(context.get(), xml.data(), static_cast<int>(xml.size()), nullptr, nullptr, options);
}

/// A character that ASCII does not have can only come as a reference, and would go out in UTF-8.
bool is_our_encoding(const xmlChar *name, std::string_view xml)
{
    if (!name) return true;
    const auto is = [name](const char *other) {
        return xmlStrcasecmp(name, reinterpret_cast<const xmlChar *>(other)) == 0;
    };
    if (is("UTF-8") || is("UTF8")) return true;
    return (is("US-ASCII") || is("ASCII")) && xml.find("&#") == std::string_view::npos;
}

bool declares_encoding(std::string_view xml)
{
    return xml.starts_with("<?xml") && xml.substr(0, xml.find("?>")).find("encoding") != std::string_view::npos;
}

/// In EBCDIC, which libxml2 knows by its first four bytes, and in UTF-7 a name is not the bytes that it has in ASCII.
bool may_hide_names(std::string_view xml)
{
    return declares_encoding(xml) || xml.starts_with("\x4c\x6f\xa7\x94");
}

Error too_deep(std::string_view file)
{
    return beyond(file, _("elements are nested more than 256 deep; no domain needs that, so take the nesting out"));
}

Error other_encoding(std::string_view file)
{
    return beyond(file, _("a document with ports must be in UTF-8; convert it and declare no other encoding"));
}

/// The first letter alone rules out most tags.
bool begins_port_name(std::string_view text)
{
    if (text.starts_with('s')) return text.starts_with("serial");
    if (text.starts_with('c')) return text.starts_with("console");
    return text.starts_with('p') && text.starts_with("parallel");
}

/// Why a text that is not well-formed, and that names ports, is not just somebody else's to judge.
Result<std::optional<Dom>> refused(std::string_view xml, std::string_view file)
{
    if (nesting(element_spans(xml)) > deepest) return too_deep(file);
    if (has_document_type(xml) && xml.find("<!ENTITY") != std::string_view::npos)
        return beyond(file, _("the document defines entities; write what they stand for, and no document type"));
    if (!declares_encoding(xml) && !g_utf8_validate(xml.data(), static_cast<gssize>(xml.size()), nullptr))
        return beyond(file, _("the document is not valid UTF-8; convert it to UTF-8"));
    return std::optional<Dom>();
}

int line_at(std::string_view xml, std::size_t offset)
{
    return 1 + static_cast<int>(std::count(xml.begin(), xml.begin() + static_cast<std::ptrdiff_t>(offset), '\n'));
}

std::string_view first_line(std::string_view text)
{
    return text.substr(0, text.find('\n'));
}

/// For a text that is not well-formed: the parser's own sentence, and its line.
Error parse_error(std::string_view xml, std::string_view file)
{
    Error error{ErrorKind::xml, {std::string(file), 0, {}}, _("this is not a well-formed XML document")};
    if (const auto nul = xml.find('\0'); nul != std::string_view::npos) {
        error.where.line = line_at(xml, nul);
        return error;
    }
    const std::unique_ptr<xmlParserCtxt, decltype(&xmlFreeParserCtxt)> context(xmlNewParserCtxt(), xmlFreeParserCtxt);
    constexpr int options = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING;
    xmlFreeDoc(xmlCtxtReadMemory(context.get(), xml.data(), static_cast<int>(xml.size()), nullptr, nullptr, options));
    const auto *reason = xmlCtxtGetLastError(context.get());
    if (!reason || !reason->message) return error;
    error.where.line = reason->line;
    error.what = format(_("this is not a well-formed XML document: %s"), shown(first_line(reason->message)).c_str());
    return error;
}

}  // namespace

Result<std::optional<Dom>> Dom::parse(std::string_view xml, std::string_view file)
{
    if (xml.size() > largest)
        return beyond(file, _("the document is larger than 16 MiB; no domain needs that, so take out what swells it"));
    if (xml.find('\0') != std::string_view::npos) return std::optional<Dom>();
    Counted counted;
    auto *doc = parsed(xml, counted);
    if (!doc) return refused(xml, file);
    auto dom = Dom(doc, xml, counted.elements);
    // Later releases of libxml2 allow more nesting than the bound here.
    if (counted.depth > deepest) return too_deep(file);
    return std::optional<Dom>(std::move(dom));
}

Result<SourceText> SourceText::of(Dom dom, std::string_view file)
{
    if (dom.doc_->intSubset || dom.doc_->extSubset)
        return beyond(file, _("a document with ports must not declare a document type; take '<!DOCTYPE' out"));
    if (!is_our_encoding(dom.doc_->encoding, dom.text_)) return other_encoding(file);
    auto spans = element_spans(dom.text_);
    if (spans.size() != dom.elements_) return other_encoding(file);
    return SourceText(std::move(dom), std::move(spans));
}

Result<SourceText> SourceText::parse(std::string_view xml, std::string_view file)
{
    auto dom = Dom::parse(xml, file);
    if (!dom) return dom.error();
    if (!*dom) return parse_error(xml, file);
    return of(**std::move(dom), file);
}

const Span &SourceText::span_of(const xmlNode *element) const
{
    const bool is_ours = element->doc == dom_.doc_.get();
    return spans_.at(is_ours ? reinterpret_cast<std::uintptr_t>(element->_private) : spans_.size());
}

std::string_view SourceText::text_of(const xmlNode *element) const
{
    const auto [begin, end] = span_of(element).range();
    return text().substr(begin, end - begin);
}

bool mentions_ports(std::string_view xml)
{
    if (may_hide_names(xml)) return true;
    for (auto at = xml.find('<'); at != std::string_view::npos; at = xml.find('<', at)) {
        if (begins_port_name(xml.substr(++at))) return true;
    }
    return false;
}

}  // namespace chardev
