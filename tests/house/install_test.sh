# SPDX-License-Identifier: LGPL-2.1-or-later
# What make install puts where, and that make uninstall leaves nothing.
# shellcheck shell=sh disable=SC2154,SC2317
. "$abs_top_srcdir/tests/tap.sh"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unset MAKEFLAGS MFLAGS MAKELEVEL

tool=$abs_top_builddir/src/tools/virt-chardev-setup
ours=$work$(sed -n 's/^ours=//p' "$tool")

made() { make -C "$abs_top_builddir" DESTDIR="$work" "$@"; }
# No file can be written beyond 64 KiB.
made_on_a_full_disk() { (trap '' XFSZ && ulimit -f 128 && made -k "$@"); }
sums() { find "$work" -type f -exec cksum {} + | LC_ALL=C sort; }
has_symbols() { [ -n "$(nm "$1" 2>/dev/null)" ]; }
has() { [ -n "$(find "$work" -path "*/$1")" ]; }
exports_only() { [ "$(nm -D --defined-only "$1" | grep -v ' A ' | sed 's/.* //')" = "$2" ]; }
nothing_left() { [ -z "$(find "$work" ! -type d)" ] && [ -z "$(find "$work" -name '*chardev*')" ]; }

check "make install works" made install
for module in libvirt_driver_libxl.so libvirt_driver_qemu.so libvirt_chardev.so; do
    check "$module is in our driver directory" test -x "$ours/$module"
done
check "libvirt finds nothing else there" test "$(find "$ours" -type f | wc -l)" -eq 3
check "the shim exports the register function alone" exports_only "$ours/libvirt_driver_qemu.so" qemuRegister
check "Xen's shim too" exports_only "$ours/libvirt_driver_libxl.so" libxlRegister
for file in bin/virt-chardev man1/virt-chardev.1 completions/virt-chardev \
    sbin/virt-chardev-setup man7/libvirt-chardev.7 man8/virt-chardev-setup.8 \
    libvirt-chardev/port-grammar.rng completions/virt-chardev-setup \
    de/LC_MESSAGES/libvirt-chardev.mo fr/LC_MESSAGES/libvirt-chardev.mo; do
    check "$file is installed" has "$file"
done
binary=$(find "$work" -path "*/bin/virt-chardev")
for program in "$binary" "$ours/libvirt_driver_qemu.so" "$ours/libvirt_chardev.so"; do
    check "${program##*/} is stripped" refuses has_symbols "$program"
done
before=$(sums)
check "make install fails on a full disk" refuses made_on_a_full_disk install
check "the old files stay, and nothing else" test "$before" = "$(sums)"
check "make install STRIP=: works" made install STRIP=:
for program in "$binary" "$ours/libvirt_driver_qemu.so" "$ours/libvirt_chardev.so"; do
    check "${program##*/} keeps its symbols then" has_symbols "$program"
done
check "make uninstall works" made uninstall
check "nothing is left" nothing_left
finish
