"""One record → its rows in every table of origin ``record``, and back."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from newscrawler.people.precedence import placings
from newscrawler.record import Article
from newscrawler.tables.schema import TABLES, Row

RECORD_TABLES: tuple[str, ...] = tuple(name for name, table in TABLES.items() if table.origin == "record")


def rows_of(article: Article) -> dict[str, list[Row]]:
    """The rows of one article, by table; every record table has its key, empty where there are none."""
    ident = article.id
    rows: dict[str, list[Row]] = {
        "articles": [_article_row(article)],
        "topics": [(ident, i, topic) for i, topic in enumerate(article.topics)],
        "paragraphs": [(ident, i, text) for i, text in enumerate(article.paragraphs)],
        "attendees": [],
        "titles": [],
        "actions": [],
        "mentions": [],
        "groups": [(ident, i, group) for i, group in enumerate(article.attending_groups)],
        "reporters": [
            (ident, i, one.name, one.role, one.role_text) for i, one in enumerate(article.reporters)
        ],
        "images": [(ident, i, image.url, image.caption) for i, image in enumerate(article.images)],
        "attachments": [(ident, i, file.url, file.name) for i, file in enumerate(article.attachments)],
    }
    for i, (person, place) in enumerate(zip(article.attendees, placings(article), strict=True)):
        rows["attendees"].append(
            (ident, i, person.name, place.rank, place.list, place.list_position, place.list_size)
        )
        rows["titles"] += [(ident, i, k, title) for k, title in enumerate(person.titles)]
        rows["actions"] += [(ident, i, k, action) for k, action in enumerate(person.actions)]
        for k, span in enumerate(person.evidence):
            inside = isinstance(span.paragraph, int)
            where, paragraph = ("paragraph", span.paragraph) if inside else (span.paragraph, None)
            rows["mentions"].append((ident, i, k, where, paragraph, span.start, span.end))
    return rows


def _article_row(article: Article) -> Row:
    edition, event = article.edition, article.event_date
    return (
        article.schema_version,
        article.id,
        article.url,
        article.portal,
        article.site_name,
        article.language,
        to_json(article.breadcrumb),
        article.kicker,
        article.title,
        article.subtitle,
        article.timestamp,
        article.timestamp_precision,
        article.timestamp[:10] if article.timestamp else None,
        article.source,
        int(edition is not None),
        edition.newspaper if edition else None,
        edition.date if edition else None,
        edition.page if edition else None,
        event.date if event else None,
        event.end_date if event else None,
        event.text if event else None,
        event.paragraph if event else None,
        article.content_hash,
        article.revision,
        article.extractor_version,
        article.first_seen,
        article.crawled_at,
        article.status,
        to_json(article.provenance),
        to_json(article.raw),
        to_json(article.warnings),
    )


def to_json(value: list[str] | dict[str, str]) -> str:
    """A value of a json column."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def article_of(rows: Mapping[str, list[dict[str, Any]]]) -> Article:
    """The record that :func:`rows_of` took apart; ``rows`` holds one article's rows as column → value.

    Raises ``pydantic.ValidationError`` for rows that make no record.
    """
    head = dict(rows["articles"][0])
    edition = {part: head.pop(f"edition_{part}") for part in ("newspaper", "date", "page")}
    event = {
        "date": head.pop("event_date"),
        "end_date": head.pop("event_end_date"),
        "text": head.pop("event_text"),
        "paragraph": head.pop("event_paragraph"),
    }
    has_edition = head.pop("has_edition")
    del head["date"]
    record = {
        **head,
        **{key: json.loads(head[key]) for key in ("breadcrumb", "provenance", "raw", "warnings")},
        "edition": edition if has_edition else None,
        "event_date": event if event["text"] is not None else None,
        "topics": [row["topic"] for row in rows["topics"]],
        "paragraphs": [row["text"] for row in rows["paragraphs"]],
        "attending_groups": [row["text"] for row in rows["groups"]],
        "attendees": list(_attendees(rows)),
        **{
            table: [_without(row, "article_id", "position") for row in rows[table]]
            for table in ("reporters", "images", "attachments")
        },
    }
    return Article.model_validate(record)


def _attendees(rows: Mapping[str, list[dict[str, Any]]]) -> Iterator[dict[str, Any]]:
    of: dict[tuple[str, int], list[dict[str, Any]]] = defaultdict(list)
    for table in ("titles", "actions", "mentions"):
        for row in rows[table]:
            of[table, row["attendee"]].append(row)
    for person in rows["attendees"]:
        mine = {table: of[table, person["attendee"]] for table in ("titles", "actions", "mentions")}
        yield {
            "name": person["name"],
            "titles": [row["title"] for row in mine["titles"]],
            "actions": [row["action"] for row in mine["actions"]],
            "evidence": [
                {
                    "paragraph": row["paragraph"] if row["place"] == "paragraph" else row["place"],
                    "start": row["start"],
                    "end": row["stop"],
                }
                for row in mine["mentions"]
            ],
        }


def _without(row: dict[str, Any], *keys: str) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key not in keys}
