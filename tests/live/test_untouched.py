#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Documents without a port-grammar element are none of our business: dumpxml gives the same bytes with the module and
without it, for stopped and for running guests."""

from harness import stage

stage.enter()
stage.require_plugin()

import re

import libvirt

from harness import guest, wire
from harness.daemon import Daemon
from harness.tap import expect_equal, main, test

daemon = Daemon('d').start()

DOCUMENTS = {
    'noports': '',
    'neutral': "<console type='pty'/>",
    'stock': '''<serial type='pty'>
  <target port='0'/>
</serial>
<console type='pty'>
  <target type='serial' port='0'/>
</console>
<serial type='tcp'>
  <source mode='bind' host='127.0.0.1' service='{port}'/>
  <protocol type='telnet'/>
</serial>
<serial type='file'>
  <source path='{folder}/stock-file' append='on'/>
  <log file='{folder}/stock-log' append='off'/>
</serial>
<console type='pty'>
  <target type='virtio' port='1'/>
</console>
<channel type='unix'>
  <target type='virtio' name='org.example'/>
</channel>
<parallel type='file'>
  <source path='{folder}/stock-lpt'/>
</parallel>''',
}
FLAGS = (0, libvirt.VIR_DOMAIN_XML_INACTIVE, libvirt.VIR_DOMAIN_XML_SECURE, libvirt.VIR_DOMAIN_XML_MIGRATABLE,
         libvirt.VIR_DOMAIN_XML_UPDATE_CPU)


def documents():
    port = wire.free_port()
    return {name: guest.document(name, text.format(port=port, folder=stage.folder()))
            for name, text in DOCUMENTS.items()}


def dumps(connection):
    return {(name, flags): connection.lookupByName(name).XMLDesc(flags) for name in DOCUMENTS for flags in FLAGS}


_texts = documents()
_uuids = {}


def define_all(connection):
    """The documents, the second time with the UUIDs that they were given the first time."""
    for name, xml in _texts.items():
        if name in _uuids:
            xml = xml.replace('<memory', '<uuid>{}</uuid>\n  <memory'.format(_uuids[name]), 1)
        _uuids[name] = connection.defineXML(xml).UUIDString()


def compare(seen, wanted, which):
    for key in wanted:
        expect_equal(seen[key], wanted[key], '{} guest {}, flags {}'.format(which, *key))


def restarted(plugin):
    daemon.restart(plugin=plugin)
    return daemon.open()


@test
def the_same_bytes_whoever_defines():
    texts = []
    for plugin in (False, True):
        connection = restarted(plugin)
        define_all(connection)
        texts.append(dumps(connection))
        for name in DOCUMENTS:
            connection.lookupByName(name).undefine()
    compare(texts[1], texts[0], 'stopped')


@test
def the_same_bytes_whoever_starts():
    texts = []
    for plugin in (False, True):
        connection = restarted(plugin)
        define_all(connection)
        for name in DOCUMENTS:
            connection.lookupByName(name).create()
        texts.append({key: without_the_changing(text) for key, text in dumps(connection).items()})
        for name in DOCUMENTS:
            connection.lookupByName(name).destroy()
            connection.lookupByName(name).undefine()
    compare(texts[1], texts[0], 'running')


@test
def the_same_bytes_for_a_guest_that_runs_on():
    connection = restarted(True)
    define_all(connection)
    for name in DOCUMENTS:
        connection.lookupByName(name).create()
    stock = dumps(restarted(False))
    compare(dumps(restarted(True)), stock, 'running')


def without_the_changing(text):
    """Terminals and ids differ from start to start."""
    return re.sub(r"/dev/pts/[0-9]+|domain-[0-9]+-|<domain type='qemu' id='[0-9]+'", '', text)


main()
