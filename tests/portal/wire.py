"""A small HTTP/1.1 server on asyncio that can also break every rule of HTTP on request.

An *application* answers each request with a :class:`Reply`, sent as it should be, or with a *script*: a
coroutine that gets the :class:`Wire` and sends, delays, cuts and resets as it likes.
"""

from __future__ import annotations

import asyncio
import socket
import struct
from collections import deque
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from http import HTTPStatus
from urllib.parse import urlsplit

MAX_HEAD = 64 * 1024


@dataclass(slots=True)
class Request:
    """One request; ``url`` absolute where the client spoke to us as to a proxy. Header names in lower case."""

    method: str
    url: str
    headers: dict[str, str]
    body: bytes
    connection: int

    @property
    def host(self) -> str:
        return urlsplit(self.url).hostname or ""

    @property
    def target(self) -> str:
        """Path and query."""
        parts = urlsplit(self.url)
        return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


@dataclass(slots=True)
class Reply:
    """A whole answer. ``tag`` and ``modified`` become ETag and Last-Modified and allow a 304."""

    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=lambda: {"Content-Type": "text/html; charset=utf-8"})
    tag: str | None = None
    modified: datetime | None = None

    def head(self, length: int | None = None) -> bytes:
        """Status line and headers; ``length`` in place of the body's own."""
        return head(
            self.status, {**self.headers, "Content-Length": str(len(self.body) if length is None else length)}
        )


def head(status: int, headers: Mapping[str, str]) -> bytes:
    """Status line and headers with the blank line after them."""
    try:
        phrase = HTTPStatus(status).phrase
    except ValueError:
        phrase = "Unknown"
    lines = [f"HTTP/1.1 {status} {phrase}", *(f"{name}: {value}" for name, value in headers.items())]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")


class Wire:
    """The sending end of one connection, for scripts."""

    def __init__(self, transport: asyncio.Transport) -> None:
        self._transport = transport
        self._ready = asyncio.Event()
        self._ready.set()
        self.closed = False

    async def send(self, data: bytes) -> None:
        """Send ``data``; raises ConnectionResetError when the client is gone."""
        if self.closed or self._transport.is_closing():
            raise ConnectionResetError
        self._transport.write(data)
        await self._ready.wait()

    def close(self) -> None:
        """End the connection after what was sent."""
        self._transport.close()

    def reset(self) -> None:
        """End the connection with a TCP reset; what was not yet sent is lost."""
        connection = self._transport.get_extra_info("socket")
        if connection is not None:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._transport.abort()


Script = Callable[[Wire], Awaitable[None]]
Application = Callable[[Request], Reply | Script]


class _Connection(asyncio.Protocol):
    """One client connection: requests in order, one answer at a time."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._buffer = bytearray()
        self._waiting: deque[Request] = deque()
        self._task: asyncio.Task[None] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport, self.wire = transport, Wire(transport)
        self._server.count += 1
        self.number = self._server.count
        self._server.open.add(self)

    def connection_lost(self, exc: Exception | None) -> None:
        self._server.open.discard(self)
        self.wire.closed = True
        self.wire._ready.set()
        if self._task:
            self._task.cancel()

    def pause_writing(self) -> None:
        self.wire._ready.clear()

    def resume_writing(self) -> None:
        self.wire._ready.set()

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while (request := self._parse()) is not None:
            self._waiting.append(request)
        self._answer()

    def _parse(self) -> Request | None:
        end = self._buffer.find(b"\r\n\r\n")
        if end < 0:
            if len(self._buffer) > MAX_HEAD:
                self.transport.abort()
            return None
        first, *lines = self._buffer[:end].decode("latin-1").split("\r\n")
        headers = {
            name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)
        }
        length = int(headers.get("content-length") or 0)
        if len(self._buffer) < end + 4 + length:
            return None
        body = bytes(self._buffer[end + 4 : end + 4 + length])
        del self._buffer[: end + 4 + length]
        method, _, rest = first.partition(" ")
        return Request(method, rest.rpartition(" ")[0], headers, body, self.number)

    def _answer(self) -> None:
        while self._waiting and self._task is None and not self.transport.is_closing():
            request = self._waiting.popleft()
            answer = self._server.application(request)
            if isinstance(answer, Reply):
                body = b"" if request.method == "HEAD" else answer.body
                self.transport.write(answer.head() + body)
                if request.headers.get("connection", "").lower() == "close":
                    self.transport.close()
            else:
                self._task = asyncio.get_running_loop().create_task(self._run(answer))

    async def _run(self, script: Script) -> None:
        try:
            await script(self.wire)
        except (ConnectionError, asyncio.CancelledError):
            self.transport.abort()
        finally:
            self._task = None
        self._answer()


class Server:
    """A listening server on 127.0.0.1. ``count`` connections so far, ``open`` ones now."""

    def __init__(self, application: Application) -> None:
        self.application = application
        self.count = 0
        self.open: set[_Connection] = set()
        self.port = 0
        self._server: asyncio.Server | None = None

    async def start(self, port: int = 0) -> int:
        """Listen; 0: a port of the system's choice, kept over :meth:`stop` and a new start."""
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: _Connection(self), "127.0.0.1", port or self.port)
        self.port = self._server.sockets[0].getsockname()[1]
        return self.port

    def stop(self) -> None:
        """Listen no more and drop every connection."""
        if self._server:
            self._server.close()
            self._server = None
        for connection in list(self.open):
            connection.transport.abort()
