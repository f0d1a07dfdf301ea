// SPDX-License-Identifier: LGPL-2.1-or-later
// The hypervisor's command-line namespace in a domain: which arguments are ours, putting in and taking out.
//
// Ours come in pairs, an option and its value, and are known by the list in our metadata: matched by content, from the
// end, so that an equal pair that the user wrote before stays his.
#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "conf/document/domain.hpp"
#include "conf/xml/dom.hpp"
#include "conf/xml/text_edits.hpp"

namespace chardev {

class OwnArguments {
public:
    OwnArguments(const Domain &domain, const Policy &policy);

    /// The arguments listed in `ours` that are there, in document order.
    [[nodiscard]] std::vector<xmlNode *> matching(const std::vector<std::string> &ours) const;
    /// True if each option stands there with its value, as often as it may be.
    [[nodiscard]] bool has(const std::vector<std::string> &arguments) const;
    /// Takes `gone` out and puts `added` in; an element that becomes empty goes too, and with it, if `tidy`, the
    /// namespace declaration of the domain that nothing needs any more.
    void change(Edits &edits, const SourceText &source, const std::vector<xmlNode *> &gone,
                const std::vector<std::string> &added, bool tidy) const;

private:
    void append(Edits &edits, const SourceText &source, const std::vector<std::string> &added) const;
    void create(Edits &edits, const SourceText &source, const std::vector<std::string> &added) const;
    void tidy_up(Edits &edits, const SourceText &source) const;
    [[nodiscard]] bool uses_namespace_elsewhere() const;

    xmlNode *domain_;
    std::string prefix_;
    std::string uri_;
    std::vector<xmlNode *> lines_;                                      ///< <qemu:commandline>
    std::vector<xmlNode *> arguments_;                                  ///< <qemu:arg> of all of them
    mutable std::set<std::pair<std::string, std::string>> neighbours_;  ///< found when has() is asked first
};

}  // namespace chardev
