# SPDX-License-Identifier: LGPL-2.1-or-later
# virt-chardev for Xen: the lines of xl and xm, the ports that are read from them, and documents of its guests.
# shellcheck shell=sh disable=SC2154,SC2317
. "$abs_top_srcdir/tests/tap.sh"

tool=$abs_top_builddir/virt-chardev
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit

# domain OS DEVICES: a document of Xen's with them
domain() { printf "<domain type='xen'>\n<name>x</name><os><type>%s</type></os>\n<devices>%s</devices>\n</domain>\n" "$1" "$2"; }
# writes TEXT COMMAND…: succeeds and writes exactly this on standard output
writes()
{
    text=$1
    shift
    written=$("$@" 2>errors) || { cat errors; return 1; }
    [ "$written" = "$text" ] || { echo "$written"; return 1; }
}
xl() { "$tool" to-native --format xen-xl "$@"; }
xm() { "$tool" to-native --format xen-xm "$@"; }
ports() { "$tool" from-native --format "$1" --devices "$2"; }
quiet() { said=$("$@" 2>&1) && [ -z "$said" ]; }
# again FORM FILE: its lines, written from what is read of them
again() { domain hvm "$(ports "xen-$1" "$2")" >again.xml && "$1" again.xml; }
# manual LANGUAGE: the block of docs/xen.md in it
manual() { sed -n "/^\`\`\`$1\$/,/^\`\`\`\$/p" "$abs_top_srcdir/docs/xen.md" | sed '1d;$d'; }
xen_arguments() { "$tool" convert --to libvirt "$1" | sed -n "s|^ *<xen:arg value='\(.*\)'/>\$|\1|p" | paste -d' ' - -; }
to_libvirt_and_back() { "$tool" convert --to libvirt "$1" >libvirt.xml && "$tool" convert --to port libvirt.xml; }

domain hvm "<console/>
<console type='file' path='/var/log/\"a,b\"'/><parallel type='file' path='/lpt'/>" >guest.xml
domain hvm "<console type='none'/><console type='tcp'><listen addr='127.0.0.1' port='4555'><nowait/></listen></console>" >gap.xml
domain hvm "<console type='tcp'><listen addr='::1' port='4555'><nowait/></listen></console>" >ipv6.xml
domain hvm "<console/><console/><console/><console/><console/>" >five.xml
domain linux "<console/><serial type='file' path='/a'/>" >pv.xml
domain linux "<console type='pty'><target type='xen' port='0'/></console>" >stock.xml
domain hvm "<serial type='file' path='/a'><log path='/log'/></serial>" >log.xml
domain hvm "<serial link='/run/x'/>" >link.xml
domain hvm "<serial type='tcp'><connect addr='a.b' port='1'><tls/></connect></serial>" >tls.xml
printf '%s\n' 'builder = "hvm"' 'serial = [ "none", "pty", "file:/a b", ]' "device_model_args_hvm = [ '-parallel', 'null', '-nic', 'none' ]" >guest.cfg
printf '%s\n' 'import os' 'serial = "tcp:127.0.0.1:1,server"' "parallel = 'file:/lpt'" >guest.xm
echo "<console/>" >element.xml
manual xml >manual.xml

check "one port alone" writes 'serial = "pty"' xl element.xml
check "several ports of xl" writes 'serial = [ "pty", "file:/var/log/\"a,b\"" ]
device_model_args_hvm = [ "-parallel", "file:/lpt" ]' xl guest.xml
check "a gap" writes 'serial = [ "none", "tcp:127.0.0.1:4555,server,nowait" ]' xl gap.xml
check "what no string says is an argument" contains "$(xl ipv6.xml)" 'device_model_args_hvm = [ "-chardev", "socket,id=serial0,'
check "a list before Xen 4.5" fails 1 'guest.xml:4: <console>: ' xl --xen-version 4.4 guest.xml
check "one port of xm" writes 'serial = "pty"' xm element.xml
check "a second port of xm" fails 1 'guest.xml:4: <console>: ' xm guest.xml
check "a paravirtualised guest" fails 1 'pv.xml:3: <serial>: a guest of the type '"'linux'"' has no' xl pv.xml
check "its own console" writes '' xl stock.xml
check "a release that is none" fails 2 "'4.x'" xl --xen-version 4.x guest.xml
check "QEMU's release says nothing of xl" fails 2 "the option '--qemu-version' says nothing of '--format xen-xl'" xl --qemu-version 7.2 guest.xml
check "nor does the host" fails 2 "the option '--host-os' says nothing of '--format xen-xm'" xm --host-os linux guest.xml
check "Xen's release says nothing of QEMU" fails 2 "the option '--xen-version' says nothing of" "$tool" to-native --format qemu-argv --xen-version 4.17 guest.xml
check "its ports for a QEMU" writes '-serial pty
-serial '"'"'file:/var/log/"a,b"'"'"'
-parallel file:/lpt' "$tool" to-native --format qemu-serial --qemu-version 7.2 guest.xml

check "ports of xl" writes "<serial type='pty'>
  <target port='1'/>
</serial>
<serial type='file' path='/a b'>
  <target port='2'/>
</serial>
<parallel type='null'/>" ports xen-xl guest.cfg
check "ports of xm" writes "<serial type='tcp'>
  <listen addr='127.0.0.1' port='1'/>
</serial>
<parallel type='file' path='/lpt'/>" ports xen-xm guest.xm
check "lines of xl come back" writes 'serial = [ "none", "pty", "file:/a b" ]
device_model_args_hvm = [ "-parallel", "null" ]' again xl guest.cfg
check "lines of xm come back" writes 'serial = "tcp:127.0.0.1:1,server"
parallel = "file:/lpt"' again xm guest.xm
check "a file that is none" fails 1 'guest.xml:1' ports xen-xl guest.xml
check "the rest of a guest is not read" fails 2 "say '--devices'" "$tool" from-native --format xen-xl guest.cfg

check "a guest without a mistake" quiet "$tool" check guest.xml gap.xml ipv6.xml
check "a fifth port" fails 1 'five.xml:3: <console>: ' "$tool" check five.xml
check "a port of a paravirtualised guest" fails 1 'pv.xml:3: <serial>: ' "$tool" check pv.xml
check "what is libvirt's" quiet "$tool" check stock.xml
check "TLS" fails 1 'tls.xml:3: <serial>' "$tool" check tls.xml
check "what the device model of a release cannot do" fails 1 'log.xml:3: <serial>' "$tool" check --xen-version 4.4 log.xml
check "that of another can" quiet "$tool" check --xen-version 4.4 --qemu-version 7.2 log.xml
check "what is new to 4.17's" fails 1 'link=… needs QEMU 9.2 or later' "$tool" check --xen-version 4.17 link.xml
check "is not to a newer one" quiet "$tool" check --qemu-version 9.2 link.xml

check "libvirt is given what the manual says" writes "$(manual arguments)" xen_arguments manual.xml
check "and it comes back" writes "$(cat manual.xml)" to_libvirt_and_back manual.xml
check "xl is given what the manual says" writes "$(manual cfg)" xl manual.xml
finish
