"""Calm log lines: what is ordinary in a crawl is said quietly, in one line, without tracebacks."""

from __future__ import annotations

import logging
from typing import Any, cast

from scrapy import Spider
from scrapy.http import Response
from scrapy.logformatter import LogFormatter, LogFormatterResult
from twisted.python.failure import Failure


class CalmFormatter(LogFormatter):
    """Set as LOG_FORMATTER: dropped items are no warnings, and failed downloads are told by the report."""

    def scraped(self, item: Any, response: Response | Failure | None, spider: Spider) -> LogFormatterResult:
        """Articles are counted, not listed: Scrapy writes no line for None."""
        return cast(LogFormatterResult, None)

    def dropped(
        self, item: Any, exception: BaseException, response: Response | Failure | None, spider: Spider
    ) -> LogFormatterResult:
        """An item that a pipeline let go: why, without the item."""
        level = logging.getLevelNamesMapping().get(
            getattr(exception, "log_level", None) or "DEBUG", logging.DEBUG
        )
        return {"level": level, "msg": "%(exception)s", "args": {"exception": exception}}

    def download_error(
        self, failure: Failure, request: Any, spider: Spider, errmsg: str | None = None
    ) -> LogFormatterResult:
        """A download that failed for good."""
        args = {"request": request, "errmsg": errmsg or failure.getErrorMessage()}
        return {"level": logging.DEBUG, "msg": "Error downloading %(request)s: %(errmsg)s", "args": args}
