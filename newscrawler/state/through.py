"""What the present run is through with: on disk, so that memory does not grow with the number of articles."""

from __future__ import annotations

import sqlite3

from newscrawler.state.errors import plain_errors


class Through:
    """A set of texts (identities, ids) for the time of one run, in a temporary table of its own.

    Only their hashes are kept: among a hundred million texts two would share one once in 3,000 runs.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        connection.execute("CREATE TEMP TABLE IF NOT EXISTS through (key INTEGER PRIMARY KEY)")
        connection.execute("DELETE FROM through")

    def add(self, *texts: str) -> None:
        """Note that the run is through with these."""
        with plain_errors("temporary table"):
            self._connection.executemany(
                "INSERT OR IGNORE INTO through VALUES (?)", [(hash(text),) for text in texts]
            )

    def any(self, *texts: str) -> bool:
        """Whether one of these was noted."""
        return any(
            self._connection.execute("SELECT 1 FROM through WHERE key = ?", (hash(text),)).fetchone()
            for text in texts
        )
