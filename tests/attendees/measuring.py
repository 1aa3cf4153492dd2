"""Run newscrawler over case files and tally the result: whole pages for articles, bare text for sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from newscrawler import extract_article
from newscrawler.extract.attendees import find_attendees, ner
from tests.attendees.cases import load
from tests.attendees.pages import page
from tests.attendees.scoring import Outcome, Tally, compare

Predict = Callable[[dict[str, Any]], dict[str, Any]]


def from_page(case: dict[str, Any], model: bool = False) -> dict[str, Any]:
    """What the whole extraction makes of the case written as a page; ``model``: with the extra ``ner``."""
    return extract_article(page(case), ner=model).model_dump()


def from_text(case: dict[str, Any], model: bool = False) -> dict[str, Any]:
    """What the attendees' engine alone makes of the case's texts; it reads no byline and no edition."""
    recognise = ner.load() if model else None
    found = find_attendees(case["title"], case["subtitle"], case["paragraphs"], recognise=recognise)
    return {
        "attendees": [person.model_dump() for person in found.attendees],
        "attending_groups": list(found.groups),
        "reporters": [],
        "edition": None,
    }


def outcomes(path: Path, predict: Predict) -> Iterator[tuple[dict[str, Any], Outcome]]:
    """Each case of a file with its outcome."""
    for case in load(path):
        yield case, compare(case, predict(case))


def measure(path: Path, predict: Predict) -> Tally:
    """The tally of a file."""
    tally = Tally()
    for _, outcome in outcomes(path, predict):
        tally.add(outcome)
    return tally
