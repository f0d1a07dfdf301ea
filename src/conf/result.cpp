// SPDX-License-Identifier: LGPL-2.1-or-later
// How an error reads.
#include "conf/result.hpp"

namespace chardev {

std::string Error::message() const
{
    std::string text;
    if (!where.file.empty()) text += where.file + ":";
    if (where.line > 0) text += std::to_string(where.line) + ":";
    if (!text.empty()) text += " ";
    if (!where.element.empty()) text += where.element + ": ";
    return text + what;
}

}  // namespace chardev
