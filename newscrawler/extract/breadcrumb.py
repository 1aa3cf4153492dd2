"""The trail 首页 > 新闻中心 > 图片新闻: pieces of text → names of the columns.

Separators met: ``>`` ``>>`` ``»`` ``›`` ``→`` ``-->`` ``/`` ``|`` ``·``; some trails have only their markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from newscrawler.extract.layout import Layout, Node
from newscrawler.extract.pieces import in_order
from newscrawler.extract.text import clean
from newscrawler.extract.title import squash
from newscrawler.extract.wording import any_of, words

LABEL = re.compile(rf"\s*{any_of('trail_labels_parts')}\s*", re.IGNORECASE)
"""The words before a trail."""

_ARROW = re.compile(r"\s*(?:-{1,2}>|[>＞»›→▸▶⇒➤]+)\s*")
_HAS_ARROW = re.compile("[>＞»›→▸▶⇒➤]")
_BAR = re.compile(r"\s*[/／|｜\\]\s*|\s+[-·•]\s+")
_END = frozenset(words("trail_ends"))
_NAME = re.compile(r"\w")
_HOME = re.compile(r"首\s*[页頁]|^Home\b|^ホーム|^トップ", re.IGNORECASE)
_CONTAINER = re.compile(rf"(?:^|[\s_-]){any_of('trail_names')}(?:$|[\s_-]|clearfix)|crumb", re.IGNORECASE)
_FIRST = 600
"""Lines of a page among which its trail stands."""
_LINE = 150
LONGEST = 30
"""Characters of a column's name; what is longer is a title or a sentence."""


def trail(pieces: Sequence[str]) -> list[str]:
    """The names in a trail whose text comes in ``pieces``; 正文 at its end is left out.

    >>> trail(["当前位置:", "首页", " > ", "新闻中心", ">", "正文"])
    ['首页', '新闻中心']
    >>> trail(["首页>图库"])
    ['首页', '图库']
    """
    pieces = [piece for piece in map(clean, pieces) if piece]
    if pieces:
        pieces[0] = LABEL.sub("", pieces[0])
    names = _split(pieces)
    ends = [at for at, name in enumerate(names) if name.split()[0] in _END]
    return [_home(name) for name in (names[: ends[0]] if ends else names)]


def less_title(names: Sequence[str], title: str) -> list[str]:
    """A trail without the article's own title, whole or cut with …, at its end.

    >>> less_title(["首页", "要闻", "甲县召开安全生产…"], "甲县召开安全生产工作会议")
    ['首页', '要闻']
    """
    whole = squash(title)
    last = squash(names[-1]).rstrip(".…") if names else ""
    return list(names[:-1] if last and whole.startswith(last) else names)


def is_trail(names: Sequence[str]) -> bool:
    """Whether names look like a trail: short, and at least two, or one that is the home page."""
    if not names or len(names) > 12 or any(len(name) > LONGEST for name in names):
        return False
    return len(names) > 1 or bool(_HOME.search(names[0]))


def starts_at_home(name: str) -> bool:
    """Whether the name is that of a home page (首页, 网站首页, Home)."""
    return bool(_HOME.search(name))


def find(layout: Layout) -> list[str]:
    """The trail of a page of which nothing is known; empty where there is none.

    A line with a label (当前位置：) first, then an element named for it, then a line of links with arrows.
    """
    for pieces in _candidates(layout):
        names = trail(pieces)
        if is_trail(names):
            return names
    return []


@lru_cache(4096)
def _names_container(name: str) -> bool:
    """Whether a class or id names the element of a trail."""
    return bool(_CONTAINER.search(name))


def _candidates(layout: Layout) -> Iterator[list[str]]:
    blocks = layout.blocks[:_FIRST]
    for block in blocks:
        text = block.text
        if len(text) <= _LINE and (":" in text or "：" in text or "here" in text) and LABEL.match(text):
            if _HAS_ARROW.search(block.text) or _BAR.search(LABEL.sub("", block.text)):
                yield [block.text]
            elif block.node.end - block.node.start <= 12:
                yield in_order(block.node.element)
                if block.node.parent is not None and block.node.parent.end - block.node.parent.start <= 12:
                    yield in_order(block.node.parent.element)
    for table in (layout.by_class, layout.by_id):
        for name, nodes in table.items():
            if _names_container(name):
                yield from (of_container(layout, node) for node in nodes if 0 < node.end - node.start <= 12)
    for block in blocks:
        if (
            len(block.text) <= _LINE
            and _HAS_ARROW.search(block.text)
            and (starts_at_home(block.text[:8]) or (block.link and block.text.count(">") > 1))
        ):
            yield [block.text]


def of_container(layout: Layout, node: Node) -> list[str]:
    """The pieces of a trail's element; where one of its lines is the trail, that line alone."""
    lines = [block.text for block in layout.blocks[node.start : node.end]]
    arrows = next((line for line in lines if _HAS_ARROW.search(line.strip(" >"))), None)
    if arrows:
        return [arrows]
    pieces = in_order(node.element)
    return pieces if pieces and (_BAR.search(" ".join(pieces)) or _HOME.search(" ".join(pieces[:3]))) else []


def _split(pieces: Sequence[str]) -> list[str]:
    whole = " ".join(pieces)
    for separator in (_ARROW, _BAR):
        if separator.search(whole):
            # Pieces joined by a blank: a separator may stand in a piece of its own or within one.
            return [name for name in map(clean, separator.split(whole)) if _NAME.search(name)]
    return [piece for piece in pieces if _NAME.search(piece)]


def _home(name: str) -> str:
    """``首 页`` → ``首页``: a blank that only spreads two characters."""
    return "首页" if squash(name) == "首页" else name
