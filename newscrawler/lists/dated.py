"""Rows found by their dates.

The smallest element around a date that also holds a headline's link is a row, and rows of one make are a
list. Siblings of the same make without a date (pinned entries) belong to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from newscrawler.extract.layout import Element
from newscrawler.extract.page import Page
from newscrawler.extract.text import clean
from newscrawler.families import Family
from newscrawler.lists.addresses import Form
from newscrawler.lists.dates import LONGEST_STAMP, read_split_stamp, read_stamp
from newscrawler.lists.rows import Row, headline, make_of, row_from, row_within, title_links

_CLIMB = 8
"""Steps from a date to the row around it; real rows need three."""
_INLINE = frozenset(
    ("a", "b", "em", "font", "i", "label", "p", "span", "strong", "time", "h1", "h2", "h3", "h4", "h5", "h6")
)
_SILENT = frozenset(("script", "style", "noscript", "template", "textarea", "select"))
_STAMPED = ("stime", "data-date", "data-time")


def rows_by_dates(page: Page, family: Family | None) -> list[list[Row]]:
    """Groups of rows of one make, each in page order."""
    around = _around_links(page.tree)
    stamps: dict[Element, list[tuple[Element, str, date | None]]] = {}
    for owner, text, day in stamps_under(page.tree):
        holder: Element | None = owner
        for _ in range(_CLIMB):
            if holder is None or holder in around:
                break
            holder = holder.getparent()
        if holder is not None and holder in around and holder.tag not in ("body", "html"):
            stamps.setdefault(holder, []).append((owner, text, day))
    groups: dict[tuple[str, ...], list[Row]] = {}
    parents: dict[Element, tuple[str, ...]] = {}
    stamped: dict[Element, Row] = {}
    for holder, found in stamps.items():
        links = title_links(holder)
        if len(found) > 1 and len(links) > 1:
            rows = _flat(page, holder, {owner: (text, day) for owner, text, day in found}, family)
            groups.setdefault(make_of(holder, flat=True), []).extend(rows)
            continue
        element = _lift(holder, stamps)
        row = row_within(page, element, found[0][1], found[0][2], family)
        if row is None:
            continue
        stamped[element] = row
        parent = element.getparent()
        if parent is not None and parent not in parents:
            parents[parent] = make_of(element)
    for parent, make in parents.items():
        group = groups.setdefault(make, [])
        for child in parent:
            if child in stamped:
                group.append(stamped[child])
            elif isinstance(child.tag, str) and child.tag == make[0] and child.tag in ("li", "tr", "dd"):
                row = row_within(page, child, "", None, family)
                if row is not None and row.form is not Form.LIST and len(row.title) > 3:
                    group.append(row)
    # A single entry that leads nowhere is a script's template, no list (Epoint).
    return [group for group in groups.values() if len(group) > 1 or any(row.stands for row in group)]


def _around_links(tree: Element) -> set[Element]:
    """Every element that is or holds, within reach, a link with a text of its own."""
    found: set[Element] = set()
    for anchor in tree.iter("a"):
        if anchor.get("href") is None or not headline(anchor):
            continue
        element: Element | None = anchor
        for _ in range(_CLIMB + 1):
            if element is None or (element is not anchor and element in found):
                break
            found.add(element)
            element = element.getparent()
    return found


def _lift(holder: Element, stamps: dict[Element, list[tuple[Element, str, date | None]]]) -> Element:
    """The whole row of which ``holder`` is the inner part: ``li > h4 > (a + span)`` is the ``li``."""
    while holder.tag in _INLINE:
        parent = holder.getparent()
        if parent is None or parent.tag in ("body", "html", "ul", "ol", "table", "tbody"):
            break
        if any(child in stamps for child in parent if child is not holder):
            break
        if holder.tag != "a" and len(title_links(parent)) > 1:
            break
        holder = parent
    return holder


def _flat(
    page: Page, holder: Element, stamps: dict[Element, tuple[str, date | None]], family: Family | None
) -> list[Row]:
    """Rows without an element of their own: links and dates in turn (``dt, dd, dt, dd``)."""
    links = set(title_links(holder))
    rows: list[Row] = []
    waiting: Element | None = None
    ahead: tuple[str, date | None] | None = None
    for element in holder.iter():
        if element in links:
            if ahead is not None:
                rows.append(row_from(page, element, *ahead, family))
                ahead = None
            else:
                if waiting is not None:
                    rows.append(row_from(page, waiting, "", None, family))
                waiting = element
        if element in stamps:
            if waiting is not None:
                rows.append(row_from(page, waiting, *stamps[element], family))
                waiting = None
            else:
                ahead = stamps[element]
    if waiting is not None:
        rows.append(row_from(page, waiting, "", None, family))
    return rows


def stamps_under(tree: Element) -> Iterator[tuple[Element, str, date | None]]:
    """Texts that are dates: (element that holds the text, text, day or None for a day without year)."""
    for element in tree.iter():
        if not isinstance(element.tag, str) or element.tag in _SILENT:
            text = None
        else:
            text = element.text
            for name in _STAMPED:
                if (value := element.get(name)) and (day := read_stamp(value)):
                    yield element, value, day
        for owner, part in ((element, text), (element.getparent(), element.tail)):
            if owner is None or not part or len(part) > 400 or part.isspace():
                continue
            cleaned = clean(part)
            if day := read_stamp(cleaned):
                yield owner, cleaned, day
            elif (len(cleaned) <= LONGEST_STAMP and cleaned[:1].isdigit()) or cleaned[:1] in "[(【（":
                yield from _partial(owner, cleaned)


def _partial(owner: Element, text: str) -> Iterator[tuple[Element, str, date | None]]:
    """A stamp in parts (day and month in elements of their own), or one without a year."""
    if re.fullmatch(r"(?:19|20)\d\d\s*[-./年]\s*\d{1,2}\s*月?", text):
        parent = owner.getparent()
        if parent is not None and len(parent) < 5 and (day := read_split_stamp(clean(spaced(parent)))):
            yield parent, text, day
    elif re.fullmatch(r"[\[(（【]?\s*\d{1,2}\s*[-./月]\s*\d{1,2}\s*日?\s*[\])）】]?", text):
        yield owner, text, None


def spaced(element: Element) -> str:
    """Text of an element with blanks between its parts."""
    return " ".join(element.itertext())
