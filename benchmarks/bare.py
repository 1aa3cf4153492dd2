"""The floor of :mod:`benchmarks.crawl`: a Scrapy spider that fetches given pages and yields their addresses.

    python -m benchmarks.bare FILE SETTINGS [--tuned]    # addresses by line; settings as JSON

It has Scrapy's settings and middlewares, robots.txt among them, as a new project has them, but for the log,
which is as calm as ours. ``--tuned`` gives it the engine settings of ours too (CONCURRENT_ITEMS and so on):
what is left between that and ours is our own code alone.
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

SHARED = ("ROBOTSTXT_OBEY", "LOG_LEVEL", "USER_AGENT")
"""Settings that the bare spider has from ours in any case."""
ENGINE = (
    "COOKIES_ENABLED", "CONCURRENT_REQUESTS", "CONCURRENT_ITEMS", "DUPEFILTER_CLASS",
    "REMOTE_CONTROL_ENABLED", "TELNETCONSOLE_ENABLED",
    "RETRY_TIMES", "DOWNLOAD_MAXSIZE",
)  # fmt: skip
"""Settings of the engine that it has from ours with ``--tuned``."""


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
    names = SHARED + (ENGINE if "--tuned" in sys.argv else ())
    process = AsyncCrawlerProcess({name: getattr(ours, name) for name in names} | json.loads(sys.argv[2]))
    process.crawl(Bare)
    process.start()


if __name__ == "__main__":
    main()
