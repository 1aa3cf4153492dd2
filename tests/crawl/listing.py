"""Invented list pages for the tests of how they are read."""

from __future__ import annotations

from typing import Any

from newscrawler.extract.page import Page, RawPage
from newscrawler.lists.page import ListPage, read_list

HEX = "0123456789abcdef0123456789abcde{}"
URL = "http://www.example.gov.cn/site/xw/xwzx_list.shtml"


def listed(html: str, url: str = URL, **kwargs: Any) -> ListPage:
    """What is read from a page with this source."""
    return read_list(Page(RawPage(url, html.encode())), **kwargs)


def article(n: int, channel: str = "xw") -> str:
    """The path of an article in a column."""
    return f"/site/{channel}/202206/{HEX.format(n)}.shtml"


def days(page: ListPage) -> list[str | None]:
    """The days of a page's rows."""
    return [row.day and row.day.isoformat() for row in page.rows]
