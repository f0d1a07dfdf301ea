// SPDX-License-Identifier: LGPL-2.1-or-later
// Everything that is wrong with the ports of a document, for those who check it instead of defining it.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "conf/document/policy.hpp"
#include "conf/model/result.hpp"

namespace chardev {

/// Each of them once.
class Errors {
public:
    /// And those that it has got in `more`.
    void add(const Error &error);
    void add(const std::optional<Error> &error)
    {
        if (error) add(*error);
    }
    template <class T>
    void add(const Result<T> &result)
    {
        if (!result) add(result.error());
    }
    [[nodiscard]] bool contains(const Error &error) const { return said_.contains(error.message()); }
    /// Those of one line as they were added.
    [[nodiscard]] std::vector<Error> by_line() const;

private:
    std::vector<Error> errors_;
    std::set<std::string> said_;
};

/// Of one domain, or of one element alone.
struct Findings {
    Machine machine{};
    std::vector<PlacedPort> ports{};  ///< of a kind that we do not know, where one cannot be read
    Errors mistakes{};                ///< each is a reason for which it is refused when it is defined
    Errors doubts{};  ///< taken all the same: it is in libvirt's grammar, but cannot start or be translated
    std::vector<std::string> warnings{};  ///< whole sentences

    /// Adds a doubt, unless it is a mistake already.
    void doubt(const std::optional<Error> &error);
};

/// Of the domains of a <domain>, <domainsnapshot> or <domaincheckpoint>, or of one <console>, <serial> or <parallel>.
/// An error is one of the whole text: no XML, no domain. `file` names the source in all of them.
[[nodiscard]] Result<std::vector<Findings>> find_mistakes(std::string_view xml, std::string_view file,
                                                          PolicyOf policy_of);

}  // namespace chardev
