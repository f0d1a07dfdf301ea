#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What the programs at the other end see: a clean console under telnet, a file that is cut or kept, a peer that comes
back, errors that say what is wrong."""

from harness import stage

stage.enter()
stage.require_plugin()

import subprocess
import time

import libvirt

from harness import guest, wire
from harness.daemon import Daemon
from harness.tap import Skip, expect, expect_equal, expect_in, main, test

daemon = Daemon('d').start()
connection = daemon.open()


def telnet_port(port):
    return "<console type='telnet'><listen addr='127.0.0.1' port='{}'><nowait/></listen></console>".format(port)


@test
def telnet_options_come_first_and_the_rest_is_clean():
    port = wire.free_port()
    with guest.running(connection, guest.document('clean', telnet_port(port))):
        with wire.tcp(port, kind=wire.TelnetWire) as client:
            client.exchange('COM1')
            expect_in(b'\xff\xfb\x01', client.commands, 'the guest echoes (IAC WILL ECHO)')
            expect(all(byte in b'\r\n' or 32 <= byte < 127 for byte in client.heard), repr(client.heard))


@test
def the_telnet_program_shows_the_console():
    if not stage.tool('telnet'):
        raise Skip("'telnet' is not installed")
    port = wire.free_port()
    with guest.running(connection, guest.document('program', telnet_port(port))):
        wire.tcp(port).close()
        program = subprocess.Popen(['telnet', '127.0.0.1', str(port)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                   stderr=subprocess.STDOUT, text=True)
        time.sleep(1.5)
        program.stdin.write('typed\n')
        program.stdin.flush()
        time.sleep(2.5)
        program.terminate()
        output = program.communicate()[0]
        expect_in('COM1 says hello', output, 'what telnet shows')
        expect_in('COM1 heard: typed', output, 'what telnet shows')


def second_run(name, attributes):
    """What a file holds after it held "before" and a guest has written to it."""
    path = stage.path(name)
    with open(path, 'w') as file:
        file.write('before\n')
    xml = "<console type='file' path='{}' {}/>".format(path, attributes)
    with guest.running(connection, guest.document(name, xml)), wire.file(path) as log:
        log.expect('COM1 says hello')
        return log.heard


@test
def a_file_is_cut_unless_append_says_otherwise():
    expect(b'before' not in second_run('cut', ''), 'without append the file begins anew')
    expect(second_run('kept', "append='yes'").startswith(b'before\n'), 'with append what was there stays')


@test
def a_port_is_kept_in_a_log_as_well():
    path = stage.path('log')
    xml = "<console type='pty'><log path='{}'/></console>".format(path)
    with guest.running(connection, guest.document('logged', xml)) as domain, wire.file(path) as log:
        log.expect('COM1 says hello')
        with wire.terminal(guest.element(domain, 'console').get('pty')) as terminal:
            terminal.exchange('COM1')


@test
def reconnect_survives_a_peer_that_is_away():
    port = wire.free_port()
    xml = "<console type='tcp'><connect addr='127.0.0.1' port='{}'><reconnect delay='1'/></connect></console>"
    with guest.running(connection, guest.document('patient', xml.format(port))):
        for _ in range(2):
            listener = wire.Listener(port=port)
            with listener.accept() as client:
                client.exchange('COM1')
            listener.close()


@test
def without_reconnect_a_peer_that_is_away_is_an_error():
    xml = "<console type='tcp'><connect addr='127.0.0.1' port='{}'/></console>".format(wire.free_port())
    with guest.defined(connection, guest.document('refused', xml)) as domain:
        expect_in('refused', str(guest.refusal(domain.create)), 'the error')


@test
def a_host_device_that_does_not_exist_is_named():
    for tag, path in (('console', '/dev/ttyS93'), ('parallel', '/dev/parport93')):
        xml = guest.document('absent', "<{} type='host' port='93'/>".format(tag))
        native = daemon.virsh('domxml-to-native', 'qemu-argv', '/dev/stdin', stdin=xml)
        expect_in('path=' + path, native, 'the argument')
        with guest.defined(connection, xml) as domain:
            expect_in(path, str(guest.refusal(domain.create)), 'the error')


@test
def ipv6_listens():
    port = wire.free_port()
    xml = "<console type='tcp'><listen addr='::1' port='{}'><nowait/></listen></console>".format(port)
    with guest.defined(connection, guest.document('six', xml)) as domain:
        expect_equal(guest.shown(domain), guest.written(xml), 'as defined')
        try:
            domain.create()
        except libvirt.libvirtError as error:
            raise Skip('no IPv6 here: {}'.format(error))
        with wire.tcp(port, '::1') as client:
            client.exchange('COM1')


main()
