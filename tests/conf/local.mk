# SPDX-License-Identifier: LGPL-2.1-or-later
# Tests of src/conf.
check_PROGRAMS += tests/conf/grammar_test
TESTS += tests/conf/grammar_test
UNIT_TESTS += tests/conf/grammar_test

tests_conf_grammar_test_SOURCES = \
	tests/conf/libvirt/libvirt_grammar_test.cpp \
	tests/conf/libvirt/libvirt_match_test.cpp \
	tests/conf/libvirt/libvirt_mistakes_test.cpp \
	tests/conf/model/error_test.cpp \
	tests/conf/port/manual_test.cpp \
	tests/conf/port/mistakes_test.cpp \
	tests/conf/port/port_grammar_test.cpp \
	tests/conf/xml.hpp \
	$(NULL)
tests_conf_grammar_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_conf_grammar_test_LDADD = libchardev-conf.la $(UNIT_LIBS)

check_PROGRAMS += tests/conf/document_test tests/conf/corpus_test
TESTS += tests/conf/document_test tests/conf/corpus_test
UNIT_TESTS += tests/conf/document_test tests/conf/corpus_test

tests_conf_document_test_SOURCES = \
	tests/conf/document/carried_test.cpp \
	tests/conf/document/document_again_test.cpp \
	tests/conf/document/document_builder.hpp \
	tests/conf/document/document_change_test.cpp \
	tests/conf/document/document_fragment_test.cpp \
	tests/conf/document/document_grammar_test.cpp \
	tests/conf/document/document_live_test.cpp \
	tests/conf/document/document_lower_test.cpp \
	tests/conf/document/document_raise_test.cpp \
	tests/conf/document/document_spans_test.cpp \
	tests/conf/document/document_stock_change_test.cpp \
	tests/conf/document/document_waits_test.cpp \
	tests/conf/document/findings_test.cpp \
	tests/conf/document/hostile_test.cpp \
	tests/conf/document/metadata_test.cpp \
	tests/conf/document/numbering_test.cpp \
	tests/conf/document/ports_test.cpp \
	tests/conf/document/without_element_test.cpp \
	$(NULL)
tests_conf_document_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_conf_document_test_LDADD = libchardev-conf.la $(UNIT_LIBS)

tests_conf_corpus_test_SOURCES = \
	tests/conf/corpus.hpp \
	tests/conf/corpus_test.cpp \
	tests/conf/golden.hpp \
	tests/conf/hypervisor.hpp \
	$(NULL)
tests_conf_corpus_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_conf_corpus_test_LDADD = libchardev-xen.la libchardev-qemu.la libchardev-conf.la $(UNIT_LIBS)
EXTRA_DIST += tests/xml2argvdata
