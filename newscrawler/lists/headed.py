"""Which of a page's lists stand under its own heading: the name of the column, as trail and title give it.

A list without dates is told that way from a dated sidebar (cards of county media centres), and a shorter
list from a longer one beside it. A single dated story right above a list opens it (人民网 hdNews).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from newscrawler.extract.layout import Element
from newscrawler.extract.page import Page
from newscrawler.extract.text import clean, text_of
from newscrawler.lists.addresses import Form
from newscrawler.lists.rows import Group, Row

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_TAGS = (*_HEADINGS, "span", "strong", "b", "p", "div", "dt")
_FRAME = re.compile(r"crumb|location|position|dqwz|\bpos\b|weizhi|nav|menu|foot", re.IGNORECASE)
_SEPARATORS = re.compile(r"\s*[|_]\s*|\s+[-–—/]\s*|[-–—]+")
_CLIMB = 4
"""Elements around a heading that its list may stand in."""
_DEEP = 10
"""Elements between a list and what holds its heading, too."""
_LONGEST = 40
"""Characters of a heading."""
_LEAST = 3
"""Rows of a list that its heading speaks for."""


def headed(page: Page, name: str | None, groups: Sequence[Group]) -> list[Group]:
    """Those of the ``groups`` that share the nearest block with a heading that says the column's name."""
    title = clean(page.tree.findtext(".//title") or "")
    names = {name or "", _SEPARATORS.split(title)[0].strip()} - {""}
    holding: dict[Element, list[Group]] = {}
    for group in groups:
        if group.begin is not None and len(group.rows) >= _LEAST:
            for element in (group.begin, *islice(group.begin.iterancestors(), _DEEP)):
                holding.setdefault(element, []).append(group)
    for element in page.tree.iter(*_TAGS) if holding else ():
        if _text(element) not in names or _in_frame(element):
            continue
        for around in islice(element.iterancestors(), _CLIMB):
            if around.tag in ("body", "html"):
                break
            if around in holding:
                return holding[around]
    return []


def lead_of(own: Group, groups: Sequence[Group]) -> Row | None:
    """The story that opens the list: a group of one, right before it, without a heading of its own."""
    if own.begin is None or len(own.rows) < _LEAST:
        return None
    parent = own.begin.getparent()
    lists = (own.begin,) if parent is None or parent.tag in ("body", "html") else (own.begin, parent)
    before = [block for block in (element.getprevious() for element in lists) if block is not None]
    own_urls = {row.url for row in own.rows}
    for group in groups:
        if group is own or group.beside or group.first is None or len(group.rows) != 1:
            continue
        row = group.rows[0]
        if row.day is None or row.form is not Form.ARTICLE or row.url in own_urls:
            continue
        around = (group.first, *islice(group.first.iterancestors(), _CLIMB))
        block = next((block for block in before if block in around), None)
        headings = () if block is None else block.iter(*_HEADINGS)
        if block is not None and all(clean(text_of(heading)) in ("", row.title) for heading in headings):
            return row
    return None


def _text(element: Element) -> str:
    """The text of an element that holds little else; empty for a longer one."""
    parts = list(islice(element.itertext(), 6))
    text = clean("".join(parts)) if len(parts) < 6 else ""
    return text if len(text) <= _LONGEST else ""


def _in_frame(element: Element) -> bool:
    """Whether an element stands in a menu, a trail or a link."""
    return any(
        near.tag in ("a", "nav", "header", "footer")
        or _FRAME.search(f"{near.get('class') or ''} {near.get('id') or ''}")
        for near in (element, *islice(element.iterancestors(), _CLIMB))
    )
