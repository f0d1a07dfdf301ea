// SPDX-License-Identifier: LGPL-2.1-or-later
// Takes memory: how much, what it is backed by, and which NUMA node has which part. libvirt gives every guest's memory a backend
// of its own, and QEMU takes none beside it: one that is kept would stop the guest from starting.
#include <algorithm>
#include <cmath>

#include <glib.h>

#include "conf/grammar/value.hpp"
#include "conf/model/gettext.hpp"
#include "conf/xml/reader.hpp"
#include "import/table.hpp"

namespace chardev::qemu {

namespace {

/// A size in KiB; without a suffix it is in `unit`. QEMU takes fractions too.
std::optional<unsigned long long> size_in(const std::string &text, char unit)
{
    char *end = nullptr;
    const double value = g_ascii_strtod(text.c_str(), &end);
    static constexpr std::string_view suffixes = "BKMGT";
    const char suffix = *end ? g_ascii_toupper(*end++) : unit;
    const auto power = suffixes.find(suffix);
    if (end == text.c_str() || *end != '\0' || power == suffixes.npos || !g_ascii_isdigit(text[0])) return std::nullopt;
    const double kib = value * std::pow(1024.0, static_cast<double>(power)) / 1024.0;
    if (!(kib >= 1 && kib < 0x1p50)) return std::nullopt;
    return static_cast<unsigned long long>(kib);
}

/// What a -object memory-backend-… says, as far as libvirt has words for it.
struct Backend {
    unsigned long long size = 0;  ///< KiB
    std::string source;           ///< libvirt's <source type=…>; empty: anonymous
    bool huge = false, shared = false, allocated = false;
    std::string path;  ///< if libvirt will have a file elsewhere
};

void read_path(Backend &backend, const std::string &path)
{
    backend.huge = path.find("hugepages") != path.npos;
    if (backend.huge) return;
    const bool anonymous = path == "/dev/shm" || path == "/dev/shm/";  // a file without a name, as memfd is
    backend.source = anonymous ? "memfd" : "file";
    if (!anonymous) backend.path = path;
}

bool read_backend_option(Backend &backend, const NamedValue &option)
{
    const std::string value = option.value.value_or("on");
    const auto flag = flag_of(option);
    if (option.name == "id") return true;
    if (option.name == "size") {
        backend.size = size_in(value, 'B').value_or(0);
        return backend.size > 0;
    }
    if (option.name == "mem-path") {
        read_path(backend, value);
        return true;
    }
    if (!flag) return false;
    if (option.name == "share")
        backend.shared = *flag;
    else if (option.name == "prealloc")
        backend.allocated = *flag;
    else if (option.name == "hugetlb")
        backend.huge = *flag;
    else
        return (option.name == "merge" || option.name == "dump" || option.name == "seal") && *flag;
    return true;
}

std::optional<Backend> read_backend(const Argument &object)
{
    const std::string &kind = object.list.first;
    if (kind != "memory-backend-ram" && kind != "memory-backend-file" && kind != "memory-backend-memfd")
        return std::nullopt;
    Backend backend;
    if (kind == "memory-backend-memfd") {
        backend.source = "memfd";
        backend.shared = true;  // QEMU's default for this kind
    }
    const auto &options = object.list.options;
    if (!std::all_of(options.begin(), options.end(),
                     [&](const NamedValue &option) { return read_backend_option(backend, option); }))
        return std::nullopt;
    if (backend.shared && backend.source.empty() && !backend.huge) backend.source = "memfd";
    return backend;
}

/// False: libvirt has one kind of backend for a guest, and it has another already.
bool say_backend(Draft &draft, const Backend &backend)
{
    Element &backing = draft.memory_backing;
    const Element *source = backing.child("source");
    if (source && !backend.source.empty() && *source->attribute("type") != backend.source) return false;
    if (!backend.source.empty()) put(backing, element("source", {{"type", backend.source}}));
    if (backend.huge) put(backing, Element("hugepages"));
    if (backend.allocated) put(backing, element("allocation", {{"mode", "immediate"}}));
    if (!backend.path.empty())
        draft.warn(format(_("the guest's memory is backed by a file in libvirt's own directory instead of '%s'"),
                          backend.path.c_str()));
    return true;
}

/// The last value counts; unknown options stay as often as they are said.
void overwrite(OptionList &list, const NamedValue &option)
{
    const bool known = option.name == "size" || option.name == "slots" || option.name == "maxmem";
    if (known) std::erase_if(list.options, [&option](const NamedValue &other) { return other.name == option.name; });
    list.options.push_back(option);
}

/// The <numa> of a line, while its options are read.
class Nodes {
public:
    explicit Nodes(Import &import) : import_(import), numa_("numa") {}

    /// False: libvirt cannot say all of it.
    [[nodiscard]] bool read()
    {
        for (const Argument &argument : import_.arguments)
            if (argument.option == "numa" && argument.list.first == "node" && !read_node(argument)) return false;
        for (const Argument &argument : import_.arguments)
            if (argument.option == "numa" && argument.list.first != "node" && !read_distance(argument)) return false;
        const auto has_cpus = [](const Element &cell) { return cell.attribute("cpus") != nullptr; };
        return numa_.children.size() == 1 || std::any_of(numa_.children.begin(), numa_.children.end(), has_cpus);
    }

    void say()
    {
        for (Argument *object : objects_) object->fate = Fate::translated;
        put(import_.draft.cpu, std::move(numa_));
    }

private:
    bool read_node(const Argument &argument)
    {
        Element cell("cell");
        cell.set("id", std::to_string(numa_.children.size()));
        std::string cpus;
        Backend backend;
        for (const auto &[name, text] : argument.list.options) {
            const std::string value = text.value_or("");
            if (name == "nodeid" && value == *cell.attribute("id")) continue;
            if (name == "cpus")
                cpus += (cpus.empty() ? "" : ",") + value;
            else if (name == "mem")
                backend.size = size_in(value, 'M').value_or(0);
            else if (name != "memdev" || !read_object(value, backend))
                return false;
        }
        if (backend.size == 0) return false;
        if (!cpus.empty()) cell.set("cpus", cpus);
        cell.set("memory", std::to_string(backend.size));
        cell.set("unit", "KiB");
        if (backend.shared) cell.set("memAccess", "shared");
        numa_.add(std::move(cell));
        return true;
    }

    bool read_object(const std::string &id, Backend &backend)
    {
        Argument *object = import_.offered("object", id);
        const auto read = object ? read_backend(*object) : std::nullopt;
        if (!read || !say_backend(import_.draft, *read)) return false;
        objects_.push_back(object);
        backend = *read;
        return true;
    }

    bool read_distance(const Argument &argument)
    {
        const std::string *from = argument.get("src"), *to = argument.get("dst"), *value = argument.get("val");
        if (argument.list.first != "dist" || !from || !to || !value) return false;
        const auto at = decimal(*from, 65535);
        if (!at || *at >= numa_.children.size()) return false;
        Element &cell = numa_.children[*at];
        if (!cell.child("distances")) cell.add(Element("distances"));
        cell.children.back().add(element("sibling", {{"id", *to}, {"value", *value}}));
        return true;
    }

    Import &import_;
    Element numa_;
    std::vector<Argument *> objects_;
};

}  // namespace

Fate take_memory(Import &import, Argument &argument)
{
    OptionList all;  // a second -m adds to the first
    for (const Argument &memory : import.arguments) {
        if (memory.option != "m") continue;
        if (!memory.list.first.empty()) overwrite(all, {"size", memory.list.first});
        for (const NamedValue &option : memory.list.options) overwrite(all, option);
    }
    const NamedValue *named = all.find("size");
    const auto size = named && named->value ? size_in(*named->value, 'M') : std::nullopt;
    if (size) import.draft.memory = *size;
    import.draft.has_memory = named != nullptr;
    if (size && all.options.size() == 1) return Fate::translated;
    const bool several = std::count_if(import.arguments.begin(), import.arguments.end(),
                                       [](const Argument &memory) { return memory.option == "m"; }) > 1;
    if (several) argument.words = {"-m", write_option_list(all)};
    return Fate::kept;
}

Fate take_mem_path(Import &import, Argument &argument)
{
    Backend backend;
    read_path(backend, argument.value);
    return say_backend(import.draft, backend) ? Fate::translated : Fate::kept;
}

Fate take_mem_prealloc(Import &import, Argument &)
{
    put(import.draft.memory_backing, element("allocation", {{"mode", "immediate"}}));
    return Fate::translated;
}

bool take_memory_backend(Import &import, const std::string &id)
{
    const auto object = std::find_if(import.arguments.begin(), import.arguments.end(), [&id](const Argument &argument) {
        return argument.option == "object" && argument.id() == id;
    });
    const auto backend = object == import.arguments.end() ? std::nullopt : read_backend(*object);
    if (!backend || !say_backend(import.draft, *backend)) return false;
    if (backend->shared) put(import.draft.memory_backing, element("access", {{"mode", "shared"}}));
    if (!import.draft.has_memory) import.draft.memory = backend->size;
    object->fate = Fate::translated;
    return true;
}

/// All of a line are one <numa>, or all are kept.
Fate take_numa(Import &import, Argument &)
{
    if (import.draft.cpu.child("numa")) return Fate::translated;
    if (import.draft.keeps_numa) return Fate::kept;
    Draft before = import.draft;
    Nodes nodes(import);
    if (nodes.read()) {
        nodes.say();
        return Fate::translated;
    }
    import.draft = std::move(before);
    import.draft.keeps_numa = true;
    return Fate::kept;
}

}  // namespace chardev::qemu
