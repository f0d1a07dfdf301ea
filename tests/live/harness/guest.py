# SPDX-License-Identifier: LGPL-2.1-or-later
"""Tiny guests: a domain document around a list of ports, and what its running QEMU looks like."""

import contextlib
import os
import re
import time
import xml.etree.ElementTree as ET

import libvirt

from harness import stage
from harness.tap import Failed

DOCUMENT = '''<domain type='qemu'>
  <name>{name}</name>
  <memory unit='MiB'>8</memory>
  <vcpu>1</vcpu>
  <os>
    <type arch='x86_64' machine='pc'>hvm</type>
  </os>
  <devices>
    <emulator>{emulator}</emulator>
{disk}
    <controller type='usb' model='none'/>
{ports}
    <video>
      <model type='none'/>
    </video>
    <memballoon model='none'/>
  </devices>{tail}
</domain>
'''
FLOPPY = '''    <disk type='file' device='floppy'>
      <driver name='qemu' type='raw'/>
      <source file='{path}'/>
      <target dev='fda' bus='fdc'/>
      <readonly/>
    </disk>'''
QCOW2 = '''    <disk type='file' device='disk'>
      <driver name='qemu' type='qcow2'/>
      <source file='{path}'/>
      <target dev='hda' bus='ide'/>
    </disk>'''


def document(name, ports='', disk=None, tail=''):
    """A whole domain; `ports` is XML, or a list of it."""
    if not isinstance(ports, str):
        ports = '\n'.join(ports)
    indented = '\n'.join('    ' + line for line in ports.strip().splitlines())
    floppy = FLOPPY.format(path=stage.path('boot.img'))
    return DOCUMENT.format(name=name, emulator=stage.tool('qemu-system-x86_64'), disk=disk or floppy, ports=indented,
                           tail=tail)


def port_elements(xml):
    """The <console>, <serial> and <parallel> children of devices, as elements in document order."""
    return [e for e in ET.fromstring(xml).find('devices') if e.tag in ('console', 'serial', 'parallel')]


def port_texts(xml):
    """The same as canonical text, to compare."""
    return [ET.canonicalize(ET.tostring(e, encoding='unicode').strip(), strip_text=True) for e in port_elements(xml)]


def pid_of(domain):
    """The QEMU of a running guest."""
    wanted = 'guest={},'.format(domain.name()).encode()
    for pid in stage.processes_of(stage.folder()):
        with contextlib.suppress(OSError):
            with open('/proc/{}/cmdline'.format(pid), 'rb') as file:
                if wanted in file.read():
                    return pid
    raise Failed('no QEMU of guest {} runs'.format(domain.name()))


def argv(domain):
    with open('/proc/{}/cmdline'.format(pid_of(domain)), 'rb') as file:
        return file.read().decode().split('\0')[:-1]


def argv_without_the_changing(arguments):
    """Numbers of file descriptors, the domain's id and secrets differ from start to start."""
    text = '\n'.join(arguments)
    text = re.sub(r'fd=\d+', 'fd=N', text)
    text = re.sub(r'fdset/\d+|set=\d+', 'fdset/N', text)
    return re.sub(r'domain-\d+-', 'domain-N-', text).split('\n')


def end(domain):
    """Stops and forgets a guest, whatever its state."""
    with contextlib.suppress(libvirt.libvirtError):
        domain.destroy()
    with contextlib.suppress(libvirt.libvirtError):
        domain.undefineFlags(libvirt.VIR_DOMAIN_UNDEFINE_MANAGED_SAVE
                             | libvirt.VIR_DOMAIN_UNDEFINE_SNAPSHOTS_METADATA)


@contextlib.contextmanager
def defined(connection, xml):
    domain = connection.defineXML(xml)
    try:
        yield domain
    finally:
        end(domain)


@contextlib.contextmanager
def running(connection, xml):
    with defined(connection, xml) as domain:
        domain.create()
        yield domain


def wait_for(condition, what, seconds=15):
    """Until condition() is true; its value."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        value = condition()
        if value:
            return value
        time.sleep(0.05)
    raise Failed('waited {} s in vain: {}'.format(seconds, what))


def qcow2(name):
    """A bootable qcow2 disk, as a <disk> element."""
    path = stage.path(name + '.qcow2')
    if os.system('qemu-img convert -O qcow2 {} {}'.format(stage.path('boot.img'), path)):
        raise Failed('qemu-img could not make ' + path)
    return QCOW2.format(path=path)
