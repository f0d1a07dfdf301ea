# SPDX-License-Identifier: LGPL-2.1-or-later
# Tests against a real daemon, a real QEMU and a real client; and their guest, a boot sector.

# Needs GNU as and ld that know x86; elsewhere nothing is made, and the live tests say so and are skipped.
tests/guest/boot.img: tests/guest/boot.S
	$(AM_V_GEN)$(MKDIR_P) tests/guest && \
	if as --32 -o tests/guest/boot.o $(top_srcdir)/tests/guest/boot.S; then \
	  ld -m elf_i386 -Ttext 0x7c00 -e _start --oformat binary -o $@ tests/guest/boot.o && chmod a-x $@; \
	else \
	  echo 'no assembler for x86: the live tests will be skipped' >&2; \
	fi

noinst_DATA = tests/guest/boot.img
CLEANFILES += tests/guest/boot.img tests/guest/boot.o

LIVE_TESTS = \
	tests/live/test_changing.py \
	tests/live/test_clients.py \
	tests/live/test_editing.py \
	tests/live/test_embedded.py \
	tests/live/test_errors.py \
	tests/live/test_forms.py \
	tests/live/test_import.py \
	tests/live/test_migration.py \
	tests/live/test_no_xen.py \
	tests/live/test_nodelay.py \
	tests/live/test_numbering.py \
	tests/live/test_pairs.py \
	tests/live/test_programs.py \
	tests/live/test_races.py \
	tests/live/test_restart.py \
	tests/live/test_saving.py \
	tests/live/test_stock.py \
	tests/live/test_stock_alone.py \
	tests/live/test_untouched.py \
	tests/live/test_waiting.py \
	$(NULL)
TESTS += $(LIVE_TESTS)

EXTRA_DIST += \
	tests/guest/boot.S \
	tests/live/harness/__init__.py \
	tests/live/harness/daemon.py \
	tests/live/harness/devices.py \
	tests/live/harness/embedded.py \
	tests/live/harness/forms.py \
	tests/live/harness/guest.py \
	tests/live/harness/stage.py \
	tests/live/harness/tap.py \
	tests/live/harness/websocket.py \
	tests/live/harness/wire.py \
	tests/live/timing.py \
	demo/run \
	$(LIVE_TESTS) \
	$(NULL)

.PHONY: check-live
check-live:
	$(MAKE) $(AM_MAKEFLAGS) check TESTS='$(LIVE_TESTS)'
