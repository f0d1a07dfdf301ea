#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Every form of the request, and every one we added: define, start, dumpxml, data both ways, destroy, undefine; once as
a serial port and once as a parallel port of the same guest."""

from harness import devices, stage

stage.enter(devices.private_dev)
stage.require_plugin()

import libvirt
import threading

from harness import forms, guest
from harness.daemon import Daemon
from harness.tap import Skip, cases, expect, expect_equal, main

daemon = Daemon('d').start()
connection = daemon.open()


def start(domain, plugs):
    """Starts a guest, and is the client that its waiting listens wait for; the wires that this opened."""
    wires = {}

    def meet(plug):
        wires[plug] = plug.open()
    threads = [threading.Thread(target=meet, args=(plug,)) for plug in plugs if plug.form.waits]
    for thread in threads:
        thread.start()
    domain.create()
    for thread in threads:
        thread.join()
    return wires


def talk(domain, plug, wire):
    if not plug.form.reach:
        return
    port = 'COM1' if plug.tag == 'console' else 'LPT1'
    with wire or plug.open(guest.element(domain, plug.tag)) as wire:
        if plug.form.hears and plug.tag == 'console':
            wire.exchange(port)
        else:
            wire.expect(port + ' says hello')


def live_forms(tag, plug):
    """What only a running port shows."""
    if plug.form.type == 'pty':
        shown = guest.element(plug.domain, tag)
        expect(shown.get('pty', '').startswith('/dev/pts/'), 'pty= is shown')
        expect_equal(shown.get('tty'), shown.get('pty'), 'tty=, which virsh ttyconsole reads')


@cases('{}', [(f.title, f) for f in forms.RFC + forms.ADDED])
def form(title, chosen):
    device = devices.stand_in() if chosen.stands_in else devices.another()
    if chosen.stands_in and not device:
        raise Skip(devices.why_not())
    tags = ('console',) if chosen.reach == 'device' else ('console', 'parallel')
    name = ''.join(c for c in title if c.isalnum())
    plugs = [forms.Plug(chosen, tag, stage.folder(), name + tag[0], device) for tag in tags]
    texts = [plug.xml for plug in plugs]
    # By itself a null or vc would be in no grammar; behind a none, libvirt 7.0 could not have it.
    texts.insert(0 if chosen.type == 'none' else 1, '<console/>')
    wanted = guest.written(*texts)
    try:
        with guest.defined(connection, guest.document(name, texts)) as domain:
            expect_equal(guest.shown(domain), wanted, 'as defined')
            wires = start(domain, plugs)
            expect_equal(guest.shown(domain), wanted, 'while it runs')
            expect_equal(guest.shown(domain, libvirt.VIR_DOMAIN_XML_INACTIVE), wanted, '--inactive')
            for plug in plugs:
                plug.domain = domain
                live_forms(plug.tag, plug)
                talk(domain, plug, wires.get(plug))
            domain.destroy()
            expect_equal(guest.shown(domain), wanted, 'after destroy')
            domain.undefine()
    finally:
        for plug in plugs:
            plug.close()


main()
