"""Topics found on a portal, and the walks of their lists: what tells a run where it may stop paging."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newscrawler.state.codec import utc_text
from newscrawler.urls import identity

if TYPE_CHECKING:
    from newscrawler.state.store import State


@dataclass(frozen=True, slots=True)
class Topic:
    """A page that was found and leads, or led once, to articles."""

    name: str
    url: str
    kind: str
    """``index`` (lists 专题), ``topic`` (a 专题), ``section`` (a home of columns without a list of its own),
    ``list``, ``page`` (leads nowhere), or ``unread`` and ``unread in topic``: an article's trail names it, no
    run has read it, and its name is that of the trail or of the topic that it stands under there."""
    articles: int
    """Stored articles met under it."""
    newest: str | None
    """Newest timestamp among them."""
    last_at: str
    """When it was last found."""


class Lists:
    """Part of a :class:`~newscrawler.state.store.State`: ``state.lists``.

    A *walk* goes through one list from its first page. Rows are the addresses of article candidates
    (not external links, not attachments). How the spider uses it::

        walk = state.lists.begin_walk(list_url)
        for each page:
            known = state.lists.passed(list_url, rows)
            state.lists.add_page(walk, rows)
            if known and not full: break
        state.lists.end_walk(walk)      # the end of the list, or a stop by ``passed``; not for a stop by
                                        # since, until, max_articles, budget or failure
    """

    def __init__(self, state: State) -> None:
        self._state = state

    def begin_walk(self, list_url: str) -> int:
        """Start a walk of the list whose first page is ``list_url``; returns its number."""
        with self._state.transaction() as db:
            number = db.execute(
                "INSERT INTO walks (list, run, started_at) VALUES (?, ?, ?)",
                (identity(list_url), self._state.runs.current, utc_text(self._state.clock())),
            ).lastrowid
        assert number is not None
        return number

    def passed(self, list_url: str, rows: Sequence[str]) -> bool:
        """Whether the newest completed walk of this list (or one before it) met every one of ``rows``.

        True too for a page without rows once a walk was completed. Ask before :meth:`add_page`.
        """
        db = self._state.connection
        newest = db.execute(
            "SELECT max(walk) FROM walks WHERE list = ? AND complete", (identity(list_url),)
        ).fetchone()[0]
        if newest is None:
            return False
        return all(
            db.execute(
                "SELECT 1 FROM listed WHERE list = ? AND identity = ? AND walk <= ?",
                (identity(list_url), identity(row), newest),
            ).fetchone()
            for row in rows
        )

    def add_page(self, walk: int, rows: Iterable[str]) -> None:
        """Note that the walk has read a further page, with these rows."""
        keys = [identity(row) for row in rows]
        with self._state.transaction() as db:
            list_ = db.execute("SELECT list FROM walks WHERE walk = ?", (walk,)).fetchone()[0]
            db.execute(
                "UPDATE walks SET pages = pages + 1, first_rows = coalesce(first_rows, ?) WHERE walk = ?",
                (len(keys), walk),
            )
            db.executemany(
                "INSERT OR IGNORE INTO listed (list, identity, walk) VALUES (?, ?, ?)",
                [(list_, key, walk) for key in keys],
            )

    def end_walk(self, walk: int) -> None:
        """The walk reached the end of the list, or a page that :meth:`passed`.

        It becomes *complete* when the run finishes and every article it met is stored or has a recorded
        failure: a run that is killed with articles still to ask for completes nothing.
        """
        with self._state.transaction() as db:
            db.execute("UPDATE walks SET ended_at = ? WHERE walk = ?", (utc_text(self._state.clock()), walk))

    def settle(self) -> None:
        """Mark the ended walks of the present run complete whose articles are all accounted for."""
        with self._state.transaction() as db:
            db.execute(
                "UPDATE walks SET complete = 1 WHERE run IS ? AND ended_at IS NOT NULL AND NOT EXISTS ("
                " SELECT 1 FROM listed l WHERE l.walk = walks.walk"
                " AND NOT EXISTS (SELECT 1 FROM addresses d WHERE d.identity = l.identity)"
                " AND NOT EXISTS (SELECT 1 FROM failures f WHERE f.identity = l.identity))",
                (self._state.runs.current,),
            )

    def emptied(self) -> tuple[list[str], int]:
        """Of the lists walked in the present run: those whose first page shows no article but did in
        an earlier run, and how many were walked."""
        rows = self._state.connection.execute(
            "SELECT w.list, w.first_rows,"
            " (SELECT max(p.first_rows) FROM walks p WHERE p.list = w.list AND p.run IS NOT w.run) AS most"
            " FROM walks w WHERE w.run = ? AND w.first_rows IS NOT NULL ORDER BY w.list",
            (self._state.runs.current,),
        ).fetchall()
        return [row["list"] for row in rows if not row["first_rows"] and row["most"]], len(rows)

    def add_topic(self, name: str, url: str, kind: str = "topic") -> bool:
        """A page was found, of a kind of :attr:`Topic.kind` → whether it is new."""
        now = utc_text(self._state.clock())
        with self._state.transaction() as db:
            new = db.execute("SELECT 1 FROM topics WHERE identity = ?", (identity(url),)).fetchone() is None
            db.execute(
                "INSERT INTO topics VALUES (?1, ?2, ?3, ?4, ?5, ?5)"
                " ON CONFLICT (identity) DO UPDATE SET name = ?2, kind = ?4, last_at = ?5",
                (identity(url), name, url, kind, now),
            )
        return new

    def note_unread(self, name: str, url: str, topic: str | None) -> None:
        """An article's trail names this page, perhaps under a ``topic``; what is known of it stays."""
        now = utc_text(self._state.clock())
        with self._state.transaction() as db:
            db.execute(
                "INSERT OR IGNORE INTO topics VALUES (?1, ?2, ?3, ?4, ?5, ?5)",
                (identity(url), topic or name, url, "unread in topic" if topic else "unread", now),
            )

    def new_by_topic(self) -> dict[str, int]:
        """Topic → articles that the present run found new, by name. An article counts under each topic that
        it stands under by now, as in :meth:`topics`: later lists of the run may have shown it too."""
        rows = self._state.connection.execute(
            "SELECT j.value, count(*) FROM changes c JOIN articles a USING (id), json_each(a.topics) j"
            " WHERE c.event = 'new' AND c.seq > coalesce("  # what follows the last event of another run
            "  (SELECT seq FROM changes WHERE run IS NOT ? ORDER BY seq DESC LIMIT 1), 0)"
            " GROUP BY j.value ORDER BY j.value",
            (self._state.runs.current,),
        )
        return {row[0]: row[1] for row in rows}

    def topics(self) -> Iterator[Topic]:
        """All topics found, by name, with the articles stored under each name and their newest date."""
        rows = self._state.connection.execute(
            "SELECT t.name, t.url, t.kind, t.last_at, coalesce(c.articles, 0) AS articles, c.newest"
            " FROM topics t LEFT JOIN ("
            "  SELECT j.value AS name, count(*) AS articles, max(a.timestamp) AS newest"
            "  FROM articles a, json_each(a.topics) j GROUP BY j.value) c USING (name)"
            " ORDER BY t.name, t.url"
        )
        return (
            Topic(row["name"], row["url"], row["kind"], row["articles"], row["newest"], row["last_at"])
            for row in rows
        )
