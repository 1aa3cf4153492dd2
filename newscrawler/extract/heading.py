"""Where the headline stands among the lines of a page, and which lines before and after it belong to it.

A family or profile may name the element. Otherwise ``<title>`` and the meta tags confirm a line, heading
elements first; on pages whose ``<title>`` is only the site's name the strip (时间… 来源…) is the anchor.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from newscrawler.extract import emphasis
from newscrawler.extract.breadcrumb import LABEL as TRAIL_LABEL
from newscrawler.extract.layout import Block, Layout, Node
from newscrawler.extract.pieces import in_order
from newscrawler.extract.source import LABEL as SOURCE_LABEL
from newscrawler.extract.text import clean
from newscrawler.extract.title import Headline, arrange, ends_as_subtitle, opens, squash, unflag
from newscrawler.extract.wording import any_of

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LONGEST = 150
_BROKEN = 6
"""Characters of a headline in two lines, at least."""
_COLUMN = 6
"""Characters of a column's name, at most."""
REACH = 6
"""Lines around the headline that are looked at."""

_LABELS = re.compile(rf"{any_of('strip_labels')}{any_of('strip_after')}?\s*[:：】]")
_DATE_LABEL = re.compile(r"[间間期]\s*[:：]")
_DATE = re.compile(
    r"(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d|(?<!\d)\d{1,2}[-/月]\d{1,2}日?\s+\d{1,2}[:：]\d\d"
)
_DATE_ALONE = re.compile(
    r"^\W*(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?\s*(?:\d{1,2}[:：]\d\d(?:[:：]\d\d)?)?\W*$"
)
_CLOCK_LAST = re.compile(r"\d[日\s]\s?\d{1,2}[:：]\d\d(?:[:：]\d\d)?$")
_HANGER_ON = re.compile(
    r"\s*[（(【\[]?\s*(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?\s*(?:\d{1,2}[:：]\d\d(?:[:：]\d\d)?)?\W*$"
    r"|\s*(?:原创|转载|首发|独家|置顶)$"
)
_SENTENCE_END = frozenset("。；;")
_NO_END = _SENTENCE_END | frozenset("：:")
_TOOLS = re.compile(rf"\W*{any_of('tools_parts')}")
FURNITURE = re.compile(any_of("furniture_parts", "abstract_parts"), re.IGNORECASE)
_ABSTRACT = re.compile(any_of("abstract_parts"))
ORGANISATION = re.compile(rf"^[\w（）()、]{{2,30}}{any_of('organisation_ends')}$")
RED_HEAD = re.compile(rf"^[\w（）()、]{{2,30}}{any_of('organisation_ends')}文件$")
"""某市人民政府文件: the head of official paper, above the document's number and name."""
_SITE_NAME = re.compile(f"{any_of('site_ends')}$")


@dataclass(slots=True)
class Witnesses:
    """What the page says about its title outside its lines."""

    document_title: str = ""
    """Text of ``<title>``."""
    fields: tuple[str, ...] = ()
    """Single-line titles of meta tags."""
    names: tuple[str, ...] = ()
    """Names of site and column, which are no headline."""
    anywhere: str = field(init=False)
    """All of it as one text: what holds no first characters of a line confirms nothing."""
    squashed: str = field(init=False)
    exact: frozenset[str] = field(init=False)
    others: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        self.anywhere = "\n".join((self.document_title, *self.fields))
        self.squashed = squash(self.document_title)
        self.exact = frozenset(map(squash, self.fields))
        self.others = frozenset(map(squash, self.names))

    def names_site(self, line: str, title: str) -> bool:
        """Whether ``<title>`` holds a (squashed) line elsewhere than beside the title: column or site."""
        beside = line + squash(title) in self.squashed or squash(title) + line in self.squashed
        return line in self.squashed and not beside

    def bare(self, text: str) -> str:
        """``text`` less a flag before it, and a date or badge (原创) after it if the titles confirm that.

        >>> Witnesses("甲县召开会议_某网").bare("甲县召开会议（2023年9月29日）")
        '甲县召开会议'
        """
        text = unflag(text)
        dated = _HANGER_ON.search(text) if len(text) <= 2 * _LONGEST else None
        less = text[: dated.start()] if dated else text
        return less if less != text and self.score(less) > self.score(text) else text

    def score(self, text: str) -> int:
        """How well the page confirms that ``text`` is (part of) the headline: 0 to 3."""
        line = squash(text)
        if len(line) < 2 or line in self.others:
            return 0
        if line in self.exact:
            return 3
        if line == self.squashed and not self.exact and _SITE_NAME.search(line):
            return 0
        if self.squashed.startswith(line) and opens(self.document_title, text):
            if ORGANISATION.match(line) and self._goes_on(line):
                return 0
            return 3 if len(line) >= 4 else 1
        if len(line) < 6:
            return 0
        if line in self.squashed:
            return 2
        return 1 if any(line in name for name in self.exact) else 0

    def _goes_on(self, site: str) -> bool:
        """Whether ``<title>`` begins with the name of who publishes the page, and its headline follows."""
        rest = self.squashed.removeprefix(site).lstrip("-－—_|｜:：")
        return len(rest) > _COLUMN and not ORGANISATION.match(rest)


@dataclass(slots=True)
class Place:
    """The headline found: its lines are ``blocks[start:end]``."""

    start: int
    end: int
    parts: Headline
    confirmed: bool
    """``<title>``, a meta tag or a family's selector vouches for it."""


def from_node(layout: Layout, node: Node, witnesses: Witnesses) -> Place | None:
    """The headline in an element that a family or profile names; None for an empty one."""
    texts = _lines(layout, node)
    lines = [witnesses.bare(line) for line in (texts if texts[1:] else _pieces(node, witnesses) or texts)]
    lines = list(takewhile(lambda line: not is_strip(line), lines[:REACH])) or lines[:1]
    if not lines or len("".join(lines)) > 2 * _LONGEST:
        return None
    parts = arrange(lines, witnesses.document_title, witnesses.fields)
    return Place(node.start, min(node.start + len(lines), node.end), parts, True)


def find(layout: Layout, witnesses: Witnesses) -> Place | None:
    """The headline of a page of which nothing is known."""
    best: tuple[int, bool, int] = (0, False, 0)
    found: Node | None = None
    for rank, tag in enumerate(HEADINGS[:4]):
        for node in layout.by_tag.get(tag, ())[:80]:
            if node.hidden or not 0 < node.end - node.start <= REACH:
                continue
            blocks = layout.blocks[node.start : node.end]
            linked = sum(block.link for block in blocks) * 2 > sum(len(block.text) for block in blocks)
            begun = blocks[0].text[:2] in witnesses.anywhere
            if linked and not begun:
                continue
            score = max(witnesses.score(witnesses.bare(text)) for text in _whole_and_lines(blocks))
            if not score and begun and _pieces(node, witnesses):
                score = 3
            if score == 3 or (score and not linked):  # blogs link the headline to the page itself
                key = (score, not linked, -rank)
                if key > best:
                    best, found = key, node
    if found is not None and best[0] >= 2:
        place = from_node(layout, _main(layout, found, witnesses), witnesses)
    else:
        place = _confirmed_line(layout.blocks, witnesses) or _linked_line(layout.blocks, witnesses)
    if place is None or _names_publisher(layout.blocks, place, witnesses):
        return _by_looks(layout, witnesses) or _before_strip(layout, witnesses) or place
    return place


def _main(layout: Layout, node: Node, witnesses: Witnesses) -> Node:
    """The heading after ``node`` where it is of higher rank, as in ``<title>``: then ``node`` is a kicker."""
    if node.end >= len(layout.blocks):
        return node
    following = heading_of(layout.blocks[node.end].node)
    if following is None or following.tag >= node.tag:
        return node
    both = squash(layout.text(node) + layout.text(following))
    return following if both in witnesses.squashed else node


def _names_publisher(blocks: Sequence[Block], place: Place, witnesses: Witnesses) -> bool:
    """Whether a line that is all of ``<title>`` is the name of who publishes the page, or of a column.

    It is one that ends as organisations do, unless a strip follows it and no label (来源：) comes before, a
    bare date being no strip but where a document is signed; or a short one in no heading, with a longer line
    between it and the strip.
    """
    line = squash(blocks[place.start].text)
    if line != witnesses.squashed or witnesses.exact:
        return False
    after = blocks[place.end : place.end + 3]
    if len(line) <= _COLUMN and heading_of(blocks[place.start].node) is None and len(after) > 1:
        between, strip = (block.text for block in after[:2])
        if len(between) > 2 * len(line) and not is_strip(between) and is_strip(strip):
            return True
    if not ORGANISATION.match(line):
        return False
    labelled = place.start > 0 and blocks[place.start - 1].text[-1] in ":："
    signs = bool(after) and heading_of(blocks[place.start].node) is None and _DATE_ALONE.match(after[0].text)
    return labelled or bool(signs) or not any(is_strip(block.text) for block in after)


def _whole_and_lines(blocks: Sequence[Block]) -> list[str]:
    lines = [block.text for block in blocks]
    return ["".join(lines), *lines] if len(lines) > 1 else lines


def _pieces(node: Node, witnesses: Witnesses) -> list[str]:
    """A heading of one line, cut where its first element ends if the page's titles confirm that much.

    ``<h1>甲县召开会议<small>推进建设</small></h1>`` with ``<title>甲县召开会议-某网</title>`` is two lines.
    """
    if not len(node.element) or node.end - node.start != 1:
        return []
    pieces = [piece for piece in map(clean, in_order(node.element)) if piece]
    confirmed = len(pieces) > 1 and witnesses.score(pieces[0]) == 3 and not witnesses.score("".join(pieces))
    rest = "".join(pieces[1:])
    return [pieces[0], *([rest] if len(rest) >= 4 else [])] if confirmed else []  # else a badge (原创)


def _confirmed_line(blocks: Sequence[Block], witnesses: Witnesses) -> Place | None:
    """The line that ``<title>`` or a meta tag confirms best; neighbours it holds in a row are one run."""
    best: tuple[int, bool, int] = (1, False, 0)
    found: tuple[int, int] | None = None
    at = 0
    while at < len(blocks):
        start, at = at, at + 1
        score = _line_score(blocks[start], witnesses)
        if score < 2 and not _begins_run(blocks, start, witnesses):
            continue
        run = blocks[start].text
        score = max(score, 2)
        while score == 2 and at < len(blocks) and squash(run + blocks[at].text) in witnesses.squashed:
            run += blocks[at].text
            at += 1
        score = max(score, witnesses.score(run))
        line = squash(run)
        key = (score, line in witnesses.exact, len(line))
        if key > best:
            best, found = key, (start, at)
    if found is None:
        return None
    lines = [witnesses.bare(block.text) for block in blocks[slice(*found)]]
    return Place(*found, arrange(lines, witnesses.document_title, witnesses.fields), True)


def _begins_run(blocks: Sequence[Block], at: int, witnesses: Witnesses) -> bool:
    """Whether a line too short to tell and the next, parted from it by ``<br>``, stand in ``<title>``."""
    if at + 1 == len(blocks) or not blocks[at + 1].br or blocks[at + 1].node is not blocks[at].node:
        return False
    both = squash(blocks[at].text + blocks[at + 1].text)
    return _BROKEN <= len(both) <= _LONGEST and both in witnesses.squashed and not blocks[at].node.hidden


def _linked_line(blocks: Sequence[Block], witnesses: Witnesses) -> Place | None:
    """The line that is all of ``<title>`` or of a meta title and links to the page itself, above its text."""
    for at, block in enumerate(blocks):
        line = squash(block.text)
        whole = line in witnesses.exact or line == witnesses.squashed
        if (
            whole
            and block.node.tag != "li"
            and not block.node.hidden
            and any(len(after.text) > 40 for after in blocks[at + 1 : at + 6])
        ):
            return Place(at, at + 1, arrange([block.text]), True)
    return None


def _line_score(block: Block, witnesses: Witnesses) -> int:
    text = unflag(block.text)
    if not 4 <= len(text) <= _LONGEST or text[:2] not in witnesses.anywhere:
        return 0
    return 0 if block.link * 2 > len(text) or block.node.hidden else witnesses.score(text)


def _by_looks(layout: Layout, witnesses: Witnesses) -> Place | None:
    """The headline that looks like one, where no witness says more."""
    found = emphasis.find(layout, lambda block: _may_be_title(block, witnesses))
    if isinstance(found, range):
        lines = [witnesses.bare(block.text) for block in layout.blocks[found.start : found.stop]]
        return Place(found.start, found.stop, arrange(lines), False)
    return _unconfirmed(from_node(layout, found, witnesses)) if found else None


def _before_strip(layout: Layout, witnesses: Witnesses) -> Place | None:
    """The heading, else the line, nearest before the first strip; without a strip the first heading."""
    blocks = layout.blocks
    for at, block in enumerate(blocks):
        if len(block.text) > 200 or not (
            SOURCE_LABEL.search(block.text) or _DATE_LABEL.search(block.text) or _dates_text(blocks, at)
        ):
            continue
        foot = at
        while foot and blocks[foot - 1].text[-1] in _SENTENCE_END:  # a strip below the text
            foot -= 1
        above = [
            n for n in range(foot - 1, max(-1, foot - 1 - REACH), -1) if _may_be_title(blocks[n], witnesses)
        ]
        if above:
            headings = [n for n in above if heading_of(blocks[n].node)]
            plain = [n for n in above if not ends_as_subtitle(blocks[n].text)]
            number = (headings or plain or above)[0]
            node = heading_of(blocks[number].node)
            if node is not None:
                return _unconfirmed(from_node(layout, node, witnesses))
            start, end = _broken_line(blocks, number, at)
            lines = [witnesses.bare(block.text) for block in blocks[start:end]]
            return Place(start, end, arrange(lines), False)
    for tag in HEADINGS[:3]:
        for node in layout.by_tag.get(tag, ()):
            if node.end > node.start and _may_be_title(blocks[node.start], witnesses):
                return _unconfirmed(from_node(layout, node, witnesses))
    return None


def _broken_line(blocks: Sequence[Block], number: int, stop: int) -> tuple[int, int]:
    """First and end of the lines that only ``<br>`` parts from line ``number``, before ``stop``."""
    start, end = number, number + 1
    while start and blocks[start].br and blocks[start - 1].node is blocks[number].node:
        start -= 1
    while end < stop and blocks[end].br and blocks[end].node is blocks[number].node:
        end += 1
    return (start, end) if end - start <= REACH else (number, number + 1)


def _unconfirmed(place: Place | None) -> Place | None:
    if place:
        place.confirmed = False
    return place


def _dates_text(blocks: Sequence[Block], at: int) -> bool:
    """Whether a line is a date and nothing else, or has labels beside it (点击：), before text."""
    block = blocks[at]
    text = block.text
    dated = block.link * 2 < len(text) <= 60 and _DATE.search(text)
    labelled = (
        dated
        and (dated.start() <= 1 or _LABELS.search(text) or _CLOCK_LAST.search(text))
        and text[-1] not in _SENTENCE_END
    )
    return bool(labelled or _DATE_ALONE.match(text)) and any(
        len(following.text) > 40 for following in blocks[at + 1 : at + 4]
    )


def _may_be_title(block: Block, witnesses: Witnesses) -> bool:
    text = block.text
    return (
        5 <= len(text) <= _LONGEST
        and text[-1] not in _NO_END
        and block.link * 2 <= len(text)
        and not block.node.hidden
        and squash(text) not in witnesses.others
        and squash(text) != witnesses.squashed
        and not is_strip(text)
        and not RED_HEAD.match(text)
        and not FURNITURE.search(text)
        and not FURNITURE.search(squash(text))
        and not TRAIL_LABEL.match(text)
    )


def heading_of(node: Node) -> Node | None:
    """The heading element that a line stands in."""
    if node.tag in HEADINGS:
        return node
    return next((above for above in _few(node.ancestors(), 3) if above.tag in HEADINGS), None)


def _few(nodes: Iterable[Node], count: int) -> Iterator[Node]:
    for _, node in zip(range(count), nodes, strict=False):
        yield node


def _lines(layout: Layout, node: Node) -> list[str]:
    if node.end - node.start > 1:
        return [block.text for block in layout.blocks[node.start : node.end]]
    text = layout.text(node)
    return [text] if text else []


def is_strip(text: str) -> bool:
    """Whether a line belongs to the strip of time, source, views and tools."""
    if len(text) > 200:
        return False
    colon = ":" in text or "：" in text or "】" in text
    return bool((colon and _LABELS.search(text)) or _DATE.search(text) or _TOOLS.match(text))


def is_abstract(text: str) -> bool:
    """A line such as 导读：… that some pages set between headline and strip."""
    return bool(_ABSTRACT.match(text))
