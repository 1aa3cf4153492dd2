"""Hostile below the page: lengths, times, compression, status lines, headers, connections and redirects.

Also the registry: a kind is a coroutine that gets the wire and the request, and sends what it likes.
"""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import Awaitable, Callable
from functools import cache

from tests.portal.plan import HOST
from tests.portal.wire import Request, Wire, head

Kind = Callable[[Wire, Request], Awaitable[None]]
KINDS: dict[str, Kind] = {}
"""Name of the kind → coroutine that sends it."""
HTML = {"Content-Type": "text/html; charset=utf-8"}
BOMB = 400 * 1024 * 1024
"""Inflated size of the decompression bombs."""


def kind(function: Kind) -> Kind:
    """Register a kind under its function's name."""
    KINDS[function.__name__] = function
    return function


async def whole(wire: Wire, body: bytes, headers: dict[str, str] | None = None, status: int = 200) -> None:
    """A right answer with ``body``."""
    await wire.send(head(status, {**HTML, **(headers or {}), "Content-Length": str(len(body))}) + body)


async def redirect(wire: Wire, location: str, status: int = 302) -> None:
    await wire.send(head(status, {"Location": location, "Content-Length": "0"}))


# lengths, times, compression -------------------------------------------------------------------------


@cache
def _zeros(size: int, wbits: int) -> bytes:
    """``size`` blanks, deflated: one block for each MiB, repeated, so that making it takes no time."""
    mib = b" " * (1 << 20)
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    first = packer.compress(mib) + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(mib) + packer.flush(zlib.Z_FULL_FLUSH)
    body = first + block * ((size >> 20) - 1) + packer.flush(zlib.Z_FINISH)
    if wbits == 31:
        crc = 0
        for _ in range(size >> 20):
            crc = zlib.crc32(mib, crc)
        return (
            b"\x1f\x8b\x08\0\0\0\0\0\2\xff"
            + body
            + crc.to_bytes(4, "little")
            + (size & 0xFFFFFFFF).to_bytes(4, "little")
        )
    return body


@kind
async def gzip_bomb(wire: Wire, request: Request) -> None:
    await whole(wire, _zeros(BOMB, 31), {"Content-Encoding": "gzip"})


@kind
async def deflate_bomb(wire: Wire, request: Request) -> None:
    await whole(wire, _zeros(BOMB, -15), {"Content-Encoding": "deflate"})


@kind
async def double_bomb(wire: Wire, request: Request) -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    body = packer.compress(_zeros(BOMB, 31)) + packer.flush()
    await whole(wire, body, {"Content-Encoding": "gzip, gzip"})


@kind
async def endless_body(wire: Wire, request: Request) -> None:
    await wire.send(head(200, {**HTML, "Transfer-Encoding": "chunked"}))
    data = "<p>没有尽头的正文。</p>".encode() * 2000
    while True:
        await wire.send(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        await asyncio.sleep(0)


@kind
async def endless_headers(wire: Wire, request: Request) -> None:
    await wire.send(b"HTTP/1.1 200 OK\r\n")
    number = 0
    while True:
        number += 1
        await wire.send(b"".join(b"X-Filler-%d-%d: x\r\n" % (number, part) for part in range(100)))
        await asyncio.sleep(0.01)


@kind
async def drip_body(wire: Wire, request: Request) -> None:
    await wire.send(head(200, {**HTML, "Content-Length": "100000"}))
    while True:
        await wire.send(b"<")
        await asyncio.sleep(0.2)


@kind
async def drip_headers(wire: Wire, request: Request) -> None:
    for byte in b"HTTP/1.1 200 OK\r\nX-Slow: " + b"s" * 100_000:
        await wire.send(bytes([byte]))
        await asyncio.sleep(0.2)


@kind
async def silent(wire: Wire, request: Request) -> None:
    await asyncio.sleep(3600)


@kind
async def silent_body(wire: Wire, request: Request) -> None:
    await wire.send(head(200, {**HTML, "Content-Length": "5000"}) + b"<html><body>")
    await asyncio.sleep(3600)


@kind
async def huge_length(wire: Wire, request: Request) -> None:
    await wire.send(head(200, {**HTML, "Content-Length": str(10**12)}) + b"<html>" * 100)
    await asyncio.sleep(3600)


@kind
async def negative_length(wire: Wire, request: Request) -> None:
    await wire.send(head(200, {**HTML, "Content-Length": "-5"}) + b"<html></html>")
    wire.close()


@kind
async def two_lengths(wire: Wire, request: Request) -> None:
    await wire.send(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5\r\nContent-Length: 13\r\n\r\n<html></html>"
    )
    wire.close()


@kind
async def short_body(wire: Wire, request: Request) -> None:
    await wire.send(head(200, {**HTML, "Content-Length": "9000"}) + b"<html><body><h1>short")
    wire.close()


@kind
async def long_body(wire: Wire, request: Request) -> None:
    await wire.send(head(200, {**HTML, "Content-Length": "20"}) + b"<html><body>long body</body></html>" * 50)
    wire.close()


@kind
async def cut_chunk(wire: Wire, request: Request) -> None:
    await wire.send(head(200, {**HTML, "Transfer-Encoding": "chunked"}) + b"ff\r\n<html><body>")
    wire.close()


@kind
async def bad_chunk_size(wire: Wire, request: Request) -> None:
    await wire.send(head(200, {**HTML, "Transfer-Encoding": "chunked"}) + b"zz\r\n<html>\r\n-1\r\n\r\n")
    wire.close()


@kind
async def cut_gzip(wire: Wire, request: Request) -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    body = packer.compress("".join(f"<p>第{n}段正文。</p>" for n in range(5000)).encode()) + packer.flush()
    await whole(wire, body[: len(body) // 2], {"Content-Encoding": "gzip"})


@kind
async def false_gzip(wire: Wire, request: Request) -> None:
    await whole(wire, b"<html><body>not compressed</body></html>", {"Content-Encoding": "gzip"})


@kind
async def bogus_encoding(wire: Wire, request: Request) -> None:
    await whole(wire, b"<html><body>plain</body></html>", {"Content-Encoding": "x-unheard-of"})


# status lines, headers, connections ------------------------------------------------------------------


@kind
async def header_line_1mb(wire: Wire, request: Request) -> None:
    await whole(wire, b"<html></html>", {"X-Long": "x" * (1 << 20)})


@kind
async def headers_100k(wire: Wire, request: Request) -> None:
    await whole(wire, b"<html></html>", {f"X-{number}": "v" for number in range(100_000)})


@kind
async def bad_headers(wire: Wire, request: Request) -> None:
    await wire.send(
        b"HTTP/1.1 200 OK\r\nno colon here\r\n: no name\r\nX-Nul: a\0b\r\nX-\xe4\xb8\xad: \xff\xfe\r\nContent-Length: 13\r\n\r\n<html></html>"
    )
    wire.close()


@kind
async def garbage_status(wire: Wire, request: Request) -> None:
    await wire.send(b"\x16\x03\x01\x02\x00\x01\x00 what is this\r\n\r\n")
    wire.close()


@kind
async def http_09(wire: Wire, request: Request) -> None:
    await wire.send(b"<html><body>no status line at all</body></html>")
    wire.close()


@kind
async def status_999(wire: Wire, request: Request) -> None:
    await whole(wire, b"<html></html>", status=999)


@kind
async def status_204(wire: Wire, request: Request) -> None:
    await wire.send(head(204, {}))


@kind
async def informational_flood(wire: Wire, request: Request) -> None:
    while True:
        await wire.send(b"HTTP/1.1 100 Continue\r\n\r\n" * 100)
        await asyncio.sleep(0.02)


@kind
async def reset(wire: Wire, request: Request) -> None:
    wire.reset()


@kind
async def reset_mid_body(wire: Wire, request: Request) -> None:
    await wire.send(head(200, {**HTML, "Content-Length": "90000"}) + b"<html><body>" + b"x" * 2000)
    await asyncio.sleep(0.05)
    wire.reset()


@kind
async def close_at_once(wire: Wire, request: Request) -> None:
    wire.close()


@kind
async def cookie_flood(wire: Wire, request: Request) -> None:
    cookies = "".join(f"Set-Cookie: c{number}={'v' * 400}; Path=/\r\n" for number in range(500))
    await wire.send(
        f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{cookies}Content-Length: 13\r\n\r\n<html></html>".encode()
    )


@kind
async def retry_after_a_day(wire: Wire, request: Request) -> None:
    await whole(wire, b"busy", {"Retry-After": "86400"}, status=503)


# redirects -------------------------------------------------------------------------------------------


@kind
async def redirect_loop(wire: Wire, request: Request) -> None:
    await redirect(wire, request.url)


@kind
async def redirect_chain(wire: Wire, request: Request) -> None:
    base, _, step = request.url.partition("?step=")
    await redirect(wire, f"{base}?step={int(step or 0) + 1}")


@kind
async def redirect_offsite(wire: Wire, request: Request) -> None:
    await redirect(wire, "http://elsewhere.example.com/szgyyq/zwyw/202601/" + "1" * 32 + ".shtml")


@kind
async def redirect_private(wire: Wire, request: Request) -> None:
    await redirect(wire, "http://169.254.169.254/latest/meta-data/")


@kind
async def redirect_loopback(wire: Wire, request: Request) -> None:
    await redirect(wire, "http://127.0.0.1:9/")


@kind
async def redirect_file(wire: Wire, request: Request) -> None:
    await redirect(wire, "file:///etc/hostname")


@kind
async def redirect_data(wire: Wire, request: Request) -> None:
    await redirect(wire, "data:text/html,<h1>data</h1>")


@kind
async def redirect_credentials(wire: Wire, request: Request) -> None:
    await redirect(wire, f"http://{HOST}@elsewhere.example.com/")


@kind
async def redirect_nowhere(wire: Wire, request: Request) -> None:
    await wire.send(head(302, {"Content-Length": "0"}))


@kind
async def redirect_garbage(wire: Wire, request: Request) -> None:
    await redirect(wire, "http://[::bad/%zz\\")
