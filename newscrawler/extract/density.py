"""Where the article stands when nothing names its container: the subtree that holds most running text.

Each line is worth its unlinked characters, more with sentence punctuation, less what it has in links and
a fixed cost. A subtree is worth what its lines and children gain less what they lose, the losses counting
up to a share of the gains: a long list of links within an article must not hide the article. The node
worth most is the body.
One pass over the lines and one over the nodes.
"""

from __future__ import annotations

import re

from newscrawler.extract.furniture import is_site_line
from newscrawler.extract.layout import Block, Layout, Node

_SENTENCE = re.compile("[，。；！？、]|[,.;!?] ")
_LINE_COST = 12
_LINK_COST = 3
_MUTE = 0.3
"""What a character is worth in a line without sentence punctuation: labels, menus, addresses."""
_PARAGRAPHS = frozenset(("p", "span", "font", "b", "strong", "em", "li", "td", "tr", "tbody"))
_FAIR = 25.0
_FAIR_SHARE = 0.1
"""A candidate near the headline is fair from this worth and this share of the page's best."""
_SITE_LINE_COST = 60
"""Footer lines (备案, 版权所有) look like text; they never belong to an article."""

_TOLERANCE = 0.35
"""Share of the gains that losses can take."""


def worth(block: Block) -> float:
    """How much ``block`` speaks for (positive) or against its surroundings being the article."""
    text = block.text
    if is_site_line(text):
        return -_SITE_LINE_COST
    free = max(len(text) - block.link, 0)
    gain: float = free if _SENTENCE.search(text) else free * _MUTE
    if block.node.hidden:
        gain *= _MUTE
    return gain - _LINK_COST * block.link - _LINE_COST


def densest(layout: Layout, title: str | None = None) -> Node | None:
    """The node whose lines are worth most, as high up as it holds the same lines; None without text.

    With the ``title`` of the page, the nearest element around the headline that holds a fair candidate after
    it decides: a list of summaries beside a short article may be worth more than the article.
    """
    values = _values(layout)
    after = _headline(layout, title) + 1 if title else 0
    tops: list[Node | None] = [None] * len(layout.nodes)  # best node within each subtree
    for node in reversed(layout.nodes):  # children before parents
        top = tops[node.number]
        if node.end > after and values[node.number] > (values[top.number] if top is not None else 0.0):
            tops[node.number] = top = node
        if top is not None and node.parent is not None:
            other = tops[node.parent.number]
            if other is None or values[top.number] >= values[other.number]:
                tops[node.parent.number] = top
    best = tops[0]
    if after and best is not None:
        fair = max(_FAIR, _FAIR_SHARE * values[best.number])
        for above in layout.blocks[after - 1].node.ancestors():
            near = tops[above.number]
            if near is not None and values[near.number] >= fair:
                best = near
                break
    if best is not None and best.parent is not None and best.tag in _PARAGRAPHS:
        best = _widened(layout, best, best.parent)
    while best is not None and best.parent is not None and _same_lines(best, best.parent):
        best = best.parent
    return best


def _values(layout: Layout) -> list[float]:
    """What each node is worth, by its number."""
    gains = [0.0] * len(layout.nodes)
    losses = [0.0] * len(layout.nodes)
    for block in layout.blocks:
        value = worth(block)
        (gains if value > 0 else losses)[block.node.number] += value
    values = losses  # in place: a node's losses are read for the last time when its value is known
    for node in reversed(layout.nodes):  # children before parents
        gain = gains[node.number]
        value = gain + max(losses[node.number], -_TOLERANCE * gain) if gain else losses[node.number]
        if node.parent is not None:
            (gains if value > 0 else losses)[node.parent.number] += value
        values[node.number] = value
    return values


def _headline(layout: Layout, title: str) -> int:
    """Number of the first unlinked line that is the title; -1 where none is."""
    squashed = "".join(title.split())
    for number, block in enumerate(layout.blocks):
        if not block.link and "".join(block.text.split()) == squashed:
            return number
    return -1


def _widened(layout: Layout, best: Node, around: Node) -> Node:
    """``around`` where what it adds to a single paragraph (verse, rows, list items) is not mostly links."""
    while around.tag in _PARAGRAPHS and around.parent is not None:
        around = around.parent
    added = layout.blocks[around.start : best.start] + layout.blocks[best.end : around.end]
    linked = sum(block.link for block in added)
    if linked * 3 > sum(len(block.text) for block in added) or any(
        is_site_line(block.text) for block in added
    ):
        return best
    return around


def _same_lines(inner: Node, outer: Node) -> bool:
    return (inner.start, inner.end) == (outer.start, outer.end) and outer.tag not in ("body", "html")
