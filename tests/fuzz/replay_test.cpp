// SPDX-License-Identifier: LGPL-2.1-or-later
// What the fuzzers once found, findings/TARGET/*, again in an ordinary build: every promise holds for each of them.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "fuzz/target.hpp"

namespace chardev::fuzz {
namespace {

namespace fs = std::filesystem;

struct Target {
    const char *name;
    Finding (*run)(std::string_view input);
    const char *sample;
};

const Target targets[] = {
    {"argv", argv, "qemu-system-x86_64 -m 512 -hda /disk.img -serial tcp::4555,server,nowait -parallel none -zzz"},
    {"cfg", cfg, "serial = [ 'pty', 'unix:/s,server' ]\ndevice_model_args_hvm = [ '-parallel', 'null' ]\n"},
    {"chardev", chardev, "socket,id=charserial0,host=::1,port=4555,server=on,wait=off"},
    {"legacy", legacy, "tcp:127.0.0.1:4555,server,nowait"},
    {"xml", xml, "<console type='tcp'><listen port='4555'/></console>"},
};

std::string content(const fs::path &path)
{
    std::ifstream file(path, std::ios::binary);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

fs::path findings()
{
    return fs::path(TESTS_DIR) / "fuzz" / "findings";
}

class Replay : public testing::TestWithParam<Target> {};

TEST_P(Replay, KeepsItsPromises)
{
    EXPECT_EQ(GetParam().run(GetParam().sample).value_or(""), "");
    std::error_code none_found;
    for (const auto &entry : fs::directory_iterator(findings() / GetParam().name, none_found))
        EXPECT_EQ(GetParam().run(content(entry.path())).value_or(""), "") << entry.path();
}

INSTANTIATE_TEST_SUITE_P(Fuzz, Replay, testing::ValuesIn(targets),
                         [](const auto &target) { return std::string(target.param.name); });

TEST(Findings, BelongToATarget)
{
    std::error_code none_found;
    for (const auto &entry : fs::directory_iterator(findings(), none_found)) {
        const auto has_its_name = [&](const Target &target) { return entry.path().filename() == target.name; };
        EXPECT_TRUE(std::ranges::any_of(targets, has_its_name)) << entry.path();
    }
}

}  // namespace
}  // namespace chardev::fuzz
