# SPDX-License-Identifier: LGPL-2.1-or-later
# Tests of src/driver: the module around a fake stock driver, and the shim around the real one.
check_PROGRAMS += tests/driver/driver_test
TESTS += tests/driver/driver_test
UNIT_TESTS += tests/driver/driver_test

tests_driver_driver_test_SOURCES = \
	tests/driver/documents.hpp \
	tests/driver/entries/access_test.cpp \
	tests/driver/entries/command_line_test.cpp \
	tests/driver/entries/configuration_test.cpp \
	tests/driver/entries/console_test.cpp \
	tests/driver/entries/daemon_test.cpp \
	tests/driver/entries/decorate_test.cpp \
	tests/driver/entries/edit_test.cpp \
	tests/driver/entries/lock_test.cpp \
	tests/driver/entries/migrate_test.cpp \
	tests/driver/entries/outline_test.cpp \
	tests/driver/entries/translate_test.cpp \
	tests/driver/entries/waiting_test.cpp \
	tests/driver/entries/xen_start_test.cpp \
	tests/driver/entries/xen_translate_test.cpp \
	tests/driver/fake_stock.cpp \
	tests/driver/fake_stock.hpp \
	tests/driver/fake_xen.cpp \
	tests/driver/fake_xen.hpp \
	tests/driver/load/boundary_test.cpp \
	tests/driver/load/measure_test.cpp \
	tests/driver/load/open_test.cpp \
	tests/driver/recorder.cpp \
	tests/driver/stored_guest.hpp \
	$(NULL)
tests_driver_driver_test_CPPFLAGS = $(UNIT_CPPFLAGS) $(LIBVIRT_CFLAGS)
tests_driver_driver_test_LDADD = \
	libchardev-driver.la libchardev-xen.la libchardev-import.la libchardev-qemu.la libchardev-conf.la \
	$(LIBVIRT_LIBS) $(LIBXML_LIBS) $(GLIB_LIBS) $(UNIT_LIBS) -ldl -lpthread

EXTRA_DIST += tests/driver/api_test.py tests/driver/shim_test.py
TESTS += tests/driver/api_test.py tests/driver/shim_test.py
