# SPDX-License-Identifier: LGPL-2.1-or-later
noinst_LTLIBRARIES += libchardev-qemu.la

libchardev_qemu_la_SOURCES = \
	src/qemu/arguments.hpp \
	src/qemu/chardev.cpp \
	src/qemu/chardev.hpp \
	src/qemu/chardev_read.cpp \
	src/qemu/chardev_socket.cpp \
	src/qemu/chardev_socket.hpp \
	src/qemu/chardev_write.cpp \
	src/qemu/command_line.cpp \
	src/qemu/command_line.hpp \
	src/qemu/device.hpp \
	src/qemu/emulator.cpp \
	src/qemu/emulator.hpp \
	src/qemu/endpoint.cpp \
	src/qemu/endpoint.hpp \
	src/qemu/host_device.cpp \
	src/qemu/host_device.hpp \
	src/qemu/import.hpp \
	src/qemu/legacy.hpp \
	src/qemu/legacy_read.cpp \
	src/qemu/legacy_rules.hpp \
	src/qemu/legacy_socket.cpp \
	src/qemu/legacy_write.cpp \
	src/qemu/limits.cpp \
	src/qemu/limits.hpp \
	src/qemu/live.cpp \
	src/qemu/live.hpp \
	src/qemu/option_list.cpp \
	src/qemu/option_list.hpp \
	src/qemu/option_reader.cpp \
	src/qemu/option_reader.hpp \
	src/qemu/options.cpp \
	src/qemu/options.hpp \
	src/qemu/version.cpp \
	src/qemu/version.hpp \
	$(NULL)
