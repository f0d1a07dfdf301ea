#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Median times of define and dumpxml with the module and without it, the two in turn. Not a test: run it by hand."""

from harness import stage

stage.enter()
stage.require_plugin()

import statistics
import time

from harness import guest
from harness.daemon import Daemon

ROUNDS, CALLS = 5, 40
UUID = '<uuid>2d1a1e4c-6a52-4f1c-9a3e-0a5b7f0c1d2e</uuid>\n  '  # to define again what is defined
STOCK = '''<serial type='pty'/>
<serial type='tcp'>
  <source mode='bind' host='127.0.0.1' service='23456'/>
</serial>
<parallel type='null'/>'''
OURS = '''<console/>
<console type='tcp'>
  <listen addr='127.0.0.1' port='23456'>
    <nowait/>
    <nodelay/>
  </listen>
</console>
<parallel type='null'/>'''


def measure(connection, xml, times):
    for _ in range(CALLS):
        began = time.perf_counter()
        domain = connection.defineXML(xml)
        times.setdefault('define', []).append(time.perf_counter() - began)
        began = time.perf_counter()
        domain.XMLDesc()
        times.setdefault('dumpxml', []).append(time.perf_counter() - began)
    domain.undefine()


def main():
    with_module, without = Daemon('with').start().open(), Daemon('without', plugin=False).start().open()
    rows = (('stock driver, libvirt\'s grammar', without, STOCK, {}), ('module, libvirt\'s grammar', with_module, STOCK, {}),
            ('module, port grammar', with_module, OURS, {}))
    for _ in range(ROUNDS):
        for _, connection, ports, times in rows:
            measure(connection, guest.document('timed', ports).replace('<memory', UUID + '<memory'), times)
    for title, _, _, times in rows:
        medians = {call: statistics.median(values) * 1000 for call, values in times.items()}
        print('{:32} define {define:6.2f} ms   dumpxml {dumpxml:6.2f} ms'.format(title, **medians))


main()
