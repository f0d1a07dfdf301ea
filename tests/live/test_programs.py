#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Programs that manage guests, as they are: python3-libvirt's console stream, virsh console and ttyconsole,
domxml-to-native, virt-install."""

from harness import stage

stage.enter()
stage.require_plugin()

import os
import subprocess

from harness import guest, wire
from harness.daemon import Daemon
from harness.tap import Skip, expect, expect_equal, expect_in, main, test

daemon = Daemon('d').start()
connection = daemon.open()


def read_until(stream, wanted):
    """What a console stream says up to there."""
    def read():
        heard = b''
        while wanted not in heard:
            heard += stream.recv(1024)
    guest.Background(read).finish(15)


@test
def a_console_stream_of_python():
    with guest.running(connection, guest.document('stream', '<console/>')) as domain:
        stream = connection.newStream()
        domain.openConsole(None, stream)
        read_until(stream, b'COM1 says hello')
        stream.send(b'python\r')
        read_until(stream, b'COM1 heard: python')
        stream.abort()


@test
def a_console_by_its_alias():
    with guest.running(connection, guest.document('alias', ['<console/>', '<console/>'])) as domain:
        alias = guest.element(domain, 'console', 1).find('alias').get('name')
        stream = connection.newStream()
        domain.openConsole(alias, stream)
        read_until(stream, b'COM2 says hello')
        stream.abort()


@test
def virsh_console():
    with guest.running(connection, guest.document('console', '<console/>')):
        ours, theirs = os.openpty()
        program = subprocess.Popen(['virsh', '-c', daemon.uri(), 'console', 'console'], env=daemon.environment(),
                                   stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True)
        with wire.Wire(ours, ours) as terminal:
            terminal.expect('COM1 says hello')
            terminal.send(b'virsh\r')
            terminal.expect('COM1 heard: virsh')
            terminal.send(b'\x1d')
            expect_equal(program.wait(10), 0, 'exit status after ^]')
        os.close(theirs)


@test
def virsh_ttyconsole():
    with guest.running(connection, guest.document('tty', '<console/>')) as domain:
        path = daemon.virsh('ttyconsole', 'tty').strip()
        expect_equal(path, guest.element(domain, 'console').get('tty'), 'the terminal')
        with wire.terminal(path) as terminal:
            terminal.exchange('COM1')


@test
def virsh_define_start_dumpxml():
    path = stage.path('plain.xml')
    with open(path, 'w') as file:
        file.write(guest.document('plain', '<console/>'))
    try:
        daemon.virsh('define', path, '--validate')
        daemon.virsh('undefine', 'plain')
        daemon.virsh('define', path)
        daemon.virsh('start', 'plain')
        expect_in("<console type='pty' pty='/dev/pts/", daemon.virsh('dumpxml', 'plain'), 'dumpxml')
        daemon.virsh('destroy', 'plain')
        daemon.virsh('undefine', 'plain')
    finally:
        for domain in connection.listAllDomains():
            guest.end(domain)


@test
def the_arguments_of_a_document():
    port = wire.free_port()
    xml = guest.document('native', "<console type='tcp'><listen port='{}'/></console>".format(port))
    native = daemon.virsh('domxml-to-native', 'qemu-argv', '/dev/stdin', stdin=xml)
    expect_in('port={},server'.format(port), native, 'the chardev')
    expect_in('chardev.charserial0.wait=on', native, 'what libvirt cannot say')


@test
def virt_install_piped_into_define():
    tool = stage.tool('virt-install')
    if not tool:
        raise Skip("'virt-install' is not installed")
    command = [tool, '--connect', daemon.uri(), '--name', 'piped', '--memory', '16', '--import', '--virt-type', 'qemu',
               '--disk', 'none', '--os-variant', 'generic', '--graphics', 'none', '--network', 'none', '--print-xml']
    xml = subprocess.run(command, env=daemon.environment(), stdout=subprocess.PIPE, check=True, text=True).stdout
    try:
        daemon.virsh('define', '/dev/stdin', stdin=xml)
        domain = connection.lookupByName('piped')
        expect('libvirt-chardev' not in domain.XMLDesc(), 'a document in libvirt\'s grammar gets nothing of ours')
        edited = domain.XMLDesc().replace('</devices>', "<parallel type='null'><log path='/tmp/x'/></parallel></devices>")
        daemon.virsh('define', '/dev/stdin', stdin=edited)
        expect_in('<parallel', connection.lookupByName('piped').XMLDesc(), 'the edited document')
    finally:
        for domain in connection.listAllDomains():
            guest.end(domain)


main()
