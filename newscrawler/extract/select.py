"""CSS selectors of families and profiles, answered from ``Page.layout`` without walking the tree.

What is understood says :mod:`newscrawler.selectors`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from newscrawler.extract.layout import INLINE, Layout, Node
from newscrawler.selectors import Compound, holds, parse

_REACH = 100
"""Ancestors looked at for one step; pages nest a few dozen deep, hostile ones thousands."""


def select(layout: Layout, selector: str) -> list[Node]:
    """The nodes that ``selector`` names, in document order."""
    return _select(layout, parse(selector))


def first(layout: Layout, selectors: Iterable[str]) -> Node | None:
    """The first node of the first selector that names any."""
    for selector in selectors:
        found = _select(layout, parse(selector))
        if found:
            return found[0]
    return None


def _select(layout: Layout, steps: tuple[Compound, ...]) -> list[Node]:
    last = steps[-1]
    if last.tag in INLINE and not (last.id or last.classes):
        return list(_inline(layout, steps))
    return [n for n in _candidates(layout, last) if last.fits(n) and _under(n, steps, len(steps) - 1)]


def _candidates(layout: Layout, step: Compound) -> Iterable[Node]:
    if step.id:
        return layout.by_id.get(step.id, ())
    if step.classes:
        return layout.by_class.get(step.classes[0], ())
    return layout.by_tag.get(step.tag, ()) if step.tag else layout.nodes


def _under(node: Node, steps: tuple[Compound, ...], at: int) -> bool:
    """Whether the steps before ``at`` hold for the ancestors of ``node``, the nearest fit first."""
    while at:
        direct = steps[at].child
        at -= 1
        for above in islice(node.ancestors(), _REACH):
            if steps[at].fits(above):
                node = above
                break
            if direct:
                return False
        else:
            return False
    return True


def _inline(layout: Layout, steps: tuple[Compound, ...]) -> Iterator[Node]:
    """Bare inline elements are no nodes of the layout: they are looked up below the step before."""
    seen = set()
    last = steps[-1]
    for above in _select(layout, steps[:-1]) if len(steps) > 1 else layout.nodes[:1]:
        for element in above.element.iter(last.tag):
            if element is above.element or element in seen:
                continue
            if all(holds(element.get(name), op, value) for name, op, value in last.attributes):
                seen.add(element)
                node = Node(element, last.tag, above.start, above)
                node.end = above.end
                node.id = element.get("id") or ""
                node.classes = element.get("class") or ""
                yield node
