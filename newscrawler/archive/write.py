"""Writing WARC 1.1: every record a gzip member of its own, with block and payload digest, written at once.

A killed writer leaves at most one torn record at the end of its newest file; the next one cuts it off and
goes on in that file until it is full. Files are ``<prefix>-<first second>-<serial>.warc.gz``.
"""

from __future__ import annotations

import base64
import hashlib
import io
import os
import zlib
from collections.abc import Sequence
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from typing import IO

from fastwarc.stream_io import GzipWriter
from fastwarc.warc import WarcRecord, WarcRecordType

from newscrawler.archive import index
from newscrawler.archive.framing import Segment, find_start
from newscrawler.archive.read import captures_of
from newscrawler.version import __version__

MAX_BYTES = 1_000_000_000
"""Size from which on a further file is begun; what the WARC guidelines recommend."""
_LEVEL = 6
_BLOCK = 1 << 20
NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
_INFO = {
    "software": f"newscrawler/{__version__}",
    "format": "WARC File Format 1.1",
    "conformsTo": "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
    "robots": "obey",
}

Headers = Sequence[tuple[str, str]]


class WarcWriter:
    """Appends captures to the newest file of ``prefix`` in ``folder``, and begins another when it is full.

    The one writer of that prefix: callers hold the portal's lock. ``OSError`` where the disk refuses.
    """

    def __init__(self, folder: Path, prefix: str, *, max_bytes: int = MAX_BYTES, resume: bool = True) -> None:
        self.folder = folder
        self.prefix = prefix
        self.max_bytes = max_bytes
        self.records = 0
        """Captures written so far."""
        self.cut = 0
        """Bytes of a torn record that a killed writer had left."""
        self._file: IO[bytes] | None = None
        self._path = folder
        self._lines: list[str] = []
        folder.mkdir(parents=True, exist_ok=True)
        if resume and (files := files_of(folder, prefix)):
            self._resume(files[-1])

    def capture(
        self, url: str, status: int, headers: Headers, body: bytes, date: datetime, address: str | None = None
    ) -> None:
        """One response as it came; ``address`` is the server's IP. A 304 becomes a revisit record."""
        file = self._ready()
        head = _http_head(status, headers, len(body))
        record = _record(
            WarcRecordType.revisit if status == HTTPStatus.NOT_MODIFIED else WarcRecordType.response, date
        )
        record.headers["WARC-Target-URI"] = url
        if address:
            record.headers["WARC-IP-Address"] = address
        if status == HTTPStatus.NOT_MODIFIED:
            record.headers["WARC-Profile"] = NOT_MODIFIED
        payload = _sha1(body)
        record.headers["WARC-Payload-Digest"] = payload
        record.headers["Content-Type"] = "application/http; msgtype=response"
        offset = file.tell()
        length = self._append(record, head + body)
        kind = next((value for name, value in headers if name.lower() == "content-type"), "unk")
        fields = {
            "mime": "warc/revisit" if status == HTTPStatus.NOT_MODIFIED else kind.partition(";")[0].strip(),
            "status": status,
            "digest": payload,
            "length": length,
            "offset": offset,
            "filename": self._path.name,
        }
        self._lines.append(index.line(url, date, fields))
        self.records += 1

    def flush(self) -> None:
        """Put what was written on the disk, and bring the index up to date."""
        if self._file is not None:
            os.fsync(self._file.fileno())
            index.write(index.index_path(self._path), self._lines)

    def close(self) -> None:
        """Finish the present file; a second call does nothing."""
        if self._file is not None:
            try:
                self.flush()
            finally:
                self._file.close()
                self._file = None

    def _ready(self) -> IO[bytes]:
        """The file that has room for another record."""
        if self._file is not None and self._file.tell() >= self.max_bytes:
            self.close()
        if self._file is None:
            self._begin()
        assert self._file is not None
        return self._file

    def _begin(self) -> None:
        now = datetime.now(UTC)
        files = files_of(self.folder, self.prefix)
        serial = int(files[-1].name.rpartition("-")[2].partition(".")[0]) + 1 if files else 0
        self._path = self.folder / f"{self.prefix}-{now:%Y%m%dT%H%M%SZ}-{serial:05d}.warc.gz"
        self._file = self._path.open("xb", buffering=0)
        self._lines = []
        info = _record(WarcRecordType.warcinfo, now)
        info.headers["WARC-Filename"] = self._path.name
        info.headers["Content-Type"] = "application/warc-fields"
        self._append(info, "".join(f"{name}: {value}\r\n" for name, value in _INFO.items()).encode())

    def _append(self, record: WarcRecord, block: bytes) -> int:
        """Compress and write one record as one member, in one go → its length in the file."""
        assert self._file is not None
        record.set_bytes_content(block)
        record.headers["WARC-Block-Digest"] = _sha1(block)
        member = io.BytesIO()
        writer = GzipWriter(member, _LEVEL)
        record.write(writer)
        writer.finish()  # without it fastwarc goes on in one member, which other tools refuse
        data = member.getvalue()
        offset = self._file.tell()
        if self._file.write(data) != len(data):  # a disk that is full takes a part
            self._file.truncate(offset)
            raise OSError(28, "No space left on device", str(self._path))
        return len(data)

    def _resume(self, path: Path) -> None:
        """Go on in a file of an earlier run, from its last whole record."""
        lines = index.read(index.index_path(path))
        known = index.end_of(lines)
        end, found = _whole_records(path, known if known <= path.stat().st_size else 0)
        size = path.stat().st_size
        if end < size and find_start(Segment(path, 0, size, True, str(path)), end + 1) < size:
            return  # damaged in its middle, not torn at its end: left to whoever can mend it
        self.cut = size - end
        if found or self.cut or not lines:
            if self.cut:
                os.truncate(path, end)
            lines = captures_of(path)
        if end == 0:
            path.unlink()
            index.index_path(path).unlink(missing_ok=True)
            return
        self._path, self._lines = path, lines
        self._file = path.open("ab", buffering=0)
        self._file.seek(0, os.SEEK_END)


def files_of(folder: Path, prefix: str) -> list[Path]:
    """The WARC files of a prefix, in the order in which they were begun."""
    found = folder.glob(f"{prefix}-*Z-[0-9]*.warc.gz")
    return sorted(found, key=lambda path: path.name.rpartition("-")[2])


def _whole_records(path: Path, start: int) -> tuple[int, int]:
    """Where the last whole gzip member from ``start`` on ends, and how many there are."""
    end, count = start, 0
    with path.open("rb") as file:
        file.seek(start)
        rest = b""
        while True:
            member, size = zlib.decompressobj(31), 0
            while not member.eof:
                data = rest or file.read(_BLOCK)
                if not data:
                    return end, count
                try:
                    member.decompress(data)
                except zlib.error:
                    return end, count
                rest = member.unused_data
                size += len(data) - len(rest)
            end, count = end + size, count + 1


def _record(kind: WarcRecordType, date: datetime) -> WarcRecord:
    record = WarcRecord()
    record.init_headers(kind)
    record.headers["WARC-Date"] = date.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    return record


def _http_head(status: int, headers: Headers, size: int) -> bytes:
    """Status line and headers of a response whose body is kept without transfer encoding."""
    try:
        phrase = HTTPStatus(status).phrase
    except ValueError:
        phrase = ""
    kept = [
        (name, value)
        for name, value in headers
        if name.lower() not in ("content-length", "transfer-encoding", "connection")
    ]
    lines = [f"HTTP/1.1 {status} {phrase}", *(f"{name}: {' '.join(value.split())}" for name, value in kept)]
    if status not in (HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED):
        lines.append(f"Content-Length: {size}")
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1", "replace")


def _sha1(data: bytes) -> str:
    """A digest as WARC writes it: SHA-1 in Base 32."""
    return "sha1:" + base64.b32encode(hashlib.sha1(data, usedforsecurity=False).digest()).decode()
