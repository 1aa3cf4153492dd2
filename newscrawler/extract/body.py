"""Stage body: paragraphs, images, attachments, from all pages of the article."""

from __future__ import annotations

import re

from newscrawler.extract import attachments, furniture, images, tables
from newscrawler.extract.container import layers, locate
from newscrawler.extract.context import Context, Document
from newscrawler.extract.draft import Draft
from newscrawler.extract.edition import take_edition
from newscrawler.extract.heading import is_abstract
from newscrawler.extract.layout import Block, Node
from newscrawler.extract.page import Page
from newscrawler.extract.pruning import dropped, is_running
from newscrawler.extract.select import select
from newscrawler.extract.source import has_label, tail_source
from newscrawler.extract.title import squash, undash, unflag
from newscrawler.record import Attachment, Image

_FOOT = 5
"""Lines below a text in which its source may stand."""
_NUMBER = 2
"""Lines above a text among which the number of its document may be."""
_PAGE_MARK = "#PAGE_BREAK#"
_BEFORE_STAMP = re.compile(r"\W*(?:[^\s，。：:]{2,6}\s*[：:]|(?:https?://)?[^\s，。：:]{2,24}\s)?\s*")
"""What may stand before the time on a line of its own: a label, an address, an outlet."""
_ENDS = frozenset("。；：！？")
_LABEL = 12
"""Characters up to which a line may be a label, its own padded with blanks."""
_STRIP = 60
"""Characters up to which a line with a label of a source is a strip."""
_SEAM = 2
"""Paragraphs at a page's ends that may repeat those of the page before."""


def run(document: Document, context: Context, draft: Draft) -> None:
    """Fill ``paragraphs`` (byline lines still among them), ``images`` and ``attachments`` of ``draft``."""
    paragraphs: list[str] = []
    pictures: dict[str, Image] = {}
    files: dict[str, Attachment] = {}
    layer = "general"
    for page in document.pages:
        container, found_by = locate(page.layout, context, draft.title)
        if container is None:
            continue
        texts, shown = _read(page, container, context, draft)
        if not paragraphs:
            layer = found_by
            texts = [*_number_above(page, container), *texts]
        if draft.source is None and "general" in context.layers:
            _source_at_foot(page, container, draft)
        paragraphs += _without_seam(paragraphs, texts)
        pictures |= {image.url: image for image in shown if image.url not in pictures}
        files |= {file.url: file for file in _files(page, container, context)}
    for name, values in (
        ("paragraphs", paragraphs),
        ("images", [*pictures.values()]),
        ("attachments", [*files.values()]),
    ):
        if values:
            draft.set(name, values, layer)


def _read(page: Page, container: Node, context: Context, draft: Draft) -> tuple[list[str], list[Image]]:
    """Paragraphs and pictures of one page."""
    layout = page.layout
    named = [name for _, selectors in layers(context) for name in (*selectors.drop, *selectors.strip)]
    file_lines = frozenset(
        at
        for element, at, _ in layout.links
        if container.start <= at < container.end and attachments.is_file(element)
    )
    away = dropped(layout, container, named, file_lines)
    pictures = images.collect(layout, container, away, page.absolute)
    skipped = pictures.captions.union(*(range(node.start, node.end) for node in away))
    rows = tables.rows(layout, container)
    lines: list[tuple[str, Block]] = []
    number = container.start
    while number < container.end:
        block = layout.blocks[number]
        if number in rows and number not in skipped:
            number, text = rows[number]
        else:
            text = block.text
            number += 1
            if number - 1 in skipped:
                continue
        lines.append((text, block))
    headlines = {squash(undash(text)) for text in (draft.kicker, draft.title, draft.subtitle) if text}
    headlines.add("".join(squash(text) for text in (draft.kicker, draft.title) if text))
    stamp = draft.raw.get("timestamp", "")
    texts = _without_appendix(_without_furniture(lines, headlines, squash(draft.title or ""), stamp))
    return _without_copy(texts), pictures.images


def _number_above(page: Page, container: Node) -> list[str]:
    """The number of a document that stands right above the element of its text."""
    above = page.layout.blocks[max(0, container.start - _NUMBER) : container.start]
    return [
        block.text for block in above if furniture.is_document_number(block.text) and not block.node.hidden
    ]


def _source_at_foot(page: Page, container: Node, draft: Draft) -> None:
    """A source that only the lines after the last running one, or the first below the text, name."""
    blocks, start = page.layout.blocks, container.end
    while start > container.start and not is_running(blocks[start - 1].text):
        start -= 1
    lines = [block.text for block in blocks[start : container.end + _FOOT] if not block.node.hidden]
    if value := tail_source(line for line in lines if has_label(line) or take_edition(line)[0] is None):
        draft.set("source", value, "text", value)


def _without_furniture(
    lines: list[tuple[str, Block]], headlines: set[str], title: str, stamp: str
) -> list[tuple[str, Block]]:
    """Drop furniture lines, and before the first running text also the strip and the headline repeated.

    What stands above the ``title`` and its strip within the container is no text. The strip is the line
    that shows the time of publication, ``stamp`` as it is written there, whatever its labels.
    """
    running = [
        n
        for n, (text, _) in enumerate(lines)
        if is_running(text) and not furniture.is_strip(text) and not _is_abstract(lines, n)
    ]
    if not running:  # a text of short lines begins with the first sentence
        running = [n for n, (text, _) in enumerate(lines) if text[-1:] in _ENDS]
    first, last = (running[0], running[-1]) if running else (len(lines), 0)
    above = _head(lines[: first + 1], title, stamp)
    broken = _broken_title(lines[: first + 1], title)
    above = max(above, broken.start)
    kept = [line for line in lines[:above] if furniture.is_document_number(line[0])]
    for number, (text, block) in enumerate(lines[above:], above):
        if _PAGE_MARK in text:
            text = text.replace(_PAGE_MARK, "").strip()
        if furniture.is_furniture(text):
            continue
        if number <= first and (
            number in broken
            or squash(undash(unflag(text))) in headlines
            or _is_strip(lines, number, stamp)
            or _is_abstract(lines, number)
        ):
            continue
        if not first < number < last and _is_link_line(text, block):
            continue
        text = furniture.trim(text)
        if text:
            kept.append((text, block))
    return kept


def _broken_title(lines: list[tuple[str, Block]], title: str) -> range:
    """Numbers of the lines over which the title of a document is broken again above its text."""
    for start, (text, _) in enumerate(lines):
        joined, at = squash(text), start + 1
        while at < len(lines) and joined and title.startswith(joined) and joined != title:
            joined += squash(lines[at][0])
            at += 1
        if joined == title:
            return range(start, at)
    return range(0)


def _head(lines: list[tuple[str, Block]], title: str, stamp: str) -> int:
    """How many lines stand above or beside the headline: up to it, and on to the strip below it."""
    above = max((n for n, (text, _) in enumerate(lines) if squash(text) == title), default=0)
    if title and lines and squash(lines[above][0]) == title:
        return max((n for n in range(above, len(lines) - 1) if _is_strip(lines, n, stamp)), default=above)
    return 0


def _is_strip(lines: list[tuple[str, Block]], number: int, stamp: str) -> bool:
    """A strip line; 时间 with 地点 after it announces something."""
    text = lines[number][0]
    following = lines[number + 1][0] if number + 1 < len(lines) else ""
    if len(text) <= _LABEL:
        text = squash(text)  # 访 问 量：
    labelled = len(text) <= _STRIP and text[-1] != "。" and has_label(text)
    strip = labelled or furniture.is_strip(text) or _shows(text, stamp)
    return strip and not furniture.names_place(following)


def _shows(text: str, stamp: str) -> bool:
    """A short line with the time of publication in it, and a label or nothing before that."""
    if not stamp or len(text) > _STRIP or text[-1] in _ENDS or stamp not in text:
        return False
    return _BEFORE_STAMP.fullmatch(text, 0, text.index(stamp)) is not None


def _is_abstract(lines: list[tuple[str, Block]], number: int) -> bool:
    """An abstract of the text (导读：…) above its strip."""
    return is_abstract(lines[number][0]) and any(
        furniture.is_strip(text) for text, _ in lines[number + 1 : number + 3]
    )


def _is_link_line(text: str, block: Block) -> bool:
    """Nothing but a link to another page."""
    linked = block.link * 5 >= 4 * len(squash(text)) and "://" not in text  # 论文链接：https://…
    return linked and not is_running(text) and not _is_file_line(block)


def _is_file_line(block: Block) -> bool:
    return any(attachments.is_file(link) for link in block.node.element.iter("a"))


def _without_appendix(lines: list[tuple[str, Block]]) -> list[str]:
    """End the text where 相关阅读, 上一篇, 免责声明 and the like begin, unless running text follows.

    A link with such a label between two paragraphs is left out, and the text goes on.
    """
    begins = [furniture.starts_appendix(text) for text, _ in lines]
    running = [len(text) if is_running(text) and not block.link else 0 for text, block in lines]
    text_only = [0 if begun else size for begun, size in zip(begins, running, strict=True)]
    whole, after = sum(running), sum(text_only)
    kept: list[str] = []
    for number, (text, block) in enumerate(lines):
        after -= text_only[number]
        if begins[number]:
            linked = block.link * 2 > len(squash(text))
            goes_on = linked and any(text_only[number + 1 : number + 2])
            if after * 4 <= whole - after and not goes_on:
                break
            if linked:
                continue
        kept.append(text)
    return kept


def _without_copy(texts: list[str]) -> list[str]:
    """One of two copies of the whole text (desktop and mobile)."""
    first = next((text for text in texts if is_running(text)), None)
    if first is None or texts.count(first) < 2:
        return texts
    start = texts.index(first)
    again = texts.index(first, start + 1)
    length = again - start
    repeated = sum(one == other for one, other in zip(texts[start:again], texts[again:], strict=False))
    return (
        texts[:again] if length > 1 and repeated * 10 >= 8 * min(length, len(texts) - again) > 10 else texts
    )


def _without_seam(before: list[str], texts: list[str]) -> list[str]:
    """``texts`` less what its ends repeat of the pages before: lead, byline, pager lines."""
    if not before:
        return texts
    known = set(before)
    last = len(texts) - _SEAM
    return [text for i, text in enumerate(texts) if not (text in known and (i < _SEAM or i >= last))]


def _files(page: Page, container: Node, context: Context) -> list[Attachment]:
    """Files linked in the body, beside it, and where family or profile say that they stand."""
    layout = page.layout
    places = [container]
    if container.parent is not None:
        places.append(container.parent)
    found = attachments.collect(layout, places, page.absolute)
    for _, selectors in layers(context):
        for selector in selectors.attachments:
            found += attachments.collect(layout, select(layout, selector), page.absolute, anywhere=True)
    return found
