#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Guests that go and come back: save and restore, managed save, snapshots, and guests that are never defined. Their
ports are shown as written all the while, and work afterwards."""

from harness import stage

stage.enter()
stage.require_plugin()

import os

import libvirt

from harness import guest, wire
from harness.daemon import Daemon
from harness.tap import expect_equal, expect_in, main, test

daemon = Daemon('d').start()
connection = daemon.open()

TCP = "<console type='tcp'><listen addr='127.0.0.1' port='{}'><nowait/><nodelay/></listen></console>"


class Ports:
    """A terminal, a listener and a printer."""

    def __init__(self):
        self.tcp = wire.free_port()
        self.texts = ['<console/>', TCP.format(self.tcp), "<parallel type='null'/>"]

    def work(self, domain, tcp=None):
        with wire.terminal(guest.element(domain, 'console').get('pty')) as terminal:
            terminal.exchange('COM1')
        with wire.tcp(tcp or self.tcp) as client:
            client.exchange('COM2')

    def are_shown(self, domain, what):
        expect_equal(guest.shown(domain), guest.written(*self.texts), what)


def elements_of(xml, *path):
    """The ports of a domain that stands inside another document."""
    inner = guest.ET.fromstring(xml).find('/'.join(path)) if path else guest.ET.fromstring(xml)
    return [guest.as_written(e) for e in guest.port_elements(guest.ET.tostring(inner, encoding='unicode'))]


@test
def save_and_restore():
    ports, image = Ports(), stage.path('image')
    with guest.running(connection, guest.document('saved', ports.texts)) as domain:
        ports.work(domain)
        domain.save(image)
        expect_equal(elements_of(connection.saveImageGetXMLDesc(image)), guest.written(*ports.texts), 'in the image')
        connection.restore(image)
        ports.are_shown(domain, 'after restore')
        ports.work(domain)


@test
def save_with_other_ports():
    ports, image, moved = Ports(), stage.path('moved'), wire.free_port()
    with guest.running(connection, guest.document('moving', ports.texts)) as domain:
        xml = domain.XMLDesc(libvirt.VIR_DOMAIN_XML_MIGRATABLE)
        domain.saveFlags(image, xml.replace(str(ports.tcp), str(moved)))
        expect_in("port='{}'".format(moved), connection.saveImageGetXMLDesc(image), 'in the image')
        again = wire.free_port()
        connection.saveImageDefineXML(image, connection.saveImageGetXMLDesc(image).replace(str(moved), str(again)))
        connection.restoreFlags(image, connection.saveImageGetXMLDesc(image))
        ports.work(domain, again)


@test
def managed_save():
    ports = Ports()
    with guest.running(connection, guest.document('managed', ports.texts)) as domain:
        ports.work(domain)
        domain.managedSave()
        xml = domain.managedSaveGetXMLDesc()
        expect_equal(elements_of(xml), guest.written(*ports.texts), 'in the image')
        domain.managedSaveDefineXML(xml)
        domain.create()
        ports.are_shown(domain, 'after start')
        ports.work(domain)


def logged(action):
    before = len(daemon.messages())
    action()
    return [line for line in daemon.messages()[before:].splitlines() if ': error :' in line]


@test
def a_damaged_image_is_an_error_in_the_log_where_the_stock_driver_restores_it_alone():
    with guest.running(connection, guest.document('damaged', '<console/>')) as domain:
        domain.managedSave()
        image = os.path.join(daemon.root, 'config', 'libvirt', 'qemu', 'save', 'damaged.save')
        with open(image, 'w') as file:
            file.write('damaged' * 100)
        expect_equal(logged(lambda: domain.setAutostart(True)), [], 'autostart')
        expect_equal(len(logged(lambda: guest.refusal(connection.restore, image))), 1, 'lines of a restore')
        domain.setAutostart(False)


@test
def snapshots_of_a_running_guest():
    ports = Ports()
    with guest.running(connection, guest.document('snapped', ports.texts, guest.qcow2('snapped'))) as domain:
        ports.work(domain)
        snapshot = domain.snapshotCreateXML('<domainsnapshot><name>one</name></domainsnapshot>')
        xml = snapshot.getXMLDesc()
        expect_equal(elements_of(xml, 'domain'), guest.written(*ports.texts), 'in the snapshot')
        redefine = libvirt.VIR_DOMAIN_SNAPSHOT_CREATE_REDEFINE
        domain.snapshotCreateXML(snapshot.getXMLDesc(libvirt.VIR_DOMAIN_SNAPSHOT_XML_SECURE), redefine)
        expect_equal(elements_of(snapshot.getXMLDesc(), 'domain'), guest.written(*ports.texts), 'redefined')
        domain.destroy()
        domain.revertToSnapshot(snapshot)
        ports.are_shown(domain, 'after revert')
        ports.work(domain)


@test
def snapshots_of_a_stopped_guest():
    ports = Ports()
    with guest.defined(connection, guest.document('cold', ports.texts, guest.qcow2('cold'))) as domain:
        snapshot = domain.snapshotCreateXML('<domainsnapshot><name>one</name></domainsnapshot>')
        expect_equal(elements_of(snapshot.getXMLDesc(), 'domain'), guest.written(*ports.texts), 'in the snapshot')
        changed = domain.XMLDesc().replace(str(ports.tcp), str(wire.free_port()))
        connection.defineXML(changed)
        domain.revertToSnapshot(snapshot)
        ports.are_shown(domain, 'after revert')


@test
def checkpoints():
    ports = Ports()
    with guest.running(connection, guest.document('checked', ports.texts, guest.qcow2('checked'))) as domain:
        checkpoint = domain.checkpointCreateXML('<domaincheckpoint><name>one</name></domaincheckpoint>')
        xml = checkpoint.getXMLDesc()
        expect_equal(elements_of(xml, 'domain'), guest.written(*ports.texts), 'in the checkpoint')
        domain.checkpointCreateXML(xml, libvirt.VIR_DOMAIN_CHECKPOINT_CREATE_REDEFINE)
        expect_equal(elements_of(checkpoint.getXMLDesc(), 'domain'), guest.written(*ports.texts), 'redefined')
        checkpoint.delete()


@test
def a_guest_that_is_never_defined():
    ports = Ports()
    domain = connection.createXML(guest.document('transient', ports.texts))
    try:
        ports.are_shown(domain, 'while it runs')
        ports.work(domain)
    finally:
        domain.destroy()


main()
