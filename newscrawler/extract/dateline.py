"""The strip of a page (时间… 来源… 浏览量…): which of its dates is the time of publication, and its source.

Candidates are ranked by where they stand: what a label names near the headline, then a bare date there,
then a labelled date below the text, then meta tags and JSON-LD, then what only a script writes.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from newscrawler.extract import source as sources
from newscrawler.extract.edition import take_edition
from newscrawler.extract.furniture import is_document_number
from newscrawler.extract.heading import RED_HEAD, Place, is_abstract, is_strip
from newscrawler.extract.layout import Block, Layout, Node
from newscrawler.extract.person_names import BULLETS, is_chinese_name
from newscrawler.extract.pieces import apart, in_order
from newscrawler.extract.split_date import read_split_date
from newscrawler.extract.text import clean
from newscrawler.extract.timestamp import Moment
from newscrawler.extract.wording import any_of, words

Reader = Callable[[str, bool], "Moment | None"]
"""Text and whether it is known to be a time (relative forms are read only then) → moment."""

_OUTLET = re.compile(rf"..{any_of('outlet_ends')}$")
_CELLS = ("td", "th", "dt", "dd")
_LABELLED = re.compile(r"[\u4e00-\u9fff]{2,6}\s?[:：]")
_FEW = 4
"""Lines of a box that holds a strip and nothing else."""
_BEFORE, _AFTER = 4, 30
_RUNNING = 60
"""Characters from which a line without a label is running text."""

_GLUED = re.compile(
    r"\d{4}\D\d{1,2}\D(?:\d{1,2}日?\s?\d{1,2}[:：]\d\d(?:[:：]\d\d)?\d|\d{3,4}(?:版|$|[^\d:：]))"
)
"""A time with the number of another element behind it: ``18:36`` and ``3241`` views, a day and ``03版``."""
_CLOCK = re.compile(r"\D{0,6}(\d{1,2}\s?[時时:：]\s?\d{2}分?)$")
_HOUR = re.compile(r"\d{1,2}[:：]\d\d(?:[:：]\d\d)?$")
_YEARLESS = re.compile(r"(?<![\d-])(\d{1,2})\s?[-/月]\s?(\d{1,2})日?\s+(\d{1,2})[:：](\d\d)(?!\d)")
_CREDIT = re.compile("(?:记者|記者|通讯员|作者)")
_WORD = re.compile(r"\w")
_DIGIT = re.compile(r"[\d０-９〇]")
_PUBLISHED = re.compile(
    rf"(?:{any_of('published')}\s*(?:时间|日期|時間|于|on|at)?|{any_of('time_labels_parts')})\s*[:：】\]]?\s*$",
    re.IGNORECASE,
)
_UPDATED = re.compile(rf"{any_of('updated')}\S{{0,4}}\s*[:：]?\s*$", re.IGNORECASE)
_OTHER_DATE = re.compile(
    rf"{any_of('other_dates')}\S{{0,4}}\s*[:：是]?\s*$|(?:Copyright|©)\D*$", re.IGNORECASE
)
_OWN_LABEL = re.compile(r"[^\s，。：:（(]{1,8}\s?[:：]\s*$")
"""The label of a time (见报日期：), before it."""
_ADDRESS = re.compile(r"(?:https?://)?(?:[\w-]+\.){2,4}[a-z]{2,4}(?![\w.])", re.ASCII)
"""某调查总队　www.example.gov.cn　2012-10-24: the address of the site, beside its name."""
_SCRIPTED = re.compile(r"[=:]\s?[\"']((?:19|20)\d\d[年/.-][^\"'<>]{4,24})[\"']")
_SCRIPTED_NAME = re.compile(rf"{any_of('script_times_parts')}[\"']?\s?$", re.IGNORECASE)
_WRITTEN = re.compile(r"document\.write(?:ln)?\(\s*(\w{1,20})\b")
_ASSIGNED = re.compile(r"=\s{0,3}[\"']([^\"'<>]{6,30})[\"']")
_VARIABLE = re.compile(r"\b(\w{1,20})\s{0,3}$")
_SCRIPTED_SOURCE = re.compile(
    r"var\s{1,3}(?:article|s|str)?_?(?:[sS]ource|[lL]ai[yY]uan|[cC]opy[fF]rom)\s?=\s?[\"']([^\"'<>]{2,40})[\"']"
)
_HAN = re.compile("[\u4e00-\u9fff]")
_META_TIMES = words("meta_times")
_META_SOURCES = words("meta_sources")
_SOURCE_NAME = re.compile(rf"(?:^|[\s_-]){any_of('source_names_parts')}(?=$|[\s_-])|sourceTitleText")


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
        running = (len(text) > _RUNNING and not is_strip(text)) or (text.endswith("。") and len(text) > 25)
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
            blocks[above - 1].node.tag in _CELLS
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
    if len(block.text) > _RUNNING and not is_strip(block.text):
        return None
    return 1 if block.link * 2 <= len(block.text) or len(block.text) < 30 else 3


def times_below(blocks: Sequence[Block], start: int, read: Reader) -> Iterator[Dated]:
    """Dates after the text: labelled ones, then short lines that are a time of day with perhaps a source."""
    plain: list[Dated] = []
    previous = ""
    for number in range(start, len(blocks)):
        text = blocks[number].text
        if len(text) > _RUNNING or blocks[number].node.hidden:
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
        if len(blocks[number].text) <= _RUNNING and (found := _YEARLESS.search(blocks[number].text)):
            return number, found[0]
    return None


def meta_times(meta: dict[str, str], read: Reader) -> Iterator[Moment]:
    """Times in meta tags, in the order of trust."""
    for name in _META_TIMES:
        value = meta.get(name)
        if value and (moment := read(value, False)):
            yield moment


def scripted_times(source: str, read: Reader) -> Iterator[Moment]:
    """Times in JSON-LD, and those that a script writes into the page (``var pubdata='2017年05月24日'``)."""
    for found in _SCRIPTED.finditer(source):
        if _SCRIPTED_NAME.search(source, max(0, found.start() - 30), found.start()) and (
            moment := read(found[1], False)
        ):
            yield moment


def written_times(source: str, read: Reader) -> Iterator[Moment]:
    """Times that a script sets in variables and then writes where readers see them."""
    written = frozenset(_WRITTEN.findall(source)) if "document.write" in source else ()
    for found in _ASSIGNED.finditer(source) if written else ():
        name = _VARIABLE.search(source, max(0, found.start() - 24), found.start())
        moment = read(found[1], False) if name and name[1] in written else None
        if moment and len(moment.raw) + 1 >= len(found[1].strip()):  # a date and nothing else
            yield moment


def scripted_source(source: str) -> tuple[str, str] | None:
    """The source that a script writes into the page (``var source="某某日报"``), and the string."""
    for found in _SCRIPTED_SOURCE.finditer(source) if "document.write" in source else ():
        if _HAN.search(found[1]) and (value := sources.unlabelled(found[1])):
            return value, found[1]
    return None


def meta_source(meta: dict[str, str]) -> tuple[str, str] | None:
    """Source in a meta tag, and the tag's content."""
    for name in _META_SOURCES:
        content = meta.get(name)
        if content and (value := sources.value_of(content)):
            return value, content
    return None


def shown_source(blocks: Sequence[Block], place: range) -> tuple[str | None, str] | None:
    """Source behind a label in the zone: (value or None where the page leaves it empty, as written)."""
    empty: tuple[str | None, str] | None = None
    for number in place:
        block = blocks[number]
        if not (sources.has_label(block.text) or ("来源" in block.text and len(block.text) <= _RUNNING)):
            continue  # the label may be an element of its own, without a colon
        parts = in_order(block.node.element)
        if block.node.end - block.node.start > 40:  # loose text in a large container: its line alone
            parts = [block.text]
        if number + 1 < len(blocks) and (block.node.tag in _CELLS or _is_pair(block, blocks[number + 1])):
            parts.append(blocks[number + 1].text)
        found = sources.labelled(parts)
        if found and found[0]:
            return found
        empty = empty or found
    return empty


def _is_pair(label: Block, value: Block) -> bool:
    """A bare label in an element of its own, and the element beside it."""
    beside = label.node.parent is value.node.parent and label.node.tag == value.node.tag
    return beside and sources.is_label(label.text) and not _LABELLED.match(value.text)


def unlabelled_source(
    layout: Layout,
    place: range,
    head: Place | None,
    stamp: tuple[int, str] | None,
    columns: Sequence[str] = (),
) -> tuple[str, str] | None:
    """Source without a label: an element named for it, else what follows or precedes the time in its line.

    ``stamp`` is that line's number and the time as written. Names of ``columns`` may stand beside it, too.
    """
    nodes = layout.nodes
    low = bisect_left(nodes, place.start, key=lambda node: node.start)
    for node in nodes[low:]:
        if node.start >= place.stop:
            break
        if head and head.start <= node.start < head.end:
            continue
        if (node.classes or node.id) and node.end - node.start <= 2 and _named_for_source(node):
            texts = in_order(node.element)
            value = sources.unlabelled(texts[0]) if texts else None
            if value and not ("author" in node.classes and is_chinese_name(value.lstrip(BULLETS))):
                return value, clean(texts[0])
    if stamp is None or (head and head.start <= stamp[0] < head.end):
        return None
    at, raw = stamp
    block = layout.blocks[at]
    if at >= place.stop and block.link:  # a date among the links at the page's foot
        return None
    printed = take_edition(block.text)[0]
    if printed and printed.page and printed.newspaper and head and at >= head.end:
        return printed.newspaper, block.text
    if printed and (printed.page or (head and at < head.start)):  # 《某报》（2024年5月8日02版）
        return None
    parts = [
        part for part in map(clean, in_order(block.node.element)) if _WORD.search(part) and part in block.text
    ]
    if not any(raw in part for part in parts):  # day and hour in elements of their own
        raw = raw.partition(" ")[0]
    for number, part in enumerate(parts):
        if raw in part:
            before, _, rest = part.partition(raw)
            before = _ADDRESS.sub(" ", _OWN_LABEL.sub("", before))
            first = max(0, number - (2 if _CREDIT.match(parts[number - 1]) else 1))
            if first and parts[first - 1].endswith((":", "：")):  # 发布人：, and who it is
                first = number
            for candidate in (
                rest,
                *parts[number + 1 : number + 2],
                before,
                *reversed(parts[first:number]),
            ):
                value = sources.unlabelled(candidate)
                if value and (len(value) > 3 or value[-1] in "报報网網社台臺"):  # shorter ones are people
                    return value, candidate
            break
    if head is None:
        return None
    beside = _outlet_beside(layout.blocks, at, range(head.end, place.stop))
    return beside if beside and beside[0] not in columns else None


def _outlet_beside(blocks: Sequence[Block], at: int, place: range) -> tuple[str, str] | None:
    """A line beside the time's, in its box: the name of an outlet, or any name in a box of a few lines."""
    around = blocks[at].node.parent
    small = around is not None and around.start >= place.start and around.end - around.start <= _FEW
    for number in (at + 1, at - 1):
        block = blocks[number] if number in place else None
        if block is None or block.node.parent is not around or block.text[-1] in "：:":
            continue
        value = sources.unlabelled(block.text)
        named = small and not block.link and value and len(value) > 4  # names of columns have four
        if value and (_OUTLET.search(value) or (named and not is_chinese_name(value))):
            return value, block.text
    return None


def _named_for_source(node: Node) -> bool:
    return bool(_SOURCE_NAME.search(f"{node.id} {node.classes}"))
