"""Parts of an extraction: what one worker does at a time, and the records of each in their order.

An archive is cut at fixed distances, and each part begins with the first record behind its cut. Whether the
parts meet is checked afterwards (:attr:`Reach`): each must begin where the one before it ended, so that any
number of them comes to what one reading comes to, in damaged archives too.
"""

from __future__ import annotations

import hashlib
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from newscrawler.archive.framing import DamagedError, Fault, Segment, find_start
from newscrawler.archive.pages import is_page, raw_page
from newscrawler.archive.read import Capture, captures, segments
from newscrawler.extract.page import RawPage
from newscrawler.offline import Archive, Inputs, Means, Result, Source, file_url, read, record_of
from newscrawler.version import EXTRACTOR_VERSION

ARCHIVE_BYTES = 16 << 20
"""Distance of the cuts: some thousand pages, half a minute of work."""
FILES = 500
"""Saved pages of a part."""


@dataclass(frozen=True, slots=True)
class FilePart:
    """Saved HTML files."""

    sources: tuple[Source, ...]

    @property
    def weight(self) -> int:
        """How much there is to do, in bytes: the unit of progress."""
        return sum(_size(source.path) for source in self.sources)


@dataclass(frozen=True, slots=True)
class ArchivePart:
    """The records of an archive that begin in ``start`` … ``stop``."""

    segment: Segment
    start: int
    stop: int
    exact: bool = False
    """Whether a record begins at ``start`` for certain."""

    @property
    def weight(self) -> int:
        """How much there is to do, in bytes: the unit of progress."""
        return max(0, self.stop - self.start)


Part = FilePart | ArchivePart


@dataclass(slots=True)
class Reach:
    """Where the records of a part of an archive began and the one after them begins."""

    start: int = 0
    end: int = 0


def plan(inputs: Inputs, distance: int = ARCHIVE_BYTES, files: int = FILES) -> Iterator[Part]:
    """The parts of the arguments, in order; faults of whole archives go to ``inputs.troubles``."""
    waiting: list[Source] = []
    for entry in inputs:
        if isinstance(entry, Source):
            waiting.append(entry)
            if len(waiting) == files:
                yield FilePart(tuple(waiting))
                waiting.clear()
            continue
        if waiting:
            yield FilePart(tuple(waiting))
            waiting.clear()
        yield from _cut(entry, inputs, distance)
    if waiting:
        yield FilePart(tuple(waiting))


def _cut(archive: Archive, inputs: Inputs, distance: int) -> Iterator[Part]:
    try:
        found, told = segments(archive.path)
    except OSError as error:
        found, told = [], [f"{archive.path}: cannot be read: {error.strerror or error}"]
    inputs.troubles += told
    inputs.damaged |= bool(told)
    for segment in found:
        for start in range(0, segment.size, distance):
            yield ArchivePart(segment, start, min(start + distance, segment.size), exact=not start)


def files_of(parts: Iterable[Part]) -> Iterator[Path]:
    """The files that are read for these."""
    for part in parts:
        if isinstance(part, FilePart):
            yield from (source.path for source in part.sources)
        else:
            yield part.segment.path


def fingerprint(parts: Iterable[Part], means: Means, distance: int) -> str:
    """What makes finished parts of an earlier execution good for this one: same input, same rules."""
    digest = hashlib.sha256(f"{EXTRACTOR_VERSION} {means!r} {distance}\n".encode())
    for part in parts:
        if isinstance(part, FilePart):
            names = [f"{s.path.absolute()}\0{s.url}\0{_stamp(s.path)}" for s in part.sources]
        else:
            where = part.segment
            names = [f"{where.path.absolute()}\0{where.base + part.start}\0{part.stop}\0{_stamp(where.path)}"]
        digest.update("\n".join(names).encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def results(
    part: Part, means: Means, reach: Reach, poisoned: frozenset[int] = frozenset()
) -> Iterator[Result]:
    """The records of a part. ``poisoned``: numbers of pages at which workers died; they give a record that
    says so. A fault of an archive is a result without a line."""
    if isinstance(part, FilePart):
        yield from _files(part, means, poisoned)
    else:
        yield from _records(part, means, reach, poisoned)


def _files(part: FilePart, means: Means, poisoned: frozenset[int]) -> Iterator[Result]:
    for number, source in enumerate(part.sources):
        if number in poisoned:
            yield _crashed(source.url, source.name, str(source.path))
        else:
            yield read(source, means)


def _records(part: ArchivePart, means: Means, reach: Reach, poisoned: frozenset[int]) -> Iterator[Result]:
    name = part.segment.name
    number = 0
    reach.start = part.start if part.exact else find_start(part.segment, part.start)
    for capture in _counted(captures(part.segment, reach.start, part.stop), reach):
        where = f"{name}: offset {capture.offset}"
        if isinstance(capture, Fault):
            yield Result("", name, f"{where}: {capture.reason}", lost=True)
            continue
        if not is_page(capture):
            continue
        if number in poisoned:
            result = _crashed(capture.url, capture.url, where)
        else:
            result = _page(capture, where, means)
        number += bool(result.line)
        yield result


def _counted(found: Generator[Capture | Fault, None, int], reach: Reach) -> Iterator[Capture | Fault]:
    reach.end = yield from found


def _page(capture: Capture, where: str, means: Means) -> Result:
    try:
        page = raw_page(capture)
    except DamagedError as error:
        return Result("", capture.url, f"{where}: {error}", lost=True)
    article = record_of(page, means, capture.date)
    return Result(article.to_line(), capture.url, None)


def _crashed(url: str | None, name: str, where: str) -> Result:
    article = record_of(RawPage(url or file_url(name), b""), Means())
    article = article.model_copy(update={"warnings": [*article.warnings, "extraction_crashed"]})
    trouble = f"{where}: workers died at this page; it is passed over"
    return Result(article.to_line(), name, trouble, lost=True)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _stamp(path: Path) -> str:
    try:
        found = path.stat()
    except OSError as error:
        return str(error.errno)
    return f"{found.st_size} {found.st_mtime_ns}"
