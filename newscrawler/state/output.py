"""The output, ``<portal>.jsonl`` and ``<portal>.changes.jsonl``: written from the state, atomically
(:func:`newscrawler.outputs.replacing`). A file that is up to date is not touched.

A line of the changes is ``{"seq": 1, "event": "new", "at": "2026-11-25T03:00:00Z", "record": {…}}``.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING

import jsonlines

from newscrawler.outputs import replacing
from newscrawler.state.codec import unpack
from newscrawler.state.errors import plain_errors

if TYPE_CHECKING:
    from newscrawler.state.store import State


def records_path(output: Path, portal: str) -> Path:
    """``<output>/<portal>.jsonl``: the newest record of each article."""
    return output / f"{portal}.jsonl"


def changes_path(output: Path, portal: str) -> Path:
    """``<output>/<portal>.changes.jsonl``: every event."""
    return output / f"{portal}.changes.jsonl"


def write_output(state: State) -> bool:
    """Bring both files up to date → whether anything was written. Raises ``DiskError``; old files stand."""
    with plain_errors(f"output of {state.portal}"):
        # What is published must survive a power cut in the state too.
        state.connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
        # Records first: they are never older than the changes, which recovery relies on.
        records = _write_records(state)
        changes = _write_changes(state)
    return records or changes


def _write_records(state: State) -> bool:
    path = records_path(state.output, state.portal)
    generation = _meta(state, "generation")
    if generation == _meta(state, "records_generation") and _size(path) == _meta(state, "records_size"):
        return False
    with replacing(path) as file:
        _writer(file).write_all(state.lines())
    _note(state, records_generation=generation, records_size=_size(path))
    return True


def _write_changes(state: State) -> bool:
    path = changes_path(state.output, state.portal)
    newest = state.connection.execute("SELECT coalesce(max(seq), 0) FROM changes").fetchone()[0]
    written, whole = _meta(state, "changes_seq"), _size(path) == _meta(state, "changes_size")
    if newest == written and whole:
        return False
    with replacing(path) as file:
        if whole and written:
            with path.open("rb") as before:
                shutil.copyfileobj(before, file, 1 << 20)
        else:
            written = 0
        _writer(file).write_all(_change_lines(state, written))
    _note(state, changes_seq=newest, changes_size=_size(path))
    return True


def _change_lines(state: State, after: int) -> Iterator[str]:
    rows = state.connection.execute("SELECT * FROM changes WHERE seq > ? ORDER BY seq", (after,))
    for row in rows:
        record = unpack(row["record"]).decode()
        yield f'{{"seq":{row["seq"]},"event":"{row["event"]}","at":"{row["at"]}","record":{record}}}'


def _writer(file: IO[bytes]) -> jsonlines.Writer:
    """A writer of values that are lines of JSON already."""
    return jsonlines.Writer(file, dumps=str)


def _size(path: Path) -> int:
    """Bytes of a file; 0 where there is none."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def _meta(state: State, key: str) -> int:
    row = state.connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return row["value"] if row else 0


def _note(state: State, **values: int) -> None:
    with state.transaction() as db:
        db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", list(values.items()))
