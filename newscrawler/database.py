"""The SQLite export that ``browse`` and ``report`` stand on, made anew when its records changed."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from importlib import resources
from pathlib import Path

from newscrawler.export.write import export
from newscrawler.fulltext import FTS_TABLE, register
from newscrawler.loading import LoadError, is_sqlite
from newscrawler.version import EXTRACTOR_VERSION

NAME = "newscrawler"
"""The name of the database in addresses of ``browse``, whatever its file is called."""
FOLDER = "browse"
"""Below OUTPUT_DIR: where the exports lie."""


def database_of(files: Sequence[Path], folder: Path, note: Callable[[str], None] = lambda _: None) -> Path:
    """The SQLite export of ``files``; a single export is itself. Others are kept in ``folder`` and made anew
    when a file or this program changed. ``note`` is told each step.

    Raises as :func:`newscrawler.export.write.export`; LoadError for an SQLite file that is no export.
    """
    if len(files) == 1 and files[0].is_file() and is_sqlite(files[0]):
        _check(files[0])
        return files[0]
    target = folder / f"{_name(files)}.sqlite"
    stamp = _stamp(files)
    if target.is_file() and _stamp_in(target) == stamp:
        return target
    summary = export(files, "sqlite", target, note=note)
    for warning in summary.warnings:
        note(f"warning: {warning}")
    # After the renaming: a kill between both costs one more export, never a stale one.
    with closing(sqlite3.connect(target)) as connection:
        connection.execute(f"PRAGMA user_version = {stamp}")
    return target


def open_database(path: Path) -> sqlite3.Connection:
    """A read-only connection with the search function, for an export that nobody writes to. Rows by name."""
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    connection.row_factory = sqlite3.Row
    register(connection)
    return connection


def _name(files: Sequence[Path]) -> str:
    """``sipac-1f3a9c2e``: for people, and for no other set of files."""
    paths = "\0".join(str(file.absolute()) for file in files)
    stem = files[0].name.removesuffix(".jsonl").replace("/", "-")
    return f"{stem}-{hashlib.sha256(paths.encode()).hexdigest()[:8]}"


def _stamp(files: Sequence[Path]) -> int:
    """31 bits over what the export is made from: files by size and time, extractor, tables. Never 0."""
    parts = [
        EXTRACTOR_VERSION,
        resources.files("newscrawler.tables").joinpath("tables.toml").read_text("utf-8"),
    ]
    for file in files:
        inner = sorted(file.iterdir()) if file.is_dir() else [file]
        parts += [f"{one} {one.stat().st_size} {one.stat().st_mtime_ns}" for one in inner]
    return int.from_bytes(hashlib.sha256("\0".join(parts).encode()).digest()[:4]) >> 1 or 1


def _stamp_in(path: Path) -> int:
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            return int(connection.execute("PRAGMA user_version").fetchone()[0])
    except sqlite3.DatabaseError:
        return 0


def _check(path: Path) -> None:
    """Whether a file that somebody names is an export of ours."""
    wanted = {"articles", "people", "appearances", "companions", FTS_TABLE}
    try:
        with closing(open_database(path)) as connection:
            found = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema")}
    except sqlite3.DatabaseError as error:
        raise LoadError(path, None, f"no SQLite database ({error})") from error
    if missing := sorted(wanted - found):
        raise LoadError(
            path, None, f"no export of newscrawler: {missing[0]} is missing; name the records instead"
        )
