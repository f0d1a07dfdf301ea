#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Each golden xl.cfg and xm.cfg, read by the rules of xl and by Python, says what its document says; and xl itself reads
the same, where its library is installed."""

import os
import sys
import xml.etree.ElementTree as ElementTree

HERE = os.path.dirname(os.path.abspath(__file__))
SOURCE = os.environ.get('abs_top_srcdir') or os.path.abspath(os.path.join(HERE, '..', '..'))
CORPUS, FOUND = (os.path.join(SOURCE, 'tests', folder) for folder in ('xml2argvdata', 'cfg2xmldata'))
sys.path[:0] = [HERE] + [os.path.join(SOURCE, 'tests', directory) for directory in ('live', 'native')]

import config_meaning as meaning
import config_rules as rules
import xlutil
from harness.tap import Skip, cases, expect_equal, main, test
from reality import ports


PORT_SETTINGS = {'serial', 'parallel', 'device_model_args_hvm'}


def content(path):
    with open(path, 'rb') as file:
        return file.read()


def is_for_xl(name):
    return '.xl' in name


def said_by(name):
    data = content(os.path.join(CORPUS, name))
    settings = rules.xl(data.decode()) if is_for_xl(name) else rules.xm(data)
    expect_equal(set(settings) - PORT_SETTINGS, set(), 'settings that are no ports')
    return meaning.ports_of(settings)


def is_peer(port):
    return port.type == 'udp' or (port.type in meaning.STREAMS and not port.listens)


def wanted_of(port):
    """A peer without an address is at 127.0.0.1, and append='no' is what the rest means."""
    wanted = {name: getattr(port, name) for name in ('type', *meaning.NOTHING)}
    if is_peer(port) and not port.address[0]:
        wanted['address'] = ('127.0.0.1', port.address[1])
    return wanted


def plain(meanings):
    return {place: {**said, 'append': said['append'] or None} for place, said in meanings.items()}


def ports_in(path):
    """A paravirtual guest has none, whatever its document says."""
    kind = ElementTree.parse(path).getroot().find('os/type')
    return [] if kind is not None and kind.text != 'hvm' else ports.read(path)[1]


def configs(folder):
    return sorted(name for name in os.listdir(folder) if name.endswith('.cfg'))


GOLDENS = configs(CORPUS)


@cases('{}', [(name,) for name in GOLDENS])
def says_what_the_document_says(name):
    wanted = ports_in(os.path.join(CORPUS, name.partition('.')[0] + '.xml'))
    expect_equal(plain(said_by(name)), plain({(port.kind, port.index): wanted_of(port) for port in wanted}), 'the ports')


def needs_xl():
    if not xlutil.library():
        raise Skip('the library of xl, libxlutil, is not installed')


def read_by_xl(data):
    """None: xl refuses it."""
    try:
        return xlutil.settings(data, PORT_SETTINGS)
    except ValueError:
        return None


@test
def xl_itself_reads_the_same_in_all_of_them():
    needs_xl()
    for name in filter(is_for_xl, GOLDENS):
        data = content(os.path.join(CORPUS, name))
        expect_equal(read_by_xl(data), rules.xl(data.decode()), name)


@test
def what_xl_refuses_is_refused():
    needs_xl()
    for name in filter(is_for_xl, configs(FOUND)):
        path = os.path.join(FOUND, name)
        refused = os.path.exists(path[:-len('cfg')] + 'err')
        expect_equal(refused or read_by_xl(content(path)) is not None, True, name)


@test
def there_are_goldens():
    expect_equal(len(GOLDENS) > 100, True, 'more than a hundred of them')


main()
