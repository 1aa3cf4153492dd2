"""A person of an export: posts over time, companions, appearances."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from datetime import date
from typing import Any

from newscrawler.tables.days import parse_day

COMPANIONS = 40
APPEARANCES = 100
POSTS = 40


@dataclass(frozen=True)
class Bar:
    """A post on the timeline, in percent of its width."""

    post: str
    first: str
    last: str
    articles: int
    start: float
    width: float


@dataclass(frozen=True)
class PersonPage:
    """What the page of a person shows."""

    person: dict[str, Any]
    reasons: list[str]
    namesakes: list[dict[str, Any]]
    bars: list[Bar]
    ticks: list[tuple[str, float]]
    """(year, percent) of the years on the timeline."""
    companions: list[dict[str, Any]]
    appearances: list[dict[str, Any]]


def person_page(connection: sqlite3.Connection, ident: str) -> PersonPage | None:
    """The person with that id, or None."""
    found = _rows(connection, "SELECT * FROM people WHERE person_id = ?", ident)
    if not found:
        return None
    (person,) = found
    posts = _rows(
        connection,
        "SELECT post, first_seen, last_seen, articles FROM posts WHERE person_id = ? "
        f"ORDER BY first_seen IS NULL, first_seen, last_seen, post LIMIT {POSTS}",
        ident,
    )
    bars, ticks = timeline(posts)
    return PersonPage(
        person,
        json.loads(person["reasons"]),
        _rows(
            connection,
            "SELECT * FROM people WHERE name = ? AND person_id <> ? ORDER BY articles DESC LIMIT 20",
            person["name"],
            ident,
        ),
        bars,
        ticks,
        _rows(
            connection,
            "SELECT companion AS person_id, name, post, tie.articles, days, tie.first_seen, tie.last_seen "
            "FROM ("
            "SELECT companion_id AS companion, articles, days, first_seen, last_seen FROM companions "
            "WHERE person_id = ?1 UNION ALL "
            "SELECT person_id, articles, days, first_seen, last_seen FROM companions WHERE companion_id = "
            "?1) AS tie "
            "JOIN people ON people.person_id = companion "
            f"ORDER BY tie.articles DESC, days DESC, name LIMIT {COMPANIONS}",
            ident,
        ),
        _rows(
            connection,
            "SELECT articles.id, appearances.date, articles.title, articles.portal, "
            "group_concat(DISTINCT post) AS posts, group_concat(DISTINCT action) AS actions, rank, reason, "
            "appearances.confidence FROM appearances JOIN articles ON articles.id = appearances.article_id "
            "WHERE person_id = ? GROUP BY articles.id, appearances.attendee "
            f"ORDER BY appearances.date DESC LIMIT {APPEARANCES}",
            ident,
        ),
    )


def timeline(posts: list[dict[str, Any]]) -> tuple[list[Bar], list[tuple[str, float]]]:
    """Posts with days → bars, and the years below them. Posts that were met on no day are left out."""
    days = [
        (row, first, last)
        for row in posts
        if (first := parse_day(row["first_seen"])) and (last := parse_day(row["last_seen"]))
    ]
    if not days:
        return [], []
    begin, end = min(first for _, first, _ in days), max(last for _, _, last in days)
    span = max((end - begin).days, 1)

    def percent(day: date) -> float:
        return round(100 * (day - begin).days / span, 2)

    bars = [
        Bar(
            row["post"], row["first_seen"], row["last_seen"], row["articles"],
            min(percent(first), 99.0), max(percent(last) - percent(first), 1.0),
        )
        for row, first, last in days
    ]  # fmt: skip
    ticks = [(str(year), percent(date(year, 1, 1))) for year in range(begin.year + 1, end.year + 1)]
    return bars, ticks[:: max(1, len(ticks) // 8)]


def _rows(connection: sqlite3.Connection, sql: str, *values: Any) -> list[dict[str, Any]]:
    answer = connection.execute(sql, values)
    names = [column[0] for column in answer.description]
    return [dict(zip(names, row, strict=True)) for row in answer]
