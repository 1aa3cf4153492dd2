"""Whole-article resolution: from sentences with persons and predicates to attendees.

A sentence is read left to right: persons gather as the subject, predicates between them act on it;
the word before a person decides whether it becomes subject, guest, contact or is only talked of.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from newscrawler.extract.attendees import clauses
from newscrawler.extract.attendees.clauses import GroupReader, Predicate, predicates
from newscrawler.extract.attendees.findings import (
    ActionFound,
    Findings,
    GroupFound,
    Mention,
    Person,
    Span,
    TitleFound,
)
from newscrawler.extract.attendees.lexicon import Lexicon
from newscrawler.extract.attendees.names import shape
from newscrawler.extract.attendees.titles import MARKS, POST_FOLLOWS, PersonFinder
from newscrawler.extract.attendees.view import View
from newscrawler.record import Attendee, Evidence, normal_name

_LINK = re.compile(r"[、；]|，?(?:以及|和|与|及|暨|同)?")
_JOINED = re.compile(r"[、；，]|，?(?:以及|和|及|暨)(?:其|他的|她的)?(?:夫人|妻子|丈夫|女儿|儿子)?|偕夫人")
_PAST = re.compile(r"(?:一[九八][〇○零一二三四五六七八九]{2}年(?![一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)|[\d一二三四五六七八九十多几]+年前|1[89]\d\d|20\d\d)年(?!\d{1,2}月\d{1,2}日)|当年|从前|生前|据.{0,8}记载|此前")
_OPENING = re.compile(
    r"(?:参加|出席|列席|陪同|应邀|就座|就坐|在座|到会|在|迎接|送行|送别)[^，。：]{0,24}(?:有|是|为|包括)(?:（□*）)?：?$"
    r"|(?:方面?|[员中])有$|(?:主讲|主持|发言|点评)人(?:是|为|：)$"
)
_AFTER_INNER = re.compile(r"[和与同及在率向对为请让]|会见了?|代表|陪同|邀请|带领|率领|委托|叮嘱")
_AND_LEADERS = re.compile(r"等([^，。、的\d]{0,10}?(?:领导人?|领导同志|负责人|专家|学者|嘉宾))(?![团队会组干])")
_CORE = frozenset(
    "主持 出席 讲话 致辞 致词 宣读 宣布 参加 会见 接见 陪同 介绍 强调 指出 要求 表示 说 认为 希望 介绍说 发言 作报告 揭牌 颁奖 致欢迎辞 致欢迎词 "
    "主讲 点评 列席 到会 汇报 总结 部署 签署 见证 主礼 称 表态".split()
)
"""Verbs that make a name of a bare string before them, though it stands nowhere else."""
_ADDRESS = frozenset("同志 先生 女士 教授 等同志 一行 夫妇 将军 上将 中将 少将 元帅 亲王 阁下 博士".split())
_TRAVEL = frozenset("赴 率 率团 率队 到 来 在 与 同 会见 带队 深入 走进 前往".split())
_KIN = re.compile(r"(?:同志|先生|女士|教授)?(?:之[子女妻父母]|的(?!陪同|主持|带领|率领)|生前|诞辰|逝世)")
_HEADED_BY = re.compile(r"为(?:团长|首|领队|组长|队长)")
_TOLD = frozenset(("介绍", "汇报", "总结", "发言"))
"""Actions that a feature tells of its people too."""
_GONE = re.compile(r"逝世|牺牲|已故|去世|病逝")
_OFFICE_GIVEN = re.compile(r"(?:同志)?(?P<verb>当选|不再担任|担任|兼任|任(?!何|务)|为)")
_CLAUSE_END = re.compile(r"[，、；。（]")
_BOTH_SIGN = re.compile(r"双方[^，。]{0,12}(签署|签订|签约)")
_IN_THE_PART = re.compile(r"以([^，。、]{2,20}?)的?身份")
_LABEL = re.compile(
    r"(?:在?(?:主席台)?(?:前排)?)?(?P<verb>出席|参加|列席|主持|陪同|主讲|发布|发言|到会|参会|就座|请假|缺席|应邀出席|记录|嘉宾|特邀)"
    r"[^，。、]{0,14}?(?:人员|人|名单|领导|嘉宾|代表|单位)?(?:还|依次)?(?:有|是|为)?|嘉宾|(?P<role>.{0,6}(?:名单|成员))"
)
_EVENT = re.compile(
    r"召开|举行|举办|开幕|闭幕|调研|考察|会见|座谈|仪式|会议|活动|慰问|签约|揭牌|讲座|论坛|视察|检查|督查|走访|访问|典礼|晚会|招待会|会谈|宴会|大会|发布会"
)


@dataclass(slots=True)
class Said:
    """What one mention says of its person."""

    person: Person
    present: bool = False
    soft: bool = False
    """Present by a speech verb or contact alone: counts only where the article reports an event."""
    guess: bool = False
    """Present by standing where a subject stands, its verb unknown."""
    listed: bool = False
    """Named in a list that a heading or 有 opens."""
    absent: bool = False
    actions: list[tuple[str, View, Span]] = field(default_factory=list)
    headed: list[tuple[View, Span]] = field(default_factory=list)
    """Titles that stand in the heading of the list."""


@dataclass(slots=True)
class Carry:
    """What a heading line says of the list that follows it."""

    actions: tuple[str, ...] = ()
    action_at: Span = (0, 0)
    titles: list[Span] = field(default_factory=list)
    view: View | None = None
    own: View | None = None
    """The paragraph of the heading itself."""
    absent: bool = False


class Resolver:
    """Reads the texts of one article."""

    def __init__(self, views: list[View], lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.views = views
        self.finder = PersonFinder(lexicon, "\n".join(view.plain for view in views))
        self.groups = GroupReader(lexicon)
        self.said: list[Said] = []
        self.found_groups: list[tuple[View, Span, str]] = []
        self.sentences: list[tuple[View, int, int, list[Person]]] = []
        self.event = False
        self._sentence = 0
        self._parties: list[Said] = []

    def run(self) -> Findings:
        """Find, read, join."""
        for view in self.views:
            for start, end in view.sentences():
                persons = self.finder.titled(view, start, end)
                self.sentences.append((view, start, end, self._with_bare(view, start, end, persons)))
        self._repeat_known()
        self._quoted_titles()
        carry: Carry | None = None
        last: View | None = None
        for view, start, end, persons in self.sentences:
            if view is not last:
                carry, last = self._heading(view, carry), view
            self._read(view, start, end, persons, carry)
        return self._join()

    # -- names without posts --------------------------------------------------------------------

    def _with_bare(self, view: View, start: int, end: int, titled: list[Person]) -> list[Person]:
        """Titled persons completed, and the bare names that lists, verbs and governors give away."""
        finder, text = self.finder, view.text
        floor = start
        for person in titled:
            finder.complete(person, floor, end)
            if floor == person.lead > start and view.text.startswith("代表", floor):
                person.titles, person.lead, person.rule = [], floor + 2, "bare name"
            floor = person.tail
        found: list[Person] = []
        queue = list(titled)
        place = start
        listed = False
        while place < end:
            if queue and queue[0].lead <= place:
                person = queue.pop(0)
                if inner := self._before_title(view, person, start):
                    finder.complete(inner, place, person.start)
                    found.append(inner)
                    person.titles = [t for t in person.titles if t[0] >= person.start] + [
                        (max(a, inner.tail), b) for a, b in person.titles if inner.tail < b <= person.start
                    ]
                    if person.titles and (after := self._after_inner(text, inner.tail, person.start)):
                        person.titles[0] = (max(person.titles[0][0], after), person.titles[0][1])
                        person.lead = person.titles[0][0]
                found.append(person)
                place, listed = max(person.tail, place), True
                continue
            limit = queue[0].lead if queue else end
            person = self._bare_at(view, place, limit, end, listed, start)
            if person:
                finder.complete(person, place, limit)
                found.append(person)
                place, listed = person.tail, True
                continue
            link = _LINK.match(text, place)
            if listed and link and link.end() > place:
                place = min(link.end(), limit)
                continue
            nxt = min(self._next_place(view, place, limit, end), limit) if place < limit else limit
            listed = False if nxt > place + 1 or text[place] not in "、，" else listed
            place = nxt
        return found

    def _before_title(self, view: View, person: Person, start: int) -> Person | None:
        """``李明和副市长王强``: a bare name that the title of the next person has swallowed."""
        if person.rule != "post+name" or person.lead >= person.titles[0][1]:
            return None
        head = person.titles[0][1]
        inner = self.finder.bare(view, person.lead, person.start, 4.6, "bare name")
        if not inner:
            return None
        tail = inner.end
        if "·" in inner.name:
            self.finder.complete(inner, person.lead, person.start)
            tail = inner.tail
        if not self._after_inner(view.text, tail, head):
            return None
        return inner if "·" in inner.name or self.finder.count(inner.name) > 1 else None

    def _after_inner(self, text: str, at: int, end: int) -> int:
        """End of the preposition or verb that stands between two persons; 0 where there is none."""
        if found := _AFTER_INNER.match(text, at, end):
            return found.end()
        verb = self.lexicon.verbs.at(text, at)
        return at + len(verb) + text.startswith("了", at + len(verb)) if verb else 0

    def _next_place(self, view: View, place: int, limit: int, end: int) -> int:
        """The next place where a bare name may begin: after a mark, a blank or a governing word."""
        text = view.text
        best = end
        for mark in ("，", "、", "：", "”", "》", "）", "岁的"):
            if 0 <= (at := text.find(mark, place, end)) < best:
                best = at + len(mark)
        for gap in view.gaps:
            if place < gap < best:
                best = gap
        for _, stop in self.lexicon.governor_ends.spans(text, place, min(best, end)):
            if stop > place:
                best = min(best, stop + (1 if text.startswith("了", stop) else 0))
                break
        return limit if place < limit < best else max(best, place + 1)

    def _bare_at(self, view: View, at: int, limit: int, end: int, listed: bool, start: int) -> Person | None:
        text = view.text
        if at >= limit:
            return None
        opens = at == start or text[at - 1] in "，、：”》）" or at in view.gaps
        linked = listed and (text[at - 1] in "、和与及同" or at in view.gaps)
        headline = isinstance(view.place, str)
        governed = not opens and self._governed(text, at, start)
        kin = governed and self.lexicon.governors[self.lexicon.governor_ends.before(text, at, start) or "由"] == "kin"
        least = 3.1 if linked else 4.6
        person = self.finder.bare(view, at, limit, least, "name in a list" if linked else "bare name")
        if not person:
            return None
        if linked:
            titled = self.lexicon.posts.before(text, at - 1, start) or text[at - 1] in "和与及同"
            return None if titled and not self._looks_family(person.name) else person
        follow = self.lexicon.followers.at(text, person.end)
        edge = self.finder.boundary(view, person.end, end)
        form = shape(person.name, self.lexicon) if "·" not in person.name else 3.0
        family = "·" in person.name or form >= 1.9 and (
            person.name[0] in self.lexicon.surnames or person.name[:2] in self.lexicon.compound
        )
        family = family or (form >= 1.6 and all(c in self.lexicon.transcription for c in person.name))
        if opens and family and form >= 1.9 and self.lexicon.honorifics.at(text, person.end) in _ADDRESS:
            return person
        repeated = self.finder.count(person.name) > 1
        if (opens or governed) and text.startswith("（", person.end):
            return person if (repeated and family) or self._bracket_speaks(view, person.end, end) else None
        if kin and edge >= 2.2 and family:
            return person
        if opens and (person.end == end or text[person.end] in "、，和与" or person.end in view.gaps):
            labelled = text[at - 1 : at] == "：" and _LABEL.fullmatch(text[start : at - 1])
            labelled = labelled or (text[at - 1 : at] == "：" and self.lexicon.posts.before(text, at - 1, start) == text[start : at - 1])
            if labelled or self._opens_list(view, person, end):
                return person
            if text[person.end : person.end + 1] not in ("和", "与"):
                return None
        if not follow and edge < 3.0:
            return None
        if opens and headline:
            spoken = follow in self.lexicon.actions or (family and edge == 3.0 and follow != "")
            return person if (spoken or (repeated and follow in _TRAVEL)) and (family or follow in self.lexicon.actions) else None
        if headline and opens:
            return None
        if opens and "·" in person.name and edge == POST_FOLLOWS:
            return person
        spoken = follow in self.lexicon.actions or follow in self.lexicon.speech or (edge >= 3.0 and follow == "")
        if opens and spoken and text[person.end] not in MARKS and (family or repeated):
            return person if repeated or follow in _CORE else None
        if at == start and follow and follow in "在就向对与同率赴" and form >= 2.9 and family and person.name[:2] not in self.lexicon.common:
            return person
        if opens or (governed and edge < 3.0):
            return person if follow and family and repeated and form >= 1.9 else None
        if governed and family and edge == POST_FOLLOWS and repeated:
            return person
        if governed and family and edge >= 3.0 and form >= 1.9:
            return person if repeated or form >= 2.9 or self._opens_list(view, person, end) else None
        return None

    def _governed(self, text: str, at: int, start: int) -> bool:
        """Does a governing word end just before ``at``?"""
        if text.endswith("岁的", start, at):
            return True
        at -= text.startswith("了", at - 1)
        word = self.lexicon.governor_ends.before(text, at, start)
        return bool(word) and self.lexicon.governors[word] != "place" and not text.startswith("有关", at - 1) and not text[:at].endswith(("一同", "共同", "会同", "陪同", "方向", "一向")) and not text.startswith("同步", at - 1)

    def _bracket_speaks(self, view: View, at: int, end: int) -> bool:
        """Does the bracket at ``at`` hold a post or a mark of a person?"""
        close = view.text.find("）", at, end)
        return close > 0 and bool(
            self.lexicon.posts.before(view.plain, close, at) or self.lexicon.marks.fullmatch(view.plain, at + 1, close)
        )

    def _looks_family(self, name: str) -> bool:
        """Does a bare string look like a name with a family name, or a transcribed one?"""
        if "·" in name:
            return True
        form = shape(name, self.lexicon)
        if name in self.lexicon.common or name in self.lexicon.places:
            return False
        return form >= 1.9 and (
            name[0] in self.lexicon.surnames or name[:2] in self.lexicon.compound or len(name) > 3
        )

    def _opens_list(self, view: View, person: Person, end: int) -> bool:
        """Is ``person`` the first of several bare names?"""
        text, place, names = view.text, person.end, 1
        family = int(self._looks_family(person.name))
        while place < end and names < 4:
            if text[place] == "、" or (text[place] in "和与" and names < 3):
                place += 1
            elif place not in view.gaps:
                break
            nxt = self.finder.bare(view, place, end, 3.4, "")
            if not nxt:
                break
            names += 1
            family += self._looks_family(nxt.name)
            place = nxt.end
            if text.startswith("（", place):
                place = text.find("）", place) + 1 or end
        return 2 * family >= names >= (2 if person.score >= 5 else 3)

    def _repeat_known(self) -> None:
        """Add every further mention of a known name."""
        known = {p.name for *_, persons in self.sentences for p in persons}
        last_parts = {part for name in known if "·" in name for part in name.split("·")}
        for *_, persons in self.sentences:
            for person in persons:
                if person.name in last_parts and not any(b <= person.start for _, b in person.titles):
                    person.rule = "last name"
        known = {p.name for *_, persons in self.sentences for p in persons if p.rule != "last name"}
        if not known:
            return
        short = {}
        for name in known:
            if "·" in name:
                for part in name.split("·"):
                    if len(part) > 1:
                        short.setdefault(part, name)
        pattern = re.compile("|".join(map(re.escape, sorted([*known, *short], key=len, reverse=True))))
        surnames = {self._surname(name): None for name in known if "·" not in name}
        by_post = re.compile(
            f"({'|'.join(map(re.escape, sorted(surnames, key=len, reverse=True)))})(总(?![理经])|副?[\u4e00-\u9fff]{{1,2}}[长记任席理官])"
        ) if surnames else None
        for n, (view, start, end, persons) in enumerate(self.sentences):
            taken = [(p.lead, p.tail) for p in persons]
            added = []
            for match in pattern.finditer(view.text, start, end):
                a, b = match.span()
                if any(x < b and a < y for x, y in taken):
                    continue
                name = match.group()
                edge = self.finder.boundary(view, b, end)
                opens = a == start or view.text[a - 1] in "，、：”》）" or a in view.gaps
                governed = self._governed(view.text, a, start)
                weak = name in self.lexicon.common or name[0] not in self.lexicon.surnames
                if not edge or (weak and not (opens or governed) ):
                    continue
                if name not in known and not (opens or governed or view.text[a-1] in "和与及"):
                    continue
                person = Person(view, a, b, a, b, [], "known name" if name in known else "last name")
                self.finder.complete(person, start, end)
                added.append(person)
                taken.append((a, person.tail))
            if by_post:
                for match in by_post.finditer(view.text, start, end):
                    a, b = match.span()
                    opens = a == start or view.text[a - 1] in "，、：”》）。" or self.lexicon.governor_ends.before(view.text, a, start)
                    if opens and not any(x < b and a < y for x, y in taken):
                        added.append(Person(view, a, b, a, b, [], "surname+post"))
                        taken.append((a, b))
            if added:
                self.sentences[n] = (view, start, end, sorted([*persons, *added], key=lambda p: p.start))
        self._last_names = short

    def _quoted_titles(self) -> None:
        """Titles that a quotation gives to a person named outside of it."""
        known = {p.name for *_, persons in self.sentences for p in persons}
        for view in self.views:
            for found in re.finditer("“□+”", view.text):
                words = view.plain[found.start() : found.end()]
                if any(name in words for name in known):
                    open_view = view.unveiled()
                    for person in self.finder.titled(open_view, found.start() + 1, found.end() - 1):
                        if person.name in known:
                            self.finder.complete(person, found.start() + 1, found.end() - 1)
                            self.said.append(Said(person))

    def _surname(self, name: str) -> str:
        return name[:2] if name[:2] in self.lexicon.compound else name[:1]

    # -- reading a sentence ---------------------------------------------------------------------

    def _heading(self, view: View, carry: Carry | None) -> Carry | None:
        """What this paragraph, if it heads or continues a list, says of its names."""
        text = view.text
        if not isinstance(view.place, int) or not text:
            return None
        label, colon, rest = text.partition("：")
        found = _LABEL.fullmatch(label)
        is_post = len(label) <= 24 and self.lexicon.posts.before(label, len(label)) != ""
        if (found or is_post) and (not rest or (colon and len(text) < 200)) and (colon or found or len(text) <= 14):
            fresh = Carry(view=view)
            word = found.group("verb") if found else None
            if word in self.lexicon.actions:
                at = label.find(word)
                fresh.actions, fresh.action_at = self.lexicon.actions[word], (at, at + len(word))
            elif is_post and rest and carry:
                fresh.actions, fresh.action_at, fresh.view = carry.actions, carry.action_at, carry.view
            if is_post and not found:
                fresh.titles = [(0, len(label))]
            fresh.absent = bool(self.lexicon.absence.search(label))
            fresh.own = view
            return fresh
        if carry and len(text) < 400 and not re.search(r"[。！？]", text[:-1]):
            return None if any(word in text for word in self.lexicon.actions) else carry
        return None

    def _read(self, view: View, start: int, end: int, persons: list[Person], carry: Carry | None) -> None:
        text = view.text
        if _PAST.match(text, start):
            return
        subject: list[Said] = []
        place = self._sentence = start
        speaking = False
        previous: Said | None = None
        parties: list[Said] = []
        for n, person in enumerate(persons):
            gap = (place, person.lead)
            lead = text[place : person.lead]
            said = Said(person)
            linked = previous is not None and (not lead or _JOINED.fullmatch(lead) is not None)
            if linked and previous is not None:
                direct = not lead or lead[0] != "，"
                if previous in subject:
                    subject.append(said)
                said.present, said.absent, said.soft = previous.present, previous.absent, previous.soft
                said.guess, said.listed = previous.guess, previous.listed
                said.actions = list(previous.actions) if previous not in subject else []
                if direct and not person.titles and person.rule in ("name in a list", "known name", "bare name") and lead != "与":
                    person.titles = self._sharable(previous.person)
            else:
                speaking = self._apply(view, *gap, subject, speaking)
                role, word = self._governor(view, place, person)
                if not subject or speaking or role == "subject" or (role == "" and self._clause_start(view, place, person.lead)):
                    if speaking and not self._strong_after(view, person, end):
                        self.said.append(said)
                        place, previous = person.tail, said
                        continue
                    speaking = False
                last = self._chain_end(view, persons, n)
                self._take_role(view, role, word, said, subject, place, end, lead, last)
            if carry and not isinstance(view.place, str):
                said.present = said.listed = said.present or not carry.absent
                said.absent = said.absent or carry.absent
                if carry.view is not None and carry.actions:
                    said.actions.extend((a, carry.view, carry.action_at) for a in carry.actions)
                if carry.titles and carry.own and not person.titles:
                    said.headed = [(carry.own, span) for span in carry.titles]
            self.said.append(said)
            if (subject and said not in subject and said.present) or len(subject) > 1:
                parties = [*subject, said] if said not in subject else list(subject)
            if found := _IN_THE_PART.match(text, person.tail, end):
                if self.lexicon.posts.before(text, found.end(1), found.start(1)):
                    person.titles = [*person.titles, found.span(1)]
            place, previous = person.tail, said
        self._apply(view, place, end, subject, speaking, last=True)
        if place >= end and len(persons) == 1 and len(subject) == 1 and end - start < 40 and "，" not in text[start:end]:
            subject[0].present = subject[0].soft = subject[0].guess = True  # a line that is a titled name
        self._common_title(view, persons)
        self._parties = parties or self._parties
        if found := _BOTH_SIGN.search(text, start, end):
            for said in self._parties:
                said.actions.append(("签约", view, found.span(1)))
        if carry and carry.own is not view and not persons and not carry.absent and not self.lexicon.verbs.regex.search(text, start, end):
            self.found_groups.extend((view, span, "roster") for span in self.groups.read(view, start, end))

    def _common_title(self, view: View, persons: list[Person]) -> None:
        """``A、B等市领导``: what follows 等 is a title of each in the list."""
        for n, person in enumerate(persons):
            if found := _AND_LEADERS.match(view.text, person.tail):
                members = [person]
                while n and self._chain_end(view, persons, n - 1) == person.tail:
                    n -= 1
                    members.append(persons[n])
                for member in members:
                    member.titles = [*member.titles, found.span(1)]

    def _appointed(self, text: str, at: int, end: int) -> bool:
        """Does what follows only give a person an office: 任…, 当选…, 为…主席?"""
        found = _OFFICE_GIVEN.match(text, at, end)
        if not found:
            return False
        close = _CLAUSE_END.search(text, found.end(), end)
        stop = close.start() if close else end
        return found.group("verb") != "为" or bool(self.lexicon.posts.before(text, stop, at))

    def _chain_end(self, view: View, persons: list[Person], first: int) -> int:
        """End of the last of the persons joined to ``persons[first]`` in one list."""
        tail = persons[first].tail
        for person in persons[first + 1 :]:
            link = view.text[tail : person.lead]
            if link and not _JOINED.fullmatch(link):
                break
            tail = person.tail
        return tail

    @staticmethod
    def _sharable(person: Person) -> list[Span]:
        return [span for span in person.titles if span[1] <= person.start]

    def _clause_start(self, view: View, place: int, lead: int) -> bool:
        piece = view.text[place:lead]
        return (isinstance(view.place, str) and lead in view.gaps) or "，" in piece or "：" in piece or "；" in piece

    def _strong_after(self, view: View, person: Person, end: int) -> bool:
        word = self.lexicon.followers.at(view.text, person.tail)
        return bool(person.titles) and word in self.lexicon.actions

    def _governor(self, view: View, place: int, person: Person) -> tuple[str, str]:
        """The part that the words before a person give it."""
        text, at = view.text, person.lead
        if text.startswith("了", at - 1):
            at -= 1
        if fresh := re.search(r"新(?:任命|当选|任|选举产生)的?$", text[place:at]):
            at = place + fresh.start()
        word = self.lexicon.governor_ends.before(text, at, place)
        if not word and fresh:
            return "", ""
        if word:
            return self.lexicon.governors[word], word
        piece = re.split("[，：；]", text[place:at])[-1]
        for word, role in self.lexicon.governors.items():
            if role in ("met", "contact", "reports", "mentioned", "delegate") and len(word) > 1 and word in piece:
                return role, word
        if piece.endswith("岁的"):
            return "contact", "岁的"
        if piece.endswith("在"):
            return "within", "在"
        return "", ""

    def _take_role(self, view: View, role: str, word: str, said: Said, subject: list[Said], place: int, end: int, lead: str, last: int) -> None:
        text, person = view.text, said.person
        after = text[last : min(end, last + 30)]
        opening = _OPENING.search(text[self._sentence : person.lead]) if lead[-1:] in "有是为括：）" else None
        if _KIN.match(after) or self._appointed(text, last, end):
            if self._clause_start(view, place, person.lead):
                subject.clear()
            return
        if _GONE.search(lead[-8:]):
            return
        if role == "represented" and (word == "代表" or re.match(r"[^，]{0,12}(?:委托|委派|指派|嘱托|派)", after)):
            said.absent = word != "代表"
            return
        if role == "mentioned":
            if "以" in (word, lead[-1:]) and _HEADED_BY.match(after):
                said.present, said.soft = True, True
            return
        if role == "reports" or re.match(r"(?:等)?关于[^。]{0,40}汇报", after):
            if "汇报" in text[person.tail : end]:
                at = text.find("汇报", person.tail, end)
                said.actions.append(("汇报", view, (at, at + 2)))
            said.present = True
            return
        if re.match(r"(?:[^，。在]{0,10}|、[^，。在]{2,30})的?陪同下", after) and (role in ("within", "subject") or "在" in lead):
            at = text.find("陪同", person.tail)
            said.actions.append(("陪同", view, (at, at + 2)))
            said.present = True
            return
        if opening:
            said.present = said.listed = True
            begin = person.lead - len(opening.group()) if "的" in opening.group() or "人" in opening.group() else self._sentence
            for found in self.lexicon.verbs.regex.finditer(text, begin, person.lead):
                if actions := self.lexicon.actions.get(found.group()):
                    at = found.start()
                    said.actions.extend((a, view, (at, at + len(found.group()))) for a in actions)
                    break
            return
        if role == "met":
            said.present, said.soft = True, True
            return
        if role == "with" and subject:
            said.present = True
            for predicate in predicates(view, last, end, self.lexicon):
                if predicate.kind == clauses.ACTION:
                    if predicate.actions[0] != "会见":
                        said.actions.extend((a, view, (predicate.start, predicate.end)) for a in predicate.actions)
                    break
            return
        if role == "delegate" or (role == "contact" and word in ("请", "邀请", "让")):
            said.present = True
            subject.clear()
            subject.append(said)
            return
        if role == "contact" and subject:
            said.present, said.soft = True, True
            return
        if role == "" and subject and not self._clause_start(view, place, person.lead):
            return
        subject.clear()
        subject.append(said)

    def _apply(self, view: View, start: int, end: int, subject: list[Said], speaking: bool, last: bool = False) -> bool:
        """Let the predicates of a stretch act on the subject; read the groups in it. True inside reported speech."""
        if speaking or start >= end:
            return speaking
        text = view.text
        self._read_groups(view, start, end, subject, last)
        if not subject:
            return False
        found = list(predicates(view, start, end, self.lexicon))
        list_tail = self.found_groups and self.found_groups[-1][0] is view and start <= self.found_groups[-1][1][0] < end
        if list_tail:
            begin = self.found_groups[-1][1][1]
            found = list(predicates(view, begin, end, self.lexicon))
        with_other = bool(re.search(r"[与同和]", text[start:end]))
        done = False
        for said in subject:
            named = False
            for predicate in found:
                if predicate.kind == clauses.OTHER:
                    break
                if predicate.kind == clauses.ABSENT:
                    if not said.present:
                        said.absent = True
                    break
                if predicate.kind == clauses.SPEECH:
                    said.soft = said.soft or not said.present
                    said.present = True
                    done = predicate.word not in clauses._SOFT_SPEECH
                    if done:
                        break
                    continue
                said.present = True
                named = True
                said.actions.extend((a, view, (predicate.start, predicate.end)) for a in predicate.actions)
            del named, with_other
            with_other = False
            if not found and not said.present and isinstance(view.place, int) and text[start] not in "的之，。":
                said.present, said.soft, said.guess = True, True, True
        return done

    def _read_groups(self, view: View, start: int, end: int, subject: list[Said], last: bool) -> None:
        if isinstance(view.place, str):
            return
        begin = start
        for found in re.finditer("率领?(?!先)|带领", text := view.text[:end]):
            if found.start() < start:
                continue
            for _, stop in self.lexicon.group_heads.spans(text, found.end(), min(end, found.end() + 60)):
                if self.lexicon.followers.at(text, stop) and "，" not in text[found.end() : stop]:
                    spans = self.groups.read(view, found.end(), stop)
                    self.found_groups.extend((view, span, found.group()) for span in spans)
                    break
        for predicate in self._group_predicates(view, start, end):
            for span in self.groups.read(view, begin, predicate.start):
                self.found_groups.append((view, span, predicate.word))
            comma = view.text.find("，", predicate.end, end)
            begin = comma + 1 if comma >= 0 else predicate.end
        else:
            if not last and subject and begin == start:
                self.found_groups.extend((view, span, "list") for span in self.groups.read(view, start, end))

    def _group_predicates(self, view: View, start: int, end: int) -> list[Predicate]:
        """Verbs of the stretch that may have collectives before them, up to reported speech."""
        found = []
        text = view.text
        after = start
        for match in self.lexicon.verbs.regex.finditer(text, start, end):
            word, at = match.group(), match.start()
            if word in self.lexicon.speech or word == "听取":
                break
            kind = clauses.ACTION if word in self.lexicon.actions else clauses.PRESENCE
            predicate = Predicate(kind, at, match.end(), self.lexicon.actions.get(word, ()), word)
            if at < after or not self.groups.states_presence(predicate) or clauses.is_noun(text, word, match.end(), end):
                continue
            if re.search(r"[要须应]$", text[max(start, at - 2) : at]) and not text[:at].endswith(("应邀")):
                break
            found.append(predicate)
            comma = text.find("，", match.end(), end)
            after = comma if comma >= 0 else end
        return found

    # -- joining --------------------------------------------------------------------------------

    def _join(self) -> Findings:
        findings = Findings()
        people: dict[str, list[Said]] = {}
        shorts: list[Said] = []
        for said in self.said:
            if said.person.rule == "surname+post":
                shorts.append(said)
            elif said.person.rule == "last name":
                people.setdefault(self._last_names[said.person.name], []).append(said)
            else:
                people.setdefault(said.person.name, []).append(said)
        for said in shorts:
            if owner := self._owner(said.person, people):
                people[owner].append(said)
        lead = "".join(view.text for view in self.views if view.place in (0, 1, "title", "subtitle"))
        self.event = bool(_EVENT.search(lead))
        untitled_text = not any(isinstance(view.place, str) for view in self.views)
        strong = sum(self._is_hard(s) for mentions in people.values() for s in mentions) > 1
        order = sorted(people, key=lambda name: self._rank(people[name][0].person))
        for name in order:
            mentions = people[name]
            untitled = untitled_text and not any(s.guess for s in mentions)
            here = any(s.present and (self._is_hard(s) or strong or self.event or untitled) and not s.absent for s in mentions)
            full = [s for s in mentions if s.person.rule not in ("surname+post", "last name")]
            here = here and self._credible(name, mentions)
            attendee = self._attendee(mentions, full) if here and full else None
            if attendee:
                findings.attendees.append(attendee)
            findings.trace.extend(self._mention(s, attendee is not None) for s in mentions)
        seen = set()
        for view, (a, b), rule in self.found_groups:
            text = view.written(a, b)
            if text not in seen:
                seen.add(text)
                findings.groups.append(text)
                findings.group_trace.append(GroupFound(text, view.place, *view.origin(a, b), rule))
        return findings

    def _credible(self, name: str, mentions: list[Said]) -> bool:
        """Is a string that the text treats like a person likely to be one, with so little said of it?"""
        stated = any(s.present and not s.guess for s in mentions)
        spans = [(s.person.view, a, b) for s in mentions for a, b in s.person.titles]
        if any(s.headed or s.listed for s in mentions) or any(isinstance(s.person.view.place, str) for s in mentions):
            return True
        if spans:
            offices = any(
                (post := self.lexicon.posts.before(view.text, b, a)) and post.removeprefix("副") not in self.lexicon.people
                for view, a, b in spans
            )
            return offices or stated
        if not stated:
            return False
        if self._looks_family(name):
            return len(name) > 2 or any(
                s.present and not s.guess and self.finder.boundary(s.person.view, s.person.tail, len(s.person.view.text)) >= 2.6
                for s in mentions
            )
        return any(s.person.rule == "name in a list" and (s.actions or s.listed) for s in mentions)

    @staticmethod
    def _is_hard(said: Said) -> bool:
        """Presence stated by what only happens at an event."""
        return said.present and not said.soft and not said.absent and any(a not in _TOLD for a, *_ in said.actions)

    @staticmethod
    def _rank(person: Person) -> tuple[int, int]:
        place = person.view.place
        return (place if isinstance(place, int) else {"kicker": -3, "title": -2, "subtitle": -1}[place], person.start)

    def _owner(self, person: Person, people: dict[str, list[Said]]) -> str | None:
        """Whom ``张副市长`` means: the one person of that surname with such a post."""
        written = person.name
        fits = []
        for name, mentions in people.items():
            surname = self._surname(name)
            if written.startswith(surname) and "·" not in name:
                post = written[len(surname) :]
                titles = [s.person.view.plain[a:b] for s in mentions for a, b in s.person.titles]
                if any(t.endswith(post) or (post == "总" and "总" in t or post == "总" and "董事长" in t) for t in titles):
                    fits.append(name)
        return fits[0] if len(fits) == 1 else None

    def _attendee(self, mentions: list[Said], full: list[Said]) -> Attendee | None:
        titles: dict[str, None] = {}
        actions: dict[str, None] = {}
        evidence = []
        ordered = sorted(mentions, key=lambda s: self._rank(s.person))
        for said in ordered:
            if isinstance(said.person.view.place, str):
                continue
            self._gather(said, titles, actions)
        for said in ordered:
            if isinstance(said.person.view.place, str):
                self._gather(said, titles, actions)
        for said in sorted(full, key=lambda s: self._rank(s.person)):
            view = said.person.view
            if view.place == "kicker":
                continue
            a, b = view.origin(said.person.start, said.person.end)
            if said.present or said.person.titles:
                evidence.append(Evidence(paragraph=view.place, start=a, end=b))
        first = full[0].person
        name = normal_name(first.view.written(first.start, first.end))
        if not evidence:
            return None
        return Attendee(name=name, titles=list(titles), actions=list(actions), evidence=evidence)

    def _gather(self, said: Said, titles: dict[str, None], actions: dict[str, None]) -> None:
        if said.person.rule != "surname+post":
            for view, (a, b) in said.headed:
                titles.setdefault(view.written(a, b).strip())
            for a, b in said.person.titles:
                titles.setdefault(said.person.view.written(a, b).strip())
        if not said.absent:
            for action, *_ in said.actions:
                actions.setdefault(action)

    def _mention(self, said: Said, attends: bool) -> Mention:
        person, view = said.person, said.person.view
        titles = tuple(
            TitleFound(view.written(a, b), view.place, *view.origin(a, b)) for a, b in person.titles
        )
        actions = tuple(
            ActionFound(action, seen.place, *seen.origin(*span)) for action, seen, span in said.actions
        )
        a, b = view.origin(person.start, person.end)
        return Mention(
            normal_name(view.written(person.start, person.end)), view.place, a, b, titles, actions,
            person.rule, attends and not said.absent,
        )
