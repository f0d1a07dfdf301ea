# SPDX-License-Identifier: LGPL-2.1-or-later
# The libvirt module: one shim per stock driver, C and libc only, and the real module behind it.
module_libraries = libvirt_chardev.la libvirt_driver_libxl.la libvirt_driver_qemu.la
noinst_LTLIBRARIES += $(module_libraries) libchardev-driver.la

RUNSTATE_CPPFLAGS = -DRUNSTATE_DIR=\"$(libvirtrunstatedir)\"
shim_sources = \
	src/driver/module_file.c \
	src/driver/module_file.h \
	src/driver/register.h \
	src/driver/shim.c \
	src/driver/status_file.c \
	src/driver/status_file.h \
	$(NULL)
libvirt_driver_libxl_la_SOURCES = $(shim_sources)
libvirt_driver_libxl_la_CPPFLAGS = $(AM_CPPFLAGS) $(RUNSTATE_CPPFLAGS) -DCHARDEV_HYPERVISOR=libxl
libvirt_driver_libxl_la_LDFLAGS = $(libvirt_driver_qemu_la_LDFLAGS)
libvirt_driver_libxl_la_LIBADD = $(libvirt_driver_qemu_la_LIBADD)

libvirt_driver_qemu_la_SOURCES = $(shim_sources)
libvirt_driver_qemu_la_CPPFLAGS = $(AM_CPPFLAGS) $(RUNSTATE_CPPFLAGS) -DCHARDEV_HYPERVISOR=qemu
libvirt_driver_qemu_la_LDFLAGS = \
	$(AM_LDFLAGS) -module -avoid-version -shared -rpath $(chardevdriverdir) $(NO_UNDEFINED) \
	-Wl,--version-script=$(srcdir)/src/driver/shim.map
libvirt_driver_qemu_la_LIBADD = -ldl -lpthread

# All of the module but its door, for the tests too.
libchardev_driver_la_SOURCES = \
	src/driver/api.hpp \
	src/driver/as_daemon.cpp \
	src/driver/as_daemon.hpp \
	src/driver/autostart.cpp \
	src/driver/autostart.hpp \
	src/driver/bench.cpp \
	src/driver/bench.hpp \
	src/driver/command_line.cpp \
	src/driver/command_line.hpp \
	src/driver/configuration.cpp \
	src/driver/configuration.hpp \
	src/driver/console.cpp \
	src/driver/console.hpp \
	src/driver/console_session.cpp \
	src/driver/console_session.hpp \
	src/driver/daemon.cpp \
	src/driver/daemon.hpp \
	src/driver/decorate.cpp \
	src/driver/decorate.hpp \
	src/driver/define.cpp \
	src/driver/define.hpp \
	src/driver/definition_edit.cpp \
	src/driver/definition_edit.hpp \
	src/driver/definition_lock.cpp \
	src/driver/definition_lock.hpp \
	src/driver/driver.cpp \
	src/driver/driver.hpp \
	src/driver/edit.cpp \
	src/driver/edit.hpp \
	src/driver/entries.cpp \
	src/driver/entries.hpp \
	src/driver/entry_list.hpp \
	src/driver/guard.hpp \
	src/driver/guest.cpp \
	src/driver/guest.hpp \
	src/driver/hypervisor.hpp \
	src/driver/hypervisors.cpp \
	src/driver/hypervisors.hpp \
	src/driver/imported.cpp \
	src/driver/imported.hpp \
	src/driver/input.cpp \
	src/driver/input.hpp \
	src/driver/last_error.hpp \
	src/driver/libvirt_private.cpp \
	src/driver/libvirt_private.hpp \
	src/driver/measure.cpp \
	src/driver/measure.hpp \
	src/driver/migrate.cpp \
	src/driver/migrate.hpp \
	src/driver/outline.cpp \
	src/driver/outline.hpp \
	src/driver/probes.cpp \
	src/driver/probes.hpp \
	src/driver/report.cpp \
	src/driver/report.hpp \
	src/driver/saved_image.cpp \
	src/driver/saved_image.hpp \
	src/driver/start.cpp \
	src/driver/start.hpp \
	src/driver/status.cpp \
	src/driver/status.hpp \
	src/driver/status_file.c \
	src/driver/status_file.h \
	src/driver/stored.cpp \
	src/driver/stored.hpp \
	src/driver/table.cpp \
	src/driver/table.hpp \
	src/driver/text.hpp \
	src/driver/view.cpp \
	src/driver/view.hpp \
	src/driver/waiting.cpp \
	src/driver/waiting.hpp \
	src/driver/wrap.hpp \
	src/driver/writers.cpp \
	src/driver/writers.hpp \
	$(NULL)
libchardev_driver_la_CPPFLAGS = \
	$(AM_CPPFLAGS) $(LIBVIRT_CFLAGS) $(RUNSTATE_CPPFLAGS) \
	-DLOCALSTATE_DIR=\"$(libvirtlocalstatedir)\" \
	-DSYSCONF_DIR=\"$(libvirtsysconfdir)\"
libchardev_driver_la_LIBADD = $(LIBVIRT_LIBS) $(LIBXML_LIBS) -ldl -lpthread

# libstdc++ stays shared: the shim survives where it is missing, and the host keeps it up to date.
libvirt_chardev_la_SOURCES = src/driver/register.cpp
libvirt_chardev_la_CPPFLAGS = $(libchardev_driver_la_CPPFLAGS)
libvirt_chardev_la_LDFLAGS = \
	$(AM_LDFLAGS) -module -avoid-version -shared -rpath $(chardevdriverdir) $(NO_UNDEFINED) $(NO_UNUSED) -Wl,--exclude-libs,ALL \
	-Wl,--version-script=$(srcdir)/src/driver/module.map
libvirt_chardev_la_LIBADD = \
	libchardev-driver.la libchardev-xen.la libchardev-qemu.la libchardev-conf.la \
	$(LIBVIRT_LIBS) $(LIBXML_LIBS) $(GLIB_LIBS) -ldl -lpthread

EXTRA_DIST += src/driver/shim.map src/driver/module.map

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
