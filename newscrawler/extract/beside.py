"""Kicker and subtitle that stand in elements of their own, before and after the headline.

Nothing marks most of them: they are told from column names, abstracts, bylines and section headings by where
they stand. A line belongs to the headline if the boxes of both (the outermost elements that hold no other
line) stand side by side.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from newscrawler.extract.breadcrumb import LABEL as TRAIL_LABEL
from newscrawler.extract.emphasis import KICKER_NAME, SUBTITLE_NAME
from newscrawler.extract.furniture import is_furniture_name
from newscrawler.extract.heading import (
    FURNITURE,
    HEADINGS,
    ORGANISATION,
    REACH,
    Place,
    Witnesses,
    heading_of,
    is_strip,
)
from newscrawler.extract.layout import Block, Layout, Node, centres
from newscrawler.extract.person_names import BULLETS, are_names
from newscrawler.extract.text import text_of
from newscrawler.extract.title import Headline, ends_as_subtitle, has_dash, squash, undash
from newscrawler.extract.wording import any_of

_BYLINE = re.compile(any_of("byline_parts"))
_KICKER_TAGS = frozenset(("p", *HEADINGS))
_BROKEN = 6
"""Characters of a line, less than which it is no subtitle of its own."""
_AGAIN = 12
"""Lines below the headline in which it may be repeated at the head of the text."""
_LINKS = 400


class Beside:
    """The lines around one headline, looked at for what belongs to it."""

    def __init__(self, layout: Layout, place: Place, witnesses: Witnesses) -> None:
        self.layout = layout
        self.blocks = layout.blocks
        self.place = place
        self.witnesses = witnesses
        home = heading_of(self.blocks[place.start].node) or self.blocks[place.start].node
        self.box = _box(home)

    def headline(self) -> Headline:
        """The headline with what stands beside it; in doubt without."""
        kicker, title, subtitle = self.place.parts
        if kicker is None and self.place.start:
            kicker = self._kicker(self.place.start - 1)
        if subtitle is None:
            subtitle = self._subtitle()
        if kicker is None and subtitle is None:
            kicker, subtitle = self._repeated()
        return Headline(kicker, title, subtitle)

    def _kicker(self, number: int) -> str | None:
        """The line before the headline."""
        block, title = self.blocks[number], self.place.parts.title
        hint = self._is_named(number, KICKER_NAME)
        hint = hint or squash(block.text + title) in self.witnesses.squashed
        around = self.box.parent
        least = 4 if hint else 5 if self._is_tight(around) else 6 if block.node.tag in HEADINGS else 8
        if not self._may_join(block, least) or not self._is_beside(block.node):
            return None
        if hint:
            return self._whole(number)
        # Loose boxes straight under body are the page's header, not the article's; menus name columns.
        at_top = around is None or around.tag == "body"
        return (
            None
            if (at_top and block.node.tag not in _KICKER_TAGS) or self._is_linked(block.text)
            else self._whole(number)
        )

    def _whole(self, number: int) -> str:
        """A line with the one before it in the same element."""
        block, before = self.blocks[number], self.blocks[number - 1]
        if not number or not block.br or before.node is not block.node or not self._may_join(before, 4):
            return block.text
        return f"{before.text}{'' if before.text[-1] in '，、' else ' '}{block.text}"

    def _subtitle(self) -> str | None:
        """Lines between headline and strip; after it what a dash, a name or a heading marks."""
        blocks, title = self.blocks, self.place.parts.title
        lines: list[str] = []
        marked = strip = byline = False
        at = self.place.end
        for at in range(self.place.end, min(self.place.end + REACH, len(blocks))):
            block = blocks[at]
            strip, byline = is_strip(block.text), _BYLINE.search(block.text) is not None
            if strip or byline:
                break
            if lines and block.br and block.node is blocks[at - 1].node and len(block.text) < _BROKEN:
                lines[-1] += block.text  # the rest of a line that was broken for layout
                continue
            if not self._may_join(block, 4) or len(lines) == 2:
                break
            told = self._is_named(at, SUBTITLE_NAME) or squash(title + block.text) in self.witnesses.squashed
            if len(block.text) < _BROKEN and not (told or ends_as_subtitle(block.text)):
                break
            marked = marked or told or block.node.tag in HEADINGS or has_dash(block.text)
            lines.append(block.text)
        if lines and (marked or strip):
            return " ".join(map(undash, lines))
        for number in range(at, min(at + REACH, len(blocks))) if strip or byline else ():
            block = blocks[number]
            if is_strip(block.text) or _BYLINE.search(block.text):
                continue
            marked = (
                has_dash(block.text)
                or self._is_named(number, SUBTITLE_NAME)
                or (block.node.tag in HEADINGS and self._is_beside(block.node))
            )
            if marked and self._may_join(block, 6):
                return undash(block.text)
            if squash(block.text) != squash(title):
                break
        return None

    def _repeated(self) -> tuple[str | None, str | None]:
        """Kicker and subtitle of a headline that is set again, centred, at the head of the text."""
        line = squash(self.place.parts.title)
        first = self.place.end
        for number in range(first, min(first + _AGAIN, len(self.blocks))):
            if squash(self.blocks[number].text) == line and centres(self.blocks[number].node.element):
                beside = [
                    block.text
                    if centres(block.node.element)
                    and self._may_join(block, 4)
                    and block.node.tag not in ("td", "th")
                    else None
                    for block in (self.blocks[max(number - 1, first)], *self.blocks[number + 1 : number + 2])
                ]
                kicker, subtitle = (*beside, None)[:2]
                return kicker, subtitle and undash(subtitle)
        return None, None

    def _is_beside(self, node: Node) -> bool:
        """Whether a line stands in the element that holds the headline, bare or in a box of its own."""
        around = self.box.parent
        return node is around or _box(node).parent is around

    def _is_tight(self, around: Node | None) -> bool:
        """Whether an element holds the headline with its strip and no text."""
        if around is None or around.end - around.start > REACH:
            return False
        return all(len(block.text) <= 80 for block in self.layout.lines(around))

    def _is_named(self, number: int, hint: re.Pattern[str]) -> bool:
        """Whether an element that holds the line, and no other, has such a class or id."""
        nodes = self.layout.nodes
        for node in nodes[bisect_left(nodes, number, key=lambda node: node.start) :]:
            if node.start > number:
                return False
            if (
                node.end == number + 1
                and (node.classes or node.id)
                and hint.search(f"{node.classes} {node.id}")
            ):
                return True
        return False

    def _is_linked(self, text: str) -> bool:
        """Whether a link of the page is this text: the name of a column."""
        line = squash(text)
        return any(squash(text_of(link)) == line for link, _, _ in self.layout.links[:_LINKS])

    def _may_join(self, block: Block, least: int) -> bool:
        """Whether a line next to the headline can be part of it at all."""
        text, title = block.text, squash(self.place.parts.title)
        line = squash(text)
        return (
            least <= len(text) <= 80
            and block.link * 3 <= len(text)
            and not block.node.hidden
            and text[-1] not in "。；;：:"
            and line not in self.witnesses.others
            and line not in title
            and title not in line
            and not self.witnesses.names_site(line, title)
            and not is_strip(text)
            and not FURNITURE.search(text)
            and not _BYLINE.search(text)
            and not ORGANISATION.match(text)
            and not (len(text) <= 24 and are_names(text.strip(BULLETS)))
            and not is_furniture_name(f"{block.node.id} {block.node.classes}")
            and not TRAIL_LABEL.match(text)
            and not (text.isascii() and not title.isascii())
        )


def around(layout: Layout, place: Place, witnesses: Witnesses) -> Headline:
    """The headline at ``place`` with its kicker and subtitle."""
    return Beside(layout, place, witnesses).headline() if place.start < len(layout.blocks) else place.parts


def texts_near(layout: Layout, place: Place) -> set[str]:
    """The lines around the headline, without blanks."""
    near = layout.blocks[max(0, place.start - REACH) : place.end + REACH]
    return {squash(undash(block.text)) for block in near}


def _box(node: Node) -> Node:
    """The outermost element with the same lines as ``node``."""
    while (
        node.parent is not None
        and node.parent.tag not in ("body", "html")
        and (node.parent.start, node.parent.end) == (node.start, node.end)
    ):
        node = node.parent
    return node
