# SPDX-License-Identifier: LGPL-2.1-or-later
"""What xl and xm read in a configuration file, told from their own rules and not from ours."""

import re

TOKEN = re.compile(r'''(?P<blank>[ \t]+|\#[^\n]*)|(?P<newline>\n)|(?P<name>[a-z][._0-9a-z]*)|(?P<number>[0-9][0-9a-fx]*)
    |(?P<string>'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")|(?P<sign>\+=|[=;,\[\]])''', re.VERBOSE)
LETTERS = {'a': '\a', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t', 'v': '\v'}


def tokens(text):
    at = 0
    while at < len(text):
        match = TOKEN.match(text, at)
        if not match:
            raise ValueError('xl does not read {!r}'.format(text[at:at + 20]))
        if match.lastgroup != 'blank':
            yield match.lastgroup, match.group()
        at = match.end()
    yield 'newline', '\n'


def unquoted(literal):
    """Letters and numbers after a backslash are not all right in xl: what is written must do without."""
    def meaning(match):
        if match.group(1) not in '\\\'"':
            raise ValueError('an escape to do without: ' + literal)
        return match.group(1)
    return re.sub(r'\\(.)', meaning, literal[1:-1])


class Xl:
    """The settings of a file: strings and lists of strings by name."""

    def __init__(self, text):
        self.settings = {}
        self.stream = list(tokens(text))
        while self.stream:
            if self.peek() == 'newline' or self.peek(1) == ';':
                self.stream.pop(0)
            else:
                self.read_setting()

    def peek(self, part=0):
        return self.stream[0][part]

    def take(self, *kinds):
        kind, text = self.stream.pop(0)
        if kind not in kinds and text not in kinds:
            raise ValueError('{!r} instead of {}'.format(text, ' or '.join(kinds)))
        return text

    def read_setting(self):
        name = self.take('name')
        sign = self.take('=', '+=')
        value = self.read_value()
        self.take('newline', ';')
        self.settings[name] = self.settings[name] + value if sign == '+=' and name in self.settings else value

    def skip_lines(self):
        while self.peek() == 'newline':
            self.stream.pop(0)

    def read_value(self):
        if self.peek() in ('string', 'number'):
            kind, text = self.stream.pop(0)
            return unquoted(text) if kind == 'string' else text
        self.take('[')
        values = []
        self.skip_lines()
        while self.peek(1) != ']':
            values.append(self.read_value())
            self.skip_lines()
            if self.peek(1) != ']':
                self.take(',')
                self.skip_lines()
        self.take(']')
        return values


def xl(text):
    return Xl(text).settings


def xm(data):
    """xm runs the file as Python, in a namespace of its own; what it says is bytes to a Python of that time."""
    said = {}
    exec(compile(data.decode('latin-1'), 'guest.cfg', 'exec'), {'__builtins__': {}}, said)
    return {name: text.encode('latin-1').decode() if isinstance(text, str) else text for name, text in said.items()}
