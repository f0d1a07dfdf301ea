# SPDX-License-Identifier: LGPL-2.1-or-later
"""The parser that xl itself uses, where Xen's libraries are installed. TEST_XLUTIL names a library elsewhere."""

import ctypes
import ctypes.util
import os

NAME = os.environ.get('TEST_XLUTIL') or ctypes.util.find_library('xlutil')


def library():
    """None: it is not there."""
    if not NAME:
        return None
    found = ctypes.CDLL(NAME)
    found.xlu_cfg_init.restype = ctypes.c_void_p
    found.xlu_cfg_get_listitem.restype = ctypes.c_char_p
    return found


def report():
    """Where xl would write its complaints; the test says itself what is wrong."""
    libc = ctypes.CDLL(None)
    libc.fopen.restype = ctypes.c_void_p
    return ctypes.c_void_p(libc.fopen(b'/dev/null', b'w'))


class Config:
    """A file as xl reads it; ValueError: it does not."""

    def __init__(self, data):
        self.xlutil = library()
        self.handle = ctypes.c_void_p(self.xlutil.xlu_cfg_init(report(), b'guest.cfg'))
        if self.xlutil.xlu_cfg_readdata(self.handle, data, len(data)):
            raise ValueError('xl does not take it')

    def get(self, name):
        """A string, a list of strings, or None."""
        text, values, count = ctypes.c_char_p(), ctypes.c_void_p(), ctypes.c_int()
        if not self.xlutil.xlu_cfg_get_string(self.handle, name.encode(), ctypes.byref(text), 1):
            return text.value.decode()
        if self.xlutil.xlu_cfg_get_list(self.handle, name.encode(), ctypes.byref(values), ctypes.byref(count), 1):
            return None
        items = [self.xlutil.xlu_cfg_get_listitem(values, at) for at in range(count.value)]
        return [item if item is None else item.decode() for item in items]


def settings(data, names):
    config = Config(data)
    found = {name: config.get(name) for name in names}
    return {name: value for name, value in found.items() if value is not None}
