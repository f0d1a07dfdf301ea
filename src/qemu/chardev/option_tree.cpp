// SPDX-License-Identifier: LGPL-2.1-or-later
// Writes the tree of a back end's options as text for -chardev and as JSON for QMP.
#include "qemu/chardev/option_tree.hpp"

#include <nlohmann/json.hpp>

#include "conf/model/model.hpp"
#include "qemu/chardev/option_list.hpp"

namespace chardev::qemu {

bool operator==(const Branch &, const Branch &) = default;
bool operator==(const ChardevOption &, const ChardevOption &) = default;

namespace {

using Json = nlohmann::ordered_json;

struct Flatten {
    const std::string &name;
    std::vector<NamedValue> &out;

    void operator()(bool value) const { add(value ? "on" : "off"); }
    void operator()(unsigned value) const { add(std::to_string(value)); }
    void operator()(const std::string &value) const { add(value); }
    void operator()(const Branch &branch) const
    {
        for (const auto &[text, json, value] : branch.options) std::visit(Flatten{text, out}, value);
    }

private:
    void add(std::string value) const
    {
        if (!name.empty()) out.push_back({name, std::move(value)});
    }
};
static_assert(covers<Flatten, decltype(ChardevOption::value)>::value);

Json object_of(const std::vector<ChardevOption> &options);

struct ToJson {
    Json operator()(bool value) const { return value; }
    Json operator()(unsigned value) const { return value; }
    Json operator()(const std::string &value) const { return value; }
    Json operator()(const Branch &branch) const
    {
        const auto &[type, options] = branch;
        return Json{{"type", type}, {"data", object_of(options)}};
    }
};
static_assert(covers<ToJson, decltype(ChardevOption::value)>::value);

Json object_of(const std::vector<ChardevOption> &options)
{
    Json object = Json::object();
    for (const auto &[text, json, value] : options)
        if (!json.empty()) object[json] = std::visit(ToJson{}, value);
    return object;
}

}  // namespace

std::string write_chardev(const Chardev &chardev)
{
    const auto &[backend, id, options] = chardev;
    OptionList list{backend, {{"id", id}}};
    for (const auto &[text, json, value] : options) std::visit(Flatten{text, list.options}, value);
    return write_option_list(list);
}

std::string write_chardev_json(const Chardev &chardev)
{
    const auto &[backend, id, options] = chardev;
    const Json arguments{{"id", id}, {"backend", ToJson{}(Branch{backend, options})}};
    return arguments.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace chardev::qemu
