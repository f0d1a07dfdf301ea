// SPDX-License-Identifier: LGPL-2.1-or-later
// What the module does to whole documents: domain, snapshot, checkpoint and device documents are rewritten from the port
// grammar to libvirt's (lower) and back (raise), or changed by one port.
//
// A document without a port-grammar element and without our metadata is not touched: std::nullopt, and the caller
// passes the same bytes on. In a rewritten one all bytes but those of ports, metadata and our arguments stay as they are.
// What libvirt's XML cannot hold is kept in
//
//   <metadata>
//     <chardev:ports xmlns:chardev='urn:libvirt-chardev:ports:1' version='1'> … </chardev:ports>
//   </metadata>
#pragma once

#include "conf/document/change.hpp"
#include "conf/document/fragment.hpp"
#include "conf/document/lower.hpp"
#include "conf/document/policy.hpp"
#include "conf/document/raise.hpp"
#include "conf/document/stored_start.hpp"
