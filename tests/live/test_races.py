#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Two clients change one guest's definition at once. What both were told had succeeded is in it; what failed is not; and a
guest that was undefined stays undefined."""

from harness import stage

stage.enter()
stage.require_plugin()

import random
import threading
import time

import libvirt

from harness import guest, wire
from harness.daemon import Daemon
from harness.tap import cases, expect, expect_equal, main, test

daemon = Daemon('d', conf='max_client_requests = 20\n').start()
one, two = daemon.open(), daemon.open()
CONFIG, LIVE = libvirt.VIR_DOMAIN_AFFECT_CONFIG, libvirt.VIR_DOMAIN_AFFECT_LIVE
ROUNDS = 40
UUID = '0badcafe-0000-4000-8000-000000000001'
LISTEN = "<console type='tcp'><listen addr='127.0.0.1' port='{}'><nowait/>{}</listen>{}</console>"
PLAIN, NODELAY = LISTEN.format('{}', '', '{}'), LISTEN.format('{}', '<nodelay/>', '{}')
FILE = "<serial type='file' path='{}'/>".format(stage.path('race-port'))
STOCK_FILE = "<serial type='file'><source path='/nowhere/stock'/></serial>"


def document(ports, memory=8):
    return guest.document('race', ports).replace('<memory unit=\'MiB\'>8', '<uuid>{}</uuid><memory unit=\'MiB\'>{}'.format(
        UUID, memory))


def attach(fragment):
    return lambda domain: domain.attachDeviceFlags(fragment, CONFIG)


# What is done to a port: the port that the guest begins with, the call, and what is in (or not in) the definition then.
EDITS = {
    'attach of a port': (PLAIN.format(7000, ''), attach(FILE), lambda xml: 'race-port' in xml),
    'attach of an option': (PLAIN.format(7000, ''), attach(NODELAY.format(7001, '')), lambda xml: "port='7001'" in xml),
    'update': (NODELAY.format(7000, ''),
               lambda domain: domain.updateDeviceFlags(NODELAY.format(7002, "<target port='0'/>"), CONFIG),
               lambda xml: "port='7002'" in xml),
    'detach of a port': (FILE, lambda domain: domain.detachDeviceFlags(FILE, CONFIG), lambda xml: 'race-port' not in xml),
    'detach by alias': (NODELAY.format(7000, "<alias name='ua-a'/>"),
                        lambda domain: domain.detachDeviceAlias('ua-a', CONFIG), lambda xml: "port='7000'" not in xml),
}
# What another client does meanwhile. A definition of its own takes the edit with it, or comes before it: either is right.
OTHERS = {
    'a disk': (attach("<disk type='file' device='cdrom'><target dev='hdc' bus='ide'/></disk>"), lambda xml: "dev='hdc'" in xml),
    'metadata': (lambda domain: domain.setMetadata(libvirt.VIR_DOMAIN_METADATA_TITLE, 'seen', None, None, CONFIG),
                 lambda xml: '<title>seen' in xml),
    'vcpus': (lambda domain: domain.setVcpusFlags(3, CONFIG | libvirt.VIR_DOMAIN_VCPU_MAXIMUM),
              lambda xml: '>3</vcpu>' in xml),
    'another port': (attach(NODELAY.format(7003, '')), lambda xml: "port='7003'" in xml),
    'a port in libvirt\'s grammar': (attach(STOCK_FILE), lambda xml: 'nowhere/stock' in xml),
}


def at_once(*calls):
    """Whether each succeeded."""
    barrier = threading.Barrier(len(calls))
    done = [False] * len(calls)

    def run(index, call):
        barrier.wait()
        time.sleep(random.random() * 0.004)
        try:
            call()
            done[index] = True
        except libvirt.libvirtError:
            pass

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return done


def definition():
    return one.lookupByUUIDString(UUID).XMLDesc(libvirt.VIR_DOMAIN_XML_INACTIVE)


@cases('{} loses nothing that another client changes', EDITS.items())
def nothing_is_lost(_, edit):
    first, change, is_changed = edit
    for name, (other, is_there) in OTHERS.items():
        for _ in range(ROUNDS):
            with guest.defined(one, document(first)) as domain:
                theirs = two.lookupByUUIDString(UUID)
                expect_equal(at_once(lambda: change(domain), lambda: other(theirs)), [True, True], 'both succeed')
                xml = definition()
                expect_equal([is_changed(xml), is_there(xml)], [True, True], 'the edit and {} are there'.format(name))


@cases('{} undoes no definition and no undefine', EDITS.items())
def definitions_count(_, edit):
    first, change, _ = edit
    for number in range(ROUNDS):
        with guest.defined(one, document(first)) as domain:
            done = at_once(lambda: change(domain), lambda: two.defineXML(document(PLAIN.format(7000, ''), memory=9)))
            expect(done[1] and "'KiB'>9216" in definition(), 'the other definition is there')
            is_running = number % 8 == 7
            if is_running:
                domain.create()
            theirs = two.lookupByUUIDString(UUID)
            at_once(lambda: change(domain), theirs.undefine)
            expect_equal(theirs.isPersistent() if is_running else len(one.listAllDomains()), 0, 'what is left of it')


@test
def an_attach_finds_its_place_in_a_definition_that_comes_between():
    theirs = "<serial type='null'><target port='1'/></serial>"
    for _ in range(3 * ROUNDS):
        with guest.defined(one, document('<console/>')) as domain:
            done = at_once(lambda: attach(FILE)(domain), lambda: two.defineXML(document(['<console/>', theirs])))
            expect_equal(done, [True, True], 'both succeed')
            shown = guest.shown(domain)
            allowed = [guest.written('<console/>', "<serial type='null'/>"),
                       guest.written('<console/>', "<serial type='null'/>", FILE)]
            expect([s.replace('<target port="1"></target>', '') for s in shown] in allowed, shown)


@test
def a_failed_attach_leaves_the_ports_of_others_as_they_wrote_them():
    for first in ('<console/>', "<serial type='pty'/>"):
        for _ in range(2 * ROUNDS):
            with guest.defined(one, document(first)) as domain:
                at_once(lambda: attach(FILE)(domain), lambda: two.defineXML(document(['<console/>', FILE])))
                expect(guest.written(FILE)[0] in guest.shown(domain), domain.XMLDesc())


@cases('no argument is left without its port by a detach {}', [
    ('beside another definition', 0, lambda theirs, ports: theirs.connect().defineXML(document(ports))),
    ('of the running guest beside its end', 1, lambda theirs, ports: theirs.destroy())])
def the_guest_starts(_, is_running, other):
    """The last port has an argument, which names its chardev by its place."""
    ports = ["<serial type='file' path='/dev/null'/>", NODELAY.format(wire.free_port(), '')]
    fragment = "<serial type='file'><source path='/dev/null'/><target port='0'/></serial>"
    for _ in range(ROUNDS // 3):
        with guest.defined(one, document(ports if is_running else ports[0])) as domain:
            if is_running:
                domain.create()
            theirs = two.lookupByUUIDString(UUID)
            at_once(lambda: domain.detachDeviceFlags(fragment, 0), lambda: other(theirs, ports))
            domain.create()


@test
def a_live_change_that_fails_leaves_the_definition_to_others():
    with guest.running(one, document(NODELAY.format(wire.free_port(), ''))) as domain:
        theirs = two.lookupByUUIDString(UUID)
        for number in range(ROUNDS):
            title = 'title {}'.format(number)
            done = at_once(lambda: domain.attachDeviceFlags(FILE, CONFIG | LIVE),
                           lambda: theirs.setMetadata(libvirt.VIR_DOMAIN_METADATA_TITLE, title, None, None, CONFIG))
            expect_equal(done, [False, True], 'an ISA port cannot be plugged in; the title can')
            expect(title in definition(), 'the title is there')
            expect('race-port' not in definition(), 'the port is not')


@test
def what_is_left_starts():
    """After many edits from both sides the guest starts, with the ports that the definition shows."""
    ports = [wire.free_port() for _ in range(3)]
    with guest.defined(one, document(NODELAY.format(ports[0], ''))) as domain:
        theirs = two.lookupByUUIDString(UUID)
        for _ in range(ROUNDS):
            at_once(lambda: domain.attachDeviceFlags(NODELAY.format(ports[1], "<alias name='ua-a'/>"), CONFIG),
                    lambda: theirs.attachDeviceFlags(PLAIN.format(ports[2], "<alias name='ua-b'/>"), CONFIG))
            at_once(lambda: domain.detachDeviceAlias('ua-a', CONFIG), lambda: theirs.detachDeviceAlias('ua-b', CONFIG))
        expect_equal(guest.shown(domain), guest.written(NODELAY.format(ports[0], '')), 'the definition')
        domain.attachDeviceFlags(NODELAY.format(ports[1], ''), CONFIG)
        domain.create()
        for name, port in zip(('COM1', 'COM2'), ports):
            with wire.tcp(port) as client:
                client.exchange(name)


main()
