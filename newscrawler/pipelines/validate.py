"""Stage validate: only whole records go on; the rest goes to the quarantine with its reason and its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from scrapy.exceptions import DropItem

from newscrawler.items import PageItem
from newscrawler.run import run_of
from newscrawler.state.errors import StateError
from newscrawler.stopping import state_failed
from newscrawler.validate import storable_faults
from newscrawler.verdict import Cause

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class ValidatePipeline:
    """Drops what is no record of an article of this portal."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.run = run_of(crawler)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to make one."""
        return cls(crawler)

    async def process_item(self, item: PageItem) -> PageItem:
        """The item, if its record may be stored."""
        faults = item.faults or (storable_faults(item.article) if item.article else ["record: none"])
        if not faults:
            return item
        reason = "; ".join(faults)
        try:
            self._quarantine(item, reason)
        except StateError as error:
            state_failed(self.crawler, error)
        raise DropItem(f"quarantined {item.url}: {reason}", log_level="WARNING")

    def _quarantine(self, item: PageItem, reason: str) -> None:
        empty = item.article is not None and "no_article" in item.article.warnings
        self.run.fail(
            item.url,
            Cause.EMPTY if empty else Cause.INVALID,
            reason,
            topics=item.topics,
            pages=item.pages,
            fetched_at=item.fetched_at,
            record=item.article.to_line() if item.article and not empty else None,
        )
