// SPDX-License-Identifier: LGPL-2.1-or-later
// How a wrong choice is explained.
#include "tools/choice.hpp"

#include "conf/model/gettext.hpp"
#include "conf/xml/reader.hpp"

namespace chardev::tools {

Error choice_missing(const char *option, const std::vector<std::string> &words)
{
    return {ErrorKind::invalid,
            {},
            format(_("the option '%s' is missing; it takes one of %s"), option, quoted_list(words).c_str())};
}

Error choice_unknown(const char *option, const std::string &word, const std::vector<std::string> &words)
{
    return {ErrorKind::invalid,
            {},
            format(_("the option '%s' does not take '%s'; it takes one of %s"), option, shown(word).c_str(),
                   quoted_list(words).c_str())};
}

}  // namespace chardev::tools
