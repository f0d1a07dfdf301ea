#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Embedded mode, which needs no daemon: guests start, show their ports and can be ended by the next client."""

from harness import stage

stage.enter()
stage.require_plugin()

from harness import embedded, guest, wire
from harness.tap import expect_equal, main, test

PORTS = ("<console/>", "<parallel type='file' path='{}'/>")


@test
def guests_outlive_virsh_and_end_with_the_next_one():
    virsh = embedded.Virsh(stage.path('embedded'))
    names = ['first', 'second']
    documents = virsh.boot([(n, guest.document(n, [p.format(stage.path(n)) for p in PORTS])) for n in names])
    for name, xml in zip(names, documents):
        with wire.terminal(guest.port_elements(xml)[0].get('pty')) as terminal:
            terminal.exchange('COM1')
        with wire.file(stage.path(name)) as printed:
            printed.expect('LPT1 says hello')
    virsh.stop(names)
    expect_equal(virsh.run(['list --all --name']).split(), [], 'guests left')


main()
