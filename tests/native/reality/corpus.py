# SPDX-License-Identifier: LGPL-2.1-or-later
"""The golden arguments that a release of QEMU speaks, each with what its document says."""

import os
import shlex
from dataclasses import dataclass

from reality import ports

# Which releases take what was written for which: first, and the first that does not any more.
SPOKEN = (
    ('.serial', (0, 9), None),
    ('.qemu-0.9.0.args', (0, 9), None),
    ('.qemu-0.12.0.args', (0, 12), (8, 0)),   # tty and parport
    ('.qemu-7.2.0.args', (6, 0), (10, 2)),    # nodelay=on; reconnect
    ('.qemu-10.2.0.args', (9, 2), None),      # reconnect-ms
)

# What the legacy form, written for the newest release, has that older ones lack.
NEWER = (('reconnect-ms=', (9, 2)), ('pty:', (9, 2)))


@dataclass
class Case:
    title: str  # the names of the goldens: several may say the same
    machine: tuple
    ports: list
    arguments: list

    @property
    def options(self):
        return list(zip(self.arguments[::2], self.arguments[1::2]))


def spoken(release):
    return [suffix for suffix, first, gone in SPOKEN if first <= release and (gone is None or release < gone)]


def is_newer(text, release):
    return any(word in text and release < first for word, first in NEWER)


def is_moved(text, release):
    """'-serial none' took no number from 0.12 to 8.2.1 (in 7.2 to 7.2.9), so that what follows it moves down."""
    after = text[text.find('-serial none') + len('-serial none'):] if '-serial none' in text else ''
    return '-serial' in after and release < (8, 2, 2) and not (7, 2, 10) <= release < (8, 0)


def texts(folder, release):
    """The goldens' names by document and text."""
    found = {}
    for name in sorted(os.listdir(folder)):
        stem, _, rest = name.partition('.')
        if '.' + rest in spoken(release):
            with open(os.path.join(folder, name)) as file:
                text = file.read()
            if not is_newer(text, release) and not is_moved(text, release):
                found.setdefault((stem, text), []).append(name)
    return found


def cases(folder, release):
    found = []
    for (stem, text), names in texts(folder, release).items():
        machine, there = ports.read(os.path.join(folder, stem + '.xml'))
        found.append(Case(' '.join(names), machine, there, shlex.split(text)))
    return found
