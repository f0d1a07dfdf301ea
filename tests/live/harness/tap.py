# SPDX-License-Identifier: LGPL-2.1-or-later
"""Tests as functions, results in TAP: a test returns, raises (failed) or raises Skip with the reason."""

import difflib
import sys
import time
import traceback

_tests = []


class Skip(Exception):
    """What this machine lacks. The reason is printed, so that nobody takes the test for passed."""


class Failed(AssertionError):
    """An expectation that did not hold; the text says what was seen."""


def test(function):
    """Registers a test; its docstring, or else its name, is what the report says."""
    title = (function.__doc__ or function.__name__.replace('_', ' ')).strip().splitlines()[0]
    _tests.append((title, function))
    return function


def cases(title, rows):
    """Registers one test per row of a table; `title` is filled in with the row's first value."""
    def register(function):
        for row in rows:
            _tests.append((title.format(row[0]), lambda row=row: function(*row)))
        return function
    return register


def expect(condition, what):
    if not condition:
        raise Failed(what)


def expect_equal(seen, wanted, what):
    if seen == wanted:
        return
    if isinstance(seen, str) and isinstance(wanted, str) and '\n' in wanted:
        raise Failed(what + '\n' + '\n'.join(difflib.unified_diff(wanted.split('\n'), seen.split('\n'), 'wanted', 'seen')))
    raise Failed('{}\n  wanted: {!r}\n  seen:   {!r}'.format(what, wanted, seen))


def expect_in(part, whole, what):
    if part not in whole:
        raise Failed('{}\n  wanted: {!r}\n  in:     {}'.format(what, part, whole))


def comment(text):
    for line in str(text).splitlines():
        print('#', line)


def skip_all(reason):
    print('1..0 # SKIP', reason)
    sys.exit(0)


def _run_one(number, title, function):
    began = time.monotonic()
    try:
        function()
        print('ok {} - {}'.format(number, title))
    except Skip as skip:
        print('ok {} - {} # SKIP {}'.format(number, title, skip))
    except Exception as error:  # a broken test is a failed one; the others still run
        print('not ok {} - {}'.format(number, title))
        comment(error if isinstance(error, Failed) else traceback.format_exc())
        return False
    finally:
        comment('{:.1f} s'.format(time.monotonic() - began))
        sys.stdout.flush()
    return True


def main():
    """Runs the tests whose title contains one of the arguments (none given: all); exits with 1 if one failed."""
    chosen = [t for t in _tests if not sys.argv[1:] or any(word in t[0] for word in sys.argv[1:])]
    print('1..{}'.format(len(chosen)))
    sys.stdout.flush()
    failed = [title for number, (title, function) in enumerate(chosen, 1) if not _run_one(number, title, function)]
    sys.exit(1 if failed else 0)
