"""Invented articles for tests of the state: records that hold together, and pages to keep with them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from newscrawler.extract.page import RawPage
from newscrawler.record import Article, content_hash
from newscrawler.version import EXTRACTOR_VERSION

START = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)


class Clock:
    """A clock that stands still until it is told to go on."""

    def __init__(self, now: datetime = START) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def tick(self, **span: float) -> None:
        self.now += timedelta(**span)


def url(number: int) -> str:
    return f"http://www.sipac.gov.cn/szgyyq/zwyw/202611/{number:032x}.shtml"


def article(number: int, **changed: Any) -> Article:
    """Article ``number``; ``changed`` replaces fields."""
    values: dict[str, Any] = {
        "schema_version": "1.0",
        "id": f"sipac:{number:032x}",
        "url": url(number),
        "portal": "sipac",
        "site_name": "苏州工业园区管理委员会",
        "language": "zh-Hans",
        "breadcrumb": ["首页", "政务要闻"],
        "topics": ["政务要闻"],
        "kicker": None,
        "title": f"第{number}次会议召开",
        "subtitle": "甲某某出席并讲话",
        "timestamp": f"2026-11-{1 + number % 24:02}T10:00:00+08:00",
        "timestamp_precision": "second",
        "source": "测试日报",
        "reporters": [{"name": "乙某", "role": "记者", "role_text": None}],
        "edition": None,
        "paragraphs": ["甲某某出席会议。" * 20, f"会议编号{number}。" * 10],
        "attendees": [
            {
                "name": "甲某某",
                "titles": [],
                "actions": ["出席"],
                "evidence": [{"paragraph": 0, "start": 0, "end": 3}],
            }
        ],
        "attending_groups": [],
        "event_date": None,
        "images": [],
        "attachments": [],
        "content_hash": "0" * 64,
        "revision": 1,
        "extractor_version": EXTRACTOR_VERSION,
        "first_seen": None,
        "crawled_at": None,
        "status": "live",
        "provenance": {"title": "meta"},
        "raw": {},
        "warnings": [],
    }
    values |= changed
    if "content_hash" not in changed:
        values["content_hash"] = content_hash(values)
    return Article.model_validate(values)


def page(number: int, text: str = "", **headers: str) -> RawPage:
    """The response behind article ``number``; ``headers`` with ``_`` for ``-``."""
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return RawPage(url(number), f"<html><p>{number} {text}</p></html>".encode(), names)
