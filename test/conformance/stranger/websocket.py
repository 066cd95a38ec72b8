"""The client's side of RFC 6455, as far as ws-chat.v1 needs it: text frames, close, ping and pong.

Knows nothing of chats. Reads and writes without blocking, once the door is open.
"""

import base64
import hashlib
import os
import socket
import ssl
import struct
from urllib.parse import urlsplit

GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG = 0, 1, 2, 8, 9, 10

#: What a client reports for a link that broke without a word.
ABNORMAL = 1006


class NotOpened(Exception):
    """The upgrade was refused, or nobody is there."""


class WebSocket:
    """`read` gives what came: texts as strings, and at the end one tuple of close code and reason."""

    def __init__(self, url, origin, subprotocol, timeout_s):
        self._socket, rest = _open(url, origin, subprotocol, timeout_s)
        self._socket.setblocking(False)
        self._incoming = bytearray(rest)
        self._outgoing = bytearray()
        self._fragments = None
        self._said_close = None
        self.over = False

    def fileno(self):
        return self._socket.fileno()

    @property
    def wants_to_write(self):
        return len(self._outgoing) > 0

    def send(self, text):
        self._put(TEXT, text.encode())

    def close(self, code=1000):
        """Says goodbye as far as it goes, and forgets the socket."""
        if not self.over:
            self._put(CLOSE, struct.pack(">H", code))
            self.end()

    def end(self):
        self.over = True
        self._socket.close()

    def write(self):
        """Writes what the socket takes."""
        while self._outgoing and not self.over:
            try:
                sent = self._socket.send(self._outgoing)
            except (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError):
                return
            except OSError:
                return  # Reading tells that it is over.
            del self._outgoing[:sent]

    def read(self):
        """What came, as far as it came whole."""
        heard = []
        broken = False
        while not self.over and not broken:
            try:
                data = self._socket.recv(1 << 16)
            except (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError):
                break
            except OSError:
                data = b""
            if not data:
                broken = True
            self._incoming += data
        self._take_frames(heard)
        if broken and not self.over:
            self.end()
            heard.append((ABNORMAL, ""))
        return heard

    def _take_frames(self, heard):
        while not self.over:
            frame = _first_frame(self._incoming)
            if frame is None:
                return
            final, opcode, payload, end = frame
            del self._incoming[:end]
            if opcode == PING:
                self._put(PONG, payload)
            elif opcode == CLOSE:
                code, reason = 1005, ""
                if len(payload) >= 2:
                    code, reason = struct.unpack(">H", payload[:2])[0], payload[2:].decode("utf-8", "replace")
                self._put(CLOSE, payload[:2])
                self.end()
                heard.append((code, reason))
            elif opcode in (TEXT, CONTINUATION):
                self._fragments = payload if opcode == TEXT else self._fragments + payload
                if final:
                    heard.append(self._fragments.decode())

    def _put(self, opcode, payload):
        if self.over:
            return
        mask = os.urandom(4)
        size = len(payload)
        if size < 126:
            header = struct.pack(">BB", 0x80 | opcode, 0x80 | size)
        elif size < 1 << 16:
            header = struct.pack(">BBH", 0x80 | opcode, 0x80 | 126, size)
        else:
            header = struct.pack(">BBQ", 0x80 | opcode, 0x80 | 127, size)
        masked = bytes(byte ^ mask[index % 4] for index, byte in enumerate(payload))
        self._outgoing += header + mask + masked
        self.write()


def _first_frame(data):
    """(final, opcode, payload, where it ends), or None if it is not here whole."""
    if len(data) < 2:
        return None
    size, start = data[1] & 0x7F, 2
    if size == 126:
        size, start = (int.from_bytes(data[2:4], "big"), 4)
    elif size == 127:
        size, start = (int.from_bytes(data[2:10], "big"), 10)
    if len(data) < start or len(data) < start + size:
        return None
    return bool(data[0] & 0x80), data[0] & 0x0F, bytes(data[start : start + size]), start + size


def _open(url, origin, subprotocol, timeout_s):
    address = urlsplit(url)
    secure = address.scheme == "wss"
    port = address.port or (443 if secure else 80)
    key = base64.b64encode(os.urandom(16)).decode()
    lines = [
        f"GET {address.path or '/'} HTTP/1.1",
        f"Host: {address.netloc}",
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        f"Sec-WebSocket-Key: {key}",
        f"Sec-WebSocket-Protocol: {subprotocol}",
    ]
    if origin:
        lines.append(f"Origin: {origin}")
    try:
        link = socket.create_connection((address.hostname, port), timeout_s)
        if secure:
            link = ssl.create_default_context().wrap_socket(link, server_hostname=address.hostname)
        link.sendall("\r\n".join(lines + ["", ""]).encode())
        head, rest = _read_head(link)
    except OSError as error:
        raise NotOpened(str(error)) from error
    status, headers = head
    digest = hashlib.sha1((key + GUID).encode()).digest()
    expected = base64.b64encode(digest).decode()
    if (
        status != 101
        or headers.get("sec-websocket-accept") != expected
        or headers.get("sec-websocket-protocol") != subprotocol
    ):
        link.close()
        raise NotOpened(f"answered with {status}")
    return link, rest


def _read_head(link):
    data = b""
    while b"\r\n\r\n" not in data:
        chunk = link.recv(4096)
        if not chunk or len(data) > 1 << 16:
            raise OSError("no answer")
        data += chunk
    head, rest = data.split(b"\r\n\r\n", 1)
    first, *others = head.decode("latin-1").split("\r\n")
    headers = {}
    for line in others:
        name, _, value = line.partition(":")
        headers[name.strip().lower()] = value.strip()
    return (int(first.split(" ")[1]), headers), rest
