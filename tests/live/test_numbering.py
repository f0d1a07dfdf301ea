#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Which port of the guest an element is: four consoles are COM1 to COM4, three parallels LPT1 to LPT3, a target number
fixes a place, and one port added to a document of another program's adds that port and nothing else."""

from harness import stage

stage.enter()
stage.require_plugin()

import subprocess

import libvirt

from harness import guest, wire
from harness.daemon import Daemon
from harness.tap import Skip, cases, expect, expect_equal, expect_in, main, test

daemon = Daemon('d').start()
connection = daemon.open()


def hears_on_its_terminals(domain, names):
    """Each <console> in document order is the port of that name."""
    consoles = [e for e in guest.port_elements(domain.XMLDesc()) if e.tag != 'parallel' and e.get('pty')]
    expect_equal(len(consoles), len(names), 'terminals shown')
    for element, name in zip(consoles, names):
        with wire.terminal(element.get('pty')) as terminal:
            terminal.exchange(name)


def prints(path, name):
    with wire.file(path) as printed:
        printed.expect(name + ' says hello')


@test
def four_consoles_and_three_parallels():
    paths = [stage.path('lpt{}'.format(i)) for i in range(3)]
    ports = ['<console/>'] * 4 + ["<parallel type='file' path='{}'/>".format(p) for p in paths]
    with guest.running(connection, guest.document('many', ports)) as domain:
        expect_equal(guest.shown(domain), guest.written(*ports), 'what was written is shown')
        hears_on_its_terminals(domain, ['COM1', 'COM2', 'COM3', 'COM4'])
        for path, name in zip(paths, ('LPT1', 'LPT2', 'LPT3')):
            prints(path, name)


@test
def serial_and_console_are_the_same():
    ports = ['<serial/>', '<console/>', '<serial/>']
    with guest.running(connection, guest.document('same', ports)) as domain:
        expect_equal(guest.shown(domain), guest.written(*ports), 'what was written is shown')
        hears_on_its_terminals(domain, ['COM1', 'COM2', 'COM3'])


def running_in_their_places(name, ports):
    """libvirt before 9.0 gives a serial port no number: another place than the next one is refused there."""
    if connection.getLibVersion() >= 9000000:
        return guest.running(connection, guest.document(name, ports))
    error = guest.refusal(connection.defineXML, guest.document(name, ports))
    expect_in('which counts these ports as they come', str(error), 'the refusal')
    raise Skip('this libvirt gives serial ports no number; the refusal was seen')


@test
def a_target_number_fixes_the_place():
    ports = ["<console type='pty' pty=''>\n  <target port='2'/>\n</console>", '<console/>']
    with running_in_their_places('fixed', ports) as domain:
        expect_equal(guest.shown(domain), guest.written(*ports), 'what was written is shown')
        hears_on_its_terminals(domain, ['COM3', 'COM1'])


@cases('{} is where it says, or refused', [
    ('a second parallel port alone', ("<parallel type='file' path='{0}-2'><target port='1'/></parallel>",)),
    ('a parallel port after none', ("<parallel type='none'/>", "<parallel type='file' path='{0}-2'/>")),
    ('a parallel port before a lower one', ("<parallel type='file' path='{0}-2'><target port='1'/></parallel>",
                                            "<parallel type='file' path='{0}-1'/>"))])
def parallel(title, texts):
    """libvirt gives QEMU no number of a parallel port: QEMU counts them as they come."""
    path = stage.path(''.join(c for c in title if c.isalnum()))
    xml = guest.document('printers', [text.format(path) for text in texts])
    try:
        domain = connection.defineXML(xml)
    except libvirt.libvirtError as error:
        expect_in('parallel', str(error), 'the refusal')
        return
    try:
        domain.create()
        prints(path + '-2', 'LPT2')
    finally:
        guest.end(domain)


@test
def none_leaves_a_place_empty():
    ports = ["<console type='none'/>", '<console/>']
    with running_in_their_places('gap', ports) as domain:
        expect_equal(guest.shown(domain), guest.written(*ports), 'what was written is shown')
        hears_on_its_terminals(domain, ['COM2'])


@test
def both_grammars_in_one_document():
    path = stage.path('mixed')
    ports = ["<serial type='file'>\n  <source path='{}'/>\n  <target port='0'/>\n</serial>".format(path), '<serial/>']
    with guest.running(connection, guest.document('mixed', ports)) as domain:
        elements = guest.port_elements(domain.XMLDesc())
        expect_equal(elements[0].find('source').get('path'), path, 'what was in the other grammar stays in it')
        prints(path, 'COM1')
        hears_on_its_terminals(domain, ['COM2'])


@test
def a_parallel_added_to_what_virt_install_wrote():
    tool = stage.tool('virt-install')
    if not tool:
        raise Skip("'virt-install' is not installed")
    command = [tool, '--connect', daemon.uri(), '--name', 'installed', '--memory', '16', '--import', '--virt-type', 'qemu',
               '--disk', 'none', '--boot', 'fd', '--os-variant', 'generic',
               '--graphics', 'none', '--controller', 'usb,model=none', '--network', 'none', '--print-xml', '--dry-run',
               '--machine', 'pc']
    xml = subprocess.run(command, env=daemon.environment(), stdout=subprocess.PIPE, check=True, text=True).stdout
    # The newer virt-install prints a floppy without its file.
    xml = xml.replace('</devices>', guest.FLOPPY.format(path=stage.path('boot.img')) + '</devices>')
    path = stage.path('added')
    with guest.defined(connection, xml) as domain:
        before = guest.port_texts(domain.XMLDesc())
    added = "<parallel type='file' path='{}'/>".format(path)
    with guest.running(connection, xml.replace('</devices>', added + '</devices>')) as domain:
        arguments = ' '.join(guest.argv(domain))
        expect_equal(arguments.count('isa-serial'), 1, 'serial ports in argv')
        expect_equal(arguments.count('isa-parallel'), 1, 'parallel ports in argv')
        shown = guest.shown(domain)
        expect(guest.written(added)[0] in shown, 'the parallel port is shown: {}'.format(shown))
        expect(len(shown) in (len(before), len(before) + 1), 'nothing else is added: {}'.format(shown))
        prints(path, 'LPT1')
        hears_on_its_terminals(domain, ['COM1'])


@test
def pass_through_of_a_virtio_console():
    ports = ["<console/>", "<console type='pty'>\n  <target type='virtio' port='1'/>\n</console>", "<console/>"]
    with guest.running(connection, guest.document('virtio', ports)) as domain:
        elements = guest.port_elements(domain.XMLDesc())
        serial = [e for e in elements if e.get('pty')]
        for element, name in zip(serial, ('COM1', 'COM2')):
            with wire.terminal(element.get('pty')) as terminal:
                terminal.exchange(name)
        expect_equal(len([e for e in elements if e.find('target') is not None
                          and e.find('target').get('type') == 'virtio']), 1, 'virtio consoles')


main()
