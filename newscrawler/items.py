"""What the spider hands to the pipelines: the pages of one article, unread."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from newscrawler.extract.page import RawPage
from newscrawler.record import Article


@dataclass(slots=True)
class PageItem:
    """One article as fetched: a response, or several where it runs over several addresses."""

    portal: str
    url: str
    topics: list[str]
    pages: list[RawPage]
    fetched_at: datetime
    met_at: list[str] = field(default_factory=list)
    """Every address that led here: as the lists have it, and each step of a redirect."""
    article: Article | None = None
    """Filled by the extract pipeline."""
    faults: list[str] = field(default_factory=list)
    """Filled by the extract pipeline where what it found is no valid record: ``key: reason``."""
