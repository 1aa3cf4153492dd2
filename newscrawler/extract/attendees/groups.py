"""Collectives that attend: lists that close with a head noun."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from newscrawler.extract.attendees.clauses import ACTION, PRESENCE, Predicate, is_noun
from newscrawler.extract.attendees.findings import Span
from newscrawler.extract.attendees.lexicon import Lexicon, alternation
from newscrawler.extract.attendees.view import View

_AND_OTHERS = re.compile(r"等[^，、]{0,8}人")
_CUTS = re.compile(r"、|以及|和|及(?!时|其)|与(?!会)")
_COMMA_PIECE = re.compile(r"[^，]+")
_LEADING = re.compile(r"率领?(?![先的领])|带领(?!的)")
_ALONG = re.compile(
    r"[与同和]([^，。]{0,8}?[\d一二三四五六七八九十百千多][^，。]{2,32}?|[^，。、与同和]{2,24}?代表)(?:一起|一道|一同)"
)
_WHO_CAME = re.compile(r"(?:出席|参加|列席)[^，。、]{0,10}的有?(?=[^，。、的]{2,14}\d+[名人])")
"""出席全会的市委委员47名、候补委员8名."""
_RELATIVE = re.compile(r"(?:不是|来自|曾任)[^，。的]{2,40}的")
"""不是委员、候补委员的领导同志: one group, whatever its clause lists."""
_MUST = re.compile(r"[要须应]$")
_GROUP_VERBS = frozenset(("出席", "参加", "列席", "陪同", "见证", "会见"))
_TOGETHER = ("一同", "一起", "随同", "参与")
_COUNT = re.compile(
    r"(?:等?[约近共逾超]?[\d一二三四五六七八九十百千万两数几]+[多余]?(?:[名位个]?(?:余|多)?人|名))"
)
_COUNTED = re.compile(rf"{_COUNT.pattern}$")
_OF_COUNT = re.compile(r"(?:等|共计?|合计)(?:[约近共]?[\d一二三四五六七八九十百千两数]+.{0,3}人)?$")
_NO_GROUP = re.compile(
    r".*(?:看望|慰问|学习贯彻|或者)|让|一[同起]|在[^，]{2,10}(?<![主责])任|.*总书记$|与会|届时|等|广大|.*了|.*人民$|(?:分别|共同|先后)?代表(?!团|大会)|双方(?:代表|嘉宾|领导)?$|邀请|代表团$|.*们$|(?:大会|会议)?代表$|客人$|.*到场|作为|.*一行$|家属$|大家|(?:广大|全[省市县区镇乡村])?(?:干部)?群众$"
)
_LEAD = re.compile(
    r"^(?:[^，、]{0,6}会场[有由]|(?:分批次?|分别)?(?:组织|召集|安排)(?!部|委|员|处|科)|(?:昨|今|当|次)[天日晚]|\d{1,2}月\d{1,2}日|\d{1,2}日|上午|下午|晚上|会上|会前|会后|以及|和|及|还有|另外|此外|同时|由|与(?!会)|同|率领?|带领|(?:会议|大会|活动|仪式)?(?:还|特)?邀请了?|(?:[本此]次)?(?:比赛|大赛|活动|会议|论坛)?共?有(?=[约近\d一二三四五六七八九十百千]))+"
)


@lru_cache(maxsize=8)
def _gate(lexicon: Lexicon) -> re.Pattern[str]:
    """Finds what a stretch with an attending collective holds."""
    telling = [word for word, actions in lexicon.actions.items() if _GROUP_VERBS.intersection(actions)]
    return re.compile(alternation([*telling, *_TOGETHER, *lexicon.classes["joined_in"], "签署"]))


class GroupReader:
    """Reads collectives that close with a head noun: ``各县、市直有关部门主要负责人``."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._gate = _gate(lexicon)

    def of_stretch(self, view: View, start: int, end: int, listed: bool) -> Iterator[tuple[Span, str]]:
        """Groups of a stretch, each with the verb that tells; ``listed`` where persons stand around."""
        text = view.text
        for found in _LEADING.finditer(text, start, end):
            for _, stop in self.lexicon.group_heads.spans(text, found.end(), min(end, found.end() + 60)):
                acts = self.lexicon.followers.at(text, stop + text.startswith("，", stop))
                if "，" not in text[found.end() : stop] and acts:
                    yield from ((span, found.group()) for span in self.read(view, found.end(), stop))
                    break
        for found in _ALONG.finditer(text, start, end):
            yield from ((span, "一起") for span in self.read(view, *found.span(1)))
        if counted := _WHO_CAME.search(text, start, end):
            yield from ((span, "出席") for span in self.read(view, counted.end(), end))
        begin = start
        for predicate in self._predicates(text, start, end):
            yield from ((span, predicate.word) for span in self.read(view, begin, predicate.start))
            comma = text.find("，", predicate.end, end)
            begin = comma + 1 if comma >= 0 else predicate.end
        if listed and begin == start:
            yield from ((span, "list") for span in self.read(view, start, end))

    def _predicates(self, text: str, start: int, end: int) -> Iterator[Predicate]:
        """Verbs of the stretch that may have collectives before them, one a clause, up to reported speech."""
        after = start
        if not self._gate.search(text, start, end):
            return
        for match in self.lexicon.verbs.regex.finditer(text, start, end):
            word, at = match.group(), match.start()
            if word == "问" and text[at - 1] in "顾慰访":  # 法律顾问
                continue
            if word in self.lexicon.speech or word == "听取":
                return
            kind = ACTION if word in self.lexicon.actions else PRESENCE
            predicate = Predicate(kind, at, match.end(), self.lexicon.actions.get(word, ()), word)
            joint = word in ("调研", "考察", "视察") and (
                text.startswith(_TOGETHER, at - 2) or "邀" in text[max(start, at - 6) : at]
            )
            if at < after or not (joint or self.states_presence(predicate)):
                continue
            if is_noun(text, word, match.end(), end, self.lexicon):
                continue
            if _MUST.search(text[max(start, at - 2) : at]):
                return
            yield predicate
            comma = text.find("，", match.end(), end)
            after = comma if comma >= 0 else end

    def states_presence(self, predicate: Predicate) -> bool:
        """May this predicate have collectives as its subject?"""
        if predicate.kind == ACTION:
            return bool(_GROUP_VERBS.intersection(predicate.actions)) or predicate.word == "签署"
        return predicate.word in self.lexicon.classes["joined_in"]

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
            if (b - a > 2 or (len(groups) > 1 and text[a:b] in self.lexicon.group_heads))
            and not _NO_GROUP.match(text[a:b])
            and not (b - a < 6 and text.endswith("同志", a, b))
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
            if found := _AND_OTHERS.match(text, stop, end):
                stop = found.end()
            rest = text[stop:end]
            if not rest or (self.lexicon.followers.at(text, stop) and "，" not in rest):
                return stop
        return -1

    def _pieces(self, text: str, start: int, close: int) -> list[Span]:
        """The pieces between ， that belong to the list: those that end in a head noun, back from its end."""
        kept: list[Span] = []
        for piece in reversed(list(_COMMA_PIECE.finditer(text, start, close))):
            a, b = piece.span()
            if a < b and self._head_end(text, a, b) < 0:
                break
            if a < b:
                kept.append((a, b))
        return kept[::-1]

    def _split(self, text: str, start: int, end: int, by_comma: bool) -> Iterator[Span]:
        begin = start
        cuts = [(m.start(), m.end()) for m in _CUTS.finditer(text, start, end)]
        clause = _RELATIVE.match(text, start, end)
        for at, after in [*cuts, (end, end)]:
            if clause and at < clause.end():
                continue
            if at == begin:
                begin = after
                continue
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
        counted = _COUNTED.search(text, start, end)
        stop = counted.start() if counted else end
        closes_with_people = by_comma and text.endswith(("代表", "负责人"), 0, stop)
        return not (closes_with_people and head in self.lexicon.classes["material"])
