"""One row of a list, made from what is around its link: title, address, day."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from newscrawler.extract import layout
from newscrawler.extract.layout import Element
from newscrawler.extract.page import Page
from newscrawler.families import Family
from newscrawler.lists.addresses import Form, Link, form_of
from newscrawler.lists.dates import read_month_day
from newscrawler.lists.titles import headline, title_of, turns_pages
from newscrawler.urls import split_url

_NAME_NUMBERS = re.compile(r"\d+")
_ROWS = ("li", "tr", "dd", "dt", "article")
"""Elements that are rows by their tag, whatever the class says (``sticky``, ``odd``, ``category-news``)."""
_AROUND = 3
"""Elements around a row that are alike for all rows of a list."""
_BESIDE = re.compile(
    r"(?:^|[\s_-])(?:hot|rank|phb|paihang|digg|tuijian|recommend|related|sidebar)", re.IGNORECASE
)
_REACH = 6
"""Elements around a list whose names are looked at."""
_COLUMNS = (Form.LIST, Form.TOPIC)


@dataclass(frozen=True, slots=True)
class Row:
    """One entry of a list."""

    title: str
    href: str
    """As written in the page."""
    url: str
    """Absolute."""
    day: date | None
    form: Form

    @property
    def stands(self) -> bool:
        """Whether the row leads anywhere: ``javascript:`` and the like do not."""
        return self.form is not Form.OTHER

    def link(self) -> Link:
        """The row as a mere link."""
        return Link(self.title, self.url, self.form)


@dataclass(slots=True, eq=False)
class Group:
    """Rows of one make: a list, or a part of one."""

    beside: bool
    """It stands in a block that is no main list: by its name (ranking, recommendations), or hidden."""
    rows: list[Row] = field(default_factory=list)
    begin: Element | None = None
    """What is around its first row."""
    first: Element | None = None
    """Its first row with a date."""


def group_of(groups: dict[tuple[str, ...], Group], make: tuple[str, ...], element: Element) -> Group:
    """The group of the ``make``, begun at ``element`` where there is none."""
    group = groups.get(make)
    if group is None:
        group = groups[make] = Group(_stands_beside(element), begin=element)
    return group


def _stands_beside(element: Element) -> bool:
    around = (element, *islice(element.iterancestors(), _REACH))
    return any(
        near.tag == "aside"
        or is_hidden(near)
        or _BESIDE.search(f"{near.get('class') or ''} {near.get('id') or ''}")
        for near in around
    )


def is_hidden(element: Element) -> bool:
    """Whether an element's own style hides it, until a script shows it."""
    return layout.is_hidden(element.get("style") or "")


def row_within(
    page: Page, element: Element, stamp: str, day: date | None, family: Family | None
) -> Row | None:
    """The entry within ``element``: its link is the first to an article, else the longest to no list.

    A row may hold other links beside the title's: its column's, its author's, its comments'.
    """
    links = title_links(element)
    if element.tag == "a" or not links:
        around = next((a for a in (element, *element.iterancestors()) if a.tag == "a"), None)
        links = [around] if around is not None and around.get("href") is not None else links
    if not links:
        return None
    entries = [row_from(page, link, stamp, day, family) for link in links]
    articles = (entry for entry in entries if entry.form is Form.ARTICLE)
    return next(articles, None) or max(
        entries, key=lambda row: (row.form not in _COLUMNS, row.stands, len(row.title))
    )


def row_from(page: Page, link: Element, stamp: str, day: date | None, family: Family | None) -> Row:
    """One row from its link and the stamp beside it."""
    href = link.get("href") or ""
    url = page.absolute(href).partition("#")[0]
    if day is None and stamp:
        day = read_month_day(stamp, split_url(url).path)
    return Row(title_of(link, stamp), href, url, day, form_of(url, family))


def title_links(holder: Element) -> list[Element]:
    """Links with a headline, the first for each address (``#comments`` is none), in order; no pager's."""
    links: dict[str, Element] = {}
    for number, anchor in enumerate(holder.iter("a")):
        href = anchor.get("href")
        if href is not None and (text := headline(anchor)) and not turns_pages(text):
            links.setdefault(address_of(href) if leads(href) else f"{href} {number}", anchor)
    return list(links.values())


def leads(href: str) -> bool:
    """Whether a link leads anywhere by itself: no script."""
    return not href.strip().lower().startswith("javascript")


def address_of(href: str) -> str:
    """A link's address less its fragment; all of a fragment alone."""
    return href.partition("#")[0] or href


def make_of(row: Element, *, flat: bool = False) -> tuple[str, ...]:
    """What rows of one list share: tag and class of themselves and of what is around them."""
    around = (row, *islice(row.iterancestors(), _AROUND))
    make = tuple(f"{element.tag}.{_class_of(element)}" for element in around)
    return ("flat", *make) if flat else make


def _class_of(element: Element) -> str:
    """The class less numbers; none of what is a row by its tag."""
    return "" if element.tag in _ROWS else _NAME_NUMBERS.sub("", element.get("class") or "")
