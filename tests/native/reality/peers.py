# SPDX-License-Identifier: LGPL-2.1-or-later
"""The other end of each port: what has to be there before QEMU starts, who connects when, and what must be seen then."""

import contextlib
import os
import socket
import time

from harness.tap import Failed, expect, expect_equal, expect_in
from reality import world

BEFORE = b'what was there before\n'
PATIENCE = 15
UPGRADE = (b'GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n'
           b'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: binary\r\n\r\n')
GREETINGS = {'telnet': b'\xff\xfb\x01', 'websocket': b'HTTP/1.1 101'}
CLIENT_HELLO, ALERT = b'\x16', b'\x15'  # TLS records
ANY = ('0.0.0.0', '::')


def resolve(host):
    """The address, as a socket has it; names are those of the world."""
    if not host:
        return '127.0.0.1'
    if ':' in host:
        return host
    return host if host[0].isdigit() else '127.0.0.1'


def full_name(address):
    host, service = address
    name = resolve(host)
    family = socket.AF_INET6 if ':' in name else socket.AF_INET
    return family, socket.getaddrinfo(name, world.SERVICES.get(service) or int(service), family)[0][4]


def same(one, other):
    """Two names of sockets, but for the zone and for IPv4 written as IPv6."""
    def plain(name):
        return name[0].split('%')[0].replace('::ffff:', ''), name[1]
    return plain(one) == plain(other)


def until(condition, what):
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if condition():
            return
        time.sleep(0.02)
    raise Failed('waited in vain for ' + what)


def open_of(qemu, path):
    """Flags of the file, or None."""
    return next((flags for _, name, flags in qemu.files() if name == path), None)


class Peer:
    """A port that nobody has to come to: its chardev has but a name."""

    def __init__(self, port):
        self.port = port

    def prepare(self):
        pass

    def come(self):
        """To a port that waits, or when QEMU is up."""

    def check(self, qemu, filename):
        expect_equal(filename, self.port.type, 'the back end')

    def close(self):
        pass


class Terminal(Peer):
    def prepare(self):
        if self.port.link:
            make_folder(self.port.link)

    def check(self, qemu, filename):
        expect(filename.startswith('pty:/dev/pts/'), 'the back end is ' + filename)
        expect(open_of(qemu, '/dev/pts/ptmx') is not None, 'QEMU holds no terminal')
        if self.port.link:
            expect_equal(os.readlink(self.port.link), filename[len('pty:'):], 'the link')


class File(Peer):
    def prepare(self):
        write(self.port.path)

    def check(self, qemu, filename):
        expect_equal(filename, 'file', 'the back end')
        check_file(qemu, self.port.path, self.port.append)


class Pipe(Peer):
    def prepare(self):
        for suffix in ('.in', '.out'):
            make_folder(self.port.path)
            os.mkfifo(self.port.path + suffix)

    def check(self, qemu, filename):
        expect_equal(filename, 'pipe', 'the back end')
        for suffix in ('.in', '.out'):
            expect(open_of(qemu, self.port.path + suffix) is not None, 'QEMU has not opened {}{}'.format(self.port.path, suffix))


class HostDevice(Peer):
    """A terminal stands in for a serial port. What stands in for a parallel one is a file that parport.so knows."""

    def prepare(self):
        make_folder(self.port.path)
        if self.port.kind == 'serial':
            self.master, self.slave = os.openpty()
            world.mount_over('/proc/self/fd/{}'.format(self.slave), self.port.path)
        else:
            open(self.port.path, 'w').close()

    def check(self, qemu, filename):
        expect_in(filename, {'serial': ('serial', 'tty'), 'parallel': ('parallel', 'parport')}[self.port.kind], 'the back end')
        expect(open_of(qemu, self.port.path) is not None, 'QEMU has not opened ' + self.port.path)

    def close(self):
        if self.port.kind == 'serial':
            world.unmount(self.port.path)
            os.close(self.master)
            os.close(self.slave)


class Udp(Peer):
    def check(self, qemu, filename):
        expect_equal(filename, 'udp', 'the back end')
        _, wanted = full_name(self.port.address)
        found = [sock for sock in names_of(qemu, socket.SOCK_DGRAM) if sock[1]]
        expect(any(same(peer, wanted) for _, peer in found), 'it sends to {}, not to {}'.format(found, wanted))
        host, service = self.port.bind or (None, None)
        own = next(own for own, peer in found if same(peer, wanted))
        if service and service != '0':
            expect_equal(own[1], int(service), 'the port it is bound to')
        if host:
            expect_equal(own[0], resolve(host), 'the address it is bound to')


def names_of(qemu, kind):
    """(own name, peer's name or None) of the Internet sockets."""
    for sock in qemu.sockets():
        if sock.family in (socket.AF_INET, socket.AF_INET6) and sock.type == kind:
            with contextlib.suppress(OSError):
                peer = None
                with contextlib.suppress(OSError):
                    peer = sock.getpeername()
                yield sock.getsockname(), peer


class Stream(Peer):
    """TCP, telnet, websocket and UNIX sockets, from either side."""

    def __init__(self, port):
        super().__init__(port)
        self.listener = self.sock = None

    def _socket(self):
        if self.port.type == 'unix':
            return socket.socket(socket.AF_UNIX), self.port.path
        family, name = full_name(self.port.address)
        return socket.socket(family), name

    def prepare(self):
        if self.port.path:
            make_folder(self.port.path)
        if not self.port.listens and not self.port.reconnect:
            self._listen()

    def _listen(self):
        self.listener, name = self._socket()
        self.listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.listener.bind(name)
        self.listener.listen(1)
        self.listener.settimeout(PATIENCE)

    def come(self):
        if not self.port.listens:
            if self.port.reconnect and self.port.reconnect > 2:
                return  # it started without us: that is what reconnect is for
            if self.port.reconnect:
                self._listen()
            self.sock = self.listener.accept()[0]
            return
        until(self._connect, 'QEMU to listen')

    def _connect(self):
        sock, name = self._socket()
        try:
            sock.connect(name)
        except OSError:
            sock.close()
            return False
        self.sock = sock
        if self.port.type == 'websocket' and not self.port.tls:
            sock.sendall(UPGRADE)
        return True

    def check(self, qemu, filename):
        if self.sock and not self.port.tls:
            until(lambda: not qemu.chardevs()[self.label].startswith('disconnected:'), 'the connection')
        filename = qemu.chardevs()[self.label]
        expect_equal(filename.startswith('disconnected:'), self.sock is None or self.port.tls, 'a connection less: ' + filename)
        filename = filename.replace('disconnected:', '')
        expect(filename.startswith(self.port.type + ':'), 'the back end is {}, not {}'.format(filename, self.port.type))
        expect_equal(',server' in filename, self.port.listens, 'the server of ' + filename)
        if self.port.type != 'unix':
            self.check_address(qemu)
        elif self.port.listens:
            expect_in('unix:{},server'.format(self.port.path), filename, 'the path')
        if self.sock:
            self.check_protocol()

    def check_address(self, qemu):
        if self.port.listens:
            own = [name for name, peer in names_of(qemu, socket.SOCK_STREAM) if not peer]
            host, service = self.port.address
            hosts = [resolve(host)] if host not in ('', '*', None) else ANY
            expect(any(same(name, (here, int(service))) for name in own for here in hosts), 'it listens on {}'.format(own))
        if self.sock:
            expect_equal(self.nodelay(qemu), self.port.nodelay, 'nodelay')

    def nodelay(self, qemu):
        for sock in qemu.sockets():
            with contextlib.suppress(OSError):  # a listener has no peer
                if sock.family != socket.AF_UNIX and same(sock.getpeername(), self.sock.getsockname()):
                    return bool(sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
        raise Failed('QEMU has no socket that is connected to us')

    def check_protocol(self):
        """Who listens speaks first with telnet and answers with websocket; whatever is not TLS ends a TLS port."""
        wanted = GREETINGS.get(self.port.type, b'') if self.port.listens else b''
        if self.port.tls:
            wanted = b'' if self.port.listens else CLIENT_HELLO
            if self.port.listens:
                self.sock.sendall(b'this is not TLS\r\n')
        seen = self._receive(PATIENCE if wanted or self.port.tls else 0.05)
        if self.port.tls and self.port.listens:
            expect(seen is not None and seen[:1] in (b'', ALERT), 'it goes on with who speaks no TLS: {!r}'.format(seen))
        else:
            seen = seen or b''
            expect(seen.startswith(wanted) if wanted else not seen, 'the peer was told {!r}, not {!r}'.format(seen, wanted))

    def _receive(self, patience):
        """None: nothing came; empty: the end."""
        self.sock.settimeout(patience)
        try:
            return self.sock.recv(100)
        except ConnectionError:
            return b''
        except OSError:
            return None

    def close(self):
        for sock in (self.sock, self.listener):
            if sock:
                sock.close()


def make_folder(path):
    os.makedirs(os.path.dirname(path), exist_ok=True)


def write(path):
    make_folder(path)
    with open(path, 'wb') as file:
        file.write(BEFORE)


def check_file(qemu, path, append):
    """QEMU has it open, at its end or emptied."""
    flags = open_of(qemu, path)
    expect(flags is not None, 'QEMU has not opened {}; it has {}'.format(path, sorted(name for _, name, _ in qemu.files())))
    expect_equal(bool(flags & os.O_APPEND), bool(append), 'append of ' + path)
    expect_equal(os.path.getsize(path), len(BEFORE) if append else 0, 'bytes left in ' + path)


PEERS = {'vc': Peer, 'null': Peer, 'stdio': Peer, 'pty': Terminal, 'file': File, 'pipe': Pipe, 'host': HostDevice,
         'udp': Udp, 'tcp': Stream, 'telnet': Stream, 'websocket': Stream, 'unix': Stream}
