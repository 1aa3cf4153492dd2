"""Opening the state soundly: a corrupt file is kept aside, and what it held is rebuilt from the JSON Lines.

The same repair makes good a state file that is missing or older than the output beside it. Raw responses and
the history of runs and lists are not in the JSON Lines: lists are walked anew, pages come back at their next
look.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import jsonlines
from pydantic import ValidationError

from newscrawler.record import Article
from newscrawler.state.errors import StateError
from newscrawler.state.output import changes_path, records_path
from newscrawler.state.rows import log_event, put_article
from newscrawler.state.schema import connect
from newscrawler.urls import identity
from newscrawler.validate import EVENTS

_TAIL = 1 << 20
_CORRUPT = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def state_path(output: Path, portal: str) -> Path:
    """``<output>/state/<portal>.sqlite``."""
    return output / "state" / f"{portal}.sqlite"


def open_sound(output: Path, portal: str, now: datetime) -> tuple[sqlite3.Connection, list[str]]:
    """A connection to a sound state file, and one line for each thing a person should know."""
    path = state_path(output, portal)
    notices = []
    connection, fault = _open(path)
    if connection is None:
        aside = _set_aside(path, now)
        notices.append(f"state of {portal} is corrupt ({fault}): kept as {aside.name}")
        connection, fault = _open(path)
        if connection is None:
            raise StateError(f"state of {portal} cannot be created: {fault}")
    try:
        notices += _catch_up(connection, output, portal)
    except BaseException:
        connection.close()
        raise
    return connection, notices


def _open(path: Path) -> tuple[sqlite3.Connection | None, str]:
    """A checked connection, or None with what is corrupt. Other errors (disk, locks) are raised."""
    connection = None
    try:
        connection = connect(path)
        fault = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    except sqlite3.DatabaseError as error:
        if connection:
            connection.close()
        if getattr(error, "sqlite_errorcode", 0) & 0xFF not in _CORRUPT:
            raise
        return None, str(error)
    if fault == "ok":
        return connection, ""
    connection.close()
    return None, " ".join(fault.split())


def _set_aside(path: Path, now: datetime) -> Path:
    """Rename the file and its journal, so that nothing is lost that a person might still read."""
    stem = f"{path.name}.corrupt-{now:%Y%m%dT%H%M%S}"
    aside = path.with_name(stem)
    number = 1
    while aside.exists():
        number += 1
        aside = path.with_name(f"{stem}-{number}")
    for suffix in ("", "-wal", "-shm"):
        part = path.with_name(path.name + suffix)
        if part.exists():
            part.replace(aside.with_name(aside.name + suffix))
    return aside


def _catch_up(connection: sqlite3.Connection, output: Path, portal: str) -> list[str]:
    """Take from the JSON Lines what the state does not have → one line for a person, or none."""
    changes, records = changes_path(output, portal), records_path(output, portal)
    newest = connection.execute("SELECT coalesce(max(seq), 0) FROM changes").fetchone()[0]
    stored = connection.execute("SELECT count(*) FROM articles").fetchone()[0]
    behind = _last_seq(changes) > newest
    if not behind and (stored or not _has_content(records)):
        return []
    connection.execute("BEGIN IMMEDIATE")
    try:
        events = faults = 0
        for line in _objects(changes):
            event = _event(line)
            if event is None:
                faults += 1
            elif event["seq"] > newest:
                _add_event(connection, event)
                events += 1
        for line in _objects(records):
            if (record := _record(line)) is None:
                faults += 1
            else:
                _add_article(connection, record)
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    articles = connection.execute("SELECT count(*) FROM articles").fetchone()[0]
    skipped = f", {faults} unreadable lines skipped" if faults else ""
    return [f"state of {portal} rebuilt from the JSON Lines: {articles} articles, {events} events{skipped}"]


def _has_content(path: Path) -> bool:
    return path.is_file() and path.stat().st_size > 0


def _last_seq(changes: Path) -> int:
    """Sequence number of the last whole line; 0 where there is none."""
    if not _has_content(changes):
        return 0
    with changes.open("rb") as file:
        size = file.seek(0, 2)
        span = _TAIL
        while True:
            file.seek(max(0, size - span))
            for line in reversed(file.read().splitlines()):
                try:
                    return int(json.loads(line)["seq"])
                except (ValueError, TypeError, KeyError):
                    continue
            if span >= size:
                return 0
            span *= 8


def _objects(path: Path) -> Iterator[dict[str, Any] | None]:
    """The objects of a JSON Lines file; None for a line that holds none."""
    if not path.is_file():
        return
    with path.open("rb") as file:
        reader = jsonlines.Reader(file)
        while True:
            try:
                yield reader.read(type=dict)
            except EOFError:
                return
            except jsonlines.InvalidLineError:
                yield None


def _record(line: dict[str, Any] | None) -> dict[str, Any] | None:
    """A line of the output as a sound record, else None."""
    try:
        return Article.model_validate(line).model_dump()
    except ValidationError:
        return None


def _event(line: dict[str, Any] | None) -> dict[str, Any] | None:
    """A line of the changes as a sound event, else None."""
    if line is None or not isinstance(line.get("seq"), int):
        return None
    if line.get("event") not in EVENTS or not isinstance(line.get("at"), str):
        return None
    record = _record(line.get("record"))
    return line | {"record": record} if record else None


def _add_event(connection: sqlite3.Connection, event: dict[str, Any]) -> None:
    record = event["record"]
    line = _add_article(connection, record)
    log_event(connection, event["event"], record["id"], line, event["at"], seq=event["seq"])


def _add_article(connection: sqlite3.Connection, record: dict[str, Any]) -> str:
    """The record as the article's newest; its last look counts as that of the record."""
    line = put_article(connection, record, record["crawled_at"])
    connection.execute(
        "INSERT OR IGNORE INTO addresses (identity, id) VALUES (?, ?)",
        (identity(record["url"]), record["id"]),
    )
    return line
