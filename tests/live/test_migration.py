#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Live migration between two private daemons of one host: listeners are moved in the port grammar; the destination may
have the module or not; a listener that is taken there is a plain error, and the source runs on."""

from harness import stage

stage.enter()
stage.require_plugin()

import contextlib
import time

import libvirt

from harness import guest, wire
from harness.daemon import Daemon
from harness.tap import cases, expect, expect_equal, expect_in, main, test

source = Daemon('s').start()
here = source.open()
TCP = "<console type='tcp'><listen addr='127.0.0.1' port='{}'><nowait/><nodelay/></listen></console>"
FLAGS = libvirt.VIR_MIGRATE_LIVE | libvirt.VIR_MIGRATE_PERSIST_DEST | libvirt.VIR_MIGRATE_UNDEFINE_SOURCE \
    | libvirt.VIR_MIGRATE_UNSAFE


def migrate(domain, destination, moved=None, flags=FLAGS, persistent=None):
    """What virsh migrate --live --persistent --xml --persistent-xml does."""
    parameters = {libvirt.VIR_MIGRATE_PARAM_URI: 'tcp://127.0.0.1'}
    if moved:
        parameters[libvirt.VIR_MIGRATE_PARAM_DEST_XML] = moved
    if persistent:
        parameters[libvirt.VIR_MIGRATE_PARAM_PERSIST_XML] = persistent
    return domain.migrate3(destination, parameters, flags)


def begun(name):
    """A running guest with a terminal and a listener, and its port."""
    port = wire.free_port()
    domain = here.defineXML(guest.document(name, ['<console/>', TCP.format(port)]))
    domain.create()
    with wire.tcp(port) as client:
        client.exchange('COM2')
    return domain, port


def works(domain, port):
    with wire.tcp(port) as client:
        client.exchange('COM2', 'moved')


@cases('to a destination {}', [('with the module', True), ('with the stock driver alone', False)])
def move(_, plugin):
    with Daemon('d{}'.format(plugin), plugin=plugin) as destination:
        there = destination.open()
        domain, port = begun('moved')
        new = wire.free_port()
        moved = domain.XMLDesc(libvirt.VIR_DOMAIN_XML_MIGRATABLE).replace(str(port), str(new))
        arrived = migrate(domain, there, moved, persistent=moved)
        try:
            works(arrived, new)
            expect_equal(len(here.listAllDomains()), 0, 'guests left here')
            if plugin:
                wanted = guest.written('<console/>', TCP.format(new))
                expect_equal(guest.shown(arrived), wanted, 'what the destination shows')
                expect_equal(guest.shown(arrived, libvirt.VIR_DOMAIN_XML_INACTIVE), wanted, 'and has defined')
            else:
                expect_in("<source mode='bind' host='127.0.0.1' service='{}'".format(new), arrived.XMLDesc(), 'stock')
            arrived.destroy()
            arrived.create()
            works(arrived, new)
        finally:
            guest.end(arrived)


@test
def by_the_daemons_themselves():
    """by the daemons themselves (peer to peer)"""
    with Daemon('peer') as destination:
        domain, port = begun('peer')
        new = wire.free_port()
        moved = domain.XMLDesc(libvirt.VIR_DOMAIN_XML_MIGRATABLE).replace(str(port), str(new))
        parameters = {libvirt.VIR_MIGRATE_PARAM_URI: 'tcp://127.0.0.1', libvirt.VIR_MIGRATE_PARAM_DEST_XML: moved,
                      libvirt.VIR_MIGRATE_PARAM_PERSIST_XML: moved}
        domain.migrateToURI3(destination.uri(), parameters, FLAGS | libvirt.VIR_MIGRATE_PEER2PEER)
        arrived = destination.open().lookupByName('peer')
        works(arrived, new)
        expect_equal(guest.shown(arrived), guest.written('<console/>', TCP.format(new)), 'what the destination shows')
        guest.end(arrived)


@test
def of_a_definition_alone():
    """of a definition alone (offline)"""
    with Daemon('offline') as destination:
        port = wire.free_port()
        domain = here.defineXML(guest.document('offline', ['<console/>', TCP.format(port)]))
        arrived = migrate(domain, destination.open(), flags=libvirt.VIR_MIGRATE_OFFLINE | libvirt.VIR_MIGRATE_PERSIST_DEST
                          | libvirt.VIR_MIGRATE_UNDEFINE_SOURCE)
        expect_equal(guest.shown(arrived), guest.written('<console/>', TCP.format(port)), 'what the destination shows')
        arrived.create()
        works(arrived, port)
        guest.end(arrived)


@test
def a_listener_that_is_taken_there_is_an_error_and_the_source_runs_on():
    with Daemon('taken') as destination:
        domain, port = begun('stays')
        try:
            error = guest.refusal(migrate, domain, destination.open())
            expect_in('in use', str(error), 'the error')
            expect_equal(domain.isActive(), 1, 'active')
            works(domain, port)
        finally:
            guest.end(domain)


@test
def a_migration_that_takes_long_holds_up_only_edits_that_need_a_new_definition():
    domain, port = begun('long')
    try:
        with contextlib.closing(wire.Listener(stage.path('silent'))):  # a peer that never answers
            # connections of their own: libvirt 9.0's client can forget to wake a thread that polls for another one
            call = guest.Background(source.open().lookupByName('long').migrateToURI3, 'qemu+unix:///session?socket=' + stage.path('silent'),
                                    {libvirt.VIR_MIGRATE_PARAM_URI: 'tcp://127.0.0.1'}, FLAGS | libvirt.VIR_MIGRATE_PEER2PEER)
            guest.wait_for(lambda: domain.jobStats().get('type', 0) or call.error, 'the migration begins')
            edit = guest.Background(source.open().lookupByName('long').attachDeviceFlags, TCP.format(wire.free_port()),
                                    libvirt.VIR_DOMAIN_AFFECT_CONFIG)
            began = time.monotonic()
            time.sleep(0.5)
            for _ in range(3):
                here.defineXML(domain.XMLDesc(libvirt.VIR_DOMAIN_XML_INACTIVE))
            expect(edit.is_alive() and time.monotonic() - began < 5, 'what needs no job goes on behind an edit that waits')
            error = guest.refusal(edit.finish, 60)
            expect_equal(error.get_error_code(), libvirt.VIR_ERR_OPERATION_TIMEOUT, str(error))
        guest.refusal(call.finish, 60)
        domain.attachDeviceFlags(TCP.format(wire.free_port()), libvirt.VIR_DOMAIN_AFFECT_CONFIG)
        works(domain, port)
    finally:
        guest.end(domain)


@test
def virsh_migrates_and_moves():
    with Daemon('virsh') as destination:
        domain, port = begun('virsh')
        new = wire.free_port()
        path = stage.path('moved.xml')
        with open(path, 'w') as file:
            file.write(source.virsh('dumpxml', 'virsh', '--migratable').replace(str(port), str(new)))
        source.virsh('migrate', 'virsh', destination.uri(), '--live', '--unsafe', '--migrateuri', 'tcp://127.0.0.1',
                     '--xml', path)
        arrived = destination.open().lookupByName('virsh')
        works(arrived, new)
        arrived.destroy()
        guest.end(domain)


@test
def a_waiting_listen_never_holds_a_migration():
    with Daemon('waits') as destination:
        old, new = wire.free_port(), wire.free_port()
        waiting = TCP.replace('<nowait/>', '')
        domain = here.defineXML(guest.document('waited', waiting.format(old)))
        try:
            start = guest.Background(source.open().lookupByName('waited').create)
            with wire.tcp(old):
                start.finish()
                moved = domain.XMLDesc(libvirt.VIR_DOMAIN_XML_MIGRATABLE).replace(str(old), str(new))
                call = guest.Background(migrate, domain, destination.open(), moved,
                                        libvirt.VIR_MIGRATE_LIVE | libvirt.VIR_MIGRATE_UNSAFE)
                arrived = call.finish(30)
            with wire.tcp(new) as client:
                client.exchange('COM1')
            expect(arrived.isActive(), 'it runs there')
            arrived.destroy()
        finally:
            guest.end(domain)


main()
