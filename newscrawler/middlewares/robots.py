"""robots.txt as RFC 9309 has it, and its Crawl-delay.

Scrapy parses whatever answers and allows all when nothing does. Here: 2xx is parsed; 4xx, a redirect
that leads away, or too many of them means there is no robots.txt, so everything is allowed; 5xx and no
answer mean that nothing is allowed.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from scrapy import Request
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.extensions.throttle import AutoThrottle
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from scrapy.robotstxt import RobotParser
from scrapy.utils.defer import maybe_deferred_to_future
from scrapy.utils.misc import build_from_crawler
from twisted.internet.defer import Deferred

from newscrawler.downloader import PatientDownloader
from newscrawler.refusals import Blocked, ForbiddenByRobots, Refusal, Stopping

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

logger = logging.getLogger(__name__)
_NOTHING = b"User-agent: *\nDisallow: /\n"


class RobotsMiddleware(RobotsTxtMiddleware):
    """Set in place of Scrapy's."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.reasons: dict[str, str] = {}
        """Host → why all of it is closed to us."""

    async def robot_parser(self, request: Request) -> RobotParser | None:
        """The rules of the request's host; asked for once a run."""
        scheme, _, rest = request.url.partition("://")
        netloc = rest.partition("/")[0].partition("?")[0]
        known = self._parsers.get(netloc)
        if known is None:
            waiting: Deferred[RobotParser | None] = Deferred()
            self._parsers[netloc] = waiting
            parser = await self._ask(f"{scheme}://{netloc}/robots.txt", netloc)
            self._parsers[netloc] = parser
            waiting.callback(parser)
            return parser
        if isinstance(known, Deferred):
            chained: Deferred[RobotParser | None] = Deferred()

            def hand_on(parser: RobotParser | None) -> RobotParser | None:
                chained.callback(parser)
                return parser

            known.addCallback(hand_on)
            return await maybe_deferred_to_future(chained)
        return known

    async def _ask(self, url: str, netloc: str) -> RobotParser:
        request = Request(
            url,
            priority=self.DOWNLOAD_PRIORITY,
            meta={"dont_obey_robotstxt": True, "robots": True},
            callback=NO_CALLBACK,
        )
        assert self.crawler.engine
        self._stats.inc_value("robotstxt/request_count")
        try:
            response = await self.crawler.engine.download_async(request)
        except (Blocked, Stopping) as error:
            return self._closed(netloc, str(error))
        except (Refusal, IgnoreRequest):
            return self._parser(b"")
        except Exception as error:
            self._stats.inc_value(f"robotstxt/exception_count/{type(error).__name__}")
            return self._closed(netloc, f"robots.txt unreachable: {error or type(error).__name__}")
        return self._read(response, netloc)

    def _read(self, response: Response, netloc: str) -> RobotParser:
        self._stats.inc_value("robotstxt/response_count")
        self._stats.inc_value(f"robotstxt/response_status_count/{response.status}")
        if response.status >= 500:
            return self._closed(netloc, f"robots.txt answers {response.status}")
        parser = self._parser(response.body if 200 <= response.status < 300 else b"")
        delay = parser.crawl_delay(self._robotstxt_useragent or self._default_useragent)
        if delay:
            self._slow_down(delay)
        return parser

    def _closed(self, netloc: str, reason: str) -> RobotParser:
        logger.warning("%s: %s; nothing may be asked for (RFC 9309)", netloc, reason)
        self.reasons[netloc] = reason
        return self._parser(_NOTHING)

    def _parser(self, rules: bytes) -> RobotParser:
        make: Any = self._parserimpl  # a class, though its annotation says instance
        parser: RobotParser = build_from_crawler(make, self.crawler, rules)
        return parser

    def _slow_down(self, delay: float) -> None:
        """Crawl-delay holds where it is longer than the settings' delay."""
        logger.info("robots.txt asks for %g seconds between requests", delay)
        assert self.crawler.engine
        throttle = self.crawler.get_extension(AutoThrottle)
        if throttle is not None:
            throttle.mindelay = max(throttle.mindelay, delay)
            throttle.maxdelay = max(throttle.maxdelay, delay)
        downloader = self.crawler.engine.downloader
        if isinstance(downloader, PatientDownloader):
            downloader.slow_down(delay)

    def process_request_2(self, rp: RobotParser | None, request: Request) -> None:
        """Let pass, or raise :class:`ForbiddenByRobots`."""
        try:
            super().process_request_2(rp, request)
        except IgnoreRequest:
            netloc = request.url.partition("://")[2].partition("/")[0]
            reason = self.reasons.get(netloc)
            raise ForbiddenByRobots(
                reason or "forbidden by robots.txt", "all" if reason else "rule"
            ) from None
