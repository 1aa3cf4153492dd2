"""Archives to read: as this program writes them, and by hand as other tools may."""

from __future__ import annotations

import gzip
import hashlib
from base64 import b32encode
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from newscrawler.archive.framing import Fault
from newscrawler.archive.read import Capture, captures, segments
from newscrawler.archive.write import WarcWriter, files_of
from tests.saved import address, html

DAY = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
HTML = [("Content-Type", "text/html; charset=utf-8")]


def written(folder: Path, count: int = 12, **options: int) -> list[Path]:
    """An archive of ``count`` articles by :class:`WarcWriter`."""
    writer = WarcWriter(folder, "sipac", **options)
    for number in range(count):
        writer.capture(
            address(number), 200, HTML, html(f"第{number}篇"), DAY + timedelta(minutes=number), "127.0.0.1"
        )
    writer.close()
    return files_of(folder, "sipac")


def record(
    url: str,
    body: bytes,
    *,
    digest: bool = True,
    head: bytes = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n",
    length: int | None = None,
    kind: str = "response",
) -> bytes:
    """One WARC record, uncompressed."""
    block = head + b"\r\n" + body if head else body
    lines = [
        "WARC/1.0",
        f"WARC-Type: {kind}",
        f"WARC-Target-URI: <{url}>",
        "WARC-Date: 2026-11-24T03:00:00Z",
        "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000000>",
        f"Content-Type: {'application/http; msgtype=response' if head else 'text/html'}",
        f"Content-Length: {len(block) if length is None else length}",
    ]
    if digest:
        lines.append("WARC-Block-Digest: sha1:" + b32encode(hashlib.sha1(block).digest()).decode())
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


def packed(records: Sequence[bytes]) -> tuple[bytes, list[int]]:
    """One gzip member a record, and where each begins."""
    members = [gzip.compress(one, mtime=0) for one in records]
    return b"".join(members), [sum(map(len, members[:number])) for number in range(len(members))]


def read(path: Path) -> tuple[list[Capture], list[Fault]]:
    """All of an archive."""
    found = [one for segment in segments(path)[0] for one in captures(segment)]
    return [one for one in found if isinstance(one, Capture)], [
        one for one in found if isinstance(one, Fault)
    ]
