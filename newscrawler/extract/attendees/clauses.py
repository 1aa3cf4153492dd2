"""Clauses that state presence: what is said of the person before a stretch of text, and groups in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from newscrawler.extract.attendees.findings import Span
from newscrawler.extract.attendees.lexicon import Lexicon
from newscrawler.extract.attendees.view import View

ACTION, PRESENCE, SPEECH, ABSENT, OTHER = "action", "presence", "speech", "absent", "other"


@dataclass(frozen=True, slots=True)
class Predicate:
    """One verb as it stands: kind, place, and the actions it states."""

    kind: str
    start: int
    end: int
    actions: tuple[str, ...] = ()
    word: str = ""


_CLAUSE = re.compile(r"[^，：；。、]+|、[^，：；。、]*")
_NOUN_AFTER = re.compile(
    r"仪式|典礼|[团组队稿站厅]|书(?!面)|精神|内容|名单(?=上)|员|人员|人(?!民)|者|品|金(?!融)|信|情况的?(?:汇报|介绍)|会(?=[，。上后中前的]|$)|途中"
)
_PERSONS_AFTER = re.compile(r"人员|人(?!民|大)|者|单位(?!的)")
_HARD = frozenset("出席 参加 列席 主持 宣布 宣读 到会 参会 致辞 讲话 陪同 见证 部署 会见 颁发 签署".split())


def is_noun(text: str, word: str, stop: int, end: int) -> bool:
    """Is the verb that ends at ``stop`` part of a noun (签约仪式, 考察团, 参加者)?"""
    if word == "主持" and text.startswith(("设计", "编", "修", "研", "创作", "翻译", "建造", "人"), stop):
        return True
    return bool((_PERSONS_AFTER if word in _HARD else _NOUN_AFTER).match(text, stop, end))


_SIDES = re.compile(r"[在到向为对与赴来就从以把给]|走进|深入|围绕|分别|先后")


def _foreign_subject(text: str, start: int, verb: int, lexicon: Lexicon) -> bool:
    """Has the clause a subject of its own, an office: ``，市生态环境局作补充发言``?"""
    lead = text[start:verb].rstrip("作做补充先后分别")
    return bool(lexicon.organisations.before(lead, len(lead))) and not _SIDES.search(lead)


_JOIN = re.compile(r"并(?!非|购|网|轨|列)|且|还|及|后|随后|再|又|兼")
_OBJECT_VERBS = frozenset("听取 聆听 倾听 听 观看 收看 审议 讨论 传达 学习 通过 邀请".split())
_NOMINALS = frozenset("讲话 发言 介绍 汇报 总结 部署 致辞 点评 检查 考察 调研 慰问 会见 座谈 会谈 陪同 主持 要求 希望".split())
_COMING = frozenset("到会 到场 出席 与会 莅会 莅临".split())
"""After these a second verb may follow at once: 到会讲话."""
_MEETING = frozenset(("会谈", "会晤", "见面", "座谈"))
_MODAL = re.compile(r"^(?:要|应当?|须|必须|需要?|希望|将|能|可以|会(?![见谈晤上前后]))")


def predicates(view: View, start: int, end: int, lexicon: Lexicon) -> Iterator[Predicate]:
    """The predicates of a stretch that follows a person, in order, until other things are talked of.

    Within a clause the first action counts, and each one that 并, 还, 及 … joins to it; what stands in
    between is its object (参加会见, 陪同调研).
    """
    text = view.text
    first, comma = True, start
    for clause in _CLAUSE.finditer(text, start, end):
        a, b = clause.span()
        if text[a] == "、":
            a += 1
        else:
            comma = a
        if not first or text[start:a].strip("、"):
            if lexicon.collectives.match(text, a, b) or _MODAL.match(text[a:b]):
                yield Predicate(OTHER, a, a)
                return
        first_clause, first, hosting = first, False, False
        found = lexicon.absence.search(text, a, b)
        if found and not any(
            m.group() in lexicon.actions or m.group() in lexicon.speech for m in lexicon.verbs.regex.finditer(text, a, found.start())
        ) or (found and text.startswith("因", a)):
            yield Predicate(ABSENT, found.start(), found.end(), word=found.group())
        free, floor, coming = True, a, False
        for match in lexicon.verbs.regex.finditer(text, a, b):
            word, at, stop = match.group(), match.start(), match.end()
            if not free and (_JOIN.search(text, floor, at) or (at == floor and coming)):
                free = True
            if word in lexicon.speech:
                if word in ("说", "称", "问", "答", "谈", "讲", "提出") and not free:
                    continue
                yield Predicate(SPEECH, at, stop, word=word)
                if word not in _SOFT_SPEECH:
                    return
                continue
            if word == "陪同" and text.startswith("下", stop):
                continue
            if text[at - 1] == "的" and word in _NOMINALS:
                continue
            if not free or is_noun(text, word, stop, b):
                continue
            if comma > start and at > comma and _foreign_subject(text, comma, at, lexicon):
                yield Predicate(OTHER, a, a)
                return
            first_clause = True
            if hosting and word not in _MEETING:
                continue
            if word in ("举行", "召开", "举办"):
                hosting = True
            if actions := lexicon.actions.get(word):
                yield Predicate(ACTION, at, stop, actions, word)
                free, floor, coming = False, stop, word in _COMING
            else:
                yield Predicate(PRESENCE, at, stop, word=word)
                if word in _OBJECT_VERBS:
                    free, floor = False, stop


_SOFT_SPEECH = frozenset("叮嘱 嘱咐 告诉 感谢 祝贺 欢迎 期待 相信 肯定 关切 鼓励 勉励 询问 提问 提醒 赞赏 问 答 回答 回应 解释 讲述 谈 讲 要求".split())
_GROUP_VERBS = frozenset(("出席", "参加", "列席", "陪同", "见证", "会见"))
_GROUP_WORDS = frozenset("收看 同步收看 收听收看 收听 观看 参会 观摩 与会 聆听 就座 在座 参与 同行".split())
_COUNT = re.compile(r"(?:等?[约近共]?[\d一二三四五六七八九十百千两数几]+[多余]?[名位个]?(?:余|多)?人)")
_OF_COUNT = re.compile(r"等(?:[约近共]?[\d一二三四五六七八九十百千两数]+.{0,3}人)?$")
_TOP = re.compile(r"[、，]")
_AND = re.compile(r"以及|和|及(?!时|其)|与(?!会)|暨")
_NO_GROUP = re.compile(r"与会|届时|等|代表(?!团|大会)|双方|代表团$|.*们$|(?:大会|会议)?代表$|客人$|.*一行$|家属$|大家")
_LEAD = re.compile(
    r"^(?:(?:昨|今|当|次)[天日晚]|\d{1,2}月\d{1,2}日|\d{1,2}日|上午|下午|晚上|会上|会前|会后|以及|和|及|还有|另外|此外|同时|由|与|同|率领?|带领)+"
)


class GroupReader:
    """Reads collectives that close with a head noun: ``各县、市直有关部门主要负责人``."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def states_presence(self, predicate: Predicate) -> bool:
        """May this predicate have collectives as its subject?"""
        if predicate.kind == ACTION:
            return bool(_GROUP_VERBS.intersection(predicate.actions)) or predicate.word == "签署"
        return predicate.word in _GROUP_WORDS

    def read(self, view: View, start: int, end: int) -> list[Span]:
        """The groups of a list in ``[start, end)``; ``end`` is where its verb begins."""
        text = view.text
        close = self._close(text, start, end)
        if close < 0:
            return []
        pieces = self._pieces(text, start, close)
        by_comma = len(pieces) > 1
        groups: list[Span] = []
        for a, b in pieces:
            groups.extend(self._split(text, a, b, by_comma))
        return [
            (a, b)
            for a, b in groups
            if b - a > 2 and not _NO_GROUP.match(text[a:b]) and not (b - a < 6 and text.endswith("同志", a, b))
        ]

    def _head_end(self, text: str, start: int, end: int) -> int:
        """End of the item's head noun with its number; -1 where the item ends in none."""
        stop = end
        if found := _OF_COUNT.search(text, start, end):
            stop = found.start()
            return stop if self.lexicon.group_heads.before(text, stop, start) else -1
        if self.lexicon.group_heads.before(text, stop, start):
            return stop
        for found in _COUNT.finditer(text, start, end):
            if found.end() == end and self.lexicon.group_heads.before(text, found.start(), start):
                return end
        return -1

    def _close(self, text: str, start: int, end: int) -> int:
        """Where the list ends: after its last head noun, when only adverbs stand before the verb."""
        if self._head_end(text, start, end) >= 0:
            return end
        for _, stop in reversed(list(self.lexicon.group_heads.spans(text, start, end))):
            if found := _COUNT.match(text, stop, end):
                stop = found.end()
            if found := re.compile(r"等[^，、]{0,8}人").match(text, stop, end):
                stop = found.end()
            rest = text[stop:end]
            if not rest or (self.lexicon.followers.at(text, stop) and "，" not in rest):
                return stop
        return -1

    def _pieces(self, text: str, start: int, close: int) -> list[Span]:
        """The pieces between ， that belong to the list: those that end in a head noun, back from its end."""
        edges = [start, *(m.end() for m in re.finditer("，", text[start:close])), close]
        edges = [start] + [start + e for e in edges[1:-1]] + [close]
        pieces = [(a, b - (1 if b != close else 0)) for a, b in zip(edges, edges[1:], strict=False)]
        kept: list[Span] = []
        for a, b in reversed(pieces):
            if a < b and self._head_end(text, a, b) < 0:
                break
            if a < b:
                kept.append((a, b))
        return kept[::-1]

    def _split(self, text: str, start: int, end: int, by_comma: bool) -> Iterator[Span]:
        begin = start
        cuts = [(m.start(), m.end()) for m in re.compile(r"、|以及|和|及(?!时|其)|与(?!会)").finditer(text, start, end)]
        for at, after in [*cuts, (end, end)]:
            head = self._head_end(text, begin, at)
            if head < 0 or (at < end and not self._closes(text, begin, at, end, by_comma)):
                continue
            a = begin
            if found := _LEAD.match(text[a:head]):
                a += found.end()
            if a < head:
                yield a, head
            begin = after

    def _closes(self, text: str, start: int, at: int, end: int, by_comma: bool) -> bool:
        """Does the head noun before ``at`` close a group, or does a later 代表 or 负责人 close both?"""
        head = self.lexicon.group_heads.before(text, at, start)
        if not head:
            return True
        if by_comma and text[:end].endswith(("代表", "负责人")) and head in _MATERIAL:
            return False
        return True


_MATERIAL = frozenset("业主 先进个人 师生 居民 村民 学生 学员 群众 职工 员工 企业家 党员 人士 教师 家长".split())
