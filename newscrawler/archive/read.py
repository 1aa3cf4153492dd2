"""WARC and WACZ of any tool → captures: digests verified, what is broken named by offset."""

from __future__ import annotations

import base64
import hashlib
import re
import zipfile
from collections.abc import Generator, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from newscrawler.archive import index
from newscrawler.archive.framing import Block, DamagedError, Fault, Segment, blocks

MOST = 32 << 20
"""Bytes of a record above which it is passed over: several times the largest page that a crawl takes in."""
SUFFIXES = (".warc", ".warc.gz", ".wacz")
_LOCAL_HEAD = 30
_ZSTD = b"\x28\xb5\x2f\xfd"
_HTTP = re.compile(rb"HTTP/\d(?:\.\d)? +(\d{3})[^\r\n]*\r?\n")


class Kind(StrEnum):
    """The records that are captures."""

    RESPONSE = "response"
    RESOURCE = "resource"
    """Saved without its HTTP headers."""
    REVISIT = "revisit"
    """Unchanged since, or equal to, another capture; without a body."""


_KINDS = {kind.value: kind for kind in Kind}


@dataclass(frozen=True, slots=True)
class Capture:
    """One response (or saved resource) of an archive."""

    offset: int
    """From the beginning of its segment."""
    kind: Kind
    url: str
    date: datetime | None
    status: int
    headers: dict[str, str]
    """Of HTTP, names in lower case."""
    body: bytes
    """As it was sent, content encoding and all."""


def is_archive(path: Path) -> bool:
    """By name, else by its first bytes."""
    if path.name.lower().endswith(SUFFIXES):
        return True
    with suppress(OSError), path.open("rb") as file:
        return file.read(6) == b"WARC/1"
    return False


def segments(path: Path) -> tuple[list[Segment], list[str]]:
    """The runs of records of a file, and one line for each thing that is wrong with it as a whole.

    ``OSError`` where it cannot be read.
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        magic = file.read(8)
    if not size:
        return [], [f"{path}: empty file"]
    if magic.startswith(_ZSTD):
        return [], [f"{path}: compressed by zstd, which is not read: unpack it by zstd -d"]
    if magic.startswith(b"PK") or path.suffix.lower() == ".wacz":
        return _of_wacz(path, size)
    compressed = magic.startswith(b"\x1f\x8b") or path.suffix.lower() == ".gz"
    return [Segment(path, 0, size, compressed, str(path))], []


def _of_wacz(path: Path, size: int) -> tuple[list[Segment], list[str]]:
    """The WARC files of a WACZ, where they stand; without a directory, whatever looks like a record."""
    try:
        with zipfile.ZipFile(path) as archive, path.open("rb") as file:
            entries = [
                entry for entry in archive.infolist() if entry.filename.endswith((".warc.gz", ".warc"))
            ]
            found, told = [], []
            for entry in entries:
                name = f"{path}/{entry.filename}"
                if entry.compress_type != zipfile.ZIP_STORED or entry.flag_bits & 1:
                    told.append(f"{name}: compressed once more within the WACZ: unpack it by unzip")
                    continue
                file.seek(entry.header_offset)
                head = file.read(_LOCAL_HEAD)
                lengths = int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little")
                base = entry.header_offset + _LOCAL_HEAD + lengths
                found.append(Segment(path, base, entry.file_size, name.endswith(".gz"), name))
            return found, told or ([] if found else [f"{path}: no WARC file in this WACZ"])
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        told = [f"{path}: damaged as a whole ({error}); what records there are is read"]
        return [Segment(path, 0, size, True, str(path))], told


def captures(
    segment: Segment, start: int = 0, stop: int | None = None
) -> Generator[Capture | Fault, None, int]:
    """Responses, resources and revisits that begin in ``start`` … ``stop``; faults in their places.

    The return value is the offset at which the record after these begins.
    """
    found = blocks(segment, start, segment.size if stop is None else stop, MOST)
    while True:
        try:
            block = next(found)
        except StopIteration as end:
            return int(end.value)
        if isinstance(block, Fault):
            yield block
            continue
        try:
            capture = parse(block)
        except DamagedError as error:
            yield Fault(block.offset, str(error))
            continue
        if capture is not None:
            yield capture


def parse(block: Block) -> Capture | None:
    """One record taken apart; None where it is no capture. Raises :class:`DamagedError`."""
    record = _headers(block.head)
    kind = _KINDS.get(record.get("warc-type", "").lower())
    if kind is None:
        return None
    http = _HTTP.match(block.content)
    head, _, body = block.content.partition(b"\r\n\r\n") if http else (b"", b"", block.content)
    headers = _headers(head)
    plain = _dechunked(body) if "chunked" in headers.get("transfer-encoding", "").lower() else body
    _verify(record, block.content, (body, plain))
    return Capture(
        offset=block.offset,
        kind=kind,
        url=record.get("warc-target-uri", "").strip("<>"),
        date=_date(record.get("warc-date")),
        status=int(http[1]) if http else 200,
        headers=headers if http else {"content-type": record.get("content-type", "")},
        body=plain,
    )


def _headers(head: bytes) -> dict[str, str]:
    """Headers of WARC or HTTP by name in lower case; repeated ones are joined by commas."""
    found: dict[str, str] = {}
    for row in head.split(b"\n")[1:]:
        name, colon, value = row.partition(b":")
        if colon:
            key, text = name.strip().decode("latin-1").lower(), value.strip().decode("latin-1")
            found[key] = f"{found[key]}, {text}" if key in found else text
    return found


def _dechunked(body: bytes) -> bytes:
    """The content of a chunked body; as it is where its chunks do not hold together."""
    parts: list[bytes] = []
    at = 0
    while True:
        end = body.find(b"\r\n", at)
        try:
            size = int(body[at:end].partition(b";")[0], 16) if end >= 0 else -1
        except ValueError:
            size = -1
        if size < 0 or end + 2 + size > len(body):
            return body
        if size == 0:
            return b"".join(parts)
        parts.append(body[end + 2 : end + 2 + size])
        at = end + 2 + size + 2


def _verify(record: dict[str, str], content: bytes, payloads: tuple[bytes, ...]) -> None:
    """Block digest first: it leaves no room for reading (a payload may be meant with or without chunks).

    Digests of other algorithms than hashlib's are not judged; a revisit's payload stands elsewhere.
    """
    block = record.get("warc-block-digest")
    if block:
        if not _matches(block, content):
            raise DamagedError("damaged (its digest is another)")
        return
    payload = record.get("warc-payload-digest")
    if (
        payload
        and record.get("warc-type") != "revisit"
        and not any(_matches(payload, data) for data in payloads)
    ):
        raise DamagedError("damaged (its payload's digest is another)")


def _matches(labelled: str, data: bytes) -> bool:
    """Whether ``sha1:BASE32`` (or Base 16, or another algorithm) is the digest of ``data``."""
    name, _, value = labelled.strip().partition(":")
    try:
        digest = hashlib.new(name.lower().replace("-", ""), data, usedforsecurity=False).digest()
    except (ValueError, TypeError):
        return True
    return value.upper().rstrip("=") in (base64.b32encode(digest).decode().rstrip("="), digest.hex().upper())


def _date(text: str | None) -> datetime | None:
    try:
        found = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return found if found.tzinfo else None


def captures_of(path: Path) -> list[str]:
    """The index lines of a WARC file."""
    found = []
    for segment in segments(path)[0]:
        reader = blocks(segment, 0, segment.size, MOST)
        ends = _with_ends(reader, segment.size)
        for block, end in ends:
            with suppress(DamagedError):
                capture = parse(block)
                if capture is None or capture.date is None:
                    continue
                revisit = capture.kind is Kind.REVISIT
                kind = capture.headers.get("content-type", "unk").partition(";")[0].strip()
                digest = "sha1:" + base64.b32encode(hashlib.sha1(capture.body).digest()).decode()
                fields = {
                    "mime": "warc/revisit" if revisit else kind,
                    "status": capture.status,
                    "digest": digest,
                    "length": end - block.offset,
                    "offset": block.offset,
                    "filename": path.name,
                }
                found.append(index.line(capture.url, capture.date, fields))
    return found


def _with_ends(reader: Iterator[Block | Fault], size: int) -> Iterator[tuple[Block, int]]:
    """Each record with the offset at which the next thing begins."""
    before: Block | None = None
    for found in reader:
        if before is not None:
            yield before, found.offset
        before = found if isinstance(found, Block) else None
    if before is not None:
        yield before, size
