#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Command lines become guests: one as people write them, libvirt's own of a running guest, and what domxml-to-native says.
What is imported starts, with the same devices."""

from harness import stage

stage.enter()
stage.require_plugin()

import functools
import os
import re
import shlex
import subprocess
import xml.etree.ElementTree as ET

import libvirt

from harness import guest, wire
from harness.daemon import Daemon
from harness.tap import Skip, cases, expect_equal, expect_in, main, test

daemon = Daemon('d').start()
connection = daemon.open()

BLOG = '''#!/bin/sh
# my old machine, as I start it by hand
sudo qemu-system-x86_64 \\
  -name "blog",process=blog -uuid 11111111-2222-4333-8444-555555555555 \\
  -machine pc,accel=tcg,usb=off -cpu qemu64 -smp 2,sockets=1,cores=2,threads=1 -m 64M \\
  -rtc base=localtime -boot order=ac,menu=off -no-hpet -no-reboot \\
  -drive file={folder}/boot.img,if=floppy,format=raw,readonly=on \\
  -drive file={folder}/blog.qcow2,if=none,id=disk0,format=qcow2,cache=none -device virtio-blk-pci,drive=disk0 \\
  -drive file={folder}/blog.raw,format=raw,if=ide,index=0 -cdrom {folder}/blog.iso \\
  -netdev user,id=lan,hostfwd=tcp:127.0.0.1:0-:22 -device virtio-net-pci,netdev=lan \\
  -nic user,model=e1000,mac=52:54:00:12:34:57 \\
  -device qemu-xhci,id=xhci -device usb-tablet,bus=xhci.0 \\
  -object rng-random,id=rng,filename=/dev/urandom -device virtio-rng-pci,rng=rng \\
  -vga std -vnc unix:{folder}/vnc \\
  -chardev file,id=com1,path={folder}/com1 -device isa-serial,chardev=com1,index=0 \\
  -serial none -serial unix:{folder}/com2,server,nowait \\
  -parallel file:{folder}/lpt1 \\
  -monitor unix:{folder}/monitor,server,nowait -qmp stdio \\
  -fw_cfg name=opt/org.example/x,string=hello -smbios type=1,manufacturer=Somebody -k de \\
  -S -daemonize -pidfile {folder}/pid
'''

FULL = '''<domain type='qemu'>
  <name>full</name>
  <memory unit='MiB'>32</memory>
  <vcpu>1</vcpu>
  <os>
    <type arch='x86_64' machine='q35'>hvm</type>
  </os>
  <features>
    <acpi/>
  </features>
  <devices>
    <emulator>{emulator}</emulator>
    <disk type='file' device='disk'>
      <driver name='qemu' type='qcow2' cache='none'/>
      <source file='{folder}/full.qcow2'/>
      <target dev='vda' bus='virtio'/>
    </disk>
    <disk type='file' device='cdrom'>
      <driver name='qemu' type='raw'/>
      <source file='{folder}/blog.iso'/>
      <target dev='sda' bus='sata'/>
      <readonly/>
    </disk>
    <controller type='scsi' model='virtio-scsi'/>
    <controller type='usb' model='qemu-xhci'/>
    <interface type='user'>
      <model type='virtio'/>
    </interface>
    <serial type='pty'/>
    <serial type='tcp'>
      <source mode='connect' host='127.0.0.1' service='4555'>
        <reconnect enabled='yes' timeout='1'/>
      </source>
    </serial>
    <parallel type='null'/>
    <channel type='unix'>
      <target type='virtio' name='org.qemu.guest_agent.0'/>
    </channel>
    <input type='tablet' bus='usb'/>
    <video>
      <model type='{video}'/>
    </video>
    <memballoon model='virtio'/>
    <rng model='virtio'>
      <backend model='random'>/dev/urandom</backend>
    </rng>
  </devices>
</domain>
'''


def image(name, kind):
    subprocess.run(['qemu-img', 'create', '-q', '-f', kind, stage.path(name), '4M'], check=True)


for each, kind in (('blog.qcow2', 'qcow2'), ('blog.raw', 'raw'), ('blog.iso', 'raw'), ('full.qcow2', 'qcow2')):
    image(each, kind)


def imported(text):
    return connection.domainXMLFromNative('qemu-argv', text, 0)


def has_qxl():
    """In QEMU 10 it may be a package of its own."""
    capabilities = connection.getDomainCapabilities(stage.tool('qemu-system-x86_64'), 'x86_64', 'q35', 'qemu')
    return 'qxl' in [value.text for value in ET.fromstring(capabilities).findall("devices/video/enum[@name='modelType']/value")]


def full():
    return FULL.format(emulator=stage.tool('qemu-system-x86_64'), folder=stage.folder(), video='qxl' if has_qxl() else 'virtio')


def monitor(domain, command):
    return daemon.virsh('qemu-monitor-command', domain.name(), '--hmp', command)


@test
def a_command_line_of_thirty_options_starts_with_virsh():
    path = stage.path('blog.sh')
    with open(path, 'w') as file:
        file.write(BLOG.format(folder=stage.folder()))
    xml = daemon.virsh('domxml-from-native', 'qemu-argv', path)
    expect_in("'-qmp stdio' is left out", xml, 'the comment')
    with guest.running(connection, xml) as domain:
        with wire.file(stage.path('lpt1')) as printed:
            printed.expect('LPT1 says hello')
        tree = monitor(domain, 'info qtree')
        for device in ('virtio-blk-pci', 'ide-hd', 'ide-cd', 'floppy', 'virtio-net-pci', 'e1000', 'qemu-xhci', 'usb-tablet',
                       'virtio-rng-pci', 'VGA', 'isa-serial', 'isa-parallel'):
            expect_in('dev: {},'.format(device), tree, 'info qtree')
        expect_equal(tree.count('dev: isa-serial,'), 2, 'serial ports')
        expect_in('hostfwd', ' '.join(guest.argv(domain)), 'argv')
        expect_in('Somebody', ' '.join(guest.argv(domain)), 'argv')
        expect_equal(os.path.exists(stage.path('monitor')), True, 'its own monitor is there')
        expect_equal([e.tag for e in guest.port_elements(domain.XMLDesc())], ['serial', 'serial', 'parallel'], 'ports')


NODEFAULTS = 'qemu-system-x86_64 -nodefaults -display none -machine accel=tcg -m 8 -name ported '

KEPT = (
    ('-nic user,hostfwd=tcp:127.0.0.1:0-:22', 'e1000'),
    ('-nic user,model=virtio,hostfwd=tcp:127.0.0.1:0-:22', 'virtio-net-pci'),
    ('-net nic,model=rtl8139 -net user,hostfwd=tcp:127.0.0.1:0-:22', 'rtl8139'),
    ('-drive file={folder}/blog.raw,format=raw,if=virtio,iops=100', 'virtio-blk-pci'),
    ('-drive file={folder}/blog.raw,format=raw,if=none,id=n -device nvme,drive=n,serial=s,bootindex=1', 'nvme'),
    ('-device ivshmem-plain,memdev=m -object memory-backend-ram,id=m,size=1M', 'ivshmem-plain'),
    ('-device isa-debug-exit', 'isa-debug-exit'),
    ('-device sga', 'sga'),
    ('-chardev stdio,id=charserial1,signal=off -device isa-serial,chardev=charserial1,id=serial1 -serial null -serial pty', 'isa-serial'),
    ('-device virtio-scsi-pci,id=scsi0,num_queues=2 -netdev user,id=hostnet0,hostfwd=tcp:127.0.0.1:0-:22 -device e1000,netdev=hostnet0,id=net0', 'virtio-scsi-pci'),
    ('-snapshot -fda {folder}/blog.raw', 'floppy'),
    ('-drive file={folder}/blog.raw,format=raw,iops=100', 'ide-hd'),
    ('-device nvme,serial=s,addr=2', 'nvme'),
    ('-usb -device usb-hub,bus=usb-bus.0,port=1 -device usb-tablet,bus=usb-bus.0,port=1.2', 'usb-hub'),
    ('-netdev user,id=n,guestfwd=tcp:10.0.2.100:1-chardev:charserial0 -device e1000,netdev=n -chardev null,id=charserial0', 'e1000'),
    ("-blockdev '{{\"driver\":\"file\",\"filename\":\"{folder}/blog.raw\",\"node-name\":\"n\"}}' -device nvme,drive=n,serial=s", 'nvme'),
    ('-m 16,slots=2,maxmem=1G -m 32', 'VGA'),
    ('-virtfs local,path={folder},mount_tag=host,security_model=mapped', 'virtio-9p-pci'),
)


@functools.lru_cache(maxsize=None)
def devices():
    return subprocess.run([stage.tool('qemu-system-x86_64'), '-device', 'help'], stdout=subprocess.PIPE, text=True, check=True).stdout


ALONE = (
    ('-M q35 -m 16 -display none -usb -device usb-tablet', ['ich9-usb-uhci1', 'usb-tablet']),
    ('-M microvm -m 16 -display none', ['isa-serial']),
    ('-M pc-i440fx-2.9 -m 16 -display none', ['VGA', 'e1000']),
    ('-M isapc -m 16 -display none', ['isa-cirrus-vga', 'ne2k_isa']),
)


@cases('{} starts with the devices that QEMU gives it', ALONE)
def alone(options, expected):
    with guest.running(connection, imported('qemu-system-x86_64 -name alone -accel tcg ' + options)) as domain:
        tree = monitor(domain, 'info qtree')
        for device in expected:
            expect_in('dev: {},'.format(device), tree, 'info qtree')


@cases('{} stands beside devices of libvirt', KEPT)
def kept(options, device):
    if 'name "{}"'.format(device) not in devices():
        raise Skip("this QEMU has no device '{}'".format(device))
    for machine in ('pc', 'q35'):
        line = 'qemu-system-x86_64 -name kept -machine {},accel=tcg -m 16 -vga std -hda {{folder}}/blog.qcow2 '.format(machine)
        with guest.running(connection, imported((line + options).format(folder=stage.folder()))) as domain:
            tree = monitor(domain, 'info qtree')
            expect_in('dev: ' + device, tree, machine)
            expect_in('dev: VGA,', tree, machine)


SHM = 'memory-backend-file,size=64M,mem-path=/dev/shm,share=on'
NODES = (
    ('-m 64 -object {},id=mem -numa node,memdev=mem'.format(SHM), ['node 0 size: 64 MB']),
    ('-m 128 -smp 2 -object {},id=a -object memory-backend-ram,size=64M,id=b -numa node,memdev=a,cpus=0 -numa node,memdev=b,cpus=1'.format(SHM),
     ['node 0 cpus: 0', 'node 0 size: 64 MB', 'node 1 cpus: 1', 'node 1 size: 64 MB']),
    ('-object {},id=mem -machine memory-backend=mem'.format(SHM), ['0 nodes']),
    ('-m 64 -mem-path {folder} -mem-prealloc', ['0 nodes']),
)


@cases('{} starts', NODES)
def memory(options, lines):
    line = 'qemu-system-x86_64 -nodefaults -display none -accel tcg -name memory ' + options.replace('{folder}', stage.folder())
    with guest.running(connection, imported(line)) as domain:
        shown = monitor(domain, 'info numa')
        for each_line in lines:
            expect_in(each_line, shown, 'info numa')
        expect_in('base memory: {}'.format(128 << 20 if len(lines) > 1 else 64 << 20), monitor(domain, 'info memory_size_summary'), 'memory')


# Writes its second sector, and says W to COM1.
WRITER = bytes.fromhex('31c0 8ec0 bb007c b80103 b90200 ba8000 cd13 baf803 b057 7302 b045 ee f4 ebfd').ljust(510, b'\0') + b'\x55\xaa'


@cases('with -snapshot a guest leaves alone the image of {}', (('-hda {image}',), ('-drive file={image},format=raw,iops=1000',)))
def snapshot(options):
    path = stage.path('writer.raw')
    content = WRITER.ljust(1 << 20, b'\0')
    with open(path, 'wb') as file:
        file.write(content)
    line = NODEFAULTS + '-snapshot -serial file:{} '.format(stage.path('com1')) + options.format(image=path)
    with guest.running(connection, imported(line)):
        with wire.file(stage.path('com1')) as said:
            said.expect('W')
    with open(path, 'rb') as file:
        expect_equal(file.read() == content, True, 'the image is as it was')


@test
def libvirts_own_command_line_starts_the_same_devices():
    with guest.running(connection, full()) as domain:
        with open('/proc/{}/cmdline'.format(guest.pid_of(domain)), 'rb') as file:
            line = file.read().decode()
        before = guest.argv_without_the_changing(guest.argv(domain))
    # A virsh argument cannot have NULs in it: as libvirt's log has it.
    xml = imported(' \\\n'.join(shlex.quote(word) for word in line.split('\0')[:-1]))
    with guest.running(connection, xml) as domain:
        expect_equal(sorted(guest.argv_without_the_changing(guest.argv(domain))), sorted(before), 'argv')


@test
def what_domxml_to_native_says_comes_back():
    without_network = re.sub('<interface.*</interface>', '', full(), flags=re.DOTALL)  # it would be opened, as root alone can
    native = connection.domainXMLToNative('qemu-argv', without_network, 0)
    xml = imported(native)
    with guest.defined(daemon.open('chardev=port'), xml) as domain:
        expect_equal(guest.shown(domain), guest.written(
            '<serial/>', "<serial type='tcp'><connect addr='127.0.0.1' port='4555'><reconnect delay='1'/></connect></serial>",
            "<parallel type='null'/>"), 'ports')
        expect_equal(domain.name(), 'full', 'the name')


STOCK = "<target type='isa-serial'><model name='isa-serial'/></target></serial>"  # neutral: the stock driver filled it in
PORTS = (
    ('-serial pty', ['<serial/>']),
    ('-serial telnet:127.0.0.1:45551,server,nowait', ["<serial type='telnet'><listen addr='127.0.0.1' port='45551'><nowait/></listen></serial>"]),
    ('-serial tcp:127.0.0.1:45551,server,nowait,nodelay', ["<serial type='tcp'><listen addr='127.0.0.1' port='45551'><nowait/><nodelay/></listen></serial>"]),
    ('-serial udp:127.0.0.1:45551@:45552', ["<serial type='udp'><sendto addr='127.0.0.1' port='45551'/><bind port='45552'/></serial>"]),
    ('-serial none -serial null', ["<serial type='none'/>", "<serial type='null'/>"]),
    ('-serial vc -parallel null', ["<serial type='vc'>" + STOCK, "<parallel type='null'/>"]),
    ('-serial stdio', ["<serial type='stdio'>" + STOCK]),
    ('-serial vc:80x24junk', ["<serial type='vc' width='80' height='24'/>"]),
    ('-parallel none -parallel null', ["<parallel type='null'/>"]),
    ('-chardev null,id=kept-serial0 -device virtio-serial -device virtconsole,chardev=kept-serial0 -serial msmouse -serial pty', ["<serial type='none'/>", '<serial/>']),
    ('-serial msmouse -serial pty', ["<serial type='none'/>", '<serial/>']),
    ('-serial mon:stdio', ['<serial/>']),
    ('-chardev stdio,id=c,mux=on -serial chardev:c -mon c', ['<serial/>']),
    ('-serial tcp:127.0.0.1:45551,server,nowait,ipv4 -serial pty -parallel /dev/null', ["<serial type='none'/>", '<serial/>']),
    ('-serial mon:telnet:127.0.0.1:45551,server,nowait -serial pty', ["<serial type='none'/>", '<serial/>']),
    ('-serial pty -chardev pty,id=c -device isa-serial,chardev=c,index=0', ['<serial/>']),
    ('-chardev pty,id=c,mux=on -serial chardev:c -mon c -serial pty', ["<serial type='none'/>", '<serial/>']),
)


@cases('{} starts', PORTS)
def ports(options, elements):
    with guest.running(daemon.open('chardev=port'), imported(NODEFAULTS + options)) as domain:
        expect_equal(guest.shown(domain), guest.written(*elements), 'ports')


@test
def the_connection_says_in_which_grammar():
    xml = daemon.open('chardev=libvirt').domainXMLFromNative('qemu-argv', NODEFAULTS + '-serial tcp::45551,server,nowait', 0)
    expect_in("<source mode='bind' host='' service='45551'/>", xml, 'the document')


@test
def what_cannot_be_is_an_error():
    for text, code, words in ((NODEFAULTS + '-serial tcp::70000,server', libvirt.VIR_ERR_XML_ERROR, '70000'),
                              ('qemu-system-x86_64 -hda $HOME/x', libvirt.VIR_ERR_XML_ERROR, 'shell')):
        error = guest.refusal(imported, text)
        expect_equal(error.get_error_code(), code, text)
        expect_in(words, str(error), text)
    error = guest.refusal(connection.domainXMLFromNative, 'qemu-text', NODEFAULTS, 0)
    expect_equal(error.get_error_code(), libvirt.VIR_ERR_NO_SUPPORT, 'another format')
    error = guest.refusal(libvirt.openReadOnly(daemon.uri()).domainXMLFromNative, 'qemu-argv', NODEFAULTS, 0)
    expect_equal(error.get_error_code(), libvirt.VIR_ERR_OPERATION_DENIED, 'a read-only client')


main()
