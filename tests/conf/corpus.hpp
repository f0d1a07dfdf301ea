// SPDX-License-Identifier: LGPL-2.1-or-later
// The golden corpus tests/xml2argvdata: found by name, never listed.
#pragma once

#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <string_view>

namespace corpus {

namespace fs = std::filesystem;

inline fs::path directory()
{
    return fs::path(TESTS_DIR) / "xml2argvdata";
}

inline std::optional<std::string> content(const fs::path &path)
{
    std::ifstream file(path, std::ios::binary);
    if (!file) return std::nullopt;
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

/// True for a document of a guest of Xen's.
inline bool is_xen(std::string_view xml)
{
    return xml.find("<domain type='xen'") != xml.npos;
}

/// "serial-tcp" of "serial-tcp.libvirt.xml".
inline std::string stem(const fs::path &path)
{
    const auto name = path.filename().string();
    return name.substr(0, name.find('.'));
}

/// What follows the stem: ".xml", ".libvirt.xml", ".err"…
inline std::string suffix(const fs::path &path)
{
    const auto name = path.filename().string();
    return name.substr(std::min(name.size(), name.find('.')));
}

/// The suffixes of the files of each stem.
inline std::map<std::string, std::set<std::string>> files()
{
    std::map<std::string, std::set<std::string>> found;
    for (const auto &entry : fs::directory_iterator(directory()))
        found[stem(entry.path())].insert(suffix(entry.path()));
    return found;
}

}  // namespace corpus
