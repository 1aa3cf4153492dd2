"""One row of a list, made from what is around its link: title, address, day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from newscrawler.extract.layout import Element
from newscrawler.extract.page import Page
from newscrawler.extract.text import clean, text_of
from newscrawler.families import Family
from newscrawler.lists.addresses import Form, Link, form_of
from newscrawler.lists.dates import read_month_day, read_stamp

_MORE = re.compile(
    r"[\[(（【<>\s]*(?:阅读全文|查看全文|查看详[情细]|查看更多|详情|详细|更多|全文|more|[>»]+)[>»+\s\])）】.…]*",
    re.IGNORECASE,
)
_COLUMN_LABEL = re.compile(r"[\[【(（][^\]】)）]{1,12}[\]】)）]")
_CUT = re.compile(r"(?:…+|\.{2,}|。{2,})$")
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


def row_within(
    page: Page, element: Element, stamp: str, day: date | None, family: Family | None
) -> Row | None:
    """The entry within ``element``: its link is the first to an article, else the first with a headline."""
    links = title_links(element)
    if element.tag == "a" or not links:
        around = next((a for a in (element, *element.iterancestors()) if a.tag == "a"), None)
        links = [around] if around is not None and around.get("href") is not None else links
    if not links:
        return None
    entries = [row_from(page, link, stamp, day, family) for link in links]
    return next((entry for entry in entries if entry.form is Form.ARTICLE), entries[0])


def row_from(page: Page, link: Element, stamp: str, day: date | None, family: Family | None) -> Row:
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


def title_links(holder: Element) -> list[Element]:
    """Links with a headline, one for each address, in order."""
    links: dict[str, Element] = {}
    for number, anchor in enumerate(holder.iter("a")):
        href = anchor.get("href")
        if href is not None and headline(anchor):
            stands = not href.strip().lower().startswith("javascript")
            links.setdefault(href if stands else f"{href} {number}", anchor)
    return list(links.values())


def headline(anchor: Element) -> str:
    """The link's text as a headline; empty for 详情, a column label, a picture or a number."""
    text = clean(text_of(anchor))
    if not text or _MORE.fullmatch(text) or _COLUMN_LABEL.fullmatch(text) or text.isdigit():
        return ""
    return text if read_stamp(text) is None or len(text) > 25 else ""


def _caption(link: Element) -> str:
    """What the picture of a link stands for."""
    return next((alt for image in link.iter("img") if (alt := clean(image.get("alt") or ""))), "")


def make_of(row: Element, *, flat: bool = False) -> tuple[str, ...]:
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
