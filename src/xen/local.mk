# SPDX-License-Identifier: LGPL-2.1-or-later
noinst_LTLIBRARIES += libchardev-xen.la

libchardev_xen_la_SOURCES = \
	src/xen/assignments.hpp \
	src/xen/assignments_xl.cpp \
	src/xen/assignments_xm.cpp \
	src/xen/config.hpp \
	src/xen/config_read.cpp \
	src/xen/config_write.cpp \
	src/xen/device_model.cpp \
	src/xen/device_model.hpp \
	src/xen/limits.cpp \
	src/xen/limits.hpp \
	src/xen/monitor.cpp \
	src/xen/monitor.hpp \
	src/xen/native.cpp \
	src/xen/native.hpp \
	src/xen/policy.cpp \
	src/xen/policy.hpp \
	src/xen/quoting.cpp \
	src/xen/quoting.hpp \
	src/xen/version.cpp \
	src/xen/version.hpp \
	$(NULL)
