"""Which element holds the article text: by profile, by family, else by density."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate

from newscrawler.extract.attachments import is_file
from newscrawler.extract.context import Context
from newscrawler.extract.density import densest
from newscrawler.extract.furniture import is_strip
from newscrawler.extract.layout import Layout, Node
from newscrawler.extract.pruning import is_running
from newscrawler.extract.select import select
from newscrawler.selectors import Selectors

_ENOUGH = 60
"""Unlinked characters from which a named container is believed without a second look."""
_LITTLE = 8
"""Unlinked characters below a headline, strip aside, that may be all there is."""


def layers(context: Context) -> Iterator[tuple[str, Selectors]]:
    """The selector sets in use, from the specific to the general, with the layer each stands for."""
    if context.profile and "profile" in context.layers:
        yield "profile", context.profile.article
    if context.family and "family" in context.layers:
        yield f"family:{context.family.name}", context.family.article


def locate(layout: Layout, context: Context, title: str | None = None) -> tuple[Node | None, str]:
    """The container and the layer that gave it; (None, "general") for a page without an article.

    ``title`` is the headline as found, by which a body without running text is recognised.
    """
    named: list[tuple[Node, str]] = []
    for layer, selectors in layers(context):
        node = _largest(layout, selectors.body)
        if node is not None:
            if _free(layout, node) >= _ENOUGH:
                return node, layer
            named.append((node, layer))
    dense = _general(layout, title)
    elsewhere = _free(layout, dense) if dense is not None else 0
    for node, layer in named:
        # An article may be one line, a picture or a file: it counts unless there is far more elsewhere.
        amount = _free(layout, node)
        if amount and elsewhere < 5 * amount + 2 * _ENOUGH:
            return node, layer
        if not amount and elsewhere < 3 * _ENOUGH and _holds_things(layout, node):
            return node, layer
    return dense, "general"


def _general(layout: Layout, title: str | None) -> Node | None:
    """The densest node; where that is poor (names, pictures, files), what stands below the headline."""
    dense = densest(layout, title)
    amount = _free(layout, dense) if dense is not None else 0
    if amount >= 2 * _ENOUGH:
        return dense
    below = _below(layout, title) if title else None
    return below if below is not None and _free(layout, below) >= amount else dense


def _below(layout: Layout, title: str) -> Node | None:
    """The nearest element around the headline that has text, a picture or a file after it."""
    squashed = "".join(title.split())
    found = [number for number, block in enumerate(layout.blocks) if "".join(block.text.split()) == squashed]
    if not found:
        return None
    at = found[-1] + 1
    free = [0, *accumulate(0 if is_strip(b.text) else len(b.text) - b.link for b in layout.blocks)]
    things = sorted(
        [place for _, place, _ in layout.images]
        + [place for element, place, _ in layout.links if is_file(element)]
    )
    around = [node for node in layout.blocks[at - 1].node.ancestors() if node.tag not in ("body", "html")]
    for enough in (_ENOUGH, _LITTLE):
        for above in around:
            held = bisect_right(things, above.end) - bisect_left(things, at)
            if free[above.end] - free[min(at, above.end)] >= enough or held > 0:
                return above
    return None


def _largest(layout: Layout, selectors: Iterable[str]) -> Node | None:
    """Of the first selector with text, picture or file: its node with most text (copies: the first).

    Where a text stands in several such nodes side by side, what holds them.
    """
    for selector in selectors:
        nodes = [node for node in select(layout, selector) if _holds_anything(layout, node)]
        if len(nodes) == 1:
            return nodes[0]
        if nodes:
            largest = max(nodes, key=lambda node: (not node.hidden, _free(layout, node)))
            beside = [node for node in nodes if node.parent is largest.parent and not node.hidden]
            texts = {tuple(block.text for block in layout.lines(node)) for node in beside}
            running = [node for node in beside if any(is_running(block.text) for block in layout.lines(node))]
            if len(running) > 1 and len(texts) == len(beside) and largest.parent is not None:
                return largest.parent
            return largest
    return None


def _free(layout: Layout, node: Node) -> int:
    """Unlinked characters under ``node``; where they are few, strip lines aside."""
    lines = layout.lines(node)
    amount = sum(len(block.text) - block.link for block in lines)
    if amount < 5 * _ENOUGH:
        return sum(len(block.text) - block.link for block in lines if not is_strip(block.text))
    return amount


def _holds_anything(layout: Layout, node: Node) -> bool:
    return node.end > node.start or _holds_things(layout, node)


def _holds_things(layout: Layout, node: Node) -> bool:
    """A picture or a file."""
    return node.element.find(".//img") is not None or any(
        is_file(element) for element in node.element.iter("a")
    )
