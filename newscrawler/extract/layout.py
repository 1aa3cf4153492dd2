"""The lines of a page as a reader sees them, from one linear walk over the tree.

``Page.layout`` holds the walk's result; headline and body read it instead of walking again:

- ``blocks``: every non-empty line in reading order. A line ends where a block element begins or ends,
  at ``<br>`` and at a line break in ``pre``; inline elements (span, font, a, unknown tags) are transparent
  and add no blanks.
- ``nodes``: every block element and every element with id or class, in document order; the lines under
  a node are ``blocks[node.start:node.end]``, so any subtree is a slice.
- ``by_id``, ``by_class``, ``by_tag``: lists of nodes by attribute (ids in lower case; an id may occur
  twice) and by tag (private tags such as ``ucaptitle``, ``publishtime`` included). ``select`` reads them.
- ``images``, ``links``: ``img`` and ``a[href]`` elements with the number of the line they stand in or before.

Scripts, styles, form controls, running lines, hidden inline elements and the head are left out; hidden blocks
are marked.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from newscrawler.extract.text import clean

Element = Any
"""An lxml element (lxml's own class is private)."""

_SKIPPED = frozenset(
    """
    head title script style noscript template select option textarea button iframe object embed svg canvas
    audio video map datalist marquee
    """.split()  # noqa: SIM905
)
INLINE = frozenset(
    """
    a abbr acronym b bdi bdo big cite code del dfn em font i img input ins kbd label mark q rb rp rt ruby s
    samp small span strike strong sub sup time tt u var wbr nobr o:p
    """.split()  # noqa: SIM905
)
_BLOCK = frozenset(
    """
    html body address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption
    figure footer form frameset h1 h2 h3 h4 h5 h6 header hr li main menu nav ol p pre section summary
    table tbody td tfoot th thead tr ul caption legend optgroup
    """.split()  # noqa: SIM905
)

_HIDES = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_CENTRED = re.compile(r"text-align:\s*center", re.IGNORECASE)


class Node:
    """One element and the slice of lines under it.

    ``start``/``end`` index ``Layout.blocks``; an inline element covers the line it stands in. ``parent`` is
    the nearest enclosing node (None for the root), ``number`` its place in ``Layout.nodes``.
    """

    __slots__ = ("classes", "element", "end", "hidden", "id", "number", "parent", "start", "tag")

    def __init__(self, element: Element, tag: str, start: int, parent: Node | None, number: int = -1) -> None:
        self.element = element
        self.tag = tag
        self.start = self.end = start
        self.parent = parent
        self.number = number
        self.id = self.classes = ""
        self.hidden: bool = parent.hidden if parent is not None else False

    def __repr__(self) -> str:
        return f"<{self.tag} #{self.id} .{self.classes} {self.start}:{self.end}>"

    def ancestors(self) -> Iterator[Node]:
        """The enclosing nodes, nearest first."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent


class Block:
    """One line: ``text`` (blanks collapsed, never empty), its nearest block element ``node``,
    ``link`` (characters of it within links) and ``br`` (it follows a ``<br>`` in the same element)."""

    __slots__ = ("br", "link", "node", "text")

    def __init__(self, text: str, node: Node, link: int, br: bool) -> None:
        self.text = text
        self.node = node
        self.link = link
        self.br = br

    def __repr__(self) -> str:
        return f"<{self.node.tag} {self.text[:40]!r}>"


@dataclass(slots=True)
class Layout:
    """What the walk found; see the module."""

    blocks: list[Block] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    by_id: defaultdict[str, list[Node]] = field(default_factory=lambda: defaultdict(list))
    by_class: defaultdict[str, list[Node]] = field(default_factory=lambda: defaultdict(list))
    by_tag: defaultdict[str, list[Node]] = field(default_factory=lambda: defaultdict(list))
    images: list[tuple[Element, int, Node]] = field(default_factory=list)
    """(img element, number of the line that begins or goes on after it, its own or the enclosing node)."""
    links: list[tuple[Element, int, Node]] = field(default_factory=list)
    """(a element, number of its line, its own or the enclosing node)."""

    def lines(self, node: Node) -> list[Block]:
        """The lines under ``node``."""
        return self.blocks[node.start : node.end]

    def text(self, node: Node) -> str:
        """All text of a node's element as one line: of an inline node its own text, not the whole line's."""
        return clean("".join(node.element.itertext()))


def is_hidden(style: str) -> bool:
    """Whether a style attribute takes its element from sight."""
    return _HIDES.search(style) is not None


def centres(element: Element) -> bool:
    """Whether an element sets its own text in the middle: by style, ``align`` or ``<center>``."""
    return (
        element.tag == "center"
        or (element.get("align") or "").lower() == "center"
        or _CENTRED.search(element.get("style") or "") is not None
    )


def build(root: Element) -> Layout:
    """Walk the tree once."""
    layout = Layout()
    blocks, nodes, images, links = layout.blocks, layout.nodes, layout.images, layout.links
    by_id, by_class, by_tag = layout.by_id, layout.by_class, layout.by_tag
    buffer: list[str] = []
    node = Node(root, "html", 0, None, 0)
    nodes.append(node)
    owner = node  # nearest block element
    owners: list[Node] = []
    text: str | None
    in_link = in_pre = linked = 0
    br = False
    ink = False  # something other than blanks in the buffer
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "start":
            tag = element.tag
            if tag in _SKIPPED:
                walk.skip_subtree()
                continue
            block = tag in _BLOCK
            if buffer and (block or tag == "br"):
                if ink:
                    text = clean("".join(buffer))
                    if text:
                        blocks.append(Block(text, owner, linked, br))
                        br = False
                    ink = False
                buffer.clear()
                linked = 0
            if tag == "br":
                br = True
                continue
            if not block:
                style = element.get("style")
                if style is not None and "none" in style and is_hidden(style):
                    walk.skip_subtree()
                    continue
            if (
                block
                or tag not in INLINE
                or element.get("class") is not None
                or element.get("id") is not None
            ):
                node = Node(element, tag, len(blocks), node, len(nodes))
                nodes.append(node)
                by_tag[tag].append(node)
                if block:
                    owners.append(owner)
                    owner = node
                    br = False
                for key, value in element.items():
                    if key == "class":
                        node.classes = value
                        for name in value.split():
                            by_class[name].append(node)
                    elif key == "id":
                        node.id = value
                        by_id[value.lower()].append(node)
                    elif key == "style" and "none" in value and is_hidden(value):
                        node.hidden = True
            if tag == "a":
                in_link += 1
                links.append((element, len(blocks), node))
            elif tag == "pre":
                in_pre += 1
            elif tag == "img":
                images.append((element, len(blocks) + ink, node))
            text = element.text
        else:
            if node.element is element:
                if element.tag in _BLOCK:
                    if buffer:
                        if ink:
                            text = clean("".join(buffer))
                            if text:
                                blocks.append(Block(text, owner, linked, br))
                            ink = False
                        buffer.clear()
                        linked = 0
                    br = False
                    owner = owners.pop()
                node.end = len(blocks) + ink
                node = node.parent or node
            if in_link and element.tag == "a":
                in_link -= 1
            elif in_pre and element.tag == "pre":
                in_pre -= 1
            text = element.tail
        if text:
            if in_pre and "\n" in text:
                *whole, text = text.split("\n")
                for line in whole:
                    buffer.append(line)
                    line = clean("".join(buffer))
                    if line:
                        blocks.append(Block(line, owner, linked, br))
                        br = True
                    buffer.clear()
                    ink, linked = False, 0
            buffer.append(text)
            if not ink and not text.isspace():
                ink = True
            if in_link:
                linked += len(text.strip())
    text = clean("".join(buffer))
    if text:
        blocks.append(Block(text, owner, linked, br))
    nodes[0].end = len(blocks)
    return layout
