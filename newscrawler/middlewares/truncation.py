"""Pages that end early without any sign in the protocol: no length announced, or a cut gzip stream.

A page without ``</html>`` is asked for again. A template that never writes it gives the same bytes
again, and is then taken as it is; what was cut ends elsewhere, or whole, the next time. Where more pages
than not turned out to be of such a template, none is asked for twice any more.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Self

from scrapy import Request
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.http import HtmlResponse, Response

from newscrawler.refusals import Truncated

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class TruncationMiddleware:
    """Counted under ``newscrawler/truncated``."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self._closed = self._unclosed = 0

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to make one."""
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """The response, or the same request once more."""
        if response.status != 200 or not isinstance(response, HtmlResponse) or not response.body:
            return response
        if b"</html" in response.body[-4000:].lower():
            self._closed += 1
            return response
        if self._unclosed > self._closed:
            return response
        digest = hashlib.sha256(response.body).hexdigest()
        if request.meta.get("ended_early") == digest:
            # The same end twice: the template's own, if it is a template of this portal at all.
            self._unclosed += b"<html" in response.body[:2000].lower()
            return response
        assert self.crawler.spider and self.crawler.stats
        self.crawler.stats.inc_value("newscrawler/truncated")
        again = get_retry_request(request, spider=self.crawler.spider, reason="truncated")
        if again is None:
            raise Truncated(f"{response.url}: ends early at every try ({len(response.body)} bytes)")
        again.meta["ended_early"] = digest
        return again
