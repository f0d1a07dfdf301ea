#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Documents of one <serial> and one <console> without a port-grammar element: what the stock driver takes, it takes with the
module too, and shows the same; what it refuses is refused, by virt-chardev check as well. The first <console> often is a mirror, which may say anything."""

from harness import stage

stage.enter()
stage.require_plugin()

import itertools
import os
import re
import subprocess
import tempfile

import libvirt

from harness import guest
from harness.daemon import Daemon
from harness.tap import comment, expect, expect_equal, main, test

theirs, mine = Daemon('stock', plugin=False).start().open(), Daemon('ours').start().open()
BODIES = {
    'pty': ['', "<source path='/dev/pts/9'/>", "<log file='/l' append='on'/>"],
    'null': [''], 'vc': [''], 'stdio': [''],
    'file': ['', "<source path='/f'/>", "<source path='/f' append='on'/>", "<source path='/f,a=b'/>"],
    'dev': ['', "<source path='/dev/ttyS7'/>"],
    'pipe': ['', "<source path='/p'/>"],
    'tcp': ['', "<source mode='bind' host='127.0.0.1' service='1'/>", "<source mode='connect' host='h' service='1'/>",
            "<source mode='bind' host='*' service='1'/><protocol type='telnet'/>", "<source mode='bind' host='::1' service='99999'/>",
            "<source mode='bind' service='1'/>", "<source host='h'/>", "<protocol type='raw'/>",
            "<source mode='bind' host='h' service='1'/><protocol type='tls'/>",
            "<source mode='connect' host='h' service='1'><reconnect enabled='yes' timeout='1'/></source>"],
    'udp': ['', "<source mode='connect' host='h' service='1'/>", "<source mode='bind' host='h' service='1'/>",
            "<source mode='bind' service='1'/><source mode='connect' host='h' service='2'/>"],
    'unix': ['', "<source mode='bind' path='/u'/>", "<source mode='connect' path='/u'/>", "<source mode='bind'/>"],
    'spicevmc': [''], 'next': ['', "<source path='/x'/>"],
}
SERIAL_TARGETS = ['', "<target port='0'/>", "<target port='1'/>"]
CONSOLE_TARGETS = ['', "<target type='serial' port='0'/>", "<target type='serial' port='1'/>"]


def elements(tag, targets):
    for kind, bodies in BODIES.items():
        for body in bodies:
            # every target with the simplest body, one with the others
            for target in targets if body == bodies[-1] else targets[:2]:
                if body or target or kind != 'pty':  # <serial/> is the port grammar
                    yield "<{0} type='{1}'>{2}{3}</{0}>".format(tag, kind, body, target)


def answer(connection, xml):
    try:
        domain = connection.defineXML(xml)
    except libvirt.libvirtError:
        return 'refused'
    shown = domain.XMLDesc(libvirt.VIR_DOMAIN_XML_INACTIVE)
    domain.undefine()
    return shown


def checked(documents):
    """The numbers of those that virt-chardev check refuses."""
    command = os.path.join(os.environ['abs_top_builddir'], 'virt-chardev')
    with tempfile.TemporaryDirectory() as directory:
        for number, xml in enumerate(documents):
            with open(os.path.join(directory, str(number)), 'w') as file:
                file.write(xml)
        said = subprocess.run([command, 'check', '--qemu-version', '7.2', *map(str, range(len(documents)))], cwd=directory,
                              stderr=subprocess.PIPE, universal_newlines=True).stderr
    return {int(number) for number in re.findall(r'^(?:virt-chardev: )?(\d+):', said, re.MULTILINE)}


@test
def each_pair_is_answered_as_by_the_stock_driver():
    uuid = '<uuid>0badcafe-0000-4000-8000-000000000003</uuid>'
    pairs = list(itertools.product(elements('serial', SERIAL_TARGETS), elements('console', CONSOLE_TARGETS)))
    taken = 0
    documents, refused = [], set()
    for serial, console in pairs:
        xml = guest.document('pair', [serial, console]).replace('</name>', '</name>' + uuid)
        wanted = answer(theirs, xml)
        expect_equal(answer(mine, xml), wanted, serial + console)
        taken += wanted != 'refused'
        if "type='tls'" in serial + console:  # taken or refused by release
            continue
        if wanted == 'refused':
            refused.add(len(documents))
        documents.append(xml)
    differing = sorted(checked(documents) ^ refused)
    expect_equal([guest.port_texts(documents[number]) for number in differing[:3]], [], 'where virt-chardev check differs')
    comment('{} pairs, of which the stock driver takes {}'.format(len(pairs), taken))
    expect(len(pairs) > 2400 and taken > 1000, 'pairs: {}, taken: {}'.format(len(pairs), taken))


@test
def no_element_is_worse_beside_one_of_ours():
    taken = 0
    for element in itertools.chain(elements('serial', SERIAL_TARGETS), elements('console', CONSOLE_TARGETS[:2])):
        alone = answer(theirs, guest.document('alone', element))
        is_neutral = not any(part in element for part in ('<source', '<protocol', '<log'))  # a port, beside ours
        if alone == 'refused' or is_neutral:
            continue
        beside = answer(mine, guest.document('beside', [element, "<parallel type='null' model='isa'/>"]))
        expect(beside != 'refused', element)
        shown = [text for text in guest.port_texts(beside) if not text.startswith('<parallel')]
        expect_equal(shown, guest.port_texts(alone), element)
        taken += 1
    expect(taken > 40, 'elements: {}'.format(taken))


main()
