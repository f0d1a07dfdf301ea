// SPDX-License-Identifier: LGPL-2.1-or-later
// The <console> that only repeats serial port 0: libvirt prints one, and is given one by many tools.
#pragma once

#include <vector>

#include <libxml/tree.h>

#include "conf/document/grammar.hpp"

namespace chardev {

struct Candidate {
    xmlNode *element = nullptr;
    Grammar grammar = Grammar::neutral;

    /// A user must have meant it as a port of ours, if it is not the mirror.
    [[nodiscard]] bool is_ours() const { return grammar == Grammar::port || grammar == Grammar::bare; }
};

[[nodiscard]] std::vector<Candidate> candidates(const std::vector<xmlNode *> &ports);
/// The mirror among them, or nullptr.
[[nodiscard]] xmlNode *mirror_among(const std::vector<Candidate> &ports);

}  // namespace chardev
