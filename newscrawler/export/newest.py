"""Records from several files, each article once: the newest revision of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import chain
from pathlib import Path

from newscrawler.loading import keys, load
from newscrawler.record import Article

_CACHE_KIB = 16 * 1024


class Newest:
    """The records of files, of each id only the one with the highest revision, then the latest fetched.

    Iterating reads the files twice: ids first, then the records. The ids lie in a scratch database, so that
    memory does not grow with them. ``left_out`` counts the others.
    """

    def __init__(self, paths: Sequence[Path], scratch: Path) -> None:
        """``scratch``: a file that does not exist yet. The paths are what :func:`newscrawler.load` takes."""
        self._paths = paths
        self._scratch = scratch
        self.left_out = 0

    def __iter__(self) -> Iterator[Article]:
        """Stream the records in the order of the files."""
        self.left_out = 0
        with closing(sqlite3.connect(self._scratch, isolation_level=None)) as db:
            older = self._older(db)
            next_older = next(older, None)
            for number, article in enumerate(chain.from_iterable(map(load, self._paths))):
                if number == next_older:
                    self.left_out += 1
                    next_older = next(older, None)
                else:
                    yield article

    def _older(self, db: sqlite3.Connection) -> Iterator[int]:
        """The places, over all files and in order, of records that a newer one replaces."""
        db.execute("PRAGMA journal_mode = OFF")
        db.execute("PRAGMA temp_store = FILE")
        db.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        db.execute("BEGIN")
        db.execute("DROP TABLE IF EXISTS seen")
        db.execute("CREATE TABLE seen (id TEXT, revision INTEGER, crawled_at TEXT)")
        db.executemany(
            "INSERT INTO seen (rowid, id, revision, crawled_at) VALUES (?, ?, ?, ?)",
            ((number, *key) for number, key in enumerate(chain.from_iterable(map(keys, self._paths)))),
        )
        rows = db.execute(
            "SELECT number FROM (SELECT rowid AS number, row_number() OVER "
            "(PARTITION BY id ORDER BY revision DESC, crawled_at DESC, rowid DESC) AS place FROM seen) "
            "WHERE place > 1 ORDER BY number"
        )
        return (number for (number,) in rows)
