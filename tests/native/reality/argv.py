# SPDX-License-Identifier: LGPL-2.1-or-later
"""Arguments taken apart, ours and libvirt's: chardevs by their ids, devices by theirs; all values as text."""

import json
import re


def option_list(text):
    """('socket', {'id': 'x', …}); a bare name is on."""
    parts = re.findall(r'(?:[^,]|,,)+', text)
    pairs = [part.replace(',,', ',').partition('=') for part in parts]
    first = pairs.pop(0)[0] if pairs and not pairs[0][1] else ''
    return first, {name: value if sign else 'on' for name, sign, value in pairs}


def text_of(value):
    """Numbers in decimal, flags as words."""
    if isinstance(value, bool):
        return 'on' if value else 'off'
    text = str(value)
    return str(int(text, 16)) if re.fullmatch('0x[0-9a-f]+', text) else text


def device(text):
    if text.startswith('{'):
        found = json.loads(text)
    else:
        first, options = option_list(text)
        found = dict(options, driver=options.get('driver', first))
    return {key: text_of(value) for key, value in found.items()}


class Arguments:
    def __init__(self, words):
        self.chardevs, self.devices, self.others = {}, {}, []
        self.settings = []
        for option, value in zip(words, words[1:]):
            if option == '-chardev':
                backend, options = option_list(value)
                self.chardevs[options.pop('id')] = dict(options, backend=backend)
            elif option == '-device':
                found = device(value)
                self.devices[found.get('id')] = found
            elif option == '-set':
                self.settings.append(value)
            elif option in ('-serial', '-parallel'):
                self.others.append((option, value))
        for setting in self.settings:
            group, name, rest = setting.split('.', 2)
            key, _, value = rest.partition('=')
            if group == 'chardev' and name in self.chardevs:
                self.chardevs[name][key] = value

    def keep_ports(self):
        """Only chardevs that a port uses, and those ports."""
        self.devices = {name: found for name, found in self.devices.items() if is_port(found)}
        used = {found.get('chardev') for found in self.devices.values()}
        self.chardevs = {name: found for name, found in self.chardevs.items() if name in used}
        return self


def is_port(found):
    return found['driver'] in ('isa-serial', 'pci-serial', 'usb-serial', 'isa-parallel', 'isa-debugcon')
