"""Archives every answer of a crawl as it comes: lists, failures, robots.txt, anti-bot pages and 304s too.

Set ARCHIVE_ENABLED (``newscrawler crawl --archive``); files lie in ``OUTPUT_DIR/archive/<portal>/``. A body
is kept as it was sent, with its content encoding.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Self

from scrapy import Request, signals
from scrapy.exceptions import NotConfigured
from scrapy.http import Response

from newscrawler.archive.write import WarcWriter
from newscrawler.run import run_of
from newscrawler.state.codec import utc_now
from newscrawler.stopping import stop_crawl
from newscrawler.verdict import Stop

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

logger = logging.getLogger(__name__)


class ArchiveExtension:
    """One WARC writer for the run, whose lock on the portal makes it the only one."""

    def __init__(self, crawler: Crawler) -> None:
        if not crawler.settings.getbool("ARCHIVE_ENABLED"):
            raise NotConfigured
        self.crawler = crawler
        self.run = run_of(crawler)
        self.max_bytes = crawler.settings.getint("ARCHIVE_MAX_BYTES")
        self.writer: WarcWriter | None = None
        crawler.signals.connect(self.response_downloaded, signals.response_downloaded)
        crawler.signals.connect(self.spider_closed, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to make one."""
        return cls(crawler)

    def response_downloaded(self, response: Response, request: Request) -> None:
        """An answer as it came, before any middleware has seen it."""
        headers = [
            (name.decode("latin-1"), value.decode("latin-1"))
            for name, values in response.headers.items()
            for value in values
        ]
        address = str(response.ip_address) if response.ip_address else None
        try:
            writer = self._writer()
            writer.capture(response.url, response.status, headers, response.body, utc_now(), address)
            self.run.count("archived")
        except OSError as error:
            self._refused(error)

    def spider_closed(self) -> None:
        """Finish the file and its index."""
        try:
            if self.writer is not None:
                self.writer.close()
        except OSError as error:
            self._refused(error)

    def _writer(self) -> WarcWriter:
        if self.writer is None:
            portal = self.run.state.portal
            folder = self.run.state.output / "archive" / portal
            self.writer = WarcWriter(folder, portal, max_bytes=self.max_bytes)
            if self.writer.cut:
                logger.warning("archive: a torn record of %d bytes was cut off", self.writer.cut)
        return self.writer

    def _refused(self, error: OSError) -> None:
        """What cannot be archived is not to be crawled: nobody would ask the portal for it again."""
        detail = f"archive of {self.run.state.portal}: {error.strerror or error}"
        self.run.error(detail)
        stop_crawl(self.crawler, Stop.FAILED, detail)
