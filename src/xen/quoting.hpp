// SPDX-License-Identifier: LGPL-2.1-or-later
// Strings in the files of xl and xm: the one place where they are quoted and read.
//
//   xl   "…" or '…' on one line; \ before \, " and '. It reads \x41 and octal wrongly, and loses or refuses the letters it
//        does not know, so nothing else is written, and none of these is read.
//   xm   Python 2 runs the file, without a coding line: bytes beyond ASCII are \xc3, and what is read is the same in Python.
//   libvirt's own reader knows no escapes at all.
#pragma once

#include <string>
#include <string_view>

#include "xen/config.hpp"

namespace chardev::xen {

/// A control character is an error of kind unsupported.
[[nodiscard]] Result<std::string> quoted(std::string_view value, ConfigFormat form, const Place &where);

/// The value of a string literal, quotes included, with Python's prefixes and triple quotes for xm.
[[nodiscard]] Result<std::string> unquoted(std::string_view literal, ConfigFormat form, const Place &where);

/// As libvirt reads it, which knows no escapes; an error where it has no way to write it.
[[nodiscard]] Result<std::string> quoted_for_libvirt(std::string_view value, const Place &where);

}  // namespace chardev::xen
