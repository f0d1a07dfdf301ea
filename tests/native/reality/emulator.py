# SPDX-License-Identifier: LGPL-2.1-or-later
"""A QEMU that has not begun: what it made of its arguments, asked of itself and of the system."""

import contextlib
import ctypes
import json
import os
import re
import socket
import subprocess
import time

from harness.tap import Failed, Skip

PROGRAM = 'qemu-system-x86_64'
BASE = ['-S', '-nodefaults', '-display', 'none', '-m', '16', '-usb', '-qmp', 'unix:/qmp,server,nowait']
PIDFD_GETFD = 438  # the same number on every architecture
FRONTS = ('isa-serial', 'pci-serial', 'usb-serial', 'isa-parallel', 'isa-debugcon')
PLACES = ('/machine/peripheral', '/machine/peripheral-anon', '/machine/unattached')
PATIENCE = 20

libc = ctypes.CDLL(None, use_errno=True)


def release(root='/'):
    """(7, 2, 22), of the QEMU in that root."""
    enter = ['unshare', '--user', '--map-root-user', '/usr/sbin/chroot', root] if root != '/' else []
    text = subprocess.run(enter + [PROGRAM, '--version'], stdout=subprocess.PIPE, text=True).stdout
    found = re.search(r'version (\d+)\.(\d+)\.(\d+)', text)
    return tuple(map(int, found.groups())) if found else None


class Emulator:
    def __init__(self, machine, arguments, environment):
        command = [PROGRAM, '-machine', machine + ',accel=tcg'] + BASE + arguments
        self.output = open('/output', 'wb')
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=self.output, stderr=self.output,
                                        env=dict(os.environ, **environment))
        self.pidfd = os.pidfd_open(self.process.pid)
        self.monitor = None

    def said(self):
        with open('/output', errors='replace') as file:
            return file.read()

    def wait_for(self, condition, what):
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            value = condition()
            if value:
                return value
            if self.process.poll() is not None:
                raise Failed('QEMU ended with {}: {}'.format(self.process.returncode, self.said().strip()))
            time.sleep(0.01)
        raise Failed('waited in vain for {}: {}'.format(what, self.said().strip()))

    def is_waiting(self):
        return 'waiting for connection on' in self.said()

    def _connect(self):
        sock = socket.socket(socket.AF_UNIX)
        sock.settimeout(PATIENCE)
        try:
            sock.connect('/qmp')
            return sock
        except OSError:
            sock.close()
            return None

    def greet(self):
        """Until the monitor answers: then all back ends are open."""
        with self.wait_for(self._connect, 'the monitor') as sock:
            self.monitor = sock.makefile('rw')
        self._line()
        self.ask('qmp_capabilities')

    def _line(self):
        try:
            line = self.monitor.readline()
        except OSError:
            line = ''
        if not line:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(1)
            raise Failed('QEMU {}: {}'.format('does not answer' if self.process.returncode is None
                                              else 'ended with {}'.format(self.process.returncode), self.said().strip()))
        return json.loads(line)

    def ask(self, command, **arguments):
        self.monitor.write(json.dumps({'execute': command, 'arguments': arguments}) + '\n')
        self.monitor.flush()
        while True:
            answer = self._line()
            if 'error' in answer:
                raise Failed('{}: {}'.format(command, answer['error']['desc']))
            if 'return' in answer:
                return answer['return']

    def chardevs(self):
        """The file name of each chardev, by label."""
        return {chardev['label']: chardev['filename'] for chardev in self.ask('query-chardev')
                if chardev['label'] != 'compat_monitor0'}

    def property(self, path, name):
        return self.ask('qom-get', path=path, property=name)

    def _properties(self, path, name, kind):
        wanted = {'isa-serial': ('index', 'iobase', 'irq'), 'isa-parallel': ('index', 'iobase', 'irq'),
                  'isa-debugcon': ('iobase',)}.get(kind, ())
        found = {key: self.property(path, key) for key in wanted + ('chardev',)}
        return dict(found, type=kind, id=name)

    def fronts(self):
        """The devices that are ports, with what `info qtree` shows of them."""
        found = []
        for place in PLACES:
            with contextlib.suppress(Failed):  # a guest without -device may lack some
                for item in self.ask('qom-list', path=place):
                    kind = item['type'][len('child<'):-1]
                    if kind in FRONTS:
                        found.append(self._properties(place + '/' + item['name'], item['name'], kind))
        return found

    def files(self):
        """(number, path, flags) of what QEMU has open."""
        base = '/proc/{}'.format(self.process.pid)
        for number in os.listdir(base + '/fd'):
            with contextlib.suppress(OSError):
                path = os.readlink('{}/fd/{}'.format(base, number))
                with open('{}/fdinfo/{}'.format(base, number)) as info:
                    flags = int(re.search(r'flags:\s*(\d+)', info.read()).group(1), 8)
                yield int(number), path, flags

    def sockets(self):
        """QEMU's sockets, as copies of our own."""
        for number, path, _ in list(self.files()):
            if not path.startswith('socket:'):
                continue
            copy = libc.syscall(PIDFD_GETFD, self.pidfd, number, 0)
            if copy < 0:
                raise Skip('pidfd_getfd: ' + os.strerror(ctypes.get_errno()))
            with socket.socket(fileno=copy) as sock:
                yield sock

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        self.process.stdin.close()
        self.output.close()
        os.close(self.pidfd)
        if self.monitor:
            self.monitor.close()
