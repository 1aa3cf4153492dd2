"""Executions of crawl: when each began and ended, with which verdict and report."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from newscrawler.state.codec import dumps, utc_text

if TYPE_CHECKING:
    from newscrawler.state.store import State


@dataclass(frozen=True, slots=True)
class RunRow:
    """One run as the state remembers it."""

    number: int
    started_at: str
    finished_at: str | None
    """None: interrupted, or running now."""
    arguments: Mapping[str, Any]
    status: int | None
    reason: str | None
    report: Mapping[str, Any]


class Runs:
    """Part of a :class:`~newscrawler.state.store.State`: ``state.runs``."""

    def __init__(self, state: State) -> None:
        self._state = state
        self.current: int | None = None
        """Number of the present run; None outside of one."""

    def begin(self, arguments: Mapping[str, Any]) -> int:
        """Note the start of a run; returns its number."""
        with self._state.transaction() as db:
            self.current = db.execute(
                "INSERT INTO runs (started_at, arguments) VALUES (?, ?)",
                (utc_text(self._state.clock()), dumps(dict(arguments))),
            ).lastrowid
        assert self.current is not None
        return self.current

    def finish(self, status: int, reason: str, report: Mapping[str, Any], *, reported: bool) -> None:
        """Note the end of the present run."""
        with self._state.transaction() as db:
            db.execute(
                "UPDATE runs SET finished_at = ?, status = ?, reason = ?, report = ?, reported = ?"
                " WHERE run = ?",
                (
                    utc_text(self._state.clock()),
                    status,
                    reason,
                    dumps(dict(report)),
                    reported,
                    self.current,
                ),
            )
        self.current = None

    def finished(self, number: int | None) -> bool:
        """Whether run ``number`` ended by itself."""
        row = self._state.connection.execute(
            "SELECT finished_at FROM runs WHERE run = ?", (number,)
        ).fetchone()
        return row is not None and row["finished_at"] is not None

    def unreported(self) -> list[RunRow]:
        """Runs before the present one that have no line in ``runs.jsonl`` yet, oldest first."""
        rows = self._state.connection.execute(
            "SELECT * FROM runs WHERE NOT reported AND run IS NOT ? ORDER BY run", (self.current,)
        )
        return [_run_row(row) for row in rows]

    def reported(self, number: int) -> None:
        """Note that run ``number`` has its line in ``runs.jsonl``."""
        with self._state.transaction() as db:
            db.execute("UPDATE runs SET reported = 1 WHERE run = ?", (number,))

    def healthy_coverage(self, limit: int) -> list[Mapping[str, Any]]:
        """``coverage`` of the reports of the newest runs that ended with status 0, were unrestricted and
        extracted anything; newest first."""
        rows = self._state.connection.execute(
            "SELECT json_extract(report, '$.coverage') FROM runs WHERE status = 0"
            " AND NOT json_extract(report, '$.restricted') AND json_extract(report, '$.coverage.pages') > 0"
            " ORDER BY run DESC LIMIT ?",
            (limit,),
        )
        return [json.loads(row[0]) for row in rows]

    def newest(self) -> Iterator[RunRow]:
        """All runs, newest first. Streams."""
        rows = self._state.connection.execute("SELECT * FROM runs ORDER BY run DESC")
        return map(_run_row, rows)


def _run_row(row: sqlite3.Row) -> RunRow:
    return RunRow(
        row["run"],
        row["started_at"],
        row["finished_at"],
        json.loads(row["arguments"]),
        row["status"],
        row["reason"],
        json.loads(row["report"] or "{}"),
    )
