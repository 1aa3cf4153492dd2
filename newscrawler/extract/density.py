"""Where the article stands when nothing names its container: the subtree that holds most running text.

Each line is worth its unlinked characters, more with sentence punctuation, less what it has in links and
a fixed cost; the node whose lines are worth most together is the body. One pass over the lines (prefix
sums) and one over the nodes.
"""

from __future__ import annotations

import re
from itertools import accumulate

from newscrawler.extract.furniture import is_site_line
from newscrawler.extract.layout import Block, Layout, Node

_SENTENCE = re.compile("[，。；！？、]|[,.;!?] ")
_LINE_COST = 12
_LINK_COST = 3
_MUTE = 0.3
"""What a character is worth in a line without sentence punctuation: labels, menus, addresses."""
_SITE_LINE_COST = 60
"""Footer lines (备案, 版权所有) look like text; they never belong to an article."""


def worth(block: Block) -> float:
    """How much ``block`` speaks for (positive) or against its surroundings being the article."""
    text = block.text
    if block.node.hidden:
        return -_LINE_COST
    if is_site_line(text):
        return -_SITE_LINE_COST
    free = max(len(text) - block.link, 0)
    gain = free if _SENTENCE.search(text) else free * _MUTE
    return gain - _LINK_COST * block.link - _LINE_COST


def densest(layout: Layout) -> Node | None:
    """The node whose lines are worth most; of equal ones the innermost. None on a page without text."""
    sums = [0.0, *accumulate(map(worth, layout.blocks))]
    best, most = None, 0.0
    for node in layout.nodes:
        value = sums[node.end] - sums[node.start]
        if value > most or (best is not None and value == most and node.end > node.start):
            best, most = node, value
    return best
