"""A headline known by its looks alone, on pages whose ``<title>`` names the site and nothing else.

What vouches for a line: an element that holds nothing else and is named for a title (``con_title``,
``lblTitle``, ``main-article-title``), or type larger than that of the text. Newspapers' digital editions and
hand-made pages of the years before style sheets have no more than that.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice

from newscrawler.extract.layout import Block, Element, Layout, Node
from newscrawler.extract.text import text_of
from newscrawler.extract.title import squash
from newscrawler.extract.wording import any_of

_NAMED = re.compile(
    rf"(?:^|[\s_-]|lbl|my|art(?:icle)?|news|info|con){any_of('title_names_parts')}(?:$|[\s_-])", re.IGNORECASE
)
KICKER_NAME = re.compile(rf"(?:^|[\s_-]){any_of('kicker_names')}(?:$|[\s_-])", re.IGNORECASE)
"""A class or id that names a kicker."""
SUBTITLE_NAME = re.compile(
    rf"(?:^|[\s_-]){any_of('subtitle_names')}(?:$|[\s_-])|subtitle|subheading", re.IGNORECASE
)
"""A class or id that names a subtitle."""
_BEFORE_TEXT = 8
"""Lines from a headline to the first of its text, at most."""
_TEXT = 40
"""Characters of a line of text."""
_LARGE = 18.0
"""Pixels from which type is that of a headline."""
_FONT_SIZES = {"4": 18.0, "5": 24.0, "6": 32.0, "7": 48.0, "+1": 18.0, "+2": 24.0, "+3": 32.0, "+4": 48.0}
"""``<font size>`` in pixels, as browsers show it; the smaller ones are text."""
_STYLE_SIZE = re.compile(r"font-size:\s*(\d{1,3}(?:\.\d+)?)\s*(px|pt)", re.IGNORECASE)
_POINT = 4 / 3
_LINES = 3
"""Lines of a headline, at most."""
_INNER = 12
"""Elements within one that are asked for their size."""


def find(layout: Layout, may_be_title: Callable[[Block], bool]) -> Node | range | None:
    """The element, or the numbers of the lines, that look most like the headline of a text below it."""
    named = [
        node
        for node in layout.nodes
        if 0 < node.end - node.start <= _LINES
        and _is_named(node)
        and not _is_beside(node)
        and all(map(may_be_title, layout.lines(node)))
        and _opens_text(layout.blocks, node.end)
    ]
    if named:
        inner = [node for node in named if node.end <= named[0].end]
        node = min(inner, key=lambda node: node.end - node.start)
        own = [n for n in range(node.start, node.end) if not _is_beside(layout.blocks[n].node)]
        return range(own[0], own[-1] + 1) if 0 < len(own) < node.end - node.start else node
    found = [
        (size, range(number, end))
        for number, block in enumerate(layout.blocks)
        if may_be_title(block) and _opens_text(layout.blocks, number + 1)
        for size, end in _sized(layout.blocks, number)
        if size >= _LARGE
    ]
    return max(found, key=lambda one: (one[0], -one[1].start), default=(0, None))[1]


def _is_named(node: Node) -> bool:
    return bool(node.classes or node.id) and bool(_NAMED.search(node.classes) or _NAMED.search(node.id))


def _is_beside(node: Node) -> bool:
    """Whether an element is named for a kicker or subtitle."""
    return any(hint.search(name) for hint in (KICKER_NAME, SUBTITLE_NAME) for name in (node.classes, node.id))


def _opens_text(blocks: list[Block], after: int) -> bool:
    """Whether running text, no links, begins within a few lines."""
    return any(
        len(block.text) >= _TEXT and block.link * 4 < len(block.text) and not block.node.hidden
        for block in blocks[after : after + _BEFORE_TEXT]
    )


def _sized(blocks: list[Block], number: int) -> Iterator[tuple[float, int]]:
    """(pixels, end of its lines) of each element with a size of type with this line, or more from it."""
    node = blocks[number].node
    lines = [squash(block.text) for block in blocks[number : number + _LINES] if block.node is node]
    ends = {"".join(lines[:count]): number + count for count in range(1, len(lines) + 1)}
    for element in islice(node.element.iter("font", "span", "b", "strong", "p", "div", "td"), _INNER):
        if (size := _pixels(element)) and (end := ends.get(squash(text_of(element)))):
            yield size, end


def _pixels(element: Element) -> float:
    """The size of type that an element sets; 0 for none."""
    if size := _FONT_SIZES.get(element.get("size") or ""):
        return size
    found = _STYLE_SIZE.search(element.get("style") or "")
    return float(found[1]) * (_POINT if found[2].lower() == "pt" else 1) if found else 0.0
