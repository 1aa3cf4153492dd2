"""Ends the run of a crawl: notes errors and why the spider closed, and has output and report written."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, Any, Self

from scrapy import signals
from scrapy.utils.asyncio import create_looping_call

from newscrawler.run import run_of
from newscrawler.state.errors import StateError
from newscrawler.stopping import state_failed
from newscrawler.verdict import Stop

if TYPE_CHECKING:
    from scrapy import Spider
    from scrapy.crawler import Crawler
    from twisted.python.failure import Failure

_REASONS = {"shutdown": Stop.SIGNAL, **{stop.value: stop for stop in Stop}}
"""Scrapy's words for why a spider closed → ours."""


def stop_of(reason: str) -> Stop:
    """Why the spider closed, of the closed list.

    >>> stop_of("finished"), stop_of("shutdown"), stop_of("closespider_timeout")
    (<Stop.FINISHED: 'finished'>, <Stop.SIGNAL: 'signal'>, <Stop.BUDGET: 'budget'>)
    """
    if reason.startswith("closespider_") and reason != "closespider_errorcount":
        return Stop.BUDGET
    return _REASONS.get(reason, Stop.FAILED)


class RunExtension:
    """Connects the run to Scrapy's signals; writes the output every CHECKPOINT_INTERVAL seconds."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.run = run_of(crawler)
        self._interval = crawler.settings.getfloat("CHECKPOINT_INTERVAL")
        self._loop = create_looping_call(self._checkpoint)
        crawler.signals.connect(self.spider_opened, signals.spider_opened)
        crawler.signals.connect(self.spider_error, signals.spider_error)
        crawler.signals.connect(self.item_error, signals.item_error)
        crawler.signals.connect(self.spider_closed, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to make one."""
        return cls(crawler)

    def spider_opened(self) -> None:
        """Start the checkpoints."""
        gc.freeze()  # modules, patterns and lexicons outlive the run: no collection need look at them
        if self._interval > 0:
            self._loop.start(self._interval, now=False)

    def spider_error(self, failure: Failure, response: Any) -> None:
        """A callback of the spider raised: it costs one page."""
        self.run.error(f"{_what(failure)} at {getattr(response, 'url', '?')}")

    def item_error(self, failure: Failure, item: Any) -> None:
        """A pipeline raised: it costs one article."""
        self.run.error(f"{_what(failure)} at {getattr(item, 'url', '?')}")

    def spider_closed(self, spider: Spider, reason: str) -> None:
        """Judge and report."""
        if self._loop.running:
            self._loop.stop()
        stop = stop_of(reason)
        if stop is not Stop.FINISHED:
            self.run.stop(stop, "" if reason in _REASONS else reason)
        self.run.finish(self.crawler.stats.get_stats() if self.crawler.stats else {})

    def _checkpoint(self) -> None:
        try:
            self.run.checkpoint()
        except StateError as error:
            state_failed(self.crawler, error)


def _what(failure: Failure) -> str:
    """An exception in one line, with the place it came from."""
    frames = failure.frames
    place = f" ({frames[-1][1]}:{frames[-1][2]})" if frames else ""
    return f"{getattr(failure.type, '__name__', 'error')}: {failure.getErrorMessage()}{place}"
