#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What libvirt's Xen driver is given of each golden document has no port that it cannot start, and says all ports together:
one element at most, and arguments for the device model."""

import os
import sys
import xml.etree.ElementTree as ElementTree

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import config_meaning as meaning
from corpus_ports import CORPUS, plain, ports_in
from harness.tap import cases, expect, expect_equal, main, test

ARGUMENT = '{http://libvirt.org/schemas/domain/xen/1.0}commandline/{http://libvirt.org/schemas/domain/xen/1.0}arg'
STOCK = '.libvirt.xml'


def root_of(name):
    return ElementTree.parse(os.path.join(CORPUS, name)).getroot()


def is_for_xen(name):
    root = root_of(name)
    return root.tag == 'domain' and root.get('type') == 'xen' and root.findtext('os/type') == 'hvm'


def is_changed(name):
    return ElementTree.tostring(root_of(name)) != ElementTree.tostring(root_of(name[:-len(STOCK)] + '.xml'))


NAMES = sorted(name for name in os.listdir(CORPUS) if name.endswith(STOCK) and is_for_xen(name))


@cases('{}', [(name,) for name in NAMES])
def can_be_started(name):
    devices = root_of(name).find('devices')
    expect(len(devices.findall('serial')) <= 1, 'libvirt dies of a second serial port')
    expect(devices.find('parallel') is None, 'libvirt has no parallel ports')
    expect(set(ports_in(name)) <= {('serial', 0)}, 'libvirt starts any serial port as the first')


@cases('{} says all ports', [(name,) for name in NAMES if is_changed(name)])
def says_all_ports(name):
    elements = ports_in(name)
    arguments = [argument.get('value') for argument in root_of(name).findall(ARGUMENT)]
    others = plain(meaning.DeviceModel(arguments).ports)
    expect(not set(elements) & set(others), 'a port is said twice')
    expect_equal({**elements, **others}, ports_in(name[:-len(STOCK)] + '.xml'), 'the ports')


@test
def there_are_documents():
    expect(len(NAMES) > 100, 'there are more than a hundred of them')


main()
