# SPDX-License-Identifier: LGPL-2.1-or-later
# The catalogues are complete and are found: no message, file or language is forgotten.
# shellcheck shell=sh disable=SC2154,SC2317
. "$abs_top_srcdir/tests/tap.sh"

for program in msgfmt msgcmp xgettext make; do
    command -v $program >/dev/null || skip_all "$program is not installed"
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
po=$abs_top_srcdir/po
pot=$abs_top_builddir/po/libvirt-chardev.pot

make_pot() { make -C "$abs_top_builddir" po/libvirt-chardev.pot; }
well_formed() { msgfmt --check -o /dev/null "$1"; }
translates_all() { msgcmp "$1" "$pot"; }
has_no_leftovers() { test "$(msgattrib --no-obsolete "$1" | grep -c '^msgid ')" = "$(grep -c '^msgid ' "$pot")"; }

# Newer releases of glibc (seen: 2.41, not 2.36) translate nothing in C.UTF-8. A machine may have no other locale: it gets another name.
for locale in /usr/lib/locale/C.[uU]*8; do
    [ -d "$locale" ] || skip_all "there is no locale of which a user's can be made: $locale"
    mkdir "$work/locale"
    cp -R "$locale" "$work/locale/xx_XX.UTF-8"
done

# speaks LANGUAGE WORD: the installed command says WORD in that language.
speaks()
{
    mkdir -p "$work/$1/LC_MESSAGES"
    msgfmt -o "$work/$1/LC_MESSAGES/libvirt-chardev.mo" "$po/$1.po"
    sed "s|^TEXTDOMAINDIR=.*|TEXTDOMAINDIR=$work|" "$abs_top_builddir/src/tools/virt-chardev-setup" >"$work/tool"
    contains "$(LANGUAGE=$1 LOCPATH=$work/locale LC_ALL=xx_XX.UTF-8 sh "$work/tool" status --root "$work" 2>&1 || :)" "$2"
}

check "po/POTFILES.in names every file with messages (else run 'make update-po')" \
    test "$(sh "$po/files" "$abs_top_srcdir")" = "$(cat "$po/POTFILES.in")"
check "the messages can be extracted" make_pot
for language in de fr; do
    check "$language: well-formed" well_formed "$po/$language.po"
    check "$language: every message is translated (else run 'make update-po' and translate)" \
        translates_all "$po/$language.po"
    check "$language: nothing is left over" has_no_leftovers "$po/$language.po"
done
check "the command speaks German" speaks de 'Treiberverzeichnis'
check "the command speaks French" speaks fr 'répertoire des pilotes'
finish
