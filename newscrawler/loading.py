"""Reading records back: JSON Lines or an export in, typed records out.

>>> import tempfile
>>> from pathlib import Path
>>> file = Path(tempfile.mkdtemp()) / "torn.jsonl"
>>> _ = file.write_text('{"id": ', encoding="utf-8")
>>> next(load(file))
Traceback (most recent call last):
newscrawler.loading.LoadError: ...torn.jsonl:1: no JSON...
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from newscrawler.lines import json_value, numbered_lines
from newscrawler.record import SCHEMA_VERSION, Article
from newscrawler.validate import EVENT_FIELDS, EventKind, line_faults, record_faults

SQLITE_MAGIC = b"SQLite format 3\0"
"""The first bytes of every SQLite file (its file format's description, 1.3)."""


class LoadError(ValueError):
    """What cannot be read as records. The message is one line: file, line, what is wrong, what to do."""

    def __init__(self, path: Path, line: int | None, reason: str) -> None:
        place = f"{path}:{line}" if line else f"{path}"
        super().__init__(f"{place}: {' '.join(reason.split())}")
        self.path = path
        self.line = line
        """1-based; None where the file as a whole is at fault."""


@dataclass(frozen=True, slots=True)
class Event:
    """One line of ``<portal>.changes.jsonl``: what happened to an article, with its record then."""

    seq: int
    event: EventKind
    at: str
    """UTC, ISO 8601 with Z."""
    record: Article


def load(path: str | os.PathLike[str]) -> Iterator[Article]:
    """The records of a JSON Lines file, or of an export (SQLite file, CSV or Parquet folder), one at a time.

    Streams: memory does not grow with the file. Blank lines are passed over.
    Raises :class:`LoadError` for what is no record, and ``OSError`` for a file that cannot be opened.
    """
    path = Path(path)
    if path.is_dir():
        from newscrawler.export.read import read_folder

        yield from read_folder(path)
    elif is_sqlite(path):
        from newscrawler.export.read import read_sqlite

        yield from read_sqlite(path)
    else:
        for number, line in numbered_lines(path):
            yield parse_record(path, number, line)


def keys(path: Path) -> Iterator[tuple[str, int, str]]:
    """(id, revision, crawled_at or "") of each record that :func:`load` gives, in its order.

    What is no record raises here or in :func:`load`.
    """
    if path.is_dir() or is_sqlite(path):
        yield from ((article.id, article.revision, article.crawled_at or "") for article in load(path))
        return
    for number, line in numbered_lines(path):
        value = parse_json(path, number, line)
        record = value if isinstance(value, dict) else {}
        ident, revision, when = (record.get(key) for key in ("id", "revision", "crawled_at"))
        if not isinstance(ident, str) or not isinstance(revision, int) or not isinstance(when or "", str):
            parse_record(path, number, line)  # says what is wrong
        yield str(ident), int(revision or 0), when or ""


def load_events(path: str | os.PathLike[str]) -> Iterator[Event]:
    """The events of a ``.changes.jsonl`` file, oldest first. Raises as :func:`load` does."""
    path = Path(path)
    for number, line in numbered_lines(path):
        value = parse_json(path, number, line)
        if not isinstance(value, dict) or tuple(value) != EVENT_FIELDS:
            raise LoadError(path, number, "no event of a changes file; read records with newscrawler.load")
        if faults := line_faults(value):
            raise LoadError(path, number, _told(path, faults))
        yield Event(value["seq"], value["event"], value["at"], Article.model_validate(value["record"]))


def parse_record(path: Path, number: int, line: bytes) -> Article:
    """The record of one line; ``path`` and ``number`` say where in a :class:`LoadError`."""
    try:
        return Article.model_validate_json(line)
    except ValidationError:
        value = parse_json(path, number, line)
    if isinstance(value, dict) and tuple(value) == EVENT_FIELDS:
        raise LoadError(
            path,
            number,
            "an event of a changes file, not a record; use the records file without .changes, "
            "or newscrawler.load_events",
        )
    version = value.get("schema_version") if isinstance(value, dict) else None
    if isinstance(version, str) and version != SCHEMA_VERSION:
        raise LoadError(
            path,
            number,
            f"record of schema {version!r}, this program reads {SCHEMA_VERSION}; "
            "write the file anew with `newscrawler reextract`, or install the version that wrote it",
        )
    raise LoadError(path, number, _told(path, record_faults(value)))


def parse_json(path: Path, number: int, line: bytes) -> Any:
    """The JSON value of one line, or :class:`LoadError`."""
    try:
        return json_value(line)
    except ValueError as error:
        raise LoadError(
            path,
            number,
            f"no JSON ({error}); is the file cut short or no JSON Lines? "
            "newscrawler export and load read <portal>.jsonl",
        ) from error


def _told(path: Path, faults: list[tuple[str, str]]) -> str:
    """The first fault, how many more there are, and how to see them all."""
    key, reason = faults[0] if faults else ("", "no record of this schema")
    more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
    return f"{key}: {reason}{more}; `newscrawler validate {path}` lists every fault".removeprefix(": ")


def files_of(paths: Iterable[Path]) -> list[Path]:
    """The files that :func:`load` reads for these: of a folder its tables."""
    return [
        file
        for path in paths
        for file in ([path, *path.glob("*.csv"), *path.glob("*.parquet")] if path.is_dir() else [path])
    ]


def is_sqlite(path: Path) -> bool:
    """Whether a file is an SQLite database, by its first bytes. Raises ``OSError``."""
    with path.open("rb") as file:
        return file.read(len(SQLITE_MAGIC)) == SQLITE_MAGIC
