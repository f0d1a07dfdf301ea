# SPDX-License-Identifier: LGPL-2.1-or-later
# Unit tests run everywhere; tests/xen/run (make check-xen) boots a real Xen under emulation.
check_PROGRAMS += tests/xen/xen_test
TESTS += tests/xen/xen_test
UNIT_TESTS += tests/xen/xen_test

tests_xen_xen_test_SOURCES = \
	tests/qemu/as_read.cpp \
	tests/qemu/as_read.hpp \
	tests/qemu/injection.cpp \
	tests/qemu/injection.hpp \
	tests/qemu/property_cases.hpp \
	tests/qemu/random_port.cpp \
	tests/qemu/random_port.hpp \
	tests/xen/assignments_test.cpp \
	tests/xen/config_read_test.cpp \
	tests/xen/config_write_test.cpp \
	tests/xen/device_model_test.cpp \
	tests/xen/hostile_test.cpp \
	tests/xen/limits_test.cpp \
	tests/xen/monitor_test.cpp \
	tests/xen/native_test.cpp \
	tests/xen/policy_test.cpp \
	tests/xen/property_test.cpp \
	tests/xen/quoting_test.cpp \
	tests/xen/stock_test.cpp \
	tests/xen/version_test.cpp \
	$(NULL)
tests_xen_xen_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_xen_xen_test_LDADD = libchardev-xen.la libchardev-qemu.la libchardev-conf.la $(UNIT_LIBS)

check_PROGRAMS += tests/xen/corpus_test
TESTS += \
	tests/xen/config_test.py \
	tests/xen/corpus_test \
	tests/xen/lowered_test.py \
	$(NULL)
UNIT_TESTS += tests/xen/corpus_test

tests_xen_corpus_test_SOURCES = \
	tests/conf/golden.hpp \
	tests/conf/hypervisor.hpp \
	tests/qemu/as_read.cpp \
	tests/qemu/as_read.hpp \
	tests/xen/config_corpus_test.cpp \
	tests/xen/corpus_test.cpp \
	$(NULL)
tests_xen_corpus_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_xen_corpus_test_LDADD = libchardev-xen.la libchardev-qemu.la libchardev-conf.la $(UNIT_LIBS)
EXTRA_DIST += \
	tests/cfg2xmldata \
	tests/xen/config_meaning.py \
	tests/xen/config_rules.py \
	tests/xen/config_test.py \
	tests/xen/corpus_ports.py \
	tests/xen/dom0/goldens.py \
	tests/xen/dom0/grammars.py \
	tests/xen/dom0/init \
	tests/xen/dom0/lab.py \
	tests/xen/dom0/main.py \
	tests/xen/dom0/native.py \
	tests/xen/dom0/paravirtual.py \
	tests/xen/dom0/ports.py \
	tests/xen/dom0/refused.py \
	tests/xen/dom0/stored.py \
	tests/xen/dom0/waiting.py \
	tests/xen/lowered_test.py \
	tests/xen/pack \
	tests/xen/run \
	tests/xen/xlutil.py \
	$(NULL)

# A run that is skipped (77) says why, and fails nothing.
.PHONY: check-xen
check-xen: all
	$(top_srcdir)/tests/xen/run --build . || test $$? = 77
CLEAN_HOOKS += clean-xen-lab
clean-xen-lab:
	rm -rf tests/xen/lab
