# SPDX-License-Identifier: LGPL-2.1-or-later
# The manual pages and the tables that HACKING.md and README.md point to.
dist_man_MANS += \
	docs/libvirt-chardev.7 \
	docs/virt-chardev-setup.8 \
	docs/virt-chardev.1 \
	$(NULL)
EXTRA_DIST += $(wildcard $(srcdir)/docs/*.md)
