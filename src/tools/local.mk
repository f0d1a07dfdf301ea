# SPDX-License-Identifier: LGPL-2.1-or-later
# The installed commands.
bin_PROGRAMS += virt-chardev
virt_chardev_SOURCES = \
	src/tools/check.cpp \
	src/tools/command.hpp \
	src/tools/convert.cpp \
	src/tools/from_native.cpp \
	src/tools/hypervisor.cpp \
	src/tools/hypervisor.hpp \
	src/tools/input_output.cpp \
	src/tools/input_output.hpp \
	src/tools/options.cpp \
	src/tools/options.hpp \
	src/tools/request.cpp \
	src/tools/request.hpp \
	src/tools/to_native.cpp \
	src/tools/virt-chardev.cpp \
	$(NULL)
virt_chardev_LDADD = libchardev-xen.la libchardev-import.la libchardev-qemu.la libchardev-conf.la $(LIBXML_LIBS) $(GLIB_LIBS)

sbin_SCRIPTS += src/tools/virt-chardev-setup
CLEANFILES += src/tools/virt-chardev-setup
EXTRA_DIST += src/tools/virt-chardev-setup.in

src/tools/virt-chardev-setup: src/tools/virt-chardev-setup.in Makefile
	$(AM_V_GEN)$(MKDIR_P) src/tools && $(SUBSTITUTE) $(srcdir)/src/tools/virt-chardev-setup.in >$@.new && \
	chmod +x $@.new && mv $@.new $@

# A package that is staged with DESTDIR leaves the stock modules' links to virt-chardev-setup.
INSTALL_HOOKS += install-stock-links
install-stock-links: install-modules
	test -n '$(DESTDIR)' || test ! -e '$(chardevdriverdir)/libvirt_chardev.so' || $(SHELL) src/tools/virt-chardev-setup refresh

UNINSTALL_HOOKS += uninstall-stock-links
uninstall-stock-links:
	rm -f '$(DESTDIR)$(chardevdriverdir)'/libvirt_*.so
	rmdir '$(DESTDIR)$(chardevdriverdir)' '$(DESTDIR)$(libdir)/libvirt-chardev' 2>/dev/null || :
	test -n '$(DESTDIR)' || \
	! grep -qs '=$(chardevdriverdir)$$' /etc/systemd/system/*.service.d/libvirt-chardev.conf || \
	$(SHELL) src/tools/virt-chardev-setup disable
