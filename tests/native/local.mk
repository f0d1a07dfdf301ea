# SPDX-License-Identifier: LGPL-2.1-or-later
# The golden arguments against a real QEMU, and beside libvirt's own.

# Loaded into a QEMU, so without sanitizers. Where it cannot be built, the parallel ports of the host are skipped.
tests/native/parport.so: tests/native/parport.c
	$(AM_V_CC)$(MKDIR_P) tests/native && \
	$(CC) -shared -fPIC -O -o $@ $(top_srcdir)/tests/native/parport.c || echo 'no parport.so: some tests will be skipped' >&2

check_DATA += tests/native/parport.so
CLEANFILES += tests/native/parport.so

NATIVE_TESTS = \
	tests/native/test_reality.py \
	tests/native/test_stock.py \
	$(NULL)
TESTS += $(NATIVE_TESTS)

EXTRA_DIST += \
	tests/native/parport.c \
	tests/native/reality/__init__.py \
	tests/native/reality/argv.py \
	tests/native/reality/corpus.py \
	tests/native/reality/differences.py \
	tests/native/reality/emulator.py \
	tests/native/reality/peers.py \
	tests/native/reality/ports.py \
	tests/native/reality/world.py \
	$(NATIVE_TESTS) \
	$(NULL)
