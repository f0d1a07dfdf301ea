# SPDX-License-Identifier: LGPL-2.1-or-later
# main of the test programs, and the proof that it reports as CMocka does.
check_LTLIBRARIES += tests/libmain.la
tests_libmain_la_SOURCES = \
	tests/main.cpp \
	tests/report/format.cpp \
	tests/report/format.hpp \
	tests/report/listener.cpp \
	tests/report/listener.hpp \
	tests/report/standard.cpp \
	tests/report/subunit.cpp \
	tests/report/tap.cpp \
	tests/report/xml.cpp \
	$(NULL)
tests_libmain_la_CPPFLAGS = $(UNIT_CPPFLAGS)

check_PROGRAMS += tests/report/sample
tests_report_sample_SOURCES = tests/report/sample.cpp
tests_report_sample_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_report_sample_LDADD = $(UNIT_LIBS)

if HAVE_CMOCKA
check_PROGRAMS += tests/report/cmocka_sample
tests_report_cmocka_sample_SOURCES = tests/report/cmocka_sample.c
tests_report_cmocka_sample_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_report_cmocka_sample_LDADD = $(CMOCKA_LIBS)
endif

TESTS += tests/report/report_test.py
EXTRA_DIST += tests/report/report_test.py
