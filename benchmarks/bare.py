"""The floor of :mod:`benchmarks.crawl`: a Scrapy spider that fetches given pages and yields their addresses.

    python -m benchmarks.bare FILE SETTINGS    # addresses by line; settings as JSON

It has the engine settings of ours (CONCURRENT_ITEMS and so on), as Scrapy's own cost twice as much, and
Scrapy's own middlewares, robots.txt among them.
"""

from __future__ import annotations

import json
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response

from newscrawler import settings as ours

ENGINE = (
    "ROBOTSTXT_OBEY", "COOKIES_ENABLED", "CONCURRENT_REQUESTS", "CONCURRENT_ITEMS", "DUPEFILTER_CLASS",
    "REMOTE_CONTROL_ENABLED", "TELNETCONSOLE_ENABLED", "LOG_LEVEL", "USER_AGENT",
    "RETRY_TIMES", "DOWNLOAD_MAXSIZE",
)  # fmt: skip
"""Settings of the engine that the bare spider shares with ours."""


class Bare(Spider):
    """Asks for every address and yields it."""

    name = "bare"
    addresses: Path

    async def start(self) -> AsyncIterator[Request]:
        """All at once."""
        for url in self.addresses.read_text("utf-8").split():
            yield Request(url)

    def parse(self, response: Response) -> Iterator[dict[str, Any]]:
        """The address alone."""
        yield {"url": response.url}


def main() -> None:
    """Crawl."""
    Bare.addresses = Path(sys.argv[1])
    engine = {name: getattr(ours, name) for name in ENGINE}
    process = AsyncCrawlerProcess(engine | json.loads(sys.argv[2]))
    process.crawl(Bare)
    process.start()


if __name__ == "__main__":
    main()
