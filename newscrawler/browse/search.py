"""Search with facets: what was asked → newest articles, and how the found ones spread. SQL over an export.

Facets are counted over the newest :data:`COUNTED` hits, those that other tables tell over the newest
:data:`LOOKED_UP`, so that no question, however broad, takes long; older hits are reached by narrowing.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

PAGE = 20
"""Articles on a page."""
COUNTED = 10_000
LOOKED_UP = 2_000
VALUES = 12
"""Values shown of a facet."""
_AROUND = 60
"""Characters shown on each side of a word that was found."""

FACETS = ("portal", "topic", "month", "person", "post")

_WHERE = {
    "q": "articles.rowid IN (SELECT article FROM matches)",
    "portal": "articles.portal = :portal",
    "topic": "articles.id IN (SELECT article_id FROM topics WHERE topic = :topic)",
    "month": "articles.date >= :month || '-01' AND articles.date < date(:month || '-01', '+1 month')",
    "person": "articles.id IN (SELECT article_id FROM appearances WHERE person_id = :person)",
    "post": "articles.id IN (SELECT article_id FROM titles WHERE title = :post)",
}
# Hits are numbered from the newest on.
_NEWEST = f"WHERE hits.rowid <= {LOOKED_UP}"
# CROSS JOIN keeps SQLite to this order: it knows nothing of a temporary table and would walk the large one.
_COUNTS = {
    "portal": "SELECT portal, portal, count(*) FROM hits GROUP BY portal",
    "topic": (
        "SELECT topic, topic, count(*) FROM hits "
        f"CROSS JOIN topics ON article_id = hits.id {_NEWEST} GROUP BY topic"
    ),
    "month": (
        "SELECT substr(date, 1, 7), substr(date, 1, 7), count(*) FROM hits WHERE date IS NOT NULL GROUP BY 1"
    ),
    "person": (
        "SELECT person_id, name, count(DISTINCT article_id) FROM hits "
        f"CROSS JOIN appearances ON article_id = hits.id {_NEWEST} GROUP BY person_id"
    ),
    "post": (
        "SELECT title, title, count(DISTINCT article_id) FROM hits "
        f"CROSS JOIN titles ON article_id = hits.id {_NEWEST} GROUP BY title"
    ),
}
_ORDER = {"month": "ORDER BY 1 DESC"}


@dataclass(frozen=True)
class Asked:
    """What one looks for: words, and one value of any facet. Empty: no limit."""

    q: str = ""
    portal: str = ""
    topic: str = ""
    month: str = ""
    person: str = ""
    post: str = ""
    page: int = 1

    @classmethod
    def of(cls, arguments: Mapping[str, str]) -> Asked:
        """From the arguments of an address; what is unknown or odd is left out."""
        values = {name: arguments.get(name, "").strip() for name in _WHERE}
        if not re.fullmatch(r"\d{4}-\d\d", values["month"]):
            values["month"] = ""
        page = arguments.get("page", "")
        return cls(**values, page=max(1, int(page)) if page.isdecimal() and len(page) < 7 else 1)

    @property
    def values(self) -> dict[str, str]:
        """What is limited, and to what."""
        return {name: value for name in _WHERE if (value := getattr(self, name))}

    def path(self, **changed: str | int) -> str:
        """The address of the question with something changed; of its first page, unless one is named."""
        values = {name: value for name, value in {**self.values, **changed}.items() if value}
        return "/" + (f"?{urlencode(values)}" if values else "")


@dataclass(frozen=True)
class Hit:
    """An article that was found, and a stretch of its text: (text, whether it was asked for)."""

    id: str
    title: str
    subtitle: str
    date: str
    portal: str
    status: str
    source: str
    snippet: tuple[tuple[str, bool], ...]


@dataclass(frozen=True)
class Value:
    """One value of a facet."""

    label: str
    count: int
    path: str
    chosen: bool


@dataclass
class Found:
    """The answer."""

    asked: Asked
    total: int
    hits: list[Hit]
    facets: dict[str, list[Value]] = field(default_factory=dict)
    people: list[dict[str, Any]] = field(default_factory=list)
    """Persons whose name begins with what was typed."""

    @property
    def pages(self) -> int:
        """How many pages can be turned to."""
        return max(1, -(-min(self.total, COUNTED) // PAGE))


def search(connection: sqlite3.Connection, asked: Asked) -> Found:
    """Ask the export. What the words match, and the newest hits, stand in temporary tables meanwhile."""
    values = asked.values
    where = " AND ".join(_WHERE[name] for name in values) or "true"
    matches = _match(connection, asked.q) if asked.q else 0
    # For a frequent word: walk the days from the newest on, and stop when there are hits enough.
    way = "INDEXED BY articles_date" if matches >= COUNTED else ""
    connection.execute("DROP TABLE IF EXISTS temp.hits")
    connection.execute(
        "CREATE TEMP TABLE hits AS SELECT articles.rowid AS place, id, portal, date "
        f"FROM articles {way} WHERE {where} ORDER BY date DESC, articles.rowid DESC LIMIT {COUNTED}",
        values,
    )
    (total,) = connection.execute("SELECT count(*) FROM hits").fetchone()
    if set(values) == {"q"}:
        total = matches
    elif total == COUNTED:
        (total,) = connection.execute(f"SELECT count(*) FROM articles WHERE {where}", values).fetchone()
    page = connection.execute(
        "SELECT articles.id, title, subtitle, articles.date, articles.portal, status, source "
        "FROM (SELECT place FROM hits ORDER BY date DESC, place DESC LIMIT ? OFFSET ?) "
        "CROSS JOIN articles ON articles.rowid = place ORDER BY articles.date DESC, place DESC",
        (PAGE, (asked.page - 1) * PAGE),
    )
    hits = [_hit(connection, row, asked.q.split()) for row in page.fetchall()]
    found = Found(asked, total, hits)
    for name in FACETS:
        found.facets[name] = list(_facet(connection, asked, name))
    if asked.q and asked.page == 1:
        found.people = _people(connection, asked.q)
    return found


def _match(connection: sqlite3.Connection, words: str) -> int:
    """Ask the full-text index, once, for the articles that hold the words → how many there are."""
    connection.execute("DROP TABLE IF EXISTS temp.matches")
    connection.execute("CREATE TEMP TABLE matches (article INTEGER PRIMARY KEY)")
    return connection.execute(
        "INSERT INTO matches SELECT rowid FROM articles_fts WHERE articles_fts MATCH fts_query(?)", (words,)
    ).rowcount


def _hit(connection: sqlite3.Connection, row: tuple[Any, ...], words: list[str]) -> Hit:
    ident, title, subtitle, date, portal, status, source = (str(cell or "") for cell in row)
    found = tuple(snippet(_text(connection, ident), words))
    return Hit(ident, title, subtitle, date, portal, status, source, found)


def _facet(connection: sqlite3.Connection, asked: Asked, name: str) -> Iterator[Value]:
    order = _ORDER.get(name, "ORDER BY 3 DESC, 2")
    rows = connection.execute(f"{_COUNTS[name]} {order} LIMIT {VALUES}").fetchall()
    chosen = getattr(asked, name)
    for value, label, count in rows:
        if value == chosen:
            yield Value(str(label), count, asked.path(**{name: ""}), True)
        elif not chosen or name in ("person", "post", "topic"):
            yield Value(str(label), count, asked.path(**{name: value}), False)
    if chosen and all(row[0] != chosen for row in rows):
        yield Value(_label(connection, name, chosen), 0, asked.path(**{name: ""}), True)


def _label(connection: sqlite3.Connection, name: str, value: str) -> str:
    """What a chosen value is called."""
    if name != "person":
        return value
    row = connection.execute("SELECT name FROM people WHERE person_id = ?", (value,)).fetchone()
    return str(row[0]) if row else value


def _people(connection: sqlite3.Connection, typed: str) -> list[dict[str, Any]]:
    rows = connection.execute(
        "SELECT person_id, name, post, articles, first_seen, last_seen FROM people "
        "WHERE name >= ?1 AND name < ?1 || char(0x10ffff) ORDER BY name <> ?1, articles DESC LIMIT 8",
        (typed.strip(),),
    )
    names = [column[0] for column in rows.description]
    return [dict(zip(names, row, strict=True)) for row in rows]


def _text(connection: sqlite3.Connection, ident: str) -> str:
    rows = connection.execute(
        "SELECT text FROM paragraphs WHERE article_id = ? ORDER BY paragraph LIMIT 60", (ident,)
    )
    return " ".join(row[0] for row in rows)


def snippet(text: str, words: list[str]) -> Iterator[tuple[str, bool]]:
    """The stretch of ``text`` around the first of ``words`` (its beginning without), parted at the words.

    >>> list(snippet("市长李明出席会议。", ["李明"]))
    [('市长', False), ('李明', True), ('出席会议。', False)]
    """
    pattern = re.compile(
        "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or "(?!)", re.IGNORECASE
    )
    first = pattern.search(text)
    start = max(0, first.start() - _AROUND) if first else 0
    end = (first.end() if first else 0) + _AROUND + (0 if first else _AROUND)
    if start:
        yield "…", False
    done = start
    for match in pattern.finditer(text, start, min(end, len(text))):
        yield text[done : match.start()], False
        yield match.group(), True
        done = match.end()
    yield text[done:end] + ("…" if end < len(text) else ""), False
