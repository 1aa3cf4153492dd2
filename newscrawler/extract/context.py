"""What extraction needs to know of the world; it has no clock, network or settings of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from newscrawler.extract.page import Page
from newscrawler.families import Family
from newscrawler.portals import Profile

Recogniser = Callable[[str], Sequence[tuple[int, int]]]
"""A model of names: a text to (start, end) of each person in it, in order."""
LAYERS = ("profile", "family", "meta", "general")
"""From the specific to the general: the order in which a field is looked for."""


@dataclass(frozen=True, slots=True)
class Context:
    """One article's surroundings."""

    url: str
    """Canonical URL."""
    fetched_at: datetime | None = None
    """Aware; None for a page of unknown age."""
    profile: Profile | None = None
    family: Family | None = None
    """By the page's signature; the profile's family where the page shows none."""
    layers: tuple[str, ...] = LAYERS
    """Layers in use; measuring the general layer alone leaves the others out."""
    lexicon_dir: Path | None = None
    """A user's additions to the lexicons (setting LEXICON_DIR)."""
    recognise: Recogniser | None = None
    """Asked for names that the rules leave open (setting NER_ENABLED); None: the rules alone."""
    timezone: ZoneInfo = field(default_factory=lambda: ZoneInfo("Asia/Shanghai"))


@dataclass(frozen=True, slots=True)
class Document:
    """The parsed pages of one article, in reading order; the headline stands on the first."""

    pages: tuple[Page, ...]

    @property
    def first(self) -> Page:
        """The page that carries headline and strip."""
        return self.pages[0]
