// SPDX-License-Identifier: LGPL-2.1-or-later
// -set: an option of one that came before, which libvirt may give another name. It is put where it belongs.
#include <algorithm>
#include <array>

#include "import/argument.hpp"

namespace chardev::qemu {

namespace {

constexpr std::array<std::string_view, 5> first_names{"backend", "driver", "id", "qom-type", "type"};

/// False: nothing that came before is meant, or it cannot be changed so.
bool put_where_it_belongs(const Setting &setting, std::vector<Argument> &before)
{
    const bool first = std::find(first_names.begin(), first_names.end(), setting.name) != first_names.end();
    const auto found = std::find_if(before.begin(), before.end(), [&](const Argument &argument) {
        return argument.option == setting.option && argument.id() == setting.id && argument.is_list &&
               !argument.value.starts_with('{');
    });
    if (first || found == before.end()) return false;
    std::erase_if(found->list.options, [&](const NamedValue &option) { return option.name == setting.name; });
    found->list.options.push_back({setting.name, setting.value});
    found->value = write_option_list(found->list);
    found->words.back() = found->value;
    return true;
}

}  // namespace

void take_settings(std::vector<Argument> &arguments)
{
    std::vector<Argument> out;
    for (Argument &argument : arguments) {
        const auto setting = argument.option == "set" ? setting_in(argument.value) : std::nullopt;
        if (!setting || !put_where_it_belongs(*setting, out)) out.push_back(std::move(argument));
    }
    arguments = std::move(out);
}

}  // namespace chardev::qemu
