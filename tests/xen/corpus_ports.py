# SPDX-License-Identifier: LGPL-2.1-or-later
"""What the golden documents say of their ports, in the terms of config_meaning."""

import os
import sys
import xml.etree.ElementTree as ElementTree

HERE = os.path.dirname(os.path.abspath(__file__))
SOURCE = os.environ.get('abs_top_srcdir') or os.path.abspath(os.path.join(HERE, '..', '..'))
CORPUS, FOUND = (os.path.join(SOURCE, 'tests', folder) for folder in ('xml2argvdata', 'cfg2xmldata'))
sys.path[:0] = [os.path.join(SOURCE, 'tests', folder) for folder in ('live', 'native')]

import config_meaning as meaning
from reality import ports


def content(folder, name):
    with open(os.path.join(folder, name), 'rb') as file:
        return file.read()


def is_peer(port):
    return port.type == 'udp' or (port.type in meaning.STREAMS and not port.listens)


def meaning_of(port):
    """A peer without an address is at 127.0.0.1."""
    said = {name: getattr(port, name) for name in ('type', *meaning.NOTHING)}
    if is_peer(port) and not port.address[0]:
        said['address'] = ('127.0.0.1', port.address[1])
    return said


def plain(meanings):
    """append='no' is what silence means."""
    return {place: {**said, 'append': said['append'] or None} for place, said in meanings.items()}


def ports_in(name):
    """By kind and index. A paravirtual guest has none, whatever its document says."""
    path = os.path.join(CORPUS, name)
    kind = ElementTree.parse(path).getroot().find('os/type')
    found = [] if kind is not None and kind.text != 'hvm' else ports.read(path)[1]
    return plain({(port.kind, port.index): meaning_of(port) for port in found})
