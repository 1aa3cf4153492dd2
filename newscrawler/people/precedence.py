"""Order of precedence: the place of each attendee in the article and in the enumeration that names them.

Official texts name people by rank, so the order says who counts for more. An enumeration is a run of names
in one paragraph with nothing between them but commas, conjunctions and the posts of the next person:
市领导甲、乙，市政府秘书长丙.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from newscrawler.record import Article, Attendee

_JOINS = re.compile(r"[\s、，,和及与以（）()]*(?:等)?")


@dataclass(frozen=True, slots=True)
class Placing:
    """Where an attendee stands. Numbers of lists count from 0, ranks and positions from 1."""

    rank: int
    list: int | None = None
    list_position: int | None = None
    list_size: int | None = None


@dataclass(frozen=True, slots=True)
class _Span:
    attendee: int
    paragraph: int
    start: int
    end: int


def placings(article: Article) -> list[Placing]:
    """The placing of each attendee, in the record's order; a person of several lists counts in the first."""
    spans = sorted(
        (
            _Span(number, span.paragraph, span.start, span.end)
            for number, person in enumerate(article.attendees)
            for span in person.evidence
            if isinstance(span.paragraph, int)
        ),
        key=lambda span: (span.paragraph, span.start),
    )
    placed: dict[int, tuple[int, int, int]] = {}
    lists = 0
    for run in _runs(article, spans):
        if len(run) < 2 or all(number in placed for number in run):
            continue
        for position, number in enumerate(run, 1):
            placed.setdefault(number, (lists, position, len(run)))
        lists += 1
    return [Placing(number + 1, *placed.get(number, ())) for number in range(len(article.attendees))]


def _runs(article: Article, spans: list[_Span]) -> list[list[int]]:
    """Attendees in unbroken enumerations, in order of the text."""
    runs: list[list[int]] = []
    before: _Span | None = None
    for span in spans:
        joined = (
            before is not None
            and before.paragraph == span.paragraph
            and before.end <= span.start
            and _only_joins(
                article.paragraphs[span.paragraph][before.end : span.start], article.attendees[span.attendee]
            )
        )
        if joined and span.attendee not in runs[-1]:
            runs[-1].append(span.attendee)
        else:
            runs.append([span.attendee])
        before = span
    return runs


def _only_joins(between: str, person: Attendee) -> bool:
    """Whether nothing but commas, conjunctions and the person's own posts stands there."""
    if len(between) > 200 or not between.strip():
        return bool(between) and len(between) <= 200
    for title in sorted(person.titles, key=len, reverse=True):
        between = between.replace(title, "")
    return _JOINS.fullmatch(between) is not None
