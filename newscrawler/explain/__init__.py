"""One article with everything that was read in it marked in its text, and the rule that read it.

:func:`explain` turns a record into passages of segments, a pure function; :mod:`newscrawler.explain.page`
shows them as HTML, :mod:`newscrawler.explain.terminal` in the terminal.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Literal

from newscrawler.extract.attendees import Findings, find_attendees
from newscrawler.extract.attendees.ner import load as load_model
from newscrawler.record import Article, Reporter

Kind = Literal["name", "mentioned", "post", "action", "group", "date", "byline"]

KINDS: dict[Kind, str] = {
    "name": "attendee",
    "mentioned": "looked at, not counted",
    "post": "post",
    "action": "action",
    "group": "attending group",
    "date": "date of the event",
    "byline": "byline or edition",
}
"""What is marked, in words."""

_DEPTH: tuple[Kind, ...] = ("name", "mentioned", "post", "action", "date", "group", "byline")
"""Where marks overlap, the earlier kind shows."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of one text and what was read in it."""

    start: int
    end: int
    kind: Kind
    value: str
    """What the record holds: the name in normal form, the action of the vocabulary, the ISO date."""
    rule: str
    """The rule that fired; empty where the record alone is at hand."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text under the same marks (none for plain text), the most telling first."""

    text: str
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """One text of the article: ``place`` is ``kicker``, ``title``, ``subtitle``, ``byline``, ``edition``
    or a paragraph's number."""

    place: str
    segments: tuple[Segment, ...]

    @property
    def text(self) -> str:
        """The text as it stands in the record."""
        return "".join(segment.text for segment in self.segments)


@dataclass(frozen=True, slots=True)
class Explanation:
    """A record and its passages, in reading order."""

    article: Article
    passages: tuple[Passage, ...]

    def places(self, kind: Kind, value: str) -> list[tuple[str, Mark]]:
        """(place, mark) of every mark of ``kind`` with ``value``."""
        found = {
            (passage.place, mark): None
            for passage in self.passages
            for segment in passage.segments
            for mark in segment.marks
            if mark.kind == kind and mark.value == value
        }
        return list(found)


class _Marks:
    """Marks by place, each stretch once for a kind and value."""

    def __init__(self) -> None:
        self.known: dict[tuple[str, int, int, Kind, str], Mark] = {}

    def add(self, place: object, start: int, end: int, kind: Kind, value: str, rule: str) -> None:
        """Mark a stretch; the first rule that comes for it stands."""
        self.known.setdefault((str(place), start, end, kind, value), Mark(start, end, kind, value, rule))

    def by_place(self) -> dict[str, list[Mark]]:
        """The marks of each text."""
        found: dict[str, list[Mark]] = {}
        for (place, *_), mark in self.known.items():
            found.setdefault(place, []).append(mark)
        return found


def explain(
    article: Article,
    findings: Findings | None = None,
    *,
    lexicon_dir: Path | None = None,
    ner: bool = False,
) -> Explanation:
    """The passages of ``article`` with their marks.

    ``findings`` is what the attendees' engine made of the same texts, with its trace; without it the
    engine reads the record's own texts again, with ``lexicon_dir`` and ``ner`` as for the extraction, so a
    stored record is explained like a fresh page.
    """
    if findings is None and article.language.startswith("zh"):
        findings = find_attendees(
            article.title,
            article.subtitle,
            article.paragraphs,
            lexicon=lexicon_dir,
            kicker=article.kicker,
            recognise=load_model() if ner else None,
        )
    marks = _Marks()
    _mark_people(article, findings or Findings(), marks)
    _mark_date(article, marks)
    _mark_bylines(article, marks)
    by_place = marks.by_place()
    heads = (("kicker", article.kicker), ("title", article.title), ("subtitle", article.subtitle))
    texts = [(place, text) for place, text in heads if text]
    texts += [(str(number), text) for number, text in enumerate(article.paragraphs)]
    passages = [Passage(place, tuple(segments(text, by_place.get(place, ())))) for place, text in texts]
    return Explanation(article, (*passages, *_feet(article)))


def _mark_people(article: Article, findings: Findings, marks: _Marks) -> None:
    """Names with posts and actions, other people named, and groups."""
    names = {person.name for person in article.attendees}
    for mention in findings.trace:
        kind: Kind = "name" if mention.name in names else "mentioned"
        marks.add(mention.place, mention.start, mention.end, kind, mention.name, mention.rule)
        if kind == "name":
            for title in mention.titles:
                marks.add(title.place, title.start, title.end, "post", title.text, f"post of {mention.name}")
            for action in mention.actions:
                rule = f"done by {mention.name}"
                marks.add(action.place, action.start, action.end, "action", action.action, rule)
    for group in findings.group_trace:
        if group.text in article.attending_groups:
            marks.add(group.place, group.start, group.end, "group", group.text, group.rule)
    for person in article.attendees:
        for span in person.evidence:
            marks.add(span.paragraph, span.start, span.end, "name", person.name, "evidence of the record")


def _mark_date(article: Article, marks: _Marks) -> None:
    """The phrase that dates the event."""
    dated = article.event_date
    if dated and dated.paragraph < len(article.paragraphs):
        at = article.paragraphs[dated.paragraph].find(dated.text)
        if at >= 0:
            value = " – ".join(filter(None, (dated.date, dated.end_date))) or "no day"
            marks.add(dated.paragraph, at, at + len(dated.text), "date", value, "dates the event")


def _mark_bylines(article: Article, marks: _Marks) -> None:
    """Credits and editions that stand within a paragraph."""
    for key, value in _credits(article):
        for line in article.raw.get(key, "").splitlines():
            for number, text in enumerate(article.paragraphs):
                if line and (at := text.find(line)) >= 0:
                    marks.add(number, at, at + len(line), "byline", value, key)
                    break


def _feet(article: Article) -> Iterator[Passage]:
    """Byline and edition lines: they have left the paragraphs and stand in ``raw`` alone."""
    within = "\n".join(article.paragraphs)
    values = dict(_credits(article))
    lines = {line: key for key in values for line in article.raw.get(key, "").splitlines()}
    for line, key in lines.items():
        if line.strip() and line not in within:
            yield Passage(key, (Segment(line, (Mark(0, len(line), "byline", values[key], key),)),))


def _credits(article: Article) -> Iterator[tuple[str, str]]:
    """(key of ``raw``, what the record made of it)."""
    yield "byline", ", ".join(f"{person.name} ({person.role})" for person in article.reporters)
    if article.edition:
        yield "edition", " ".join(filter(None, article.edition.model_dump().values()))


def facts(explanation: Explanation) -> Iterator[tuple[str, str]]:
    """(field, value in words) of what is not a person: the same for every display."""
    article = explanation.article
    yield "url", article.url
    if article.timestamp:
        yield "timestamp", f"{article.timestamp} ({article.timestamp_precision})"
    if article.source:
        yield "source", article.source
    if article.event_date:
        dated = article.event_date
        days = " – ".join(filter(None, (dated.date, dated.end_date))) or "no day"
        yield "event_date", f"{days} ({dated.text}, paragraph {dated.paragraph})"
    for group in article.attending_groups:
        rules = [f"{place}: {mark.rule}" for place, mark in explanation.places("group", group)]
        yield "attending_groups", f"{group} ({'; '.join(rules)})" if rules else group
    if article.reporters:
        yield "reporters", ", ".join(f"{r.name} ({_role(r)})" for r in article.reporters)
    if article.edition:
        yield "edition", " · ".join(filter(None, article.edition.model_dump().values()))
    for name, files in (("images", article.images), ("attachments", article.attachments)):
        if files:
            yield name, str(len(files))
    if article.warnings:
        yield "warnings", " ".join(article.warnings)


def _role(reporter: Reporter) -> str:
    """``记者``, or with its own word ``记者: 本报记者``."""
    own = reporter.role_text
    return reporter.role if own in (None, "", reporter.role) else f"{reporter.role}: {own}"


def segments(text: str, marks: Iterable[Mark]) -> Iterator[Segment]:
    """``text`` cut where marks begin or end; the pieces together are the text again.

    Marks may overlap and share places; what does not lie within the text is left out.
    """
    waiting = sorted(
        (m for m in marks if 0 <= m.start < m.end <= len(text)), key=lambda m: m.start, reverse=True
    )
    cuts = sorted({0, len(text), *(m.start for m in waiting), *(m.end for m in waiting)})
    active: list[Mark] = []
    for start, end in pairwise(cuts):
        active = [mark for mark in active if mark.end > start]
        while waiting and waiting[-1].start == start:
            active.append(waiting.pop())
        over = sorted(active, key=lambda m: (_DEPTH.index(m.kind), m.end - m.start))
        yield Segment(text[start:end], tuple(over))
