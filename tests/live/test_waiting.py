#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""A listen without nowait holds the start: until a client connects or the guest is destroyed, for at most half of the
daemon's workers at once, and never at autostart. Everybody else is answered meanwhile."""

from harness import stage

stage.enter()
stage.require_plugin()

import os
import time

import libvirt

from harness import guest, wire
from harness.daemon import Daemon
from harness.guest import Background
from harness.tap import expect, expect_equal, expect_in, main, test

WORKERS = 6
daemon = Daemon('d', conf='min_workers = {0}\nmax_workers = {0}\n'.format(WORKERS)).start()
connection = daemon.open()
WAITING = "<console type='tcp'><listen addr='127.0.0.1' port='{}'/></console>"


class Waiting:
    """A defined guest whose start waits for a client."""

    def __init__(self, name, disk=None):
        self.port = wire.free_port()
        self.domain = connection.defineXML(guest.document(name, WAITING.format(self.port), disk))

    def begin(self, call=None, *arguments):
        """Starts it in the background, up to where it waits."""
        calls = Background(call or daemon.open().lookupByName(self.domain.name()).create, *arguments)
        guest.wait_for(lambda: wire.is_listened_on(self.port) or calls.error, 'the listen')
        time.sleep(0.5)
        expect(calls.is_alive(), 'the call waits, but it ended: {}'.format(calls.error))
        return calls

    def connect(self):
        return wire.tcp(self.port)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        guest.end(self.domain)


def answers_within(seconds, *functions):
    for function in functions:
        began = time.monotonic()
        function()
        expect(time.monotonic() - began < seconds, '{} took its time'.format(function.__name__))


@test
def a_start_waits_for_a_client_and_others_are_answered():
    with guest.running(connection, guest.document('other')) as other, Waiting('waits') as waiting:
        start = waiting.begin()
        answers_within(2, connection.listAllDomains, other.info, other.XMLDesc, waiting.domain.state)
        with waiting.connect() as client:
            start.finish()
            client.exchange('COM1')


@test
def destroy_ends_the_wait():
    with Waiting('destroyed') as waiting:
        start = waiting.begin()
        answers_within(10, waiting.domain.destroy)
        start.join(10)
        expect(start.error, 'the start fails')
        expect_equal(waiting.domain.isActive(), 0, 'active')
        start = waiting.begin()
        with waiting.connect():
            start.finish()


@test
def with_nowait_a_start_returns_at_once():
    xml = "<console type='tcp'><listen addr='127.0.0.1' port='{}'><nowait/></listen></console>".format(wire.free_port())
    with guest.defined(connection, guest.document('quick', xml)) as domain:
        answers_within(10, domain.create)


@test
def at_most_half_of_the_workers_wait():
    guests = [Waiting('limit{}'.format(i)) for i in range(WORKERS // 2 + 1)]
    try:
        starts = [each.begin() for each in guests[:-1]]
        error = guest.refusal(guests[-1].domain.create)
        expect_in('wait', str(error), 'the refusal')
        answers_within(2, connection.listAllDomains, guests[0].domain.state)
        with guests[0].connect():
            starts[0].finish()
            again = guests[-1].begin()
            for each in guests[1:]:
                each.domain.destroy()
            again.join(10)
    finally:
        for each in guests:
            guest.end(each.domain)


@test
def autostart_is_refused():
    with Waiting('auto') as waiting:
        expect_in('autostart', str(guest.refusal(waiting.domain.setAutostart, 1)).lower(), 'the refusal')
        expect_equal(waiting.domain.autostart(), 0, 'autostart')
        waiting.domain.setAutostart(0)


@test
def a_guest_marked_autostart_is_not_made_to_wait():
    config = libvirt.VIR_DOMAIN_AFFECT_CONFIG
    waiting = WAITING.format(wire.free_port())
    nowait = waiting.replace('/></console>', '><nowait/></listen></console>')
    with guest.defined(connection, guest.document('marked', nowait)) as domain:
        domain.setAutostart(1)
        whole = guest.document('marked', waiting).replace('<memory', '<uuid>{}</uuid><memory'.format(domain.UUIDString()))
        second = WAITING.format(wire.free_port())
        changed = waiting.replace('</console>', "<target port='0'/></console>")
        for call, argument in ((connection.defineXML, (whole,)), (domain.attachDeviceFlags, (second, config)),
                               (domain.updateDeviceFlags, (changed, config))):
            expect_in('autostart', str(guest.refusal(call, *argument)).lower(), call.__name__)
        expect_equal(guest.shown(domain), guest.written(nowait), 'the definition')
        domain.setAutostart(0)


@test
def a_restore_that_is_ended_keeps_its_image():
    image = stage.path('image')
    with Waiting('restored') as waiting:
        start = waiting.begin()
        with waiting.connect():
            start.finish()
            waiting.domain.save(image)
        restore = waiting.begin(daemon.open().restore, image)
        waiting.domain.destroy()
        restore.join(10)
        expect(restore.error and os.path.getsize(image), 'the restore fails and the image is there')
        restore = waiting.begin(daemon.open().restore, image)
        with waiting.connect() as client:
            restore.finish()
            client.exchange('COM1')


@test
def a_start_from_a_managed_save_waits_and_keeps_its_image():
    with Waiting('managed') as waiting:
        start = waiting.begin()
        with waiting.connect():
            start.finish()
            waiting.domain.managedSave()
        start = waiting.begin()
        waiting.domain.destroy()
        start.join(10)
        expect(start.error and waiting.domain.hasManagedSaveImage(), 'the start fails and the image is there')
        start = waiting.begin()
        with waiting.connect() as client:
            start.finish()
            client.exchange('COM1')


@test
def a_revert_to_a_snapshot_waits():
    with Waiting('reverted', guest.qcow2('reverted')) as waiting:
        start = waiting.begin()
        with waiting.connect():
            start.finish()
            waiting.domain.snapshotCreateXML('<domainsnapshot><name>one</name></domainsnapshot>')
            waiting.domain.destroy()
        snapshot = daemon.open().lookupByName('reverted').snapshotLookupByName('one')
        revert = waiting.begin(snapshot.domain().revertToSnapshot, snapshot)
        with waiting.connect() as client:
            revert.finish()
            client.exchange('COM1')


@test
def a_daemon_killed_while_a_guest_waits_finds_it_again():
    global connection
    with Waiting('orphan') as waiting:
        waiting.begin()
        daemon.restart(sign=9)
        connection = daemon.open()
        waiting.domain = connection.lookupByName('orphan')
        wanted = guest.written(WAITING.format(waiting.port))
        expect_equal(guest.shown(waiting.domain, libvirt.VIR_DOMAIN_XML_INACTIVE), wanted, 'the definition')
        guest.end(waiting.domain)
        guest.wait_for(lambda: not wire.is_listened_on(waiting.port), 'the guest has gone')


main()
