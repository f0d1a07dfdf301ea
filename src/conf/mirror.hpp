// SPDX-License-Identifier: LGPL-2.1-or-later
// The <console> that only repeats serial port 0: libvirt prints one, and is given one by many tools.
#pragma once

#include <vector>

#include <libxml/tree.h>

#include "conf/grammar.hpp"

namespace chardev {

struct Candidate {
    xmlNode *element = nullptr;
    Grammar grammar = Grammar::neutral;
};

[[nodiscard]] std::vector<Candidate> candidates(const std::vector<xmlNode *> &ports);
/// The mirror among them, or nullptr.
[[nodiscard]] xmlNode *mirror_among(const std::vector<Candidate> &ports);

}  // namespace chardev
