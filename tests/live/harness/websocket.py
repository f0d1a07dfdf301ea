# SPDX-License-Identifier: LGPL-2.1-or-later
"""Just enough of a websocket client (RFC 6455): the handshake, and binary frames of less than 126 bytes out."""

import os

from harness.tap import Failed
from harness.wire import SocketWire

HANDSHAKE = (b'GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n'
             b'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n'
             b'Sec-WebSocket-Protocol: binary\r\n\r\n')


class WebSocketWire(SocketWire):
    def __init__(self, sock):
        super().__init__(sock)
        self._raw = b''
        sock.sendall(HANDSHAKE)
        while b'\r\n\r\n' not in self._raw:
            data = sock.recv(4096)
            if not data:
                break
            self._raw += data
        head, _, self._raw = self._raw.partition(b'\r\n\r\n')
        if b' 101 ' not in head.split(b'\r\n')[0]:
            raise Failed('no websocket answers, but {!r}'.format(head))

    def receive(self):
        self._raw += self.sock.recv(4096)
        text = b''
        while len(self._raw) >= 2:
            length, start = self._raw[1] & 0x7f, 2
            if length == 126:
                length, start = int.from_bytes(self._raw[2:4], 'big'), 4
            if len(self._raw) < start + length:
                break
            text += self._raw[start:start + length]
            self._raw = self._raw[start + length:]
        return text

    def send(self, data):
        mask = os.urandom(4)
        body = bytes(byte ^ mask[i % 4] for i, byte in enumerate(data))
        self.sock.sendall(bytes([0x82, 0x80 | len(data)]) + mask + body)
