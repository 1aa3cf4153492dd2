"""The pager of a list as HTML: the link 下一页, ``select`` options, and the counts beside them.

Further pages are led to by links (gd.gov.cn, Empire, SiteServer), by what a click does (EasySite's
``tagname``, which may name a program of the host, Epoint's
``onclick="window.location.href='…'"``), or by options (Dede); an e-paper's page
leads to the next by 下一版. VSB counts down: the page after ``xxyw.htm`` is ``xxyw/156.htm`` of 157.
Counts stand in texts such as ``页次3/326``, ``共299条 1/30`` and ``共 2 页 16 条``, else the address of 尾页
or a number after a gap (``2 3 … 42``) tells the last page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from urllib.parse import urljoin

from newscrawler.extract.layout import Element
from newscrawler.extract.page import Page
from newscrawler.extract.text import clean, text_of
from newscrawler.lists.paging import Paging
from newscrawler.lists.scripts import by_script, called_address
from newscrawler.urls import split_url

_BEGIN, _END = r"[\[<(（《「]?\s*", r"\s*[\]>)）》」»›→]*"
_NEXT = re.compile(
    _BEGIN + r"(?:下一?[页版]|后一?页|下一頁|next(?:\s*page)?|[>»›]{1,2})" + _END, re.IGNORECASE
)
_LAST = re.compile(_BEGIN + r"(?:[尾末]页|最后一?页|最末页|last(?:\s*page)?)" + _END, re.IGNORECASE)
_CLICK = re.compile(
    r"""['"](?P<address>(?:https?:/|\.{0,2})/[^'"\s]+|\?[^'"\s]+|[\w./-]+\.(?:s?html?|aspx?|jspx?|php)[^'"\s]*)['"]"""
)
"""The address within what a click does."""
_POSITION = re.compile(r"(?<![\d/])(?P<this>\d{1,6})\s*页?\s*[/／]\s*(?:共\s*)?(?P<pages>\d{1,6})(?![\d/])")
_PAGES = re.compile(r"共\s*(?P<pages>\d{1,6})\s*页")
_TOTAL = re.compile(r"(?:共|总数|总计|页)[:：\s]*(?P<total>\d{1,7})\s*(?:条|篇|记录)")
_PAGER_NAME = re.compile(r"page|pagi|pager|fanye|lbfy|p_no|fy\b", re.IGNORECASE)
_PRESENT_NAME = re.compile(r"cur|active|\bon\b|now|this|selected", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,5}")
_NUMBERS = re.compile(r"(\d{1,9})")
_PAGE_SUFFIX = re.compile(r"[_/-](?P<n>\d{1,5})\.\w+$")

LONGEST_PAGER = 400
"""Characters of a pager's text; a longer block is no pager."""
_MOST = 50
"""Controls 下一页 that are looked at."""
_AROUND = 3
"""Blocks around a pager in which its counts may stand."""


def read_paging(page: Page) -> Paging:
    """The paging of a list page (or of an article whose body runs over several addresses)."""
    return by_script(page) or _by_select(page) or _by_links(page)


def _by_select(page: Page) -> Paging | None:
    """Dede: ``select`` whose options are the addresses of all pages."""
    for select in page.tree.iter("select"):
        options = [o for o in select.iter("option") if o.get("value")]
        labels = [clean(text_of(o)) for o in options]
        if not options or labels != [str(n) for n in range(1, len(options) + 1)]:
            continue
        if not all(_PAGE_SUFFIX.search(o.get("value", "")) for o in options[1:]):
            continue
        _, pages, total = _counts(_named(page.tree))
        if pages is not None and pages > len(options):
            continue
        name = split_url(page.url).path.rpartition("/")[2]
        this = next((n for n, o in enumerate(options, 1) if o.get("value", "").endswith(name) and name), None)
        this = this or next((n for n, o in enumerate(options, 1) if o.get("selected") is not None), 1)
        following = page.absolute(options[this].get("value", "")) if this < len(options) else None
        return Paging(this, len(options), total, following, "select")
    return None


def _by_links(page: Page) -> Paging:
    """The link 下一页, and the counts beside it."""
    control, following = _next(page)
    if control is None:
        this, pages, total = _counts(_named(page.tree))
        known = this is not None or pages is not None
        return Paging(this, pages, total, None, "links" if known else "none")
    pager = _pager_of(control)
    this, pages, total = _counts(_blocks(pager))
    this = this or _current(pager)
    if pages is not None and this is not None and this >= pages:
        following = None
    if following and this and pages is None:
        arguments = page, pager, this, following
        pages = _pages_by_last(*arguments) or _pages_after_gap(*arguments)
    return Paging(this, pages, total, following, "links")


def _next(page: Page) -> tuple[Element | None, str | None]:
    """What says 下一页, and the address it leads to; the first that leads anywhere, else the first."""
    first = None
    controls = _controls(page.tree, _NEXT, clicked="onclick" in page.text)
    for control in islice(controls, _MOST):
        if address := _leads_to(page, control):
            return control, address
        first = control if first is None else first
    return first, None


def _controls(within: Element, label: re.Pattern[str], *, clicked: bool = True) -> Iterator[Element]:
    """What says ``label`` under ``within``: links, then (``clicked``) others that a click acts on."""
    for link in within.iter("a"):
        if label.fullmatch(clean(text_of(link))[:40]):
            yield link
    for element in within.iter() if clicked else ():
        plain = element.get("onclick") and element.tag != "a" and not any(map(len, element))
        if plain and label.fullmatch(clean(text_of(element))[:40]):
            yield element


def _leads_to(page: Page, control: Element) -> str | None:
    """The address that a control of the pager leads to, if it may be a page of this list."""
    href, tagged = (control.get("href") or "").strip(), control.get("tagname") or ""
    if not href or href.startswith("#") or _is_script(href):
        does = control.get("onclick") or ""
        click = _CLICK.search(f"{href} {does}")
        called = None if click else called_address(page, href) or called_address(page, does)
        href = tagged or called or (click["address"] if click else "")
    if not href or _is_script(href):
        return None
    address = page.absolute(href)
    other = address.partition("#")[0] != page.url.partition("#")[0]
    near = _same_list(page.url, address) or (
        href == tagged and split_url(address).hostname == split_url(page.url).hostname
    )
    return address if other and near else None


def _is_script(href: str) -> bool:
    """Whether an address has a scheme that is none of the web's: ``javascript:``."""
    return ":" in href.split("/", 1)[0] and not href.startswith("http")


def _pager_of(control: Element) -> Element:
    """The nearest block around a pager's control that holds several of them, or tells its position."""
    block = control
    for parent in islice(control.iterancestors(), 4):
        text = _text_within(parent, 4 * LONGEST_PAGER)
        if parent.tag in ("body", "html") or text is None:
            break
        block = parent
        if _POSITION.search(text) or sum(1 for _ in islice(block.iter("a", "td"), 4)) > 3:
            break
    return block


def _blocks(pager: Element) -> Iterator[Element]:
    """The pager and what is around it: counts may stand in a block beside that of the links."""
    yield pager
    for block in islice(pager.iterancestors(), _AROUND):
        if block.tag in ("body", "html"):
            break
        yield block


def _named(tree: Element) -> Iterator[Element]:
    """The elements that are named like a pager."""
    for element in tree.iter():
        name = f"{element.get('class') or ''} {element.get('id') or ''}"
        if isinstance(element.tag, str) and _PAGER_NAME.search(name) and len(element) <= 60:
            yield element


def _counts(blocks: Iterable[Element]) -> tuple[int | None, int | None, int | None]:
    """This page, pages and entries, from the texts of the blocks that are short enough for a pager's."""
    this = pages = total = None
    for block in blocks:
        text = _text_within(block, 4 * LONGEST_PAGER)
        if text is None or len(text := clean(text)) > LONGEST_PAGER:
            continue
        found = _POSITION.search(text)
        if found and int(found["this"]) <= int(found["pages"]):
            this, pages = this or int(found["this"]), pages or int(found["pages"])
        if found := _PAGES.search(text):
            pages = pages or int(found["pages"])
        if found := _TOTAL.search(text):
            total = total or int(found["total"])
    return this, pages, total


def _text_within(element: Element, most: int) -> str | None:
    """The texts of an element, blanks between; None if they are longer than ``most``."""
    parts, length = [], 0
    for part in element.itertext():
        parts.append(part)
        length += len(part)
        if length > most:
            return None
    return " ".join(parts)


def _current(pager: Element) -> int | None:
    """The number that is marked as the present page: by class, or by not being a link."""
    for element in pager.iter("a", "span", "b", "strong", "em", "li"):
        text = clean(text_of(element))
        if not _NUMBER.fullmatch(text):
            continue
        if _PRESENT_NAME.search(element.get("class") or ""):
            return int(text)
        if element.tag in ("b", "strong", "em", "span") and element.find(".//a") is None:
            linked = any(parent.tag == "a" for parent in element.iterancestors())
            if not linked:
                return int(text)
    return None


def _pages_by_last(page: Page, pager: Element, this: int, following: str) -> int | None:
    """How many pages lie between the next and that of 尾页, by the number in which their addresses differ."""
    last = next((a for link in _controls(pager, _LAST) if (a := _leads_to(page, link))), None)
    if last is None or last == following:
        return this + 1 if last else None
    ends = _one_number(following, last)
    return this + 1 + abs(ends[1] - ends[0]) if ends else None


def _pages_after_gap(page: Page, pager: Element, this: int, following: str) -> int | None:
    """The number that stands after a gap is the last page's: ``2 3 4 … 42``; without one more may follow."""
    links = {int(text): a for a in pager.iter("a") if _NUMBER.fullmatch(text := clean(text_of(a)))}
    *before, last = sorted({*links, this})
    address = _leads_to(page, links[last]) if last in links and before and last > before[-1] + 1 else None
    return last if address and _one_number(following, address) else None


def _one_number(first: str, second: str) -> tuple[int, int] | None:
    """The numbers in which two addresses differ, if they differ in one number alone."""
    parts, others = _NUMBERS.split(first), _NUMBERS.split(second)
    differing = [pair for pair in zip(parts, others, strict=False) if pair[0] != pair[1]]
    if len(parts) != len(others) or len(differing) != 1 or not all(map(str.isdecimal, differing[0])):
        return None
    return int(differing[0][0]), int(differing[0][1])


def _same_list(url: str, other: str) -> bool:
    """Whether ``other`` lies on the host and in the folder (or below) of the list at ``url``."""
    here, there = split_url(url), split_url(other)
    if here.hostname != there.hostname:
        return False
    base = re.sub(r"(?:/[^/]*|\.\w+)$", "", here.path)
    return there.path.startswith(base) or there.path.startswith(urljoin(here.path, "."))
