"""The strip of a page (时间… 来源… 浏览量…): which of the dates that it shows is the time of publication.

Candidates are ranked by where they stand: what a label names near the headline, then a bare date there,
then a labelled date below the text. What readers do not see is :mod:`newscrawler.extract.unshown`'s.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from newscrawler.extract import source as sources
from newscrawler.extract.furniture import is_document_number
from newscrawler.extract.heading import RED_HEAD, is_abstract, is_strip
from newscrawler.extract.layout import Block
from newscrawler.extract.pieces import apart, in_order
from newscrawler.extract.split_date import read_split_date
from newscrawler.extract.timestamp import Moment
from newscrawler.extract.wording import any_of

Reader = Callable[[str, bool], "Moment | None"]
"""Text and whether it is known to be a time (relative forms are read only then) → moment."""

CELLS = ("td", "th", "dt", "dd")
"""Tags of elements in which a label and its value stand side by side."""
_BEFORE, _AFTER = 4, 30
RUNNING = 60
"""Characters from which a line without a label is running text."""

_GLUED = re.compile(
    r"\d{4}\D\d{1,2}\D(?:\d{1,2}日?\s?\d{1,2}[:：]\d\d(?:[:：]\d\d)?\d|\d{3,4}(?:版|$|[^\d:：]))"
)
"""A time with the number of another element behind it: ``18:36`` and ``3241`` views, a day and ``03版``."""
_CLOCK = re.compile(r"\D{0,6}(\d{1,2}\s?[時时:：]\s?\d{2}分?)$")
_HOUR = re.compile(r"\d{1,2}[:：]\d\d(?:[:：]\d\d)?$")
_YEARLESS = re.compile(r"(?<![\d-])(\d{1,2})\s?[-/月]\s?(\d{1,2})日?\s+(\d{1,2})[:：](\d\d)(?!\d)")
_DIGIT = re.compile(r"[\d０-９〇]")
_PUBLISHED = re.compile(
    rf"(?:{any_of('published')}\s*(?:时间|日期|時間|于|on|at)?|{any_of('time_labels_parts')})\s*[:：】\]]?\s*$",
    re.IGNORECASE,
)
_UPDATED = re.compile(rf"{any_of('updated')}\S{{0,4}}\s*[:：]?\s*$", re.IGNORECASE)
_OTHER_DATE = re.compile(
    rf"{any_of('other_dates')}\S{{0,4}}\s*[:：是]?\s*$|(?:Copyright|©)\D*$", re.IGNORECASE
)


class Dated(NamedTuple):
    """A moment, where on the page it stands (lower is better) and the block."""

    rank: int
    moment: Moment
    at: int


def zone(blocks: Sequence[Block], start: int, end: int) -> range:
    """Numbers of the lines around the headline ``blocks[start:end]`` in which its strip may stand."""
    last = end
    for last in range(end, min(end + _AFTER, len(blocks))):
        text = blocks[last].text
        running = (len(text) > RUNNING and not is_strip(text)) or (text.endswith("。") and len(text) > 25)
        if running and not is_abstract(text):
            break
    else:
        last = min(end + _AFTER, len(blocks))
    first = max(0, start - _BEFORE)
    above = start
    while (
        above
        and start - above < _AFTER
        and (
            blocks[above - 1].node.tag in CELLS
            or is_strip(blocks[above - 1].text)
            or _heads_paper(blocks[above - 1].text)
        )
    ):  # a table of particulars, tools or the head of official paper below it
        above -= 1
    return range(min(first, above), last)


def _heads_paper(text: str) -> bool:
    return RED_HEAD.match(text) is not None or is_document_number(text)


def shown_times(blocks: Sequence[Block], place: range, head: range, read: Reader) -> list[Dated]:
    """The dates in the zone, the best ranked first."""
    numbers = [n for n in place if n not in head and not blocks[n].node.hidden]
    found: list[Dated] = []
    previous = ""
    for number in numbers:
        text = blocks[number].text
        found += _dates_in(blocks, number, previous, read, number < head.start)
        previous = text
    if not found:
        found = _loose_dates(blocks, [n for n in numbers if n > head.start or not blocks[n].link], read)
    return sorted(found, key=lambda dated: dated.rank)


def _dates_in(
    blocks: Sequence[Block], number: int, previous: str, read: Reader, above: bool
) -> Iterator[Dated]:
    """The dates of one line; a label may end the line before, the hour be the line after.

    A line ``above`` the headline counts less.
    """
    block = blocks[number]
    text = block.text
    if _GLUED.search(text):
        text = apart(block)
    if number + 1 < len(blocks) and _HOUR.match(blocks[number + 1].text):
        text = f"{text} {blocks[number + 1].text}"
    offset = 0
    while _DIGIT.search(text, offset):
        moment = read(text[offset:], False)
        if moment is None:
            return
        before = text[: offset + moment.start]
        rank = _rank(before if len(before) > 2 else f"{previous} {before}", block)
        if rank is not None and not (above and rank and block.link):
            yield Dated(rank + 2 if above and rank else rank, moment, number)
        offset += moment.end


def _loose_dates(blocks: Sequence[Block], numbers: Sequence[int], read: Reader) -> list[Dated]:
    """Relative and yearless times, and dates split over elements: in strips and short lines only."""
    found = []
    for number in numbers:
        block = blocks[number]
        if is_strip(block.text) or len(block.text) <= 24:
            moment = read(block.text, True)
            if moment is None and _DIGIT.search(block.text) and block.node.end - block.node.start == 1:
                moment = read(" ".join(in_order(block.node.element)), True)
            if moment and _rank(block.text[: moment.start], block) is not None:
                found.append(Dated(3, moment, number))
    short = [number for number in numbers if len(blocks[number].text) <= 12]
    joined = read(" ".join(blocks[number].text for number in short), False) if not found and short else None
    return [Dated(3, joined, short[0])] if joined else found or _boxed_dates(blocks, short, read)


def _boxed_dates(blocks: Sequence[Block], numbers: Sequence[int], read: Reader) -> list[Dated]:
    """A day and its month set one above the other: ``06`` and ``2024.03``, ``05-18`` and ``2023``."""
    for number in numbers:
        if number + 1 < len(blocks):
            first, second = blocks[number].text, blocks[number + 1].text
            day = read_split_date(f"{first} {second}")
            moment = read(day.isoformat(), False) if day else None
            if moment:
                return [Dated(3, moment, number)]
    return []


def _rank(before: str, block: Block) -> int | None:
    if _OTHER_DATE.search(before):
        return None
    if _UPDATED.search(before) and "发布" not in before[-12:]:
        return 4
    if _PUBLISHED.search(before):
        return 0
    if len(block.text) > RUNNING and not is_strip(block.text):
        return None
    return 1 if block.link * 2 <= len(block.text) or len(block.text) < 30 else 3


def times_below(blocks: Sequence[Block], start: int, read: Reader) -> Iterator[Dated]:
    """Dates after the text: labelled ones, then short lines that are a time of day with perhaps a source."""
    plain: list[Dated] = []
    previous = ""
    for number in range(start, len(blocks)):
        text = blocks[number].text
        if len(text) > RUNNING or blocks[number].node.hidden:
            previous = ""
            continue
        moment = read(text, False)
        clock = _CLOCK.match(blocks[number + 1].text) if number + 1 < len(blocks) else None
        if moment and clock and moment.precision == "day":  # the hour on a line of its own
            text = f"{text} {clock[1]}"
            moment = read(text, False) or moment
        if moment:
            before = (previous + " " if moment.start == 0 else "") + text[: moment.start]
            if _PUBLISHED.search(before) and not _OTHER_DATE.search(before):
                yield Dated(2, moment, number)
            elif (
                moment.precision != "day"
                and (sources.has_label(text) if moment.start else len(text) - moment.end <= 16)
                and not any(block.link for block in blocks[number - 1 : number + 2])  # else a row of a list
            ):
                plain.append(Dated(3, moment, number))
        previous = text
    yield from plain


def with_clock(day: Moment, blocks: Sequence[Block], place: range) -> Dated | None:
    """``day`` with the hour that a line without a year (``04-15 10:06``) shows for it in the zone."""
    for number in place:
        found = _YEARLESS.search(blocks[number].text)
        if found and (int(found[1]), int(found[2])) == (day.when.month, day.when.day):
            hour, minute = int(found[3]), int(found[4])
            if hour < 24 and minute < 60:
                moment = Moment(day.when.replace(hour=hour, minute=minute), "minute", found[0])
                return Dated(3, moment, number)
    return None


def yearless(blocks: Sequence[Block], place: range) -> tuple[int, str] | None:
    """The line of a time without a year (``06-24 17:02``), and that time."""
    for number in place:
        if len(blocks[number].text) <= RUNNING and (found := _YEARLESS.search(blocks[number].text)):
            return number, found[0]
    return None
