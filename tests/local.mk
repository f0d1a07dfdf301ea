# SPDX-License-Identifier: LGPL-2.1-or-later
# The test-suite: GoogleTest programs and scripts, all of them speaking TAP to automake's driver.
#
# A test program adds itself to check_PROGRAMS and TESTS, its name to UNIT_TESTS (run under the sanitizers too), and uses
# UNIT_CPPFLAGS and UNIT_LIBS. Scripts end in .py or .sh and print TAP.

TEST_EXTENSIONS = .py .sh
TAP_DRIVER = env AM_TAP_AWK='$(AWK)' $(SHELL) $(top_srcdir)/build-aux/tap-driver.sh
LOG_DRIVER = $(TAP_DRIVER)
PY_LOG_DRIVER = $(TAP_DRIVER)
PY_LOG_COMPILER = $(PYTHON)
SH_LOG_DRIVER = $(TAP_DRIVER)
SH_LOG_COMPILER = $(SHELL)
AM_TESTS_ENVIRONMENT = \
	CMOCKA_MESSAGE_OUTPUT=TAP; export CMOCKA_MESSAGE_OUTPUT; \
	LC_ALL=C.UTF-8; export LC_ALL; \
	abs_top_srcdir='$(abs_top_srcdir)'; export abs_top_srcdir; \
	abs_top_builddir='$(abs_top_builddir)'; export abs_top_builddir; \
	STOCK_DRIVER_DIR='$(stockdriverdir)'; export STOCK_DRIVER_DIR;

UNIT_TESTS =
UNIT_CPPFLAGS = \
	$(AM_CPPFLAGS) \
	-I$(top_srcdir)/tests \
	-DTESTS_DIR=\"$(abs_top_srcdir)/tests\" \
	$(GTEST_CFLAGS) \
	$(NULL)
UNIT_LIBS = tests/libmain.la $(GTEST_LIBS)

include $(top_srcdir)/tests/report/local.mk
include $(top_srcdir)/tests/conf/local.mk
include $(top_srcdir)/tests/qemu/local.mk
include $(top_srcdir)/tests/xen/local.mk
include $(top_srcdir)/tests/driver/local.mk
include $(top_srcdir)/tests/tools/local.mk
include $(top_srcdir)/tests/fuzz/local.mk
include $(top_srcdir)/tests/house/local.mk
include $(top_srcdir)/tests/live/local.mk
include $(top_srcdir)/tests/native/local.mk
include $(top_srcdir)/tests/bench/local.mk

.PHONY: check-unit
check-unit:
	$(MAKE) $(AM_MAKEFLAGS) check TESTS='$(UNIT_TESTS)'
