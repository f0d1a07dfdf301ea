# SPDX-License-Identifier: LGPL-2.1-or-later
# Whole guests out of QEMU's command lines.
noinst_LTLIBRARIES += libchardev-import.la

libchardev_import_la_SOURCES = \
	src/import/command_line.cpp \
	src/import/command_line.hpp \
	src/import/command_prefix.cpp \
	src/import/command_prefix.hpp \
	src/import/import.cpp \
	src/import/import.hpp \
	src/import/import_argument.cpp \
	src/import/import_argument.hpp \
	src/import/import_board.cpp \
	src/import/import_boot.cpp \
	src/import/import_device.cpp \
	src/import/import_disk.cpp \
	src/import/import_disk.hpp \
	src/import/import_disk_device.cpp \
	src/import/import_display.cpp \
	src/import/import_group.cpp \
	src/import/import_libvirt.cpp \
	src/import/import_machine.cpp \
	src/import/import_memory.cpp \
	src/import/import_net.cpp \
	src/import/import_places.cpp \
	src/import/import_places.hpp \
	src/import/import_ports.cpp \
	src/import/import_ports.hpp \
	src/import/import_reference.cpp \
	src/import/import_reference.hpp \
	src/import/import_rename.cpp \
	src/import/import_rename.hpp \
	src/import/import_set.cpp \
	src/import/import_slots.cpp \
	src/import/import_table.cpp \
	src/import/import_table.hpp \
	src/import/import_write.cpp \
	src/import/import_write.hpp \
	src/import/program.cpp \
	src/import/program.hpp \
	$(NULL)
