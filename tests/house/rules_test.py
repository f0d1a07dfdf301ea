#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# Holds every tracked file to the house rules, each rule having shown first that it catches its own example.
import os
import subprocess
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from rooms import circles  # noqa: E402
from rules import C_FAMILY, RULES  # noqa: E402

TOP = os.environ.get("abs_top_srcdir", os.path.join(os.path.dirname(os.path.abspath(__file__)), "../.."))


def tracked():
    """Paths and texts; None where there is no git to ask (a release's tarball)."""
    try:
        listed = subprocess.run(["git", "-c", f"safe.directory={os.path.realpath(TOP)}", "-C", TOP, "ls-files", "-z"],
                                capture_output=True, check=True).stdout.decode()
    except (OSError, subprocess.CalledProcessError):
        return None
    files = {}
    for path in filter(None, listed.split("\0")):
        try:
            with open(os.path.join(TOP, path), encoding="utf-8") as file:
                files[path] = file.read()
        except (OSError, UnicodeDecodeError):
            continue  # deleted but not committed yet, or not text on purpose
    return files


def unlisted(files):
    """Sources and tests that no makefile names are neither built nor in a release."""
    makefiles = "".join(text for path, text in files.items() if path.endswith((".mk", ".am")))
    return [path for path in files
            if path.endswith(C_FAMILY + (".py", ".sh", ".in")) and path.startswith(("src/", "tests/"))
            and path not in makefiles]


def check(rule, files):
    path, text = rule.example
    if not rule.find(path, text):
        return ["the rule does not catch its own example"]
    return [f"{path}: {found}" for path, text in sorted(files.items()) for found in rule.find(path, text)]


def circular(files):
    example = {"src/a.hpp": '#include "b.hpp"', "src/b.cpp": '#include "a.hpp"', "src/b.hpp": ""}
    return circles(files) if circles(example) == ["a > b > a"] else ["the rule does not catch its own example"]


def main():
    files = tracked()
    if not files:
        print("1..0 # SKIP only a git checkout tells which files are the project's")
        return 0
    results = [(rule.says, check(rule, files)) for rule in RULES]
    results.append(("Every source and test is named in a makefile: add it to the local.mk of its directory.",
                    unlisted(files)))
    results.append(("No two modules include each other, directly or around a corner: move what both need down.", circular(files)))
    print(f"1..{len(results)}")
    for number, (says, found) in enumerate(results, 1):
        print(f"{'not ok' if found else 'ok'} {number} - {says.replace('#', '')}")
        for line in found:
            print(f"# {line}")
    return 1 if any(found for _, found in results) else 0


if __name__ == "__main__":
    sys.exit(main())
