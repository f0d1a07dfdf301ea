# SPDX-License-Identifier: LGPL-2.1-or-later
# virt-chardev to-native and from-native: the options that come out, the document that comes back, and the exit status.
# shellcheck shell=sh disable=SC2154,SC2317
. "$abs_top_srcdir/tests/tap.sh"

tool=$abs_top_builddir/virt-chardev
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit

# domain DEVICES: a document with them
domain() { printf "<domain type='kvm'>\n<os><type arch='x86_64'>hvm</type></os>\n<devices>%s</devices>\n</domain>\n" "$1"; }
# writes TEXT COMMAND…: succeeds and writes exactly this on standard output
writes()
{
    text=$1
    shift
    written=$("$@" 2>errors) || { cat errors; return 1; }
    [ "$written" = "$(printf '%b' "$text")" ] || { echo "$written"; return 1; }
}
piped() { printf '%b' "$1" >piped.in && shift && "$@" - <piped.in; }
argv() { "$tool" to-native --format qemu-argv "$@"; }
strings() { "$tool" to-native --format qemu-serial "$@"; }
import() { "$tool" from-native --format qemu-argv "$@"; }
again() { import command >again.xml 2>/dev/null && argv --qemu-version 7.2 again.xml; }

domain "<serial type='tcp'>
<listen addr='::1' port='12356'><nowait/><nodelay/></listen></serial><parallel type='file' path='/some where/a,b'/>" >guest.xml
domain "<serial type='host' port='1'/>" >host.xml
domain '' >none.xml
domain "<emulator>/no/emulator</emulator><console/>" >emulator.xml
echo "<console type='pipe' path='/a'/>" >element.xml
printf '%s\n' '#!/bin/sh' 'qemu-system-x86_64 -m 64 \' " -chardev file,id=a,path='/some where/a,,b' -device isa-serial,chardev=a -parallel none" >command
tcp='-chardev socket,id=charserial0,host=::1,port=12356,server=on,wait=off'
rest='-device isa-serial,chardev=charserial0,id=serial0,index=0
-chardev '"'file,id=charparallel0,path=/some where/a,,b'"'
-device isa-parallel,chardev=charparallel0,id=parallel0,index=0'

check "QEMU 7.2's options" writes "$tcp,nodelay=on
$rest" argv --qemu-version 7.2 guest.xml
check "QEMU 5.2's options" writes "$tcp,delay=off
$rest" argv --qemu-version=5.2.0 guest.xml
check "QEMU 0.11 has strings alone" writes '-serial pipe:/a\n-parallel none' argv --qemu-version 0.11.0 element.xml
check "strings for any release" writes '-serial pipe:/a\n-parallel none' strings --qemu-version 7.2 element.xml
check "strings of a guest without ports" writes '-serial none\n-parallel none' strings --qemu-version 7.2 none.xml
check "options of a guest without ports" writes '' argv --qemu-version 7.2 none.xml
check "a device of a Linux host" writes '-serial /dev/ttyS1\n-parallel none' strings --qemu-version 7.2 host.xml
check "a device of a Windows host" writes '-serial COM1\n-parallel none' strings --qemu-version 7.2 --host-os windows host.xml
check "a document on standard input" writes '-serial pty\n-parallel none' piped '<console/>' strings --qemu-version 7.2
check "what strings cannot say" fails 1 'guest.xml:3: <serial>: ' strings --qemu-version 7.2 guest.xml
check "what a release cannot do" fails 1 'guest.xml:3: <serial>: ' argv --qemu-version 0.8.0 guest.xml
check "an emulator that does not tell its release" fails 1 "emulator.xml: '/no/emulator --version' does not tell the release of the emulator; say it with '--qemu-version'" argv emulator.xml
printf '#!/bin/sh\necho "QEMU emulator version 5.2.0 (vendor 5.2-1)"\n' >emulator && chmod 755 emulator . && sed "s|/no/|$work/|" emulator.xml >named.xml
check "one that does" writes "-chardev pty,id=charserial0
-device isa-serial,chardev=charserial0,id=serial0,index=0" argv named.xml
check "documents that are none" fails 1 '-:1: <network>: only a <domain>' piped '<network/>' argv --qemu-version 7.2
check "an unknown format" fails 2 "it takes one of 'qemu-argv', 'qemu-serial'" "$tool" to-native --format xl-cfg guest.xml
check "no format" fails 2 "the option '--format' is missing" "$tool" to-native guest.xml
check "an unknown host" fails 2 "it takes one of 'linux', 'windows'" argv --host-os bsd guest.xml
check "a release that is none" fails 2 "'7.x' is no release of QEMU" argv --qemu-version 7.x guest.xml

check "ports of a command line" writes "<serial type='file' path='/some where/a,b'/>" import --devices command
check "from standard input" writes "<serial type='null'/>" piped 'qemu-system-x86_64 -parallel none -serial null' import --devices
check "of /proc/PID/cmdline" writes "<serial type='pipe' path='/a b'/>" piped 'qemu-system-x86_64\0-serial\0pipe:/a b\0-parallel\0none\0' import --devices
check "of a Windows host" writes "<serial type='host' port='3'/>" piped 'qemu.exe -serial COM3 -parallel none' import --devices --host-os windows
check "a command line without ports" writes '' piped 'qemu-system-x86_64 -serial none -parallel none' import --devices
check "a whole domain comes back as the same devices" writes "-chardev 'file,id=charserial0,path=/some where/a,,b'
-device isa-serial,chardev=charserial0,id=serial0,index=0" again
check "what is uncertain is a warning" contains "$(piped 'qemu-system-x86_64 -hda /x' import 2>&1 >/dev/null)" 'warning: -: '
check "an unclosed quote" fails 1 "-:1: the quote ' is not closed" piped "qemu-system-x86_64 'x" import
check "what only a shell knows" fails 1 '-:1: only a shell' piped 'qemu-system-x86_64 -m $(nproc)' import
check "nothing at all" fails 1 '/dev/null: ' import /dev/null
check "no such file" fails 1 'missing: this cannot be read' import missing
check "strings alone are no format to read" fails 2 "it takes one of 'qemu-argv'" "$tool" from-native --format qemu-serial command
check "garbage is refused" fails 1 'garbage: ' sh -c 'head -c 70000 /dev/urandom >garbage; exec "$0" from-native --format qemu-argv garbage' "$tool"
finish
