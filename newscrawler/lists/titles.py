"""The title a link gives its article: its text, or the whole one in its ``title`` attribute.

Lists cut long titles, with an ellipsis or (Empire, Dede) without one, and keep them whole in the attribute.
PowerEasy (动易) writes a card there, a line for each of its particulars::

    文章标题：保卫处开展宣传活动 ⏎ 作    者：佚名 ⏎ 更新时间：2009-6-10 12:28:12 ⏎ 点击次数：356
"""

from __future__ import annotations

import re

from lxml import etree

from newscrawler.extract.layout import Element
from newscrawler.extract.text import clean, text_of
from newscrawler.lists.dates import is_month_day, read_stamp

_NO_TITLE = re.compile(
    r"[\[(（【<>\s]*(?:阅读全文|继续阅读|查看全文|查看详[情细]|查看更多|详情|详细|更多|全文|more|[>»]+|\d+\s*条评论)"
    r"[>»+\s\])）】.…→]*",
    re.IGNORECASE,
)
"""The whole text of a link that leads on, or to comments."""
_TURN = re.compile(
    r"[\[(（【<>«»‹›←→\s]*(?:首页|[上下]一?[页版篇]|[前后]一[页篇]|[尾末]页)[\[\])）】<>«»‹›←→\s]*"
)
_LABEL = re.compile(r"[\[【(（][^\]】)）]{1,12}[\]】)）]")
"""``[要闻]`` before a title: its column, region or state."""
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_TITLE_NAME = re.compile(r"(?:^|[\s_-])(?:title|tit|bt)(?=$|[\s_-])", re.IGNORECASE)
_CUT = re.compile(r"(?:…+|\.{2,}|。{2,})$")
_CARD_TITLE = re.compile(r"(?:文章|信息)?标\s*题\s*[:：]\s*(?P<title>.+)")
_PARTICULARS = re.compile(
    r"[\s|,，;；]*(?:作\s*者|(?:发布|发表|更新|添加|录入)?(?:时间|日期)|点击(?:数|次数|率)?|浏览(?:数|次数|量)?)\s*[:：].*"
)
_SHORTEST_CUT = 6
"""Characters at which no template cuts a title; a shorter text is a whole one."""
_LONGEST_DATE = 25
"""Characters of a text that may be a date; a longer one is a headline that ends in a date."""
_LONGEST = 500
"""Characters of an attribute that are read."""


def headline(link: Element) -> str:
    """The link's text as a headline; empty for 详情, a column label, a date, a picture or a number."""
    text = clean(text_of(link))
    if not text or text.isdigit() or _LABEL.fullmatch(text) or _NO_TITLE.fullmatch(text):
        return ""
    dated = len(text) <= _LONGEST_DATE and (read_stamp(text) is not None or is_month_day(text))
    return "" if dated else text


def turns_pages(text: str) -> bool:
    """Whether a link with this text turns the pages of a list, or leads from one article to the next."""
    return _TURN.fullmatch(text) is not None


def title_of(link: Element, stamp: str = "") -> str:
    """The title: the link's text less the ``stamp`` at its ends, made whole by what its attribute tells."""
    text = _without(stamp, link, _text(link)) if stamp else _text(link)
    told = _told(link)
    if not told:
        return text
    if told.startswith(text) and _is_site(link, told[len(text) :]):
        return text
    shown = _LABEL.sub("", text, count=1).lstrip() if _LABEL.match(text) else text
    return told if _is_start(text, told) or _is_start(shown, told) or _holds(link, text, told) else text


def _is_site(link: Element, rest: str) -> bool:
    """Whether the ``rest`` of a title attribute is the site's name, as the page's title ends (DUX)."""
    if not rest.lstrip().startswith(("-", "_", "|", "–", "—")):
        return False
    title = clean(link.getroottree().getroot().findtext("head/title") or "")
    return _squash(title).endswith(_squash(rest))


def _without(stamp: str, link: Element, text: str) -> str:
    """The text less the stamp behind it, or before it where that is a text of its own: no 6月22日天气预报."""
    if text == stamp:
        return text
    first = next((piece for piece in map(clean, link.itertext()) if piece), "")
    if first == stamp:
        text = text.removeprefix(stamp).lstrip(" |/")
    return text.removesuffix(stamp).rstrip(" |/") if text.endswith(stamp) else text


def card(link: Element) -> list[str]:
    """The lines of the link's ``title`` attribute, where it has several."""
    lines = (link.get("title") or "")[:_LONGEST].splitlines()
    return [line for line in map(clean, lines) if line] if len(lines) > 1 else []


def _text(link: Element) -> str:
    """The text of a link, or of the heading it wraps; less a label that is an element of its own (Epoint)."""
    if not len(link):
        return clean(link.text or "")
    heading = next((e for e in link.iter(*_HEADINGS) if clean(text_of(e))), None)
    if heading is None:
        heading = next((e for e in link.iterdescendants() if _TITLE_NAME.search(e.get("class") or "")), None)
    text = _lines(link if heading is None else heading) or _lines(link)
    first = clean(text_of(link[0]))
    return text.removeprefix(first).lstrip() or text if _LABEL.fullmatch(first) else text


def _lines(element: Element) -> str:
    """The text of an element, a blank for each break."""
    parts = []
    for event, inner in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            parts.append(" " if inner.tag == "br" else inner.text or "")
        elif inner is not element:
            parts.append(inner.tail or "")
    return clean("".join(parts))


def _told(link: Element) -> str:
    """The title that the attribute tells, else what the picture of the link stands for."""
    attribute = (link.get("title") or "")[:_LONGEST]
    if not attribute and not len(link):
        return ""
    lines = card(link) or [clean(attribute)]
    titled = next((found["title"] for line in lines if (found := _CARD_TITLE.fullmatch(line))), lines[0])
    told = _PARTICULARS.sub("", titled)
    return told or next((alt for image in link.iter("img") if (alt := clean(image.get("alt") or ""))), "")


def _is_start(shown: str, told: str) -> bool:
    """Whether what is shown is the beginning of what is told, blanks apart."""
    cut = _CUT.sub("", shown)
    start, whole = _squash(cut), _squash(told)
    if cut != shown:  # before an ellipsis the two may differ in marks
        return whole.startswith(start[:_SHORTEST_CUT])
    return not start or (_SHORTEST_CUT <= len(start) < len(whole) and whole.startswith(start))


def _holds(link: Element, shown: str, told: str) -> bool:
    """Whether a link shows the told title among other things: a label, a date, a summary."""
    text, title = _squash(shown), _squash(told)
    more = len(title) < len(text) and (len(link) > 0 or not text.startswith(title))
    return more and len(title) >= _SHORTEST_CUT and title in text


def _squash(text: str) -> str:
    return text.replace(" ", "")
