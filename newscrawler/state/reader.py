"""Reading a portal's state from outside of a run, also while one is writing it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from newscrawler.state.codec import unpack
from newscrawler.state.errors import StateError
from newscrawler.state.recovery import state_path
from newscrawler.state.schema import connect_reader
from newscrawler.urls import identity


class StateReader:
    """A read-only view of one portal's state. Get one by :meth:`open`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    @classmethod
    def open(cls, output: Path, portal: str) -> Self:
        """Raises :class:`StateError` where there is no state, or none that can be read."""
        path = state_path(output, portal)
        if not path.is_file():
            raise StateError(f"nothing is stored of {portal} under {output}")
        return cls(connect_reader(path))

    def events(self, article: str) -> Iterator[dict[str, Any]]:
        """The events of one article (id, or an address it was met under), oldest first: seq, event, at and
        the full record after it."""
        rows = self.connection.execute(
            "SELECT seq, event, at, record FROM changes"
            " WHERE id = coalesce((SELECT id FROM addresses WHERE identity = ?), ?) ORDER BY seq",
            (identity(article), article),
        )
        for row in rows:
            yield {
                "seq": row["seq"],
                "event": row["event"],
                "at": row["at"],
                "record": json.loads(unpack(row["record"])),
            }

    def close(self) -> None:
        """Close the file."""
        self.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
