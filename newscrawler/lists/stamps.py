"""The dates a page shows as texts of their own, or in attributes: what rows are found by."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from typing import NamedTuple

from newscrawler.extract.layout import Element
from newscrawler.extract.split_date import read_split_date
from newscrawler.extract.text import clean
from newscrawler.lists.dates import LONGEST_STAMP, is_month_day, read_stamp, read_strip
from newscrawler.lists.titles import card

_SILENT = frozenset(("script", "style", "noscript", "template", "textarea", "select"))
_STAMPED = ("stime", "data-date", "data-time")
_YEAR = re.compile(r"(?:19|20)\d\d(?:\s*年|\s*[-./年]\s*\d{1,2}\s*月?)?")
_YEAR_ALONE = re.compile(r"\d{4}\s*年?")
_PARTS = 5
"""Elements that a stamp in parts has fewer of."""
_PUBLISHED = re.compile(r"发布|发表|公开|公布|更新")
_OTHER_DAY = re.compile(r"成文|生成|印发|施行|实施|生效|失效|废止|有效|截止|报名|开始")
"""What a date tells that is no day of publication: columns of 信息公开 tables."""
_HEADS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "dt"))
_MONTH = re.compile(r"(?:19|20)\d\d年(?:\d{1,2}月)?")
_DAY = re.compile(r"\d{1,2}\s*[日号]")
_TIMELINE = 6
"""Elements between a day and what holds its month's heading."""
_MOST = 8
"""Dates of one row that are weighed."""


class Stamp(NamedTuple):
    """A date as a page shows it."""

    owner: Element
    """The element that holds the text."""
    text: str
    day: date | None
    """None for a day without year."""
    after: Element | None = None
    """The element right before the text, within the owner: ``<b>发布日期：</b>2023-05-22``."""

    @property
    def place(self) -> Element:
        """The element at which a walk meets the text."""
        return self.owner if self.after is None else self.after


def own_stamp(stamps: Sequence[Stamp]) -> Stamp:
    """That of a row's dates which says when the article was published; the first where none says more.

    A date's label, or the head of its column in a table, tells 发布日期 from 成文日期.
    """
    if len(stamps) == 1:
        return stamps[0]

    def rank(stamp: Stamp) -> int:
        said = stamp.text + _begin(stamp.after) + _column_head(stamp.owner)
        return 0 if _PUBLISHED.search(said) else 2 if _OTHER_DAY.search(said) else 1

    return min(stamps[:_MOST], key=rank)


def _begin(element: Element | None) -> str:
    """The first texts of an element."""
    return "" if element is None else "".join(islice(element.itertext(), 4))[:LONGEST_STAMP]


def _column_head(owner: Element) -> str:
    """What stands in the first row of the table above the cell of ``owner``.

    龙讯 makes such tables of lists: an ``ul`` for each row, an ``li`` for each cell.
    """
    cell = next((e for e in (owner, *islice(owner.iterancestors(), 3)) if e.tag in ("td", "li")), None)
    row = cell.getparent() if cell is not None else None
    if cell is None or row is None:
        return ""
    around = row.iterancestors("table") if cell.tag == "td" else row.iterancestors()
    table = next(around, None)
    head = next(table.iter("tr" if cell.tag == "td" else row.tag), None) if table is not None else None
    column = row.index(cell)
    return _begin(head[column]) if head is not None and head is not row and column < len(head) else ""


def stamps_under(tree: Element) -> Iterator[Stamp]:
    """The dates in and under ``tree``, in order."""
    month: Element | None = None
    for element in tree.iter():
        if element.tag in _HEADS and _MONTH.fullmatch(_squeezed(element)):
            month = element
        if not isinstance(element.tag, str) or element.tag in _SILENT:
            text = None
        else:
            text = element.text
            yield from _in_attributes(element)
        for owner, part, after in ((element, text, None), (element.getparent(), element.tail, element)):
            if owner is None or not part or len(part) > 400 or part.isspace():
                continue
            cleaned = clean(part)
            day = read_stamp(cleaned) or (read_strip(cleaned) if owner.tag != "a" else None)
            if day is None and month is not None:
                day = _day_under(month, owner, cleaned)
            if day is not None:
                yield Stamp(owner, cleaned, day, after)
            elif (len(cleaned) <= LONGEST_STAMP and cleaned[:1].isdigit()) or cleaned[:1] in "[(【（":
                yield from _partial(owner, cleaned, after)


def _day_under(month: Element, owner: Element, text: str) -> date | None:
    """The day of a time-line: its heading gives year and month (or the year alone), the row the rest."""
    if not (_DAY.fullmatch(text) or is_month_day(text)):
        return None
    line = month.getparent()
    below = line is not None and line in islice(owner.iterancestors(), _TIMELINE)
    return read_stamp(_squeezed(month) + text) if below else None


def _squeezed(element: Element) -> str:
    """The first texts of an element, without blanks."""
    return "".join(_begin(element).split())


def _in_attributes(element: Element) -> Iterator[Stamp]:
    """Dates that script would show, or a link's card."""
    for name in _STAMPED:
        if (value := element.get(name)) and (day := read_stamp(value)):
            yield Stamp(element, value, day)
    if element.tag == "a":
        for line in card(element):
            if day := read_stamp(line):
                yield Stamp(element, line, day)


def _partial(owner: Element, text: str, after: Element | None) -> Iterator[Stamp]:
    """A stamp in parts (day, month, year in elements of their own), or one without a year."""
    yearless = is_month_day(text)
    if not yearless and not _YEAR.fullmatch(text):
        return
    for element, joined in _joined(owner, text, after):
        if day := read_split_date(joined) or read_stamp(joined):
            yield Stamp(element, text, day)
            return
    if yearless:
        yield Stamp(owner, text, None, after)


def _joined(owner: Element, text: str, after: Element | None) -> Iterator[tuple[Element, str]]:
    """The text with what stands beside it: all in owner or parent, the element before, that behind.

    A year alone is joined in the parent only: the day beside it is a part that finds it.
    """
    parent = owner.getparent()
    if after is not None and _is_small(owner):
        yield owner, clean(" ".join(islice(owner.itertext(), 4 * _PARTS)))
    if parent is not None and _is_small(parent):
        yield parent, clean(" ".join(islice(parent.itertext(), 4 * _PARTS)))
    if owner.tag != "td" and not _YEAR_ALONE.fullmatch(text):  # the cell beside may hold the row's number
        yield owner, clean(f"{_begin(owner.getprevious())} {text}")
        yield owner, clean(f"{text} {_begin(owner.getnext())}")


def _is_small(element: Element) -> bool:
    """Whether an element holds few others; ``len`` would count them all."""
    return sum(1 for _ in islice(element, _PARTS)) < _PARTS


def spaced(element: Element) -> str:
    """Text of an element with blanks between its parts."""
    return " ".join(element.itertext())
