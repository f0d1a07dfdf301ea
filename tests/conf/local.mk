# SPDX-License-Identifier: LGPL-2.1-or-later
# Tests of src/conf.
check_PROGRAMS += tests/conf/grammar_test
TESTS += tests/conf/grammar_test
UNIT_TESTS += tests/conf/grammar_test

tests_conf_grammar_test_SOURCES = \
	tests/conf/error_test.cpp \
	tests/conf/libvirt_grammar_test.cpp \
	tests/conf/libvirt_match_test.cpp \
	tests/conf/libvirt_mistakes_test.cpp \
	tests/conf/manual_test.cpp \
	tests/conf/mistakes_test.cpp \
	tests/conf/port_grammar_test.cpp \
	tests/conf/xml.hpp \
	$(NULL)
tests_conf_grammar_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_conf_grammar_test_LDADD = libchardev-conf.la $(UNIT_LIBS)
