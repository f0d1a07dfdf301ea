// SPDX-License-Identifier: LGPL-2.1-or-later
// Which of the things that can be said of back ends some examples say, and which they leave out.
#pragma once

#include <map>
#include <set>
#include <string>
#include <typeinfo>

#include "conf/model/fields.hpp"
#include "conf/model/model.hpp"

namespace chardev {

/// Looks at each field of a back end and of its parts: one that may be missing, a flag, or one of several.
class SaidFields {
public:
    void operator()(const Backend &backend) { look("Backend", backend); }

    /// "TYPE:FIELD" for each that was always, or never, as it can be.
    [[nodiscard]] std::set<std::string> one_sided() const
    {
        std::set<std::string> found;
        for (const auto &[field, seen] : seen_)
            if (seen.size() < ways_.at(field)) found.insert(field);
        return found;
    }

private:
    void see(const std::string &field, std::size_t ways, std::size_t way)
    {
        ways_[field] = ways;
        seen_[field].insert(way);
    }
    void look(const std::string &, const std::string &) {}
    void look(const std::string &, unsigned) {}
    void look(const std::string &field, bool said) { see(field, 2, said ? 1 : 0); }
    template <class T>
    void look(const std::string &field, const std::optional<T> &value)
    {
        see(field, 2, value ? 1 : 0);
        if (value) look(field + "?", *value);
    }
    template <class... T>
    void look(const std::string &field, const std::variant<T...> &value)
    {
        see(field, sizeof...(T), value.index());
        std::visit([&]<class Held>(const Held &held) { look(typeid(Held).name(), held); }, value);
    }
    template <class Struct>
    void look(const std::string &, const Struct &object)
    {
        std::size_t number = 0;
        visit_fields(object, [&]<class Field>(const Field &field) {
            look(std::string(typeid(Struct).name()) + ":" + std::to_string(number++), field);
        });
    }

    std::map<std::string, std::size_t> ways_;
    std::map<std::string, std::set<std::size_t>> seen_;
};

}  // namespace chardev
