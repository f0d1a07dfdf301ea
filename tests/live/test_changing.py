#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""attach-device, update-device and detach-device --config in both grammars: the definition has the change, all of it or
nothing, and what is left starts and works."""

from harness import stage

stage.enter()
stage.require_plugin()

import libvirt

from harness import guest, wire
from harness.daemon import Daemon
from harness.tap import cases, expect, expect_equal, expect_in, main, test

daemon = Daemon('d').start()
connection = daemon.open()
CONFIG = libvirt.VIR_DOMAIN_AFFECT_CONFIG


def listen(tag, port, target=''):
    return "<{0} type='tcp'><listen addr='127.0.0.1' port='{1}'><nowait/><nodelay/></listen>{2}</{0}>".format(
        tag, port, target)


def stock(port, target=''):
    return ("<serial type='tcp'><source mode='bind' host='127.0.0.1' service='{}'/><protocol type='raw'/>{}</serial>"
            .format(port, target))


def works(domain, name, port):
    """Starts the guest: the port of that name is where we connect."""
    domain.create()
    with wire.tcp(port) as client:
        client.exchange(name)
    domain.destroy()


@test
def attach_in_the_port_grammar():
    port = wire.free_port()
    with guest.defined(connection, guest.document('attach', '<console/>')) as domain:
        domain.attachDeviceFlags(listen('console', port), CONFIG)
        expect_equal(guest.shown(domain), guest.written('<console/>', listen('console', port)), 'the definition')
        works(domain, 'COM2', port)


@test
def attach_to_a_guest_that_has_no_port():
    port = wire.free_port()
    with guest.defined(connection, guest.document('first', '')) as domain:
        domain.attachDeviceFlags(listen('serial', port), CONFIG)
        expect_equal(guest.shown(domain), guest.written(listen('serial', port)), 'the definition')
        works(domain, 'COM1', port)


@test
def attach_in_libvirts_grammar():
    port = wire.free_port()
    with guest.defined(connection, guest.document('stock', '<console/>')) as domain:
        domain.attachDeviceFlags(stock(port), CONFIG)
        shown = guest.port_elements(domain.XMLDesc())
        expect_equal(shown[1].find('source').get('service'), str(port), 'the definition')
        expect_equal(guest.as_written(shown[0]), guest.written('<console/>')[0], 'the other port')
        works(domain, 'COM2', port)


@test
def attach_a_parallel():
    path = stage.path('printed')
    with guest.defined(connection, guest.document('printer', '<console/>')) as domain:
        domain.attachDeviceFlags("<parallel type='file' path='{}'/>".format(path), CONFIG)
        domain.create()
        with wire.file(path) as printed:
            printed.expect('LPT1 says hello')


@cases('detach {}', [('the element', False), ('by alias', True)])
def detach(_, by_alias):
    """A detached port's option must not dangle: the guest would not start."""
    first, second = wire.free_port(), wire.free_port()
    alias = "<alias name='ua-first'/>"
    ports = [listen('console', first, alias), listen('console', second, "<target port='1'/>")]
    with guest.defined(connection, guest.document('detach', ports)) as domain:
        if by_alias:
            domain.detachDeviceAlias('ua-first', CONFIG)
        else:
            domain.detachDeviceFlags(ports[0], CONFIG)
        expect_equal(guest.shown(domain), guest.written(ports[1]), 'the definition')
        works(domain, 'COM2', second)


@test
def detach_as_virsh_shows_it():
    ports = ['<console/>', listen('console', wire.free_port()), "<parallel type='null'/>"]
    with guest.running(connection, guest.document('shown', ports)) as domain:
        for index in (2, 1):
            element = guest.ET.tostring(guest.port_elements(domain.XMLDesc())[index], encoding='unicode')
            domain.detachDeviceFlags(element, CONFIG)
            wanted = guest.written(*ports[:index])
            expect_equal(guest.shown(domain, libvirt.VIR_DOMAIN_XML_INACTIVE), wanted, 'the definition')
        domain.destroy()
        domain.create()


@test
def detach_in_libvirts_grammar():
    port = wire.free_port()
    with guest.defined(connection, guest.document('both', ['<console/>', stock(port, "<target port='1'/>")])) as domain:
        domain.detachDeviceFlags(stock(port, "<target port='1'/>"), CONFIG)
        expect_equal(guest.shown(domain), guest.written('<console/>'), 'the definition')
        domain.create()


@test
def update_moves_a_listener():
    old, new = wire.free_port(), wire.free_port()
    with guest.defined(connection, guest.document('moved', ['<console/>', listen('console', old)])) as domain:
        domain.updateDeviceFlags(listen('console', new, "<target port='1'/>"), CONFIG)
        expect_in("port='{}'".format(new), domain.XMLDesc(), 'the definition')
        expect('port=\'{}\''.format(old) not in domain.XMLDesc(), 'the old listener has gone')
        works(domain, 'COM2', new)


@test
def a_refused_change_changes_nothing():
    port = wire.free_port()
    with guest.defined(connection, guest.document('whole', listen('console', port))) as domain:
        before = domain.XMLDesc()
        again = str(guest.refusal(domain.attachDeviceFlags, listen('console', port), CONFIG))
        expect_in(str(port), again, 'the same listener twice')
        absent = listen('console', wire.free_port(), "<target port='3'/>")
        guest.refusal(domain.detachDeviceFlags, absent, CONFIG)
        guest.refusal(domain.detachDeviceAlias, 'ua-nobody', CONFIG)
        expect_equal(domain.XMLDesc(), before, 'the definition')


@test
def a_running_guest_gets_a_port():
    xml = guest.document('hot', '<console/>').replace('<devices>', '<features><acpi/></features><devices>')
    with guest.running(connection, xml) as domain:
        live = libvirt.VIR_DOMAIN_AFFECT_LIVE
        path = stage.path('hot')
        domain.attachDeviceFlags("<serial type='unix' model='pci'><listen path='{}'><nowait/></listen></serial>".format(path),
                                 live)
        wire.unix(path).close()
        expect_equal(guest.shown(domain)[0], guest.written('<console/>')[0], 'the first port')
        expect_in(path, domain.XMLDesc(), 'the new one')
        error = guest.refusal(domain.attachDeviceFlags, listen('serial', wire.free_port()), live)
        expect_in('nodelay', str(error), 'what a running guest cannot be given')


@test
def through_virsh():
    port = wire.free_port()
    with guest.defined(connection, guest.document('virsh', '<console/>')) as domain:
        path = stage.path('fragment')
        with open(path, 'w') as file:
            file.write(listen('console', port, "<alias name='ua-net'/>"))
        daemon.virsh('attach-device', 'virsh', path, '--config')
        expect_equal(len(guest.shown(domain)), 2, 'ports')
        daemon.virsh('detach-device-alias', 'virsh', 'ua-net', '--config')
        expect_equal(guest.shown(domain), guest.written('<console/>'), 'the definition')


main()
