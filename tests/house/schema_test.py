#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# The schema takes every form of the port grammar and refuses what the grammar refuses.
import os
import re
import shutil
import subprocess
import sys
import tempfile

TOP = os.environ.get("abs_top_srcdir", os.path.join(os.path.dirname(os.path.abspath(__file__)), "../.."))
SCHEMA = os.path.join(TOP, "data/port-grammar.rng")

VALID = """
<console/>
<console type='vc'/>
<console type='vc' width='800' height='600'/>
<console type='vc' cols='80' rows='24'/>
<console type='pty' pty='/dev/pts/3'/>
<console type='pty' link='/run/guest/console'/>
<console type='null'/>
<console type='stdio'/>
<serial type='none'/>
<console type='host' port='3'/>
<parallel type='host' path='/dev/parport0'/>
<console type='file' path='/some/file'/>
<console type='file' path='/some/file' append='yes'><log path='/some/log'/></console>
<console type='pipe' path='/some/file'/>
<console type='udp'><sendto port='12356'/></console>
<console type='udp'><sendto addr='127.0.0.1' port='12356'/></console>
<console type='udp'><sendto addr='127.0.0.1' port='12356'/><bind port='0'/></console>
<console type='udp'><bind addr='::1' port='12356'/><sendto addr='[::1]' port='12356'/></console>
<console type='tcp'><listen port='12356'/></console>
<console type='tcp'><listen addr='127.0.0.1' port='12356'><nowait/><nodelay/></listen></console>
<console type='tcp'><connect addr='127.0.0.1' port='12356'><nodelay/><reconnect delay='5'/></connect></console>
<console type='tcp'><listen/></console>
<console type='telnet'><listen addr='127.0.0.1' port='12356'/></console>
<console type='telnet'><connect addr='somehost' port='12356'><tls/></connect></console>
<serial type='unix'><listen path='/some/socket'><nowait/></listen></serial>
<serial type='unix'><connect path='/some/socket'><reconnect delay='1'/></connect></serial>
<serial type='websocket'><listen port='5700'><nowait/></listen></serial>
<serial model='pci'><target port='2'/><alias name='ua-x'/><address type='pci' slot='0x05'/></serial>
"""

INVALID = """
<channel/>
<console type='pyt'/>
<console colour='red'/>
<console type='vc' width='800'/>
<console type='vc' width='800' rows='24'/>
<console type='host'/>
<console type='host' port='3' path='/dev/ttyS3'/>
<console type='file'/>
<console type='file' path='relative'/>
<console type='file' path='/f' append='maybe'/>
<console type='udp'/>
<console type='udp'><bind port='1'/></console>
<console type='udp'><sendto port='0'/></console>
<console type='tcp'/>
<console type='tcp'><listen port='65536'/></console>
<console type='tcp'><listen port='+1'/></console>
<console type='tcp'><listen port='1'/><connect port='1'/></console>
<console type='tcp'><connect port='1'><nowait/></connect></console>
<console type='tcp'><listen port='1'><reconnect delay='1'/></listen></console>
<console type='tcp'><connect addr='a,b' port='1'/></console>
<console type='tcp'><connect/></console>
<console type='unix'><listen port='1'/></console>
<console type='websocket'><connect port='1'/></console>
<console type='tcp'><source mode='bind' host='' service='1'/></console>
<console><listen port='1'/></console>
"""


def rejected(rows):
    """The set of those that the schema refuses."""
    with tempfile.TemporaryDirectory() as place:
        names = [os.path.join(place, f"{number}.xml") for number in range(len(rows))]
        for name, row in zip(names, rows):
            with open(name, "w", encoding="utf-8") as file:
                file.write(row + "\n")
        done = subprocess.run(["xmllint", "--noout", "--nonet", "--relaxng", SCHEMA, *names],
                              capture_output=True, text=True, check=False)
        if "fails to validate" not in done.stderr and " validates" not in done.stderr:
            sys.exit(f"Bail out! xmllint says: {done.stderr}")
        return {row for name, row in zip(names, rows) if f"{name} validates" not in done.stderr}


def types_of(text):
    return set(re.findall(r"type='([a-z]+)'", text))


def types_without_example():
    """Types of the schema that none of its examples here, or no form that is tried on a real guest, has."""
    with open(SCHEMA, encoding="utf-8") as file:
        types = re.findall(r'<attribute name="type">(.*?)</attribute>', file.read())
    known = {value for row in types for value in re.findall("<value>(.*?)</value>", row)}
    with open(os.path.join(TOP, "tests/live/harness/forms.py"), encoding="utf-8") as file:
        tried = types_of(file.read())
    once = {"stdio"}  # a guest can have one; the forms are tried as two ports of one
    return sorted(known - types_of(VALID)) + sorted(known - tried - once)


def main():
    if not shutil.which("xmllint"):
        print("1..0 # SKIP xmllint is not installed (libxml2-utils)")
        return 0
    valid, invalid = VALID.strip().split("\n"), INVALID.strip().split("\n")
    refused = rejected(valid + invalid)
    results = [(f"takes {row}", row not in refused) for row in valid]
    results += [(f"refuses {row}", row in refused) for row in invalid]
    missing = types_without_example()
    results.append((" ".join(["each type has an example here and in the live tests", *missing]), not missing))
    print(f"1..{len(results)}")
    for number, (says, good) in enumerate(results, 1):
        print(f"{'ok' if good else 'not ok'} {number} - {says}")
    return 0 if all(good for _, good in results) else 1


if __name__ == "__main__":
    sys.exit(main())
