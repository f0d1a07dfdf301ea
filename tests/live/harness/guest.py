# SPDX-License-Identifier: LGPL-2.1-or-later
"""Tiny guests: a domain document around a list of ports, and what its running QEMU looks like."""

import contextlib
import os
import re
import threading
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


def canonical(element):
    return ET.canonicalize(ET.tostring(element, encoding='unicode').strip(), strip_text=True)


def port_texts(xml):
    """The same as canonical text, to compare."""
    return [canonical(e) for e in port_elements(xml)]


def as_written(element):
    """A port element without what only a running guest has, and with its type said; canonical text."""
    copy = ET.fromstring(ET.tostring(element))
    copy.tail = None
    copy.attrib.setdefault('type', 'pty')
    for attribute in ('pty', 'tty'):
        copy.attrib.pop(attribute, None)
    for child in copy.findall('alias'):
        if not child.get('name').startswith('ua-'):
            copy.remove(child)
    return canonical(copy)


def written(*texts):
    """The same of XML as a user writes it."""
    return [as_written(ET.fromstring(text)) for text in texts]


def shown(domain, flags=0):
    """The ports that dumpxml shows, without what only a running guest has."""
    return [as_written(e) for e in port_elements(domain.XMLDesc(flags))]


def element(domain, tag, index=0):
    """One port as dumpxml shows it live."""
    return [e for e in port_elements(domain.XMLDesc()) if e.tag == tag][index]


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


class Background(threading.Thread):
    """A call that may take its time; finish() waits for it and returns or raises what it did."""

    def __init__(self, function, *arguments):
        super().__init__(daemon=True)
        self._call, self.error, self.value = (function, arguments), None, None
        self.start()

    def run(self):
        function, arguments = self._call
        try:
            self.value = function(*arguments)
        except Exception as error:  # it is raised again in finish()
            self.error = error

    def finish(self, seconds=20):
        self.join(seconds)
        if self.is_alive():
            raise Failed('a call did not return within {} s'.format(seconds))
        if self.error:
            raise self.error
        return self.value


def refusal(function, *arguments):
    """The error that a call is refused with."""
    try:
        function(*arguments)
    except libvirt.libvirtError as error:
        return error
    raise Failed('{} was not refused'.format(getattr(function, '__name__', function)))


def qcow2(name):
    """A bootable qcow2 disk, as a <disk> element."""
    path = stage.path(name + '.qcow2')
    if os.system('qemu-img convert -O qcow2 {} {}'.format(stage.path('boot.img'), path)):
        raise Failed('qemu-img could not make ' + path)
    return QCOW2.format(path=path)
