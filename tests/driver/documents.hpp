// SPDX-License-Identifier: LGPL-2.1-or-later
// Documents that several tests pass to the fake stock driver.
#pragma once

#include <string>

namespace documents {

/// The domain of fake::Connection whose devices are `devices`.
inline std::string domain(const std::string &devices)
{
    return "<domain type='qemu'>\n  <name>fake</name>\n  <uuid>01000000-0000-0000-0000-000000000000</uuid>\n  <devices>\n    " +
           devices + "\n  </devices>\n</domain>\n";
}

inline const std::string waiting_port = "<console type='tcp'><listen addr='127.0.0.1' port='12356'/></console>";
inline const std::string going_port =
    "<console type='tcp'><listen addr='127.0.0.1' port='12356'><nowait/></listen></console>";

}  // namespace documents
