# SPDX-License-Identifier: LGPL-2.1-or-later
# The schema of the port grammar, for editors, and completion for the shell.
schemadir = $(datadir)/libvirt-chardev
dist_schema_DATA = data/port-grammar.rng
bashcompletiondir = $(datadir)/bash-completion/completions
dist_bashcompletion_DATA = \
	data/virt-chardev \
	data/virt-chardev-setup \
	$(NULL)
UNINSTALL_HOOKS += uninstall-data-directory
uninstall-data-directory:
	rmdir '$(DESTDIR)$(schemadir)' 2>/dev/null || :
