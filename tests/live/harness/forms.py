# SPDX-License-Identifier: LGPL-2.1-or-later
"""Every form of a port as the request that started this project wrote it, our additions, and how to reach each.

A form is a template; Plug makes one of it: it takes ports, paths and listeners, and opens the other end.
"""

import os
import socket
from typing import NamedTuple, Optional

from harness import wire
from harness.websocket import WebSocketWire


class Form(NamedTuple):
    title: str
    xml: str
    reach: Optional[str] = None  # the name of a method of Plug; None: nothing can be reached
    hears: bool = True           # can the guest be spoken to?

    @property
    def waits(self):
        """A listen without nowait holds the start."""
        return '<listen' in self.xml and '<nowait/>' not in self.xml

    @property
    def stands_in(self):
        """Needs a /dev/ttyS7."""
        return "type='host' port=" in self.xml

    @property
    def type(self):
        return self.xml.split("type='")[1].split("'")[0] if "type='" in self.xml else 'pty'


# Element for element those of the request, but for the numbers.
RFC = (
    Form('the bare element', "<{tag}/>", 'terminal'),
    Form('vc', "<{tag} type='vc'/>"),
    Form('pty', "<{tag} type='pty' pty='/dev/pts/3'/>", 'terminal'),
    Form('null', "<{tag} type='null'/>"),
    Form('host, port', "<{tag} type='host' port='7'/>", 'device'),
    Form('file', "<{tag} type='file' path='{path}'/>", 'file', False),
    Form('pipe', "<{tag} type='pipe' path='{path}'/>", 'pipes'),
    Form('udp, sendto', "<{tag} type='udp'>\n  <sendto port='{udp}'/>\n</{tag}>", 'udp_answering'),
    Form('udp, sendto with addr', "<{tag} type='udp'>\n  <sendto addr='127.0.0.1' port='{udp}'/>\n</{tag}>",
         'udp_answering'),
    Form('udp, bind', "<{tag} type='udp'>\n  <sendto addr='127.0.0.1' port='{udp}'/>\n  <bind port='{bind}'/>\n</{tag}>",
         'udp'),
    Form('udp, bind with addr', "<{tag} type='udp'>\n  <sendto addr='127.0.0.1' port='{udp}'/>\n"
         "  <bind addr='127.0.0.1' port='{bind}'/>\n</{tag}>", 'udp'),
    Form('tcp, listen', "<{tag} type='tcp'>\n  <listen port='{tcp}'/>\n</{tag}>", 'tcp'),
    Form('tcp, listen nowait nodelay', "<{tag} type='tcp'>\n  <listen addr='127.0.0.1' port='{tcp}'>\n    <nowait/>\n"
         "    <nodelay/>\n  </listen>\n</{tag}>", 'tcp'),
    Form('tcp, connect nodelay', "<{tag} type='tcp'>\n  <connect addr='127.0.0.1' port='{peer}'>\n    <nodelay/>\n"
         "  </connect>\n</{tag}>", 'accept'),
    Form('telnet, listen', "<{tag} type='telnet'>\n  <listen addr='127.0.0.1' port='{tcp}'/>\n</{tag}>", 'telnet'),
    Form('telnet, connect', "<{tag} type='telnet'>\n  <connect addr='127.0.0.1' port='{peer}'/>\n</{tag}>", 'accept'),
)

ADDED = (
    Form('none', "<{tag} type='none'/>"),
    Form('host, path', "<{tag} type='host' path='{device}'/>", 'device'),
    Form('file, append', "<{tag} type='file' path='{path}' append='yes'/>", 'file', False),
    Form('telnet, listen nowait', "<{tag} type='telnet'>\n  <listen addr='127.0.0.1' port='{tcp}'>\n    <nowait/>\n"
         "  </listen>\n</{tag}>", 'telnet'),
    Form('tcp, connect reconnect', "<{tag} type='tcp'>\n  <connect addr='127.0.0.1' port='{peer}'>\n"
         "    <reconnect delay='1'/>\n  </connect>\n</{tag}>", 'accept'),
    Form('unix, listen', "<{tag} type='unix'>\n  <listen path='{path}'>\n    <nowait/>\n  </listen>\n</{tag}>", 'unix'),
    Form('unix, connect', "<{tag} type='unix'>\n  <connect path='{unixpeer}'/>\n</{tag}>", 'accept'),
    Form('websocket', "<{tag} type='websocket'>\n  <listen addr='127.0.0.1' port='{tcp}'>\n    <nowait/>\n"
         "  </listen>\n</{tag}>", 'websocket'),
    Form('null, log', "<{tag} type='null'>\n  <log path='{path}'/>\n</{tag}>", 'file', False),
)


class Plug:
    """One port of one guest, and the other end of it."""

    patience = wire.PATIENCE

    def __init__(self, form, tag, folder, name, device=None):
        self.form, self.tag = form, tag
        self.path = os.path.join(folder, name)
        self.tcp = wire.free_port()
        self.udp = wire.free_port(socket.SOCK_DGRAM)
        self.bind = wire.free_port(socket.SOCK_DGRAM)
        self.device = device  # (descriptor of the other side, path)
        self.listener = None
        if form.reach == 'accept':
            self.listener = wire.Listener(self.path if '{unixpeer}' in form.xml else None)
        if form.reach == 'pipes':
            wire.make_pipes(self.path)
        self.early = None
        if form.reach in ('udp', 'udp_answering'):  # a datagram for nobody is refused, and the port may give up
            self.early = wire.udp(self.udp, self.bind if form.reach == 'udp' else None)
        self.xml = form.xml.format(tag=tag, path=self.path, tcp=self.tcp, udp=self.udp, bind=self.bind,
                                   peer=self.listener.port if self.listener else 0, unixpeer=self.path,
                                   device=device[1] if device else '')

    def open(self, element=None):
        """The wire to the running guest; `element` is the port as dumpxml shows it."""
        return getattr(self, '_' + self.form.reach)(element)

    def where(self, element=None):
        """Where it came out, in a word."""
        form = self.form
        if form.reach == 'terminal':
            return element.get('pty')
        if form.reach in ('tcp', 'telnet', 'websocket'):
            return '127.0.0.1:{}'.format(self.tcp)
        if form.reach == 'accept':
            return '-> ' + (self.path if self.listener.port is None else '127.0.0.1:{}'.format(self.listener.port))
        if form.reach in ('udp', 'udp_answering'):
            back = ' <- :{}'.format(self.bind) if form.reach == 'udp' else ''
            return '-> 127.0.0.1:{}{}'.format(self.udp, back)
        if form.reach == 'device':
            return '/dev/ttyS7' if form.stands_in else self.device[1]
        return self.path if form.reach else '-'

    def close(self):
        if self.listener:
            self.listener.close()
        if self.early:
            self.early.close()

    def _terminal(self, element):
        return wire.terminal(element.get('pty'))

    def _device(self, _):
        return wire.Wire(os.dup(self.device[0]), os.dup(self.device[0]))

    def _file(self, _):
        return wire.file(self.path)

    def _pipes(self, _):
        return wire.pipes(self.path)

    def _udp(self, _):
        return self.early

    def _udp_answering(self, _):
        return self.early

    def _tcp(self, _):
        return wire.tcp(self.tcp, patience=self.patience)

    def _telnet(self, _):
        return wire.tcp(self.tcp, patience=self.patience, kind=wire.TelnetWire)

    def _websocket(self, _):
        return wire.tcp(self.tcp, kind=WebSocketWire)

    def _unix(self, _):
        return wire.unix(self.path)

    def _accept(self, _):
        return self.listener.accept()
