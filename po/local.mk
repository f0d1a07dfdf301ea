# SPDX-License-Identifier: LGPL-2.1-or-later
# Translations. `make update-po` takes new and changed messages into po/*.po; translate them, then commit.
LINGUAS = \
	de \
	fr \
	$(NULL)
PO_FILES = $(LINGUAS:%=po/%.po)
GMO_FILES = $(LINGUAS:%=po/%.gmo)
POT_FILE = po/libvirt-chardev.pot
XGETTEXT_OPTIONS = \
	--from-code=UTF-8 \
	--add-comments=TRANSLATORS \
	--no-location \
	--sort-output \
	--package-name=libvirt-chardev \
	--copyright-holder='the libvirt-chardev authors' \
	--foreign-user \
	$(NULL)

EXTRA_DIST += \
	po/POTFILES.in \
	po/files \
	$(PO_FILES) \
	$(NULL)
CLEANFILES += \
	$(GMO_FILES) \
	$(POT_FILE) \
	$(NULL)
all-local: $(GMO_FILES)

po/%.gmo: $(srcdir)/po/%.po
	$(AM_V_GEN)$(MKDIR_P) po && $(MSGFMT) --check -o $@ $<

.PHONY: $(POT_FILE) update-po
$(POT_FILE):
	$(AM_V_GEN)$(MKDIR_P) po && rm -f $@ && cd $(srcdir) && \
	$(XGETTEXT) $(XGETTEXT_OPTIONS) --language=C++ --keyword=_ --keyword=N_ --flag=_:1:pass-c-format \
		--flag=format:1:c-format -o $(abs_top_builddir)/$@ `grep '\.[ch]' po/POTFILES.in` && \
	$(XGETTEXT) $(XGETTEXT_OPTIONS) --language=Shell --keyword= --keyword=say --keyword=die \
		--flag=say:1:c-format --flag=die:1:c-format \
		--join-existing -o $(abs_top_builddir)/$@ `grep '\.in$$' po/POTFILES.in`

update-po:
	$(SHELL) $(srcdir)/po/files $(srcdir) >$(srcdir)/po/POTFILES.in
	$(MAKE) $(AM_MAKEFLAGS) $(POT_FILE)
	for file in $(PO_FILES); do \
		$(MSGMERGE) --quiet --update --backup=none --no-fuzzy-matching --sort-output $(srcdir)/$$file $(POT_FILE) || exit 1; \
	done

INSTALL_HOOKS += install-translations
install-translations: $(GMO_FILES)
	for language in $(LINGUAS); do \
		directory='$(DESTDIR)$(localedir)'/$$language/LC_MESSAGES; \
		$(MKDIR_P) "$$directory" && \
		$(INSTALL_DATA) po/$$language.gmo "$$directory/libvirt-chardev.mo" || exit 1; \
	done

UNINSTALL_HOOKS += uninstall-translations
uninstall-translations:
	for language in $(LINGUAS); do \
		rm -f '$(DESTDIR)$(localedir)'/$$language/LC_MESSAGES/libvirt-chardev.mo; \
	done
