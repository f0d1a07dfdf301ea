# SPDX-License-Identifier: LGPL-2.1-or-later
check_PROGRAMS += tests/qemu/qemu_test
TESTS += tests/qemu/qemu_test
UNIT_TESTS += tests/qemu/qemu_test

tests_qemu_qemu_test_SOURCES = \
	tests/conf/stream.hpp \
	tests/import/command_line_test.cpp \
	tests/import/corpus_test.cpp \
	tests/import/import_test.cpp \
	tests/import/program_test.cpp \
	tests/import/reference_test.cpp \
	tests/qemu/arguments_test.cpp \
	tests/qemu/chardev/backend_read_test.cpp \
	tests/qemu/chardev/backend_write_test.cpp \
	tests/qemu/chardev/device_test.cpp \
	tests/qemu/chardev/extra_options_test.cpp \
	tests/qemu/chardev/option_list_test.cpp \
	tests/qemu/chardev/qmp_test.cpp \
	tests/qemu/for_qemu.hpp \
	tests/qemu/legacy/read_test.cpp \
	tests/qemu/legacy/write_test.cpp \
	tests/qemu/limits_test.cpp \
	tests/qemu/native_corpus_test.cpp \
	tests/qemu/policy_test.cpp \
	tests/qemu/release/emulator_test.cpp \
	tests/qemu/release/version_test.cpp \
	$(NULL)
tests_qemu_qemu_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_qemu_qemu_test_LDADD = libchardev-import.la libchardev-qemu.la libchardev-conf.la $(UNIT_LIBS)

check_PROGRAMS += tests/qemu/property_test
TESTS += tests/qemu/property_test
UNIT_TESTS += tests/qemu/property_test

tests_qemu_property_test_SOURCES = \
	tests/qemu/as_read.cpp \
	tests/qemu/as_read.hpp \
	tests/qemu/injection.cpp \
	tests/qemu/injection.hpp \
	tests/qemu/injection_test.cpp \
	tests/qemu/injection_whole_test.cpp \
	tests/qemu/property_cases.hpp \
	tests/qemu/property_native_test.cpp \
	tests/qemu/property_whole_test.cpp \
	tests/qemu/property_xml_test.cpp \
	tests/qemu/random_port.cpp \
	tests/qemu/random_port.hpp \
	$(NULL)
tests_qemu_property_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_qemu_property_test_LDADD = libchardev-import.la libchardev-qemu.la libchardev-conf.la $(UNIT_LIBS)
EXTRA_DIST += tests/argv2xmldata
