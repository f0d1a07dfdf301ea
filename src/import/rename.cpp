// SPDX-License-Identifier: LGPL-2.1-or-later
// Looks at the words of what is kept, which may be several options by now.
#include "import/rename.hpp"

#include <map>
#include <set>
#include <utility>

#include "import/reference.hpp"
#include "qemu/chardev/option_json.hpp"

namespace chardev::qemu {

namespace {

class Names {
public:
    explicit Names(Import &import) : import_(import) {}

    void run()
    {
        each_kept(import_, [this](std::string_view option, std::string &value) { find(option, value); });
        for (auto &[id, name] : names_) name = fresh(id.second);
        if (!names_.empty())
            each_kept(import_, [this](std::string_view option, std::string &value) { rename(option, value); });
    }

private:
    void find(std::string_view option, const std::string &value)
    {
        const auto list = list_in(value);
        if (!list) return;
        for (const auto &[name, id] : list->options) {
            if (!is_own_id(name) || !id) continue;
            taken_.insert(*id);
            const std::string space(space_of(option));
            if (is_libvirts_id(space, *id)) names_[{space, *id}];
        }
    }

    [[nodiscard]] std::string fresh(const std::string &id)
    {
        std::string name = "kept-" + id;
        while (!taken_.insert(name).second) name += "x";
        return name;
    }

    /// The id itself, or a bus of it: "scsi0.0".
    void rename_reference(std::string_view space, std::string &value) const
    {
        for (const auto &[id, name] : names_) {
            const auto &[own_space, text] = id;
            if (!space.empty() && space != own_space) continue;
            if (value != text && value.substr(0, value.rfind('.')) != text) continue;
            value.replace(0, text.size(), name);
            return;
        }
    }

    void rename(std::string_view option, std::string &value) const
    {
        if (value.starts_with("chardev:")) {
            std::string id(id_in(value));
            const auto before = value.size() - id.size();
            rename_reference("chardev", id);
            value.replace(before, value.npos, id);
            return;
        }
        value = with_values(value, [&](const std::string &name, std::string &text) {
            const auto space = is_own_id(name) ? space_of(option) : space_named_by(option, name);
            if (!space) return;
            std::string id(id_in(text));
            const auto before = text.size() - id.size();
            rename_reference(*space, id);
            text.replace(before, text.npos, id);
        });
        if (option == "set") rename_setting(value);
    }

    /// "device.ID.NAME=VALUE".
    void rename_setting(std::string &value) const
    {
        const auto setting = setting_in(value);
        if (!setting) return;
        std::string id = setting->id;
        rename_reference(space_of(setting->option), id);
        value.replace(setting->option.size() + 1, setting->id.size(), id);
    }

    Import &import_;
    std::map<std::pair<std::string, std::string>, std::string> names_;
    std::set<std::string> taken_;
};

}  // namespace

void each_kept(Import &import, const std::function<void(std::string_view option, std::string &value)> &visit)
{
    for (Argument &argument : import.arguments) {
        if (argument.fate != Fate::kept) continue;
        for (std::size_t i = 0; i + 1 < argument.words.size(); i += 2) {
            std::string_view option = argument.words[i];
            option.remove_prefix(option.starts_with("--") ? 2 : 1);
            visit(option, argument.words[i + 1]);
        }
    }
}

void rename_kept(Import &import)
{
    Names(import).run();
}

}  // namespace chardev::qemu
