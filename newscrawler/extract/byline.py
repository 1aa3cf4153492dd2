"""Stage byline: reporters and edition, taken out of the paragraphs where a line is nothing else.

Bylines stand on lines of their own (记者 赵焱), in a bracket at the head of a paragraph
(本报讯（记者 赵焱）…) or at its end (…。（赵焱）), in the strip above the article, at its foot, and in
the family's ``byline`` element.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import takewhile

from newscrawler.extract.context import Context, Document
from newscrawler.extract.credits import Credits, parse_credits, words
from newscrawler.extract.draft import Draft
from newscrawler.extract.edition import edition_of_header, edition_of_url, is_newspaper, take_edition
from newscrawler.extract.heading import is_strip
from newscrawler.extract.layout import Block, Layout
from newscrawler.extract.person_names import (
    BULLETS,
    Trust,
    are_names,
    find_names,
    is_bare_author,
    is_chinese_name,
    is_office,
    join_padded,
)
from newscrawler.extract.pieces import apart, in_order
from newscrawler.extract.select import select
from newscrawler.extract.text import clean
from newscrawler.record import Edition, Reporter

_LINE = 120
"""Characters: a longer paragraph is no line of credits."""
_CLOSING, _STOPS = '”’」』"', frozenset("。！？!?…；;")
_HEAD = re.compile(
    r"^[^（(【〔\[。！？，,]{0,40}[（(【〔\[](?P<inside>[^（()）【】〔〕\[\]]{2,80})[）)】〕\]]"
)
_HEAD_AFTER_MARK = re.compile(r"^【[^【】]{1,12}】\s*" + _HEAD.pattern.removeprefix("^"))
"""【某网】（记者 某某）: the name of the outlet in brackets of its own."""
_TAIL = re.compile(r"[（(【\[](?P<inside>[^（()）【】\[\]]{2,160})[）)】\]][。.]?(?:\s?\d{6,8})?$")
_WHOLE = re.compile(r"^[（(【\[](?P<inside>[^（()）【】\[\]]{2,60})[）)】\]]$")
_AFTER_END = re.compile(r"[。！？!?”」』]\s*(?P<inside>[^。！？!?”」』（）()]{3,60})$")
# 本报讯 记者赵焱 王敏 通讯员李明 昨天…: roles and names lead into the text.
_ROLE = r"(?:本[报報网網刊台]|全媒体|融媒体|首席|见习|实习|特派){0,3}(?:记者|記者|通讯员|通訊員)"
_OPENS = re.compile(rf"^(?:[□■◎●▲◆○]\s*|[^\s（(。，]{{0,14}}[讯訊电電]\s*)?(?={_ROLE})")
_CREDIT = re.compile(
    rf"(?P<role>{_ROLE})\s*(?P<names>(?:(?!记者|記者|通讯员|通訊員)[^\s、]{{1,4}}[ 、]){{0,6}}"
    r"(?:[^\s、：:，。]{2,4}(?=(?:摄影|攝影|综合)?[报報][道导導][：:\s，]))?)"
)
_COPYRIGHT = re.compile(r"^[（(【\[]?(?:©|版权所有|版權所有|未经\S{2,12}(?:不得|禁止)|本文版权|转载请注明)")
_QUESTION = ("记者：", "记者:", "記者：", "记者问")
_BLANK = re.compile(
    r"[\s（）()【】\[\]，,、：:。|｜/]*(?:[\u4e00-\u9fff]{1,4}版|有删[改减节])?[\s（）()【】\[\]，,、。]*"
)
_AUTHOR = re.compile(r"author|byline|reporter|zuozhe|^auth$", re.IGNORECASE)
# 作者：… 分类：… 浏览：…: a strip below the text.
_STRIP_BELOW = re.compile(r"\W*(?:作者|记者|撰文)\s?[:：][^:：]{0,30}[:：]")
_LABEL_ALONE = re.compile(r"\W*\w{2,6}\s*[:：]$")
_STAMP = re.compile(
    r"(?:\d{4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?|\d{1,2}月\d{1,2}日)(?![电電讯訊])(?:\s?\d{1,2}:\d\d(?::\d\d)?)?"
)
_ABOVE, _FOOT, _STRIP = 20, 6, 4
"""Lines between headline and body that may be the strip; below the body its foot; below a headline alone."""
_SIGNATURE = 24
"""Characters of the line that an office and its writer sign with."""
_LABEL_MARK = re.compile(r"[\s：:]")
_LAST_LINE = 4
"""Characters of the last line of a headline in several, at least."""
_PIECES = 6
"""Elements of a strip's line among which a bare name may be."""
_OPENED = 5
"""Characters of text at least that the names open."""
_SHORT = 60
"""Characters: a longer line is text whatever it ends with."""
_WINDOW, _TAIL_WINDOW = 64, 170
"""Characters at the end of a paragraph in which a byline stands, without and with brackets."""
_BRACKETS = frozenset("）)】]")


@dataclass(slots=True)
class Byline:
    """What the texts of one article say of who made it and where it was printed."""

    reporters: list[Reporter] = field(default_factory=list)
    edition: Edition | None = None
    paragraphs: list[str] = field(default_factory=list)
    """The body, without lines that are byline, edition or strip alone."""
    raw: list[str] = field(default_factory=list)
    """The page's strings with people in them."""
    raw_edition: str | None = None

    def add(self, credits: Credits, raw: str) -> None:
        """Take over the people of ``credits``, each (name, role) once."""
        known = {(person.name, person.role) for person in self.reporters}
        fresh = [person for person in credits.reporters if (person.name, person.role) not in known]
        if fresh:
            self.reporters += fresh
            self.raw.append(raw)

    def print(self, edition: Edition | None, raw: str) -> None:
        """Take over an edition, the first that comes."""
        if edition and not self.edition:
            self.edition, self.raw_edition = edition, raw


def run(document: Document, context: Context, draft: Draft) -> None:
    """Fill ``reporters`` and ``edition`` of ``draft`` and shorten its ``paragraphs``."""
    layout = document.first.layout
    general = "general" in context.layers
    start, body, end = _places(layout.blocks, draft)
    found = Byline()
    layer = ""
    for named_by, text, credits in (
        *_named(layout, context),
        *(_strip(layout, start, body) if general else ()),
    ):
        found.add(credits, text)
        layer = layer or (named_by if found.reporters else "")
    find_byline(draft.paragraphs, found)
    layer = layer or ("text" if found.reporters else "")
    for text, credits in _foot(layout, end) if general else ():
        found.add(credits, text)
    draft.paragraphs = found.paragraphs
    for block in layout.blocks[start:body] if general and not found.edition else ():
        if len(block.text) <= _LINE and (printed := take_edition(block.text)[0]) and printed.page:
            found.print(printed, block.text)
    for block in layout.blocks[end : end + _FOOT] if general and not found.edition else ():
        printed, rest = take_edition(block.text) if len(block.text) <= _LINE else (None, "")
        if printed and printed.page and printed.newspaper and _BLANK.fullmatch(rest):
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
    elif general and (printed := _header(document, start)):
        draft.set("edition", printed, "general")


def _header(document: Document, start: int) -> Edition | None:
    """The edition by the lines above the text, less those of pages and articles to go to."""
    page = document.first
    above = [block for block in page.layout.blocks[:start] if len(block.text) <= _SHORT]
    if not any("版" in block.text for block in above):
        return None
    lines = [block.text for block in above if block.link * 2 < len(block.text)]
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


def _strip(layout: Layout, start: int, body: int) -> _Credited:
    """Between headline and body: elements that call themselves author, and the strip."""
    for attribute, nodes in (*layout.by_id.items(), *layout.by_class.items()):
        if _is_author(attribute):
            for node in nodes:
                if start <= node.start < body and len(text := layout.text(node)) <= _LINE:
                    credits = _element(text)
                    if not credits.reporters and (pieces := in_order(node.element))[1:]:
                        credits = _element(pieces[0])  # the name, then time and buttons
                    yield "general", text, credits
    label = ""
    for block in layout.blocks[start:body]:
        if len(block.text) <= _LINE and "。" not in block.text:
            if words().hint.search(label or block.text):
                text = f"{label} {apart(block)}"
                yield "general", text.strip(), parse_credits(_STAMP.sub(" ", text), strip=True)
            elif block is layout.blocks[start] and not block.link:
                name = block.text.strip(BULLETS)
                alone = start + 1 == body or is_strip(layout.blocks[start + 1].text)
                framed = alone and are_names(name)
                if name != block.text or framed or is_bare_author(name):
                    yield "general", block.text, _bare_names(name)
            for name in _bare_pieces(block):
                yield "general", name, _bare_names(name)
            label = block.text if _LABEL_ALONE.match(block.text) else ""


def _bare_pieces(block: Block) -> Iterator[str]:
    """Names that nothing marks among the elements of a dated strip, values of labels aside."""
    if block.link * 2 >= len(block.text) or not _STAMP.search(block.text):
        return
    before = ""
    for piece in map(clean, in_order(block.node.element)[:_PIECES]):
        if not before.endswith((":", "：")) and is_bare_author(piece):
            yield piece
        before = piece


def _foot(layout: Layout, end: int) -> Iterator[tuple[str, Credits]]:
    """Lines below the body that are credits and nothing else."""
    for block in layout.blocks[end : end + _FOOT]:
        if len(block.text) > _LINE or not words().hint.search(block.text):
            continue
        text = _STAMP.sub(" ", apart(block))
        if (credits := _credits(text)).is_clean:
            yield block.text, credits
        elif not block.link and _STRIP_BELOW.match(text):
            yield block.text, parse_credits(text, strip=True)


@lru_cache(maxsize=4096)
def _is_author(attribute: str) -> bool:
    """Whether a class or id says that its element holds the byline."""
    return bool(_AUTHOR.search(attribute))


def _element(text: str) -> Credits:
    """The text of an element that holds nothing but the byline: a bare name is an author."""
    credits = parse_credits(text)
    return credits if credits.has_roles or credits.has_strip else _bare_names(text.lstrip(BULLETS))


def _places(blocks: list[Block], draft: Draft) -> tuple[int, int, int]:
    """Line numbers: after the headline, first of the body, after its last."""
    title = "".join((draft.title or "").split())
    if not draft.paragraphs:  # pictures or files only
        heads = [at for at, block in enumerate(blocks) if title and "".join(block.text.split()) == title]
        return (heads[-1] + 1, heads[-1] + 1 + _STRIP, len(blocks)) if heads else (0, 0, 0)
    number = {block.text: at for at, block in enumerate(blocks)}
    body = number.get(draft.paragraphs[0], 0)
    end = number.get(draft.paragraphs[-1], len(blocks)) + 1
    for at in range(body - 1, max(-1, body - 1 - _ABOVE), -1):
        line = "".join(blocks[at].text.split())
        if title and (line in (title, draft.title) or (len(line) >= _LAST_LINE and title.endswith(line))):
            return at + 1, body, end
    return body, body, end


def find_byline(paragraphs: Iterable[str], found: Byline | None = None) -> Byline:
    """The byline and edition of an article's paragraphs, and the body that is left.

    ``found`` holds what stands above the body, and is added to.

    >>> found = find_byline(["会议昨天召开。", "记者 赵 焱", "《甲日报》2022年06月22日A01版"])
    >>> found.reporters[0].name, found.edition.page, found.paragraphs
    ('赵焱', 'A01', ['会议昨天召开。'])
    """
    result = found or Byline()
    lines = list(paragraphs)
    running = [at for at, line in enumerate(lines) if len(line) > _SHORT or _is_sentence(line)]
    first, last = (running[0], running[-1]) if running else (len(lines), -1)
    interview = sum(line.startswith(_QUESTION) for line in lines) > 1
    for at, line in enumerate(lines):
        if interview and line.startswith(_QUESTION):
            result.paragraphs.append(line)
        elif (
            not _own_line(line, result, head=at < first, tail=at > last)
            and not (at == last + 1 >= len(lines) - 1 and at and _signed(line, result))
            and not (at == 0 < len(running) and _authored(line, result))
        ):
            result.paragraphs.append(line)
            _within(line, result, first=at <= first, last=at >= last)
    return result


def _signed(line: str, result: Byline) -> bool:
    """Whether the last line names an office and who wrote for it: ``县政协办 骆 宾``, ``乌江融媒：陆羽``."""
    if len(line) > _SIGNATURE or not is_office(_LABEL_MARK.split(line, maxsplit=1)[0]):
        return False
    names = _bare_names(line)
    result.add(names, line)
    return bool(names.reporters)


def _authored(line: str, result: Byline) -> bool:
    """Whether a line above the text is the name of its author and nothing else."""
    if len(line) > _SIGNATURE or not is_bare_author(line):
        return False
    result.add(_bare_names(line), line)
    return True


def _is_sentence(line: str) -> bool:
    return line.rstrip(_CLOSING)[-1:] in _STOPS


def _credits(text: str, *, bracketed: bool = False) -> Credits:
    """:func:`parse_credits`, which most texts need not enter."""
    if words().hint.search(text):
        return parse_credits(text, bracketed=bracketed)
    return Credits(rest=[text])


def _own_line(line: str, result: Byline, *, head: bool, tail: bool) -> bool:
    """Whether ``line`` is byline, edition or strip and nothing else; what it says goes into ``result``."""
    if len(line) > _LINE or _is_sentence(line):
        return False
    if not (head or tail) and line[-1:] in ("：", ":"):  # who speaks next
        return False
    whole = _WHOLE.match(line)
    if tail and _COPYRIGHT.match(line):
        return True
    edition, rest = take_edition(line)
    if edition:
        credits = parse_credits(rest, bracketed=True)
        if _BLANK.fullmatch(rest) or credits.is_clean:
            result.print(edition, line)
            result.add(credits, line)
            return True
        return False
    credits = _credits(_STAMP.sub(" ", line), bracketed=bool(whole))
    if credits.is_clean:
        if head or tail or not _is_photo_credit(credits):
            result.add(credits, line)
        return True
    if tail and _STRIP_BELOW.match(line):
        result.add(parse_credits(_STAMP.sub(" ", line), strip=True), line)
        return True
    if tail and whole:
        names = _bare_names(whole["inside"], "middle")
        result.add(names, line)
        return names.is_clean
    if (head or tail) and line[:1] in tuple("□■◎●▲◆"):
        names = _bare_names(line[1:])
        result.add(names, line)
        return bool(names.reporters)
    return False


def _within(line: str, result: Byline, *, first: bool, last: bool) -> None:
    """Read the byline in a line of text: bracket at the head, lead-in, bracket or words at the end."""
    for head in (_HEAD, _HEAD_AFTER_MARK):
        if (found := head.match(line)) and (credits := _credits(found["inside"], bracketed=True)).is_clean:
            result.add(credits, found["inside"])
            break
    else:
        found = None
    if found is None and first and (found := _OPENS.match(line)):
        _opening(line, found.end(), result)
    if not _BRACKETS.isdisjoint(line[-10:]):
        if found := _TAIL.search(line, max(0, len(line) - _TAIL_WINDOW)):
            _closing(found["inside"], result, last=last)
    elif not _is_sentence(line) and (found := _AFTER_END.search(line, max(0, len(line) - _WINDOW))):
        credits = _credits(found["inside"])
        if credits.is_clean and (not _is_photo_credit(credits) or (last and not result.reporters)):
            result.add(credits, found["inside"])


def _opening(line: str, at: int, result: Byline) -> None:
    """本报记者 赵焱 王敏 and text: names as long as the words are names."""
    while (credit := _CREDIT.match(line, at)) and len(line) - credit.end() >= _OPENED:
        listed = join_padded(credit["names"].replace("、", " ").split())
        names = list(takewhile(is_chinese_name, listed))
        if names:
            text = f"{credit['role']} {' '.join(names)}"
            result.add(parse_credits(text), text)
        if names != listed:
            return
        at = credit.end()


def _closing(inside: str, result: Byline, *, last: bool) -> None:
    """The bracket that ends a paragraph: credits, edition, or bare names at the end of the article."""
    edition, rest = take_edition(inside)
    credits = parse_credits(rest, bracketed=True)
    if edition and (_BLANK.fullmatch(rest) or credits.is_clean):
        result.print(edition, inside)
    if credits.is_clean:
        if last or not _is_photo_credit(credits):
            result.add(credits, inside)
    elif last and not edition:
        result.add(_bare_names(inside), inside)


def _bare_names(text: str, trust: Trust = "low") -> Credits:
    """A bracket without a role word: authors (their office dropped), or an office alone, which is none."""
    found = find_names(text.replace("：", " ").replace(":", " "), words().not_names, trust)
    office = not found.names and not found.others and is_office(text.strip())
    if found.others or not (found.names or office):
        return Credits(rest=[text])
    return Credits([Reporter(name=name, role="作者", role_text=None) for name in found.names], has_roles=True)


def _is_photo_credit(credits: Credits) -> bool:
    """Only who took a picture (记者 × 摄): amid the text it belongs to the picture, not to the article."""
    photographers = {person.name for person in credits.reporters if person.role == "摄影"}
    return bool(photographers) and all(person.name in photographers for person in credits.reporters)
