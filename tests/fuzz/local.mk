# SPDX-License-Identifier: LGPL-2.1-or-later
# Fuzzing: what is fuzzed runs in ordinary test programs too, on all that was ever found.
check_PROGRAMS += tests/fuzz/replay_test
TESTS += tests/fuzz/replay_test
UNIT_TESTS += tests/fuzz/replay_test

FUZZ_TARGETS = \
	argv \
	cfg \
	chardev \
	legacy \
	xml \
	$(NULL)
fuzz_target_sources = \
	tests/fuzz/argv.cpp \
	tests/fuzz/cfg.cpp \
	tests/fuzz/chardev.cpp \
	tests/fuzz/legacy.cpp \
	tests/fuzz/port.cpp \
	tests/fuzz/port.hpp \
	tests/fuzz/target.hpp \
	tests/fuzz/xml.cpp \
	$(NULL)

tests_fuzz_replay_test_SOURCES = $(fuzz_target_sources) tests/fuzz/replay_test.cpp
tests_fuzz_replay_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_fuzz_replay_test_LDADD = libchardev-xen.la libchardev-import.la libchardev-qemu.la libchardev-conf.la $(UNIT_LIBS)

EXTRA_DIST += \
	tests/fuzz/dictionaries \
	tests/fuzz/entry.cpp \
	tests/fuzz/findings \
	tests/fuzz/run \
	tests/fuzz/seeds.py \
	$(NULL)

# The fuzzers: clang's libFuzzer, so the sources are compiled once more, whatever compiler this directory is for.
#   make fuzz-smoke                                                     a minute for each target, two at a time
#   make fuzz-smoke FUZZ_TARGETS=xml FUZZ_SECONDS=36000 FUZZ_SEED=0     ten hours for one, from a random seed
# The smoke has one seed, so that what a change is judged by does not depend on luck.
FUZZ_CXX = clang++ -std=c++20
FUZZ_SECONDS = 60
FUZZ_AT_ONCE = 2
FUZZ_SEED = 1
fuzz_compile = $(FUZZ_CXX) -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all \
	$(UNIT_CPPFLAGS) $(GLIB_CFLAGS) $(JSON_CFLAGS) $(LIBXML_CFLAGS)
fuzz_sources = $(filter %.cpp,$(libchardev_conf_la_SOURCES) $(libchardev_qemu_la_SOURCES) $(libchardev_import_la_SOURCES) $(libchardev_xen_la_SOURCES) $(fuzz_target_sources))
fuzz_objects = $(fuzz_sources:%.cpp=tests/fuzz/objects/%.o)

tests/fuzz/objects/%.o: %.cpp
	@$(MKDIR_P) $(@D)
	$(AM_V_CXX)$(fuzz_compile) -fsanitize=fuzzer-no-link -MMD -MP -c -o $@ $<
tests/fuzz/objects/all.a: $(fuzz_objects)
	$(AM_V_AR)rm -f $@ && $(AR) qcs $@ $^
tests/fuzz/fuzz_%: tests/fuzz/entry.cpp tests/fuzz/objects/all.a
	$(AM_V_CXXLD)$(fuzz_compile) -fsanitize=fuzzer -DFUZZ_TARGET=$* -o $@ $^ $(LIBXML_LIBS) $(GLIB_LIBS)
.SECONDARY: $(fuzz_objects)
-include $(fuzz_objects:.o=.d)

.PHONY: fuzzers fuzz-smoke
fuzzers: $(FUZZ_TARGETS:%=tests/fuzz/fuzz_%)
fuzz-smoke: fuzzers
	printf '%s\n' $(FUZZ_TARGETS) | \
	  PYTHON='$(PYTHON)' xargs -P $(FUZZ_AT_ONCE) -I {} $(SHELL) $(top_srcdir)/tests/fuzz/run {} $(FUZZ_SECONDS) $(FUZZ_SEED)
CLEAN_HOOKS += clean-fuzz
clean-fuzz:
	rm -rf tests/fuzz/objects tests/fuzz/seeds $(FUZZ_TARGETS:%=tests/fuzz/fuzz_%)
