#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What you write is what you get back: editing something else leaves ports, metadata and arguments as they were."""

from harness import stage

stage.enter()
stage.require_plugin()

import os
import re

import libvirt

from harness import guest, wire
from harness.daemon import Daemon
from harness.tap import expect, expect_equal, expect_in, main, test

daemon = Daemon('d').start()
connection = daemon.open()

PORTS = '''<console/>
<console type='tcp'>
  <listen addr='127.0.0.1' port='{tcp}'>
    <nowait/>
    <nodelay/>
  </listen>
</console>
<serial type='udp'>
  <sendto port='{udp}'/>
</serial>
<serial type='null' model='pci'/>
<parallel type='file' path='{folder}/printed'/>
<parallel type='null'/>'''
DESCRIBE = '#!/bin/sh\nsed -i "s|<memory |<description>edited</description>\\n  <memory |" "$1"\n'


def ports():
    return PORTS.format(tcp=wire.free_port(), udp=wire.free_port(), folder=stage.folder())


def stored(domain):
    """What the stock driver has: ports, our metadata and arguments, without the project's view of them."""
    xml = daemon.open('chardev=libvirt').lookupByName(domain.name()).XMLDesc(libvirt.VIR_DOMAIN_XML_INACTIVE)
    parts = re.findall(r'(?s)<metadata>.*</metadata>|<qemu:commandline>.*</qemu:commandline>', xml)
    return guest.port_texts(xml) + parts


def editor(text):
    path = stage.path('editor')
    with open(path, 'w') as file:
        file.write(text)
    os.chmod(path, 0o755)
    return {'EDITOR': path, 'VISUAL': path}


def unchanged(domain, change):
    """Runs `change`; nothing of the ports may be different afterwards, neither shown nor stored."""
    shown, kept = guest.port_texts(domain.XMLDesc(libvirt.VIR_DOMAIN_XML_INACTIVE)), stored(domain)
    expect(any('urn:libvirt-chardev:ports:1' in part for part in kept), 'metadata is stored: {}'.format(kept))
    change()
    expect_equal(guest.port_texts(domain.XMLDesc(libvirt.VIR_DOMAIN_XML_INACTIVE)), shown, 'what is shown')
    expect_equal(stored(domain), kept, 'what is stored')


@test
def virsh_edit_of_the_description():
    with guest.defined(connection, guest.document('edited', ports())) as domain:
        unchanged(domain, lambda: daemon.virsh('edit', 'edited', env=editor(DESCRIBE)))
        expect_in('<description>edited', domain.XMLDesc(), 'the edit')


@test
def virsh_edit_of_a_running_guest():
    with guest.running(connection, guest.document('live', ports())) as domain:
        unchanged(domain, lambda: daemon.virsh('edit', 'live', env=editor(DESCRIBE)))


@test
def dumpxml_piped_into_define():
    with guest.running(connection, guest.document('piped', ports())) as domain:
        for flags in (0, libvirt.VIR_DOMAIN_XML_INACTIVE, libvirt.VIR_DOMAIN_XML_SECURE,
                      libvirt.VIR_DOMAIN_XML_UPDATE_CPU, libvirt.VIR_DOMAIN_XML_MIGRATABLE):
            unchanged(domain, lambda: connection.defineXML(domain.XMLDesc(flags)))
        domain.destroy()
        unchanged(domain, lambda: connection.defineXML(domain.XMLDesc()))


@test
def every_flag_of_dumpxml_shows_the_ports_as_written():
    text = ports()
    with guest.running(connection, guest.document('flags', text)) as domain:
        shown = guest.shown(domain)
        for option in ('--inactive', '--migratable', '--security-info', '--update-cpu'):
            xml = daemon.virsh('dumpxml', 'flags', option)
            expect_equal([guest.as_written(e) for e in guest.port_elements(xml)], shown, option)
            expect('libvirt-chardev' not in xml and 'qemu:' not in xml, 'nothing of ours is left in ' + option)


@test
def a_port_on_pci_keeps_its_address():
    with guest.defined(connection, guest.document('pci', "<console model='pci'/>")) as domain:
        address = guest.port_elements(domain.XMLDesc())[0].find('address').attrib
        expect_equal(address['type'], 'pci', 'the address')
        extra = "<interface type='user'><model type='e1000'/></interface>"  # would take the place if it were free
        connection.defineXML(domain.XMLDesc().replace('<console', extra + '<console'))
        expect_equal(guest.port_elements(domain.XMLDesc())[0].find('address').attrib, address, 'the address later')


@test
def the_users_arguments_are_kept():
    tail = '''
  <qemu:commandline xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
    <qemu:arg value='-set'/>
    <qemu:arg value='chardev.charserial1.delay=off'/>
    <qemu:env name='MINE' value='1'/>
  </qemu:commandline>'''
    with guest.defined(connection, guest.document('arguments', ports(), tail=tail)) as domain:
        for _ in range(2):
            xml = domain.XMLDesc()
            expect_equal(xml.count('qemu:arg '), 2, 'arguments shown')
            expect_in('chardev.charserial1.delay=off', xml, 'the user\'s argument')
            unchanged(domain, lambda: connection.defineXML(domain.XMLDesc()))


@test
def views_by_uri():
    with guest.defined(connection, guest.document('views', ["<console/>", "<parallel type='null'/>"])):
        for view, attribute in (('chardev=libvirt', None), ('chardev=port', '')):
            xml = daemon.open(view).lookupByName('views').XMLDesc()
            expect_equal('urn:libvirt-chardev' in xml, attribute is None, 'metadata with ' + view)
        stock = "<serial type='tcp'><source mode='bind' host='127.0.0.1' service='{}'/></serial>".format(wire.free_port())
        with guest.defined(connection, guest.document('stock', stock)):
            shown = daemon.open('chardev=port').lookupByName('stock').XMLDesc()
            expect_in('<listen ', shown, 'a document in libvirt\'s grammar, with chardev=port')
            shown = connection.lookupByName('stock').XMLDesc()
            expect_in("<source mode='bind'", shown, 'the same, as it was written')


main()
