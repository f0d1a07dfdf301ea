// SPDX-License-Identifier: LGPL-2.1-or-later
// QEMU's option lists, "socket,id=charserial0,host=::1,server=on": the one place where they are escaped and taken apart.
//
//   list  = [ first ] { "," name [ "=" value ] }      a comma in a value, or in `first`, is written twice
//
// A bare name is a flag that is on; "no" before it, off (QEMU's own old form: "nowait", "nodelay" for delay=off). It is kept
// as it is written: name "nowait" without a value. A `first` with '=' before any comma would be read as a name and its value:
// give such a value its name then ("path=/a=b,server=on").
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "conf/model/result.hpp"

namespace chardev::qemu {

struct NamedValue {
    std::string name;
    std::optional<std::string> value;  ///< std::nullopt: a bare name

    friend bool operator==(const NamedValue &, const NamedValue &) = default;
};

struct OptionList {
    std::string first;  ///< what stands before the first comma without a name: "socket", "isa-serial"
    std::vector<NamedValue> options;

    /// The last value given to `name` counts, as in QEMU. A bare "nowait" is found as "wait", and flag_of() makes it off.
    [[nodiscard]] const NamedValue *find(std::string_view name) const;

    friend bool operator==(const OptionList &, const OptionList &) = default;
};

[[nodiscard]] std::string write_option_list(const OptionList &list);
/// The inverse of write_option_list. If the text begins with a name and its value, `first` is empty.
[[nodiscard]] Result<OptionList> read_option_list(std::string_view text);

/// What "-set device.ID.NAME=VALUE" says.
struct Setting {
    std::string option, id, name, value;
};
[[nodiscard]] std::optional<Setting> setting_in(std::string_view value);

/// A flag in any of QEMU's spellings: on/off, yes/no, true/false, bare. An error names the option.
[[nodiscard]] Result<bool> flag_of(const NamedValue &option);

}  // namespace chardev::qemu
