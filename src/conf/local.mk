# SPDX-License-Identifier: LGPL-2.1-or-later
# The model and the grammars.
noinst_LTLIBRARIES += libchardev-conf.la
libchardev_conf_la_LIBADD = $(LIBXML_LIBS) $(GLIB_LIBS)
libchardev_conf_la_SOURCES = \
	src/conf/address.cpp \
	src/conf/carried.cpp \
	src/conf/carried.hpp \
	src/conf/document.hpp \
	src/conf/element.cpp \
	src/conf/element.hpp \
	src/conf/element_write.cpp \
	src/conf/gettext.cpp \
	src/conf/gettext.hpp \
	src/conf/labels.cpp \
	src/conf/labels.hpp \
	src/conf/libvirt_grammar.hpp \
	src/conf/libvirt_match.cpp \
	src/conf/libvirt_read.cpp \
	src/conf/libvirt_read.hpp \
	src/conf/libvirt_rows.hpp \
	src/conf/libvirt_write.cpp \
	src/conf/model.cpp \
	src/conf/model.hpp \
	src/conf/policy.hpp \
	src/conf/port_grammar.hpp \
	src/conf/port_read.cpp \
	src/conf/port_read.hpp \
	src/conf/port_rows.hpp \
	src/conf/port_stream.cpp \
	src/conf/port_write.cpp \
	src/conf/reader.cpp \
	src/conf/reader.hpp \
	src/conf/result.cpp \
	src/conf/result.hpp \
	src/conf/rows.hpp \
	src/conf/serial_model.cpp \
	src/conf/serial_model.hpp \
	src/conf/value.cpp \
	src/conf/value.hpp \
	$(NULL)
