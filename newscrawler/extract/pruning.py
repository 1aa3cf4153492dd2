"""Subtrees of a body container that are furniture: by selector, by name, or by being lists of links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import accumulate

from newscrawler.extract import furniture
from newscrawler.extract.layout import INLINE, Layout, Node
from newscrawler.extract.select import select

_RUNNING = 40
"""Characters from which a line with sentence punctuation is running text."""
_MARKS = ("，", "。", "；", "！", "？", "、", ",", ";", ". ")
_PAGE_PART = re.compile("page|fenye|content", re.IGNORECASE)
"""Names of the parts of a text of which a script shows one at a time."""
_FLOAT = re.compile(r"float:\s*(?:left|right)", re.IGNORECASE)
_UNFOLD = re.compile(r"\W*(?:点击|點擊)?(?:展开|展開|阅读|閱讀|显示|查看|打开)(?:全文|剩余|其余|更多内容)")
"""A button that shows the rest of a text, which is hidden until then."""
_BELOW = 3
_TEXT_TAGS = frozenset(("p", "span", "a", "font", "b", "strong", "em", "h1", "h2", "h3", "h4", "h5", "h6"))


def _floats(node: Node) -> bool:
    """Whether the text runs around an element: with links in it, it is an advertisement or a box of links."""
    element = node.element
    if node.tag == "table" and (element.get("align") or "").lower() in ("left", "right"):
        return True
    return "float" in (style := element.get("style") or "") and _FLOAT.search(style) is not None


def is_running(text: str) -> bool:
    """Whether a line is a sentence or more rather than a label, a heading or a name.

    >>> is_running("会议听取了工作推进情况汇报，审议了有关文件，相关单位作了发言，与会同志进行了深入讨论。")
    True
    >>> is_running("上一篇：关于开展检查的通知")
    False
    """
    return len(text) >= _RUNNING and any(mark in text for mark in _MARKS)


def under(layout: Layout, container: Node) -> Iterator[Node]:
    """The nodes within ``container``, in document order, without climbing for each."""
    inside = {container}
    for node in layout.nodes[container.number + 1 :]:
        if node.parent not in inside:
            return
        inside.add(node)
        yield node


def dropped(
    layout: Layout, container: Node, selectors: Iterable[str], file_lines: frozenset[int]
) -> set[Node]:
    """Topmost subtrees that are no article text.

    ``selectors`` are the family's and profile's; ``file_lines`` the numbers of lines with links to files,
    which are kept.
    """
    named = {node for selector in selectors for node in select(layout, selector)}
    lines = layout.lines(container)
    base = container.start
    length = [0, *accumulate(len(block.text) for block in lines)]
    linked = [0, *accumulate(block.link for block in lines)]
    running = [0, *accumulate(is_running(block.text) for block in lines)]
    sites = [0, *accumulate(furniture.is_site_line(block.text) for block in lines)]
    files = [0, *accumulate(number in file_lines for number in range(base, container.end))]
    all_hidden = container.hidden or not any(
        is_running(block.text) and not block.node.hidden for block in lines
    )
    after = layout.blocks[container.end : container.end + _BELOW]
    unfolds = any(_UNFOLD.match(block.text) for block in (*lines, *after))
    found: set[Node] = set()
    beneath: set[Node] = set()
    for node in under(layout, container):
        if node.parent in beneath:
            beneath.add(node)
            continue
        start, end = node.start - base, node.end - base
        count = end - start
        unseen = node.hidden and not (all_hidden or (node.parent is not None and node.parent.hidden))
        if unseen:
            part = _PAGE_PART.search(f"{node.id} {node.classes}")
            unseen = not (part or (unfolds and running[end] - running[start]))
        if node in named or unseen:
            drop = True
        elif not count:
            drop = False
        elif not running[end] - running[start] and count * 3 < len(lines) + 3:
            drop = sites[end] > sites[start] or furniture.is_furniture_name(f"{node.id} {node.classes}")
        else:
            drop = False
        if not drop and count and linked[end] > linked[start] and _floats(node):
            drop = not (running[end] - running[start] or files[end] - files[start])
        if not drop and count > 1 and node.tag not in _TEXT_TAGS and not files[end] - files[start]:
            drop = (linked[end] - linked[start]) * 5 > 3 * (length[end] - length[start])
        if drop and node.tag in INLINE:  # it may stand in a line of text: then the line stays
            drop = 2 * len(layout.text(node)) >= length[end] - length[start]
        if drop:
            found.add(node)
            beneath.add(node)
    return found
