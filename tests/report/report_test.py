#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# Our test programs report as CMocka does: the same run through both, in every format, compared line by line.
import os
import re
import subprocess
import sys
import tempfile

BUILD = os.path.join(os.environ.get("abs_top_builddir", "."), "tests/report")
OURS, CMOCKA = os.path.join(BUILD, "sample"), os.path.join(BUILD, "cmocka_sample")
FORMATS = ["stdout", "STDOUT", "subunit", "Subunit", "xml", "XML", "tap", "TAP", "no-such-format", ""]


def run(program, output, xml_file=None):
    environment = dict(os.environ, CMOCKA_MESSAGE_OUTPUT=output)
    environment.pop("CMOCKA_XML_FILE", None)
    if xml_file is not None:
        environment["CMOCKA_XML_FILE"] = xml_file
    done = subprocess.run([program], env=environment, capture_output=True, text=True, check=False)
    return done.stdout, done.stderr


def comparable(text):
    """Times differ, and so do, on purpose, TAP's plans and skips (tests/report/tap.cpp says why)."""
    text = re.sub(r'time="[0-9.]+"', 'time="T"', text)
    text = re.sub(r"^1\.\.\d+\n", "", text, flags=re.M)
    text = re.sub(r"^(not )?ok \d+ # SKIP", "ok N # SKIP", text, flags=re.M)
    return re.sub(r"^((?:not )?ok) \d+", r"\1 N", text, flags=re.M)


def as_in_1_1_5(text):
    """Without what CMocka 1.1.7 adds: the name of the group in brackets' lines, and TAP's version."""
    text = re.sub(r"^(\[[ =A-Z]{10}\]) (?:One|Two): ", r"\1 ", text, flags=re.M)
    return re.sub(r"^TAP version 13\n", "", text, flags=re.M)


def same_output(output):
    return [comparable(text) for text in run(OURS, output)] == \
        [comparable(as_in_1_1_5(text)) for text in run(CMOCKA, output)]


def files_of(program, pattern):
    with tempfile.TemporaryDirectory() as place:
        streams = [comparable(text) for text in run(program, "xml", os.path.join(place, pattern))]
        names = sorted(os.listdir(place))
        return streams, [(name, comparable(open(os.path.join(place, name)).read())) for name in names]


def existing_file_is_kept(program):
    with tempfile.NamedTemporaryFile("w+") as kept:
        kept.write("old")
        kept.flush()
        streams = [comparable(text) for text in run(program, "xml", kept.name)]
        return streams, open(kept.name).read()


def both_formats():
    with tempfile.TemporaryDirectory() as place:
        out, _ = run(OURS, "tap,xml", os.path.join(place, "r.xml"))
        written = open(os.path.join(place, "r.xml")).read()
    return out == run(OURS, "tap")[0] and comparable(written) == comparable(run(OURS, "xml")[0])


def failure_is_seen():
    done = subprocess.run([OURS], capture_output=True, check=False)
    return done.returncode != 0


def checks():
    for output in FORMATS:
        yield f"format '{output}' is CMocka's", True, lambda output=output: same_output(output)
    for pattern in ["all.xml", "%g.xml", "%g-%g.xml"]:
        yield (f"CMOCKA_XML_FILE '{pattern}' is CMocka's", True,
               lambda pattern=pattern: files_of(OURS, pattern) == files_of(CMOCKA, pattern))
    yield ("an XML file that exists is kept", True,
           lambda: existing_file_is_kept(OURS) == existing_file_is_kept(CMOCKA))
    yield "two formats at once", False, both_formats
    yield "one plan for all groups", False, lambda: re.findall(r"^1\.\..*", run(OURS, "tap")[0], re.M) == ["1..5"]
    yield "a failure shows in the exit status", False, failure_is_seen


def main():
    have_cmocka = os.access(CMOCKA, os.X_OK)
    rows = list(checks())
    print(f"1..{len(rows)}")
    failed = 0
    for number, (name, needs_cmocka, check) in enumerate(rows, 1):
        if needs_cmocka and not have_cmocka:
            print(f"ok {number} - {name} # SKIP no CMocka from 1.1.5 to 1.1.7 is installed (libcmocka-dev)")
            continue
        good = check()
        failed += not good
        print(f"{'ok' if good else 'not ok'} {number} - {name}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
