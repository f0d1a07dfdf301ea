# SPDX-License-Identifier: LGPL-2.1-or-later
# Tests of the house rules, of translations and of installation.
TESTS += \
	tests/house/format_test.sh \
	tests/house/install_test.sh \
	tests/house/rules_test.py \
	tests/house/schema_test.py \
	tests/house/setup_words_test.sh \
	tests/house/translation_test.sh \
	$(NULL)
EXTRA_DIST += \
	.clang-format \
	.editorconfig \
	.git-blame-ignore-revs \
	tests/house/format_test.sh \
	tests/house/functions.py \
	tests/house/install_test.sh \
	tests/house/rooms.py \
	tests/house/rules.py \
	tests/house/rules_test.py \
	tests/house/schema_test.py \
	tests/house/setup_words_test.sh \
	tests/house/translation_test.sh \
	tests/releases/run \
	$(NULL)

check_PROGRAMS += tests/house/translated_error_test
TESTS += tests/house/translated_error_test
UNIT_TESTS += tests/house/translated_error_test
tests_house_translated_error_test_SOURCES = tests/house/translated_error_test.cpp
tests_house_translated_error_test_CPPFLAGS = $(UNIT_CPPFLAGS) -DPO_DIR=\"$(abs_top_builddir)/po\"
tests_house_translated_error_test_LDADD = $(UNIT_LIBS) libchardev-conf.la

# Lays out every C and C++ file as .clang-format says.
.PHONY: format
format:
	$(AM_V_GEN)cd $(srcdir) && tests/house/format_test.sh --write
