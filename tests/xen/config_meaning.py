# SPDX-License-Identifier: LGPL-2.1-or-later
"""What the strings of -serial, -parallel, -chardev and -device mean, read by QEMU's rules and not by ours."""

import re

STREAMS = ('tcp', 'telnet', 'websocket')
HOSTS = ('serial', 'tty', 'parallel', 'parport')
NOTHING = {'path': None, 'append': None, 'listens': False, 'waits': False, 'address': (None, None), 'bind': None,
           'nodelay': False, 'reconnect': None, 'tls': False, 'link': None, 'log': None, 'iobase': None, 'irq': None}


def means(**said):
    return {**NOTHING, **said}


def parts_of(text):
    """A comma in one of the parts is written twice."""
    return [part.replace(',,', ',') for part in re.findall(r'(?:^|,)((?:,,|[^,])*)', text)]


def named(parts):
    """Options by name; a word alone switches something on, or off if it begins with 'no'."""
    found = {}
    for part in parts:
        name, sign, value = part.partition('=')
        if not sign:
            name, value = {'nowait': ('wait', 'off')}.get(name, (name, 'on'))
        found[name] = value
    return found


def is_on(said, name, default=False):
    return said[name] == 'on' if name in said else default


def stream(kind, said, **end):
    listens = is_on(said, 'server')
    seconds = int(said['reconnect-ms']) // 1000 if 'reconnect-ms' in said else int(said.get('reconnect', 0))
    return means(type=kind, listens=listens, waits=listens and is_on(said, 'wait', True), nodelay=is_on(said, 'nodelay'),
                 reconnect=seconds or None, tls='tls-creds' in said, log=log_of(said), **end)


def log_of(said):
    return (said['logfile'], is_on(said, 'logappend', None)) if 'logfile' in said else None


def end_of(text):
    host, _, port = text.rpartition(':')
    return host or None, port


def read_udp(text):
    peer, _, own = text.partition('@')
    return means(type='udp', address=end_of(peer), bind=end_of(own) if own else None)


def read_unix(text):
    first, *rest = parts_of(text)
    path = first[len('path='):] if first.startswith('path=') else first
    return stream('unix', named(rest), path=path)


def read_stream(kind, text):
    first, *rest = parts_of(text)
    return stream(kind, named(rest), address=end_of(first))


def legacy(text):
    kind, _, rest = text.partition(':')
    if text.startswith('/dev/'):
        return means(type='host', path=text)
    if kind in ('file', 'pipe'):
        return means(type=kind, path=rest)
    if kind == 'pty':
        return means(type='pty', link=rest or None)
    if kind in STREAMS:
        return read_stream(kind, rest)
    readers = {'udp': read_udp, 'unix': read_unix}
    return readers[kind](rest) if kind in readers else means(type=kind)


def socket(said):
    if 'path' in said:
        return stream('unix', said, path=said['path'])
    kind = next((name for name in ('telnet', 'websocket') if is_on(said, name)), 'tcp')
    return stream(kind, said, address=(said.get('host') or None, said['port']))


def chardev(text):
    """The chardev's name, and what it means."""
    backend, *rest = parts_of(text)
    said = named(rest)
    if backend == 'socket':
        return said['id'], socket(said)
    if backend == 'udp':
        own = (said.get('localaddr') or None, said['localport']) if 'localport' in said else None
        return said['id'], means(type='udp', address=(said.get('host') or None, said['port']), bind=own, log=log_of(said))
    path = {'link': said.get('path')} if backend == 'pty' else {'path': said.get('path')}
    append = is_on(said, 'append') if 'append' in said else None
    return said['id'], means(type='host' if backend in HOSTS else backend, append=append,
                             log=log_of(said), **path)


class DeviceModel:
    """The ports that its arguments make: what they mean by kind and index."""

    def __init__(self, arguments):
        self.ports, self.chardevs = {}, {}
        for option, value in zip(arguments[::2], arguments[1::2]):
            {'-chardev': self.add_chardev, '-device': self.add_device, '-set': self.set, '-parallel': self.add_parallel}[option](value)

    def add_chardev(self, text):
        name, meaning = chardev(text)
        self.chardevs[name] = meaning

    def set(self, text):
        name = re.fullmatch(r'chardev\.(.*)\.wait=on', text).group(1)
        self.chardevs[name]['waits'] = True

    def add_parallel(self, text):
        """Strings are numbered by themselves."""
        self.ports['parallel', sum(kind == 'parallel' for kind, _ in self.ports)] = legacy(text)

    def add_device(self, text):
        driver, *rest = parts_of(text)
        kind = {'isa-serial': 'serial', 'isa-parallel': 'parallel'}.get(driver)
        if not kind:
            return
        said = named(rest)
        places = {key: int(said[key], 0) for key in ('iobase', 'irq') if key in said}
        self.ports[kind, int(said['index'])] = {**self.chardevs[said['chardev']], **places}


def ports_of(settings):
    """The ports of a guest by kind and index, from the settings of its file; those of type none have no device."""
    serial, parallel = settings.get('serial', []), settings.get('parallel')
    strings = [serial] if isinstance(serial, str) else serial
    found = {('serial', index): legacy(text) for index, text in enumerate(strings)}
    if parallel is not None:
        found['parallel', 0] = legacy(parallel)
    extra = DeviceModel(settings.get('device_model_args_hvm', [])).ports
    assert not set(found) & set(extra), 'a port is said twice'
    found.update(extra)
    return {place: meaning for place, meaning in found.items() if meaning['type'] != 'none'}
