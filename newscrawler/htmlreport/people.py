"""The sections of a report about people: who is busiest, in which posts, with whom."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count
from typing import Any

from newscrawler.htmlreport import charts
from newscrawler.htmlreport.asking import BROWSE, Asking, browse_link, link
from newscrawler.htmlreport.model import Section

RANKED = 25
IN_PICTURE = 40
"""People in the picture of co-attendance."""
TIES = 80
"""Pairs in it at most, the closest first: more lines show nothing."""


def busiest(ask: Asking) -> Section:
    """People by articles in which they took part."""
    section = Section(
        "people",
        "Busiest people",
        "Articles in which the person took part. That two appearances are one person is a conclusion from "
        "name, "
        "posts, places and times.",
        sql=(
            "SELECT person_id, name, post, articles, first_seen, last_seen, namesakes, confidence\n"
            f"FROM people ORDER BY articles DESC, name LIMIT {RANKED}"
        ),
    )
    rows: list[dict[str, Any]] = []
    for row in ask.all(section.sql):
        label = _named(row["name"], (one["y"] for one in rows))
        seen = " – ".join(dict.fromkeys(filter(None, (row["first_seen"], row["last_seen"]))))
        note = "; ".join(filter(None, (row["post"], seen, f"confidence {row['confidence']:.2f}")))
        section.numbers.append(
            ask.number("people", label, row["articles"], "articles_of_person", note, person=row["person_id"])
        )
        rows.append(
            {
                "y": label,
                "n": row["articles"],
                "told": f"{label}: {row['articles']}",
                "href": link("people", label),
            }
        )
    section.chart = charts.ranking(rows) if rows else ""
    section.empty = "" if rows else "Nobody was found to have taken part in anything."
    return section


def posts(ask: Asking) -> Section:
    """Posts by articles, as written."""
    section = Section(
        "posts",
        "Most frequent posts",
        "As written: 市委书记 is another city's in another portal. Counted are articles, not persons.",
        sql=(
            "SELECT title AS post, count(DISTINCT article_id) AS articles FROM titles\n"
            f"GROUP BY title ORDER BY articles DESC, title LIMIT {RANKED}"
        ),
    )
    rows = []
    for row in ask.all(section.sql):
        section.numbers.append(
            ask.number("posts", row["post"], row["articles"], "articles_of_post", post=row["post"])
        )
        rows.append({
            "y": row["post"], "n": row["articles"], "told": f"{row['post']}: {row['articles']}",
            "href": link("posts", row["post"]),
        })  # fmt: skip
    section.chart = charts.ranking(rows) if rows else ""
    section.empty = "" if rows else "No posts."
    return section


def together(ask: Asking) -> Section:
    """Who was seen with whom, among the busiest."""
    section = Section(
        "together",
        "Seen together",
        f"The {IN_PICTURE} people with most articles among those who were seen with one another; a line is "
        "wide "
        "where two took part in many of the same events. Being named in one report is all that it says.",
        sql=(
            "SELECT companions.person_id, companion_id, companions.articles, days, one.name AS name, "
            "two.name AS companion\n"
            "FROM companions JOIN people AS one ON one.person_id = companions.person_id\n"
            "JOIN people AS two ON two.person_id = companions.companion_id\n"
            "WHERE companions.person_id IN (SELECT person_id FROM people ORDER BY articles DESC, name "
            f"LIMIT {IN_PICTURE})\n"
            "AND companion_id IN (SELECT person_id FROM people ORDER BY articles DESC, name LIMIT "
            f"{IN_PICTURE})\n"
            f"ORDER BY companions.articles DESC, days DESC, one.name, two.name LIMIT {TIES}"
        ),
    )
    ties = ask.all(section.sql)
    labels: dict[str, str] = {}
    for row in ties:
        for ident, name in ((row["person_id"], row["name"]), (row["companion_id"], row["companion"])):
            if ident not in labels:
                labels[ident] = _named(name, list(labels.values()))
    places = {ident: place for place, ident in enumerate(labels)}
    links = []
    for row in ties:
        pair = {"person": row["person_id"], "companion": row["companion_id"]}
        label = f"{labels[row['person_id']]} and {labels[row['companion_id']]}"
        days = f"{row['days']} {'day' if row['days'] == 1 else 'days'}"
        if len(section.numbers) < RANKED:
            section.numbers.append(
                ask.number("together", label, row["articles"], "articles_together", days, **pair)
            )
        links.append({
            "source": places[row["person_id"]], "target": places[row["companion_id"]], "n": row["articles"],
            "told": f"{label}: {row['articles']} articles, {days}",
            "href": browse_link("articles_together", **pair),
        })  # fmt: skip
    section.chart = charts.network(_nodes(ask, labels), links) if links else ""
    section.empty = "" if ties else "No two of the busiest were seen together."
    return section


def _nodes(ask: Asking, labels: dict[str, str]) -> list[dict[str, object]]:
    marks = ", ".join("?" * len(labels))
    found = ask.each(f"SELECT person_id, articles FROM people WHERE person_id IN ({marks})", *labels)
    counts = {row["person_id"]: row["articles"] for row in found}
    return [
        {"name": label, "n": counts[ident], "told": f"{label}: {counts[ident]} articles",
         "href": f"{BROWSE}/person/{ident}"}
        for ident, label in labels.items()
    ]  # fmt: skip


def _named(name: str, taken: Iterable[str]) -> str:
    """A label for a person: the name, with a number where namesakes stand beside."""
    others = set(taken)
    if name not in others:
        return name
    return next(label for number in count(2) if (label := f"{name} ({number})") not in others)
