// SPDX-License-Identifier: LGPL-2.1-or-later
// A document that was parsed within bounds: its tree, its bytes, and where each element of the tree stands in them.
//
// Bounds: 16 MiB of text, elements nested 256 deep, no network, no file, no entity is ever put in.
#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include <libxml/tree.h>

#include "conf/result.hpp"
#include "conf/spans.hpp"

namespace chardev {

class Dom {
public:
    /// std::nullopt: `xml` is not well-formed, let others say why. An error: it is beyond our bounds.
    /// `xml` must outlive the result.
    [[nodiscard]] static Result<std::optional<Dom>> parse(std::string_view xml, std::string_view file);

    /// For one that has to be ours: not well-formed, or one that we would not rewrite, is an error too.
    [[nodiscard]] static Result<Dom> parse_ours(std::string_view xml, std::string_view file);

    [[nodiscard]] xmlNode *root() const { return xmlDocGetRootElement(doc_.get()); }
    [[nodiscard]] std::string_view text() const { return text_; }
    /// An error if this document is one that we would not rewrite: with a document type, or not in UTF-8.
    [[nodiscard]] Result<Ok> check_ours(std::string_view file) const;
    /// Only of an element of a document for which check_ours() has said yes.
    [[nodiscard]] const Span &span_of(const xmlNode *element) const;
    /// The bytes of the element.
    [[nodiscard]] std::string_view source_of(const xmlNode *element) const;

private:
    struct Free {
        void operator()(xmlDoc *doc) const { xmlFreeDoc(doc); }
    };
    Dom(xmlDoc *doc, std::string_view text, std::size_t elements);

    std::unique_ptr<xmlDoc, Free> doc_;
    std::string_view text_;
    std::size_t elements_;
    mutable std::vector<Span> spans_;  ///< found when they are needed first: most documents are not rewritten
};

/// True if `xml` has one of the tags <console, <serial, <parallel somewhere, or is in an encoding that may hide one: worth parsing.
[[nodiscard]] bool mentions_ports(std::string_view xml);
/// True if `xml` has the name of our metadata somewhere.
[[nodiscard]] bool mentions_metadata(std::string_view xml);

}  // namespace chardev
