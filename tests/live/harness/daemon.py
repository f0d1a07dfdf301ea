# SPDX-License-Identifier: LGPL-2.1-or-later
"""A private session daemon: own folders, own configuration, own host UUID; with our modules or the stock ones."""

import ctypes
import os
import signal
import subprocess
import time
import uuid

import libvirt

from harness import stage
from harness.tap import Failed

QEMU_CONF = '''stdio_handler = "file"
'''
LIBVIRTD_CONF = '''host_uuid = "{uuid}"
log_outputs = "3:file:{log}"
'''

libvirt.registerErrorHandler(lambda *_: None, None)  # errors reach us as exceptions


def die_with_parent():
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)


class Daemon:
    def __init__(self, name, plugin=True, conf=''):
        self.name = name
        self.plugin = plugin
        self.root = stage.path(name)
        self.log = os.path.join(self.root, 'log')
        self.process = None
        self._configure(conf)

    def _configure(self, conf):
        for part in ('home', 'run', 'config/libvirt', 'cache'):
            os.makedirs(os.path.join(self.root, part), mode=0o700)
        with open(os.path.join(self.root, 'config/libvirt/libvirtd.conf'), 'w') as file:
            file.write(LIBVIRTD_CONF.format(uuid=uuid.uuid4(), log=self.log) + conf)
        with open(os.path.join(self.root, 'config/libvirt/qemu.conf'), 'w') as file:
            file.write(QEMU_CONF)

    @property
    def socket(self):
        return os.path.join(self.root, 'run/libvirt/libvirt-sock')

    def environment(self):
        """For the daemon and for clients that take no URI."""
        env = dict(os.environ, HOME=os.path.join(self.root, 'home'), XDG_RUNTIME_DIR=os.path.join(self.root, 'run'),
                   XDG_CONFIG_HOME=os.path.join(self.root, 'config'), XDG_CACHE_HOME=os.path.join(self.root, 'cache'))
        env.pop('LIBVIRT_DRIVER_DIR', None)
        if self.plugin:
            env['LIBVIRT_DRIVER_DIR'] = stage.path('driver')
        return env

    def start(self):
        if os.path.exists(self.socket):
            os.unlink(self.socket)
        with open(self.log + '.stderr', 'ab') as errors:
            self.process = subprocess.Popen([stage.tool('libvirtd')], env=self.environment(), stdin=subprocess.DEVNULL,
                                            stdout=errors, stderr=errors, preexec_fn=die_with_parent)
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            try:
                self.open().close()
                return self
            except libvirt.libvirtError:
                if self.process.poll() is not None:
                    raise Failed('libvirtd ended:\n' + self.messages())
                time.sleep(0.05)
        raise Failed('libvirtd does not answer:\n' + self.messages())

    def messages(self):
        text = ''
        for name in (self.log, self.log + '.stderr'):
            if os.path.exists(name):
                with open(name, errors='replace') as file:
                    text += file.read()
        return text

    def uri(self, parameters=''):
        return 'qemu+unix:///session?socket={}{}'.format(self.socket, '&' + parameters if parameters else '')

    def open(self, parameters=''):
        return libvirt.open(self.uri(parameters))

    def virsh(self, *arguments, status=0, stdin=None, parameters='', env=None, timeout=60):
        """Runs virsh; its output (and errors). `status` is the exit status wanted, None: any."""
        done = subprocess.run(['virsh', '-q', '-c', self.uri(parameters)] + list(arguments), input=stdin, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=timeout,
                              env=dict(self.environment(), **(env or {})))
        if status is not None and done.returncode != status:
            raise Failed('virsh {} ended with {}:\n{}'.format(' '.join(arguments), done.returncode, done.stdout))
        return done.stdout

    def end(self, sign=signal.SIGTERM):
        """Ends the daemon only; guests go on."""
        if self.process:
            self.process.send_signal(sign)
            self.process.wait(20)
            self.process = None

    def restart(self, plugin=None, sign=signal.SIGTERM):
        self.end(sign)
        self.plugin = self.plugin if plugin is None else plugin
        return self.start()

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        self.end()
