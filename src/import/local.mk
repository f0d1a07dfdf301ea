# SPDX-License-Identifier: LGPL-2.1-or-later
# Whole guests out of QEMU's command lines.
noinst_LTLIBRARIES += libchardev-import.la

libchardev_import_la_SOURCES = \
	src/import/argument.cpp \
	src/import/argument.hpp \
	src/import/boot.cpp \
	src/import/command_line.cpp \
	src/import/command_line.hpp \
	src/import/command_prefix.cpp \
	src/import/command_prefix.hpp \
	src/import/defaults.cpp \
	src/import/defaults.hpp \
	src/import/device.cpp \
	src/import/disk.cpp \
	src/import/disk.hpp \
	src/import/disk_device.cpp \
	src/import/display.cpp \
	src/import/guest.cpp \
	src/import/guest.hpp \
	src/import/import.cpp \
	src/import/import.hpp \
	src/import/kept.cpp \
	src/import/kept.hpp \
	src/import/libvirts_own.cpp \
	src/import/machine.cpp \
	src/import/memory.cpp \
	src/import/net.cpp \
	src/import/ports.cpp \
	src/import/program.cpp \
	src/import/program.hpp \
	src/import/reference.cpp \
	src/import/reference.hpp \
	src/import/slots.cpp \
	src/import/slots.hpp \
	src/import/table.cpp \
	src/import/table.hpp \
	$(NULL)
