#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""A daemon whose module is truncated: it serves guests with the stock driver, and virt-chardev-setup tells the user."""

import os
import shutil
import subprocess

from harness import stage


def copy_setup(place):
    shutil.copy(os.path.join(stage.BUILD, 'src', 'tools', 'virt-chardev-setup'), place)
    return {}


stage.enter(before_drop=copy_setup)
stage.require_plugin()

from harness.daemon import Daemon
from harness.tap import expect_equal, expect_in, main, test

DRIVER = stage.path('driver')
WHOLE = stage.path('whole')
MODULE = 'libvirt_chardev.so'


def setup_status(daemon):
    """Of a host without services, whose processes are those of this one."""
    root = stage.path('host')
    if not os.path.isdir(root):
        os.mkdir(root)
        os.symlink('/proc', os.path.join(root, 'proc'))
    done = subprocess.run(['sh', stage.path('virt-chardev-setup'), 'status', '--root', root], env=daemon.environment(),
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    return done.returncode, done.stdout


@test
def status_tells_that_the_stock_driver_runs_alone():
    os.rename(DRIVER, WHOLE)
    shutil.copytree(WHOLE, DRIVER, symlinks=True)
    module = os.path.join(DRIVER, MODULE)
    os.truncate(module, 100000)
    with Daemon('alone') as daemon:
        code, said = setup_status(daemon)
        expect_in("In this daemon the stock qemu driver runs alone: the module '{}' cannot be loaded: the file is truncated"
                  .format(module), said, 'status')
        expect_equal(code, 1, 'exit status')
        shutil.copy(os.path.join(WHOLE, MODULE), module)
        daemon.restart().open().close()
        code, said = setup_status(daemon)
        expect_in('state: active', said, 'status')
        expect_equal(code, 0, 'exit status after a new start with the whole module:\n' + said)


main()
