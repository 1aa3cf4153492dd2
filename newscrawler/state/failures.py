"""Pages that gave no record: quarantine and failures, kept with their cause and their responses."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from newscrawler.extract.page import RawPage
from newscrawler.state.codec import dumps, utc_text
from newscrawler.urls import identity

if TYPE_CHECKING:
    from newscrawler.state.store import State


@dataclass(frozen=True, slots=True)
class Failure:
    """One address that failed."""

    url: str
    topics: tuple[str, ...]
    cause: str
    """Of the closed list :class:`newscrawler.verdict.Cause`."""
    detail: str
    first_at: str
    last_at: str
    tries: int
    """Runs in which it failed."""


class Failures:
    """Part of a :class:`~newscrawler.state.store.State`: ``state.failures``.

    An address leaves the list when its article is stored.
    """

    def __init__(self, state: State) -> None:
        self._state = state

    def add(
        self,
        url: str,
        cause: str,
        detail: str = "",
        *,
        topics: Iterable[str] = (),
        pages: Sequence[RawPage] = (),
        fetched_at: datetime | None = None,
        record: str | None = None,
    ) -> None:
        """Note that ``url`` gave no record: ``cause`` of the closed list, ``detail`` one line for a person.

        ``pages`` (what the portal answered) and ``record`` (the line that failed validation) are kept.
        An isolated block or an error of the transport is worth another try, see :meth:`retries`.
        """
        now = utc_text(self._state.clock())
        key = identity(url)
        run = self._state.runs.current
        with self._state.transaction() as db:
            db.execute(
                "INSERT INTO failures VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6, 1, ?7, ?8)"
                " ON CONFLICT (identity) DO UPDATE SET topics = ?3, cause = ?4, detail = ?5, last_at = ?6,"
                " tries = tries + (run IS NOT ?7), run = ?7, record = ?8",
                (key, url, dumps(sorted(set(topics))), str(cause), detail, now, run, record),
            )
            if pages:
                self._state.keep_raw("failure", key, pages, fetched_at or self._state.clock())

    def remove(self, url: str) -> None:
        """``url`` gave a record after all, or is no article."""
        key = identity(url)
        with self._state.transaction() as db:
            if db.execute("DELETE FROM failures WHERE identity = ?", (key,)).rowcount:
                db.execute("DELETE FROM raw WHERE kind = 'failure' AND owner = ?", (key,))

    def all(self) -> Iterator[Failure]:
        """All failures, newest first. Streams."""
        rows = self._state.connection.execute("SELECT * FROM failures ORDER BY last_at DESC, identity")
        return map(_failure, rows)

    def get(self, url: str) -> Failure | None:
        """The failure of one address, or None."""
        row = self._state.connection.execute(
            "SELECT * FROM failures WHERE identity = ?", (identity(url),)
        ).fetchone()
        return _failure(row) if row else None

    def pages(self, url: str) -> tuple[list[RawPage], datetime | None]:
        """What the portal answered there, and when."""
        key = identity(url)
        return self._state.raw(key, "failure"), self._state.raw_time(key, "failure")

    def retries(self, causes: Iterable[str], limit: int = 5) -> list[Failure]:
        """Failures of these causes from earlier runs with fewer than ``limit`` tries: a run asks for them
        again by itself, since their list pages may not be read again."""
        wanted = [str(cause) for cause in causes]
        rows = self._state.connection.execute(
            f"SELECT * FROM failures WHERE cause IN ({','.join('?' * len(wanted))})"
            " AND tries < ? AND run IS NOT ? ORDER BY last_at, identity",
            (*wanted, limit, self._state.runs.current),
        )
        return [_failure(row) for row in rows]

    def counts(self) -> Counter[str]:
        """Failures now on the list, by cause."""
        rows = self._state.connection.execute("SELECT cause, count(*) FROM failures GROUP BY cause")
        return Counter({row["cause"]: row[1] for row in rows})


def _failure(row: sqlite3.Row) -> Failure:
    return Failure(
        row["url"],
        tuple(json.loads(row["topics"])),
        row["cause"],
        row["detail"],
        row["first_at"],
        row["last_at"],
        row["tries"],
    )
