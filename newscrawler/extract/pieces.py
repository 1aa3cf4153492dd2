"""The texts between the tags of one element: what a line loses when its inline elements are joined."""

from __future__ import annotations

from lxml import etree

from newscrawler.extract.layout import Block, Element
from newscrawler.extract.text import clean


def in_order(element: Element) -> list[str]:
    """The texts under ``element`` in reading order, blank ones and scripts left out.

    In ``<div>来源:<a>某报</a><a>举报</a></div>`` they are ``来源:``, ``某报`` and ``举报``.
    """
    if element.find(".//script") is None and element.find(".//style") is None:
        return [text for text in element.itertext() if not text.isspace()]
    scripts = ("script", "style")
    found: list[str] = []
    for event, part in etree.iterwalk(element, events=("start", "end", "comment", "pi")):
        if event == "start":
            text = part.text if part.tag not in scripts else None
        else:
            text = part.tail if part is not element else None
        if text and not text.isspace():
            found.append(text)
    return found


def apart(block: Block) -> str:
    """A line with blanks between its elements: ``<span>来源：某网</span><span>作者：赵焱</span>``."""
    node = block.node
    return " ".join(map(clean, in_order(node.element))) if node.end - node.start == 1 else block.text
