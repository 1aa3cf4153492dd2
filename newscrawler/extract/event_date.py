"""The day of the reported event: the first phrase of the text that dates it, resolved to a day.

``昨天``, ``今天上午``, ``6月21日``, ``21日下午``, ``6月21日至23日``, ``周三``, ``日前``: against the day
of the edition, else of publication. A dispatch (``新华社北京6月21日电``) carries its own day, to which
昨天 and 今天 then refer. Deadlines, beginnings and history (截至…, 自…起, …以来) date nothing attended.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from newscrawler.extract.draft import Draft
from newscrawler.extract.numerals import NUMBER, YEAR, day, number
from newscrawler.extract.patterns import guarded
from newscrawler.record import EventDate

_REACH = 3
"""Paragraphs in which the event is dated, if it is dated at all."""
_AHEAD = timedelta(days=45)
"""A day without year lies this far ahead of the reference at most (an announced event)."""
_HISTORY = timedelta(days=400)

_DAY = rf"(?:{NUMBER})(?=[日号號]|\s*[至到—–~～、和及-]\s*(?:{NUMBER})[日号號])"
_TO = r"(?:\s*(?:至|到|—{1,2}|–|~|～|-|、|和|及)\s*)"
_HALF = r"(?:凌晨|清晨|早晨|早上|上午|中午|下午|傍晚|晚上|晚间|晚間|深夜|夜间|夜里|午后|晚|夜|早)?"
_PHRASE = re.compile(
    guarded(
        (
            rf"(?P<relative>大前天|[昨今前][天日]|[昨今][晚晨早夜]|今[（(](?P<inner>\d{{1,2}})[)）]日)"
            rf"(?:[（(](?:(?P<rmonth>{NUMBER})月)?(?P<rday>{NUMBER})日[)）])?{_HALF}"
            rf"|(?P<vague>日前|近日|近期|不久前|连日来|連日來)"
            rf"|(?P<week>本|这|這|上)?(?:周|週|星期|礼拜|禮拜)(?P<weekday>[一二三四五六日天])(?![\u4e00-\u9fff]?刊){_HALF}"
            rf"|(?:(?P<year>{YEAR})\s*年\s*|(?P<this>今年|本)\s*)?(?P<month>{NUMBER})\s*月\s*(?P<day>{_DAY})[日号號]?"
            rf"(?:{_TO}(?:(?P<month2>{NUMBER})月)?(?P<day2>{NUMBER})[日号號])?{_HALF}"
            rf"|(?<![\d月年第〇零一二三四五六七八九十])(?P<bare>{_DAY})[日号號]?(?:{_TO}(?P<bare2>{NUMBER})[日号號])?"
            rf"(?:(?:凌晨|清晨|早晨|早上|上午|中午|下午|傍晚|晚上|晚间|晚間|晚|夜)|(?=[，,在举舉召开赴率从從]))",
        )
    )
)
_HINT = re.compile("[日天周週星礼禮号號前近晚晨早夜]")
_DISPATCH = re.compile(
    rf"^[^。！？，,]{{0,30}}?(?:(?P<year>{YEAR})年)?(?:(?P<month>{NUMBER})月)?(?P<day>{NUMBER})日(?:专|綜合|综合)?[电電讯訊](?!子|话|話|视|視|力|网|商|影)"
)
# What stands before or after a date that does not date the event.
_NOT_AFTER = re.compile(
    r"(?:截至|截止|截止到|自从?|自從|始于|成立于|建于|创刊于|出生于|生于|早在|距离?|每逢?|去年|前年|原定|每周|每週|隔|同年|当年|當年|次年|至|定稿|颁布|施行)\s*$"
)
_NOT_BEFORE = re.compile(
    r"\s*(?:\d{1,2}[时時点點](?:\d{1,2}分)?)?(?:起|前|之前|以前|以来|以來|止|为止|截止|是|即|施行|实施|印发|發布的|发布的|公布的|出台的|报道|刊|版|第[0-9A-Z]{1,3}版|生[，。])"
)
_FUTURE = re.compile(r"(?:将于|將於|将在|定于|定於|拟于|计划于|预计)\s*$")
_QUOTES = re.compile(r"《[^《》]*》|“[^“”]{0,200}”|「[^「」]{0,200}」")
_BACK = {"大前": 3, "前": 2, "昨": 1, "今": 0}
_WEEKDAYS = {char: at for at, char in enumerate("一二三四五六日")} | {"天": 6}


@dataclass(frozen=True, slots=True)
class _Found:
    """A dating phrase; ``doubt`` orders the phrases of an article: 0 dates the event."""

    start: date | None
    end: date | None
    text: str
    paragraph: int
    doubt: int


def run(draft: Draft) -> None:
    """Fill ``event_date`` of ``draft`` from its paragraphs."""
    reference = (draft.edition.date if draft.edition else None) or (draft.timestamp or "")[:10]
    found = find_event_date(draft.paragraphs, date.fromisoformat(reference) if reference else None)
    if found:
        draft.set("event_date", found, "text")


def find_event_date(paragraphs: Sequence[str], reference: date | None) -> EventDate | None:
    """The day of the event that ``paragraphs`` report; ``reference`` is the day they were published on.

    Without a reference, days without a year and relative ones stay null; the phrase is given all the same.

    >>> find_event_date(["昨天,全体会议召开。"], date(2022, 6, 22)).date
    '2022-06-21'
    """
    best: _Found | None = None
    seen = 0
    for at, paragraph in enumerate(paragraphs):
        if seen == _REACH:
            break
        seen += len(paragraph) > 15
        for found in _phrases(paragraph, at, reference):
            if best is None or found.doubt < best.doubt:
                best = found
        if best and best.doubt == 0:
            break
    if best is None:
        return None
    return EventDate(
        date=best.start.isoformat() if best.start else None,
        end_date=best.end.isoformat() if best.end else None,
        text=best.text,
        paragraph=best.paragraph,
    )


def _phrases(paragraph: str, at: int, reference: date | None) -> Iterator[_Found]:
    """The dating phrases of a paragraph, in order, as far as the first that leaves no doubt."""
    begin = 0
    if dispatch := _DISPATCH.match(paragraph):
        begin = dispatch.end()
        reference = _of_parts(dispatch["year"], dispatch["month"], dispatch["day"], reference) or reference
        start, end = dispatch.start("month" if dispatch["month"] else "day"), dispatch.end("day") + 1
        written = paragraph[dispatch.start("year") if dispatch["year"] else start : end]
        yield _Found(reference, None, written, at, 3)
    if not _HINT.search(paragraph):
        return
    quoted = [found.span() for found in _QUOTES.finditer(paragraph)]
    for phrase in _PHRASE.finditer(paragraph, begin):
        start, stop = phrase.span()
        if _NOT_AFTER.search(paragraph, max(0, start - 6), start) or _NOT_BEFORE.match(paragraph, stop):
            continue
        doubt = 2 * any(a < start < b for a, b in quoted) or int(
            bool(_FUTURE.search(paragraph, max(0, start - 4), start))
        )
        first, last = _resolve(phrase, reference)
        if first and reference and reference - first > _HISTORY:
            continue
        if not first and not phrase["vague"] and reference:
            continue  # no day of the calendar
        yield _Found(first, last, phrase[0], at, doubt)
        if doubt == 0:
            return


def _resolve(phrase: re.Match[str], reference: date | None) -> tuple[date | None, date | None]:
    """(day, last day of a range) of a phrase."""
    if phrase["vague"]:
        return None, None
    if phrase["relative"]:
        if phrase["rday"]:
            return _of_parts(None, phrase["rmonth"], phrase["rday"], reference), None
        back = next(days for word, days in _BACK.items() if phrase["relative"].startswith(word))
        return (reference - timedelta(days=back) if reference else None), None
    if phrase["weekday"]:
        return _of_weekday(phrase, reference), None
    if phrase["month"]:
        year = str(reference.year) if phrase["this"] == "今年" and reference else phrase["year"]
        first = _of_parts(year, phrase["month"], phrase["day"], reference)
        return first, _after(first, phrase["month2"], phrase["day2"])
    first = _of_parts(None, None, phrase["bare"], reference)
    return first, _after(first, None, phrase["bare2"])


def _of_parts(year: str | None, month: str | None, of_month: str, reference: date | None) -> date | None:
    """A day of which year, or year and month, may be left to the reference: the latest that may be meant."""
    if year and month:
        return day(number(year), number(month), number(of_month))
    if reference is None:
        return None
    if month:
        options = [day(reference.year + step, number(month), number(of_month)) for step in (1, 0, -1)]
        latest = reference + _AHEAD
    else:
        months = [(reference.year * 12 + reference.month - 1 + step) for step in (0, -1, -2)]
        options = [day(count // 12, count % 12 + 1, number(of_month)) for count in months]
        latest = reference + timedelta(days=1)
    return next((option for option in options if option and option <= latest), None)


def _after(first: date | None, month: str | None, of_month: str | None) -> date | None:
    """The last day of a range that begins with ``first``."""
    if first is None or not of_month:
        return None
    last = day(first.year, number(month) if month else first.month, number(of_month))
    if last and last < first and month:
        last = day(first.year + 1, number(month), number(of_month))
    return last if last and last > first else None


def _of_weekday(phrase: re.Match[str], reference: date | None) -> date | None:
    """周三: the last one; 本周三 and 上周三: of the week of the reference and the one before."""
    if reference is None:
        return None
    wanted = _WEEKDAYS[phrase["weekday"]]
    monday = reference - timedelta(days=reference.weekday())
    if phrase["week"]:
        return monday + timedelta(days=wanted - (7 if phrase["week"] == "上" else 0))
    return reference - timedelta(days=(reference.weekday() - wanted) % 7)
