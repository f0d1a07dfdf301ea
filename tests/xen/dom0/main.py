# SPDX-License-Identifier: LGPL-2.1-or-later
"""All scenarios, in one libvirtd unless they say otherwise; the daemon that was started last must live at the end."""

import lab
from harness.tap import expect, main, test

import ports
import grammars
import refused
import waiting
import stored
import paravirtual
import native
import goldens


@test
def the_daemon_lives():
    expect(lab.daemon.is_alive(), 'no guest has ended libvirtd')


lab.daemon.start()
try:
    main()
finally:
    ports.print_table()
