"""Anti-bot, limit and maintenance pages: counted by kind, asked for again after a pause, never handed on.

An isolated one costs only its own request a pause. Where they come in a row the host is held, each time
twice as long and with a longer delay between requests; after BLOCK_LIMIT in a row the run ends (status 3).
"""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Self

from scrapy import Request
from scrapy.http import Response, TextResponse

from newscrawler.downloader import TICK, PatientDownloader
from newscrawler.middlewares.interstitials import Interstitial, recognise
from newscrawler.refusals import Blocked, Stopping
from newscrawler.stopping import stop_crawl
from newscrawler.verdict import Stop

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

logger = logging.getLogger(__name__)
SLOWEST = 60.0
"""Seconds between two requests, at most, while anti-bot pages persist."""


class BlockingMiddleware:
    """Counted under ``newscrawler/blocked/<kind>``; a page that says it does not exist is only marked."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.pause = crawler.settings.getfloat("BLOCK_PAUSE")
        self.limit = crawler.settings.getint("BLOCK_LIMIT")
        self._in_a_row = 0

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to make one."""
        return cls(crawler)

    async def process_response(self, request: Request, response: Response) -> Request | Response:
        """The response, or after a pause the same request once more; raises :class:`Blocked`."""
        kind = self._kind(response)
        if kind is None:
            if response.status < 400:
                self._in_a_row = 0
            return response
        if kind is Interstitial.MISSING:
            request.meta["missing"] = True
            return response
        self._in_a_row += 1
        assert self.crawler.stats
        self.crawler.stats.inc_value(f"newscrawler/blocked/{kind}")
        detail = f"{kind} page with status {response.status}"
        logger.info("%s at %s (%d in a row)", detail, response.url, self._in_a_row)
        if self._in_a_row >= self.limit:
            told = f"{self._in_a_row} pages in a row were refused, last a {detail}"
            stop_crawl(self.crawler, Stop.BLOCKED, told)
            raise Blocked(detail, str(kind))
        tries = request.meta.get("block_tries", 0) + 1
        if tries >= self.limit:
            raise Blocked(detail, str(kind))
        await self._wait(request)
        again = request.copy()
        again.meta["block_tries"] = tries
        return again

    def _kind(self, response: Response) -> Interstitial | None:
        if response.status in (204, 304) or not response.body:
            return None
        if response.status == 200 and not isinstance(response, TextResponse):
            return None
        names = {"wzws-ray": ""} if "WZWS-RAY" in response.headers else {}
        return recognise(response.body, response.status, names)

    async def _wait(self, request: Request) -> None:
        """The pause before another try; from the second refusal in a row on it holds the whole host."""
        seconds = self.pause * 2 ** min(self._in_a_row - 1, 10)
        assert self.crawler.engine
        downloader = self.crawler.engine.downloader
        assert isinstance(downloader, PatientDownloader)
        if self._in_a_row > 1:
            key = downloader.get_slot_key(request)
            slot = downloader.slots.get(key)
            downloader.hold(key, seconds)
            downloader.slow_down(min(2 * slot.delay if slot else 0.0, SLOWEST))
            return
        while seconds > 0:
            if downloader.closing:
                raise Stopping("the run is ending")
            await asyncio.sleep(min(TICK, seconds))
            seconds -= TICK
