"""Ending a crawl early, from wherever the reason for it is seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.utils.defer import _schedule_coro

from newscrawler.run import run_of
from newscrawler.state.errors import StateError
from newscrawler.verdict import Stop

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


def stop_crawl(crawler: Crawler, why: Stop, detail: str = "") -> None:
    """End the crawl early, for a reason that the verdict will tell; what is under way is finished."""
    run_of(crawler).stop(why, detail)
    engine = crawler.engine
    if engine and engine.spider and engine._slot and engine._slot.closing is None:
        _schedule_coro(engine.close_spider_async(reason=why.value))


def state_failed(crawler: Crawler, error: StateError) -> None:
    """The state can no longer be written: a full disk does not pass by itself, so the run ends."""
    run_of(crawler).error(str(error))
    stop_crawl(crawler, Stop.FAILED, str(error))
