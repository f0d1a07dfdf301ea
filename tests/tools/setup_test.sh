# SPDX-License-Identifier: LGPL-2.1-or-later
# virt-chardev-setup on a made-up system: what it writes, what it follows, and that it leaves nothing.
# shellcheck shell=sh disable=SC2154,SC2317
. "$abs_top_srcdir/tests/tap.sh"

tool=$abs_top_builddir/src/tools/virt-chardev-setup
ours=$(sed -n 's/^ours=//p' "$tool")
stock=$(sed -n 's/^stock=//p' "$tool")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# system NAME UNIT…: a fresh made-up system with these services
system()
{
    root=$work/$1
    shift
    mkdir -p "$root$ours" "$root$stock" "$root/etc/libvirt/qemu" "$root/etc/libvirt/libxl" "$root/etc/systemd/system" "$root/usr/lib/systemd/system"
    for module in libxl qemu; do : >"$root$ours/libvirt_driver_$module.so"; done
    : >"$root$ours/libvirt_chardev.so"
    for module in libxl qemu network storage; do : >"$root$stock/libvirt_driver_$module.so"; done
    for unit in "$@"; do : >"$root/usr/lib/systemd/system/$unit.service"; done
}

setup() { sh "$tool" "$@" --root "$root"; }
files() { (cd "$root" && find . | LC_ALL=C sort); }
drop_in() { echo "$root/etc/systemd/system/$1.service.d/libvirt-chardev.conf"; }
link_to() { [ "$(readlink "$root$ours/libvirt_driver_$1.so")" = "$stock/libvirt_driver_$1.so" ]; }
gone() { [ ! -e "$1" ] && [ ! -L "$1" ]; }

# domain DRIVER NAME OPTION
domain()
{
    cat >"$root/etc/libvirt/$1/$2.xml" <<EOF
<domain><name>$2</name>
  <metadata><chardev:ports xmlns:chardev='urn:libvirt-chardev:ports:1' version='1'/></metadata>
  <qemu:commandline><qemu:arg value='-set'/><qemu:arg value='chardev.charserial0.$3'/></qemu:commandline>
</domain>
EOF
}

system all libvirtd virtqemud virtxend
before=$(files)
check "status says that it is not enabled" contains "$(setup status || :)" "libvirtd: not enabled"
check "status fails while it is not enabled" refuses setup status
check "enable works" setup enable
for unit in libvirtd virtqemud virtxend; do
    check "$unit gets our directory" grep -qx "Environment=LIBVIRT_DRIVER_DIR=$ours" "$(drop_in $unit)"
    check "$unit refreshes the links at each start" grep -q "^ExecStartPre=-/.*/virt-chardev-setup refresh$" "$(drop_in $unit)"
done
check "status says that it is enabled" contains "$(setup status)" "virtqemud: enabled"
check "status says the release" contains "$(setup status)" "libvirt-chardev $(sed -n 's/^version=//p' "$tool")"
check "a stock module stands beside ours" link_to network
for module in libxl qemu; do
    check "our own $module module is not replaced" test ! -L "$root$ours/libvirt_driver_$module.so"
done
check "enable twice is enable once" setup enable

: >"$root$stock/libvirt_driver_nodedev.so"
rm "$root$stock/libvirt_driver_storage.so"
check "refresh works" setup refresh
check "a stock module that appeared is followed" link_to nodedev
check "a stock module that vanished is followed" gone "$root$ours/libvirt_driver_storage.so"
rm "$root$stock/libvirt_driver_nodedev.so"
: >"$root$stock/libvirt_driver_storage.so"

mkdir "$work/bin"
printf '#!/bin/sh\n/bin/ln "$@"\nexec /bin/ln "$@"\n' >"$work/bin/ln"
chmod +x "$work/bin/ln"
rm "$root$ours/libvirt_driver_network.so"
check "refresh beside another one works" env PATH="$work/bin:$PATH" sh "$tool" refresh --root "$root"
check "and makes all links" link_to storage

mkdir -p "$root/run/libvirt/libvirt-chardev" "$root/proc/4711"
for name in libxl qemu; do printf 'pid: 4711\nstate: active\n' >"$root/run/libvirt/libvirt-chardev/$name.status"; done
check "status shows a daemon that runs" contains "$(setup status)" "state: active"
check "status shows what it found for Xen" contains "$(setup status)" "libvirt-chardev/libxl.status:"
check "status succeeds" setup status
printf 'pid: 4711\nstate: stock alone\nreason: a reason\n' >"$root/run/libvirt/libvirt-chardev/libxl.status"
check "status says where the stock driver runs alone, and why" contains "$(setup status || :)" "stock libxl driver runs alone: a reason"
check "status fails then" refuses setup status
rmdir "$root/proc/4711" "$root/proc"
check "status succeeds when that daemon has ended" setup status
check "status does not show one that has ended" refuses contains "$(setup status)" "state: active"

domain qemu waiting wait=on
domain libxl slow wait=on
domain qemu ready delay=off
output=$(setup disable)
check "disable names the guest that waits" contains "$output" 'Guest "waiting" (/etc/libvirt/qemu/waiting.xml) waits'
check "disable names Xen's too" contains "$output" 'Guest "slow" (/etc/libvirt/libxl/slow.xml) waits'
check "disable names no other guest" refuses contains "$output" ready
rm "$root"/etc/libvirt/*/*.xml
rmdir "$root/run/libvirt" "$root/run"
check "disable leaves no trace" test "$before" = "$(files)"

system xen virtxend
rm "$root$stock/libvirt_driver_qemu.so"
check "enable with Xen's service alone works" setup enable
check "Xen's service gets our directory" grep -qx "Environment=LIBVIRT_DRIVER_DIR=$ours" "$(drop_in virtxend)"
check "no other service does" gone "$(drop_in virtqemud)"

system one virtqemud
mkdir -p "$root/etc/systemd/system/virtqemud.service.d"
echo '[Service]' >"$root/etc/systemd/system/virtqemud.service.d/local.conf"
check "enable with one service works" setup enable
check "a service that is not there gets nothing" gone "$(drop_in libvirtd)"
check "disable works" setup disable
check "the administrator's own drop-in stays" test -f "$root/etc/systemd/system/virtqemud.service.d/local.conf"
echo 'Environment=LIBVIRT_DRIVER_DIR=/elsewhere' >"$(drop_in virtqemud)"
check "disable with a foreign file works" setup disable
check "a file that is not ours stays" test -f "$(drop_in virtqemud)"

system none
check "without systemd it says what to set" contains "$(setup enable)" "LIBVIRT_DRIVER_DIR=$ours"
mkdir -p "$root/run/libvirt/libvirt-chardev"
echo 'fallback: the table contradicts itself' >"$root/run/libvirt/libvirt-chardev/qemu.status"
check "status shows what a daemon found" contains "$(setup status)" "    fallback: the table contradicts itself"
rm -r "${root:?}$ours"
check "enable without the modules is refused" refuses setup enable
check "an unknown command is refused" refuses setup no-such-command
check "an unknown option is refused" refuses setup enable --no-such-option
finish
