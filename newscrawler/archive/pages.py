"""Captures → pages as the extraction takes them: content encodings undone, within bounds."""

from __future__ import annotations

import zlib
from collections.abc import Callable

import brotli  # type: ignore[import-untyped]

from newscrawler.archive.framing import DamagedError
from newscrawler.archive.read import Capture, Kind
from newscrawler.extract.page import RawPage
from newscrawler.state.codec import zstd

MOST = 8 << 20
"""Bytes to which a body may inflate: what the crawl takes in (DOWNLOAD_MAXSIZE)."""
_HTML = ("text/html", "application/xhtml+xml")
_UNTOLD = ("", "unk", "application/octet-stream", "text/plain")
"""Content types that say nothing; then the body decides."""


def is_page(capture: Capture) -> bool:
    """Whether a capture is a page of the web: an answer with status 200, HTML by its type or its look."""
    if capture.kind is Kind.REVISIT or capture.status != 200:
        return False
    if not capture.url.lower().startswith(("http://", "https://")) or not capture.body:
        return False
    if capture.url.partition("?")[0].endswith("/robots.txt"):
        return False
    kind = capture.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind in _HTML:
        return True
    return kind in _UNTOLD and b"<html" in capture.body[:1024].lower()


def raw_page(capture: Capture) -> RawPage:
    """The page as the portal meant it. Raises :class:`DamagedError` where its encoding cannot be undone."""
    headers = dict(capture.headers)
    body = capture.body
    for name in reversed([part.strip().lower() for part in headers.pop("content-encoding", "").split(",")]):
        if decode := _DECODERS.get(name):
            body = decode(body)
    for name in ("content-length", "transfer-encoding"):
        headers.pop(name, None)
    return RawPage(capture.url, body, headers, capture.status)


def _inflate(body: bytes) -> bytes:
    """gzip or deflate, with its header or (as some servers send it) without."""
    for window in (47, -15):
        inflater = zlib.decompressobj(window)
        try:
            data = inflater.decompress(body, MOST + 1)
        except zlib.error:
            continue
        return _bounded(data)
    # Some writers keep the header of the transfer and the body as a reader saw it.
    return body if b"<" in body[:1024] else _undecodable("gzip")


def _brotli(body: bytes) -> bytes:
    decoder = brotli.Decompressor()
    try:
        return _bounded(decoder.process(body, output_buffer_limit=MOST + 1))
    except brotli.error:
        return body if b"<" in body[:1024] else _undecodable("br")


def _zstd(body: bytes) -> bytes:
    try:
        return _bounded(zstd.ZstdDecompressor().decompress(body, MOST + 1))
    except (zstd.ZstdError, EOFError):
        return body if b"<" in body[:1024] else _undecodable("zstd")


def _bounded(data: bytes) -> bytes:
    if len(data) > MOST:
        raise DamagedError(f"a body that inflates to more than {MOST} bytes")
    return data


def _undecodable(name: str) -> bytes:
    raise DamagedError(f"a body that is not in its content encoding, {name}")


_DECODERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": _inflate,
    "x-gzip": _inflate,
    "deflate": _inflate,
    "br": _brotli,
    "zstd": _zstd,
}
