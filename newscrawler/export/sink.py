"""What every format has in common: batches, and characters that a format cannot hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Protocol

from newscrawler.tables.schema import TABLES, Row, Table

CHUNK_ROWS = 32 * 1024
CHUNK_CHARACTERS = 16 << 20
"""How many rows, and characters of body text, are held before they are written."""

REPLACEMENT = "�"
"""Stands for a character that a format forbids."""

Chunk = Mapping[str, list[Row]]
"""Rows by table: all rows of some whole articles, in their order."""


class Sink(Protocol):
    """A format being written."""

    replaced: Replaced

    def write(self, chunk: Chunk) -> None:
        """Add rows to the tables."""

    def close(self) -> None:
        """Finish the files; they are whole after this."""

    def abandon(self) -> None:
        """Let go of the files as they are; they are thrown away."""


class Chunks:
    """Gathers rows and hands them to a sink chunk by chunk. Flush it at the end."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self._waiting: dict[str, list[Row]] = {name: [] for name in TABLES}
        self._rows = self._characters = 0
        self.counts: dict[str, int] = dict.fromkeys(TABLES, 0)
        """Rows by table."""

    def add(self, rows: Chunk, characters: int) -> None:
        """All rows of one article, and how long its text is."""
        for name, more in rows.items():
            self._waiting[name] += more
            self._rows += len(more)
        self._characters += characters
        if self._rows >= CHUNK_ROWS or self._characters >= CHUNK_CHARACTERS:
            self.flush()

    def stream(self, name: str, rows: Iterable[Row]) -> None:
        """All rows of one table."""
        for row in rows:
            self._waiting[name].append(row)
            self._rows += 1
            if self._rows >= CHUNK_ROWS:
                self.flush()

    def flush(self) -> None:
        """Write what is held."""
        for name, rows in self._waiting.items():
            self.counts[name] += len(rows)
        self._sink.write(self._waiting)
        self._waiting = {name: [] for name in TABLES}
        self._rows = self._characters = 0


class Replaced:
    """Counts values in which forbidden characters were replaced, by table and column."""

    def __init__(self) -> None:
        self.counts: dict[str, int] = defaultdict(int)

    def add(self, table: Table, column: str, values: int) -> None:
        """Note ``values`` changed values of a column."""
        if values:
            self.counts[f"{table.name}.{column}"] += values

    def warnings(self) -> list[str]:
        """One line for each column."""
        return [
            f"{place}: {count} values held a character that this format forbids; "
            f"it was replaced by {REPLACEMENT}"
            for place, count in sorted(self.counts.items())
        ]
