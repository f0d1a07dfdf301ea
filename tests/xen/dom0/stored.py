# SPDX-License-Identifier: LGPL-2.1-or-later
"""Guests that outlive a daemon, or were there before our module: saved and restored, stored with several serial ports by
the stock driver, and what is left when the module goes."""

import contextlib
import os

import lab
from harness import guest, wire
from harness.tap import expect, expect_equal, expect_in, test

LISTEN = "<{0} type='tcp'><listen addr='127.0.0.1' port='{1}'><nowait/></listen></{0}>"
STOCK = "<serial type='pty'/><serial type='null'/>"
AGAIN = 'define it again'


class Ports:
    """Four serial ports and a parallel one, some of which the stock driver has no words for."""

    def __init__(self):
        self.tcp, self.lpt = wire.free_port(), wire.free_port()
        self.texts = ['<console/>', "<console type='null'/>", LISTEN.format('console', self.tcp), '<console/>',
                      LISTEN.format('parallel', self.lpt)]

    def work(self, name):
        expect_equal(lab.shown(name), guest.written(*self.texts), 'what dumpxml shows')
        elements = guest.port_elements(lab.dumpxml(name))
        for number in (0, 3):
            with wire.terminal(elements[number].get('pty')) as com:
                com.exchange('COM{}'.format(number + 1))
        with wire.tcp(self.tcp) as com, wire.tcp(self.lpt) as lpt:
            com.exchange('COM3')
            lpt.expect('LPT1 says hello')


@contextlib.contextmanager
def stock_daemon():
    """Our module's daemon ends, the stock one serves, ours comes back."""
    lab.daemon.restart(ours=False)
    try:
        yield
    finally:
        lab.daemon.restart()


@test
def saved_and_restored():
    ports, image = Ports(), lab.path('image')
    with lab.running('saved', ports.texts) as name:
        lab.virsh('save', name, image)
        lab.virsh('restore', image)
        ports.work(name)
        lab.virsh('managedsave', name)
        lab.virsh('start', name)
        ports.work(name)


@test
def restored_with_another_document():
    """libvirt's libxl driver restores what was saved and nothing else, and we leave it at that"""
    ports, image = Ports(), lab.path('image')
    with lab.running('changed', ports.texts) as name:
        document = lab.note('changed.xml', lab.dumpxml(name))
        lab.virsh('save', name, image)
        expect_in('unsupported', lab.refusal('restore', image, '--xml', document), 'the stock driver\'s refusal')
        lab.virsh('restore', image)
        ports.work(name)


@test
def running_across_a_restart_of_the_daemon():
    ports = Ports()
    with lab.running('goeson', ports.texts) as name:
        lab.daemon.restart()
        ports.work(name)


@test
def stored_before_the_module_came():
    with contextlib.ExitStack() as stack:
        with stock_daemon():
            name = stack.enter_context(lab.defined('before', STOCK))
        expect_in(AGAIN, lab.refusal('start', name), 'start')
        expect_in(AGAIN, lab.refusal('autostart', name), 'autostart')
        expect(lab.daemon.is_alive(), 'libvirtd lives')
        lab.virsh('define', lab.note('before.xml', lab.dumpxml(name)))
        lab.virsh('start', name)
        expect_equal(lab.state(name), 'running', 'the state')


@test
def written_into_the_daemons_folder():
    name = 'byhand'
    lab.daemon.end()
    with open(os.path.join(lab.DEFINITIONS, name + '.xml'), 'w') as file:
        file.write(lab.document(name, STOCK))
    lab.daemon.start()
    try:
        expect_in(AGAIN, lab.refusal('start', name), 'start')
        expect(lab.daemon.is_alive(), 'libvirtd lives')
    finally:
        lab.end(name)


@test
def the_module_goes_and_the_guest_still_starts():
    ports = Ports()
    with lab.defined('left', ports.texts) as name:
        with stock_daemon():
            lab.virsh('start', name)
            with wire.tcp(ports.tcp) as com:
                com.exchange('COM3')
            lab.virsh('destroy', name)
        expect_equal(lab.shown(name), guest.written(*ports.texts), 'what dumpxml shows again')
