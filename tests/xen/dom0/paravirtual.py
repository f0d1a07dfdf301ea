# SPDX-License-Identifier: LGPL-2.1-or-later
"""A paravirtualised guest has no serial or parallel ports: its console is the stock driver's, byte for byte, and a port is
refused with a sentence that says what kind of guest has them."""

import lab
from harness.tap import cases, comment, expect_equal, expect_in, test

GUEST = '''<domain type='xen'>
  <name>{name}</name>
  <uuid>5b3a1f0e-6f0f-4f6c-9a0e-6a1b1c2d3e4f</uuid>
  <memory unit='MiB'>32</memory>
  <os>
    <type arch='x86_64' machine='xenpv'>linux</type>
    <kernel>/boot/vmlinuz</kernel>
  </os>
  <devices>
    {port}
  </devices>
</domain>
'''


def stock_shows(name, text):
    lab.daemon.restart(ours=False)
    try:
        lab.virsh('define', lab.note(name + '.xml', text))
        return lab.dumpxml(name)
    finally:
        lab.end(name)
        lab.daemon.restart()


@cases('a paravirtualised guest keeps {}', [('<console/>',), ("<console type='pty'/>",)])
def consoles(port):
    text = GUEST.format(name='pv', port=port)
    wanted = stock_shows('pv', text)
    try:
        lab.virsh('define', lab.note('pv.xml', text))
        expect_equal(lab.dumpxml('pv'), wanted, 'what dumpxml shows')
    finally:
        lab.end('pv')


PORTS = ['<serial/>', "<parallel/>", "<console type='file' path='/tmp/out'/>",
         "<serial type='tcp'><listen port='4555'><nowait/></listen></serial>"]


@cases('a paravirtualised guest with {} is refused', [(port,) for port in PORTS])
def ports(port):
    said = lab.refusal('define', lab.note('pv.xml', GUEST.format(name='pv', port=port)))
    comment(said.strip())
    expect_in('fully virtualised', said, 'the refusal')


@test
def nothing_was_defined():
    expect_equal(lab.virsh('list', '--all', '--name').split(), ['Domain-0'], 'the guests')
