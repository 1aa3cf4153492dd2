"""List pages: their rows (title, address, day), and the columns and topics a page leads to.

Rows are found by their dates: the smallest element around a date that also holds a headline's link
is a row, and rows of one make are a list. Siblings of the same make without a date (pinned entries)
belong to it. A list that shows no dates is found by the form of its links. The page's own list is the
one with most articles of the page's own column (by their folder), else that whose length the pager
announces, else the longest: a sidebar may be longer than the last page of a list. An article of the
column belongs to it wherever it stands. Class names do not matter, unless a profile or family names
some (:class:`newscrawler.selectors.ListSelectors`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import cast
from urllib.parse import urlsplit

from lxml.cssselect import CSSSelector

from newscrawler.extract.layout import Element
from newscrawler.extract.page import Page
from newscrawler.extract.text import clean, text_of
from newscrawler.families import Family
from newscrawler.lists.addresses import Form, Link, folder_of, form_of
from newscrawler.lists.columns import breadcrumb, column_name
from newscrawler.lists.dates import LONGEST_STAMP, read_month_day, read_split_stamp, read_stamp
from newscrawler.lists.paging import Paging, read_paging
from newscrawler.selectors import ListSelectors

_CLIMB = 8
"""Steps from a date to the row around it; real rows need three."""
_INLINE = frozenset(
    ("a", "b", "em", "font", "i", "label", "p", "span", "strong", "time", "h1", "h2", "h3", "h4", "h5", "h6")
)
_SILENT = frozenset(("script", "style", "noscript", "template", "textarea", "select"))
_MORE = re.compile(
    r"[\[(（【<>\s]*(?:阅读全文|查看全文|查看详[情细]|查看更多|详情|详细|更多|全文|more|[>»]+)[>»+\s\])）】.…]*",
    re.IGNORECASE,
)
_COLUMN_LABEL = re.compile(r"[\[【(（][^\]】)）]{1,12}[\]】)）]")
_CUT = re.compile(r"(?:…+|\.{2,}|。{2,})$")
_FRAME = re.compile(
    r"(?:^|[\s_-])(?:(?:top|main|sub|left|side)?(?:nav|menu)\w*|head(?:er)?|foot(?:er)?|top)(?=$|[\s_-])",
    re.IGNORECASE,
)
_STAMPED = ("stime", "data-date", "data-time")
_NAME_NUMBERS = re.compile(r"\d+")


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
    named = _by_selectors(page, family, selectors)
    groups = named or _by_dates(page, family)
    folder, paging = folder_of(page.url), read_paging(page)

    def weight(group: list[Row]) -> tuple[int, bool, int]:
        rows = _unique(group)
        return len(_of_column(rows, folder)), paging.fits(len(rows)), len(rows)

    found = any(row.form is Form.ARTICLE for group in groups for row in group)
    if not (named and found):
        taken = {row.url for group in groups for row in group}
        groups += [g for g in _by_forms(page, family, taken) if not found or any(weight(g)[:2])]
    own = max(groups, key=weight, default=[])
    elsewhere = [row for group in groups if group is not own for row in group]
    rows = _unique([*own, *_of_column(elsewhere, folder)])
    seen = {row.url for row in rows if row.stands}
    others = [row for row in _unique(elsewhere) if not (row.stands and row.url in seen)]
    seen.update(row.url for row in others)
    trail = breadcrumb(page, family)
    links = _links(page, family, seen, {link.url for link in trail})
    return ListPage(rows, others, paging, column_name(page, trail), links, trail)


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
    return [row for row in rows if row.form is Form.ARTICLE and folder_of(row.url) == folder]


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


# Rows by their dates


def _by_dates(page: Page, family: Family | None) -> list[list[Row]]:
    """Groups of rows of one make, each in page order."""
    around = _around_links(page.tree)
    stamps: dict[Element, list[tuple[Element, str, date | None]]] = {}
    for owner, text, day in _stamps(page.tree):
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
        links = _title_links(holder)
        if len(found) > 1 and len(links) > 1:
            rows = _flat(page, holder, {owner: (text, day) for owner, text, day in found}, family)
            groups.setdefault(_make(holder, flat=True), []).extend(rows)
            continue
        element = _lift(holder, stamps)
        row = _row(page, element, found[0][1], found[0][2], family)
        if row is None:
            continue
        stamped[element] = row
        parent = element.getparent()
        if parent is not None and parent not in parents:
            parents[parent] = _make(element)
    for parent, make in parents.items():
        group = groups.setdefault(make, [])
        for child in parent:
            if child in stamped:
                group.append(stamped[child])
            elif isinstance(child.tag, str) and child.tag == make[0] and child.tag in ("li", "tr", "dd"):
                row = _row(page, child, "", None, family)
                if row is not None and row.form is not Form.LIST and len(row.title) > 3:
                    group.append(row)
    # A single entry that leads nowhere is a script's template, no list (Epoint).
    return [group for group in groups.values() if len(group) > 1 or any(row.stands for row in group)]


def _around_links(tree: Element) -> set[Element]:
    """Every element that is or holds, within reach, a link with a text of its own."""
    found: set[Element] = set()
    for anchor in tree.iter("a"):
        if anchor.get("href") is None or not _headline(anchor):
            continue
        element: Element | None = anchor
        for _ in range(_CLIMB + 1):
            if element is None or (element is not anchor and element in found):
                break
            found.add(element)
            element = element.getparent()
    return found


def _stamps(tree: Element) -> Iterator[tuple[Element, str, date | None]]:
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
        if parent is not None and len(parent) < 5 and (day := read_split_stamp(clean(_spaced(parent)))):
            yield parent, text, day
    elif re.fullmatch(r"[\[(（【]?\s*\d{1,2}\s*[-./月]\s*\d{1,2}\s*日?\s*[\])）】]?", text):
        yield owner, text, None


def _spaced(element: Element) -> str:
    """Text of an element with blanks between its parts."""
    return " ".join(element.itertext())


def _headline(anchor: Element) -> str:
    """The link's text as a headline; empty for 详情, a column label, a picture or a number."""
    text = clean(text_of(anchor))
    if not text or _MORE.fullmatch(text) or _COLUMN_LABEL.fullmatch(text) or text.isdigit():
        return ""
    return text if read_stamp(text) is None or len(text) > 25 else ""


def _title_links(holder: Element) -> list[Element]:
    """Links with a headline, one for each address, in order."""
    links: dict[str, Element] = {}
    for number, anchor in enumerate(holder.iter("a")):
        href = anchor.get("href")
        if href is not None and _headline(anchor):
            stands = not href.strip().lower().startswith("javascript")
            links.setdefault(href if stands else f"{href} {number}", anchor)
    return list(links.values())


def _lift(holder: Element, stamps: dict[Element, list[tuple[Element, str, date | None]]]) -> Element:
    """The whole row of which ``holder`` is the inner part: ``li > h4 > (a + span)`` is the ``li``."""
    while holder.tag in _INLINE:
        parent = holder.getparent()
        if parent is None or parent.tag in ("body", "html", "ul", "ol", "table", "tbody"):
            break
        if any(child in stamps for child in parent if child is not holder):
            break
        if holder.tag != "a" and len(_title_links(parent)) > 1:
            break
        holder = parent
    return holder


def _make(row: Element, *, flat: bool = False) -> tuple[str, ...]:
    """What rows of one list share: their tag, and tag and class of what is around them."""
    make = [str(row.tag)]
    if row.tag not in ("li", "tr", "dd", "dt"):
        make.append(_NAME_NUMBERS.sub("", row.get("class") or ""))
    if flat:
        make.append("flat")
    for around in row.iterancestors():
        make.append(f"{around.tag}.{_NAME_NUMBERS.sub('', around.get('class') or '')}")
        if len(make) > 3:
            break
    return tuple(make)


def _row(page: Page, element: Element, stamp: str, day: date | None, family: Family | None) -> Row | None:
    """The entry within ``element``: its link is the first to an article, else the first with a headline."""
    links = _title_links(element)
    if element.tag == "a" or not links:
        around = next((a for a in (element, *element.iterancestors()) if a.tag == "a"), None)
        links = [around] if around is not None and around.get("href") is not None else links
    if not links:
        return None
    entries = [_entry(page, link, stamp, day, family) for link in links]
    return next((entry for entry in entries if entry.form is Form.ARTICLE), entries[0])


def _entry(page: Page, link: Element, stamp: str, day: date | None, family: Family | None) -> Row:
    """One row from its link and the stamp beside it."""
    href = link.get("href") or ""
    url = page.absolute(href).partition("#")[0]
    if day is None and stamp:
        day = read_month_day(stamp, urlsplit(url).path)
    text = clean(text_of(link))
    if stamp and text.endswith(stamp):
        text = text.removesuffix(stamp).rstrip(" |/")
    whole = clean(link.get("title") or "") or _caption(link)
    cut = _CUT.sub("", text)
    if whole and (not text or (cut != text and whole.startswith(cut[:6]))):
        text = whole
    return Row(text, href, url, day, form_of(url, family))


def _caption(link: Element) -> str:
    """What the picture of a link stands for."""
    return next((alt for image in link.iter("img") if (alt := clean(image.get("alt") or ""))), "")


def _flat(
    page: Page, holder: Element, stamps: dict[Element, tuple[str, date | None]], family: Family | None
) -> list[Row]:
    """Rows without an element of their own: links and dates in turn (``dt, dd, dt, dd``)."""
    links = set(_title_links(holder))
    rows: list[Row] = []
    waiting: Element | None = None
    ahead: tuple[str, date | None] | None = None
    for element in holder.iter():
        if element in links:
            if ahead is not None:
                rows.append(_entry(page, element, *ahead, family))
                ahead = None
            else:
                if waiting is not None:
                    rows.append(_entry(page, waiting, "", None, family))
                waiting = element
        if element in stamps:
            if waiting is not None:
                rows.append(_entry(page, waiting, *stamps[element], family))
                waiting = None
            else:
                ahead = stamps[element]
    if waiting is not None:
        rows.append(_entry(page, waiting, "", None, family))
    return rows


# Rows by selectors, and by the form of their links


@cache
def _compiled(css: str) -> CSSSelector:
    return CSSSelector(css, translator="html")


def _select(css: str, element: Element) -> list[Element]:
    """Elements under ``element`` that ``css`` names, in order."""
    return list(cast(Iterable[Element], _compiled(css)(element)))


def _by_selectors(page: Page, family: Family | None, selectors: Sequence[ListSelectors]) -> list[list[Row]]:
    """The rows a profile or family names; empty where none is found."""
    for chosen in selectors:
        for row_css in chosen.row:
            rows = []
            for element in _select(row_css, page.tree):
                links = [a for css in chosen.link for a in _select(css, element)]
                stamp, day = _named_stamp(element, chosen)
                row = (
                    _entry(page, links[0], stamp, day, family)
                    if links
                    else _row(page, element, stamp, day, family)
                )
                if row is not None:
                    rows.append(row)
            if rows:
                return [rows]
    return []


def _named_stamp(element: Element, chosen: ListSelectors) -> tuple[str, date | None]:
    """Text and day of a row's date: by selector, else the first stamp in the row."""
    for css in chosen.date:
        for holder in _select(css, element):
            text = clean(_spaced(holder))
            return text, read_stamp(text) or read_split_stamp(text)
    return next(((text, day) for _, text, day in _stamps(element)), ("", None))


def _by_forms(page: Page, family: Family | None, taken: set[str]) -> list[list[Row]]:
    """Lists without dates: links that have the form of an article's address, by their surroundings.

    ``taken``: addresses that stand in lists already.

    A picture alone may lead there; where a headline does too, that is the row.
    """
    chosen: dict[str, tuple[Element, bool]] = {}
    for anchor in page.tree.iter("a"):
        if not (href := anchor.get("href")):
            continue
        worded = bool(_headline(anchor) or anchor.get("title"))
        if (worded or anchor.find(".//img") is not None) and not chosen.get(href, (anchor, False))[1]:
            chosen[href] = anchor, worded
    groups: dict[tuple[str, ...], list[Row]] = {}
    for anchor, _ in chosen.values():
        entry = _entry(page, anchor, "", None, family)
        if entry.form is Form.ARTICLE and entry.url not in taken:
            groups.setdefault(_make(anchor), []).append(entry)
    return list(groups.values())
