# SPDX-License-Identifier: LGPL-2.1-or-later
"""A listen without nowait holds the start until a client connects. On Xen libxl itself gives up after a minute, and a guest
that waits cannot be destroyed meanwhile; nothing is left of it then."""

import time

import lab
from harness import wire
from harness.guest import Background, wait_for
from harness.tap import expect, expect_equal, expect_in, test

LIBXL_GIVES_UP = 60  # seconds: LIBXL_DEVICE_MODEL_START_TIMEOUT
WAITING = "<console type='tcp'><listen addr='127.0.0.1' port='{}'/></console>"


def begin(name, port):
    """Starts it in the background, up to where it waits."""
    start = Background(lambda: lab.virsh('start', name, status=None, timeout=LIBXL_GIVES_UP + 60))
    wait_for(lambda: wire.is_listened_on(port) or not start.is_alive(), 'the listen', 60)
    time.sleep(1)
    expect(start.is_alive(), 'the start waits, but it said: {}'.format(start.value))
    return start


@test
def a_start_waits_for_a_client_and_others_are_answered():
    port = wire.free_port()
    with lab.defined('waits', ['<console/>', WAITING.format(port)]) as name:
        start = begin(name, port)
        for words in (('list', '--all'), ('dominfo', name), ('dumpxml', name)):
            lab.virsh(*words, timeout=15)
        with wire.tcp(port) as client:
            start.finish(60)
            expect_equal(lab.state(name), 'running', 'the state')
            client.exchange('COM2')


@test
def without_a_client_libxl_gives_up():
    port = wire.free_port()
    with lab.defined('alone', WAITING.format(port)) as name:
        start = begin(name, port)
        start.finish(LIBXL_GIVES_UP + 60)
        expect_in('error: Failed to start', start.value, 'what virsh says')
        expect_equal(lab.state(name), 'shut off', 'the state')
        expect('alone' not in lab.run('xl', 'list'), 'no domain is left')
        expect(lab.daemon.is_alive(), 'libvirtd lives')


@test
def autostart_is_refused():
    with lab.defined('auto', WAITING.format(wire.free_port())) as name:
        expect_in('autostart', lab.refusal('autostart', name).lower(), 'the refusal')
