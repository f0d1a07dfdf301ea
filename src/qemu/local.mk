# SPDX-License-Identifier: LGPL-2.1-or-later
noinst_LTLIBRARIES += libchardev-qemu.la

libchardev_qemu_la_SOURCES = \
	src/qemu/arguments.cpp \
	src/qemu/arguments.hpp \
	src/qemu/chardev/backend.hpp \
	src/qemu/chardev/backend.cpp \
	src/qemu/chardev/device.cpp \
	src/qemu/chardev/device.hpp \
	src/qemu/chardev/device_address.cpp \
	src/qemu/chardev/device_address.hpp \
	src/qemu/chardev/endpoint.cpp \
	src/qemu/chardev/endpoint.hpp \
	src/qemu/chardev/extra_options.cpp \
	src/qemu/chardev/extra_options.hpp \
	src/qemu/chardev/front_end.cpp \
	src/qemu/chardev/front_end.hpp \
	src/qemu/chardev/option_json.cpp \
	src/qemu/chardev/option_json.hpp \
	src/qemu/chardev/option_list.cpp \
	src/qemu/chardev/option_list.hpp \
	src/qemu/chardev/option_reader.cpp \
	src/qemu/chardev/option_reader.hpp \
	src/qemu/chardev/option_tree.cpp \
	src/qemu/chardev/option_tree.hpp \
	src/qemu/chardev/socket.cpp \
	src/qemu/chardev/spelling.hpp \
	src/qemu/legacy/grammar.hpp \
	src/qemu/legacy/sockets.cpp \
	src/qemu/legacy/spelling.hpp \
	src/qemu/legacy/strings.cpp \
	src/qemu/limits.cpp \
	src/qemu/limits.hpp \
	src/qemu/policy.cpp \
	src/qemu/policy.hpp \
	src/qemu/port_numbers.hpp \
	src/qemu/release/emulator.cpp \
	src/qemu/release/emulator.hpp \
	src/qemu/release/version.cpp \
	src/qemu/release/version.hpp \
	$(NULL)
