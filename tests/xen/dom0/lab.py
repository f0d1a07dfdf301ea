# SPDX-License-Identifier: LGPL-2.1-or-later
"""dom0 as the scenarios see it: libvirtd with our module or the stock one, virsh and xl within a time, full-virtualisation
guests around a list of ports."""

import contextlib
import os
import shutil
import signal
import subprocess
import time

FOLDER = '/tmp/lab'
os.makedirs(FOLDER, exist_ok=True)
os.environ['CHARDEV_LIVE_STAGE'] = FOLDER
os.environ['LIBVIRT_DEFAULT_URI'] = 'xen:///system'
os.environ['CHARDEV_PATIENCE'] = '90'  # a guest under two emulations boots for up to half a minute

from harness import guest
from harness.tap import Failed

HOST = '/host'
DRIVERS = '/usr/lib/x86_64-linux-gnu/libvirt/connection-driver'
DEFINITIONS = '/etc/libvirt/libxl'
LIBVIRTD_CONF = '''auth_unix_rw = "none"
auth_unix_ro = "none"
unix_sock_group = "root"
log_outputs = "3:file:/tmp/libvirtd.log"
'''
DOCUMENT = '''<domain type='xen'>
  <name>{name}</name>
  <memory unit='MiB'>32</memory>
  <vcpu>1</vcpu>
  <os>
    <type arch='x86_64' machine='xenfv'>hvm</type>
    <boot dev='hd'/>
  </os>
  <features>
    <acpi/>
    <apic/>
    <pae/>
  </features>
  <devices>
    <disk type='file' device='disk'>
      <driver name='qemu' type='raw'/>
      <source file='{disk}'/>
      <target dev='hda' bus='ide'/>
    </disk>
{ports}
  </devices>{tail}
</domain>
'''


def run(*words, status=0, timeout=60, stdin=None):
    """A command's output, and its errors; `status` is the exit status wanted, None: any."""
    try:
        done = subprocess.run(words, input=stdin, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              timeout=timeout, errors='replace')
    except subprocess.TimeoutExpired as late:
        raise Failed('{} took more than {} s:\n{}'.format(' '.join(words), timeout, late.stdout)) from None
    if status is not None and done.returncode != status:
        raise Failed('{} ended with {}:\n{}'.format(' '.join(words), done.returncode, done.stdout))
    return done.stdout


def virsh(*words, **how):
    return run('virsh', '-q', *words, **how)


def refusal(*words, timeout=60):
    """What virsh says when this is refused."""
    return virsh(*words, status=1, timeout=timeout)


def path(name):
    return os.path.join(FOLDER, name)


def note(name, text):
    """A file with this text; its path."""
    with open(path(name), 'w') as file:
        file.write(text)
    return path(name)


def disk(name):
    """A hard disk of its own with the boot sector."""
    shutil.copy(os.path.join(HOST, 'boot.img'), path(name + '.img'))
    os.truncate(path(name + '.img'), 1 << 20)
    return path(name + '.img')


def document(name, ports='', tail=''):
    """A whole domain; `ports` is XML, or a list of it."""
    if not isinstance(ports, str):
        ports = '\n'.join(ports)
    indented = '\n'.join('    ' + line for line in ports.strip().splitlines())
    return DOCUMENT.format(name=name, disk=disk(name), ports=indented, tail=tail)


def dumpxml(name, *options):
    return virsh('dumpxml', name, *options)


def shown(name, *options):
    """The ports that dumpxml shows, without what only a running guest has."""
    return [guest.as_written(e) for e in guest.port_elements(dumpxml(name, *options))]


def define(name, ports='', tail=''):
    virsh('define', note(name + '.xml', document(name, ports, tail)))


def state(name):
    return virsh('domstate', name).strip()


def end(name):
    """Stops and forgets a guest, whatever its state."""
    with contextlib.suppress(Failed):
        virsh('destroy', name, status=None)
        virsh('undefine', name, '--managed-save', status=None)


@contextlib.contextmanager
def defined(name, ports='', tail=''):
    try:
        define(name, ports, tail)
        yield name
    finally:
        end(name)


@contextlib.contextmanager
def running(name, ports='', tail=''):
    with defined(name, ports, tail):
        virsh('start', name)
        yield name


class Daemon:
    """libvirtd; `ours` says whose module it loads."""

    def __init__(self):
        self.process = None
        for place in ('/etc/libvirt', '/run/libvirt', '/var/log/libvirt/libxl', '/var/lib/libvirt', '/var/cache/libvirt'):
            os.makedirs(place, exist_ok=True)
        with open('/etc/libvirt/libvirtd.conf', 'w') as file:
            file.write(LIBVIRTD_CONF)
        shutil.copytree(os.path.join(HOST, 'driver'), path('ours'))
        os.mkdir(path('stock'))
        os.symlink(os.path.join(DRIVERS, 'libvirt_driver_libxl.so'), path('stock/libvirt_driver_libxl.so'))

    def start(self, ours=True):
        environment = dict(os.environ, LIBVIRT_DRIVER_DIR=path('ours' if ours else 'stock'))
        self.process = subprocess.Popen(['libvirtd'], env=environment, stdin=subprocess.DEVNULL,
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + 60
        while subprocess.run(['virsh', '-q', 'version'], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                             timeout=60).returncode:
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise Failed('libvirtd does not answer')
            time.sleep(0.2)

    def is_alive(self):
        return self.process is not None and self.process.poll() is None

    def end(self):
        """Ends the daemon only; guests go on."""
        if self.is_alive():
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(30)

    def restart(self, ours=True):
        self.end()
        self.start(ours)


daemon = Daemon()
