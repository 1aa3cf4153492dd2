"""Servers that ask for patience: Retry-After on 429 and 503, and pauses that double without one.

The whole host is held, not the one request. What is asked again, and how often, stays with Scrapy's
retry middleware, except that a wait longer than RETRY_AFTER_MAX ends the run.
"""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Self

from scrapy import Request
from scrapy.http import Response

from newscrawler.downloader import PatientDownloader
from newscrawler.refusals import Blocked
from newscrawler.stopping import stop_crawl
from newscrawler.verdict import Stop

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

logger = logging.getLogger(__name__)


class BackoffMiddleware:
    """Holds a host after 429 and 503; counted under ``newscrawler/backoff``."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.longest = crawler.settings.getfloat("RETRY_AFTER_MAX")
        self.base = crawler.settings.getfloat("BACKOFF_BASE")
        self.most = crawler.settings.getfloat("BACKOFF_MAX")
        self._in_a_row = 0

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to make one."""
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Response:
        """The response as it is; the pause is the downloader's."""
        if response.status not in (429, 503):
            if response.status < 500:
                self._in_a_row = 0
            return response
        self._in_a_row += 1
        asked = retry_after(response.headers.get("Retry-After"), datetime.now(UTC))
        if asked is not None:
            pause = asked
        elif response.status == 429 or self._in_a_row > 1:
            pause = min(self.base * 2 ** min(self._in_a_row - 1, 10), self.most)
        else:
            return response  # a single 503: the retry has its delay
        assert self.crawler.stats and self.crawler.engine and self.crawler.spider
        self.crawler.stats.inc_value("newscrawler/backoff")
        self.crawler.stats.max_value("newscrawler/backoff_longest", pause)
        if pause > self.longest:
            detail = f"the portal asks for a pause of {pause:.0f} s (status {response.status})"
            stop_crawl(self.crawler, Stop.BLOCKED, detail)
            raise Blocked(detail, "retry_after")
        downloader = self.crawler.engine.downloader
        if pause > 0 and isinstance(downloader, PatientDownloader):
            logger.info("status %d: nothing is asked for %.1f s", response.status, pause)
            downloader.hold(downloader.get_slot_key(request), pause)
        return response


def retry_after(value: bytes | None, now: datetime) -> float | None:
    """Seconds that a Retry-After header asks for (a number or an HTTP date), or None.

    >>> retry_after(b"120", datetime(2026, 1, 1, tzinfo=UTC))
    120.0
    >>> retry_after(b"Thu, 01 Jan 2026 00:00:30 GMT", datetime(2026, 1, 1, tzinfo=UTC))
    30.0
    """
    text = (value or b"").decode("latin-1").strip()
    if text.isdigit():
        return float(text[:9])
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())
