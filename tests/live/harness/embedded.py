# SPDX-License-Identifier: LGPL-2.1-or-later
"""Unmodified virsh in libvirt's embedded mode: no daemon, one client at a time, and the guests outlive it."""

import contextlib
import os
import subprocess
import time

from harness import stage
from harness.tap import Failed

MARK = '=== the next document ==='
# libvirt 9.0's embedded driver crashes when its client exits while it still comes back to running guests: virsh's own exit
# takes libnuma down under those threads (seen in a core file, without a frame of ours).
STAY = ['event --all --timeout 1', 'echo']  # the status is that of the last one
LEFT = '''#!/bin/sh
{become}exec env HOME={home} XDG_RUNTIME_DIR={home} XDG_CACHE_HOME={home}/.cache XDG_CONFIG_HOME={home}/.config \\
  LIBVIRT_DRIVER_DIR={driver} virsh -c '{uri}' "$@"
'''
STOP = '''#!/bin/sh
for name in $({folder}/virsh -q list --name); do {folder}/virsh -q destroy "$name"; done
rm -r {folder}
'''


class Virsh:
    def __init__(self, root):
        self.root = root
        self.uri = 'qemu:///embed?root=' + root
        os.makedirs(os.path.join(root, 'etc'))
        with open(os.path.join(root, 'etc', 'qemu.conf'), 'w') as file:
            file.write('stdio_handler = "file"\n')
        home = stage.folder()
        self.environment = dict(os.environ, LIBVIRT_DRIVER_DIR=stage.path('driver'), XDG_RUNTIME_DIR=home,
                                XDG_CACHE_HOME=home + '/.cache', XDG_CONFIG_HOME=home + '/.config')

    def run(self, commands):
        done = subprocess.run(['virsh', '-q', '-c', self.uri, '; '.join(commands)], env=self.environment, text=True,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=120)
        if done.returncode or 'error:' in done.stderr:  # the status is that of the last command alone
            errors = [line for line in done.stderr.splitlines() if line.startswith('error:')]
            raise Failed('virsh ended with {}:\n{}'.format(done.returncode, '\n'.join(errors)))
        return done.stdout

    def boot(self, guests):
        """Defines and starts [(name, document)]; the documents as dumpxml shows them then."""
        commands = []
        for name, document in guests:
            path = stage.path(name + '.xml')
            with open(path, 'w') as file:
                file.write(document)
            commands += ['define ' + path, 'start ' + name]
        for name, _ in guests:
            commands += ["echo '{}'".format(MARK), 'dumpxml ' + name]
        return [text.lstrip() for text in self.run(commands).split(MARK)[1:]]  # -q: echo ends no line

    def stop(self, names):
        """Ends and forgets them. A client that has just come back may be told that a guest does not run yet."""
        for attempt in range(5):
            left = [name for name in self.run(['list --all --name'] + STAY).split() if name in names]
            if not left:
                return
            with contextlib.suppress(Failed):
                self.run(['list'] + ['destroy {0}; undefine {0}'.format(name) for name in left])
            time.sleep(0.2 * attempt)
        raise Failed('these guests do not end: ' + ', '.join(left))

    def leave_commands(self, folder):
        """`virsh` and `stop`, for whoever looks at the guests later."""
        become = 'test $(id -u) != 0 || ' \
            'exec setpriv --reuid {0} --regid {0} --clear-groups -- "$0" "$@"\n'.format(stage.ORDINARY)
        texts = {'virsh': LEFT.format(become=become, home=folder, driver=stage.path('driver'), uri=self.uri),
                 'stop': STOP.format(folder=folder)}
        for name, text in texts.items():
            path = os.path.join(folder, name)
            with open(path, 'w') as file:
                file.write(text)
            os.chmod(path, 0o755)
