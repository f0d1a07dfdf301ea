#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""A host without Xen, with libvirt's Xen driver installed: our module for it changes nothing, and QEMU's guests go on."""

import os

from harness import stage

stage.enter()
stage.require_plugin()

import libvirt

from harness import guest
from harness.daemon import Daemon
from harness.tap import expect_equal, expect_in, main, skip_all, test

if not os.path.exists(os.path.join(stage.STOCK, 'libvirt_driver_libxl.so')):
    skip_all("libvirt's Xen driver is not installed")


def refusal(daemon):
    """What a client of Xen is told."""
    try:
        libvirt.open(daemon.uri().replace('qemu+unix', 'xen+unix').replace('/session', '/system')).close()
    except libvirt.libvirtError as error:
        return str(error)
    return 'the connection was opened'


@test
def a_client_of_xen_is_told_what_it_was_always_told():
    with Daemon('stock', plugin=False) as stock, Daemon('both') as both:
        expect_equal(refusal(both), refusal(stock), 'the refusal')


@test
def guests_of_qemu_have_their_ports_beside_it():
    with Daemon('beside') as daemon:
        refusal(daemon)
        connection = daemon.open()
        with guest.defined(connection, guest.document('beside', '<console/>')) as domain:
            expect_in('<console/>', domain.XMLDesc(), 'the document')
        connection.close()


main()
