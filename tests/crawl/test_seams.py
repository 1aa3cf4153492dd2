"""Where the program stands on Scrapy's private parts: a Scrapy that moves them fails here, by name.

There is no public way to hold a host, to stop within a moment, to know whether a crawl is closing, or to keep
Twisted from repeating requests; what they do is tested by whole crawls.
"""

from __future__ import annotations

import inspect

import pytest
from scrapy.core.downloader import Downloader, Slot
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.core.engine import ExecutionEngine
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.utils import defer
from twisted.web.client import HTTPConnectionPool

METHODS = [
    (Downloader, "_process_queue", ["self", "slot"]),
    (Downloader, "_latercall", ["self", "slot"]),
    (Downloader, "get_slot_key", ["self", "request"]),
    (Slot, "download_delay", ["self"]),
    (Slot, "free_transfer_slots", ["self"]),
    (HTTP11DownloadHandler, "download_request", ["self", "request"]),
    (RobotsTxtMiddleware, "process_request_2", ["self", "rp", "request"]),
    (defer, "_schedule_coro", ["coro"]),
]
ATTRIBUTES = [
    (Downloader, ["_delay", "slots", "signals", "active"]),
    (Slot, ["queue", "transferring", "lastseen", "latercall", "delay"]),
    (HTTP11DownloadHandler, ["_pool", "_crawler"]),
    (ExecutionEngine, ["_slot", "downloader"]),
    (
        RobotsTxtMiddleware,
        ["_parsers", "_parserimpl", "_robotstxt_useragent", "_default_useragent", "_stats"],
    ),
]


@pytest.mark.parametrize(("owner", "name", "parameters"), METHODS)
def test_methods(owner: object, name: str, parameters: list[str]) -> None:
    found = list(inspect.signature(getattr(owner, name)).parameters)
    assert found[: len(parameters)] == parameters


@pytest.mark.parametrize(("owner", "names"), ATTRIBUTES)
def test_attributes(owner: type, names: list[str]) -> None:
    source = inspect.getsource(owner.__init__)
    missing = [name for name in names if f"self.{name}" not in source]
    assert missing == []


def test_the_pool_can_be_kept_from_repeating_requests() -> None:
    assert HTTPConnectionPool.retryAutomatically is True
