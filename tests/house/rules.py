# SPDX-License-Identifier: LGPL-2.1-or-later
# The house rules: what must not be in a file, what to do instead, and an example that each rule has to catch.
import re

from functions import blanked, functions
from rooms import wrong_direction

MAX_FILE, MAX_FUNCTION = 400, 50
C_FAMILY = (".cpp", ".hpp", ".c", ".h")
CODE = C_FAMILY + (".py", ".sh", ".sh.in", ".mk")


class Rule:
    def __init__(self, says, find, example):
        self.says, self.find, self.example = says, find, example


def is_code(path, text):
    return path.endswith(CODE) or text.startswith("#!")


def lines_with(pattern, text):
    return [f"line {text.count(chr(10), 0, match.start()) + 1}: {match.group().strip()}"
            for match in re.finditer(pattern, text, re.M)]


def in_sources(pattern):
    """Finds the pattern in C and C++ under src/, outside of comments and literals."""
    def find(path, text):
        sources = path.startswith("src/") and path.endswith(C_FAMILY)
        return lines_with(pattern, blanked(text)) if sources else []
    return find


def libvirt_header(path, text):
    if not re.match(r"src/(conf|qemu|import|xen)/", path):
        return []
    return lines_with(r"^#\s*include\s+<libvirt/.*", text)


def long_file(path, text):
    lines = text.count("\n")
    return [f"{lines} lines"] if is_code(path, text) and lines > MAX_FILE else []


def long_function(path, text):
    if not is_code(path, text) or path.endswith(".mk"):
        return []
    return [f"{name}: {lines} lines" for name, lines in functions(path, text) if lines > MAX_FUNCTION]


def vague_name(path, text):
    return [path] if re.search(r"(^|[/_-])(utils?|misc|common)([_.-][^/]*)?$", path) and is_code(path, text) \
        and path != "common-rules.mk" else []


def headless(path, text):
    if not is_code(path, text) or path.endswith(".mk"):
        return []
    head = "\n".join(text.split("\n")[:5])
    comment = re.search(r"SPDX-License-Identifier: LGPL-2.1-or-later\n\s*(#|//|\*|\"{3})\s*\S", head)
    return [] if comment else ["no SPDX line followed by a comment"]


def broken_message(path, text):
    return lines_with(r'\b_\(\s*"[^"\n]*"\s*\n\s*"', text) if path.endswith(C_FAMILY) else []


RULES = [
    Rule("Includes go one way, in the order of tests/house/rooms.py: move what both sides need down.",
         wrong_direction, ("src/conf/xml/a.cpp", '#include "conf/document/policy.hpp"\n')),
    Rule("src/conf, src/qemu, src/import and src/xen know no libvirt header: what needs libvirt belongs in src/driver.",
         libvirt_header, ("src/qemu/a.cpp", "#include <libvirt/libvirt.h>\n")),
    Rule("No 'default:' in a switch: write one case for each enumerator, so that the compiler names what is missing.",
         in_sources(r"\bdefault\s*:"), ("src/conf/a.cpp", "switch (kind) { default: break; }\n")),
    Rule("No 'throw': return an Error in a Result.",
         in_sources(r"\bthrow\b"), ("src/driver/a.cpp", "throw 1;\n")),
    Rule("No generic lambda in a visitor: name the type, so that a new alternative is not swallowed.",
         in_sources(r"\bvisit\(\s*\[[^\]]*\]\s*\([^)]*\bauto\b"), ("src/conf/a.cpp", "visit([](const auto &x) {}, v);\n")),
    Rule(f"No file over {MAX_FILE} lines: split it by subject.",
         long_file, ("src/conf/a.cpp", "int a;\n" * (MAX_FILE + 1))),
    Rule(f"No function over {MAX_FUNCTION} lines: give its steps names of their own.",
         long_function, ("src/conf/a.cpp", "int f(int a)\n{\n" + "a++;\n" * MAX_FUNCTION + "}\n")),
    Rule("No file named utils, misc or common: name it after its subject.",
         vague_name, ("src/conf/string_utils.cpp", "")),
    Rule("Each file begins with its SPDX line and one to three lines that say what it does.",
         headless, ("src/conf/a.cpp", "int a;\n")),
    Rule("A message is one whole literal: do not break it, translators see one sentence.",
         broken_message, ("src/conf/a.cpp", '_("one "\n  "sentence")\n')),
]
