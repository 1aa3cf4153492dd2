"""Where the records of a WARC file begin and end, in sound files and in damaged ones.

Of a gzip file each member is inflated by itself (one record in it is the rule, several are read too), so
that one damaged member costs its own records and no other's: the next member is looked for behind it.
Nothing larger than a limit is ever held. Parsers of whole files (fastwarc, warcio) end at the first damage.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

MOST_HEAD = 1 << 16
"""Bytes of the headers of a record."""
_CHUNK = 1 << 17
_GZIP = b"\x1f\x8b\x08"
_START = b"WARC/"
_END = b"\r\n\r\n"
_LENGTH = re.compile(rb"^content-length[ \t]*:[ \t]*(\d{1,15})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_PLAIN_START = re.compile(rb"(?:\r?\n){2}(?=WARC/[01]\.\d+\r?\n)")


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of records within a file: a whole WARC file, or one inside a WACZ."""

    path: Path
    base: int
    """First byte."""
    size: int
    gzip: bool
    name: str
    """For messages: the file's path, within a WACZ followed by the member's name."""


@dataclass(frozen=True, slots=True)
class Block:
    """One record, uncompressed."""

    offset: int
    """Of the record, or of the gzip member that holds it; from the beginning of the segment."""
    head: bytes
    """The record's own headers, from ``WARC/1.1`` to the empty line."""
    content: bytes


@dataclass(frozen=True, slots=True)
class Fault:
    """What could not be read: why, and where it stands."""

    offset: int
    reason: str


class DamagedError(Exception):
    """The bytes at hand are no record; the message says why."""


class _Bytes:
    """Bytes of a segment from an offset on; inflated where ``member`` says so, to the end of the member."""

    def __init__(self, file: IO[bytes], segment: Segment, offset: int) -> None:
        self._file = file
        self._left = segment.size - offset
        self._inflater = zlib.decompressobj(31) if segment.gzip else None
        self._packed = b""
        self.buffer = bytearray()
        self.taken = 0
        """Bytes handed out, uncompressed."""
        self._read = 0
        file.seek(segment.base + offset)

    @property
    def consumed(self) -> int:
        """Bytes of the file that were needed so far (of a member: to its end, once that was reached)."""
        if self._inflater is None:
            return self.taken
        return self._read - len(self._inflater.unused_data) - len(self._packed)

    def more(self) -> bool:
        """Get further bytes into the buffer → whether there are any."""
        if self._inflater is None:
            data = self._from_file()
            self.buffer += data
            return bool(data)
        while not self._inflater.eof:
            packed = self._inflater.unconsumed_tail or self._from_file()
            if not packed:
                raise DamagedError("cut off in the middle of a record")
            try:
                data = self._inflater.decompress(packed, _CHUNK)
            except zlib.error as error:
                told = str(error).rpartition(": ")[2]
                nothing = told == "incorrect header check"
                raise DamagedError("no WARC record" if nothing else f"damaged ({told})") from None
            if data:
                self.buffer += data
                return True
        return False

    def _from_file(self) -> bytes:
        data = self._file.read(min(_CHUNK, self._left))
        self._left -= len(data)
        self._read += len(data)
        return data

    def take(self, count: int) -> bytes:
        """The next ``count`` bytes; fewer at the end."""
        while len(self.buffer) < count and self.more():
            pass
        if count >= len(self.buffer):
            data = bytes(self.buffer)
            self.buffer.clear()
        else:
            data = bytes(memoryview(self.buffer)[:count])
            del self.buffer[:count]
        self.taken += len(data)
        return data

    def skip(self, count: int) -> int:
        """Pass over ``count`` bytes without keeping them → how many there were."""
        done = 0
        while done < count and (data := self.take(min(_CHUNK, count - done))):
            done += len(data)
        return done

    def starts_with(self, data: bytes) -> bool:
        """Whether these bytes come next."""
        while len(self.buffer) < len(data) and self.more():
            pass
        return self.buffer.startswith(data)

    def ended(self) -> bool:
        """Whether nothing is left."""
        return not self.buffer and not self.more()


def blocks(segment: Segment, start: int, stop: int, most: int) -> Generator[Block | Fault, None, int]:
    """The records that begin in ``start`` … ``stop`` (of gzip: in members that begin there), in order, none
    larger than ``most`` bytes; a :class:`Fault` in the place of each that cannot be read.

    ``start`` must be the beginning of a record; :func:`find_start` finds one. The generator's return value
    is the offset at which the record after these begins.
    """
    position = start
    with segment.path.open("rb") as file:
        while position < min(stop, segment.size):
            source = _Bytes(file, segment, position)
            try:
                yield from _one(source, position, most)
                if segment.gzip:
                    while not source.ended():
                        yield from _one(source, position, most)
                position += source.consumed
            except DamagedError as error:
                yield Fault(position, str(error))
                position = find_start(segment, position + 1)
    return position


def _one(source: _Bytes, offset: int, most: int) -> Iterator[Block | Fault]:
    """The record that comes next."""
    head = _head(source)
    found = _LENGTH.search(head)
    if found is None:
        raise DamagedError("a record without Content-Length")
    length = int(found[1])
    if length > most:
        passed = source.skip(length)
        _close(source, length, passed)
        yield Fault(offset, f"a record of {length} bytes, larger than {most}: skipped")
        return
    body = source.take(length)
    _close(source, length, len(body))
    yield Block(offset, head, body)


def _head(source: _Bytes) -> bytes:
    if not source.starts_with(_START):
        raise DamagedError("no WARC record")
    while (end := source.buffer.find(_END)) < 0:
        if len(source.buffer) > MOST_HEAD:
            raise DamagedError("headers without an end")
        if not source.more():
            raise DamagedError("cut off in the headers of a record")
    return source.take(end + len(_END))


def _close(source: _Bytes, announced: int, found: int) -> None:
    """A record ends with two line ends, or with the file; anything else means that its length is wrong."""
    if found < announced:
        raise DamagedError(f"a record of {found} bytes that announces {announced}")
    if source.starts_with(_END):
        source.take(len(_END))
    while source.starts_with(b"\r\n"):
        source.take(2)
    if not source.starts_with(_START) and not source.ended():
        raise DamagedError(f"a record longer than the {announced} bytes that it announces")


def find_start(segment: Segment, offset: int) -> int:
    """The first place from ``offset`` on at which a record begins; the segment's size where none does."""
    if offset <= 0:
        return 0
    with segment.path.open("rb") as file:
        return _find_member(file, segment, offset) if segment.gzip else _find_plain(file, segment, offset)


def _find_member(file: IO[bytes], segment: Segment, offset: int) -> int:
    for place in _places(file, segment, offset, _GZIP):
        try:
            if _Bytes(file, segment, place).starts_with(_START):
                return place
        except DamagedError:
            continue
    return segment.size


def _places(file: IO[bytes], segment: Segment, offset: int, mark: bytes) -> Iterator[int]:
    """Where ``mark`` stands."""
    while offset < segment.size:
        file.seek(segment.base + offset)
        data = file.read(min(_CHUNK * 16, segment.size - offset))
        found = data.find(mark)
        while found >= 0:
            yield offset + found
            found = data.find(mark, found + 1)
        if offset + len(data) >= segment.size or not data:
            return
        offset += len(data) - len(mark) + 1


def _find_plain(file: IO[bytes], segment: Segment, offset: int) -> int:
    place = max(0, offset - len(_END))  # the line ends before a record may stand in front of the offset
    while place < segment.size:
        file.seek(segment.base + place)
        data = file.read(min(_CHUNK * 16, segment.size - place))
        for found in _PLAIN_START.finditer(data):
            if place + found.end() >= offset:
                return place + found.end()
        if not data or place + len(data) >= segment.size:
            break
        place += len(data) - 16
    return segment.size
