# SPDX-License-Identifier: LGPL-2.1-or-later
"""Where a live test runs: a folder of its own that an ordinary user can read, and that user's rights.

enter() copies what the test needs into the folder and starts the program again there (as "nobody" when root started it).
The first process stays behind to end whatever the second one left running and to remove the folder.
"""

import ctypes
import glob
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from harness import tap

MARK = 'CHARDEV_LIVE_STAGE'
ORDINARY = 65534
LIMIT = 400  # seconds: a test program that takes longer hangs

HERE = os.path.dirname(os.path.abspath(__file__))
SOURCE = os.environ.get('abs_top_srcdir') or os.path.abspath(os.path.join(HERE, '..', '..', '..'))
BUILD = os.environ.get('abs_top_builddir') or SOURCE
STOCK = os.environ.get('STOCK_DRIVER_DIR') or next(iter(
    glob.glob('/usr/lib*/libvirt/connection-driver') + glob.glob('/usr/lib/*/libvirt/connection-driver')), '')
OURS = ('libvirt_driver_qemu.so', 'libvirt_driver_libxl.so', 'libvirt_chardev.so')
TOOLS = ('libvirtd', 'virsh', 'qemu-system-x86_64', 'qemu-img')


def folder():
    """The folder of this test; only after enter()."""
    return os.environ[MARK]


def path(*parts):
    return os.path.join(folder(), *parts)


def has_plugin():
    return os.path.exists(path('driver', OURS[0]))


def require_plugin():
    if not has_plugin():
        tap.skip_all('the module is not built: run make first')


def tool(name):
    """A program's path, or None. sbin is not in an ordinary user's PATH."""
    return shutil.which(name, path=os.environ.get('PATH', '') + ':/usr/sbin:/sbin')


def python_with_libvirt():
    for python in (sys.executable, '/usr/bin/python3'):
        if os.access(python, os.X_OK) and not subprocess.run(
                [python, '-c', 'import libvirt'], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode:
            return python
    return None


def missing():
    """Why live tests cannot run here, or None."""
    for name in TOOLS:
        if not tool(name):
            return "'{}' is not installed".format(name)
    if not python_with_libvirt():
        return "python3-libvirt is not installed"
    if not os.path.exists(os.path.join(BUILD, 'tests', 'guest', 'boot.img')):
        return 'tests/guest/boot.img is not built: run make first'
    return None


def copy_modules(place):
    """A driver directory: our shim and module, and links to the other stock modules."""
    built = os.path.join(BUILD, 'connection-driver')
    if not os.path.exists(os.path.join(built, OURS[0])):
        return
    os.mkdir(place)
    for name in sorted(set(os.listdir(STOCK)) | set(os.listdir(built))):
        if name in OURS:
            shutil.copy(os.path.join(built, name), place)
        else:
            os.symlink(os.path.join(STOCK, name), os.path.join(place, name))


def fill(place, script):
    os.chmod(place, 0o755)
    shutil.copytree(HERE, os.path.join(place, 'harness'), ignore=shutil.ignore_patterns('__pycache__'))
    shutil.copy(script, place)
    shutil.copy(os.path.join(BUILD, 'tests', 'guest', 'boot.img'), place)
    copy_modules(os.path.join(place, 'driver'))
    if os.getuid() == 0:
        os.chown(place, ORDINARY, ORDINARY)


def drop():
    """Root becomes an ordinary user, for good."""
    if os.getuid() == 0:
        os.setgroups([])
        os.setgid(ORDINARY)
        os.setuid(ORDINARY)


def processes_of(place):
    """Ids of the processes whose command line or environment names the folder, but not this one."""
    found = []
    for pid in filter(str.isdigit, os.listdir('/proc')):
        try:
            with open('/proc/{}/cmdline'.format(pid), 'rb') as line, open('/proc/{}/environ'.format(pid), 'rb') as env:
                if place.encode() in line.read() + env.read() and int(pid) != os.getpid():
                    found.append(int(pid))
        except OSError:  # gone, or not ours to see
            pass
    return found


def end_all(place):
    for sign in (signal.SIGTERM, signal.SIGKILL):
        for pid in processes_of(place):
            try:
                os.kill(pid, sign)
            except ProcessLookupError:
                pass
        deadline = time.monotonic() + 5
        while processes_of(place) and time.monotonic() < deadline:
            time.sleep(0.05)


def start_again(place, script, before_drop):
    """Runs the script in the folder as the ordinary user; its exit status."""
    environment = dict(os.environ, PYTHONDONTWRITEBYTECODE='1', HOME=place, LC_ALL='C.UTF-8', **{MARK: place})
    environment.pop('XDG_RUNTIME_DIR', None)
    if before_drop:
        environment.update(before_drop(place) or {})

    def prepare():
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)  # PR_SET_PDEATHSIG: never outlives this process
        drop()

    copy = os.path.join(place, os.path.basename(script))
    child = subprocess.Popen([python_with_libvirt(), copy] + sys.argv[1:], cwd=place, env=environment,
                             preexec_fn=prepare, close_fds=not before_drop)
    return reap_until(child)


def give_up(*_):
    print('Bail out! still at it after {} seconds'.format(LIMIT))
    sys.exit(1)


def reap_until(child):
    """The child's exit status. Meanwhile QEMUs that end are reaped at once: libvirt takes one that waits for a slow init
    for alive, and destroy for slow."""
    ctypes.CDLL(None).prctl(36, 1)  # PR_SET_CHILD_SUBREAPER
    signal.signal(signal.SIGALRM, give_up)
    signal.alarm(LIMIT)
    pid = None
    while pid != child.pid:
        pid, status = os.wait()
    signal.alarm(0)
    child.returncode = os.WEXITSTATUS(status) if os.WIFEXITED(status) else 1
    return child.returncode


def enter(before_drop=None, refuse=tap.skip_all, keep=False):
    """Returns in the second process only. `before_drop(folder)` runs with root's rights, if there are any, and returns
    what to add to the environment; `refuse` is told why nothing can run here; `keep` leaves all as it is at the end."""
    if MARK in os.environ:
        os.umask(0o022)
        return
    reason = missing()
    if reason:
        refuse(reason)
    script = os.path.abspath(sys.argv[0])
    place = tempfile.mkdtemp(prefix='cd-', dir='/tmp')  # short: names of UNIX sockets have 107 bytes
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    status = 1
    try:
        fill(place, script)
        status = start_again(place, script, before_drop)
    finally:
        if not keep or status:
            end_all(place)
            shutil.rmtree(place, ignore_errors=True)
    sys.exit(status)
