# SPDX-License-Identifier: LGPL-2.1-or-later
# How long each function of a C, C++, Python or shell source is.
import ast
import re

NOT_FUNCTIONS = ("if", "for", "while", "switch", "catch", "do", "else")
BLANKED = re.compile(r'//[^\n]*|/\*.*?\*/|R"\((?:.|\n)*?\)"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])\'', re.S)
HEAD = re.compile(r"([\w:~<>=!+\-*\[\]]+)\s*\([^{};]*\)[^{};()]*(?:\([^{};()]*\)[^{};()]*)*$")


def blanked(text):
    """The same lines without comments and literals."""
    return BLANKED.sub(lambda match: "\n" * match.group().count("\n"), text)


def c_functions(text):
    """Yields (name, lines) for each body that follows a parameter list; lambdas are part of what they stand in."""
    code = blanked(text)
    opened, start = [], 0
    for at, char in enumerate(code):
        if char == "{":
            head = HEAD.search(code[start:at])
            name = head.group(1) if head else None
            opened.append((at, None if name in NOT_FUNCTIONS else name))
        elif char == "}" and opened:
            begin, name = opened.pop()
            if name and not any(outer for _, outer in opened):
                yield name, code.count("\n", begin, at) + 1
        if char in "{};":
            start = at + 1


def python_functions(text):
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node.name, node.end_lineno - node.lineno + 1


def shell_functions(text):
    for match in re.finditer(r"^(\w+)\(\)\n\{\n(.*?)^\}", text, re.S | re.M):
        yield match.group(1), match.group(2).count("\n") + 2


def functions(path, text):
    if path.endswith((".cpp", ".hpp", ".c", ".h")):
        return c_functions(text)
    if path.endswith(".py") or text.startswith("#!/usr/bin/env python3"):
        return python_functions(text)
    return shell_functions(text)
