#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""attach-device, update-device and detach-device --config in both grammars: the definition has the change, all of it or
nothing, and what is left starts and works."""

from harness import stage

stage.enter()
stage.require_plugin()

import signal
import time

import libvirt

from harness import guest, wire
from harness.daemon import Daemon
from harness.tap import Failed, Skip, cases, expect, expect_equal, expect_in, main, test

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
    if connection.getLibVersion() < 9000000:
        raise Skip('before libvirt 9.0 serial ports are counted as they come, and leave no gap')
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
def a_detach_that_we_refuse_changes_nothing():
    """a detach that we refuse changes nothing, and the guest starts"""
    ports = ["<parallel type='tcp'><listen addr='127.0.0.1' port='{}'><nowait/><nodelay/></listen><alias name='ua-a'/></parallel>"
             .format(wire.free_port()), "<parallel type='null'><target port='1'/></parallel>"]
    with guest.defined(connection, guest.document('gap', ports)) as domain:
        before = domain.XMLDesc()
        said = daemon.virsh('detach-device-alias', 'gap', '--alias', 'ua-a', '--config', status=1)
        expect_in("port 'parallel 1' would be number 0 in the guest", said, 'the refusal')
        expect_equal(domain.XMLDesc(), before, 'the definition')
        domain.create()


@test
def an_alias_of_the_running_guest_is_none_of_its_definition():
    pci = "<serial type='null' model='pci'><alias name='ua-{0}'/></serial>"
    xml = guest.document('aliases', [pci.format('a'), "<serial type='null' model='pci'/>"])
    with guest.running(connection, xml) as domain:
        domain.detachDeviceAlias('ua-a', CONFIG)
        left = guest.shown(domain, libvirt.VIR_DOMAIN_XML_INACTIVE)
        expect_equal(len(left), 1, 'ports defined')
        error = guest.refusal(domain.detachDeviceAlias, 'serial1', libvirt.VIR_DOMAIN_AFFECT_LIVE | CONFIG)
        expect_in('no device found with alias serial1', str(error), 'the refusal')
        expect_equal(guest.shown(domain, libvirt.VIR_DOMAIN_XML_INACTIVE), left, 'the definition')
        expect_equal(len(guest.port_elements(domain.XMLDesc())), 2, 'ports of the running guest')


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
        added = "<serial type='unix' model='pci'><listen path='{}'><nowait/></listen></serial>".format(path)
        domain.attachDeviceFlags(added, live)
        wire.unix(path).close()
        first, new = guest.shown(domain)
        expect_equal([first, new[:new.index('<address')] + '</serial>'], guest.written('<console/>', added), 'the running guest')
        expect_equal(guest.shown(domain, libvirt.VIR_DOMAIN_XML_INACTIVE), guest.written('<console/>'), 'the definition')
        error = guest.refusal(domain.attachDeviceFlags, listen('serial', wire.free_port()), live)
        expect_in('nodelay', str(error), 'what a running guest cannot be given')


@test
def a_running_guest_loses_a_port_as_dumpxml_shows_it():
    xml = guest.document('cold', '<console/>').replace("type='usb' model='none'", "type='usb' model='qemu-xhci'")
    with guest.running(connection, xml) as domain:
        for added in ("<serial type='null' model='usb'/>", "<serial type='null'><target type='usb-serial'/></serial>"):
            domain.attachDeviceFlags(added, libvirt.VIR_DOMAIN_AFFECT_LIVE)
            seen = guest.port_texts(domain.XMLDesc())[-1]
            expect_equal("model=" in seen, "model=" in added, 'shown as written: ' + seen)
            domain.detachDeviceFlags(seen, libvirt.VIR_DOMAIN_AFFECT_LIVE)
            guest.wait_for(lambda: len(guest.shown(domain)) == 1, 'the end of the port')
        twins = ["<serial type='null' model='usb'><target port='{}'/></serial>".format(n) for n in (1, 2)]
        for twin in twins:
            domain.attachDeviceFlags(twin, libvirt.VIR_DOMAIN_AFFECT_LIVE)
        second = guest.port_texts(domain.XMLDesc())[2]
        domain.detachDeviceFlags(second, libvirt.VIR_DOMAIN_AFFECT_LIVE)
        guest.wait_for(lambda: len(guest.shown(domain)) == 2, 'the end of the second')
        guest.refusal(domain.detachDeviceFlags, second, libvirt.VIR_DOMAIN_AFFECT_LIVE)
        expect_equal(len(guest.shown(domain)), 2, 'ports after the same detach again')


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


@test
def a_guest_is_never_without_its_definition_when_the_daemon_is_killed():
    """the daemon killed between the two calls of an attach: the guest starts, without the port or with it"""
    port = "<serial type='file' path='/dev/null'/>"
    seen = set()
    for attempt in range(60):
        domain = daemon.open().defineXML(guest.document('killed', '<console/>'))
        call = guest.Background(domain.attachDeviceFlags, port, CONFIG)
        time.sleep(attempt % 12 * 0.0001)
        daemon.restart(sign=signal.SIGKILL)
        call.join(20)
        domain = daemon.open().lookupByName('killed')
        shown = guest.shown(domain)
        expect_in(shown, [guest.written('<console/>'), guest.written('<console/>', port)], 'ports')
        seen.add((':serial1' in daemon.open('chardev=libvirt').lookupByName('killed').XMLDesc(), len(shown)))
        domain.create()
        guest.end(domain)
        if (True, 1) in seen:
            return
    raise Failed('never killed between the two calls: {}'.format(seen))


main()
