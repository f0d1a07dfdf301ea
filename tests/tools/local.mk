# SPDX-License-Identifier: LGPL-2.1-or-later
# Tests of the installed commands.
TESTS += \
	tests/tools/setup_test.sh \
	tests/tools/virt_chardev_native_test.sh \
	tests/tools/virt_chardev_test.sh \
	tests/tools/virt_chardev_xen_test.sh \
	$(NULL)
UNIT_TESTS += \
	tests/tools/virt_chardev_native_test.sh \
	tests/tools/virt_chardev_test.sh \
	tests/tools/virt_chardev_xen_test.sh \
	$(NULL)
EXTRA_DIST += \
	tests/tap.sh \
	tests/tools/setup_test.sh \
	tests/tools/virt_chardev_native_test.sh \
	tests/tools/virt_chardev_test.sh \
	tests/tools/virt_chardev_xen_test.sh \
	$(NULL)
check_SCRIPTS += src/tools/virt-chardev-setup
