"""Limits of a run: number of requests (every one counts, retries and robots.txt too), time, quiet hours."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Self
from zoneinfo import ZoneInfo

from scrapy import Request, signals
from scrapy.http import Response
from scrapy.utils.asyncio import call_later

from newscrawler.refusals import Refusal, Stopping
from newscrawler.run import run_of
from newscrawler.stopping import stop_crawl
from newscrawler.verdict import Stop

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

CHECK_EVERY = 15.0
"""Seconds between two looks at the clock for quiet hours."""


class BudgetMiddleware:
    """Ends the run in order, resumable (status 5), when a limit is reached."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.most = crawler.settings.getint("MAX_REQUESTS")
        self.longest = crawler.settings.getfloat("MAX_TIME")
        self.quiet = quiet_hours(crawler.settings.get("QUIET_HOURS") or "")
        self.requests = 0
        self.answers = 0
        crawler.signals.connect(self._opened, signals.spider_opened)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to make one."""
        return cls(crawler)

    def _opened(self) -> None:
        if self.longest > 0:
            call_later(self.longest, self._stop, Stop.BUDGET, f"--max-time {self.longest:g}")
        if self.quiet:
            self._look_at_the_clock()

    def _look_at_the_clock(self) -> None:
        run = run_of(self.crawler)
        now = run.state.clock().astimezone(ZoneInfo(run.profile.timezone))
        ends = quiet_until(self.quiet, now)
        if ends is not None:
            self._stop(Stop.QUIET_HOURS, f"until {ends:%H:%M}")
        else:
            call_later(CHECK_EVERY, self._look_at_the_clock)

    def process_request(self, request: Request) -> None:
        """Let pass, or raise :class:`Stopping`."""
        if self.most and self.requests >= self.most:
            raise Stopping("the budget of requests is spent")
        self.requests += 1

    def process_response(self, request: Request, response: Response) -> Response:
        """Count the answer."""
        self._answered()
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Count what got no answer."""
        if not isinstance(exception, Refusal):
            self._answered()

    def _answered(self) -> None:
        """The run ends when the last request of the budget is through, not when it is queued."""
        self.answers += 1
        if self.most and self.answers >= self.most:
            self._stop(Stop.BUDGET, f"--max-requests {self.most}")

    def _stop(self, why: Stop, detail: str) -> None:
        stop_crawl(self.crawler, why, detail)


def quiet_hours(text: str) -> list[tuple[time, time]]:
    """``"08:00-11:30,22:00-02:00"`` → pairs of times. Raises ``ValueError`` with what is allowed.

    >>> quiet_hours("22:00-02:00")
    [(datetime.time(22, 0), datetime.time(2, 0))]
    """
    spans = []
    for part in filter(None, (piece.strip() for piece in text.split(","))):
        found = re.fullmatch(r"(\d{1,2}:\d\d)\s*-\s*(\d{1,2}:\d\d)", part)
        try:
            if found is None:
                raise ValueError
            first, last = (time.fromisoformat(edge.zfill(5)) for edge in found.groups())
        except ValueError:
            raise ValueError(f"QUIET_HOURS: {part!r} is not of the form 08:00-18:00") from None
        spans.append((first, last))
    return spans


def quiet_until(spans: list[tuple[time, time]], now: datetime) -> datetime | None:
    """End of the quiet hours in which ``now`` lies, or None.

    >>> quiet_until(quiet_hours("22:00-02:00"), datetime(2026, 1, 1, 23, 0))
    datetime.datetime(2026, 1, 2, 2, 0)
    """
    clock = now.time().replace(tzinfo=None)
    for first, last in spans:
        if first <= clock < last or (first > last and (clock >= first or clock < last)):
            ends = now.replace(hour=last.hour, minute=last.minute, second=0, microsecond=0)
            return ends if ends > now else ends + timedelta(days=1)
    return None
