"""Pairwise precision and recall of a merging against the truth."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Score:
    precision: float
    recall: float
    appearances: int
    persons: int
    found: int
    namesakes: int
    """Persons who share their name with another."""

    def __str__(self) -> str:
        return (
            f"pairwise precision {self.precision:.4f}, recall {self.recall:.4f} on {self.appearances} appearances "
            f"of {self.persons} persons ({self.namesakes} with a namesake), {self.found} found"
        )


def score(labels: Iterable[tuple[str, Hashable, Hashable]]) -> Score:
    """``labels``: (name, true person, found person) of each appearance."""
    rows = list(labels)
    pairs = lambda counts: sum(n * (n - 1) // 2 for n in counts.values())  # noqa: E731
    both = pairs(Counter((true, found) for _, true, found in rows))
    truly, merged = (Counter(row[i] for row in rows) for i in (1, 2))
    names = Counter(name for name, _ in {(name, true) for name, true, _ in rows})
    return Score(
        both / max(1, pairs(merged)),
        both / max(1, pairs(truly)),
        len(rows),
        len(truly),
        len(merged),
        sum(n for n in names.values() if n > 1),
    )
