# SPDX-License-Identifier: LGPL-2.1-or-later
"""Every golden configuration, as the real xl reads it: `xl create -n` shows the guest that it would make."""

import glob
import json
import os

import config_rules
import lab
from harness.tap import Failed, Skip, comment, expect_equal, test

GUEST = 'name = "golden"\ntype = "hvm"\nmemory = 32\nvcpus = 1\n'
NAMES = {'serial': 'serial', 'serial_list': 'serial', 'extra_hvm': 'device_model_args_hvm'}


def as_xl_reads(ports):
    """The settings of ports, by their names in the file."""
    said = lab.run('xl', 'create', '-n', lab.note('golden.cfg', GUEST + ports))
    info = json.loads(said[said.index('{'):])['b_info']
    hvm = info['type.hvm']
    found = {NAMES[name]: hvm[name] for name in ('serial', 'serial_list') if name in hvm}
    found.update({NAMES['extra_hvm']: info['extra_hvm']} if 'extra_hvm' in info else {})
    return found


def difference(path):
    """What xl reads otherwise than the file says, or None."""
    with open(path) as file:
        text = file.read()
    try:
        expect_equal(as_xl_reads(text), config_rules.xl(text), os.path.basename(path))
    except (Failed, ValueError, KeyError) as error:
        return str(error)
    return None


@test
def xl_reads_every_golden_configuration():
    paths = sorted(glob.glob(os.path.join(lab.HOST, 'goldens', '*.xl.cfg')))
    if not paths:
        raise Skip('there are no golden configurations')
    differences = [text for text in map(difference, paths) if text]
    comment('{} configurations'.format(len(paths)))
    if differences:
        raise Failed('\n'.join(differences))
