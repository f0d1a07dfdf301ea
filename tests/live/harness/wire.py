# SPDX-License-Identifier: LGPL-2.1-or-later
"""The other end of a guest's port: a terminal, a socket, a file or a pair of pipes, all with the same four verbs.

The guest says "COM1 says hello" once a second and answers a line with "COM1 heard: <line>" (LPT ports only speak).
"""

import contextlib
import os
import random
import select
import socket
import time

from harness.tap import Failed

PATIENCE = int(os.environ.get('CHARDEV_PATIENCE', 15))  # seconds


class Wire:
    """Reads from one descriptor and writes to another (or the same, or none)."""

    def __init__(self, source, sink=None, owner=None):
        self.source, self.sink, self._owner = source, sink, owner
        self.heard = b''

    def receive(self):
        return os.read(self.source, 4096)

    def send(self, data):
        os.write(self.sink, data)

    def expect(self, wanted, patience=PATIENCE):
        """Reads until the text has come."""
        deadline = time.monotonic() + patience
        while wanted.encode() not in self.heard:
            left = deadline - time.monotonic()
            if left <= 0:
                raise Failed('waited in vain for {!r}; heard {!r}'.format(wanted, self.heard[-300:]))
            if select.select([self.source], [], [], min(left, 0.2))[0]:
                data = self.receive()
                self.heard += data
                if not data:
                    time.sleep(0.1)  # end of file: a log may still grow, a pipe may be opened again

    def quiet(self, seconds=0.3):
        """True if nothing comes for so long."""
        return not select.select([self.source], [], [], seconds)[0]

    def exchange(self, port, word='ping'):
        """Both ways: the guest's hello, then its answer to a line of ours."""
        self.expect(port + ' says hello')
        self.heard = b''
        for attempt in range(5):
            self.send('{}{}\r'.format(word, attempt).encode())
            with contextlib.suppress(Failed):
                self.expect('{} heard: {}'.format(port, word), PATIENCE / 5)
                return
        raise Failed('{} does not hear us; it said {!r}'.format(port, self.heard[-300:]))

    def close(self):
        for descriptor in {self.source, self.sink} - {None}:
            with contextlib.suppress(OSError):
                if self._owner:
                    self._owner.close()
                else:
                    os.close(descriptor)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


class SocketWire(Wire):
    def __init__(self, sock):
        super().__init__(sock.fileno(), sock.fileno(), sock)
        self.sock = sock

    def receive(self):
        return self.sock.recv(4096)

    def send(self, data):
        self.sock.sendall(data)


class UdpWire(SocketWire):
    """Sends to `peer`, or if there is none to where the last datagram came from."""

    def __init__(self, sock, peer=None):
        super().__init__(sock)
        self.peer, self._fixed = peer, peer is not None

    def receive(self):
        data, sender = self.sock.recvfrom(4096)
        if not self._fixed:
            self.peer = sender
        return data

    def send(self, data):
        self.sock.sendto(data, self.peer)


class TelnetWire(SocketWire):
    """Takes the telnet commands out, and keeps them: what is left in `heard` is what a user sees."""

    def __init__(self, sock):
        super().__init__(sock)
        self.commands = b''

    def receive(self):
        data, text = self.sock.recv(4096), b''
        while data:
            at = data.find(b'\xff')
            if at < 0 or at + 2 > len(data):
                return text + data
            length = 2 if data[at + 1] == 255 or data[at + 1] < 251 else 3
            text += data[:at] + (b'\xff' if data[at + 1] == 255 else b'')
            self.commands += data[at:at + length]
            data = data[at + length:]
        return text


def terminal(path):
    descriptor = os.open(path, os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK)
    return Wire(descriptor, descriptor)


def file(path):
    return Wire(os.open(path, os.O_RDONLY))


def pipes(path):
    """QEMU writes to path.out and reads from path.in."""
    return Wire(os.open(path + '.out', os.O_RDWR), os.open(path + '.in', os.O_RDWR))


def make_pipes(path):
    for name in (path + '.in', path + '.out'):
        os.mkfifo(name, 0o600)


def _connect(make, patience):
    deadline = time.monotonic() + patience
    while True:
        try:
            return make()
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)


def tcp(port, host='127.0.0.1', patience=PATIENCE, kind=SocketWire):
    return kind(_connect(lambda: socket.create_connection((host, port), 5), patience))


def unix(path, patience=PATIENCE):
    def make():
        sock = socket.socket(socket.AF_UNIX)
        sock.connect(path)
        return sock
    return SocketWire(_connect(make, patience))


def udp(port, peer=None):
    """Bound to where the guest sends; `peer`: where the guest listens."""
    sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    sock.bind(('127.0.0.1', port))
    return UdpWire(sock, ('127.0.0.1', peer) if peer else None)


class Listener:
    """Waits for the guest to connect to us."""

    def __init__(self, path=None, port=0):
        self.sock = socket.socket(socket.AF_UNIX if path else socket.AF_INET)
        self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.sock.bind(path or ('127.0.0.1', port))
        self.sock.listen(1)
        self.sock.settimeout(PATIENCE)
        self.port = None if path else self.sock.getsockname()[1]

    def accept(self, kind=SocketWire):
        return kind(self.sock.accept()[0])

    def close(self):
        self.sock.close()


def is_listened_on(port):
    """True if somebody listens on this TCP port; asked without connecting, which would end a wait."""
    for name in ('/proc/net/tcp', '/proc/net/tcp6'):
        with contextlib.suppress(OSError), open(name) as table:
            if any(row.split()[1].endswith(':{:04X}'.format(port)) and row.split()[3] == '0A' for row in table):
                return True
    return False


_given = set()


def free_port(kind=socket.SOCK_STREAM):
    """A port nobody uses, that this function has not named before, and that the system gives nobody by itself."""
    while True:
        port = random.randrange(20000, 32000)
        with socket.socket(socket.AF_INET, kind) as sock, contextlib.suppress(OSError):
            sock.bind(('', port))
            if port not in _given:
                _given.add(port)
                return port
