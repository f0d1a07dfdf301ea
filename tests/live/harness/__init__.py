# SPDX-License-Identifier: LGPL-2.1-or-later
"""What the live tests and the demonstration share: a private daemon, a tiny guest, and ways to talk to its ports."""
