# SPDX-License-Identifier: LGPL-2.1-or-later
"""A terminal standing in for /dev/ttyS7, which few machines have: seen only in a mount namespace of this test's own."""

import ctypes
import os
import subprocess
import tty

NAME = '/dev/ttyS7'
CLONE_NEWNS = 0x20000
STAND_IN = 'CHARDEV_STAND_IN'  # "descriptor path" of the side that the test holds

# /dev anew: what was there, bound file by file, and one more.
MAKE_DEV = r'''
set -e
mount --make-rprivate /
mkdir "$1/dev"
mount -t tmpfs -o mode=755 none "$1/dev"
for old in /dev/*; do
  new="$1/dev/${old##*/}"
  if [ "$old" = /dev/ptmx ]; then mknod -m 666 "$new" c 5 2  # a bound one does not find its terminals
  elif [ -L "$old" ]; then cp -d "$old" "$new"
  elif [ -d "$old" ]; then mkdir "$new"; mount --rbind "$old" "$new"
  else : >"$new"; mount --bind "$old" "$new"
  fi
done
rm -f "$1/dev/ttyS7"
ln -s "$2" "$1/dev/ttyS7"
mount --move "$1/dev" /dev
rmdir "$1/dev"
'''


def pair():
    """A pseudo terminal: (our side's descriptor, the other side's path, the other side's descriptor)."""
    ours, theirs = os.openpty()
    tty.setraw(theirs)
    os.set_inheritable(ours, True)
    return ours, os.ttyname(theirs), theirs


def private_dev(folder):
    """For stage.enter(before_drop=…): with root's rights, this process and its children see a /dev/ttyS7."""
    if os.getuid() != 0 or ctypes.CDLL(None, use_errno=True).unshare(CLONE_NEWNS):
        return {}
    ours, path, theirs = pair()
    os.fchown(theirs, 65534, 65534)
    done = subprocess.run(['sh', '-c', MAKE_DEV, 'sh', folder, path], stderr=subprocess.PIPE, text=True)
    if done.returncode:
        return {'CHARDEV_NO_STAND_IN': done.stderr.strip().replace('\n', '; ')}
    os.set_inheritable(theirs, True)  # held open: without a reader or writer the first side would read errors
    return {STAND_IN: '{} {} {}'.format(ours, path, theirs)}


def another():
    """(descriptor, path) of a terminal that is a host device by its path alone; it needs no rights."""
    ours, path, _ = pair()
    return ours, path


def stand_in():
    """(descriptor, path) for Plug, or None where there is no private /dev/ttyS7."""
    if STAND_IN not in os.environ:
        return None
    ours, path, _ = os.environ[STAND_IN].split()
    return int(ours), path


def why_not():
    return os.environ.get('CHARDEV_NO_STAND_IN') or 'a private mount namespace needs root'
