# SPDX-License-Identifier: LGPL-2.1-or-later
# make bench: what the translations cost, against what they may. Built with the tests, so that it keeps compiling.
tests_bench_bench_SOURCES = \
	tests/bench/documents.cpp \
	tests/bench/documents.hpp \
	tests/bench/libxml.cpp \
	tests/bench/libxml.hpp \
	tests/bench/main.cpp \
	tests/bench/measures.cpp \
	tests/bench/measures.hpp \
	tests/bench/memory.cpp \
	tests/bench/memory.hpp \
	tests/bench/targets.cpp \
	tests/bench/targets.hpp \
	$(NULL)
tests_bench_bench_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/tests $(BENCHMARK_CFLAGS)
tests_bench_bench_LDADD = libchardev-import.la libchardev-qemu.la libchardev-conf.la $(BENCHMARK_LIBS)

.PHONY: bench
if HAVE_BENCHMARK
check_PROGRAMS += tests/bench/bench
bench: tests/bench/bench$(EXEEXT)
	tests/bench/bench$(EXEEXT) $(BENCHFLAGS)
else
bench:
	@echo "make bench needs Google Benchmark: install 'libbenchmark-dev' (Debian) or 'google-benchmark-devel' (Fedora) and configure again" >&2
	@exit 1
endif
