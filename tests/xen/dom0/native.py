# SPDX-License-Identifier: LGPL-2.1-or-later
"""Configurations of xl and xm: virsh converts to them and back, and the real xl starts the guest with the same ports."""

import contextlib
import os

import lab
from harness import guest, wire
from harness.tap import expect, expect_equal, expect_in, test


class Ports:
    """Strings for each slot that they can be in, and one that needs -chardev."""

    def __init__(self, name):
        self.file, self.lpt, self.log = (lab.path(name + suffix) for suffix in ('-com2', '-lpt1', '-log'))
        self.tcp, self.telnet = wire.free_port(), wire.free_port()
        self.texts = [
            "<serial type='tcp'><listen addr='127.0.0.1' port='{}'><nowait/></listen></serial>".format(self.tcp),
            "<serial type='file' path='{}'/>".format(self.file),
            "<serial type='pty'><log path='{}'/></serial>".format(self.log),
            "<serial type='telnet'><listen addr='127.0.0.1' port='{}'><nowait/></listen></serial>".format(self.telnet),
            "<parallel type='file' path='{}'/>".format(self.lpt)]

    def work(self):
        with wire.tcp(self.tcp) as com1, wire.tcp(self.telnet, kind=wire.TelnetWire) as com4:
            com1.exchange('COM1')
            com4.exchange('COM4')
        for path, spoken in ((self.file, 'COM2'), (self.log, 'COM3'), (self.lpt, 'LPT1')):
            with wire.file(path) as file:
                file.expect(spoken + ' says hello')


def converted(name, ports, form='xen-xl'):
    document = lab.document(name, ports)
    if form == 'xen-xm':  # libvirt reads no such file without
        document = document.replace('<boot ', '<loader>/usr/lib/xen/boot/hvmloader</loader>\n    <boot ')
    return lab.virsh('domxml-to-native', form, lab.note(name + '.xml', document))


def port_lines(config):
    return [line for line in config.splitlines() if line.startswith(('serial', 'parallel', 'device_model_args'))]


def imported(config, form='xen-xl'):
    return lab.virsh('domxml-from-native', form, lab.note('imported.cfg', config))


def written_by(xml):
    return [guest.as_written(e) for e in guest.port_elements(xml)]


@contextlib.contextmanager
def by_xl(name, config):
    lab.run('xl', 'create', lab.note(name + '.cfg', config))
    try:
        yield
    finally:
        lab.run('xl', 'destroy', name, status=None)


@test
def xl_starts_what_virsh_converts():
    ports = Ports('byxl')
    config = converted('byxl', ports.texts)
    expect_in('serial', config, 'the configuration')
    expect(not any(line.startswith('parallel') for line in config.splitlines()), 'xl would ignore parallel=')
    with by_xl('byxl', config):
        ports.work()


@test
def one_serial_port_for_xl():
    config = converted('single', "<serial type='file' path='/tmp/one'/>")
    expect_equal(port_lines(config), ['serial = "file:/tmp/one"'], 'the lines of ports')


@test
def there_and_back_for_xl():
    ports = Ports('back')
    config = converted('back', ports.texts)
    xml = imported(config)
    expect_equal(written_by(xml), guest.written(*ports.texts), 'the ports of the domain')
    again = lab.virsh('domxml-to-native', 'xen-xl', lab.note('back-again.xml', xml))
    expect_equal(port_lines(again), port_lines(config), 'the lines of ports')


@test
def there_and_back_for_xm():
    texts = ["<serial type='udp'><sendto addr='127.0.0.1' port='4001'/></serial>", "<parallel type='file' path='/tmp/lpt'/>"]
    config = converted('forxm', texts, 'xen-xm')
    xml = imported(config, 'xen-xm')
    expect_equal(written_by(xml), guest.written(*texts), 'the ports of the domain')
    again = lab.virsh('domxml-to-native', 'xen-xm', lab.note('forxm-again.xml', xml))
    expect_equal(port_lines(again), port_lines(config), 'the lines of ports')


@test
def xm_has_one_serial_port():
    text = lab.document('many', ['<serial/>', '<serial/>'])
    said = lab.refusal('domxml-to-native', 'xen-xm', lab.note('many.xml', text))
    expect_in('xm', said, 'the refusal')


@test
def a_configuration_by_hand():
    config = ('name = "own"\ntype = "hvm"\nmemory = 32\nvcpus = 1\n# a comment\nserial = [ "pty", "none", \'null\' ]\n'
              'device_model_args = [ "-global", "PIIX4_PM.disable_s3=1", "-parallel", "file:/tmp/lpt" ]\n')
    xml = imported(config)
    expect_equal(written_by(xml), guest.written('<serial/>', "<serial type='null'><target port='2'/></serial>",
                                                "<parallel type='file' path='/tmp/lpt'/>"), 'the ports')
    expect_in('PIIX4_PM', xml, "the user's own argument")
