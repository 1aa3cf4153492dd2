"""What a page says about where it stands: the trail 当前位置 and the name of its column."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newscrawler.extract.page import Page
from newscrawler.extract.text import clean, text_of
from newscrawler.families import Family
from newscrawler.lists.addresses import Link, form_of

_TRAIL_NAME = re.compile(r"crumb|location|position|dqwz|\bpos\b|navigat|weizhi|wz\b|path", re.IGNORECASE)
_TRAIL_TEXT = re.compile(r"(?:当前|现在|您的?|你|所在)(?:的)?(?:所在)?位置")


def breadcrumb(page: Page, family: Family | None = None) -> list[Link]:
    """The links of the trail 当前位置, in order; empty where the page shows none."""
    for element in page.tree.iter("div", "p", "ul", "ol", "span", "td", "nav", "section"):
        marked = _TRAIL_NAME.search(f"{element.get('class') or ''} {element.get('id') or ''}")
        said = element.text and _TRAIL_TEXT.search(element.text)
        if not (marked or said):
            continue
        anchors = [a for a in element.iter("a") if a.get("href")]
        if not 1 <= len(anchors) <= 12 or len(clean(text_of(element))) > 300:
            continue
        if not said and clean(text_of(anchors[0])) not in ("首页", "网站首页", "主页", "Home", "ホーム"):
            continue
        links = []
        for anchor in anchors:
            url = page.absolute(anchor.get("href") or "").partition("#")[0]
            links.append(Link(clean(text_of(anchor)), url, form_of(url, family)))
        return links
    return []


def column_name(page: Page, trail: Sequence[Link] = ()) -> str | None:
    """Name of the column or topic: its meta tag, else the trail's last step, else the title less site."""
    name = clean(page.meta.get("columnname", ""))
    if not name:
        for meta in page.tree.iter("meta"):
            if (meta.get("name") or "").lower() == "column":
                name = clean(meta.get("channelname") or "")
    if not name and trail:
        name = trail[-1].text
    if not name:
        title = page.tree.find(".//title")
        text = clean(text_of(title)) if title is not None else ""
        site = clean(page.meta.get("sitename", ""))
        text = text.removesuffix(site) if site and text != site else text
        name = re.split(r"\s*[|_]\s*|\s+[-–—/]\s*|[-–—]+$", text)[0].strip(" -_|–—")
    return name or None
