"""CSS selectors of families and profiles, answered from ``Page.layout`` without walking the tree.

Understood: tag, ``#id``, ``.class``, ``[attr]``, ``[attr=value]``, ``[attr^=value]``, ``[attr*=value]``,
descendant (blank) and child (``>``). Tags and ids match in any case, as portals vary it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from typing import NamedTuple

from newscrawler.extract.layout import INLINE, Layout, Node

_REACH = 100
"""Ancestors looked at for one step; pages nest a few dozen deep, hostile ones thousands."""
_COMPOUND = re.compile(
    r"""(?P<tag>[a-zA-Z][\w-]*(?::(?!first|last|nth|not|has|is|only|empty|contains)[\w-]+)?)|\#(?P<id>[\w-]+)|\.(?P<cls>[\w-]+)"""
    r"""|\[(?P<attr>[\w:-]+)(?:(?P<op>[\^*]?=)["']?(?P<value>[^"'\]]*)["']?)?\]"""
)


class Compound(NamedTuple):
    """One step of a selector: what a single element must be."""

    tag: str
    id: str
    classes: tuple[str, ...]
    attributes: tuple[tuple[str, str, str], ...]
    child: bool
    """It must be the direct child of the step before."""

    def fits(self, node: Node) -> bool:
        """Whether ``node`` is such an element."""
        if self.tag and node.tag != self.tag:
            return False
        if self.id and node.id.lower() != self.id:
            return False
        if self.classes:
            names = node.classes.split()
            if not all(name in names for name in self.classes):
                return False
        return not self.attributes or all(
            _holds(node.element.get(name), op, value) for name, op, value in self.attributes
        )


def _holds(actual: str | None, op: str, value: str) -> bool:
    if actual is None:
        return False
    if op == "^=":
        return actual.startswith(value)
    if op == "*=":
        return value in actual
    return not op or actual == value


@cache
def parse(selector: str) -> tuple[Compound, ...]:
    """Selector text → steps, outermost first. ValueError for what is not understood."""
    steps: list[Compound] = []
    child = False
    for part in re.split(r"(\s*>\s*|\s+)", selector.strip()):
        if not part.strip():
            continue
        if part.strip() == ">":
            child = True
            continue
        tag = ident = ""
        classes: list[str] = []
        attributes: list[tuple[str, str, str]] = []
        at = 0
        while at < len(part):
            found = _COMPOUND.match(part, at)
            if not found:
                raise ValueError(f"selector not understood: {selector!r}")
            at = found.end()
            tag = tag or (found["tag"] or "").lower()
            ident = ident or (found["id"] or "").lower()
            if found["cls"]:
                classes.append(found["cls"])
            if found["attr"]:
                attributes.append((found["attr"], found["op"] or "", found["value"] or ""))
        steps.append(Compound(tag, ident, tuple(classes), tuple(attributes), child))
        child = False
    if not steps:
        raise ValueError("empty selector")
    return tuple(steps)


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
            if all(_holds(element.get(name), op, value) for name, op, value in last.attributes):
                seen.add(element)
                node = Node(element, last.tag, above.start, above)
                node.end = above.end
                node.id = element.get("id") or ""
                node.classes = element.get("class") or ""
                yield node
