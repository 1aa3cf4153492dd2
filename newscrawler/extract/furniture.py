"""Lines and elements of a page that are no article text; what they look like stands in furniture.toml."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources

from newscrawler.extract.patterns import any_first

_FILE = resources.files("newscrawler.extract") / "furniture.toml"
LISTS: dict[str, list[str]] = tomllib.loads(_FILE.read_text(encoding="utf-8"))
"""Parts of regular expressions by the name of their list."""
PATTERNS = {name: re.compile(any_first(parts)) for name, parts in LISTS.items()}
"""Each list as one expression."""
_SITE = PATTERNS["site"].search
_SITE_OR_INTERFACE = re.compile(any_first([*LISTS["site"], *LISTS["interface"]])).search
_LINE = PATTERNS["line"].match
_HEAD = PATTERNS["head"].match
_CUT = PATTERNS["cut"].match
_SUFFIX = PATTERNS["suffix"]
_NAMES = PATTERNS["names"].search

_PLACE = re.compile(r"\S{0,4}地\s?点\s*[：:]").match
_DOCUMENT_NUMBER = re.compile(r"[\u4e00-\u9fff]{2,16}\s?[〔﹝\[]\d{4}[〕﹞\]]\s?第?\d{1,5}号").fullmatch
_LONGEST_SUFFIX = 30
LONGEST_LINE = 90
"""Characters; a longer line is text whatever it begins with."""


def is_site_line(text: str) -> bool:
    """Footer of the site (record number, copyright, operator) or a dialogue of its interface."""
    return len(text) < 2 * LONGEST_LINE and _SITE_OR_INTERFACE(text) is not None


def is_furniture(text: str) -> bool:
    """A share, print, font-size, pager, breadcrumb or footer line, wherever it stands."""
    if not _is_short(text):
        return False
    return _LINE(text) is not None or (not text.endswith("。") and _SITE(text) is not None)


def is_strip(text: str) -> bool:
    """A line 时间…来源…浏览量…字号; to be asked only of lines before the first running text."""
    return _is_short(text) and _HEAD(text) is not None


def _is_short(text: str) -> bool:
    """Whether a line may be furniture by its length; Latin letters say less than Chinese characters."""
    return len(text) < (2 * LONGEST_LINE if text.isascii() else LONGEST_LINE)


def names_place(text: str) -> bool:
    """A line such as 地点：三楼会议室."""
    return _PLACE(text) is not None


def is_document_number(text: str) -> bool:
    """A line such as 某政发〔2023〕5号, the number of an official document."""
    return _DOCUMENT_NUMBER(text) is not None


def starts_appendix(text: str) -> bool:
    """A line such as 相关阅读, 上一篇 or 免责声明, after which no article text follows."""
    return _CUT(text) is not None


def trim(text: str) -> str:
    """``text`` without furniture glued to its end.

    >>> trim("会议圆满结束。返回搜狐，查看更多")
    '会议圆满结束。'
    """
    end = max(len(text) - _LONGEST_SUFFIX, 0)
    return text[:end] + _SUFFIX.sub("", text[end:])


@cache
def is_furniture_name(name: str) -> bool:
    """Whether a class or id (or several) names furniture."""
    return _NAMES(name.lower()) is not None
