#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Each golden xl.cfg and xm.cfg, read by the rules of xl and by Python, says what its document says; and xl itself reads
the same, where its library is installed."""

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import config_meaning as meaning
import config_rules as rules
import xlutil
from corpus_ports import CORPUS, FOUND, content, plain, ports_in
from harness.tap import Skip, cases, expect, expect_equal, main, test

PORT_SETTINGS = {'serial', 'parallel', 'device_model_args_hvm'}


def is_for_xl(name):
    return '.xl' in name


def configs(folder):
    return sorted(name for name in os.listdir(folder) if name.endswith('.cfg'))


GOLDENS = configs(CORPUS)


@cases('{}', [(name,) for name in GOLDENS])
def says_what_the_document_says(name):
    data = content(CORPUS, name)
    settings = rules.xl(data.decode()) if is_for_xl(name) else rules.xm(data)
    expect_equal(set(settings) - PORT_SETTINGS, set(), 'settings that are no ports')
    expect_equal(plain(meaning.ports_of(settings)), ports_in(name.partition('.')[0] + '.xml'), 'the ports')


def needs_xl():
    if not xlutil.library():
        raise Skip('the library of xl, libxlutil, is not installed')


def read_by_xl(data):
    """None: xl refuses it."""
    try:
        return xlutil.settings(data, PORT_SETTINGS)
    except ValueError:
        return None


@test
def xl_itself_reads_the_same_in_all_of_them():
    needs_xl()
    for name in filter(is_for_xl, GOLDENS):
        data = content(CORPUS, name)
        expect_equal(read_by_xl(data), rules.xl(data.decode()), name)


@test
def what_xl_refuses_is_refused():
    needs_xl()
    for name in filter(is_for_xl, configs(FOUND)):
        refused = os.path.exists(os.path.join(FOUND, name[:-len('cfg')] + 'err'))
        expect(refused or read_by_xl(content(FOUND, name)) is not None, name + ' is read')


@test
def there_are_goldens():
    expect(len(GOLDENS) > 100, 'there are hundreds of them')


main()
