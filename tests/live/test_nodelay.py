#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""nodelay reaches the socket: TCP_NODELAY is on there, and only there where it was asked for."""

from harness import stage

stage.enter()
stage.require_plugin()

import ctypes
import os
import socket

from harness import guest, wire
from harness.daemon import Daemon
from harness.tap import Skip, expect_equal, main, test

PIDFD_GETFD = 438  # the same number on every architecture

connection = Daemon('d').start().open()


def copies_of_sockets(pid):
    """The TCP sockets of another process, as copies of our own."""
    libc = ctypes.CDLL(None, use_errno=True)
    process = os.pidfd_open(pid)
    for name in os.listdir('/proc/{}/fd'.format(pid)):
        if not os.readlink('/proc/{}/fd/{}'.format(pid, name)).startswith('socket:'):
            continue
        descriptor = libc.syscall(PIDFD_GETFD, process, int(name), 0)
        if descriptor < 0:
            raise Skip('pidfd_getfd: ' + os.strerror(ctypes.get_errno()))
        yield socket.socket(fileno=descriptor)
    os.close(process)


def nodelay_of(pid, address):
    """TCP_NODELAY of the socket whose peer has this address."""
    for copy in copies_of_sockets(pid):
        with copy:
            if copy.family != socket.AF_INET or copy.type != socket.SOCK_STREAM:
                continue
            try:
                peer = copy.getpeername()
            except OSError:  # it only listens
                continue
            if peer == address:
                return bool(copy.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
    return None


def listening(name, options):
    port = wire.free_port()
    xml = "<console type='tcp'><listen addr='127.0.0.1' port='{}'><nowait/>{}</listen></console>".format(port, options)
    with guest.running(connection, guest.document(name, xml)) as domain, wire.tcp(port) as client:
        client.expect('COM1 says hello')
        return nodelay_of(guest.pid_of(domain), client.sock.getsockname())


@test
def nodelay_on_the_accepted_socket():
    expect_equal(listening('with', '<nodelay/>'), True, 'TCP_NODELAY with <nodelay/>')
    expect_equal(listening('without', ''), False, 'TCP_NODELAY without <nodelay/>')


@test
def nodelay_on_the_connecting_socket():
    listener = wire.Listener()
    xml = "<console type='tcp'><connect addr='127.0.0.1' port='{}'><nodelay/></connect></console>".format(listener.port)
    with guest.running(connection, guest.document('connecting', xml)) as domain, listener.accept() as client:
        expect_equal(nodelay_of(guest.pid_of(domain), client.sock.getsockname()), True, 'TCP_NODELAY')


main()
