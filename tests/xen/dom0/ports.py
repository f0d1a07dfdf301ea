# SPDX-License-Identifier: LGPL-2.1-or-later
"""Guests with four serial and three parallel ports, every form of a port among them: shown as they were written, with data
over every one that can carry data. What was seen goes into a table."""

import os
import threading

import lab
from harness import devices, forms, guest, wire
from harness.tap import Failed, cases, comment, expect, expect_equal

SERIALS, PARALLELS = 4, 3
HOST_PORT = '/dev/ttyS7'
_table = [('guest', 'port', 'form', 'where it came out', 'the guest said', 'heard us')]


def nowait(form):
    """The same form, with nowait if it is a listen without."""
    if not form.waits:
        return form
    head, _, tail = form.xml.partition('<listen ')
    attributes, _, rest = tail.partition('/>')
    return form._replace(xml='{}<listen {}>\n    <nowait/>\n  </listen>{}'.format(head, attributes, rest))


def host_port():
    """(descriptor, path) of a terminal that is /dev/ttyS7 too."""
    ours, path, _ = devices.pair()
    if os.path.lexists(HOST_PORT):
        os.unlink(HOST_PORT)
    os.symlink(path, HOST_PORT)
    return ours, path


class Port:
    """One port of one guest, and what was seen of it."""

    def __init__(self, guest_name, tag, number, form):
        self.name = ('LPT' if tag == 'parallel' else 'COM') + str(number + 1)
        self.guest_name, self.tag, self.number = guest_name, tag, number
        device = host_port() if form.stands_in else devices.another()
        self.plug = forms.Plug(nowait(form), tag, lab.FOLDER, '{}-{}'.format(guest_name, self.name.lower()), device)
        self.element, self.trouble, self.said, self.heard = None, None, '-', '-'

    def talk(self):
        """Hears the guest, and is heard if the form and the port carry data that way."""
        form = self.plug.form
        if not form.reach:
            return
        try:
            other = self.plug.open(self.element)
            other.expect(self.name + ' says hello')
            self.said = self.name + ' says hello'
            if form.hears and self.tag != 'parallel':
                other.exchange(self.name)
                self.heard = 'yes'
            other.close()
        except (Failed, OSError) as error:
            self.trouble = '{}, {}: {}'.format(self.name, form.title, error)

    def row(self):
        where = self.plug.where(self.element).replace(lab.FOLDER + '/', '')
        return self.guest_name, self.name, self.plug.form.title, where, self.said, self.heard


def talk_to_all(ports):
    threads = [threading.Thread(target=port.talk) for port in ports]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    _table.extend(port.row() for port in ports)
    troubles = [port.trouble for port in ports if port.trouble]
    expect(not troubles, '\n'.join(troubles))


def terminals_are_told(ports):
    """pty= and tty= of each port that has a terminal."""
    for port in ports:
        if port.plug.form.reach == 'terminal':
            pty = port.element.get('pty', '')
            expect(pty.startswith('/dev/pts/'), '{} has a terminal: {!r}'.format(port.name, pty))
            expect_equal(port.element.get('tty'), pty, 'tty of ' + port.name)


def whole_life(name, ports):
    written = [port.plug.xml for port in ports]
    with lab.defined(name, written):
        expect_equal(lab.shown(name, '--inactive'), guest.written(*written), 'what dumpxml --inactive shows')
        lab.virsh('start', name)
        live = lab.dumpxml(name)
        expect_equal([guest.as_written(e) for e in guest.port_elements(live)], guest.written(*written), 'what dumpxml shows')
        for port, element in zip(ports, guest.port_elements(live)):
            port.element = element
        terminals_are_told(ports)
        talk_to_all(ports)
        lab.virsh('destroy', name)
        expect_equal(lab.shown(name), guest.written(*written), 'what dumpxml shows afterwards')
        lab.virsh('undefine', name)
    for port in ports:
        port.plug.close()


def portions(tag, chosen, size):
    return [(tag, chosen[i:i + size]) for i in range(0, len(chosen), size)]


def guests():
    """Which forms the ports of each guest have; a parallel port is no terminal line."""
    every = forms.RFC + forms.ADDED
    serials = portions('console', every, SERIALS)
    parallels = portions('parallel', [f for f in every if f.reach != 'device'], PARALLELS)
    for number in range(max(len(serials), len(parallels))):
        mine = serials[number:number + 1] + parallels[number:number + 1]
        title = ' / '.join(', '.join(f.title for f in chosen) for _, chosen in mine)
        yield 'guest{}: {}'.format(number + 1, title), 'guest{}'.format(number + 1), mine


@cases('{}', list(guests()))
def every_form(_, name, mine):
    whole_life(name, [Port(name, tag, number, form) for tag, chosen in mine for number, form in enumerate(chosen)])


def print_table():
    widths = [max(len(row[i]) for row in _table) for i in range(len(_table[0]))]
    for row in _table:
        comment('  '.join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip())
