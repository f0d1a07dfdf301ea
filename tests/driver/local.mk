# SPDX-License-Identifier: LGPL-2.1-or-later
# Tests of src/driver: the module around a fake stock driver, and the shim around the real one.
check_PROGRAMS += tests/driver/driver_test
TESTS += tests/driver/driver_test
UNIT_TESTS += tests/driver/driver_test

tests_driver_driver_test_SOURCES = \
	tests/driver/access_test.cpp \
	tests/driver/boundary_test.cpp \
	tests/driver/command_line_test.cpp \
	tests/driver/configuration_test.cpp \
	tests/driver/console_test.cpp \
	tests/driver/daemon_test.cpp \
	tests/driver/decorate_test.cpp \
	tests/driver/documents.hpp \
	tests/driver/edit_test.cpp \
	tests/driver/fake_stock.cpp \
	tests/driver/fake_stock.hpp \
	tests/driver/fake_xen.cpp \
	tests/driver/fake_xen.hpp \
	tests/driver/lock_test.cpp \
	tests/driver/measure_test.cpp \
	tests/driver/migrate_test.cpp \
	tests/driver/open_test.cpp \
	tests/driver/outline_test.cpp \
	tests/driver/recorder.cpp \
	tests/driver/stored_guest.hpp \
	tests/driver/translate_test.cpp \
	tests/driver/waiting_test.cpp \
	tests/driver/xen_start_test.cpp \
	tests/driver/xen_translate_test.cpp \
	$(NULL)
tests_driver_driver_test_CPPFLAGS = $(UNIT_CPPFLAGS) $(LIBVIRT_CFLAGS)
tests_driver_driver_test_LDADD = \
	libchardev-driver.la libchardev-xen.la libchardev-qemu.la libchardev-conf.la \
	$(LIBVIRT_LIBS) $(LIBXML_LIBS) $(GLIB_LIBS) $(UNIT_LIBS) -ldl -lpthread

EXTRA_DIST += tests/driver/api_test.py tests/driver/shim_test.py
TESTS += tests/driver/api_test.py tests/driver/shim_test.py
