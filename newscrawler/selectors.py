"""The vocabulary in which profiles and families say where things stand: CSS selectors as data.

For parts of an article: tag, ``#id``, ``.class``, ``[attr]``, ``[attr=value]``, ``[attr^=value]``,
``[attr*=value]``, descendant (blank) and child (``>``), as :mod:`newscrawler.extract.select` answers them;
tags and ids match in any case, as portals vary it. For lists: all of CSS.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Annotated, NamedTuple

from pydantic import AfterValidator, BaseModel, ConfigDict

if TYPE_CHECKING:
    from newscrawler.extract.layout import Node

_UNDERSTOOD = "tag, #id, .class, [attr], [attr=value], [attr^=value], [attr*=value], blank and >"
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
            holds(node.element.get(name), op, value) for name, op, value in self.attributes
        )


def holds(actual: str | None, op: str, value: str) -> bool:
    """Whether the value of an attribute is as ``[attr op value]`` wants it."""
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
                raise ValueError(f"{selector!r} is no selector that is understood: {_UNDERSTOOD}")
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
        raise ValueError("an empty selector names nothing")
    return tuple(steps)


def _sound(selector: str) -> str:
    parse(selector)
    return selector


def _sound_css(selector: str) -> str:
    from cssselect import HTMLTranslator, SelectorError  # few profiles name any

    try:
        HTMLTranslator().css_to_xpath(selector)
    except SelectorError as error:
        raise ValueError(f"{selector!r} is no CSS selector: {error}") from error
    return selector


Selector = Annotated[str, AfterValidator(_sound)]
"""For a part of an article."""
Css = Annotated[str, AfterValidator(_sound_css)]
"""For a part of a list."""


class Selectors(BaseModel):
    """CSS selectors for the parts of an article page; of each list the first that yields something counts."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    breadcrumb: tuple[Selector, ...] = ()
    """Container of the trail, or its links."""
    headline: tuple[Selector, ...] = ()
    """One element whose br-separated lines are kicker, title, subtitle (gd.gov.cn form)."""
    kicker: tuple[Selector, ...] = ()
    title: tuple[Selector, ...] = ()
    subtitle: tuple[Selector, ...] = ()
    timestamp: tuple[Selector, ...] = ()
    source: tuple[Selector, ...] = ()
    strip: tuple[Selector, ...] = ()
    """The line 时间…来源…浏览量; wherever it stands it is no body text."""
    byline: tuple[Selector, ...] = ()
    """Editor or reporter line outside the body."""
    body: tuple[Selector, ...] = ()
    drop: tuple[Selector, ...] = ()
    """Furniture within the body: share bars, related lists, pagers."""
    attachments: tuple[Selector, ...] = ()
    """Links to files outside the body."""


class ListSelectors(BaseModel):
    """CSS selectors for list pages; without them rows are found by their dates."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    row: tuple[Css, ...] = ()
    link: tuple[Css, ...] = ()
    date: tuple[Css, ...] = ()
