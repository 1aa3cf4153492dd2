"""A state that can no longer be written, met while the spider reads a page: it ends the run."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Self

from scrapy.http import Response

from newscrawler.state.errors import StateError
from newscrawler.stopping import state_failed

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class StateMiddleware:
    """A spider middleware (setting SPIDER_MIDDLEWARES)."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to make one."""
        return cls(crawler)

    def process_spider_exception(self, response: Response, exception: Exception) -> Iterable[object] | None:
        """Nothing more comes of this page; other exceptions go on."""
        if not isinstance(exception, StateError):
            return None
        state_failed(self.crawler, exception)
        return ()
