// SPDX-License-Identifier: LGPL-2.1-or-later
// Checks addresses and port numbers by the rules that the grammars have for attributes, without an element.
#include "qemu/chardev/endpoint.hpp"

#include "conf/grammar/value.hpp"
#include "conf/xml/reader.hpp"

namespace chardev::qemu {

namespace {

/// A reader of no element, for the sentences it is told.
struct Checking {
    Report report;
    Element nothing;
    Reader in{nothing, {}, report};

    [[nodiscard]] Result<std::string> result(std::string text) const
    {
        if (report.mistakes) return *report.mistakes;
        return text;
    }
};

bool is_number(const std::string &text)
{
    return text.find_first_not_of("0123456789") == std::string::npos;
}

}  // namespace

Result<std::string> checked_address(const std::string &text, Side side)
{
    Checking checking;
    return checking.result((side == Side::own ? read_own_address : read_address)(checking.in, "host", text));
}

Result<std::string> checked_service(const std::string &text, Side side)
{
    Checking checking;
    return checking.result(is_number(text) ? read_port(checking.in, "port", text, side == Side::own ? 0 : 1)
                                           : read_service(checking.in, "port", text));
}

}  // namespace chardev::qemu
