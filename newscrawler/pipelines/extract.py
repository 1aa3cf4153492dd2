"""Stage extract: the pages of one article → its record, by the same STAGES as everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from pydantic import ValidationError

from newscrawler.items import PageItem
from newscrawler.run import Run, run_of
from newscrawler.validate import reasons

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class ExtractPipeline:
    """Fills ``item.article``, or ``item.faults`` where what was extracted is no valid record."""

    def __init__(self, run: Run) -> None:
        self.run = run

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to make one."""
        return cls(run_of(crawler))

    async def process_item(self, item: PageItem) -> PageItem:
        """Extract the item's pages."""
        try:
            item.article = self.run.state.extract(
                item.pages, portal=item.portal, topics=item.topics, fetched_at=item.fetched_at
            )
        except ValidationError as error:
            item.faults = reasons(error)
        else:
            self.run.extracted(item.article, sum(len(page.body) for page in item.pages))
        return item
