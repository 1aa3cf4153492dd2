"""Scrapy's HTTP handler, with manners for connections that break.

Where a kept connection breaks before an answer, Twisted's pool asks again at once on a new one: past the
delay, the budget and every count. Here the failure is told, and the retry middleware asks again in its turn.
Scrapy's downloader hears of an answer in time to count its delay from there, but not of a failure: hence
both are told to it here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.http import Response

from newscrawler.downloader import PatientDownloader

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class PoliteHTTP11DownloadHandler(HTTP11DownloadHandler):
    """Set for http and https in DOWNLOAD_HANDLERS."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._pool.retryAutomatically = False

    async def download_request(self, request: Request) -> Response:
        """The response; raises as Scrapy's does."""
        try:
            return await super().download_request(request)
        finally:
            engine = self._crawler.engine
            if engine and isinstance(engine.downloader, PatientDownloader):
                engine.downloader.ended(request)
