# SPDX-License-Identifier: LGPL-2.1-or-later
"""A private root and network in which a real QEMU is given the corpus's arguments, word for word."""
