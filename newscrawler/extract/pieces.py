"""The texts between the tags of one element: what a line loses when its inline elements are joined."""

from __future__ import annotations

from lxml import etree

from newscrawler.extract.layout import Block, Element
from newscrawler.extract.text import clean
from newscrawler.extract.title import squash

_LINES = 8
"""Lines of an element, at most, among whose pieces those of one line are looked for."""


def in_order(element: Element, *, pictures: bool = False) -> list[str]:
    """The texts under ``element`` in reading order, blank ones and scripts left out; with ``pictures`` also
    what stands for those.

    In ``<div>来源:<a>某报</a><a>举报</a></div>`` they are ``来源:``, ``某报`` and ``举报``.
    """
    if not pictures and element.find(".//script") is None and element.find(".//style") is None:
        return [text for text in element.itertext() if not text.isspace()]
    scripts = ("script", "style")
    found: list[str] = []
    for event, part in etree.iterwalk(element, events=("start", "end", "comment", "pi")):
        if event == "start":
            text = part.text if part.tag not in scripts else None
            if pictures and part.tag == "img":
                text = part.get("alt")
        else:
            text = part.tail if part is not element else None
        if text and not text.isspace():
            found.append(text)
    return found


def apart(block: Block) -> str:
    """A line with blanks between its elements: ``<span>来源：某网</span><span>作者：赵焱</span>``."""
    node = block.node
    lines = node.end - node.start
    pieces = [clean(piece) for piece in in_order(node.element)] if lines <= _LINES else []
    return " ".join(pieces if lines == 1 else _run(pieces, squash(block.text))) or block.text


def _run(pieces: list[str], line: str) -> list[str]:
    """The pieces side by side that make up a line (no blanks); none where they do not."""
    for start in range(len(pieces)):
        joined = ""
        for end in range(start, len(pieces)):
            joined += squash(pieces[end])
            if joined == line:
                return pieces[start : end + 1]
            if not line.startswith(joined):
                break
    return []
