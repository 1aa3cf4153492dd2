"""What one look at an article does to the state: the rules of revisions, deletions and returns.

Each method is one transaction; the outcome is decided from what is stored and what was just read.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from newscrawler.extract.page import RawPage
from newscrawler.record import Article
from newscrawler.state.codec import dumps, moment, utc_text
from newscrawler.state.compare import doubtful_fields, same_page
from newscrawler.state.rows import log_event, put_article
from newscrawler.urls import identity

if TYPE_CHECKING:
    from newscrawler.state.store import State

Values = dict[str, Any]


class Outcome(StrEnum):
    """What one look at an article came to."""

    NEW = "new"
    UNCHANGED = "unchanged"
    REVISED = "revised"
    BACK = "back"
    """It had been gone."""
    HELD = "held"
    """The page lost what the stored record has, or the family no longer reads it: not believed before a
    later look agrees."""
    SUSPECT = "suspect"
    """Missing for the first time."""
    GONE = "gone"


class Look(NamedTuple):
    """One look at an article that answered with a page."""

    outcome: Outcome
    record: Values | None
    """The record as stored, where the look changed it: new, revised or back."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What the portal sent for one article."""

    pages: Sequence[RawPage]
    at: datetime


_STORED = (Outcome.REVISED, Outcome.BACK)


class Looks:
    """The writing half of a :class:`~newscrawler.state.store.State`, which documents its methods."""

    def __init__(self, state: State) -> None:
        self._state = state

    def record(self, article: Article, fetched: Fetched, met_at: Iterable[str]) -> Look:
        """See ``State.record``."""
        at = utc_text(fetched.at)
        with self._state.transaction() as db:
            own = {"id": self._sticky_id(db, article), "first_seen": at, "crawled_at": at, "status": "live"}
            article = article.model_copy(update=own)
            new = article.model_dump()
            urls = dict.fromkeys((*met_at, article.url))
            self._note_addresses(db, new["id"], urls, fetched.pages)
            for url in urls:
                self._state.failures.remove(url)
            row = self._row(db, new["id"])
            if row is None:
                line = self._put(db, new)
                self._state.keep_raw("article", new["id"], fetched.pages, fetched.at)
                self._log(db, Outcome.NEW, new["id"], line)
                return Look(Outcome.NEW, new)
            outcome = self._look_again(db, row, new, fetched)
            return Look(outcome, new if outcome in _STORED else None)

    def not_modified(self, ident: str) -> Outcome:
        """See ``State.not_modified``."""
        with self._state.transaction() as db:
            row = self._row(db, ident)
            if row is None or row["status"] == "live":
                self._checked(db, ident)
                return Outcome.UNCHANGED
            values = json.loads(row["record"]) | {"status": "live"}
            self._log(db, Outcome.BACK, ident, self._put(db, values))
            return Outcome.BACK

    def missing(self, ident: str, cause: str) -> Outcome:
        """See ``State.missing``."""
        with self._state.transaction() as db:
            row = self._row(db, ident)
            if row is None or row["status"] == "gone":
                self._checked(db, ident)
                return Outcome.UNCHANGED
            if row["missing_at"] is None:
                self._checked(db, ident, missing_at=self._now(), cause=str(cause))
                return Outcome.SUSPECT
            if not self._is_second_look(row["missing_run"], row["missing_at"]):
                self._checked(db, ident, missing_at=row["missing_at"], cause=str(cause))
                return Outcome.SUSPECT
            values = json.loads(row["record"]) | {"status": "gone"}
            self._drop_held(db, ident)
            self._log(db, Outcome.GONE, ident, self._put(db, values))
            return Outcome.GONE

    def add_topics(self, ident: str, topics: Iterable[str]) -> bool:
        """See ``State.add_topics``."""
        row = self._row(self._state.connection, ident)
        if row is None or set(topics) <= set(json.loads(row["topics"])):
            return False
        values = json.loads(row["record"])
        values["topics"] = sorted({*values["topics"], *topics})
        with self._state.transaction() as db:
            db.execute(
                "UPDATE articles SET topics = ?, record = ? WHERE id = ?",
                (dumps(values["topics"]), dumps(values), ident),
            )
        return True

    def believe_held(self) -> list[Outcome]:
        """See ``State.believe_held``."""
        with self._state.transaction() as db:
            rows = db.execute(
                "SELECT a.*, 1 AS held, h.record AS waiting FROM articles a JOIN held h USING (id)"
                " WHERE h.confirmed_run = ?",
                (self._state.runs.current,),
            ).fetchall()
            return [self._believe(db, row) for row in rows]

    def _believe(self, db: sqlite3.Connection, row: sqlite3.Row) -> Outcome:
        stored, waiting = json.loads(row["record"]), json.loads(row["waiting"])
        waiting["topics"] = stored["topics"]
        at = self._state.raw_time(row["id"], "held") or self._state.clock()
        return self._accept(db, row, stored, waiting, Fetched(self._state.raw(row["id"], "held"), at))

    # A known article that answered with a page

    def _look_again(self, db: sqlite3.Connection, row: sqlite3.Row, new: Values, fetched: Fetched) -> Outcome:
        stored = json.loads(row["record"])
        for name in ("id", "url", "first_seen", "revision"):
            new[name] = stored[name]
        new["topics"] = stored["topics"] = sorted({*stored["topics"], *new["topics"]})
        same_rules = stored["extractor_version"] == new["extractor_version"]
        refreshed = None if same_rules else self.refreshed(stored)
        base = refreshed or stored
        doubts = doubtful_fields(base, new)
        if not doubts:
            if not same_rules and refreshed is None:
                # Without the stored page nobody can tell new rules from a new page: no revision is invented.
                base = base | {"content_hash": new["content_hash"]}
            return self._accept(db, row, base, new, fetched)
        if dumps(base) != row["record"]:
            self._put(db, base)
        self._hold(db, new, doubts, fetched)
        self._checked(db, new["id"])
        return Outcome.HELD

    def _accept(
        self, db: sqlite3.Connection, row: sqlite3.Row, base: Values, new: Values, fetched: Fetched
    ) -> Outcome:
        """Take ``new`` in place of ``base``, what today's rules make of the stored page."""
        changed = base["content_hash"] != new["content_hash"]
        new["revision"] = base["revision"] + changed
        if row["status"] == "gone":
            outcome = Outcome.BACK
        elif changed:
            outcome = Outcome.REVISED
        else:
            outcome = Outcome.UNCHANGED
            if same_page(base, new):
                new = base
        if row["held"]:
            self._drop_held(db, new["id"])
        self._keep_newest(new["id"], fetched)
        if outcome is not Outcome.UNCHANGED:
            self._log(db, outcome, new["id"], self._put(db, new))
        elif dumps(new) != row["record"]:
            self._put(db, new)
        else:
            self._checked(db, new["id"])
        return outcome

    def refreshed(self, stored: Values) -> Values | None:
        """What today's rules make of the stored pages of a record, in the state's own terms (id, URL,
        revision, times, topics, status); ``stored`` itself where they find no article, None without pages.
        """
        pages = self._state.raw(stored["id"])
        if not pages:
            return None
        fresh = self._state.extract(
            pages,
            portal=self._state.portal,
            topics=stored["topics"],
            fetched_at=self._state.raw_time(stored["id"]),
        ).model_dump()
        if "no_article" in fresh["warnings"]:
            return stored
        for name in ("id", "url", "first_seen", "crawled_at", "revision", "status"):
            fresh[name] = stored[name]
        return fresh

    def _hold(self, db: sqlite3.Connection, new: Values, doubts: list[str], fetched: Fetched) -> None:
        """Keep ``new`` aside, as the first look that saw it so or as its confirmation."""
        ident, run, now = new["id"], self._state.runs.current, self._now()
        seen = db.execute("SELECT content_hash, at, run FROM held WHERE id = ?", (ident,)).fetchone()
        again = seen is not None and seen["content_hash"] == new["content_hash"]
        confirmed = again and self._is_second_look(seen["run"], seen["at"])
        db.execute(
            "INSERT OR REPLACE INTO held VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                ident,
                new["content_hash"],
                dumps(doubts),
                seen["at"] if again else now,
                seen["run"] if confirmed else run,
                run if confirmed else None,
                dumps(new),
            ),
        )
        self._state.keep_raw("held", ident, fetched.pages, fetched.at)

    def _is_second_look(self, run: int | None, at: str) -> bool:
        """Whether the present look counts as a second one after that of ``run`` at time ``at``.

        A look of a run that was killed does not count by itself: the rerun must come to what an
        undisturbed run comes to.
        """
        if run != self._state.runs.current and self._state.runs.finished(run):
            return True
        return self._state.clock() - moment(at) >= self._state.pause

    # Rows

    def _row(self, db: sqlite3.Connection, ident: str) -> sqlite3.Row | None:
        row: sqlite3.Row | None = db.execute(
            "SELECT *, EXISTS (SELECT 1 FROM held WHERE held.id = articles.id) AS held"
            " FROM articles WHERE id = ?",
            (ident,),
        ).fetchone()
        return row

    def _sticky_id(self, db: sqlite3.Connection, article: Article) -> str:
        """The article's id; that under which its address is known where the new one is unknown.

        A page's CMS signature may come and go with a redesign, and the id's form with it.
        """
        row = db.execute(
            "SELECT id FROM addresses WHERE identity = ?1 AND NOT EXISTS"
            " (SELECT 1 FROM articles WHERE articles.id = ?2)",
            (identity(article.url), article.id),
        ).fetchone()
        return row["id"] if row else article.id

    def _note_addresses(
        self, db: sqlite3.Connection, ident: str, urls: Iterable[str], pages: Sequence[RawPage]
    ) -> None:
        """Remember every address of the article, each with the validators of its response."""
        rows = [(identity(page.url), *_validators(page)) for page in pages]
        first = rows[0][1:] if rows else (None, None)
        rows += [(identity(url), *first) for url in urls]
        db.executemany(
            "INSERT OR REPLACE INTO addresses VALUES (?, ?, ?, ?)",
            [(address, ident, etag, modified) for address, etag, modified in dict.fromkeys(rows)],
        )

    def _put(self, db: sqlite3.Connection, values: Values) -> str:
        """Write an article's newest record, as found at the present look → its line."""
        return put_article(db, values, self._now())

    def _checked(
        self, db: sqlite3.Connection, ident: str, missing_at: str | None = None, cause: str | None = None
    ) -> None:
        """Note the time of a look that leaves the record as it is."""
        run = self._state.runs.current if missing_at else None
        db.execute(
            "UPDATE articles SET checked_at = ?, missing_at = ?, missing_run = ?, missing_cause = ?"
            " WHERE id = ?",
            (self._now(), missing_at, run, cause, ident),
        )

    def _keep_newest(self, ident: str, fetched: Fetched) -> None:
        """Replace the stored responses where the portal sent other bytes."""
        stored = self._state.raw(ident)
        if [(page.url, page.body) for page in stored] != [(page.url, page.body) for page in fetched.pages]:
            self._state.keep_raw("article", ident, fetched.pages, fetched.at)

    def _drop_held(self, db: sqlite3.Connection, ident: str) -> None:
        db.execute("DELETE FROM held WHERE id = ?", (ident,))
        db.execute("DELETE FROM raw WHERE kind = 'held' AND owner = ?", (ident,))

    def _log(self, db: sqlite3.Connection, event: Outcome, ident: str, line: str) -> None:
        """Append to the log of changes."""
        log_event(db, event, ident, line, self._now(), self._state.runs.current)

    def _now(self) -> str:
        return utc_text(self._state.clock())


def _validators(page: RawPage) -> tuple[str | None, str | None]:
    return page.headers.get("etag"), page.headers.get("last-modified")
