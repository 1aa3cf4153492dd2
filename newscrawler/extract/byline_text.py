"""The byline in the paragraphs of an article (credits, brackets, lead-ins), and the body that is left.

Bylines stand on lines of their own (记者 赵焱), in a bracket at the head of a paragraph
(本报讯（记者 赵焱）…) or at its end (…。（赵焱）).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import takewhile

from newscrawler.extract.byline_words import words
from newscrawler.extract.credits import Credits, parse_credits
from newscrawler.extract.edition import take_edition
from newscrawler.extract.person_names import (
    BULLETS,
    Trust,
    find_names,
    is_bare_author,
    is_chinese_name,
    is_office,
    join_padded,
)
from newscrawler.record import Edition, Reporter

LINE = 120
"""Characters: a longer paragraph is no line of credits."""
_CLOSING, _STOPS = '”’」』"', frozenset("。！？!?…；;")
_HEAD = re.compile(
    r"^[^（(【〔\[。！？，,]{0,40}[（(【〔\[](?P<inside>[^（()）【】〔〕\[\]]{2,80})[）)】〕\]]"
)
_HEAD_AFTER_MARK = re.compile(r"^【[^【】]{1,12}】\s*" + _HEAD.pattern.removeprefix("^"))
"""【某网】（记者 某某）: the name of the outlet in brackets of its own."""
_DATELINE = re.compile(r"[电電讯訊]\s*$")
"""某网某地12月18日电 (甲某 乙某): after a dateline names need no word of their role."""
_TAIL = re.compile(r"[（(【\[](?P<inside>[^（()）【】\[\]]{2,160})[）)】\]][。.]?(?:\s?\d{6,8})?$")
_WHOLE = re.compile(r"^[（(【\[](?P<inside>[^（()）【】\[\]]{2,60})[）)】\]]$")
_AFTER_END = re.compile(r"[。！？!?”」』]\s*(?P<inside>[^。！？!?”」』（）()]{3,60})$")
# 本报讯 记者赵焱 王敏 通讯员李明 昨天…: roles and names lead into the text.
_ROLE = r"(?:本[报報网網刊台]|全媒体|融媒体|首席|见习|实习|特派){0,3}(?:记者|記者|通讯员|通訊員)"
_OPENS = re.compile(
    rf"^(?:[□■◎●▲◆○]\s*|[^\s（(。，]{{0,14}}[讯訊电電]\s*|[\u4e00-\u9fff]{{2,10}}[报報网網台社])?(?={_ROLE})"
)
_CREDIT = re.compile(
    rf"(?P<role>{_ROLE})\s*(?P<names>(?:(?!记者|記者|通讯员|通訊員)[^\s、]{{1,4}}(?<!报道)[ 、]){{0,6}}"
    r"(?:[^\s、：:，。]{2,4}(?=(?:摄影|攝影|综合)?[报報][道导導][：:\s，]))?)"
)
_COPYRIGHT = re.compile(r"^[（(【\[]?(?:©|版权所有|版權所有|未经\S{2,12}(?:不得|禁止)|本文版权|转载请注明)")
_QUESTION = ("记者：", "记者:", "記者：", "记者问")
BLANK = re.compile(
    r"[\s（）()【】\[\]，,、：:。|｜/]*(?:[\u4e00-\u9fff]{1,4}版|有删[改减节]|[\u4e00-\u9fff]{2,12}主[办管]|[，,]\s*原标?题[为：:]?《[^《》]{1,40}》)?[\s（）()【】\[\]，,、。]*"
)
"""What an edition or a credit leaves of a line that is nothing else."""
STRIP_BELOW = re.compile(r"\W*(?:作者|记者|撰文)\s?[:：][^:：]{0,30}[:：]")
"""作者：… 分类：… 浏览：…: a strip below the text."""
STAMP = re.compile(
    r"(?:\d{4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?|\d{1,2}月\d{1,2}日)(?![电電讯訊])(?:\s?\d{1,2}:\d\d(?::\d\d)?)?"
)
"""A date among credits, with its hour; no dateline (8月3日电)."""
_SIGNATURE = 24
"""Characters of the line that an office and its writer sign with."""
_LABEL_MARK = re.compile(r"[\s：:]")
_OPENED = 5
"""Characters of text at least that the names open."""
SHORT = 60
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


def find_byline(paragraphs: Iterable[str], found: Byline | None = None) -> Byline:
    """The byline and edition of an article's paragraphs, and the body that is left.

    ``found`` holds what stands above the body, and is added to.

    >>> found = find_byline(["会议昨天召开。", "记者 赵 焱", "《甲日报》2022年06月22日A01版"])
    >>> found.reporters[0].name, found.edition.page, found.paragraphs
    ('赵焱', 'A01', ['会议昨天召开。'])
    """
    result = found or Byline()
    lines = list(paragraphs)
    running = [at for at, line in enumerate(lines) if len(line) > SHORT or _is_sentence(line)]
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
    names = bare_names(line)
    result.add(names, line)
    return bool(names.reporters)


def _authored(line: str, result: Byline) -> bool:
    """Whether a line above the text is the name of its author and nothing else."""
    if len(line) > _SIGNATURE or not is_bare_author(line):
        return False
    result.add(bare_names(line), line)
    return True


def _is_sentence(line: str) -> bool:
    return line.rstrip(_CLOSING)[-1:] in _STOPS


def credits_of(text: str, *, bracketed: bool = False) -> Credits:
    """What ``parse_credits`` says of a text; most texts hold no word of a role and need not enter it."""
    if words().hint.search(text):
        return parse_credits(text, bracketed=bracketed)
    return Credits(rest=[text])


def _own_line(line: str, result: Byline, *, head: bool, tail: bool) -> bool:
    """Whether ``line`` is byline, edition or strip and nothing else; what it says goes into ``result``."""
    if len(line) > LINE or _is_sentence(line):
        return False
    if not (head or tail) and line[-1:] in ("：", ":"):  # who speaks next
        return False
    whole = _WHOLE.match(line)
    if tail and _COPYRIGHT.match(line):
        return True
    edition, rest = take_edition(line)
    if edition:
        credits = parse_credits(rest, bracketed=True)
        if BLANK.fullmatch(rest) or credits.is_clean:
            result.print(edition, line)
            result.add(credits, line)
            return True
        return False
    credits = credits_of(STAMP.sub(" ", line), bracketed=bool(whole))
    if (
        (head or tail)
        and not credits.is_clean
        and credits.reporters
        and all(map(is_chinese_name, credits.rest))
    ):
        credits = parse_credits(STAMP.sub(" ", line), bracketed=True)  # 刘芳 本网通讯员 郎云峰 文/图
    if credits.is_clean:
        if head or tail or not _is_photo_credit(credits):
            result.add(credits, line)
        return True
    if tail and STRIP_BELOW.match(line):
        result.add(parse_credits(STAMP.sub(" ", line), strip=True), line)
        return True
    if tail and whole:
        names = bare_names(whole["inside"], "middle")
        result.add(names, line)
        return names.is_clean
    if (head or tail) and line[:1] in tuple("□■◎●▲◆★☆"):
        names = bare_names(line.strip(BULLETS))
        result.add(names, line)
        return bool(names.reporters)
    return False


def _within(line: str, result: Byline, *, first: bool, last: bool) -> None:
    """Read the byline in a line of text: bracket at the head, lead-in, bracket or words at the end."""
    if not _headed(line, result, first=first) and first and (found := _OPENS.match(line)):
        _opening(line, found.end(), result)
    if not _BRACKETS.isdisjoint(line[-10:]):
        if found := _TAIL.search(line, max(0, len(line) - _TAIL_WINDOW)):
            _closing(found["inside"], result, last=last)
    elif not _is_sentence(line) and (found := _AFTER_END.search(line, max(0, len(line) - _WINDOW))):
        credits = credits_of(found["inside"])
        if credits.is_clean and (not _is_photo_credit(credits) or (last and not result.reporters)):
            result.add(credits, found["inside"])


def _headed(line: str, result: Byline, *, first: bool) -> bool:
    """Whether a bracket at the head of a line is a byline; in a ``first`` line a dateline may precede it."""
    for head in (_HEAD, _HEAD_AFTER_MARK):
        if found := head.match(line):
            credits = credits_of(found["inside"], bracketed=True)
            if first and not credits.is_clean and _DATELINE.search(line, 0, found.start("inside") - 1):
                credits = bare_names(found["inside"])
            if credits.is_clean:
                result.add(credits, found["inside"])
                return True
    return False


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
    if edition and (BLANK.fullmatch(rest) or credits.is_clean):
        result.print(edition, inside)
    if credits.is_clean:
        if last or not _is_photo_credit(credits):
            result.add(credits, inside)
    elif last and not edition:
        result.add(bare_names(inside), inside)


def bare_names(text: str, trust: Trust = "low") -> Credits:
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
