"""Dates as list rows show them: ``2021-06-09``, ``[2020.12.21]``, ``发布时间：2013-05-15 08:56:54``.

Only a text that is nothing but a date (with label, brackets, clock), or that ends in a bracketed one
(SiteServer puts ``(2020-12-15)`` behind the headline), is a stamp: a date within a sentence is none.
"""

from __future__ import annotations

import re
from datetime import date

_LABEL = r"(?:(?:信息)?(?:发布|发表|更新|添加|录入|公布|成文)?(?:时间|日期|于)\s*[:：]?\s*)?"
_DATE = r"(?P<y>(?:19|20)\d\d)\s*[-./年]\s*(?P<m>\d{1,2})\s*[-./月]\s*(?P<d>\d{1,2})\s*日?"
_CLOCK = r"(?:[\sT]*\d{1,2}\s*[:：时]\s*\d{1,2}(?:\s*[:：分]\s*\d{1,2})?(?:\.\d+)?\s*[分秒]?)?"
_OPEN, _CLOSE = r"[\[(（【〔<|/\s]*", r"[\])）】〕>|/\s]*"
_WHOLE = re.compile(_OPEN + _LABEL + _DATE + _CLOCK + _CLOSE)
_ENDING = re.compile(r"[\[(（【〔]\s*" + _DATE + _CLOCK + r"\s*[\])）】〕]\s*$")
_WEEKDAY = re.compile(
    r"(?:(?:星期|周)[一二三四五六日天]\s*[,，]\s*)?(?P<m>\d{1,2})\s*月\s*(?P<d>\d{1,2})\s*[,，]\s*(?P<y>(?:19|20)\d\d)"
    r"(?:\s*-)?" + _CLOCK
)
"""Drupal's long date, the English order in Chinese words: ``星期五, 11月 3, 2017 - 09:12``."""
_STRIP = re.compile(
    _OPEN
    + r"(?:(?:来源|作者|发布者|发布机构)\s*[:：]\s*)?(?:[^\s\d，。；！？:：]{2,16}[\s|/]+)?"
    + _LABEL
    + _DATE
    + _CLOCK
    + r"(?:[\s|/]*(?:点击|浏览|阅读|访问|人气|来源|作者|编辑|责编)[^，。；！？]{0,40})?"
    + _CLOSE
)
"""A date among an office and counts: ``来源：市教育局 发布时间：2022-06-11 浏览：12次``."""
_MONTH_DAY = re.compile(
    _OPEN + r"(?P<m>0?[1-9]|1[0-2])\s*[-./月]\s*(?P<d>0?[1-9]|[12]\d|3[01])\s*日?" + _CLOCK + _CLOSE
)
_PATH_MONTH = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)(?:[-/]?(?P<m>\d\d)|[-/](?P<n>\d)(?!\d))")
_PATH_YEAR = re.compile(r"/(?P<y>(?:19|20)\d\d)/(?!\d{1,4}/)")
_DIGITS = re.compile(r"\d")

LONGEST_STAMP = 60
"""Characters; a longer text is a headline or a summary."""
LONGEST_STRIP = 100
"""Characters of a date with what stands beside it."""


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def read_stamp(text: str) -> date | None:
    """The day a text node stamps its row with, or None.

    >>> read_stamp("【发布时间：2020-11-05 08:30】"), read_stamp("会议通知(2020-12-15)")
    (datetime.date(2020, 11, 5), datetime.date(2020, 12, 15))
    >>> read_stamp("2020年11月20日上午，捐赠仪式举行") is None
    True
    """
    if not _DIGITS.search(text):
        return None
    text = text.strip()
    forms = (_WHOLE, _WEEKDAY) if len(text) <= LONGEST_STAMP else ()
    found = next(filter(None, (form.fullmatch(text) for form in forms)), None)
    found = found or _ENDING.search(text[-LONGEST_STAMP:])
    return _day(found["y"], found["m"], found["d"]) if found else None


def read_strip(text: str) -> date | None:
    """The day of a short strip that names an office before the date, or counts behind it.

    >>> read_strip("市教育局 2022-06-11"), read_strip("[2022-06-11 点击:12]")
    (datetime.date(2022, 6, 11), datetime.date(2022, 6, 11))
    >>> read_strip("会议定于 2022年6月11日上午召开") is None
    True
    """
    found = _STRIP.fullmatch(text.strip()) if len(text) <= LONGEST_STRIP and _DIGITS.search(text) else None
    return _day(found["y"], found["m"], found["d"]) if found else None


def is_month_day(text: str) -> bool:
    """Whether a text is a stamp without year: ``[06-22]``, ``6月22日``, ``(01-05 21:30)``."""
    return len(text) <= LONGEST_STAMP and _MONTH_DAY.fullmatch(text.strip()) is not None


def read_month_day(text: str, path: str) -> date | None:
    """The day of a stamp without year, when the article's path names its month, or a year alone.

    >>> read_month_day("06-22", "/szgyyq/zwyw/202206/a.shtml")
    datetime.date(2022, 6, 22)
    >>> read_month_day("(12-31 21:30)", "/system/2021/12/31/030128189.shtml")
    datetime.date(2021, 12, 31)
    >>> read_month_day("6月2日", "/art/2022/6/2/art_1_2.html"), read_month_day("06-22", "/202301/a.html")
    (datetime.date(2022, 6, 2), None)
    """
    found = _MONTH_DAY.fullmatch(text.strip()) if len(text) <= LONGEST_STAMP else None
    if not found:
        return None
    month = int(found["m"])
    years = (folder["y"] for folder in _PATH_MONTH.finditer(path) if int(folder["m"] or folder["n"]) == month)
    year = next(years, None)
    if year is None and (alone := _PATH_YEAR.search(path)):
        year = alone["y"]
    return _day(year, found["m"], found["d"]) if year else None
