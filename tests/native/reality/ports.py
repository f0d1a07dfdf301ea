# SPDX-License-Identifier: LGPL-2.1-or-later
"""What a document says of its ports, read here anew from both grammars: the oracle must not be the code under test."""

import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from typing import Optional, Tuple

KINDS = {'console': 'serial', 'serial': 'serial', 'parallel': 'parallel'}
STREAMS = ('tcp', 'telnet', 'websocket')
PORT_TYPES = ('host', 'telnet', 'none', 'websocket', 'hub')
PORT_ATTRIBUTES = {'pty', 'port', 'path', 'link', 'model', 'append', 'width', 'height', 'cols', 'rows'}
PORT_CHILDREN = {'sendto', 'bind', 'listen', 'connect'}

Address = Tuple[Optional[str], Optional[str]]  # of a peer or a listener: host, service


@dataclass(eq=False)
class Port:
    kind: str
    type: str
    index: Optional[int] = None
    model: str = 'isa'
    name: Optional[str] = None
    path: Optional[str] = None
    append: Optional[bool] = None
    listens: bool = False
    waits: bool = False
    address: Address = (None, None)
    bind: Optional[Address] = None
    nodelay: bool = False
    reconnect: Optional[int] = None
    tls: bool = False
    link: Optional[str] = None
    log: Optional[Tuple[str, Optional[bool]]] = None
    iobase: Optional[int] = None
    irq: Optional[int] = None


def flag(text):
    return None if text is None else text in ('yes', 'on')


def is_port_grammar(element):
    return bool(not element.keys() and not len(element) or element.get('type') in PORT_TYPES
                or PORT_ATTRIBUTES & set(element.keys()) or PORT_CHILDREN & {child.tag for child in element}
                or element.find('log[@path]') is not None)


def bare(host):
    return host[1:-1] if host and host.startswith('[') else host


def address_of(element, host='addr', service='port'):
    return bare(element.get(host)) or None, element.get(service)


def read_port_stream(port, element):
    end = element.find('listen') if element.find('listen') is not None else element.find('connect')
    port.listens = end.tag == 'listen'
    port.waits = port.listens and end.find('nowait') is None
    port.address, port.path = address_of(end), end.get('path')
    port.nodelay = end.find('nodelay') is not None
    reconnect, tls = end.find('reconnect'), end.find('tls')
    port.reconnect = int(reconnect.get('delay')) if reconnect is not None else None
    port.tls = tls is not None and tls.get('enabled') != 'no'


def read_port_grammar(port, element):
    port.model = element.get('model', 'isa')
    port.path, port.append, port.link = element.get('path'), flag(element.get('append')), element.get('link')
    if port.type == 'host' and not port.path:
        stem = '/dev/ttyS' if port.kind == 'serial' else '/dev/parport'
        port.path = stem + element.get('port', '')
    if port.type == 'udp':
        port.address = address_of(element.find('sendto'))
        bind = element.find('bind')
        port.bind = address_of(bind) if bind is not None else None
    elif port.type in STREAMS or port.type == 'unix':
        read_port_stream(port, element)
    log = element.find('log')
    port.log = (log.get('path'), flag(log.get('append'))) if log is not None else None


def read_libvirt_stream(port, element):
    source = element.find('source')
    port.listens = source.get('mode') == 'bind'
    port.address, port.path = address_of(source, 'host', 'service'), source.get('path')
    protocol, reconnect = element.find('protocol'), source.find("reconnect[@enabled='yes']")
    if protocol is not None and protocol.get('type') == 'telnet':
        port.type = 'telnet'
    port.reconnect = int(reconnect.get('timeout')) if reconnect is not None else None
    port.tls = source.get('tls') == 'yes'


def read_libvirt_grammar(port, element):
    source, log, target = element.find('source'), element.find('log'), element.find('target')
    if port.type == 'udp':
        ends = {end.get('mode'): address_of(end, 'host', 'service') for end in element.findall('source')}
        port.address, port.bind = ends.get('connect', (None, None)), ends.get('bind')
    elif port.type in ('tcp', 'unix'):
        read_libvirt_stream(port, element)
    elif source is not None and port.type != 'pty':
        port.path, port.append = source.get('path'), flag(source.get('append'))
    port.type = 'host' if port.type == 'dev' else port.type
    port.log = (log.get('file'), flag(log.get('append'))) if log is not None else None
    kind = target.get('type') if target is not None else None
    port.model = {'pci-serial': 'pci', 'usb-serial': 'usb', 'isa-debug': 'debugcon'}.get(kind, 'isa')


def read_port(element):
    port = Port(KINDS[element.tag], element.get('type', 'pty'))
    ours = is_port_grammar(element)
    (read_port_grammar if ours else read_libvirt_grammar)(port, element)
    target, alias, address = element.find('target'), element.find('alias'), element.find("address[@type='isa']")
    if target is not None and target.get('port'):
        port.index = int(target.get('port'))
    if alias is not None and alias.get('name').startswith('ua-'):
        port.name = alias.get('name')
    if address is not None:
        port.iobase, port.irq = (int(address.get(key), 16) if address.get(key) else None for key in ('iobase', 'irq'))
    return port


def has_other_target(element):
    target = element.find('target')
    return element.tag == 'console' and target is not None and target.get('type') not in (None, 'serial')


def says_serial(element):
    return element.find("target[@type='serial']") is not None or element.find('source') is not None


def mirror_of(elements):
    """libvirt's first console, which shows serial 0 once more; None: there is none."""
    foreign = [e for e in elements if not is_port_grammar(e)]
    consoles = [e for e in foreign if e.tag == 'console']
    if not consoles or not any(e.tag == 'serial' for e in elements):
        return None
    stands_alone = not any(e.tag == 'serial' for e in foreign) and not says_serial(consoles[0])
    return None if stands_alone else consoles[0]


def number(ports):
    for kind in ('serial', 'parallel'):
        taken = {port.index for port in ports if port.kind == kind}
        free = iter(n for n in range(64) if n not in taken)
        for port in ports:
            if port.kind == kind and port.index is None:
                port.index = next(free)


def read(path):
    """The machine, and the ports that a guest has: none of type none."""
    domain = ElementTree.parse(path).getroot()
    devices = domain.find('devices')
    elements = [e for e in devices if e.tag in KINDS and not has_other_target(e)] if devices is not None else []
    mirror = mirror_of(elements)
    ports = [read_port(e) for e in elements if e is not mirror]
    number(ports)
    ports = [port for port in ports if port.type != 'none']
    for port in ports:
        port.name = port.name or name_of(port, ports)
    kind = domain.find('os/type')
    machine = (kind.get('arch', 'x86_64'), kind.get('machine', 'pc')) if kind is not None else ('x86_64', 'pc')
    return machine, ports


def name_of(port, ports):
    """As libvirt names the device: by its place among those of its kind."""
    return '{}{}'.format(port.kind, [other for other in ports if other.kind == port.kind].index(port))
