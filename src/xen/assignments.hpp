// SPDX-License-Identifier: LGPL-2.1-or-later
// A configuration file taken apart into its assignments: where each stands, and the literals of its value, as written.
//
//   xl   NAME = "…", NAME = 5, NAME = [ "…", 5, [ … ], ], NAME += …; one a line, or with ';' between
//   xm   any program in Python; what is no plain assignment of a string or of a list of them is `program`
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "conf/xml/tag_offsets.hpp"
#include "xen/config.hpp"

namespace chardev::xen {

struct Literal {
    std::string_view text;  ///< with its quotes, for unquoted(); a number has none
    int line = 0;
};

enum class Shape { text, list, nested, program };

struct Assignment {
    std::string_view name;
    bool adds = false;  ///< +=
    Shape shape = Shape::text;
    std::vector<std::vector<Literal>>
        values;   ///< of text one, of a list each; Python joins adjacent literals, so parts
    Range range;  ///< from the name to the end of the value
    int line = 0;

    [[nodiscard]] Place place(std::string_view file) const { return {std::string(file), line, std::string(name)}; }
};

/// In order. Errors: what xl would not take. All text outlives the result.
[[nodiscard]] Result<std::vector<Assignment>> xl_assignments(std::string_view text, std::string_view file);

/// The same for Python as far as it is needed: statements that assign or mention one of `names`. A mention in any other
/// statement than a plain one is Shape::program. Errors: strings and brackets that are not closed.
[[nodiscard]] Result<std::vector<Assignment>>
xm_assignments(std::string_view text, const std::vector<std::string_view> &names, std::string_view file);

}  // namespace chardev::xen
