"""Asking the export for a report: the newest rows behind a number, and where ``browse`` answers the same."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

from newscrawler.htmlreport.model import Number, Row, anchor
from newscrawler.questions import question

SHOWN = 5
"""Newest rows behind each number."""
BROWSE = "http://127.0.0.1:8001"
"""Where ``newscrawler browse`` serves by default."""


class Asking:
    """A connection to an export, with what sections need of it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def all(self, sql: str, *values: Any) -> list[sqlite3.Row]:
        """All rows of an answer that is known to be short."""
        return self._connection.execute(sql, values).fetchall()

    def each(self, sql: str, *values: Any) -> Iterator[sqlite3.Row]:
        """The rows of an answer, one at a time."""
        yield from self._connection.execute(sql, values)

    def one(self, sql: str, *values: Any) -> Any:
        """The first value of the first row."""
        row = self._connection.execute(sql, values).fetchone()
        return row[0] if row else None

    def number(
        self, section: str, label: str, value: int | str, name: str, note: str = "", **filled: str
    ) -> Number:
        """A number with the newest articles behind it: the answer to question ``name`` with ``filled`` in."""
        asked = question(name)
        found = self._connection.execute(f"{asked.sql}\nLIMIT {SHOWN}", filled).fetchall()
        rows = tuple(
            Row(row["date"] or "", row["title"] or row["id"], row["url"], row["id"]) for row in found
        )
        return Number(label, value, section, rows, asked.path(**filled), note)


def link(section: str, label: str) -> str:
    """Where a mark of a picture leads: to its number in the page."""
    return f"#{anchor(section, label)}"


def browse_link(name: str, **filled: str) -> str:
    """Where a mark leads that has no number of its own: to the question in browse."""
    return BROWSE + question(name).path(**filled)
