// SPDX-License-Identifier: LGPL-2.1-or-later
// Exceptions become libvirt errors, and the stock driver is not asked to do half of something.
#include <gtest/gtest.h>
#include <libvirt/virterror.h>

#include "driver/documents.hpp"
#include "driver/exception_boundary.hpp"
#include "driver/fake_stock.hpp"

namespace {

class Boundary : public testing::Test {
protected:
    void SetUp() override { stock.reset(); }
    fake::StockDriver &stock = fake::StockDriver::instance();
};

TEST_F(Boundary, AnExceptionInAnEntryIsAnInternalError)
{
    const fake::Connection conn(fake::throwing_uri);
    EXPECT_EQ(virDomainDefineXML(conn.get(), documents::domain("<console/>").c_str()), nullptr);
    EXPECT_EQ(virGetLastErrorCode(), VIR_ERR_INTERNAL_ERROR);
    EXPECT_EQ(stock.count("virDomainDefineXML"), 0U);
}

TEST_F(Boundary, WhatTheLibraryThrowsIsReported)
{
    std::string text;
    EXPECT_EQ(chardev::driver::exception_boundary([&text] { return text.reserve(text.max_size() + 1), 0; }), -1);
    EXPECT_EQ(virGetLastErrorCode(), VIR_ERR_INTERNAL_ERROR);
}

TEST_F(Boundary, KindsOfErrorsHaveTheirCodes)
{
    using chardev::ErrorKind;
    const std::pair<ErrorKind, int> rows[] = {
        {ErrorKind::xml, VIR_ERR_XML_ERROR},
        {ErrorKind::unsupported, VIR_ERR_CONFIG_UNSUPPORTED},
        {ErrorKind::invalid, VIR_ERR_OPERATION_INVALID},
        {ErrorKind::denied, VIR_ERR_OPERATION_DENIED},
    };
    for (const auto &[kind, code] : rows) {
        chardev::driver::report({kind, {}, "a sentence with 100% of its characters"});
        EXPECT_EQ(virGetLastErrorCode(), code);
        EXPECT_NE(std::string(virGetLastErrorMessage()).find("with 100% of its"), std::string::npos);
    }
}

}  // namespace
