"""What a report consists of, apart from how it looks."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Row:
    """One of the newest articles (or events, or pages) behind a number."""

    date: str
    text: str
    url: str
    """Where the portal has it; shown as a link only for http and https."""
    id: str = ""
    """Its page in ``browse``; empty for what is no article."""
    note: str = ""


@dataclass(frozen=True)
class Number:
    """One number, and what is behind it."""

    label: str
    value: int | str
    section: str
    rows: tuple[Row, ...] = ()
    question: str = ""
    """Path in ``browse``."""
    note: str = ""

    @property
    def anchor(self) -> str:
        """Its id in the page; charts link to it."""
        return anchor(self.section, self.label)


@dataclass
class Section:
    """One picture with its numbers."""

    id: str
    title: str
    about: str
    chart: str = ""
    """SVG, or empty where there is nothing to draw."""
    numbers: list[Number] = field(default_factory=list)
    sql: str = ""
    """The question behind the numbers, as text."""
    empty: str = ""
    """Said instead, where there is no number."""


@dataclass(frozen=True)
class Report:
    """All sections, and the figures at the top: (what, how many, anchor)."""

    title: str
    figures: tuple[tuple[str, str, str], ...]
    sections: tuple[Section, ...]
    command: str
    """What serves the same records in browse."""


def anchor(section: str, label: str) -> str:
    """The id of a number in the page."""
    return f"{section}-{hashlib.sha256(label.encode('utf-8', 'surrogatepass')).hexdigest()[:10]}"
