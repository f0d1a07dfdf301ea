#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The daemon may die and the module may be removed: running guests and their ports are as before, and every defined
guest starts under the stock driver with the same arguments."""

from harness import stage

stage.enter()
stage.require_plugin()

import os
import signal

import libvirt

from harness import guest, wire
from harness.daemon import Daemon
from harness.tap import expect_equal, expect_in, main, test

daemon = Daemon('d').start()


def ports(tcp):
    nowait = "<console type='tcp'><listen addr='127.0.0.1' port='{}'><nowait/><nodelay/></listen></console>"
    return ['<console/>', nowait.format(tcp), "<parallel type='file' path='{}'/>".format(stage.path('printed')),
            "<parallel type='null'/>", "<parallel type='none'/>"]


def works(tcp):
    with wire.tcp(tcp) as client:
        client.exchange('COM2')


@test
def a_daemon_killed_and_started_again_shows_the_same():
    tcp = wire.free_port()
    xml = guest.document('survivor', ports(tcp))
    domain = daemon.open().defineXML(xml)
    domain.create()
    shown = guest.port_texts(domain.XMLDesc())
    for sign in (signal.SIGKILL, signal.SIGTERM):
        daemon.restart(sign=sign)
        domain = daemon.open().lookupByName('survivor')
        expect_equal(domain.isActive(), 1, 'active')
        expect_equal(guest.port_texts(domain.XMLDesc()), shown, 'what dumpxml shows')
        expect_equal(guest.shown(domain, libvirt.VIR_DOMAIN_XML_INACTIVE), guest.written(*ports(tcp)), 'defined')
        works(tcp)
    guest.end(domain)


@test
def without_the_module_a_guest_starts_with_the_same_arguments():
    tcp = wire.free_port()
    domain = daemon.open().defineXML(guest.document('stays', ports(tcp)))
    domain.create()
    ours = guest.argv_without_the_changing(guest.argv(domain))
    expect_in('chardev.charserial1.delay=off', ours, 'arguments')
    domain.destroy()
    daemon.restart(plugin=False)
    domain = daemon.open().lookupByName('stays')
    domain.create()
    expect_equal(guest.argv_without_the_changing(guest.argv(domain)), ours, 'arguments without the module')
    works(tcp)
    daemon.restart(plugin=True)
    domain = daemon.open().lookupByName('stays')
    expect_equal(guest.shown(domain), guest.written(*ports(tcp)), 'what is shown when the module is back')
    guest.end(domain)


@test
def an_autostarted_guest_has_its_ports_before_any_client():
    tcp = wire.free_port()
    domain = daemon.open().defineXML(guest.document('auto', ports(tcp)))
    domain.setAutostart(1)
    daemon.end()
    os.unlink(os.path.join(daemon.root, 'run/libvirt/qemu/run/autostarted'))  # or it is done once for each boot
    daemon.start()
    works(tcp)
    domain = daemon.open().lookupByName('auto')
    expect_equal(guest.shown(domain), guest.written(*ports(tcp)), 'what is shown')
    guest.end(domain)


main()
