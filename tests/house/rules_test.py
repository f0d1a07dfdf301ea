#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# Holds every tracked file to the house rules, each rule having shown first that it catches its own example.
import os
import re
import subprocess
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from rooms import circles  # noqa: E402
from rules import C_FAMILY, RULES  # noqa: E402

MAX_FILES = 40
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


def whole(find, example, files):
    """What `find` finds in all files together, having caught its example."""
    return find(files) if find(example) else ["the rule does not catch its own example"]


def introductions(files):
    """Directories of sources without a README.md, and what these name that is not there."""
    found = []
    for room in sorted({os.path.dirname(path) for path in files if path.startswith("src/") and path.endswith(C_FAMILY)}):
        text = files.get(f"{room}/README.md")
        names = re.findall(r"`([a-z_]+\.[a-z]+)`", text or "")
        found += [] if text else [f"{room}: no README.md"]
        found += [f"{room}/README.md: no file {name}" for name in names if f"{room}/{name}" not in files]
    return found


def crowded(files):
    """Directories of more files than one can look over."""
    rooms = [os.path.dirname(path) for path in files if path.startswith("src/") and path.endswith(C_FAMILY)]
    return [f"{room}: {rooms.count(room)} files" for room in sorted(set(rooms)) if rooms.count(room) > MAX_FILES]


def main():
    files = tracked()
    if not files:
        print("1..0 # SKIP only a git checkout tells which files are the project's")
        return 0
    results = [(rule.says, check(rule, files)) for rule in RULES]
    for says, find, example in (
            ("Every source and test is named in a makefile: add it to the local.mk of its directory.",
             unlisted, {"src/a.cpp": ""}),
            ("No two modules include each other, directly or around a corner: move what both need down.",
             circles, {"src/a.hpp": '#include "b.hpp"', "src/b.cpp": '#include "a.hpp"', "src/b.hpp": ""}),
            ("Each directory of sources has a README.md: what lives there, what it may include, where to begin.",
             introductions, {"src/a/b.cpp": "", "src/a/README.md": "Begin with `c.cpp`."}),
            (f"No directory of sources has more than {MAX_FILES} files: make rooms in it.",
             crowded, {f"src/a/{number}.cpp": "" for number in range(MAX_FILES + 1)})):
        results.append((says, whole(find, example, files)))
    print(f"1..{len(results)}")
    for number, (says, found) in enumerate(results, 1):
        print(f"{'not ok' if found else 'ok'} {number} - {says.replace('#', '')}")
        for line in found:
            print(f"# {line}")
    return 1 if any(found for _, found in results) else 0


if __name__ == "__main__":
    sys.exit(main())
