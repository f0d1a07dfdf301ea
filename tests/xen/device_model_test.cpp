// SPDX-License-Identifier: LGPL-2.1-or-later
// Device-model arguments of single ports.
#include "xen/device_model.hpp"

#include <gtest/gtest.h>

namespace chardev::xen {

TEST(ChardevId, IsTheLabelThatLibxlKeepsTerminalsOf)
{
    EXPECT_EQ(chardev_id({Kind::serial, 2}), "serial2");
    EXPECT_EQ(chardev_id({Kind::parallel, 0}), "parallel0");
}

}  // namespace chardev::xen
