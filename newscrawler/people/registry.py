"""Appearances of a whole export, staged on disk: who they are, their posts, and who was seen with whom.

Everything that grows with the number of records lies in one scratch SQLite database; memory holds one name's
profiles at a time and the list of territories.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, Self

from newscrawler.extract.attendees import lexicon
from newscrawler.people import scopes
from newscrawler.people.careers import Person, Rarity
from newscrawler.people.identity import Profile, resolve
from newscrawler.people.posts import parse_all
from newscrawler.people.precedence import placings
from newscrawler.record import Article
from newscrawler.tables.days import parse_day
from newscrawler.tables.schema import Row

PAIRS_FROM_AT_MOST = 200
"""Articles with more attendees give no pairs: in a roll of names, nobody met everybody."""
_CACHE_KIB = 16 * 1024
"""Of SQLite for pages, and again for each sort before it goes to disk."""

_SCHEMA = f"""
CREATE TABLE article (no INTEGER PRIMARY KEY, id TEXT, attendees INTEGER, date TEXT, date_from TEXT);
CREATE TABLE appearance (
    article INTEGER, attendee INTEGER, name TEXT, titles TEXT, actions TEXT, rank INTEGER,
    portal TEXT, year TEXT, date TEXT
);
CREATE TABLE profile (
    no INTEGER PRIMARY KEY, name TEXT, portal TEXT, titles TEXT, year TEXT, first TEXT, last TEXT,
    articles INTEGER, start INTEGER, person INTEGER, reason TEXT, confidence REAL
);
CREATE TABLE person (
    no INTEGER PRIMARY KEY, id TEXT, name TEXT, namesakes INTEGER, confidence REAL, reasons TEXT
);
CREATE TABLE seen (article INTEGER, person INTEGER, date TEXT, PRIMARY KEY (article, person)) WITHOUT ROWID;
CREATE TABLE surname (part TEXT PRIMARY KEY, names INTEGER);
CREATE TABLE given (part TEXT PRIMARY KEY, names INTEGER);
{scopes.SCHEMA};
"""


class Registry:
    """Takes articles, then tells the people tables. Use as a context; the scratch file goes with it."""

    def __init__(self, scratch: Path) -> None:
        """``scratch``: a file to be made, on a disk with room for the attendees of all records."""
        self._db = sqlite3.connect(scratch, isolation_level=None)
        self._db.execute("PRAGMA journal_mode = OFF")
        self._db.execute("PRAGMA synchronous = OFF")
        self._db.execute("PRAGMA temp_store = FILE")
        self._db.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        self._db.executescript(_SCHEMA)
        self._db.create_function("surname", 1, _surname, deterministic=True)
        self._db.create_function("given", 1, lambda name: name[len(_surname(name)) :], deterministic=True)
        self._db.execute("BEGIN")
        self._articles = 0
        self.crowded = 0
        """Articles with too many attendees for pairs."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()

    def add(self, article: Article) -> None:
        """Stage one article's attendees."""
        self._articles += 1
        day, told_by = _day(article)
        self._db.execute(
            "INSERT INTO article VALUES (?, ?, ?, ?, ?)",
            (self._articles, article.id, len(article.attendees), day, told_by),
        )
        self.crowded += len(article.attendees) > PAIRS_FROM_AT_MOST
        self._db.executemany(
            "INSERT INTO appearance VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    self._articles,
                    number,
                    person.name,
                    # SQLite's JSON functions end a text at NUL.
                    _packed([title.replace("\0", "�") for title in person.titles]),
                    _packed(person.actions),
                    place.rank,
                    article.portal,
                    day[:4] if day else "",
                    day,
                )
                for number, (person, place) in enumerate(
                    zip(article.attendees, placings(article), strict=True)
                )
            ],
        )

    def resolve(self) -> None:
        """Decide who is who; once, after the last article."""
        self._db.execute(
            "INSERT INTO profile (name, portal, titles, year, first, last, articles, start) "
            "SELECT name, portal, titles, year, min(date), max(date), count(*), min(rowid) FROM appearance "
            "GROUP BY name, portal, titles, year ORDER BY name, min(rowid)"
        )
        self._db.execute("CREATE UNIQUE INDEX profile_key ON profile (name, portal, titles, year)")
        self._count_names()
        self._note_holders()
        territories = scopes.Scopes(self._db)
        shares = self._shares(territories)
        (total,) = self._db.execute(
            "SELECT count(*) FROM (SELECT DISTINCT name, portal FROM profile)"
        ).fetchone()
        days = self._days()
        with closing(self._db.cursor()) as reading:
            rows = reading.execute(
                "SELECT profile.no, name, portal, titles, first, last, articles, start, "
                "surname.names, given.names, (SELECT sum(names) FROM surname) AS names FROM profile "
                "JOIN surname ON surname.part = surname(name) JOIN given ON given.part = given(name) "
                "ORDER BY profile.no"
            )
            for name, group in groupby(rows, itemgetter(1)):
                mine = list(group)
                *_, surnames, givens, names = mine[0]
                # Shares of surname and given name, drawn to those of the language where the export knows few.
                share = (surnames + 2) / (names + 200) * (givens + 1) / (names + 1000)
                rarity = Rarity(total * share, lambda place: shares.get(place, 1.0), days)
                profiles = [Profile(row[2], _unpacked(row[3]), row[4], row[5], row[6]) for row in mine]
                self._keep(name, mine, resolve(profiles, territories, rarity))

    def _count_names(self) -> None:
        for part in ("surname", "given"):
            self._db.execute(
                f"INSERT INTO {part} SELECT {part}(name), count(*) "
                "FROM (SELECT DISTINCT name FROM profile) GROUP BY 1"
            )

    def _note_holders(self) -> None:
        """Who holds which role under which spelling of a territory."""
        with closing(self._db.cursor()) as reading:
            for name, portal, titles in reading.execute("SELECT DISTINCT name, portal, titles FROM profile"):
                self._db.executemany(
                    "INSERT OR IGNORE INTO holder VALUES (?, ?, ?, ?)",
                    [
                        (scopes.spelling(portal, post), post.level, name, f"{post.organ}{post.role}")
                        for post in parse_all(_unpacked(titles))
                        if post.kind in ("leader", "office") and post.level and not post.former
                    ],
                )

    def _shares(self, territories: scopes.Scopes) -> dict[str, float]:
        """Portal or territory → its share of all (name, portal)."""
        counted: dict[str, int] = dict(
            self._db.execute("SELECT portal, count(DISTINCT name) FROM profile GROUP BY portal")
        )
        total = max(1, sum(counted.values()))
        return {place: min(1.0, count / total) for place, count in (territories.holders | counted).items()}

    def _days(self) -> int:
        """Days that the export spans, but for one in a hundred articles at each end: days may be misread."""
        (dated,) = self._db.execute("SELECT count(*) FROM article WHERE date IS NOT NULL").fetchone()
        ends = [
            self._db.execute(
                "SELECT date FROM article WHERE date IS NOT NULL ORDER BY date LIMIT 1 OFFSET ?", (place,)
            ).fetchone()
            for place in (dated // 100, dated - 1 - dated // 100)
        ]
        first, last = (parse_day(row[0]) if row else None for row in ends)
        return (last - first).days if first and last else 0

    def _keep(self, name: str, rows: list[tuple[Any, ...]], persons: list[Person]) -> None:
        for person in persons:
            start = min(rows[number][7] for number in person.members)
            cursor = self._db.execute(
                "INSERT INTO person (id, name, namesakes, confidence, reasons) VALUES (?, ?, ?, ?, ?)",
                (
                    self._ident(name, start),
                    name,
                    len(persons) - 1,
                    round(person.confidence, 3),
                    _packed(person.reasons),
                ),
            )
            self._db.executemany(
                "UPDATE profile SET person = ?, reason = ?, confidence = ? WHERE no = ?",
                [
                    (cursor.lastrowid, reason, round(confidence, 3), rows[number][0])
                    for number, (reason, confidence) in person.members.items()
                ],
            )

    def _ident(self, name: str, start: int) -> str:
        """An id from the name and the first appearance, so that it lasts while these stand."""
        article, attendee = self._db.execute(
            "SELECT article.id, attendee FROM appearance JOIN article ON article.no = article "
            "WHERE appearance.rowid = ?",
            (start,),
        ).fetchone()
        return "p" + hashlib.sha256(f"{name}\0{article}\0{attendee}".encode()).hexdigest()[:16]

    def tables(self) -> Iterator[tuple[str, Iterator[Row]]]:
        """(table, its rows) of every table of origin ``people``; after :meth:`resolve`."""
        self._db.execute("ALTER TABLE appearance ADD COLUMN person INTEGER")
        self._db.execute("ALTER TABLE appearance ADD COLUMN profile INTEGER")
        self._db.execute(
            "UPDATE appearance SET (profile, person) = (SELECT no, person FROM profile WHERE profile.name = "
            "appearance.name AND profile.portal = appearance.portal AND profile.titles = appearance.titles "
            "AND profile.year = appearance.year)"
        )
        yield "people", self._people()
        yield "appearances", self._appearances()
        yield "posts", self._rows(_POSTS)
        self._db.execute(_SEEN, (PAIRS_FROM_AT_MOST,))
        yield "companions", self._rows(_COMPANIONS)

    def _rows(self, sql: str) -> Iterator[Row]:
        with closing(self._db.cursor()) as reading:
            yield from reading.execute(sql)

    def _people(self) -> Iterator[Row]:
        yield from self._rows(_PEOPLE)

    def _appearances(self) -> Iterator[Row]:
        for ident, attendee, titles, actions, *rest in self._rows(_APPEARANCES):
            person, name, day, told_by, rank, confidence, reason = rest
            for i, title in enumerate(_unpacked(str(titles)) or (None,)):
                for k, action in enumerate(_unpacked(str(actions)) or (None,)):
                    yield (
                        ident, attendee, i, k, person, name, title, action, day, told_by, rank, confidence,
                        reason,
                    )  # fmt: skip


_PEOPLE = """
WITH span AS (
    SELECT person, count(DISTINCT article) AS articles, min(date) AS first, max(date) AS last
    FROM appearance GROUP BY person
), late AS (
    SELECT profile.person, title.value AS post, sum(profile.articles) AS times,
        row_number() OVER (
            PARTITION BY profile.person ORDER BY sum(profile.articles) DESC, title.value
        ) AS place
    FROM profile JOIN span ON span.person = profile.person, json_each(profile.titles) AS title
    WHERE profile.year = coalesce(substr(span.last, 1, 4), '') GROUP BY profile.person, title.value
)
SELECT person.id, person.name, span.articles, span.first, span.last, late.post, namesakes, confidence, reasons
FROM person JOIN span ON span.person = person.no
LEFT JOIN late ON late.person = person.no AND late.place = 1 ORDER BY person.no
"""
_APPEARANCES = """
SELECT article.id, attendee, appearance.titles, actions, person.id, appearance.name, article.date,
    article.date_from, rank, profile.confidence, profile.reason
FROM appearance JOIN article ON article.no = appearance.article
JOIN profile ON profile.no = appearance.profile JOIN person ON person.no = appearance.person
ORDER BY appearance.rowid
"""
_POSTS = """
SELECT person.id, title.value, min(date), max(date), count(DISTINCT article)
FROM appearance JOIN person ON person.no = appearance.person, json_each(appearance.titles) AS title
GROUP BY person.no, title.value ORDER BY person.no, min(date), title.value
"""
_SEEN = """
INSERT INTO seen SELECT DISTINCT article.no, person, article.date
FROM article JOIN appearance ON article.no = appearance.article
WHERE article.attendees BETWEEN 2 AND ? ORDER BY 1, 2
"""
_COMPANIONS = """
SELECT one.id, two.id, count(*), count(DISTINCT pair.date), min(pair.date), max(pair.date)
FROM (
    SELECT a.person AS one, b.person AS two, a.date FROM seen AS a JOIN seen AS b
    ON b.article = a.article AND b.person > a.person
) AS pair
JOIN person AS one ON one.no = pair.one JOIN person AS two ON two.no = pair.two
GROUP BY pair.one, pair.two ORDER BY pair.one, pair.two
"""


def _day(article: Article) -> tuple[str | None, str | None]:
    """The day of the event, else of publication, and which of both it is."""
    if article.event_date and article.event_date.date:
        return article.event_date.date, "event"
    if article.timestamp:
        return article.timestamp[:10], "publication"
    return None, None


def _packed(words: list[Any] | list[str]) -> str:
    return json.dumps(words, ensure_ascii=False, separators=(",", ":"))


def _unpacked(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))


def _surname(name: str) -> str:
    """The surname of a Chinese name; empty for a transcribed one."""
    if "·" in name:
        return ""
    return name[:2] if len(name) > 2 and name[:2] in lexicon.load().compound else name[:1]
