"""State of one portal: its articles, newest raw responses and the log of changes, in one SQLite file.

The system of record of a run. Every method that writes is one transaction: after kill -9 at any moment
each article is stored wholly, with its raw response and its change, or not at all.

How a run uses it::

    with State.open(output_dir, "sipac") as state:          # PortalBusyError, StateError
        state.begin_run({"full": False})
        known = state.known(url)                            # None: never stored
        if known is None or full or due(known, now): ask (with known.etag, known.last_modified)
        200: the store pipeline calls state.record(article, pages, fetched_at)
        304: state.not_modified(known.id, url)
        404, 410, home page: state.missing(known.id, Cause.NOT_FOUND)
        anything else: state.failures.add(url, Cause.…, detail, topics, pages)
        state.finish_run(status, reason, report)
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from newscrawler.extract import extract_pages
from newscrawler.extract.page import RawPage
from newscrawler.record import Article
from newscrawler.state.codec import dumps, moment, pack, unpack, utc_now, utc_text
from newscrawler.state.errors import plain_errors
from newscrawler.state.failures import Failures
from newscrawler.state.lists import Lists
from newscrawler.state.lock import WriterLock
from newscrawler.state.looks import Fetched, Look, Looks, Outcome
from newscrawler.state.recovery import open_sound
from newscrawler.state.runs import Runs
from newscrawler.urls import identity

__all__ = ["Extract", "Known", "Outcome", "State"]

Extract = Callable[..., Article]


@dataclass(frozen=True, slots=True)
class Known:
    """What a spider needs to know of a stored article. Times are ISO 8601."""

    id: str
    url: str
    status: str
    """``live`` or ``gone``."""
    topics: tuple[str, ...]
    timestamp: str | None
    first_seen: str | None
    checked_at: str | None
    """Last look: 200, 304 or missing. None after a rebuild from JSON Lines."""
    etag: str | None
    """Validators of the asked address; None where the server gave none, or where a 304 would not settle
    what is suspected."""
    last_modified: str | None
    suspect: bool
    """One look found it missing."""
    held: bool
    """One look found a worse version."""


class State:
    """The state of one portal, open for its one writer. Get one by :meth:`open`."""

    lists: Lists
    """Topics found and walks of their lists."""
    failures: Failures
    """Quarantine: pages that gave no record."""
    runs: Runs
    """Runs so far, newest first."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        output: Path,
        portal: str,
        *,
        lock: WriterLock | None = None,
        clock: Callable[[], datetime] = utc_now,
        pause: timedelta = timedelta(hours=1),
        extract: Extract = extract_pages,
        notices: Sequence[str] = (),
    ) -> None:
        self.connection = connection
        self.output = output
        self.portal = portal
        self.clock = clock
        self.notices = list(notices)
        """One line each for a person: a rebuilt state, an interrupted run before this one."""
        self.lists = Lists(self)
        self.failures = Failures(self)
        self.runs = Runs(self)
        self.pause = pause
        self.extract = extract
        self.looks = Looks(self)
        self._lock = lock

    @classmethod
    def open(
        cls,
        output: Path,
        portal: str,
        *,
        clock: Callable[[], datetime] = utc_now,
        pause: timedelta = timedelta(hours=1),
        extract: Extract = extract_pages,
    ) -> Self:
        """The state of ``portal`` under ``output`` (setting OUTPUT_DIR), created where there is none.

        Takes the writer's lock, sets a corrupt file aside and rebuilds it from the JSON Lines. ``pause``
        is the time after which a second look within one run counts as a second look. Raises
        :class:`~newscrawler.state.errors.PortalBusyError`, ``DiskError`` or ``StateError``.
        """
        with plain_errors(f"state of {portal}"):
            lock = WriterLock.acquire(output, portal, clock())
            try:
                connection, notices = open_sound(output, portal, clock())
            except BaseException:
                lock.release()
                raise
        return cls(
            connection,
            output,
            portal,
            lock=lock,
            clock=clock,
            pause=pause,
            extract=extract,
            notices=notices,
        )

    def close(self) -> None:
        """Close the file and release the lock. A run that was not finished counts as interrupted."""
        self.connection.close()
        if self._lock:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # Runs

    def begin_run(self, arguments: Mapping[str, Any]) -> int:
        """Note the start of a run; returns its number. ``arguments`` are plain JSON values."""
        return self.runs.begin(arguments)

    def finish_run(
        self, status: int, reason: str, report: Mapping[str, Any], *, reported: bool = False
    ) -> None:
        """Note the end of the run: exit status, one-line reason, report (plain JSON values), and whether
        ``runs.jsonl`` has it. Walks that reached everything become complete."""
        with self.transaction():
            self.lists.settle()
            self.runs.finish(status, reason, report, reported=reported)

    # Reading

    def known(self, url: str) -> Known | None:
        """The stored article that was met under ``url`` (any spelling or scheme), or None."""
        row = self.connection.execute(
            f"{_KNOWN} FROM addresses d JOIN articles a USING (id) WHERE d.identity = ?", (identity(url),)
        ).fetchone()
        return _known(row) if row else None

    def all_known(self, chunk: int = 500) -> Iterator[Known]:
        """Every stored article by its own address, by id: what a full sweep or an age-based recheck goes
        through. The state may be written between two of them.
        """
        after = ""
        while True:
            rows = self.connection.execute(
                f"{_KNOWN} FROM articles a LEFT JOIN addresses d ON d.identity = identity(a.url)"
                " WHERE a.id > ? ORDER BY a.id LIMIT ?",
                (after, chunk),
            ).fetchall()
            if not rows:
                return
            after = rows[-1]["id"]
            yield from map(_known, rows)

    def get(self, ident: str) -> dict[str, Any] | None:
        """The newest record of an article as plain values, or None."""
        row = self.connection.execute("SELECT record FROM articles WHERE id = ?", (ident,)).fetchone()
        return json.loads(row["record"]) if row else None

    def events(self, article: str) -> Iterator[dict[str, Any]]:
        """What happened to one article (id, or an address it was met under), oldest first: ``seq``,
        ``event``, ``at``, and ``record`` as it was after it."""
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

    def lines(self) -> Iterator[str]:
        """The newest record of every article as its line of JSON, in the order of the output. Streams."""
        rows = self.connection.execute(
            "SELECT record FROM articles ORDER BY timestamp IS NULL, timestamp, id"
        )
        return (row["record"] for row in rows)

    def raw(self, ident: str, kind: str = "article") -> list[RawPage]:
        """The newest responses of an article in reading order. ``kind``: article, held or failure
        (``ident`` is then an address)."""
        rows = self.connection.execute(
            "SELECT url, status, headers, body FROM raw WHERE kind = ? AND owner = ? ORDER BY part",
            (kind, ident),
        )
        return [
            RawPage(row["url"], unpack(row["body"]), json.loads(row["headers"]), row["status"])
            for row in rows
        ]

    def raw_time(self, ident: str, kind: str = "article") -> datetime | None:
        """When the first of these responses was fetched; None where nothing is kept."""
        row = self.connection.execute(
            "SELECT fetched_at FROM raw WHERE kind = ? AND owner = ? AND part = 0", (kind, ident)
        ).fetchone()
        return moment(row["fetched_at"]) if row and row["fetched_at"] else None

    def counts(self) -> dict[str, int]:
        """Articles by status: ``{"live": …, "gone": …}``."""
        rows = self.connection.execute("SELECT status, count(*) FROM articles GROUP BY status")
        return {"live": 0, "gone": 0} | {row["status"]: row[1] for row in rows}

    # Looks at articles

    def record(
        self,
        article: Article,
        pages: Sequence[RawPage],
        fetched_at: datetime,
        met_at: Iterable[str] = (),
    ) -> Look:
        """Take in an article as it was just extracted from ``pages``; ``met_at``: other addresses that led
        to it, such as that of a list from before a redirect.

        One transaction for record, responses and change. → NEW, UNCHANGED, REVISED, BACK or HELD, with the
        record as stored where that is new. The stored id, URL and first sight stay; topics are joined. Where
        another version of the extractor made the stored record, its stored pages are extracted again before
        comparing, so that only a changed *page* makes a revision.
        """
        return self.looks.record(article, Fetched(pages, fetched_at), met_at)

    def not_modified(self, ident: str) -> Outcome:
        """The portal answered 304: only the time of the look moves. → UNCHANGED (BACK where it was gone)."""
        return self.looks.not_modified(ident)

    def missing(self, ident: str, cause: str) -> Outcome:
        """404, 410, or the home page or an error page in the article's place.

        → SUSPECT at the first look; GONE where an earlier look found it missing too, in a run that
        finished or longer than the pause ago; UNCHANGED where it was gone already.
        """
        return self.looks.missing(ident, cause)

    def add_topics(self, ident: str, topics: Iterable[str]) -> bool:
        """A known article was met under ``topics`` → whether that was new. No revision, no change event."""
        return self.looks.add_topics(ident, topics)

    def replace(self, record: dict[str, Any]) -> None:
        """Write a record that better rules made of the same page: no look, no revision, no event."""
        with self.transaction() as db:
            db.execute(
                "UPDATE articles SET timestamp = ?, content_hash = ?, extractor_version = ?, record = ?"
                " WHERE id = ?",
                (
                    record["timestamp"],
                    record["content_hash"],
                    record["extractor_version"],
                    dumps(record),
                    record["id"],
                ),
            )

    def believe_held(self) -> list[Outcome]:
        """Take in the revisions held back earlier that the present run saw again; for the end of a run
        that did not drift. → what each came to."""
        return self.looks.believe_held()

    def lost_now(self) -> Counter[str]:
        """Field → articles that the present run holds back because they lost it."""
        rows = self.connection.execute(
            "SELECT lost FROM held WHERE ?1 IN (run, confirmed_run)", (self.runs.current,)
        )
        return Counter(name for row in rows for name in json.loads(row["lost"]))

    def keep_raw(self, kind: str, owner: str, pages: Sequence[RawPage], fetched_at: datetime) -> None:
        """Keep these responses, compressed, in place of those kept before (see :meth:`raw`)."""
        with self.transaction() as db:
            db.execute("DELETE FROM raw WHERE kind = ? AND owner = ?", (kind, owner))
            db.executemany(
                "INSERT INTO raw VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    (
                        kind,
                        owner,
                        part,
                        page.url,
                        page.status,
                        dumps(dict(page.headers)),
                        utc_text(fetched_at),
                        pack(page.body),
                    )
                    for part, page in enumerate(pages)
                ],
            )

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """One transaction; nested uses join the outer one. Errors roll back, disk errors say so."""
        if self.connection.in_transaction:
            yield self.connection
            return
        with plain_errors(f"state of {self.portal}"):
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield self.connection
            except BaseException:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise
            self.connection.execute("COMMIT")


_KNOWN = (
    "SELECT a.id, a.url, a.status, a.topics, a.timestamp, a.first_seen, a.checked_at, a.missing_at,"
    " d.etag, d.last_modified, EXISTS (SELECT 1 FROM held WHERE held.id = a.id) AS held"
)


def _known(row: sqlite3.Row) -> Known:
    # A 304 would not say whether what an earlier look saw still holds.
    certain = row["status"] == "live" and row["missing_at"] is None and not row["held"]
    return Known(
        id=row["id"],
        url=row["url"],
        status=row["status"],
        topics=tuple(json.loads(row["topics"])),
        timestamp=row["timestamp"],
        first_seen=row["first_seen"],
        checked_at=row["checked_at"],
        etag=row["etag"] if certain else None,
        last_modified=row["last_modified"] if certain else None,
        suspect=row["missing_at"] is not None and row["status"] == "live",
        held=bool(row["held"]),
    )
