# SPDX-License-Identifier: LGPL-2.1-or-later
"""Both grammars, numbers with gaps, consoles: what the stock driver dies of or does not do must work, in the same daemon."""

import contextlib
import os
import pty
import subprocess

import lab
from harness import guest, wire
from harness.tap import cases, expect, expect_equal, expect_in, test

LIBVIRT_TCP = "<serial type='tcp'><source mode='bind' host='127.0.0.1' service='{}'/><protocol type='raw'/>{}</serial>"
LISTEN = "<{0} type='tcp'><listen addr='127.0.0.1' port='{1}'><nowait/></listen>{2}</{0}>"


def ports_of(name):
    """The live port elements but libvirt's mirror of serial 0."""
    elements = guest.port_elements(lab.dumpxml(name))
    return [e for e in elements if e.tag != 'console' or e.find('target') is None or e.find('target').get('type') != 'serial']


def terminal_of(element):
    """The terminal that an element of either grammar tells."""
    source = element.find('source')
    return element.get('pty') or (source.get('path') if source is not None else None)


def in_libvirts_grammar(count):
    listens = [wire.free_port() for _ in range(count - 1)]
    ports = ["<serial type='pty'/>"] + [LIBVIRT_TCP.format(port, '') for port in listens] + ["<parallel type='pty'/>"]
    return ports, listens


@cases('{} serial ports and a parallel one in libvirt\'s grammar', [(2,), (4,)])
def libvirts_grammar(count):
    """Of these the stock daemon dies."""
    ports, listens = in_libvirts_grammar(count)
    with lab.running('stocklike{}'.format(count), ports) as name:
        elements = ports_of(name)
        expect_equal([e.tag for e in elements], ['serial'] * count + ['parallel'], 'the ports')
        for element, port in zip(elements[1:count], listens):
            expect_equal(element.find('source').get('service'), str(port), 'where it listens')
        with wire.terminal(terminal_of(elements[0])) as com1:
            com1.exchange('COM1')
        with wire.terminal(terminal_of(elements[-1])) as lpt1:
            lpt1.expect('LPT1 says hello')
        for number, port in enumerate(listens, 2):
            with wire.tcp(port) as com:
                com.exchange('COM{}'.format(number))


GAPS = [
    ('serial port 1 alone', [('console', 1)]),
    ('serial ports 0 and 3', [('console', 0), ('console', 3)]),
    ('parallel port 1 alone', [('parallel', 1)]),
    ('serial port 2 and parallel port 2', [('serial', 2), ('parallel', 2)]),
]


@cases('a gap: {}', GAPS)
def gaps(title, slots):
    port_of = {slot: wire.free_port() for slot in slots}
    written = [LISTEN.format(tag, port_of[tag, number], "<target port='{}'/>".format(number)) for tag, number in slots]
    with lab.running('gap{}'.format(GAPS.index((title, slots))), written) as name:
        expect_equal(lab.shown(name), guest.written(*written), 'what dumpxml shows')
        for (tag, number), port in port_of.items():
            spoken = '{}{}'.format('LPT' if tag == 'parallel' else 'COM', number + 1)
            with wire.tcp(port) as other:
                other.expect(spoken + ' says hello')


@contextlib.contextmanager
def console(name, *options):
    """virsh console on a terminal of its own: the wire to it."""
    ours, theirs = pty.openpty()
    client = subprocess.Popen(['virsh', 'console', name, *options], stdin=theirs, stdout=theirs, stderr=theirs,
                              start_new_session=True)
    os.close(theirs)
    try:
        yield wire.Wire(ours, ours)
        os.write(ours, b'\x1d')  # ^]
        expect_equal(client.wait(20), 0, 'the exit status of virsh console')
    finally:
        if client.poll() is None:
            client.kill()
            client.wait()
        os.close(ours)


@test
def virsh_console():
    """virsh console, on the stock driver's port and on one that stands in arguments"""
    ports = ['<console/>', '<console/>', "<console type='null'/>"]
    with lab.running('console', ports) as name:
        elements = ports_of(name)
        expect_equal(lab.virsh('ttyconsole', name).strip(), elements[0].get('tty'), 'ttyconsole')
        for options, spoken in (((), 'COM1'), (('--devname', 'serial0'), 'COM1'), (('--devname', 'serial1'), 'COM2')):
            with console(name, *options) as terminal:
                terminal.exchange(spoken)
        for device in ('serial2', 'serial3', 'nobody'):
            expect_in('error:', lab.refusal('console', name, '--devname', device), device)


@test
def the_console_of_a_guest_without_a_stock_port():
    """virsh console, where serial port 0 has a log and therefore stands in arguments"""
    with lab.running('logged', "<console><log path='{}'/></console>".format(lab.path('logged'))) as name:
        expect_equal(lab.virsh('ttyconsole', name).strip(), ports_of(name)[0].get('tty'), 'ttyconsole')
        with console(name) as terminal:
            terminal.exchange('COM1')
        with wire.file(lab.path('logged')) as log:
            log.expect('COM1 heard')


@test
def two_at_one_console():
    """a second client is told that a console is taken, or takes it by force"""
    with lab.running('shared', ['<console/>', '<console/>']) as name:
        with console(name, '--devname', 'serial1') as first:
            first.exchange('COM2')
            expect_in('console', lab.refusal('console', name, '--devname', 'serial1'), 'the second client')
        with console(name, '--devname', 'serial1', '--force') as second:
            second.exchange('COM2')


@test
def edited_and_defined_again():
    """what dumpxml shows can be edited and given back"""
    ports = ['<console/>', "<console type='null'/>", "<parallel type='null'/>"]
    with lab.defined('again', ports) as name:
        first = lab.dumpxml(name, '--inactive')
        lab.virsh('define', lab.note('again.xml', first.replace("<console type='null'/>", "<console type='vc'/>")))
        second = lab.shown(name, '--inactive')
        expect_equal(second, guest.written('<console/>', "<console type='vc'/>", "<parallel type='null'/>"), 'the definition')
        expect("type='vc'" in lab.dumpxml(name), 'the change is there')
