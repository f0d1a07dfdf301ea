# SPDX-License-Identifier: LGPL-2.1-or-later
"""Namespaces of one's own: a root that is empty but for programs, and a network of loopback and eth0, so that every path
and every port of the corpus can be used as it is. No rights are needed but that to make user namespaces."""

import ctypes
import os
import shutil
import subprocess

UNSHARE = ['unshare', '--user', '--map-root-user', '--mount', '--net', '--pid', '--fork', '--kill-child']
HOSTS = '127.0.0.1 localhost loghost loghost.example.org host.example.org {0}.{1} {1}.{1}\n::1 localhost\n'.format('n' * 31, 'n' * 32)
SERVICES = {'telnet': 23}
DEVICES = ('null', 'zero', 'full', 'random', 'urandom', 'tty')
MS_BIND, MNT_DETACH = 4096, 2

libc = ctypes.CDLL(None, use_errno=True)


def missing():
    """Why there can be no such world here, or None."""
    for tool in ('unshare', 'ip', 'mount'):
        if not shutil.which(tool, path=os.environ.get('PATH', '') + ':/usr/sbin:/sbin'):
            return "'{}' is not installed".format(tool)
    done = subprocess.run(UNSHARE + ['true'], stderr=subprocess.PIPE, text=True)
    return 'namespaces cannot be made here: ' + done.stderr.strip() if done.returncode else None


def run(*command):
    subprocess.run(command, check=True, env=dict(os.environ, PATH=os.environ.get('PATH', '') + ':/usr/sbin:/sbin'))


def make_network():
    run('ip', 'link', 'set', 'lo', 'up')
    run('ip', 'link', 'add', 'eth0', 'type', 'veth', 'peer', 'name', 'eth1')
    run('ip', 'link', 'set', 'eth0', 'up')
    run('ip', 'link', 'set', 'eth1', 'up')
    run('ip', 'address', 'add', 'fe80::1/64', 'dev', 'eth0', 'nodad')
    run('ip', 'address', 'add', '192.0.2.1/24', 'dev', 'eth0')  # without one, names resolve to IPv6 alone


def bind(source, target):
    if os.path.islink(source):
        os.symlink(os.readlink(source), target)
        return
    if os.path.isdir(source):
        os.mkdir(target)
    else:
        open(target, 'w').close()
    run('mount', '--rbind', source, target)


def make_devices(root):
    os.makedirs(root + '/dev/pts')
    run('mount', '-t', 'devpts', '-o', 'newinstance,ptmxmode=0666', 'devpts', root + '/dev/pts')
    os.symlink('pts/ptmx', root + '/dev/ptmx')
    for name in DEVICES:
        bind('/dev/' + name, root + '/dev/' + name)


def replace(root, name, content):
    """A file of /etc, which is that of the programs; where they have none, there is none."""
    if os.path.exists(os.path.join(root, 'etc', name)):
        with open(os.path.join(root, name), 'w') as file:
            file.write(content)
        run('mount', '--bind', os.path.join(root, name), os.path.join(root, 'etc', name))


def make_root(root, programs):
    """`programs`: the root whose QEMU is to run."""
    run('mount', '-t', 'tmpfs', 'world', root)
    for name in ('usr', 'bin', 'sbin', 'lib', 'lib32', 'lib64', 'libx32', 'etc'):
        if os.path.lexists(os.path.join(programs, name)):
            bind(os.path.join(programs, name), os.path.join(root, name))
    replace(root, 'hosts', HOSTS)
    replace(root, 'services', ''.join('{} {}/tcp\n'.format(*pair) for pair in SERVICES.items()))
    os.mkdir(root + '/proc')
    run('mount', '-t', 'proc', 'proc', root + '/proc')
    make_devices(root)


def enter(root, programs):
    """Only under UNSHARE; for the whole process, which must have imported all it needs."""
    make_network()
    make_root(root, programs)
    os.chroot(root)
    os.chdir('/')
    os.environ.clear()
    os.environ.update(PATH='/usr/bin:/usr/sbin:/bin:/sbin', LC_ALL='C.UTF-8')


def mount_over(source, target):
    """A file's or device's other name."""
    open(target, 'w').close()
    if libc.mount(os.fsencode(source), os.fsencode(target), None, MS_BIND, None):
        raise OSError(ctypes.get_errno(), 'cannot bind {} to {}'.format(source, target))


def unmount(path):
    libc.umount2(os.fsencode(path), MNT_DETACH)


def clean(before, folder='/'):
    """Takes away what was not there before."""
    for name in set(os.listdir(folder)) - before:
        path = os.path.join(folder, name)
        if os.path.isdir(path) and not os.path.islink(path):
            shutil.rmtree(path)
        else:
            os.unlink(path)
