#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Each golden argument that the installed QEMU speaks is given to it: the devices and back ends that the document says
must be there. TEST_ROOT names another root whose QEMU is to be asked, TEST_CORPUS other documents and arguments; words after
the program's name choose cases by theirs."""

import concurrent.futures
import encodings.idna  # noqa: F401 -- all that is needed must be there before the root is left
import json
import os
import subprocess
import sys
import tempfile
import traceback

HERE = os.path.dirname(os.path.abspath(__file__))
SOURCE = os.environ.get('abs_top_srcdir') or os.path.abspath(os.path.join(HERE, '..', '..'))
BUILD = os.environ.get('abs_top_builddir') or SOURCE
sys.path[:0] = [HERE, os.path.join(SOURCE, 'tests', 'live')]

from harness import tap
from harness.tap import Failed, Skip, expect_equal
from reality import corpus, emulator, peers, world

CORPUS = os.environ.get('TEST_CORPUS') or os.path.join(SOURCE, 'tests', 'xml2argvdata')
PARPORT = os.path.join(BUILD, 'tests', 'native', 'parport.so')
PROGRAMS = os.environ.get('TEST_ROOT', '/')
WORKERS = 2
NAMES = {'serial': {'isa': 'isa-serial', 'pci': 'pci-serial', 'usb': 'usb-serial', 'debugcon': 'isa-debugcon'},
         'parallel': {'isa': 'isa-parallel'}}


def front_of(case, port):
    """What QEMU must show: its default places are those of a PC."""
    front = {'type': NAMES[port.kind][port.model]}
    if front['type'] in ('isa-serial', 'isa-parallel'):
        front['index'] = port.index
    if '-device' in case.arguments:
        front['id'] = port.name
    front.update({key: getattr(port, key) for key in ('iobase', 'irq') if getattr(port, key) is not None})
    return front


def label_of(qemu, case, port):
    """The chardev of the port's device."""
    wanted = front_of(case, port)
    for front in qemu.fronts():
        if all(front.get(key) == value for key, value in wanted.items()):
            return front['chardev']
    raise Failed('no device {} among {}'.format(wanted, qemu.fronts()))


def objects_of(case):
    """Credentials that the options name; they come before what uses them."""
    found = []
    for _, value in case.options:
        for part in value.split(','):
            if part.startswith('tls-creds='):
                end = 'server' if 'server=on' in value else 'client'
                found += ['-object', 'tls-creds-anon,id={},endpoint={}'.format(part[len('tls-creds='):], end)]
    return found


def environment(case):
    devices = [port.path for port in case.ports if port.kind == 'parallel' and port.type == 'host']
    if devices and not os.path.exists('/parport.so'):
        raise Skip('tests/native/parport.so is not built: run make check')
    return {'LD_PRELOAD': '/parport.so', 'PARPORT': devices[0]} if devices else {}


def run_case(case, ends):
    with emulator.Emulator(case.machine[1], objects_of(case) + case.arguments, environment(case)) as qemu:
        for end in ends:
            if end.port.waits:
                qemu.wait_for(qemu.is_waiting, 'a port that waits')
                end.come()
        qemu.greet()
        expect_equal(qemu.is_waiting(), any(end.port.waits for end in ends), 'whether QEMU waited')
        expect_equal(len(qemu.fronts()), len(case.ports), 'the number of ports')
        for end in ends:
            end.label = label_of(qemu, case, end.port)
            if not end.port.waits:
                end.come()
            end.check(qemu, qemu.chardevs()[end.label])
            if end.port.log:
                peers.check_file(qemu, *end.port.log)


def check(case):
    if case.machine[0] != 'x86_64':
        raise Skip('no emulator for ' + case.machine[0])
    ends = [peers.PEERS[port.type](port) for port in case.ports]
    before = set(os.listdir('/'))
    try:
        for end in ends:
            end.prepare()
            if end.port.log:
                peers.write(end.port.log[0])
        run_case(case, ends)
    finally:
        for end in ends:
            end.close()
        world.clean(before)
        world.clean({'full', 'null', 'ptmx', 'pts', 'random', 'tty', 'urandom', 'zero'}, '/dev')


def outcome(case):
    try:
        check(case)
        return 'ok', ''
    except Skip as skip:
        return 'skip', str(skip)
    except Failed as failed:
        return 'not ok', '{}\n{}'.format(failed, case.arguments)
    except Exception:  # a broken test is a failed one; the others still run
        return 'not ok', '{}\n{}'.format(traceback.format_exc(), case.arguments)


def work(root, share):
    """In the namespaces: a line of JSON per case."""
    cases = chosen()
    tool = PARPORT if os.path.exists(PARPORT) else None
    content = open(tool, 'rb').read() if tool else None
    world.enter(root, PROGRAMS)
    if content:
        with open('/parport.so', 'wb') as file:
            file.write(content)
    for case in cases[share::WORKERS]:
        print(json.dumps((case.title,) + outcome(case)), flush=True)


def chosen():
    words = [word for word in sys.argv[1:] if not word.startswith('--')]
    return [case for case in corpus.cases(CORPUS, tuple(json.loads(os.environ['TEST_RELEASE'])))
            if not words or any(word in case.title for word in words)]


def results(share):
    """Starts a worker; what it says, line by line."""
    with tempfile.TemporaryDirectory(prefix='cd-') as root:
        command = world.UNSHARE + [sys.executable, os.path.abspath(__file__), '--work={}:{}'.format(share, root)] + sys.argv[1:]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def report():
    count = len(chosen())
    print('1..{}'.format(count))
    with concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:
        lines = sorted(line for share in pool.map(results, range(WORKERS)) for line in share)
    for number, (title, status, text) in enumerate(lines, 1):
        print('{} {} - {}{}'.format('ok' if status == 'skip' else status, number, title, ' # SKIP ' + text if status == 'skip' else ''))
        if status == 'not ok':
            tap.comment(text)
    sys.exit(any(line[1] == 'not ok' for line in lines) or len(lines) != count)


def main():
    share = next((word for word in sys.argv[1:] if word.startswith('--work=')), None)
    if share:
        number, root = share[len('--work='):].split(':')
        return work(root, int(number))
    reason = world.missing()
    if reason:
        tap.skip_all(reason)
    os.environ['TEST_RELEASE'] = json.dumps(emulator.release(PROGRAMS))
    report()


main()
