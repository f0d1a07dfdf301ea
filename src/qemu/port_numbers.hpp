// SPDX-License-Identifier: LGPL-2.1-or-later
// Numbers of serial and parallel ports, not of TCP. Counts the ports of one kind on a command line, to tell which
// number QEMU gives each: the strings of -serial or -parallel are counted as they come, and a -device has the number
// that it names or comes next.
#pragma once

#include <optional>

#include "conf/document/numbering.hpp"

namespace chardev::qemu {

class PortNumbers {
public:
    /// The number of the next string. `is_counted` is false for one that leaves its number to the next.
    [[nodiscard]] unsigned of_string(bool is_counted) { return is_counted ? strings_++ : strings_; }
    /// The number of the next -device, given its index=.
    [[nodiscard]] unsigned of_device(std::optional<unsigned> index) const { return index.value_or(made_); }
    /// QEMU makes a port with this number. False: there is one already.
    bool make(unsigned number)
    {
        ++made_;
        return taken_.take(number);
    }
    /// A number that is still free, for a port that may have any.
    unsigned take_free() { return taken_.take_lowest(); }

private:
    unsigned strings_ = 0, made_ = 0;
    TakenNumbers taken_;
};

/// QEMU counts an empty serial port, and no empty parallel one (seen up to 7.2, read in 10.x).
[[nodiscard]] constexpr bool is_none_counted(Kind kind)
{
    return kind == Kind::serial;
}

}  // namespace chardev::qemu
