"""Scores of predicted attendees against gold cases, after the conventions' section "Scoring".

Strings must be equal; groups match where their character bigrams reach a Dice of 0.8. Where neither
side has an item of a field, its F1 is 1.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

Case = Mapping[str, Any]
"""A gold case or a prediction: ``attendees``, ``attending_groups``, ``reporters``, ``edition``."""

FIELDS = ("name", "title", "action", "group", "reporter")
GROUP_DICE = 0.8
_EDITION = ("newspaper", "date", "page")


@dataclass
class Count:
    """Hits, and the items that were missed or spurious."""

    hits: int = 0
    missed: int = 0
    spurious: int = 0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 1 where there is nothing to find and nothing found."""
        total = 2 * self.hits + self.missed + self.spurious
        return 2 * self.hits / total if total else 1.0

    @property
    def precision(self) -> float:
        """Share of the predicted items that are right."""
        return self.hits / (self.hits + self.spurious) if self.hits + self.spurious else 1.0

    @property
    def recall(self) -> float:
        """Share of the gold items that were found."""
        return self.hits / (self.hits + self.missed) if self.hits + self.missed else 1.0


@dataclass
class Outcome:
    """One case compared: for each field the hits and the very items that are wrong."""

    hits: dict[str, int]
    missed: dict[str, set[tuple[str, ...]]]
    spurious: dict[str, set[tuple[str, ...]]]
    edition: bool

    @property
    def full(self) -> bool:
        """Whether all of the case is right."""
        return self.edition and not any(self.missed.values()) and not any(self.spurious.values())


@dataclass
class Tally:
    """Sums over cases."""

    cases: int = 0
    full: int = 0
    editions: int = 0
    counts: dict[str, Count] = field(default_factory=lambda: {name: Count() for name in FIELDS})

    def add(self, outcome: Outcome) -> None:
        """Count one more case."""
        self.cases += 1
        self.full += outcome.full
        self.editions += outcome.edition
        for name, count in self.counts.items():
            count.hits += outcome.hits[name]
            count.missed += len(outcome.missed[name])
            count.spurious += len(outcome.spurious[name])


def compare(gold: Case, found: Case) -> Outcome:
    """A prediction against its gold case."""
    outcome = Outcome({}, {}, {}, _edition(gold) == _edition(found))
    for name in FIELDS:
        wanted, got = items(gold, name), items(found, name)
        pairs = _groups(wanted, got) if name == "group" else {item: item for item in wanted & got}
        outcome.hits[name] = len(pairs)
        outcome.missed[name] = wanted - pairs.keys()
        outcome.spurious[name] = got - set(pairs.values())
    return outcome


def items(case: Case, name: str) -> set[tuple[str, ...]]:
    """What is scored of a case under one field."""
    people = case["attendees"]
    if name == "name":
        return {(person["name"],) for person in people}
    if name in ("title", "action"):
        return {(person["name"], value) for person in people for value in person[name + "s"]}
    if name == "group":
        return {(group,) for group in case["attending_groups"]}
    return {(reporter["name"], reporter["role"]) for reporter in case["reporters"]}


def dice(one: str, other: str) -> float:
    """Likeness of two strings by their character bigrams, 0 to 1."""
    if one == other:
        return 1.0
    first, second = (Counter(pairwise(text)) for text in (one, other))
    total = first.total() + second.total()
    return 2 * (first & second).total() / total if total else 0.0


def errors(outcome: Outcome) -> list[str]:
    """The faults of a case, one a line; titles and actions of a wrong name are left out."""
    wrong = {item[0] for item in outcome.missed["name"] | outcome.spurious["name"]}
    lines = []
    for name in FIELDS:
        for label, faults in (("missed", outcome.missed), ("spurious", outcome.spurious)):
            for item in sorted(faults[name]):
                if name not in ("title", "action") or item[0] not in wrong:
                    lines.append(f"{name:<9}{label:<9}{' | '.join(item)}")
    return lines if outcome.edition else [*lines, "edition  wrong"]


def table(tally: Tally, fields: Iterable[str] = FIELDS) -> str:
    """The figures of a tally, as text."""
    lines = [f"{'':<10}{'P':>7}{'R':>7}{'F1':>7}{'hits':>7}{'missed':>8}{'spurious':>10}"]
    for name in fields:
        count = tally.counts[name]
        lines.append(
            f"{name:<10}{count.precision:7.3f}{count.recall:7.3f}{count.f1:7.3f}"
            f"{count.hits:7}{count.missed:8}{count.spurious:10}"
        )
    cases = max(tally.cases, 1)
    lines.append(
        f"edition accuracy {tally.editions / cases:.3f}   full-case rate {tally.full / cases:.3f}"
        f"   ({tally.cases} cases)"
    )
    return "\n".join(lines)


def _edition(case: Case) -> tuple[str | None, ...] | None:
    """(newspaper, date, page); an edition without any part is none."""
    parts = tuple((case["edition"] or {}).get(key) for key in _EDITION)
    return parts if any(parts) else None


def _groups(
    wanted: set[tuple[str, ...]], got: set[tuple[str, ...]]
) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Gold group → its prediction: one to one, the likest pairs first."""
    scored = sorted(((dice(one[0], other[0]), one, other) for one in wanted for other in got), reverse=True)
    pairs: dict[tuple[str, ...], tuple[str, ...]] = {}
    for likeness, one, other in scored:
        if likeness >= GROUP_DICE and one not in pairs and other not in pairs.values():
            pairs[one] = other
    return pairs
