# SPDX-License-Identifier: LGPL-2.1-or-later
"""What a fuzzer begins with, from the golden corpus: seeds.py TARGET TESTS-DIRECTORY OUTPUT-DIRECTORY."""
import hashlib
import pathlib
import re
import shlex
import sys

PORT = re.compile(r"<(console|serial|parallel)\b[^>]*/>|<(console|serial|parallel)\b[^>]*>.*?</\2>", re.S)


def texts(tests, *patterns):
    for pattern in patterns:
        for path in sorted(tests.glob(pattern)):
            yield path.read_text("utf-8", "surrogateescape")


def documents(tests):
    """Whole documents, and each port alone."""
    for text in texts(tests, "xml2argvdata/*.xml", "argv2xmldata/*.xml"):
        yield text
        yield from (match.group() for match in PORT.finditer(text))


def words(text):
    try:
        return shlex.split(text, comments=True)
    except ValueError:  # a case of its own
        return text.split()


def values_of(*options):
    def values(tests):
        """What follows these options in the goldens."""
        for text in texts(tests, "xml2argvdata/*.args", "xml2argvdata/*.serial", "argv2xmldata/*.argv"):
            line = words(text)
            yield from (value for option, value in zip(line, line[1:]) if option.lstrip("-") in options)
    return values


def command_lines(tests):
    for text in texts(tests, "argv2xmldata/*.argv", "xml2argvdata/*.args"):
        yield text
        yield "\0".join(words(text)) + "\0"


def configurations(tests):
    yield from texts(tests, "xml2argvdata/*.cfg", "cfg2xmldata/*.cfg")


TARGETS = {
    "xml": documents,
    "legacy": values_of("serial", "parallel"),
    "chardev": values_of("chardev", "device"),
    "argv": command_lines,
    "cfg": configurations,
}


def main(target, tests, output):
    output = pathlib.Path(output)
    output.mkdir(parents=True, exist_ok=True)
    for text in TARGETS[target](pathlib.Path(tests)):
        data = text.encode("utf-8", "surrogateescape")
        (output / hashlib.sha1(data).hexdigest()).write_bytes(data)


main(*sys.argv[1:])
