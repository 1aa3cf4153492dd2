"""How a list goes on: which page this is, how many there are, and the address of the next.

Forms, each by its own signs in the page, tried in this order:

- UCAP ``createPageHTML('page_div', 8, 1, 'list', 'shtml', 118)``: current from 1, page n = ``list_n.shtml``;
  no pager link stands in the HTML.
- TRS ``createPageHTML(8, 0, "index", "html")``, also commented out: current from 0, page k =
  ``index_k.html``.
- links: 下一页 (gd.gov.cn, Empire, SiteServer, VSB, which counts down) and ``select`` options (Dede).

Counts stand in texts such as ``页次3/326``, ``共299条 1/30`` and ``共 2 页 16 条``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from newscrawler.extract.layout import Element
from newscrawler.extract.page import Page
from newscrawler.extract.text import clean, text_of

_TAIL = (
    r"\s*,\s*['\"]?(?P<count>\w{1,40})['\"]?\s*,\s*['\"]?(?P<current>\w{1,40})['\"]?"
    r"\s*,\s*['\"](?P<stem>[^'\"]+)['\"]\s*,\s*['\"]\.?(?P<ext>\w+)['\"]"
)
_UCAP = re.compile(r"createPageHTML\(\s*['\"][^'\"]*['\"]" + _TAIL + r"(?:\s*,\s*['\"]?(?P<total>\w{1,40}))?")
_TRS = re.compile(r"createPageHTML\(" + _TAIL.removeprefix(r"\s*,"))
_NEXT = re.compile(
    r"[\[<(（《「]?\s*(?:下一?页|后一?页|下一頁|next(?:\s*page)?|[>»›]{1,2})\s*[\]>)）》」»›]*", re.IGNORECASE
)
_POSITION = re.compile(r"(?<![\d/])(?P<this>\d{1,6})\s*页?\s*[/／]\s*(?:共\s*)?(?P<pages>\d{1,6})(?![\d/])")
_PAGES = re.compile(r"共\s*(?P<pages>\d{1,6})\s*页")
_TOTAL = re.compile(r"(?:共|总数|总计|页)[:：\s]*(?P<total>\d{1,7})\s*条")
_PAGER_NAME = re.compile(r"page|pagi|pager|fanye|lbfy|p_no|fy\b", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,5}")
_PAGE_NUMBER = re.compile(r"_\d{1,5}(?=\.\w+$)")
_COMMENT_REACH = 200
"""Characters before a call in which a comment would open."""
_PAGE_SUFFIX = re.compile(r"[_/-](?P<n>\d{1,5})\.\w+$")

LONGEST_PAGER = 400
"""Characters of a pager's text; a longer block is no pager."""


@dataclass(frozen=True, slots=True)
class Paging:
    """Where one page of a list stands; None is what the page does not tell."""

    this: int | None = None
    """1-based."""
    pages: int | None = None
    total: int | None = None
    """Entries of the whole list."""
    next: str | None = None
    """Absolute address of the next page; None at the end."""
    form: str = "none"
    """``ucap``, ``trs``, ``links``, ``select`` or ``none``."""

    def fits(self, rows: int) -> bool:
        """Whether so many rows can be the entries of this page, by the numbers of the whole list.

        >>> paging = Paging(this=1, pages=8, total=118)
        >>> [rows for rows in range(30) if paging.fits(rows)]
        [15, 16]
        >>> Paging(this=8, pages=8, total=118).fits(13)
        True
        """
        if not rows or not self.total or not self.pages or not self.this:
            return False
        if self.this < self.pages or self.pages == 1:
            return rows <= self.total and -(-self.total // rows) == self.pages
        full, odd = divmod(self.total - rows, self.pages - 1)
        return not odd and full >= rows


def read_paging(page: Page) -> Paging:
    """The paging of a list page (or of an article whose body runs over several addresses)."""
    source = page.text
    if "createPageHTML" in source:
        if found := _own_call(page, _UCAP):
            return _by_call(page, found, 1)
        if found := _own_call(page, _TRS):
            return _by_call(page, found, 0)
    return _by_select(page) or _by_links(page)


def _own_call(page: Page, form: re.Pattern[str]) -> re.Match[str] | None:
    """The call that pages this list: that of its own file name, else one that is not commented out."""
    name = _PAGE_NUMBER.sub("", urlsplit(page.url).path.rpartition("/")[2])

    def weight(call: re.Match[str]) -> tuple[bool, bool]:
        before = page.text[max(call.start() - _COMMENT_REACH, 0) : call.start()]
        commented = "//" in before.rpartition("\n")[2] or before.rfind("<!--") > before.rfind("-->")
        return f"{call['stem'].rpartition('/')[2]}.{call['ext']}" == name, not commented

    return max(form.finditer(page.text), key=weight, default=None)


def _number(page: Page, word: str | None) -> int | None:
    """A figure of a call, or of the variable that stands for it."""
    if word is None or word.isdecimal():
        return int(word) if word else None
    found = re.search(rf"\b{re.escape(word)}\s*=\s*['\"]?(\d{{1,9}})\b", page.text)
    return int(found[1]) if found else None


def _by_call(page: Page, call: re.Match[str], first: int) -> Paging:
    """Paging from a script's own numbers; ``first`` is the number it gives to page 1.

    The address tells the present page where it carries a number: a copied template may claim page 1 on
    every page, and a walk that trusts it would never end.
    """
    stem, ext = call["stem"], call["ext"]
    count, current = _number(page, call["count"]), _number(page, call["current"])
    current = 0 if current is None else current - first
    name = urlsplit(page.url).path.rpartition("/")[2]
    shown = re.fullmatch(re.escape(stem.rpartition("/")[2]) + r"_(\d+)\." + re.escape(ext), name)
    if shown:
        current = int(shown[1]) - first
    following = None
    if count is not None and 0 <= current < count - 1:
        following = page.absolute(f"{stem}_{current + 1 + first}.{ext}")
    total = _number(page, call["total"]) if first else None
    return Paging(current + 1, count, total, following, "ucap" if first else "trs")


def _by_select(page: Page) -> Paging | None:
    """Dede: ``select`` whose options are the addresses of the pages."""
    for select in page.tree.iter("select"):
        options = [o for o in select.iter("option") if o.get("value")]
        labels = [clean(text_of(o)) for o in options]
        if not options or labels != [str(n) for n in range(1, len(options) + 1)]:
            continue
        if not all(_PAGE_SUFFIX.search(o.get("value", "")) for o in options[1:]):
            continue
        name = urlsplit(page.url).path.rpartition("/")[2]
        this = next((n for n, o in enumerate(options, 1) if o.get("value", "").endswith(name) and name), None)
        this = this or next((n for n, o in enumerate(options, 1) if o.get("selected") is not None), 1)
        following = page.absolute(options[this].get("value", "")) if this < len(options) else None
        _, _, total = _counts(page)
        return Paging(this, len(options), total, following, "select")
    return None


def _by_links(page: Page) -> Paging:
    """The link 下一页, and the counts beside it."""
    following = pager = None
    for link in page.tree.iter("a"):
        if _NEXT.fullmatch(clean(text_of(link))[:40]):
            pager = _pager_of(link)
            href = (link.get("href") or "").strip()
            if (
                not href
                or href.startswith("#")
                or (":" in href.split("/", 1)[0] and not href.startswith("http"))
            ):
                continue
            address = page.absolute(href)
            if address.partition("#")[0] != page.url.partition("#")[0] and _same_list(page.url, address):
                following = address
                break
    this, pages, total = _counts(page, pager)
    if pager is not None and this is None:
        this = _current(pager)
    if pages is not None and this is not None and this >= pages:
        following = None
    known = pager is not None or this is not None or pages is not None
    return Paging(this, pages, total, following, "links" if known else "none")


def _counts(page: Page, pager: Element | None = None) -> tuple[int | None, int | None, int | None]:
    """This page, pages and entries, from the text of the pager or of what is named like one."""
    this = pages = total = None
    for element in [pager] if pager is not None else page.tree.iter():
        if not isinstance(element.tag, str):
            continue
        named = _PAGER_NAME.search(f"{element.get('class') or ''} {element.get('id') or ''}")
        if not (named or element is pager) or len(element) > 60:
            continue
        text = clean(text_of(element))
        if len(text) > LONGEST_PAGER:
            continue
        found = _POSITION.search(text)
        if found and int(found["this"]) <= int(found["pages"]):
            this, pages = this or int(found["this"]), pages or int(found["pages"])
        if found := _PAGES.search(text):
            pages = pages or int(found["pages"])
        if found := _TOTAL.search(text):
            total = total or int(found["total"])
    return this, pages, total


def _pager_of(link: Element) -> Element:
    """The nearest block around a pager link that holds several of them."""
    block = link
    for _ in range(4):
        parent = block.getparent()
        if parent is None or parent.tag in ("body", "html") or len(text_of(parent)) > 4 * LONGEST_PAGER:
            break
        block = parent
        if sum(1 for _ in block.iter("a")) > 3:
            break
    return block


def _current(pager: Element) -> int | None:
    """The number that is marked as the present page: by class, or by not being a link."""
    for element in pager.iter("a", "span", "b", "strong", "em", "li"):
        text = clean(text_of(element))
        if not _NUMBER.fullmatch(text):
            continue
        name = element.get("class") or ""
        if re.search(r"cur|active|\bon\b|now|this|selected", name, re.IGNORECASE):
            return int(text)
        if element.tag in ("b", "strong", "em", "span") and element.find(".//a") is None:
            linked = any(parent.tag == "a" for parent in element.iterancestors())
            if not linked:
                return int(text)
    return None


def _same_list(url: str, other: str) -> bool:
    """Whether ``other`` lies on the host and in the folder (or below) of the list at ``url``."""
    here, there = urlsplit(url), urlsplit(other)
    if here.hostname != there.hostname:
        return False
    base = re.sub(r"(?:/[^/]*|\.\w+)$", "", here.path)
    return there.path.startswith(base) or there.path.startswith(urljoin(here.path, "."))
