"""Which element holds the article text: by profile, by family, else by density."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newscrawler.extract.context import Context
from newscrawler.extract.density import densest
from newscrawler.extract.layout import Layout, Node
from newscrawler.extract.select import select
from newscrawler.selectors import Selectors

_ENOUGH = 60
"""Unlinked characters from which a named container is believed without a second look."""


def layers(context: Context) -> Iterator[tuple[str, Selectors]]:
    """The selector sets in use, from the specific to the general, with the layer each stands for."""
    if context.profile and "profile" in context.layers:
        yield "profile", context.profile.article
    if context.family and "family" in context.layers:
        yield f"family:{context.family.name}", context.family.article


def locate(layout: Layout, context: Context) -> tuple[Node | None, str]:
    """The container and the layer that gave it; (None, "general") for a page without text."""
    named = None
    for layer, selectors in layers(context):
        node = _largest(layout, selectors.body)
        if node is not None:
            amount = _free(layout, node)
            if amount >= _ENOUGH:
                return node, layer
            named = named or (node, layer, amount)
    dense = densest(layout)
    if named is not None:
        node, layer, amount = named
        elsewhere = _free(layout, dense) if dense is not None else 0
        # An article may be one line, a picture or a file; a page of menus has no better candidate.
        if _holds_anything(layout, node) and elsewhere < 5 * amount + 2 * _ENOUGH:
            return node, layer
        if _holds_anything(layout, node) and not amount and elsewhere < 3 * _ENOUGH:
            return node, layer
    return dense, "general"


def _largest(layout: Layout, selectors: Iterable[str]) -> Node | None:
    """Of the first selector with text, picture or file: its node with most text (copies: the first)."""
    for selector in selectors:
        nodes = [node for node in select(layout, selector) if _holds_anything(layout, node)]
        if nodes:
            return max(nodes, key=lambda node: (not node.hidden, _free(layout, node)))
    return None


def _free(layout: Layout, node: Node) -> int:
    return sum(len(block.text) - block.link for block in layout.lines(node))


def _holds_anything(layout: Layout, node: Node) -> bool:
    return node.end > node.start or node.element.find(".//img") is not None
