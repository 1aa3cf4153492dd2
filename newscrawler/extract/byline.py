"""Stage byline: reporters and edition, taken out of the paragraphs where a line is nothing else.

Bylines stand in the paragraphs (:mod:`byline_text`), in the strip above the article, at its foot, and in the
family's ``byline`` element.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from newscrawler.extract.byline_text import (
    BLANK,
    LINE,
    SHORT,
    STAMP,
    STRIP_BELOW,
    Byline,
    bare_names,
    credits_of,
    find_byline,
)
from newscrawler.extract.byline_words import words
from newscrawler.extract.context import Context, Document
from newscrawler.extract.credits import Credits, parse_credits
from newscrawler.extract.draft import Draft
from newscrawler.extract.edition import edition_of_header, edition_of_url, is_newspaper, take_edition
from newscrawler.extract.heading import is_strip
from newscrawler.extract.layout import Block, Layout
from newscrawler.extract.person_names import (
    BULLETS,
    are_names,
    is_bare_author,
    is_office,
)
from newscrawler.extract.pieces import apart, in_order
from newscrawler.extract.select import select
from newscrawler.extract.text import clean
from newscrawler.extract.timestamp import parse_time
from newscrawler.extract.title import squash, undash, unflag
from newscrawler.extract.unshown import scripted_authors
from newscrawler.record import Edition, Reporter

_AUTHOR = re.compile(r"author|byline|reporter|zuozhe|^auth$", re.IGNORECASE)
_LABELLED = re.compile(r"\s\w{2,6}\s?[:：].*$")
_CAPTION = re.compile(r"^[^：:]{2,40}[（(][^（()）]{1,20}(?:摄|攝|供图|供圖)[）)]$")
"""合龙现场（赵焱 摄）, above the text."""
_LABEL_ALONE = re.compile(r"\W*\w{2,6}\s*[:：]$")
_NAME = r"[A-Z][\w.'-]*(?: [A-Z][\w.'-]*){1,3}"
_AND = re.compile(r",| and ")
_BY = re.compile(
    rf"(?:^|[|·]\s?|\s{{2}})By:? (?P<names>{_NAME}(?:(?:, | and ){_NAME}){{0,4}})(?=$|\s*[|(,·\d])"
)
_ABOVE, _FOOT, _STRIP = 20, 6, 4
"""Lines between headline and body that may be the strip; below the body its foot; below a headline alone."""
_OVER = 5
"""Lines up to the headline's last among which a strip above it may be."""
_LAST_LINE = 4
"""Characters of the last line of a headline in several, at least."""
_PIECES = 6
"""Elements of a strip's line among which a bare name may be."""


def run(document: Document, context: Context, draft: Draft) -> None:
    """Fill ``reporters`` and ``edition`` of ``draft`` and shorten its ``paragraphs``."""
    layout = document.first.layout
    general = "general" in context.layers
    start, body, end = _places(layout.blocks, draft)
    found = Byline()
    layer = ""
    for named_by, text, credits in (
        *_named(layout, context),
        *(_above(layout, start) if general else ()),
        *(_strip(layout, start, body, draft.subtitle) if general else ()),
    ):
        found.add(credits, text)
        layer = layer or (named_by if found.reporters else "")
    find_byline(draft.paragraphs, found)
    layer = layer or ("text" if found.reporters else "")
    for text, credits in _foot(layout, end) if general else ():
        found.add(credits, text)
    if general and not found.reporters:
        for name in filter(are_names, scripted_authors(document.first.text)):
            found.add(bare_names(name), name)
    draft.paragraphs = found.paragraphs
    for block in layout.blocks[start:body] if general and not found.edition else ():
        if len(block.text) <= LINE and (printed := take_edition(block.text)[0]) and printed.page:
            found.print(printed, block.text)
    for block in layout.blocks[end : end + _FOOT] if general and not found.edition else ():
        printed, rest = take_edition(block.text) if len(block.text) <= LINE else (None, "")
        if printed and printed.page and printed.newspaper and BLANK.fullmatch(rest):
            found.print(printed, block.text)
    if found.reporters:
        draft.set("reporters", found.reporters, layer or "general")
        draft.raw["byline"] = "\n".join(found.raw)
    if found.edition and not found.edition.newspaper and is_newspaper(draft.source or ""):
        found.edition = found.edition.model_copy(update={"newspaper": draft.source})
    if found.edition:
        draft.set("edition", found.edition, "text", found.raw_edition)
    elif printed := edition_of_url(context.url):
        draft.set("edition", printed, "url", context.url)
    elif general and (printed := _header(document, body)):
        draft.set("edition", printed, "general")
        if draft.timestamp is None and (day := parse_time(printed.date or "", context.timezone, None)):
            draft.set("timestamp", day.text(), "general", day.raw)
            draft.set("timestamp_precision", day.precision, "general")


def _header(document: Document, body: int) -> Edition | None:
    """The edition by the lines above the text, less those of pages and articles to go to."""
    page = document.first
    above = [block for block in page.layout.blocks[:body] if len(block.text) <= SHORT]
    if not any("版" in block.text for block in above):
        return None
    lines = [
        apart(block) if "版" in block.text else block.text
        for block in above
        if block.link * 2 < len(block.text)
    ]
    return edition_of_header(lines, clean(page.tree.findtext("head/title") or ""))


_Credited = Iterator[tuple[str, str, Credits]]
"""(layer, text as it stands, what it says)."""


def _named(layout: Layout, context: Context) -> _Credited:
    """Elements that profile or family name."""
    selectors = [("profile", context.profile.article)] if context.profile else []
    if context.family:
        selectors.append((f"family:{context.family.name}", context.family.article))
    for layer, article in selectors:
        if layer.partition(":")[0] in context.layers:
            for selector in article.byline:
                for node in select(layout, selector):
                    text = layout.text(node)
                    yield layer, text, _element(text)


def _above(layout: Layout, start: int) -> _Credited:
    """A dated strip over the headline, which ends before line ``start``."""
    for block in layout.blocks[max(0, start - _OVER) : start]:
        if len(block.text) <= LINE and STAMP.search(block.text) and words().hint.search(block.text):
            yield "general", block.text, parse_credits(STAMP.sub(" ", apart(block)), strip=True)


def _strip(layout: Layout, start: int, body: int, subtitle: str | None) -> _Credited:
    """Between headline and body: elements that call themselves author, and the strip."""
    for attribute, nodes in (*layout.by_id.items(), *layout.by_class.items()):
        if _is_author(attribute):
            for node in nodes:
                if start <= node.start < body and len(text := layout.text(node)) <= LINE:
                    credits = _element(text)
                    if not credits.reporters and (pieces := in_order(node.element))[1:]:
                        credits = _element(pieces[0])  # the name, then time and buttons
                    yield "general", text, credits
    label = ""
    lines = layout.blocks[start:body]
    while lines and undash(lines[0].text) == subtitle:
        start, lines = start + 1, lines[1:]
    for block in lines:
        if len(block.text) <= LINE and "。" not in block.text and not _CAPTION.search(block.text):
            if english := _BY.search(block.text):
                yield "general", english[0], _english_names(english["names"])
            if words().hint.search(label or block.text):
                text = f"{label} {apart(block)}"
                yield "general", text.strip(), parse_credits(STAMP.sub(" ", text), strip=True)
            elif not block.link and block in (layout.blocks[start], layout.blocks[body - 1]):
                name = block.text.strip(BULLETS)
                alone = start + 1 == body or is_strip(layout.blocks[start + 1].text)
                framed = block is layout.blocks[start] and alone and are_names(name)
                if name != block.text or framed or is_bare_author(name):
                    yield "general", block.text, bare_names(name)
            for name in _bare_pieces(block):
                yield "general", name, bare_names(name, "high")
            label = block.text if _LABEL_ALONE.match(block.text) else ""


def _english_names(names: str) -> Credits:
    """The authors after ``By`` of a page in English, where ``and`` or a comma parts several."""
    listed = [name.strip() for name in _AND.split(names)]
    return Credits([Reporter(name=name, role="作者", role_text=None) for name in listed], has_roles=True)


def _bare_pieces(block: Block) -> Iterator[str]:
    """Names that nothing marks among the elements of a dated strip, values of labels aside."""
    if block.link * 2 >= len(block.text) or not STAMP.search(block.text):
        return
    before = ""
    for text in in_order(block.node.element)[:_PIECES]:
        piece = clean(_LABELLED.sub("", STAMP.sub("", clean(text))))
        first, _, rest = piece.partition(" ")
        if before.endswith((":", "：")):
            pass
        elif is_bare_author(piece):
            yield piece
        elif is_bare_author(first) and is_office(rest):  # 上官云飞　代工委
            yield first
        before = piece


def _foot(layout: Layout, end: int) -> Iterator[tuple[str, Credits]]:
    """Lines below the body that are credits and nothing else."""
    for block in layout.blocks[end : end + _FOOT]:
        if len(block.text) > LINE or not words().hint.search(block.text):
            continue
        text = STAMP.sub(" ", apart(block))
        if (credits := credits_of(text)).is_clean:
            yield block.text, credits
        elif not block.link and STRIP_BELOW.match(text):
            yield block.text, parse_credits(text, strip=True)


@lru_cache(maxsize=4096)
def _is_author(attribute: str) -> bool:
    """Whether a class or id says that its element holds the byline."""
    return bool(_AUTHOR.search(attribute))


def _element(text: str) -> Credits:
    """The text of an element that holds nothing but the byline: a bare name is an author."""
    credits = parse_credits(text)
    return credits if credits.has_roles or credits.has_strip else bare_names(text.lstrip(BULLETS))


def _places(blocks: list[Block], draft: Draft) -> tuple[int, int, int]:
    """Line numbers: after the headline, first of the body, after its last."""
    title = squash(unflag(draft.title or ""))
    if not draft.paragraphs:  # pictures or files only
        heads = [at for at, block in enumerate(blocks) if title and squash(unflag(block.text)) == title]
        start = heads[-1] + 1 if heads else 0
        return (start, min(start + _STRIP, len(blocks)), len(blocks)) if heads else (0, 0, 0)
    number = {block.text: at for at, block in enumerate(blocks)}
    body = number.get(draft.paragraphs[0], 0)
    end = number.get(draft.paragraphs[-1], len(blocks)) + 1
    for at in range(body - 1, max(-1, body - 1 - _ABOVE), -1):
        line = squash(unflag(blocks[at].text))
        if title and blocks[at].br and squash(blocks[at - 1].text) + line == title:
            return at + 1, body, end
        if title and (line == title or (len(line) >= _LAST_LINE and title.endswith(line))):
            return at + 1, body, end
        if (
            title and line.startswith(title) and STAMP.search(line, len(title))
        ):  # <h2>…<small>（2019年7月24日）
            return at + 1, body, end
    return body, body, end
