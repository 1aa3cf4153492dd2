"""The texts between the tags of one element: what a line loses when its inline elements are joined."""

from __future__ import annotations

from newscrawler.extract.layout import Element


def in_order(element: Element) -> list[str]:
    """The texts under ``element`` in reading order, blank ones and scripts left out.

    In ``<div>来源:<a>某报</a><a>举报</a></div>`` they are ``来源:``, ``某报`` and ``举报``.
    """
    found: list[str] = []
    stack: list[tuple[Element, bool]] = [(element, False)]
    while stack:
        part, left = stack.pop()
        if left:
            if part is not element and part.tail and not part.tail.isspace():
                found.append(part.tail)
            continue
        stack.append((part, True))
        if isinstance(part.tag, str) and part.tag not in ("script", "style"):
            if part.text and not part.text.isspace():
                found.append(part.text)
            stack.extend((child, False) for child in reversed(part))
    return found
