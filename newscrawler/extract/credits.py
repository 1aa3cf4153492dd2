"""Who made an article, from the text of a credit: ``记者 赵焱 王敏 通讯员 李明/文 罗盘/摄``.

A credit is a row of role words and names. A role word may lead (摄影：罗盘) or follow (罗盘/摄); several
side by side hold together (文/图：罗盘; 摄影：本报记者 罗盘). The words stand in ``byline.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import cast

from newscrawler.extract.byline_words import words
from newscrawler.extract.person_names import (
    HAN,
    Trust,
    find_names,
    is_chinese_name,
    is_office,
    places,
    transcribes,
)
from newscrawler.record import Reporter, Role

LONGEST = 160
"""Characters; a longer stretch is no credit."""

_WORD_CHAR = re.compile(rf"[{HAN}A-Za-z0-9]")
_WRITTEN = re.compile(rf"[{HAN}]")
_JOINT = re.compile(r"[\s/／、和与及&+]*")
# 图片：文 竹: after a role word, 文 before one more lone character is a surname.
_PADDED_NAME = re.compile(rf"\s+[{HAN}](?=$|\s+[{HAN}]{{2}})")
_MARKS = re.compile(r"[（）()【】\[\]〔〕「」□■◎●○▲△◆◇★☆▪*▌]+|[|｜]{2,}|^[•·]+")
# What follows a name in 作者韩×系某智库研究员, in 溫×台北21日電 and in 王×／台北報導.
_CLAUSE = re.compile(rf"(?P<name>[{HAN}]{{2,4}}?)(?:系|为|單位|单位|是|现任|現任)[{HAN}]")
_DATELINE = re.compile(r"(?:\d{1,2}月)?\d{1,2}日?[电電讯訊]$")
_PLACE = re.compile(rf"(?P<gap>[／/\s])\s*(?P<place>[{HAN}]{{2,6}})$")
_FROM = re.compile(rf"\s*[发發][自于於]\s*[{HAN}]+$")
_BRACKETED = re.compile(rf"[【\[](?P<word>[{HAN}]{{2,6}})[】\]]\s*[：:]?(?=\s*\S)")
_ARRANGED = re.compile(r"(?:根据|据)\S{2,20}整理|(?:[本文中]文)?(?:图片|照片|图|视频)均?由\S{2,20}?提供")
"""根据录音整理, 图片由医院提供: nobody's name follows."""
_OUTLET = re.compile(rf"[{HAN}A-Za-z0-9·—-]{{0,20}}|《[^《》]{{1,20}}》")

WROTE, REPORTED, CAMERA = "作者", "报道", ("摄影", "视频")
_STAFF = ("记者", "通讯员")
_FOLLOWING = (WROTE, REPORTED, *CAMERA)
"""Roles whose word may stand after the name."""


@dataclass(slots=True)
class _Stack:
    """Role words side by side, or a label (no roles)."""

    start: int
    end: int
    roles: dict[str, str]
    """Role → the page's word."""
    colon: bool
    label: str | None = None
    glued: bool = False
    """One of its words may be glued to an outlet or name (记者)."""


@dataclass(slots=True)
class _Person:
    name: str
    roles: list[tuple[str, str | None]] = field(default_factory=list)


@dataclass(slots=True)
class Credits:
    """What a credit says."""

    reporters: list[Reporter] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)
    """Words that are neither role nor name nor office: with any of these the text is no mere credit."""
    has_roles: bool = False
    has_strip: bool = False
    """A label such as 来源： stands in it."""

    @property
    def is_clean(self) -> bool:
        """The text is a credit or a strip and nothing else."""
        return not self.rest and (self.has_roles or self.has_strip)


def parse_credits(text: str, *, bracketed: bool = False, strip: bool = False) -> Credits:
    """Read ``text`` (one line, or what stands in a bracket) as a credit.

    ``bracketed`` trusts it more: a word glued to 记者 needs no known surname there, and names before the
    first role word are authors. ``strip`` trusts it less: among dates and buttons every name needs one.

    >>> [(r.name, r.role) for r in parse_credits("本报记者 田 野/文 罗 盘/摄").reporters]
    [('田野', '记者'), ('罗盘', '摄影')]
    """
    if len(text) > LONGEST:
        return Credits(rest=[text])
    bullet = bool(text) and text.lstrip()[:1] in "□■◎●▲◆"
    text = _ARRANGED.sub(" ", _MARKS.sub(" ", _BRACKETED.sub(_label, text))).strip()
    text = words().padded.sub(lambda found: found[0].replace(" ", ""), text)
    return _Reading(text, list(_stacks(text)), bracketed, bullet, strip).credits()


def _label(found: re.Match[str]) -> str:
    """【来源】 with the colon that such labels go without."""
    word = found["word"]
    return f" {word}：" if word in words().roles or word in words().labels else found[0]


def _stacks(text: str) -> Iterator[_Stack]:
    """The role words and labels of ``text``, joined where nothing but a joint stands between."""
    known = words()
    last: _Stack | None = None
    for found in known.token.finditer(text):
        stack = _stack(text, found, last.end if last else 0)
        if stack is None:
            continue
        if last and _joins(last, stack, text):
            if last.end == stack.start:  # one word: 摄影记者
                word = "".join([*[*last.roles.values()][-1:], *stack.roles.values()])
                last.roles = dict.fromkeys([*last.roles, *stack.roles], word)
            else:
                words_of = last.roles | stack.roles
                last.roles = {
                    role: max(word, last.roles.get(role, ""), key=len) for role, word in words_of.items()
                }
            last.end, last.colon, last.glued = stack.end, stack.colon, last.glued or stack.glued
            continue
        if last:
            yield last
        last = stack
    if last:
        yield last


def _stack(text: str, found: re.Match[str], previous: int) -> _Stack | None:
    """One token, or None where it is part of another word."""
    known = words()
    start, end = found.span()
    edge = not _WORD_CHAR.match(text[start - 1 : start]) or bool(_JOINT.fullmatch(text, previous, start))
    if label := found["label"]:
        return _Stack(start, end, {}, True, label) if edge else None
    word, after = found["word"], found["after"]
    tail = text[found.end("text") :]
    if not after and tail.startswith(known.not_before):
        return None
    if known.roles[word] == REPORTED and not after and _WORD_CHAR.match(tail):
        return None
    if len(word) == 1:
        follows = after or not tail or not _WORD_CHAR.match(tail) or tail[0] in known.roles
        suffix = word in known.suffixes and start - previous >= 2
        surname = (
            not after and previous and _JOINT.fullmatch(text, previous, start) and _PADDED_NAME.match(tail)
        )
        if surname or not follows or not (edge or suffix):
            return None
    elif not edge and text.endswith(known.not_after, 0, start):
        return None
    elif not edge and word not in known.glued and not (after and start - previous > 1 < previous):
        return None  # but 作者：张三责任编辑：李四
    return _Stack(start, end, {known.roles[word]: found["text"]}, bool(after), None, word in known.glued)


def _joins(last: _Stack, following: _Stack, text: str) -> bool:
    if last.label or following.label:
        return False
    made = [*last.roles][-1] in _FOLLOWING
    if _JOINT.fullmatch(text, last.end, following.start):
        # 摄影：本报记者 罗盘 holds together; 责编： 审核：罗盘 is an empty value.
        return not last.colon or (following.glued and made)
    # 摄影：某报记者 罗盘: the outlet is part of the second word.
    reporter = following.glued and next(iter(following.roles)) in ("记者", WROTE)
    return last.colon and made and reporter and bool(_OUTLET.fullmatch(text, last.end, following.start))


class _Reading:
    """One pass over stacks and the texts between them."""

    def __init__(self, text: str, stacks: list[_Stack], bracketed: bool, bullet: bool, strip: bool) -> None:
        self.text, self.stacks = text, stacks
        self.bracketed, self.bullet, self.strip = bracketed, bullet, strip
        self.people: list[_Person] = []
        self.rest: list[str] = []

    def credits(self) -> Credits:
        known = words()
        current: _Stack | None = None
        at = 0
        names = self._opening(self.text[: self.stacks[0].start]) if self.stacks else []
        if not self.stacks:
            self.rest.append(self.text)
        for number, stack in enumerate(self.stacks):
            if number:
                names = self._value(current, self._less_outlet(at, stack), stack)
            at = stack.end
            if names and self._follows(number):
                whole = REPORTED in stack.roles and number == len(self.stacks) - 1
                for person in self.people if whole else names:
                    _give(person, stack)
                current = None
            else:
                current = stack
        if self.stacks and self.text[at:].strip():
            self._value(current, self.text[at:], None)
        people = [person for person in self.people if person.roles]
        self.rest += [person.name for person in self.people if not person.roles]
        return Credits(
            reporters=[
                Reporter(name=p.name, role=cast(Role, role), role_text=word)
                for p in people
                for role, word in p.roles
                if role
            ],
            rest=self.rest,
            has_roles=bool(people) or any(map(self._credits_somebody, self.stacks)),
            has_strip=any(stack.label in known.strip for stack in self.stacks),
        )

    def _less_outlet(self, at: int, stack: _Stack) -> str:
        """What stands from ``at`` to a role word, less the outlet glued to that (每经编辑, 某网记者)."""
        text = self.text[at : stack.start]
        head, gap, last = text.rstrip("、，").rpartition(" ")
        outlet = gap and head.strip() and last and stack.glued and not set(stack.roles) & set(_FOLLOWING)
        return head if outlet and _OUTLET.fullmatch(last) and not is_chinese_name(last) else text

    def _credits_somebody(self, stack: _Stack) -> bool:
        """Whether a role word without names is a credit all the same: of an office, or left empty."""
        if stack.label or REPORTED in stack.roles:
            return False
        return stack.colon or stack.start > 0 or bool(self.text[stack.end :].strip())

    def _follows(self, number: int) -> bool:
        """Whether the stack stands after its names rather than before."""
        stack = self.stacks[number]
        if stack.label or stack.colon or not all(role in _FOLLOWING for role in stack.roles):
            return False
        before = self.text[: stack.start].rstrip()[-1:]
        after = self.text[stack.end :].lstrip()[:1]
        if not after:
            return True
        if before in tuple("/／") or after in tuple("/／"):
            return before in tuple("/／") and after not in tuple("/／")
        final = self.stacks[-1]
        return final.end == len(self.text) and not final.colon and final is not stack

    def _opening(self, text: str) -> list[_Person]:
        """What stands before the first role word: its names (罗盘/摄), authors, an outlet or office."""
        text = text.strip(" ：:/／,，、—-")
        if not text:
            return []
        follows = self._follows(0)
        tight = bool(_WORD_CHAR.match(self.text[self.stacks[0].start - 1]))
        found = find_names(text, words().not_names, "low" if tight or not follows else "high")
        if found.names and not found.others and (follows or self.bracketed or self.bullet):
            people = [_Person(name) for name in found.names]
            if not follows:
                for person in people:
                    person.roles.append((WROTE, None))
            self.people += people
            return people
        for word in text.split():
            glued = self.stacks[0].glued and word == text.split()[-1]
            if not (
                word in words().not_names
                or word in words().labels
                or is_office(word)
                or (glued and _OUTLET.fullmatch(word))
                or word[0] in "《“"
            ):
                self.rest.append(word)
        return []

    def _value(self, stack: _Stack | None, text: str, following: _Stack | None) -> list[_Person]:
        """The people named between two stacks, with the role of the first."""
        if stack and stack.label:
            return []
        tight = bool(stack) and not (stack.colon if stack else False) and bool(_WORD_CHAR.match(text))
        text = text.strip(" ：:/／丨|｜,，、—-")
        reported = following is not None and REPORTED in following.roles
        text = _FROM.sub("", text)
        if reported and (place := _PLACE.search(text)):
            text = text[: place.start()] if _is_place(place) else text
        elif reported:
            text = _without_place(text)
        if dateline := _DATELINE.search(text):
            text = _without_place(text[: dateline.start()])
        elif clause := _CLAUSE.match(text):
            text = clause["name"] if is_chinese_name(clause["name"]) else text
        staff = stack is not None and any(role in _STAFF for role in stack.roles)
        labelled = self.strip and stack is not None and stack.colon  # 作者：铁保 between other labels
        trust: Trust = "high"
        if not labelled and (self.strip or (tight and not staff)):
            trust = "low"
        elif labelled or (tight and not self.bracketed):
            trust = "middle"
        found = find_names(text, words().not_names, trust)
        if labelled and found.others:  # more than names: only the sure ones
            found = find_names(text, words().not_names, "low")
        people = [_Person(name) for name in found.names]
        if stack:
            for person in people:
                _give(person, stack)
        if not (stack and [*stack.roles] == [""]):
            self.rest += filter(_WRITTEN.search, found.others)  # 责任编辑：admin names nobody
        self.people += people
        return people


def _is_place(found: re.Match[str]) -> bool:
    """王大明／台北報導, 王大明 武汉报道: after a stroke, a known place, or no name."""
    word = found["place"]
    return found["gap"] in "/／" or word in places() or not is_chinese_name(word)


def _without_place(text: str) -> str:
    """``溫貴香台北`` → ``溫貴香``: the last name, when a place of two characters or more is glued to it."""
    head, gap, last = text.rpartition("、") if "、" in text else text.rpartition(" ")
    if gap == " " and head:
        return text if len(last) == 1 else head  # 王 敏 李 强 摄影报道: padded names, no place
    for size in (3, 2):
        if transcribes(last) and last[size:] not in places():  # 记者米日古丽 报道
            continue
        if len(last) >= size + 2 and is_chinese_name(last[:size]):
            return head + gap + last[:size]
    return text


def _give(person: _Person, stack: _Stack) -> None:
    """Add the roles of ``stack``. 文/图 is one word for an author; to a 记者 it adds nothing."""
    held = [role for role, _ in person.roles]
    roles = list(stack.roles)
    if WROTE in roles and "摄影" in roles and set(stack.roles["摄影"]) <= set("文图圖"):
        roles.remove("摄影")
    staff = [role for role in (*held, *roles) if role in _STAFF]
    if staff and WROTE in roles:
        roles = [role for role in roles if role in _STAFF]
    if REPORTED in roles:
        roles = (["记者"] if not held and not staff else []) + [role for role in roles if role != REPORTED]
    for role in sorted(roles, key=lambda role: role in CAMERA):
        if role not in held:
            person.roles.append((role, stack.roles.get(role) or stack.roles[REPORTED]))
