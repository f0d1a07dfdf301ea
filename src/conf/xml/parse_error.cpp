// SPDX-License-Identifier: LGPL-2.1-or-later
// Decides what is said of a text that is no document.
#include "conf/xml/parse_error.hpp"

#include <algorithm>
#include <memory>
#include <string>

#include <libxml/parser.h>

#include "conf/model/gettext.hpp"
#include "conf/xml/reader.hpp"

namespace chardev {

namespace {

int line_at(std::string_view xml, std::size_t offset)
{
    return 1 + static_cast<int>(std::count(xml.begin(), xml.begin() + static_cast<std::ptrdiff_t>(offset), '\n'));
}

std::string_view first_line(std::string_view text)
{
    return text.substr(0, text.find('\n'));
}

}  // namespace

Error malformed(std::string_view xml, std::string_view file)
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

}  // namespace chardev
