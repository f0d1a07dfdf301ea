# SPDX-License-Identifier: LGPL-2.1-or-later
# virt-chardev as its users see it: what comes out, what is said, and the exit status, also for hostile input.
# shellcheck shell=sh disable=SC2154,SC2317
. "$abs_top_srcdir/tests/tap.sh"

tool=$abs_top_builddir/virt-chardev
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit

# domain DEVICES: a document with them
domain() { printf "<domain type='kvm'>\n<name>x</name><os><type arch='x86_64'>hvm</type></os>\n<devices>%s</devices>\n</domain>\n" "$1"; }
# each of four.xml's, by line
four_mistakes()
{
    "$tool" check four.xml 2>&1 | sed 's/^.*four.xml:\([0-9]*\): <[a-z]*>: the \([a-z]*\).*$/\1 \2/' >said
    printf '%s\n' "4 path" "4 attribute" "5 type" "6 element" | diff - said
}
# ends STATUS TEXT COMMAND…: ends like this, and TEXT is in what it says
ends()
{
    status=$1 text=$2
    shift 2
    said=$("$@" 2>&1 </dev/null)
    ended=$?
    [ $ended = "$status" ] || echo "it ends with $ended, not $status:"
    [ $ended = "$status" ] && contains "$said" "$text" && return
    echo "$said"
    return 1
}
quiet() { said=$("$@" 2>&1 </dev/null) && [ -z "$said" ]; }
piped() { printf '%b' "$1" >piped.in && shift && "$@" <piped.in; }
same() { "$tool" convert --to "$1" "$2" 2>/dev/null | cmp - "$3"; }
full() { "$@" >/dev/full; }
closed() { "$@" >&-; }
unread() { { "$@" 2>unread.err; echo $? >unread.status; } | :; cat unread.err; return "$(cat unread.status)"; }

# documented COMMAND: it and its options are in the manual page and in the completion
documented()
{
    manual=$(sed 's/\\-/-/g; s/^\.[A-Z]* //' "$abs_top_srcdir/docs/virt-chardev.1")
    completed=$(sed -n "s/.*\*:$1) words='/$1 /p" "$abs_top_srcdir/data/virt-chardev")
    for word in "$1" $("$tool" help "$1" | grep -o -- '--[a-z-]*'); do
        contains "$manual" "$word" && contains "$completed" "$word" || return
    done
}

domain "<console/>
<serial type='tcp'><connect addr='127.0.0.1' port='1'><nodelay/><reconnect delay='1'/></connect></serial>" >port.xml
domain "<serial type='pty'><target port='0'/></serial>" >libvirt.xml
domain "<console type='file'/>" >wrong.xml
domain "<serial type='websocket'><listen addr='::1' port='1'><nowait/></listen></serial>" >websocket.xml
echo "<console type='file' path='/a'/>" >element.xml
printf '<domain>\0</domain>' >nul.xml
head -c 70000 /dev/urandom >garbage
yes '<x/>' | head -c 17000000 >huge.xml
printf '<domain><devices><console/></devices></domain>' >no-newline.xml
mkdir directory

check "without a command it says what to do" ends 2 "'virt-chardev help'" "$tool"
check "help lists the commands" ends 0 'virt-chardev convert --to port|libvirt FILE' "$tool" help
check "help of a command explains its options" ends 0 '--qemu-version=' "$tool" help check
check "--help behind a command does too" ends 0 '--to=port|libvirt' "$tool" convert --help
check "help of nothing known is refused" ends 2 "no command 'nothing'" "$tool" help nothing
check "--version says the release" ends 0 'virt-chardev (libvirt-chardev) ' "$tool" --version
for command in $("$tool" help | sed -n 's/^  virt-chardev \([a-z-]*\).*/\1/p'); do
    check "$command is documented and completed" documented "$command"
done
while IFS='|' read -r text words; do
    # shellcheck disable=SC2086
    check "usage: $words" ends 2 "$text" "$tool" $words
done <<'EOT'
no command 'chekc'|chekc port.xml
no command '--to'|--to port
there is no FILE|check
Unknown option --frob|check --frob port.xml
Unknown option --to|check --to=port port.xml
Missing argument for --to|convert port.xml --to
'--to' is missing; it takes one of 'port', 'libvirt'|convert port.xml
'--to' does not take 'xl'; it takes one of 'port', 'libvirt'|convert --to xl port.xml
'libvirt.xml' is one FILE too many|convert --to port port.xml libvirt.xml
write '-' once|check - port.xml -
'7.x' is no release of QEMU|check --qemu-version 7.x port.xml
'7.' is no release of QEMU|check --qemu-version 7. port.xml
'1.2.3.4' is no release of QEMU|check --qemu-version 1.2.3.4 port.xml
'99999999999' is no release of QEMU|check --qemu-version 99999999999 port.xml
EOT

check "check says nothing of good documents" quiet "$tool" check port.xml libvirt.xml element.xml --qemu-version 9.2
check "check says file, line and element of a mistake" ends 1 "wrong.xml:3: <console>: the type 'file' needs path=" "$tool" check wrong.xml
check "check goes on behind a bad file" ends 1 "huge.xml: this is larger than 16 MiB" "$tool" check wrong.xml huge.xml port.xml
check "check reads standard input" piped "<console/>" "$tool" check -
check "check names standard input in mistakes" ends 1 "-:2: <serial>: " piped "\\n<serial type='x'/>" "$tool" check -
check "check knows what the release of QEMU can" ends 1 'websocket.xml:3: <serial>: ' "$tool" check --qemu-version 3.0 websocket.xml
check "check with a newer release" quiet "$tool" check --qemu-version 3.1 websocket.xml
domain "<emulator>/no/emulator</emulator><serial type='pty' link='/run/x'/>" >unknown.xml
check "check warns of a release that it cannot know" ends 0 "warning: unknown.xml: '/no/emulator --version' does not tell" "$tool" check unknown.xml
domain "<serial type='null'><target port='4'/></serial>" >five.xml
check "check warns of what libvirt takes and no guest can start with" ends 0 "warning: five.xml:3: <serial>: serial port 4 does not exist" "$tool" check five.xml
domain "<serial type='null' model='isa'><target port='4'/></serial>" >five.xml
check "in the port grammar it is a mistake" ends 1 "five.xml:3: <serial>: serial port 4 does not exist" "$tool" check five.xml
domain "
<console type='file' path='x' frob='1'/>
<serial type='udp'/>
<parallel><frob/></parallel>" >four.xml
check "check names every mistake" four_mistakes
domain "<serial type='pty'><source path='/dev/pts/9'/><target port='4'/></serial><serial type='file' path='/a'/>" >one-line.xml
check "a warning of one port is no mistake of another on its line" ends 0 "warning: one-line.xml:3: <serial>: serial port 4" "$tool" check one-line.xml
domain "<serial type='pty'/><serial type='pty'/>
<console type='pty'><target type='serial'/></console>
<console type='pty'><target type='serial'/></console>" >two-consoles.xml
for words in "check" "to-native --format qemu-argv" "convert --to port"; do
    # shellcheck disable=SC2086
    check "$words refuses the console that libvirt refuses" ends 1 "two-consoles.xml:5: <console>: libvirt takes only the first <console>" "$tool" $words two-consoles.xml
done
domain "<serial type='tcp'><listen port='1'/></serial>" >waits.xml
check "check warns of what may surprise" ends 0 "warning: waits.xml: port 'serial 0' holds the start" "$tool" check waits.xml

written=$abs_top_srcdir/tests/xml2argvdata/serial-tcp.xml
"$tool" convert --to libvirt "$written" >lowered.xml
check "convert writes libvirt's grammar" grep -q "<source mode='bind' host='127.0.0.1' service='12356'/>" lowered.xml
check "and the port grammar again, byte for byte" same port lowered.xml "$written"
check "a document without a port is printed as it is" same port libvirt.xml libvirt.xml
check "nor is one with nothing but the port grammar changed" same port port.xml port.xml
domain "<console><!-- mine --></console><serial type='file'><source path='/b'/></serial>" >mixed.xml
check "of a mixed document all ports come out in one grammar" ends 0 "<serial type='file' path='/b'/>" "$tool" convert --to port mixed.xml
check "convert adds no line break" same port no-newline.xml no-newline.xml
check "convert of one element" ends 0 "<source path='/a'/>" "$tool" convert --to libvirt element.xml
check "convert of one element to its own grammar" same port element.xml element.xml
check "convert of one element of libvirt's grammar" ends 0 "<serial type='file' path='/b'/>" piped "<serial type='file'><source path='/b'/></serial>" "$tool" convert --to port -
check "one element that libvirt cannot say" ends 1 "-:1: <serial>: libvirt's grammar cannot say all" piped "<serial type='tcp'><connect port='1'><nodelay/></connect></serial>" "$tool" convert --to libvirt -
check "one element that is none" ends 1 "-:1: <serial>: libvirt's grammar has no element for a port of type 'none'" piped "<serial type='none'/>" "$tool" convert --to libvirt -
domain "<serial type='spicevmc'/>" >spice.xml
check "what the port grammar cannot say stays" same port spice.xml spice.xml
check "and is named" ends 0 "warning: spice.xml: port 'serial 0' stays as it is" "$tool" convert --to port spice.xml

while IFS='|' read -r text words; do
    # shellcheck disable=SC2086
    check "bad input: $words" ends 1 "$text" "$tool" $words
done <<'EOT'
missing.xml: this cannot be read: No such file|convert --to port missing.xml
directory: this cannot be read: Is a directory|check directory
-:1: this is not a well-formed XML document|check /dev/null -
nul.xml:1: this is not a well-formed XML document|convert --to libvirt nul.xml
garbage:|check garbage
huge.xml: this is larger than 16 MiB|convert --to port huge.xml
/dev/zero: this is larger than 16 MiB|check /dev/zero
wrong.xml:3: <console>: |convert --to libvirt wrong.xml
EOT
check "a file whose name begins with a dash" ends 1 "-x: this cannot be read" "$tool" check -- -x
check "closed standard input" ends 1 "-: this cannot be read: Bad file" sh -c '"$1" check - <&-' sh "$tool"
check "a full disk is an error" ends 1 "cannot be written to standard output: No space left" full "$tool" convert --to port port.xml
check "a full disk is one for help too" ends 1 "No space left" full "$tool" help
check "closed standard output" ends 1 "cannot be written" closed "$tool" convert --to port port.xml
check "closed standard output that nothing is for" closed "$tool" check port.xml
cat lowered.xml >many.xml
head -c 1000000 /dev/zero | tr '\0' ' ' >>many.xml
check "a reader that goes away is an error" ends 1 "Broken pipe" unread "$tool" convert --to libvirt many.xml
finish
