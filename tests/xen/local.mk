# SPDX-License-Identifier: LGPL-2.1-or-later
# Unit tests run everywhere; tests/xen/run (make check-xen) boots a real Xen under emulation.
check_PROGRAMS += tests/xen/xen_test
TESTS += tests/xen/xen_test
UNIT_TESTS += tests/xen/xen_test

tests_xen_xen_test_SOURCES = \
	tests/xen/assignments_test.cpp \
	tests/xen/config_read_test.cpp \
	tests/xen/config_write_test.cpp \
	tests/xen/device_model_test.cpp \
	tests/xen/native_test.cpp \
	tests/xen/quoting_test.cpp \
	$(NULL)
tests_xen_xen_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_xen_xen_test_LDADD = libchardev-xen.la libchardev-qemu.la libchardev-conf.la $(UNIT_LIBS)
