# SPDX-License-Identifier: LGPL-2.1-or-later
# What every directory's local.mk builds on: flags for all, and lists that each local.mk appends to.
#
# A list ends in $(NULL), one file per line. Flags of libraries come per target:
#   GLIB_CFLAGS/LIBS, JSON_CFLAGS (headers alone), LIBXML_CFLAGS/LIBS, LIBVIRT_CFLAGS/LIBS,
#   GTEST_CFLAGS/LIBS (tests: UNIT_CPPFLAGS, UNIT_LIBS)

NULL =

AM_CPPFLAGS = \
	-D_GNU_SOURCE \
	-I$(top_srcdir)/src \
	-I$(top_builddir) \
	-DSTOCK_DRIVER_DIR=\"$(stockdriverdir)\" \
	-DLOCALE_DIR=\"$(localedir)\" \
	$(NULL)
AM_CFLAGS = $(WARN_CFLAGS) $(SANITIZER_FLAGS)
AM_CXXFLAGS = $(WARN_CXXFLAGS) $(SANITIZER_FLAGS) $(GLIB_CFLAGS) $(JSON_CFLAGS) $(LIBXML_CFLAGS)
AM_LDFLAGS = $(SANITIZER_FLAGS)

bin_PROGRAMS =
noinst_LTLIBRARIES =
noinst_PROGRAMS =
check_LTLIBRARIES =
check_PROGRAMS =
check_SCRIPTS =
check_DATA =
dist_check_SCRIPTS =
sbin_SCRIPTS =
dist_man_MANS =
EXTRA_DIST =
BUILT_SOURCES =
CLEANFILES =
DISTCLEANFILES =
TESTS =
# Targets that run at the end of install, uninstall and clean.
INSTALL_HOOKS =
UNINSTALL_HOOKS =
CLEAN_HOOKS =

# install-sh writes and strips a file under another name and then renames it, so that none is ever incomplete.
INSTALL = $(install_sh) -c
INSTALL_PROGRAM = $(INSTALL) -s
INSTALL_PROGRAM_ENV = STRIPPROG='$(STRIP)'

# sed script for files that name installed places
SUBSTITUTE = $(SED) \
	-e 's|@VERSION[@]|$(VERSION)|g' \
	-e 's|@stockdriverdir[@]|$(stockdriverdir)|g' \
	-e 's|@chardevdriverdir[@]|$(chardevdriverdir)|g' \
	-e 's|@libvirtsysconfdir[@]|$(libvirtsysconfdir)|g' \
	-e 's|@libvirtrunstatedir[@]|$(libvirtrunstatedir)|g' \
	-e 's|@sbindir[@]|$(sbindir)|g' \
	-e 's|@localedir[@]|$(localedir)|g'
