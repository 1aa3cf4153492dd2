"""The source in the strip of a page: behind its label, or by where it stands where there is none."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from newscrawler.extract import source as sources
from newscrawler.extract.dateline import CELLS, RUNNING
from newscrawler.extract.edition import take_edition
from newscrawler.extract.heading import Place, is_strip
from newscrawler.extract.layout import Block, Layout, Node
from newscrawler.extract.person_names import BULLETS, is_bare_author, is_chinese_name
from newscrawler.extract.pieces import in_order
from newscrawler.extract.text import clean
from newscrawler.extract.wording import any_of

_FEW = 4
"""Lines of a box that holds a strip and nothing else."""
_OUTLET = re.compile(rf"..{any_of('outlet_ends')}$")
_LABELLED = re.compile(r"[\u4e00-\u9fff]{2,6}\s?[:：]")
_CREDIT = re.compile("(?:记者|記者|通讯员|作者)")
_WORD = re.compile(r"\w")
_OWN_LABEL = re.compile(r"[^\s，。：:（(]{1,8}\s?[:：]\s*$")
"""The label of a time (见报日期：), before it."""
_ADDRESS = re.compile(r"(?:https?://)?(?:[\w-]+\.){2,4}[a-z]{2,4}(?![\w.])", re.ASCII)
"""某调查总队　www.example.gov.cn　2012-10-24: the address of the site, beside its name."""
_SOURCE_NAME = re.compile(rf"(?:^|[\s_-]){any_of('source_names_parts')}(?=$|[\s_-])|sourceTitleText")


def shown_source(blocks: Sequence[Block], place: range) -> tuple[str | None, str] | None:
    """Source behind a label in the zone: (value or None where the page leaves it empty, as written)."""
    empty: tuple[str | None, str] | None = None
    for number in place:
        block = blocks[number]
        found = sources.labelled(in_order(block.node.element, pictures=True)) if _pictured(block) else None
        if found and found[0]:
            return found
        if not (sources.has_label(block.text) or ("来源" in block.text and len(block.text) <= RUNNING)):
            continue  # the label may be an element of its own, without a colon
        parts = in_order(block.node.element)
        if block.node.end - block.node.start > 40:  # loose text in a large container: its line alone
            parts = [block.text]
        if number + 1 < len(blocks) and (block.node.tag in CELLS or _is_pair(block, blocks[number + 1])):
            parts.append(blocks[number + 1].text)
        found = sources.labelled(parts)
        if found and not found[0] and block.node.element.find(".//img") is not None:
            found = sources.labelled(in_order(block.node.element, pictures=True)) or found
        if found and found[0]:
            return found
        empty = empty or found
    return empty


def _pictured(block: Block) -> bool:
    """A strip in whose place of the label a picture stands: ``<img alt="信息来源"> <b>某网</b>``."""
    image = block.node.element.find(".//img") if len(block.text) <= RUNNING else None
    return image is not None and sources.is_label(image.get("alt") or "")


def _is_pair(label: Block, value: Block) -> bool:
    """A bare label in an element of its own, and the element beside it."""
    beside = label.node.parent is value.node.parent and label.node.tag == value.node.tag
    return beside and sources.is_label(label.text) and not _LABELLED.match(value.text)


def unlabelled_source(
    layout: Layout,
    place: range,
    head: Place | None,
    stamp: tuple[int, str] | None,
    columns: Sequence[str] = (),
) -> tuple[str, str] | None:
    """Source without a label: an element named for it, else what follows or precedes the time in its line.

    ``stamp`` is that line's number and the time as written. Names of ``columns`` may stand beside it, too.
    """
    nodes = layout.nodes
    low = bisect_left(nodes, place.start, key=lambda node: node.start)
    for node in nodes[low:]:
        if node.start >= place.stop:
            break
        if head and head.start <= node.start < head.end:
            continue
        if (node.classes or node.id) and node.end - node.start <= 2 and _named_for_source(node):
            texts = in_order(node.element)
            value = sources.unlabelled(texts[0]) if texts else None
            if value and not ("author" in node.classes and is_chinese_name(value.lstrip(BULLETS))):
                return value, clean(texts[0])
    if stamp is None or (head and head.start <= stamp[0] < head.end):
        return None
    at, raw = stamp
    block = layout.blocks[at]
    if at >= place.stop and block.link:  # a date among the links at the page's foot
        return None
    printed = take_edition(block.text)[0]
    if printed and printed.page and printed.newspaper and head and at >= head.end:
        return printed.newspaper, block.text
    if printed and (printed.page or (head and at < head.start)):  # 《某报》（2024年5月8日02版）
        return None
    parts = [
        part for part in map(clean, in_order(block.node.element)) if _WORD.search(part) and part in block.text
    ]
    if not any(raw in part for part in parts):  # day and hour in elements of their own
        raw = raw.partition(" ")[0]
    for number, part in enumerate(parts):
        if raw in part:
            before, _, rest = part.partition(raw)
            before = _ADDRESS.sub(" ", _OWN_LABEL.sub("", before))
            first = max(0, number - (2 if _CREDIT.match(parts[number - 1]) else 1))
            if first and parts[first - 1].endswith((":", "：")):  # 发布人：, and who it is
                first = number
            for candidate in (
                rest,
                *parts[number + 1 : number + 2],
                before,
                *reversed(parts[first:number]),
            ):
                value = _less_author(sources.unlabelled(candidate))
                if value and (len(value) > 3 or value[-1] in "报報网網社台臺"):  # shorter ones are people
                    return value, candidate
            break
    if head is None:
        return None
    beside = _outlet_beside(layout.blocks, at, range(head.end, place.stop))
    return beside if beside and beside[0] not in columns else None


def credited_outlet(blocks: Sequence[Block], place: range) -> tuple[str, str] | None:
    """A link to an outlet in a strip that shows credits and no time: ``作者：某某　<a>某网-某报</a>``."""
    for number in place:
        block = blocks[number]
        if block.link and is_strip(block.text) and _CREDIT.search(block.text):
            for piece in map(clean, in_order(block.node.element)):
                if (value := sources.unlabelled(piece)) and _OUTLET.search(value):
                    return value, piece
    return None


def _less_author(value: str | None) -> str | None:
    """A name without the author before it: ``上官云飞　代工委``."""
    first, _, rest = (value or "").partition(" ")
    return rest if rest and is_bare_author(first) else value


def _outlet_beside(blocks: Sequence[Block], at: int, place: range) -> tuple[str, str] | None:
    """A line beside the time's, in its box: the name of an outlet, or any name in a box of a few lines."""
    around = blocks[at].node.parent
    small = around is not None and around.start >= place.start and around.end - around.start <= _FEW
    for number in (at + 1, at - 1):
        block = blocks[number] if number in place else None
        if block is None or block.node.parent is not around or block.text[-1] in "：:":
            continue
        value = sources.unlabelled(block.text)
        named = small and not block.link and value and len(value) > 4  # names of columns have four
        if value and (_OUTLET.search(value) or (named and not is_chinese_name(value))):
            return value, block.text
    return None


def _named_for_source(node: Node) -> bool:
    return bool(_SOURCE_NAME.search(f"{node.id} {node.classes}"))
