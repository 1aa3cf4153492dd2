"""The extent of a titled name: the chain of posts before it, brackets and posts after it."""

from __future__ import annotations

import re

from newscrawler.extract.attendees.findings import Person, Span
from newscrawler.extract.attendees.readings import Readings
from newscrawler.extract.attendees.view import View

_PIECE = re.compile(r"[^、，]+")
_TIME = re.compile(
    r"^(?:（□*）|而|(?:昨|今|当|次|翌|前)[天日晨晚]|\d{1,4}年|\d{1,2}月|\d{1,2}[日号](?!楼|院|线|馆|厅|门|台|井|桥)(?:[至到—-]\d{1,2}日)?|上午|下午|晚上|[晚午夜]间|晚(?![会宴报])"
    r"|近日|日前|[一二三四五六七八九]是|[▲△▼■○●◎◆◇★☆►※]|图为|图：|与会|参会|新任(?![命职])|新(?:当选|任命)的?|会上|会前|会后|会议期间|随后|期间|其中|来自[^的]{1,20}的|现年|在(?=[^在]{0,12}[省市县区局厅部]))+"
)
_DATELINE = re.compile(r"[^，。：]{2,16}(?:[日时]电|日讯|专电|电讯)(?:（□*）)?|本(?:报|台|刊)(?:讯|消息：?)")
_SOURCE = re.compile(r"[^，。：]{2,8}?讯")
"""江城讯, before a blank."""
_WITHIN = re.compile(r"在(?!校(?!友)|外[乡地]|读|职(?!业)|岗|京|编|册|家|建|任)")
_CLEFT = re.compile(r"[^的岁]*(?:(?<!党)的|(?<=党)的(?!建设)|(?<!百)岁)(?!确)")
_ATTENDS = re.compile(
    "(?:多次|曾经?|还|又|先后|分别)?(?:出席|参加|接受|走进|来到|前往|看望)了?(?!人员|者|单位)(?=.)"
)
_NOT_WITHIN = ("——", "……", "们在", "了", "一行")
"""What no title holds."""
_SENT = re.compile(r"委托|委派|指派|嘱托")
_THERE = re.compile(
    r"(?:[^，。、的]{0,6}?(?:人员|方面|方|人|同志|领导|嘉宾|代表))?(?:还|就|也)?(?:有|是|包括)(?![关效序限])"
)
_TAKES = ("担任", "出任", "兼任", "任")
"""A part or office given to the person before: no post of the next one."""
_ADVERBS = re.compile(r"并|还|又|再|曾|已|将|先后|分别|随后|一起|会上|当场|现场|主动|积极")
_AND_OTHERS = re.compile(r"等(?:人|领导|同志)?[为向对给与同]")
_LINKS = re.compile(r"(?:以及|和(?![平谐])|与|及|暨|同)")
_JOINING = ("与", "同", "跟", "和")
_PLACE_OF_AND = re.compile("和[^，。、和]{1,2}[市县旗镇]")
"""和川市, after a comma."""
_OFFICE_TAIL = re.compile(
    r"团(?![省市县区中支州委长])|组(?!织|委|长)|队(?!长)|会(?!长|员|计|[昌东理宁泽同])|室|办(?!事)|处(?!长)|员(?!工)|人(?!民|大|社|才)"
    r"|[馆所站局](?!长)|中心"
)
"""What makes an office of a verb: 慰问团, 采访中心."""
_APPOINTING = frozenset(
    (
        *("任命", "决定任命", "免去", "提名", "授予", "时任", "已故", "致电", "致函"),
        *("贯彻", "落实", "贯彻落实", "传达", "传达学习", "学习", "认真学习", "学习贯彻"),
    )
)
"""Governors that no office begins with."""
_COLLECTIVE = re.compile(r"(?:各|全体|部分|有关|相关|所有|多名|多位|其他|\d+[名位])")


class Extent:
    """Finds where the titles of a person begin and what belongs to the person after the name."""

    def __init__(self, names: Readings) -> None:
        self.names = names
        self.lexicon = names.lexicon
        self.opening = 0
        """Where the sentence at hand begins."""

    def complete(self, person: Person, floor: int, limit: int) -> None:
        """Widen a person's item to the left over its chain of posts, to the right over brackets and posts."""
        if person.rule == "post+name":
            self._chain(person, floor)
        self._trailer(person, limit)

    def _chain(self, person: Person, floor: int) -> None:
        view, text = person.view, person.view.text
        head, post_end = person.titles[0]
        left = self.piece_start(view, floor, head)
        cut = self.left_edge(view, left, head, floor)
        chain = [(cut, post_end)]
        while cut == left and left - 1 > floor and text[left - 1] in "、，":
            end = left - 1
            left = self.piece_start(view, floor, end)
            word_end = end
            if text[end - 1] == "）":
                word_end = text.rfind("（", left, end)
            post = self.lexicon.posts.before(text, word_end, left) if word_end > left else ""
            if not post or (left == floor > self.opening and self._acts_first(text, left, end)):
                break
            if text[end] == "，" and self._collective(text[left:end]):
                break
            cut = self.left_edge(view, left, word_end - len(post), floor)
            if cut >= end or (
                cut != left and text[end] == "，" and not text.startswith(("以及", "和"), left)
            ):
                break
            chain.append((cut, end))
        person.titles = chain[::-1]
        person.lead = person.titles[0][0]

    def _acts_first(self, text: str, left: int, end: int) -> bool:
        """Does the piece say what the person before did or was given (担任审判长, 看望了困难党员)?"""
        if text.startswith(_TAKES, left):
            return True
        return text[end] == "，" and self._after_verb(text, left, end) > left

    @staticmethod
    def piece_start(view: View, floor: int, end: int) -> int:
        """Where the piece of a list that holds ``end`` begins; quoted names belong to it."""
        text = view.text
        left = max(max(text.rfind(mark, floor, end) for mark in "，、：。；") + 1, floor)
        quote = text.rfind("”", left, end)
        while quote > left and view.plain[quote - 1] not in "。！？，…":
            quote = text.rfind("”", left, quote)
        return max(quote + 1, left) if quote > left else left

    def _collective(self, piece: str) -> bool:
        return bool(_COLLECTIVE.match(piece)) or piece.endswith(
            ("负责人", "代表", "成员", "负责同志", "委员")
        )

    def left_edge(self, view: View, start: int, head: int, floor: int) -> int:
        """Where a title begins within ``[start, head]``: after times, verbs and prepositions before it."""
        text = view.text
        if start == self.opening and (found := _DATELINE.match(text, start, head)):
            start = found.end()
        elif start == self.opening and view.gaps and (found := _SOURCE.match(text, start, head)):
            start = found.end() if found.end() in view.gaps else start
        link = None
        if "等" in text[start:head] and (found := _AND_OTHERS.search(text, start, head)):
            start = found.end()
        joined = start == floor or text.startswith("以及", start)
        if joined and not self._begins_body(text, start) and (link := _LINKS.match(text, start, head)):
            floor = link.end() if start == floor else floor
            start = link.end()
        if found := _TIME.match(text[start:head]):
            start += found.end()
        if found := _ATTENDS.match(text, start, head):
            start = found.end()
        start += bool(_WITHIN.match(text, start, head))
        if start == floor > self.opening and not link:  # the person before acts on this one
            if text[start] not in "在对向为给":
                start = self._after_verb(text, start, head)
            start += text[start] in "在对向为给" and not self._begins_body(text, start)
        start += text.startswith("以", start) and not text.startswith("以色列", start) and start < head
        edge = start
        for at, end in self.lexicon.governor_ends.spans(text, start, head):
            if self._cuts(text, at, end, start, floor):
                edge = max(edge, end)
        while text.startswith("了", edge):
            edge += 1
        if (found := _CLEFT.match(text, edge, head)) and found.end() <= head:
            while nxt := _CLEFT.match(text, found.end(), head):
                found = nxt
            edge = found.end()
        for mark in _NOT_WITHIN:
            if (last := text.rfind(mark, edge, head)) >= 0:
                edge = last + len(mark)
        edge = self._after_collective(text, edge, head)
        if found := _THERE.match(text, edge, head):
            edge = found.end()
        for gap in view.gaps_within(edge, head + 1) if view.gaps else ():
            if (
                isinstance(view.place, str)
                or gap - edge < 3
                or self.lexicon.posts.before(text, gap, edge) == text[edge:gap]
            ):
                edge = gap
        if found := _TIME.match(text[edge:head]):
            edge += found.end()
            edge += bool(_WITHIN.match(text, edge, head))
        return edge

    def _after_collective(self, text: str, edge: int, head: int) -> int:
        """``各国驻华使节和×国驻华大使``: where the title begins after a collective joined to it."""
        if _COLLECTIVE.match(text, edge, head):
            for link in _LINKS.finditer(text, edge, head):
                if self.lexicon.group_heads.before(text, link.start(), edge):
                    return link.end()
        return edge

    def _after_verb(self, text: str, start: int, head: int) -> int:
        """End of the predicate between a person and the title of the next one."""
        first = 0
        for found in self.lexicon.verbs.regex.finditer(text, start, head):
            if text.startswith(("了", "过"), found.end()):
                first = found.end() + 1
            first = first or found.end()
        return first if start < first <= head else start

    def _cuts(self, text: str, at: int, end: int, start: int, floor: int) -> bool:
        """Does a governing word end what stands before a title? Words that are part of an office do not."""
        word, before = text[at:end], text[start:at]
        if self._begins_body(text, at):
            return False
        if len(word) == 1 and at > start and word in "向由请是":
            return len(before) > 1 and not before.endswith(tuple("方面意定申自缘理总"))
        if word == "特邀":  # 特邀监督员
            return not self.lexicon.post_words.at(text, end)
        if word == "联合":  # 战区联合参谋部
            return at == start == floor > self.opening
        if word == "有":
            return at > start and before.endswith(("方", "面", "中", "还"))
        if word == "应":
            return at == start and "邀" in text[end : end + 30]
        if word == "据" and at == start:
            return True
        if word == "受" and at == start and _SENT.search(text, end, end + 40):
            return True
        if len(word) > 1 and _OFFICE_TAIL.match(text, end):
            return word in _APPOINTING
        if self.lexicon.governors[word] in ("represented", "mentioned"):
            passed = len(word) > 1 and text.startswith("了", end)
            return passed or word in _APPOINTING or (at == start and at > self.opening)
        if len(word) > 1:
            return True
        if at == start:
            if text[at - 1 : at] in _JOINING:  # 与和川市市长
                return False
            if word == "在":
                return bool(_WITHIN.match(text, at))
            if word in "携偕" and floor > self.opening:
                return True
            if text[at - 1 : at] == "、":
                return word in "由与"
            return word in "由与" or (
                at > self.opening and word in "向为对给让请同和在" and text[end] not in "平谐"
            )
        placed = before.startswith(("到", "来到", "在", "赴", "前往")) or before.endswith(
            tuple("堂馆厅宫店楼院室场上中")
        )
        if word in "与同跟" and placed:
            return True  # 在人民大会堂同
        if word in "与同跟":
            return not before.endswith(("共", "合", "胡", "协", "参")) and self._is_party(text, start, at)
        if word in "向由请是":
            return len(before) > 1 and not before.endswith(tuple("方面意定申自缘理总"))
        return False

    def _begins_body(self, text: str, at: int) -> bool:
        """``向阳街道``, ``同济大学``: what looks like a preposition or verb begins a name."""
        if text[at - 1 : at] in ("，", "") and _PLACE_OF_AND.match(text, at):
            return True
        return any(text[at : at + n] in self.lexicon.classes["not_prepositions"] for n in (2, 3, 4, 5))

    def _is_party(self, text: str, start: int, at: int) -> bool:
        """Is what stands before 与 a party, and not the first half of a name (环境与资源委员会)?"""
        if self.lexicon.organisations.before(text, at, start) or text[at - 1] in "他她们等方":
            return True
        if "（" in text[start:at] or "”" in text[start:at] or _ADVERBS.search(text, max(start, at - 2), at):
            return True
        return any(
            self.names.form(name) >= 2 and self.names.count(name) > 1
            for name in (text[max(start, at - n) : at] for n in (2, 3))
        )

    def _trailer(self, person: Person, limit: int) -> None:
        text, tail = person.view.text, person.tail
        if text.startswith("（", tail):
            close = text.find("）", tail, limit)
            if close > 0:
                person.titles.extend(self._bracketed(person.view, tail + 1, close))
                tail = close + 1
        if word := self.lexicon.honorifics.at(text, tail):
            if not word.startswith("等"):
                tail += len(word)
        elif (post := self.names.post_at(text, tail, limit)) and self.names.boundary(
            person.view, tail + post, limit
        ):
            person.titles.append((tail, tail + post))
            tail += post
        person.tail = tail

    def _bracketed(self, view: View, start: int, end: int) -> list[Span]:
        """Posts in a bracket after a name; none where it holds marks of sex, side or people."""
        if self.lexicon.marks.fullmatch(view.plain, start, end):
            return []
        pieces = [(m.start(), m.end()) for m in _PIECE.finditer(view.plain, start, end)]
        if any(self.lexicon.posts.before(view.plain, b, a) for a, b in pieces):
            return [(a, b) for a, b in pieces if not self.lexicon.marks.fullmatch(view.plain, a, b)]
        return []
