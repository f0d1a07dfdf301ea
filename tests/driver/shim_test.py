#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The shim and the module around the real stock driver, in embedded mode: whatever goes wrong, guests stay reachable."""

import os
import re
import shutil
import struct
import subprocess
import sys
import tempfile

for place in (os.path.dirname(os.path.abspath(__file__)),
              os.path.join(os.environ.get('abs_top_srcdir', '.'), 'tests', 'live')):
    sys.path.insert(0, place)

from harness import stage


def run_directory(_):
    with open(os.path.join(stage.BUILD, 'src', 'tools', 'virt-chardev-setup')) as file:
        return {'RUN': re.search('^run=(.*)/libvirt$', file.read(), re.M).group(1)}


stage.enter(before_drop=run_directory)
stage.require_plugin()

from harness.tap import Skip, cases, expect, expect_equal, expect_in, main, test

SHIM = 'libvirt_driver_qemu.so'
XEN_SHIM = 'libvirt_driver_libxl.so'
MODULE = 'libvirt_chardev.so'
WARNING = 'libvirt-chardev: '
DOMAIN = """<domain type='qemu'><name>shim</name><memory unit='MiB'>16</memory>
<os><type arch='x86_64' machine='pc'>hvm</type></os>
<devices><emulator>/usr/bin/qemu-system-x86_64</emulator>{}</devices></domain>
"""
OURS = "<console type='host' port='7'/>"
STOCK = "<serial type='null'/>"


def drivers(name):
    """A driver directory of this test's own."""
    place = stage.path(name)
    shutil.copytree(stage.path('driver'), place, symlinks=True)
    return place


def virsh(place, *commands, parameters='', **more):
    """What virsh said, on both outputs; the guests of each place are its own."""
    root = place + '-root'
    os.makedirs(root, exist_ok=True)
    env = dict(os.environ, LIBVIRT_DRIVER_DIR=place, XDG_RUNTIME_DIR=root, XDG_CACHE_HOME=root, XDG_CONFIG_HOME=root,
               **more)
    done = subprocess.run(['virsh', '-q', '-c', 'qemu:///embed?root=' + root + parameters, '; '.join(commands)], env=env,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          timeout=60)
    expect(done.returncode >= 0, 'virsh was ended by signal {}:\n{}'.format(-done.returncode, done.stdout))
    return done.stdout


def document(port):
    path = stage.path('shim.xml')
    with open(path, 'w') as file:
        file.write(DOMAIN.format(port))
    return path


def expect_stock_alone(place, reason, **more):
    said = virsh(place, 'define ' + document(STOCK), 'dumpxml shim', 'undefine shim', **more)
    expect_in("<serial type='null'>", said, 'the stock driver serves')
    expect_equal(len(re.findall(WARNING, said)), 1, 'one warning in:\n' + said)
    expect_in(reason, said, 'the reason')


def compile_c(name, text, *options):
    compiler = shutil.which('cc') or shutil.which('gcc')
    if not compiler:
        raise Skip('no C compiler is installed')
    path = stage.path(name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    subprocess.run([compiler, '-o', path, '-x', 'c', '-', *options], input=text, text=True, check=True)
    return path


def compile_library(name, text):
    return compile_c(name, text, '-shared', '-fPIC')


def fake_stock(*hypervisors):
    """A directory of stock modules that only say that they were registered."""
    place = 'stock-of-' + '-'.join(hypervisors)
    for name in hypervisors:
        compile_library(os.path.join(place, 'libvirt_driver_{}.so'.format(name)), '''
            #include <stdio.h>
            int {0}Register(void) {{ static int times; printf("stock {0} %d\\n", ++times); return 0; }}
            '''.format(name))
    return stage.path(place)


def load(place, program, *hypervisors, inside=(), **more):
    """What a daemon of that name says that registers the modules of `place` twice."""
    daemon = compile_c(program + '-of-test/' + program, '''
        #include <dlfcn.h>
        #include <stdio.h>
        int main(int argc, char **argv)
        {
            for (int i = 1; i + 1 < argc; i += 2) {
                void *handle = dlopen(argv[i], RTLD_NOW | RTLD_GLOBAL);
                int (*enter)(void) = handle ? (int (*)(void))dlsym(handle, argv[i + 1]) : 0;
                printf("%s", enter ? "" : dlerror());
                for (int time = 0; enter && time < 2; ++time)
                    printf("%s %d\\n", argv[i + 1], enter());
            }
        }
        ''', '-ldl')
    names = [word for name in hypervisors
             for word in (os.path.join(place, 'libvirt_driver_{}.so'.format(name)), name + 'Register')]
    done = subprocess.run([*inside, daemon, *names], env=dict(os.environ, **more), stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, timeout=60)
    return sorted(done.stdout.splitlines())


@test
def port_grammar_is_understood_and_nothing_is_said():
    place = drivers('whole')
    said = virsh(place, 'define ' + document(OURS), 'dumpxml shim', 'undefine shim')
    expect_in(OURS, said, 'the element as written')
    expect(WARNING not in said, 'no warning in:\n' + said)


@test
def the_real_module_is_missing():
    place = drivers('missing')
    os.unlink(os.path.join(place, MODULE))
    expect_stock_alone(place, MODULE)


@test
def a_dependency_of_the_module_cannot_be_resolved():
    place = drivers('unresolved')
    path = os.path.join(place, MODULE)
    with open(path, 'rb') as file:
        image = file.read()
    expect(image.count(b'libstdc++.so.6\0') >= 1, 'the module needs the shared libstdc++')
    with open(path, 'wb') as file:
        file.write(image.replace(b'libstdc++.so.6\0', b'libstdc--.so.6\0'))
    expect_stock_alone(place, 'libstdc--.so.6')


@test
def the_module_is_no_library_at_all():
    place = drivers('garbage')
    with open(os.path.join(place, MODULE), 'w') as file:
        file.write('not a library')
    expect_stock_alone(place, MODULE)


def last_byte(image):
    """Where the part of a library that is loaded ends."""
    if image[4] != 2:
        raise Skip('the test reads 64-bit libraries only')
    at, = struct.unpack_from('=Q', image, 32)
    size, count = struct.unpack_from('=HH', image, 54)
    segments = [struct.unpack_from('=IIQQQQ', image, at + i * size) for i in range(count)]
    return max(offset + length for kind, _, offset, _, _, length in segments if kind == 1)


def cut(length):
    return lambda image: image[:length]


def patched(at, form, *values):
    def patch(image):
        changed = bytearray(image)
        struct.pack_into('=' + form, changed, at, *values)
        return bytes(changed)
    return patch


def holds(change):
    """Makes a file of what becomes of the real module."""
    def make(path):
        with open(stage.path('driver', MODULE), 'rb') as module, open(path, 'wb') as file:
            file.write(change(module.read()))
    return make


def stock_with(make, program='libvirtd', runtime=None, **more):
    """Where a shim is beside a module that `make` makes, and what a daemon that loads it says."""
    place = tempfile.mkdtemp(dir=stage.folder())
    shutil.copy(stage.path('driver', SHIM), place)
    make(os.path.join(place, MODULE))
    return place, load(place, program, 'qemu', LIBVIRT_CHARDEV_STOCK_DIR=fake_stock('qemu'),
                       XDG_RUNTIME_DIR=runtime or place, **more)


def status(place):
    path = os.path.join(place, 'libvirt', 'libvirt-chardev', 'qemu.status')
    if not os.path.exists(path):
        return ''
    with open(path) as file:
        return file.read()


TRUNCATED = 'the file is truncated'
NO_LIBRARY = 'the file is not a shared library'
OTHER_MACHINE = 'the file was built for another machine'
SERVED = ['qemuRegister 0', 'qemuRegister 0', 'stock qemu 1']


@cases('the stock driver runs alone beside a module that {}', (
    ('is empty', holds(cut(0)), TRUNCATED),
    ('has one byte', holds(cut(1)), TRUNCATED),
    ('ends in its ELF header', holds(cut(40)), TRUNCATED),
    ('ends after its ELF header', holds(cut(64)), TRUNCATED),
    ('ends in its program headers', holds(cut(200)), TRUNCATED),
    ('ends in its symbols', holds(cut(5000)), TRUNCATED),
    ('is half a module', holds(lambda image: image[:last_byte(image) // 2]), TRUNCATED),
    ('lacks the last byte', holds(lambda image: image[:last_byte(image) - 1]), TRUNCATED),
    ('has program headers at the largest offset', holds(patched(32, 'Q', 2 ** 64 - 56)), TRUNCATED),
    ('has a segment at the largest offset', holds(patched(64, 'IIQ', 1, 5, 2 ** 64 - 1)), TRUNCATED),
    ('is garbage', holds(lambda _: b'not a library' * 100), NO_LIBRARY),
    ('is a program', holds(patched(16, 'H', 2)), NO_LIBRARY),
    ('is of another word size', holds(patched(4, 'B', 1)), OTHER_MACHINE),
    ('is of another byte order', holds(patched(5, 'B', 3)), OTHER_MACHINE),
    ('is of another machine', holds(patched(18, 'H', 0xfffe)), OTHER_MACHINE),
    ('is a directory', os.mkdir, 'it is not a regular file'),
    ('is a FIFO', os.mkfifo, 'it is not a regular file'),
    ('is missing', lambda _: None, 'No such file or directory'),
    ('is a link to nowhere', lambda path: os.symlink('nowhere', path), 'No such file or directory'),
))
def a_broken_module(_, make, reason):
    place, said = stock_with(make)
    expect_equal(said[1:], SERVED, 'the stock driver serves')
    expect_in('/{}\' cannot be loaded: {};'.format(MODULE, reason), said[0], 'the warning')
    expect_in('state: stock alone\nreason: the module \'{}/{}\' cannot be loaded: {}\n'.format(place, MODULE, reason),
              status(place), 'the status file')


@test
def what_follows_the_last_segment_is_not_needed():
    _, said = stock_with(holds(lambda image: image[:last_byte(image)]))
    expect_equal(said, SERVED, 'no warning')


@test
def only_a_daemon_writes_a_status_file():
    place, _ = stock_with(os.mkdir, program='virsh')
    expect_equal(status(place), '', 'the status file')


@test
def a_runtime_directory_that_is_missing_does_no_harm():
    _, said = stock_with(os.mkdir, runtime=stage.path('nowhere'))
    expect_equal(said[1:], SERVED, 'the stock driver serves')


@test
def a_system_daemon_writes_its_status_file_below_run():
    inside = ['unshare', '--map-root-user', '--mount', 'sh', '-c',
              'mount -t tmpfs none "$RUN" && "$@" && cat "$RUN/libvirt/libvirt-chardev/qemu.status"', 'sh']
    if subprocess.run([*inside[:-2], 'mount -t tmpfs none "$RUN"'], stderr=subprocess.DEVNULL).returncode:
        raise Skip('no user namespace can be made here')
    _, said = stock_with(os.mkdir, inside=inside)
    expect_in('state: stock alone', said, 'the status file')


@cases('a link in the place of {} is not followed', (
    ('the draft', 'libvirt/libvirt-chardev/qemu.status.new', 'state: stock alone'),
    ('the status file', 'libvirt/libvirt-chardev/qemu.status', 'state: stock alone'),
    ('its directory', 'libvirt/libvirt-chardev', ''),
    ("libvirt's directory", 'libvirt', ''),
))
def links_of_others(_, link, wanted):
    runtime = tempfile.mkdtemp(dir=stage.folder())
    elsewhere = tempfile.mkdtemp(dir=stage.folder())
    os.makedirs(os.path.join(runtime, os.path.dirname(link)), exist_ok=True)
    target = elsewhere if not wanted else os.path.join(elsewhere, 'file')
    os.symlink(target, os.path.join(runtime, link))
    stock_with(os.mkdir, runtime=runtime)
    expect_equal(os.listdir(elsewhere), [], 'what was written elsewhere')
    expect_in(wanted, status(runtime), 'the status file')


@test
def a_library_without_our_entry_is_refused():
    place = drivers('other')
    shutil.copy(compile_library('other.so', 'int some_function(void) { return 0; }\n'), os.path.join(place, MODULE))
    expect_stock_alone(place, 'libvirt_chardev_register')


@test
def a_measurement_that_contradicts_itself():
    place = drivers('contradiction')
    library = compile_library('confusing.so', '''
        extern void *virDomainDefineXML(void *, const char *);
        void *virDomainDefineXMLFlags(void *conn, const char *xml, unsigned flags)
        { (void)flags; return virDomainDefineXML(conn, xml); }
        ''')
    expect_stock_alone(place, 'virDomainDefineXMLFlags', LD_PRELOAD=library)


@test
def the_stock_module_is_missing():
    place = drivers('stockless')
    said = virsh(place, 'list', LIBVIRT_CHARDEV_STOCK_DIR=stage.path('nowhere'))
    expect_in('nowhere/' + SHIM, said, 'what is missing is named')
    expect_in('error: ', said, 'nothing can be opened')


@test
def the_stock_module_may_be_elsewhere():
    elsewhere = stage.path('elsewhere')
    os.mkdir(elsewhere)
    shutil.copy(os.path.join(stage.STOCK, SHIM), elsewhere)
    place = drivers('moved')
    said = virsh(place, 'define ' + document(OURS), 'dumpxml shim', 'undefine shim', LIBVIRT_CHARDEV_STOCK_DIR=elsewhere)
    expect_in(OURS, said, 'the element as written')


@test
def both_modules_in_one_daemon():
    said = load(drivers('both'), 'libvirtd', 'libxl', 'qemu', LIBVIRT_CHARDEV_STOCK_DIR=fake_stock('libxl', 'qemu'))
    expect_equal(said, ['libxlRegister 0', 'libxlRegister 0', 'qemuRegister 0', 'qemuRegister 0', 'stock libxl 1',
                        'stock qemu 1'], 'each stock driver is registered once, behind ours')


@test
def a_hypervisor_that_is_not_installed():
    place = drivers('single')
    said = load(place, 'libvirtd', 'libxl', 'qemu', LIBVIRT_CHARDEV_STOCK_DIR=fake_stock('qemu'))
    expect_equal(said, ['libxlRegister 0', 'libxlRegister 0', 'qemuRegister 0', 'qemuRegister 0', 'stock qemu 1'],
                 'libvirtd goes on in silence')
    said = load(place, 'virtxend', 'libxl', LIBVIRT_CHARDEV_STOCK_DIR=fake_stock('qemu'))
    expect_in('libxlRegister -1', said, 'its own daemon cannot')
    expect(any(XEN_SHIM in line for line in said), 'what is missing is named in: {}'.format(said))


@test
def xens_stock_driver_runs_alone_too():
    place = drivers('xen-alone')
    os.unlink(os.path.join(place, MODULE))
    said = load(place, 'virtxend', 'libxl', LIBVIRT_CHARDEV_STOCK_DIR=fake_stock('libxl'))
    expect_equal(said[1:], ['libxlRegister 0', 'libxlRegister 0', 'stock libxl 1'], 'the stock driver serves')
    expect_in(WARNING, said[0], 'one warning')


@test
def many_opens_in_one_process():
    place = drivers('often')
    root = place + '-root'
    os.makedirs(root)
    said = virsh(place, *['connect "qemu:///embed?root={}"'.format(root)] * 20, 'uri')
    expect_in('qemu:///embed', said.splitlines()[-1], 'the last open works')
    expect('error' not in said, 'no open fails:\n' + said)


@test
def an_unknown_view_is_refused():
    said = virsh(drivers('views'), 'list', parameters='&chardev=both')
    expect_in("'chardev=both'", said, 'the sentence')


@test
def one_symbol_is_exported_by_each():
    for name, symbol in ((SHIM, 'qemuRegister'), (XEN_SHIM, 'libxlRegister'), (MODULE, 'libvirt_chardev_register')):
        if not shutil.which('nm'):
            raise Skip('nm is not installed')
        listed = subprocess.run(['nm', '-D', '--defined-only', stage.path('driver', name)], check=True, text=True,
                                stdout=subprocess.PIPE).stdout
        expect_equal([line.split()[-1] for line in listed.splitlines()], [symbol], name)


@test
def the_shim_needs_libc_only():
    if not shutil.which('objdump'):
        raise Skip('objdump is not installed')
    for name in (SHIM, XEN_SHIM):
        listed = subprocess.run(['objdump', '-p', stage.path('driver', name)], check=True, text=True,
                                stdout=subprocess.PIPE).stdout
        needed = re.findall(r'NEEDED\s+(\S+)', listed)
        expect(set(needed) <= {'libc.so.6', 'libdl.so.2', 'libpthread.so.0'}, 'needed: ' + ' '.join(needed))


main()
