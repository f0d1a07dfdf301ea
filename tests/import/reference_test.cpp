// SPDX-License-Identifier: LGPL-2.1-or-later
// What names another option, and which names are libvirt's.
#include <gtest/gtest.h>

#include "import/reference.hpp"

namespace chardev::qemu {
namespace {

TEST(Reference, IsAValueThatNamesAnotherOption)
{
    const struct {
        const char *option, *name, *space;  ///< nullptr: a text
    } rows[] = {
        {"device", "chardev", "chardev"},
        {"device", "drive", "block"},
        {"device", "bus", "device"},
        {"device", "iothread", ""},
        {"device", "serial", nullptr},
        {"device", "name", nullptr},
        {"device", "", nullptr},
        {"mon", "", "chardev"},
        {"netdev", "ifname", nullptr},
        {"netdev", "chardev", "chardev"},
        {"drive", "file", nullptr},
        {"blockdev", "file", "block"},
        {"blockdev", "file.filename", nullptr},
        {"name", "guest", nullptr},
        {"smbios", "serial", nullptr},
        {"fw_cfg", "string", nullptr},
        {"object", "netdev", "netdev"},
        {"machine", "memory-backend", ""},
    };
    for (const auto &[option, name, space] : rows) {
        const std::optional<std::string_view> expected = space ? std::optional<std::string_view>(space) : std::nullopt;
        EXPECT_EQ(space_named_by(option, name), expected) << option << " " << name;
    }
}

TEST(LibvirtsId, IsWhatItsAliasesMayBe)
{
    const struct {
        const char *space, *id;
        bool is_libvirts;
    } rows[] = {
        {"device", "serial0", true},         {"device", "ide0-0-1", true}, {"device", "usb", true},
        {"device", "virtio-disk3", true},    {"device", "serial", false},  {"device", "net", false},
        {"device", "charserial0", false},    {"device", "com1", false},    {"chardev", "charserial0", true},
        {"chardev", "charmonitor", true},    {"chardev", "char0", false},  {"chardev", "serial0", false},
        {"netdev", "hostnet0", true},        {"netdev", "net0", false},    {"block", "drive-ide0-0-0", true},
        {"block", "libvirt-1-format", true}, {"block", "drive0", false},   {"object", "objrng0", true},
        {"object", "iothread1", true},       {"object", "io", false},      {"mon", "monitor", true},
        {"audiodev", "audio1", true},
    };
    for (const auto &[space, id, is_libvirts] : rows)
        EXPECT_EQ(is_libvirts_id(space, id), is_libvirts) << space << " " << id;
}

}  // namespace
}  // namespace chardev::qemu
