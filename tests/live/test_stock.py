#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The harness itself, on the stock driver alone: a guest boots, speaks on a terminal and hears us."""

from harness import stage

stage.enter()

from harness import guest, wire
from harness.daemon import Daemon
from harness.tap import main, test

PORTS = '''<serial type='pty'/>
<serial type='file'><source path='{folder}/com2'/></serial>
<parallel type='file'><source path='{folder}/lpt1'/></parallel>'''


@test
def a_guest_speaks_and_hears():
    xml = guest.document('plain', PORTS.format(folder=stage.folder()))
    with Daemon('stock', plugin=False) as daemon, guest.running(daemon.open(), xml) as domain:
        live = guest.port_elements(domain.XMLDesc())
        with wire.terminal(live[0].find('source').get('path')) as com1:
            com1.exchange('COM1')
        for name, port in (('com2', 'COM2'), ('lpt1', 'LPT1')):
            with wire.file(stage.path(name)) as log:
                log.expect(port + ' says hello')


main()
