"""List pages: their rows, and the columns and topics a page leads to.

Rows are found by their dates (:mod:`newscrawler.lists.dated`); a list that shows no dates is found by the
form of its links. The page's own list is the one with most articles of the page's own column (by their
folder), else that whose length the pager announces, else the longest: a sidebar may be longer than the last
page of a list, but a row of a ranking or of a hidden tab counts little. Before its length counts that it
stands under the page's own heading (:mod:`newscrawler.lists.headed`). An article of the column belongs to it
wherever it stands. Other class names do not matter, unless a profile or family names some
(:class:`newscrawler.selectors.ListSelectors`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import cast

from lxml.cssselect import CSSSelector

from newscrawler.extract.layout import Element
from newscrawler.extract.page import Page
from newscrawler.extract.split_date import read_split_date
from newscrawler.extract.text import clean, text_of
from newscrawler.families import Family
from newscrawler.lists.addresses import Form, Link, by_query, folder_of, form_of
from newscrawler.lists.columns import breadcrumb, column_name
from newscrawler.lists.datastore import unfolded
from newscrawler.lists.dated import rows_by_dates
from newscrawler.lists.dates import read_stamp
from newscrawler.lists.headed import headed, lead_of
from newscrawler.lists.pager import read_paging
from newscrawler.lists.paging import Paging
from newscrawler.lists.rows import Group, Row, group_of, make_of, row_from, row_within
from newscrawler.lists.stamps import spaced, stamps_under
from newscrawler.lists.titles import headline, turns_pages
from newscrawler.selectors import ListSelectors

_FRAME = re.compile(
    r"(?:^|[\s_-])(?:(?:top|main|sub|left|side)?(?:nav|menu)\w*|head(?:er)?|foot(?:er)?|top)(?=$|[\s_-])",
    re.IGNORECASE,
)


_BESIDE = 0.25
"""What a row counts in a block that is by its name no main list."""


@dataclass(slots=True)
class ListPage:
    """What a page offers to a crawl."""

    rows: list[Row]
    """The page's own list, in page order."""
    others: list[Row]
    """Rows of its other blocks: a topic home's, a sidebar's."""
    paging: Paging
    name: str | None
    """Name of the column or topic, as the page gives it."""
    links: list[Link] = field(default_factory=list)
    """Everything else on the page, each address once."""
    trail: list[Link] = field(default_factory=list)
    """The breadcrumb's links, from 首页 on."""


def read_list(page: Page, family: Family | None = None, selectors: Sequence[ListSelectors] = ()) -> ListPage:
    """Rows, paging and links of ``page``.

    ``selectors`` (the profile's, then the family's) go before the general rule.
    """
    folder, paging = folder_of(page.url), read_paging(page)
    page = unfolded(page)
    named = _by_selectors(page, family, selectors)
    groups = named or rows_by_dates(page, family)

    trail = breadcrumb(page, family)
    name = column_name(page, trail)
    found = any(row.form is Form.ARTICLE for group in groups for row in group.rows)
    taken = {row.url for group in groups for row in group.rows}
    undated = [] if named and found else _by_forms(page, family, taken)
    at_name = set(headed(page, name, [*groups, *undated]))
    under = at_name.difference(undated) or at_name

    def weight(group: Group) -> tuple[int, bool, bool, float]:
        rows = _unique(group.rows)
        length = len(rows) * (_BESIDE if group.beside else 1)
        return len(_of_column(rows, folder)), paging.fits(len(rows)), group in under, length

    groups += [group for group in undated if not found or any(weight(group)[:3])]
    own = max(groups, key=weight, default=Group(beside=False))
    elsewhere = [row for group in groups if group is not own for row in group.rows]
    lead = lead_of(own, groups)
    rows = _unique([*([lead] if lead else ()), *own.rows, *_of_column(elsewhere, folder)])
    seen = {row.url for row in rows if row.stands}
    others = [row for row in _unique(elsewhere) if not (row.stands and row.url in seen)]
    seen.update(row.url for row in others)
    links = _links(page, family, seen, {link.url for link in trail})
    return ListPage(rows, others, paging, name, links, trail)


def _links(page: Page, family: Family | None, seen: set[str], above: set[str]) -> list[Link]:
    """What is no row, each address once; ``above`` are the addresses of the trail."""
    frames = {
        element
        for element in page.tree.iter("nav", "header", "footer", "div", "ul", "table", "td")
        if element.tag in ("nav", "header", "footer")
        or _FRAME.search(f"{element.get('class') or ''} {element.get('id') or ''}")
    }
    links: dict[str, Link] = {}
    for anchor in page.tree.iter("a", "area"):
        if not (href := anchor.get("href")):
            continue
        url = page.absolute(href).partition("#")[0]
        if url in seen or (form := form_of(url, family)) is Form.OTHER:
            continue
        frame = url in above or any(around in frames for around in anchor.iterancestors())
        if url in links and (frame or not links[url].frame):
            continue
        text = clean(text_of(anchor)) or clean(anchor.get("title") or "")
        links[url] = Link(text, url, form, frame)
    return list(links.values())


def _of_column(rows: list[Row], folder: str) -> list[Row]:
    """Those of ``rows`` that are articles of the column in ``folder``."""
    return [
        row
        for row in rows
        if row.form is Form.ARTICLE and folder_of(row.url) == folder and not by_query(row.url)
    ]


def _unique(rows: list[Row]) -> list[Row]:
    """Rows without repetitions of an address; rows that lead nowhere all stay."""
    seen: set[str] = set()
    kept = []
    for row in rows:
        if row.stands and row.url in seen:
            continue
        seen.add(row.url)
        kept.append(row)
    return kept


def _by_selectors(page: Page, family: Family | None, selectors: Sequence[ListSelectors]) -> list[Group]:
    """The rows a profile or family names; empty where none is found."""
    for chosen in selectors:
        for row_css in chosen.row:
            rows = []
            for element in _select(row_css, page.tree):
                links = [a for css in chosen.link for a in _select(css, element)]
                stamp, day = _named_stamp(element, chosen)
                row = (
                    row_from(page, links[0], stamp, day, family)
                    if links
                    else row_within(page, element, stamp, day, family)
                )
                if row is not None:
                    rows.append(row)
            if rows:
                return [Group(False, rows)]
    return []


def _named_stamp(element: Element, chosen: ListSelectors) -> tuple[str, date | None]:
    """Text and day of a row's date: by selector, else the first stamp in the row."""
    for css in chosen.date:
        for holder in _select(css, element):
            text = clean(spaced(holder))
            return text, read_stamp(text) or read_split_date(text)
    return next(((stamp.text, stamp.day) for stamp in stamps_under(element)), ("", None))


def _by_forms(page: Page, family: Family | None, taken: set[str]) -> list[Group]:
    """Lists without dates: links that have the form of an article's address, by their surroundings.

    ``taken``: addresses that stand in lists already.

    A picture alone may lead there; where a headline does too, that is the row.
    """
    chosen: dict[str, tuple[Element, bool]] = {}
    for anchor in page.tree.iter("a"):
        href, text = anchor.get("href"), headline(anchor)
        if not href or href.startswith("#") or turns_pages(text):
            continue
        worded = bool(text or anchor.get("title"))
        if (worded or anchor.find(".//img") is not None) and not chosen.get(href, (anchor, False))[1]:
            chosen[href] = anchor, worded
    groups: dict[tuple[str, ...], Group] = {}
    for href, (anchor, _) in chosen.items():
        url = page.absolute(href).partition("#")[0]
        if form_of(url, family) is Form.ARTICLE and url not in taken:
            row = row_from(page, anchor, "", None, family)
            group_of(groups, make_of(anchor), anchor).rows.append(row)
    return list(groups.values())


@cache
def _compiled(css: str) -> CSSSelector:
    return CSSSelector(css, translator="html")


def _select(css: str, element: Element) -> list[Element]:
    """Elements under ``element`` that ``css`` names, in order."""
    return list(cast(Iterable[Element], _compiled(css)(element)))
