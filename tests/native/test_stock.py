#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Our arguments beside those that the stock driver makes of the same documents (domxml-to-native): the same devices, the
same back ends. docs/native.md lists every difference, and every document that we alone refuse."""

import glob
import os
import re
import shlex
import shutil
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
SOURCE = os.environ.get('abs_top_srcdir') or os.path.abspath(os.path.join(HERE, '..', '..'))
sys.path[:0] = [HERE, os.path.join(SOURCE, 'tests', 'live')]

from harness import stage


def bring(place):
    """The ordinary user may not see the source."""
    shutil.copytree(os.path.join(SOURCE, 'tests', 'xml2argvdata'), os.path.join(place, 'corpus'))
    shutil.copytree(os.path.join(SOURCE, 'tests', 'native', 'reality'), os.path.join(place, 'reality'))
    shutil.copy(os.path.join(SOURCE, 'docs', 'native.md'), place)


stage.enter(before_drop=bring)

import libvirt

from harness.daemon import Daemon
from harness.tap import Skip, cases, expect_equal, main, test
from reality import differences, emulator
from reality.argv import Arguments

LACKS = ('No emulator found', 'missing source information', 'Memory size must be specified', 'expecting root element',
         'No PCI buses')  # of the document or of this machine, whatever its ports
connection = Daemon('d', plugin=False).start().open()
version = connection.getLibVersion()
INSTALLED = {'libvirt': (version // 1000000, version // 1000 % 1000, version % 1000), 'QEMU': emulator.release()}
RELEASE = '.qemu-10.2.0' if INSTALLED['QEMU'] >= (9, 2) else '.qemu-7.2.0'  # the newest words that it takes
explained, refused = set(), set()


def content(name, suffix):
    path = stage.path('corpus', name + suffix)
    if os.path.exists(path):
        with open(path) as file:
            return file.read()
    return None


def stock_of(name):
    """The stock driver's arguments for what it is given, or None with what it says."""
    try:
        text = connection.domainXMLToNative('qemu-argv', content(name, '.libvirt.xml'))
    except libvirt.libvirtError as error:
        return None, str(error)
    return Arguments(shlex.split(text.replace('\\\n', ''))).keep_ports(), ''


def ours_of(name):
    text = content(name, RELEASE + '.args')
    return None if text is None else Arguments(shlex.split(text))


def names():
    paths = glob.glob(stage.path('corpus', '*.libvirt.xml'))
    found = [os.path.basename(path)[:-len('.libvirt.xml')] for path in sorted(paths)]
    return [(name,) for name in found if "<domain type='xen'" not in content(name, '.xml')]


def compare_options(stock, ours, front, what):
    stock, ours, used = differences.explain(stock, ours, front)
    explained.update(used)
    expect_equal(ours, stock, what)


@cases('{}', names())
def compare(name):
    stock, reason = stock_of(name)
    ours = ours_of(name)
    if stock is None and any(text in reason for text in LACKS):
        raise Skip(reason)
    if stock is None:
        expect_equal(ours, None, 'our arguments for what libvirt refuses: ' + reason)
        return
    if ours is None:
        refused.add(name)
        return
    expect_equal(ours.others, stock.others, 'ports without a device')
    expect_equal(sorted(ours.devices), sorted(stock.devices), 'the devices')
    for key, device in ours.devices.items():
        compare_options(stock.devices[key], device, device['driver'], 'device ' + key)
        chardev = device['chardev']
        compare_options(stock.chardevs[chardev], ours.chardevs[chardev], None, 'chardev ' + chardev)


def is_gone(until):
    """'libvirt 11.3' or 'QEMU 9.2' is installed, or a later one; '': never."""
    name, _, release = until.partition(' ')
    return bool(until) and INSTALLED[name] >= tuple(map(int, release.split('.')))


def listed(heading):
    """The first cells of the table under a heading of docs/native.md, but for what is gone where the second is a release."""
    with open(stage.path('native.md')) as file:
        section = file.read().split('# ' + heading + '\n', 1)[1].split('\n#', 1)[0]
    rows = re.findall(r'^\| `([^`]+)` \| ((?:libvirt|QEMU) [0-9.]+(?= \|))?', section, re.MULTILINE)
    return {name for name, until in rows if not is_gone(until)}


@test
def every_difference_is_explained_and_none_else():
    expect_equal(explained, listed('Differences'), 'rows of the table')


@test
def every_document_that_we_alone_refuse_is_explained():
    expect_equal(refused, listed('What libvirt takes and we refuse'), 'rows of the table')


main()
