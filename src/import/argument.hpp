// SPDX-License-Identifier: LGPL-2.1-or-later
// QEMU's command line as a list of options, each with its value taken apart, and which of them belong together.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "conf/model/result.hpp"
#include "qemu/chardev/option_list.hpp"

namespace chardev::qemu {

/// What becomes of an option of the command line.
enum class Fate {
    kept,        ///< not understood: a <qemu:arg>
    translated,  ///< said in XML
    dropped,     ///< libvirt does it by itself, or cannot have it
    offered,     ///< one half of a device, for the other half to claim; kept if nobody does
};

struct Argument {
    std::string option;              ///< without its dashes: "device"; for an image that stands alone, "hda"
    std::vector<std::string> words;  ///< as they were given
    std::string value;               ///< empty for an option without one
    OptionList list;                 ///< of `value`, which may be JSON: nested names are joined by dots
    bool is_list = false;            ///< `list` says all of `value`
    std::size_t group = 0;           ///< arguments that name one another have the same
    Fate fate = Fate::kept;

    [[nodiscard]] const std::string *get(std::string_view name) const;  ///< an option's value, or nullptr
    [[nodiscard]] std::string id() const;                               ///< "id" or "node-name"; empty: none
};

/// An option and its value as a message shows them.
[[nodiscard]] std::string option_text(const Argument &argument);

/// The options of `words`, which are without the program. An error names the option that lacks its value. `is_known`: the option is one of QEMU's.
[[nodiscard]] Result<std::vector<Argument>> arguments_in(const std::vector<std::string> &words,
                                                         bool (*is_known)(std::string_view option));

}  // namespace chardev::qemu
