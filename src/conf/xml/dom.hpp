// SPDX-License-Identifier: LGPL-2.1-or-later
// A document that was parsed within bounds: its tree, and where each element of the tree stands in its bytes.
//
// Bounds: 16 MiB of text, elements nested 256 deep, no network, no file, no entity is ever put in.
#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include <libxml/tree.h>

#include "conf/model/result.hpp"
#include "conf/xml/tag_offsets.hpp"

namespace chardev {

class Dom {
public:
    /// std::nullopt: `xml` is not well-formed, let others say why. An error: it is beyond our bounds.
    /// `xml` must outlive the result.
    [[nodiscard]] static Result<std::optional<Dom>> parse(std::string_view xml, std::string_view file);

    [[nodiscard]] xmlNode *root() const { return xmlDocGetRootElement(doc_.get()); }

private:
    friend class SourceText;
    Dom(xmlDoc *doc, std::string_view text, std::size_t elements)
        : doc_(doc, xmlFreeDoc), text_(text), elements_(elements)
    {
    }

    std::shared_ptr<xmlDoc> doc_;
    std::string_view text_;
    std::size_t elements_;
};

/// The text of a document that we would rewrite: without a document type, and in UTF-8.
class SourceText {
public:
    [[nodiscard]] static Result<SourceText> of(Dom dom, std::string_view file);
    /// Not well-formed is an error too. `xml` must outlive the result.
    [[nodiscard]] static Result<SourceText> parse(std::string_view xml, std::string_view file);

    [[nodiscard]] xmlNode *root() const { return dom_.root(); }
    [[nodiscard]] std::string_view text() const { return dom_.text_; }
    /// Throws if `element` is another document's.
    [[nodiscard]] const Span &span_of(const xmlNode *element) const;
    [[nodiscard]] std::string_view text_of(const xmlNode *element) const;

private:
    SourceText(Dom dom, std::vector<Span> spans) : dom_(std::move(dom)), spans_(std::move(spans)) {}

    Dom dom_;
    std::vector<Span> spans_;
};

/// True if `xml` has one of the tags <console, <serial, <parallel somewhere, or is in an encoding that may hide one: worth parsing.
[[nodiscard]] bool mentions_ports(std::string_view xml);

}  // namespace chardev
