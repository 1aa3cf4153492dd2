"""Stage store: the record into the state, in one transaction with its responses and its change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from scrapy.exceptions import DropItem

from newscrawler.items import PageItem
from newscrawler.run import run_of
from newscrawler.state.errors import StateError
from newscrawler.stopping import state_failed

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class StorePipeline:
    """Stores records, and passes on what is new or revised: that is what ``-O FILE`` holds."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.run = run_of(crawler)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to make one."""
        return cls(crawler)

    async def process_item(self, item: PageItem) -> dict[str, Any]:
        """The record as stored, with its revision and first sight."""
        assert item.article is not None
        try:
            outcome, stored = self.run.state.record(
                item.article, item.pages, item.fetched_at, met_at=(item.url, *item.met_at)
            )
            self.run.look(outcome)
        except StateError as error:
            state_failed(self.crawler, error)
            raise DropItem(f"not stored {item.url}: {error}", log_level="ERROR") from error
        if stored is None:
            raise DropItem(f"{outcome} {item.url}", log_level="DEBUG")
        return stored
