"""How a crawl gets on: a live line on a terminal, else one calm line in the log now and then."""

from __future__ import annotations

import logging
import sys
from time import monotonic
from typing import TYPE_CHECKING, Any, Self

from scrapy import signals
from scrapy.utils.asyncio import create_looping_call

from newscrawler.run import run_of

if TYPE_CHECKING:
    from rich.live import Live
    from scrapy.crawler import Crawler

logger = logging.getLogger(__name__)
REFRESH = 0.5
"""Seconds between two states of the live line."""


class ProgressExtension:
    """Counts what the run counts; asks for nothing."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.run = run_of(crawler)
        self.live = terminal_line() if crawler.settings.getbool("PROGRESS", True) else None
        self.interval = REFRESH if self.live else crawler.settings.getfloat("LOGSTATS_INTERVAL")
        self._loop = create_looping_call(self._show)
        self._began = monotonic()
        self._streams: list[tuple[logging.StreamHandler[Any], Any]] = []
        crawler.signals.connect(self.spider_opened, signals.spider_opened)
        crawler.signals.connect(self.spider_closed, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to make one."""
        return cls(crawler)

    def spider_opened(self) -> None:
        """Begin."""
        self._began = monotonic()
        if self.live:
            self.live.start()
            for handler in logging.root.handlers:  # log lines go above the live one
                if isinstance(handler, logging.StreamHandler) and handler.stream is sys.__stderr__:
                    self._streams.append((handler, handler.setStream(sys.stderr)))
        if self.interval > 0:
            self._loop.start(self.interval, now=False)

    def spider_closed(self) -> None:
        """End."""
        if self._loop.running:
            self._loop.stop()
        if self.live:
            self.live.update("", refresh=True)
            self.live.stop()
            for handler, stream in self._streams:
                handler.setStream(stream)

    def _show(self) -> None:
        line = self.line()
        if self.live:
            self.live.update(line, refresh=True)
        else:
            logger.info(line)

    def line(self) -> str:
        """Articles looked at and how they turned out, failures, lists, queue, rate."""
        facts, seconds = self.run.facts, max(monotonic() - self._began, 0.001)
        outcomes = ", ".join(f"{number} {name}" for name, number in sorted(self.run.outcomes.items()))
        failed = sum(facts.failures.values())
        return (
            f"{facts.looked} articles ({outcomes or 'none yet'}), {failed} failed,"
            f" {facts.list_pages} list pages, {self._queue()} queued, {facts.looked / seconds:.1f}/s"
        )

    def _queue(self) -> int:
        """Requests waiting and under way."""
        engine = self.crawler.engine
        if engine is None or engine._slot is None:
            return 0
        waiting = getattr(engine._slot.scheduler, "__len__", lambda: 0)()
        return int(waiting) + len(engine.downloader.active)


def terminal_line() -> Live | None:
    """A live line on standard error, where that is a terminal."""
    if not sys.stderr.isatty():
        return None
    from rich.console import Console  # not before: a scheduled run starts without it
    from rich.live import Live

    console = Console(stderr=True, highlight=False, markup=False)
    return Live("starting", console=console, auto_refresh=False, transient=True)
