# SPDX-License-Identifier: LGPL-2.1-or-later
# Tests against a real daemon, QEMU and client.
