# SPDX-License-Identifier: LGPL-2.1-or-later
# The libvirt module: one shim per stock driver, C and libc only, and the real module behind it.
module_libraries = libvirt_chardev.la libvirt_driver_libxl.la libvirt_driver_qemu.la
noinst_LTLIBRARIES += $(module_libraries) libchardev-driver.la

RUNSTATE_CPPFLAGS = -DRUNSTATE_DIR=\"$(libvirtrunstatedir)\"
shim_sources = \
	src/driver/load/register.h \
	src/driver/load/shim.c \
	src/driver/load/status_file.c \
	src/driver/load/status_file.h \
	$(NULL)
libvirt_driver_libxl_la_SOURCES = $(shim_sources)
libvirt_driver_libxl_la_CPPFLAGS = $(AM_CPPFLAGS) $(RUNSTATE_CPPFLAGS) -DCHARDEV_HYPERVISOR=libxl
libvirt_driver_libxl_la_LDFLAGS = $(libvirt_driver_qemu_la_LDFLAGS)
libvirt_driver_libxl_la_LIBADD = $(libvirt_driver_qemu_la_LIBADD)

libvirt_driver_qemu_la_SOURCES = $(shim_sources)
libvirt_driver_qemu_la_CPPFLAGS = $(AM_CPPFLAGS) $(RUNSTATE_CPPFLAGS) -DCHARDEV_HYPERVISOR=qemu
libvirt_driver_qemu_la_LDFLAGS = \
	$(AM_LDFLAGS) -module -avoid-version -shared -rpath $(chardevdriverdir) $(NO_UNDEFINED) \
	-Wl,--version-script=$(srcdir)/src/driver/load/shim.map
libvirt_driver_qemu_la_LIBADD = -ldl -lpthread

# All of the module but its door, for the tests too.
libchardev_driver_la_SOURCES = \
	src/driver/entries/as_daemon.cpp \
	src/driver/entries/as_daemon.hpp \
	src/driver/entries/autostart.cpp \
	src/driver/entries/autostart.hpp \
	src/driver/entries/console.cpp \
	src/driver/entries/daemon.cpp \
	src/driver/entries/daemon.hpp \
	src/driver/entries/decorate.cpp \
	src/driver/entries/decorate.hpp \
	src/driver/entries/define.cpp \
	src/driver/entries/definition_edit.cpp \
	src/driver/entries/definition_edit.hpp \
	src/driver/entries/definition_lock.cpp \
	src/driver/entries/definition_lock.hpp \
	src/driver/entries/edit.cpp \
	src/driver/entries/hypervisors.cpp \
	src/driver/entries/hypervisors.hpp \
	src/driver/entries/xml_input.cpp \
	src/driver/entries/xml_input.hpp \
	src/driver/entries/last_error.hpp \
	src/driver/entries/migrate.cpp \
	src/driver/entries/native.cpp \
	src/driver/entries/outline.cpp \
	src/driver/entries/outline.hpp \
	src/driver/entries/saved_image.cpp \
	src/driver/entries/saved_image.hpp \
	src/driver/entries/start.cpp \
	src/driver/entries/start_document.cpp \
	src/driver/entries/start_document.hpp \
	src/driver/entries/text.hpp \
	src/driver/entries/waiting.cpp \
	src/driver/entries/waiting.hpp \
	src/driver/entries/wrap.hpp \
	src/driver/entries/writers.cpp \
	src/driver/exception_boundary.hpp \
	src/driver/hypervisor.hpp \
	src/driver/load/api.hpp \
	src/driver/load/driver.cpp \
	src/driver/load/driver.hpp \
	src/driver/load/dummy_objects.cpp \
	src/driver/load/dummy_objects.hpp \
	src/driver/load/entry.cpp \
	src/driver/load/entry.hpp \
	src/driver/load/entry_list.hpp \
	src/driver/load/libvirt_private.cpp \
	src/driver/load/libvirt_private.hpp \
	src/driver/load/measure.cpp \
	src/driver/load/measure.hpp \
	src/driver/load/status.cpp \
	src/driver/load/status.hpp \
	src/driver/load/status_file.c \
	src/driver/load/status_file.h \
	src/driver/load/table.cpp \
	src/driver/load/table.hpp \
	src/driver/report.cpp \
	src/driver/report.hpp \
	src/driver/uri.cpp \
	src/driver/uri.hpp \
	$(NULL)
libchardev_driver_la_CPPFLAGS = \
	$(AM_CPPFLAGS) $(LIBVIRT_CFLAGS) $(RUNSTATE_CPPFLAGS) \
	-DLOCALSTATE_DIR=\"$(libvirtlocalstatedir)\" \
	-DSYSCONF_DIR=\"$(libvirtsysconfdir)\"
libchardev_driver_la_LIBADD = $(LIBVIRT_LIBS) $(LIBXML_LIBS) -ldl -lpthread

# libstdc++ stays shared: the shim survives where it is missing, and the host keeps it up to date.
libvirt_chardev_la_SOURCES = src/driver/load/register.cpp
libvirt_chardev_la_CPPFLAGS = $(libchardev_driver_la_CPPFLAGS)
libvirt_chardev_la_LDFLAGS = \
	$(AM_LDFLAGS) -module -avoid-version -shared -rpath $(chardevdriverdir) $(NO_UNDEFINED) $(NO_UNUSED) -Wl,--exclude-libs,ALL \
	-Wl,--version-script=$(srcdir)/src/driver/load/module.map
libvirt_chardev_la_LIBADD = \
	libchardev-driver.la libchardev-xen.la libchardev-import.la libchardev-qemu.la libchardev-conf.la \
	$(LIBVIRT_LIBS) $(LIBXML_LIBS) $(GLIB_LIBS) -ldl -lpthread

EXTRA_DIST += src/driver/load/shim.map src/driver/load/module.map

# A directory to aim LIBVIRT_DRIVER_DIR at, before anything is installed.
all-local: connection-driver/libvirt_chardev.so
connection-driver/libvirt_chardev.so: $(module_libraries)
	$(AM_V_GEN)$(MKDIR_P) connection-driver
	$(AM_V_at)for module in $(stockdriverdir)/libvirt_driver_*.so; do \
	    ln -sf "$$module" connection-driver/; done
	$(AM_V_at)$(install_sh_PROGRAM) $(module_libraries:%.la=.libs/%.so) connection-driver

# Without libtool, which strips a module after it has been put in its place.
INSTALL_HOOKS += install-modules
install-modules: connection-driver/libvirt_chardev.so
	$(MKDIR_P) '$(DESTDIR)$(chardevdriverdir)'
	$(INSTALL_PROGRAM_ENV) $(INSTALL_PROGRAM) $(module_libraries:%.la=connection-driver/%.so) '$(DESTDIR)$(chardevdriverdir)'

CLEAN_HOOKS += clean-connection-driver
clean-connection-driver:
	rm -rf connection-driver
