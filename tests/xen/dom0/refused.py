# SPDX-License-Identifier: LGPL-2.1-or-later
"""What a Xen guest cannot have is refused by a sentence, and nothing is defined then. The report shows each sentence."""

import lab
from harness import guest
from harness.tap import cases, comment, expect_equal, expect_in, test

LISTEN = "<serial type='tcp'><listen addr='127.0.0.1' port='4555'><nowait/>{}</listen></serial>"
UNIX = "<serial type='unix'><listen path='/tmp/both'><nowait/></listen></serial>"

# what, the ports, a word of the sentence
REFUSED = [
    ('TLS', [LISTEN.format('<tls/>')], 'TLS'),
    ('a PCI serial port', ["<serial model='pci'/>"], 'isa'),
    ('a USB serial port', ["<serial model='usb'/>"], 'isa'),
    ('a PCI parallel port', ["<parallel model='pci'/>"], 'isa'),
    ('five serial ports', ['<serial/>'] * 5, 'serial'),
    ('five serial ports of libvirt', ["<serial type='pty'/>"] * 5, 'serial'),
    ('four parallel ports', ['<parallel/>'] * 4, 'parallel'),
    ('one number twice', ["<serial model='isa'><target port='1'/></serial>"] * 2, '1'),
    ('one socket twice', [UNIX, UNIX], '/tmp/both'),
    ('a listen without a port', ["<serial type='tcp'><listen addr='127.0.0.1'/></serial>"], 'port'),
    ('two standard outputs', ["<serial type='stdio'/>", "<parallel type='stdio'/>", '<serial/>'], 'stdio'),
    ('both grammars in one element', ["<serial type='tcp' port='1'><source mode='bind' service='4555'/></serial>"], 'source'),
]


@cases('refused: {}', REFUSED)
def at_define(_, ports, word):
    said = lab.refusal('define', lab.note('refused.xml', lab.document('refused', ports)))
    comment(said.strip())
    expect_in(word, said, 'the sentence')
    expect_equal(lab.virsh('list', '--all', '--name').split(), ['Domain-0'], 'the guests')


@test
def a_running_guest_gets_no_port():
    with lab.running('hot', ['<console/>']) as name:
        said = lab.refusal('attach-device', name, lab.note('port.xml', LISTEN.format('')), '--live')
        comment(said.strip())
        expect_equal(lab.shown(name), guest.written('<console/>'), 'the ports')


@test
def a_stopped_guest_gets_one():
    with lab.defined('cold', ['<console/>']) as name:
        lab.virsh('attach-device', name, lab.note('port.xml', LISTEN.format('')), '--config')
        expect_equal(lab.shown(name), guest.written('<console/>', LISTEN.format('')), 'the ports')
        lab.virsh('detach-device', name, lab.note('port.xml', LISTEN.format("").replace('</listen>', "</listen><target port='1'/>")),
                  '--config')
        expect_equal(lab.shown(name), guest.written('<console/>'), 'the ports afterwards')
