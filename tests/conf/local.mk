# SPDX-License-Identifier: LGPL-2.1-or-later
# Tests of src/conf.
check_PROGRAMS += tests/conf/grammar_test
TESTS += tests/conf/grammar_test
UNIT_TESTS += tests/conf/grammar_test

tests_conf_grammar_test_SOURCES = \
	tests/conf/libvirt/grammar_test.cpp \
	tests/conf/libvirt/match_test.cpp \
	tests/conf/libvirt/mistakes_test.cpp \
	tests/conf/model/error_test.cpp \
	tests/conf/port/grammar_test.cpp \
	tests/conf/port/manual_test.cpp \
	tests/conf/port/mistakes_test.cpp \
	tests/conf/port/words_test.cpp \
	tests/conf/said_fields.hpp \
	tests/conf/stream.hpp \
	tests/conf/xml.hpp \
	$(NULL)
tests_conf_grammar_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_conf_grammar_test_LDADD = libchardev-conf.la $(UNIT_LIBS)

check_PROGRAMS += tests/conf/document_test tests/conf/corpus_test
TESTS += tests/conf/document_test tests/conf/corpus_test
UNIT_TESTS += tests/conf/document_test tests/conf/corpus_test

tests_conf_document_test_SOURCES = \
	tests/conf/document/argument_ports_test.cpp \
	tests/conf/document/builder.hpp \
	tests/conf/document/change_live_test.cpp \
	tests/conf/document/change_test.cpp \
	tests/conf/document/domain_ports_test.cpp \
	tests/conf/document/findings_test.cpp \
	tests/conf/document/fragment_test.cpp \
	tests/conf/document/hostile_test.cpp \
	tests/conf/document/libvirt_elements_test.cpp \
	tests/conf/document/lower_again_test.cpp \
	tests/conf/document/lower_test.cpp \
	tests/conf/document/metadata_test.cpp \
	tests/conf/document/numbering_test.cpp \
	tests/conf/document/port_elements_test.cpp \
	tests/conf/document/raise_test.cpp \
	tests/conf/document/stock_change_test.cpp \
	tests/conf/document/stored_start_test.cpp \
	tests/conf/xml/tag_offsets_test.cpp \
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
