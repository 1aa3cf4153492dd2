"""Sentences read: what is said of each person named, and which collectives attend.

A sentence is read left to right: persons gather as the subject, predicates between them act on it;
the word before a person decides whether it becomes subject, guest, contact or is only talked of.
"""

from __future__ import annotations

import re

from newscrawler.extract.attendees.clauses import (
    ABSENT,
    OTHER,
    SPEECH,
    is_noun,
    predicates,
)
from newscrawler.extract.attendees.findings import Person, Said, Sentence, Span
from newscrawler.extract.attendees.groups import GroupReader
from newscrawler.extract.attendees.headings import Carry
from newscrawler.extract.attendees.lexicon import Lexicon
from newscrawler.extract.attendees.roles import HAVE, Standing, stands_for_kin, take
from newscrawler.extract.attendees.view import View

_FAMILY = "夫人|妻子|丈夫|女儿|儿子"
_JOINED = re.compile(
    rf"[、；，]|，?(?:、|以及|和|及)[^，。、：的]{{1,14}}的(?:{_FAMILY})?|，?(?:以及|和|及|暨)(?:其|他的|她的)?(?:{_FAMILY})?|、(?:{_FAMILY})"
    r"|(?:偕|和|及)夫人[、，]?|，来自[^，。、：的]{2,16}的"
)
_PAST = re.compile(
    r"一[九八][〇○零一二三四五六七八九]{2}年(?![一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)"
    r"|(?:1[89]\d\d|20\d\d)年(?!\d{1,2}月\d{1,2}日)|[\d一二三四五六七八九十多几]+年前"
    r"|[\d一二三四五六七八九]十?年代|早在|上个?世纪|[短影]?片中|当年|从前|生前|据.{0,8}记载|此前"
)
_PRONOUN = re.compile(
    r"(?:随后，?|[^，。：]{2,8}(?:期间|之后|以后|结束后)，?|会上，|会后，|之后，?|接着，?|其间，?|当天，?|期间，?)?(?:(?P<one>[他她])(?![们的俩])|(?P<many>[他她]们(?!的)|两人|二人|三人))"
)
_TAKING_TURNS = frozenset(("代表", "一一", "逐一", "当场", "现场", "随后", "首先", "先后", "分别"))
"""After these somebody new speaks or acts, though the one before was quoted."""
_FOUNDED = re.compile(r"[\d一二三四五六七八九〇○零]{4}年(?:[\d一二三四五六七八九十]{1,2}月)?[^，。的]{2,6}的")
"""1923年创刊的报纸…: the year belongs to a thing."""
_AND_LEADERS = re.compile(
    r"等(?!领导|[有相]关|各|其他|方面|[在与同向为对给和到来就陪率任获]|担任|作为|受邀|应邀|会见|看望|听取|参[加与]|出席|慰问|邀请|带领|分别|共同|走访)"
    r"(?:\d+[位名])?([^，。、的\d]{0,10}?(?:领导(?:同志|人)?(?!专家|嘉宾|[和及])|负责人|专家|学者|嘉宾|村干部|企业家|作家|诗人|书画家"
    r"|艺术家|院士|教授|劳模|委员|国务委员|[党省市区县州旗盟]委常委|班子成员|副(?:委员长|主席|总理|[市县区省州旗校院]长)"
    r"|代表(?=先后|分别|依次|踊跃|畅谈|结合|介绍|出席|参加|发言|作|围绕|[就在说]|认为|表示|一致|，)))(?![团队会组干代])"
)
_KIN = re.compile(_FAMILY)
_SKIPPED = re.compile(r"[，、][^，。：；]{2,24}[，、]")
_ON_BEHALF = re.compile(r"代表[^，。、：□]{2,14}[，、]")
_VISITING = re.compile(
    r"(?P<word>与|同|跟|会见|接见|拜会|迎接|答谢|向|给|为|请)了?(?:随行|在场|前来|专程来|应邀来|来|到|参加|出席|在|获得?)[^，。]{0,20}的$"
)
"""Guests who are told apart from their host by a clause: 与来访的…, 会见来我市考察的…."""
_FELT_FOR = re.compile(
    r"[^，。；：]{2,30}(?=(?:表示|致以)[^，。；]{0,8}(?:感谢|谢意|欢迎|祝贺|敬意|慰问|问候))"
)
"""对A百忙之中会见代表团表示感谢: what A did, whom the subject thanks."""
_HANDING = re.compile("[把将]")
_BOTH_SIGN = re.compile(r"(?<!代表)(?:双方|[两二]人)(?!代表)[^，。]{0,12}(签署|签订|签约)")
_OPENS_LIST = re.compile(r"(?<=，)[^，。：]{2,24}的[^，。：的]{0,8}(?:还|就|也)?(?:有|包括)(?:（□*）)?：?$")
"""…，陪同视察的有: said of those who follow."""
_IN_THE_PART = re.compile(
    r"以(?P<as>[^，。、]{2,20}?)的?身份|作为(?P<for>[^，。、]{2,20}?)(?=应邀|受邀|出席|参加|发言|介绍|主持)"
)


class SentenceReader:
    """Reads the sentences of one document, in order; collects what is said of persons, and groups."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.groups = GroupReader(lexicon)
        self.said: list[Said] = []
        self.found_groups: list[tuple[View, Span, str]] = []
        self._begun = False
        """Has the sentence at hand named somebody already?"""
        self._reported = False
        """Does the person just read report to the subject?"""
        self._opened = 0
        """End of the 有 that opens a list in the sentence at hand; 0 where none does."""
        self._parties: list[Said] = []
        self._last: list[Said] = []
        """Subject of the sentence before: whom 他 or 他们 means."""

    def read(self, sentence: Sentence, carry: Carry | None) -> None:
        """Take in what one sentence says; ``carry`` is the heading it stands under."""
        view, start, end, persons = sentence.view, sentence.start, sentence.end, sentence.persons
        text = view.text
        if _PAST.match(text, start) and not _FOUNDED.match(text, start):
            return
        subject: list[Said] = []
        place = start
        if pronoun := _PRONOUN.match(text, start, end):
            one = pronoun.group("one") is not None
            known = bool(self._last) and all(said.present and not said.guess for said in self._last)
            if known and (len(self._last) == 1) == one:
                subject, place = list(self._last), pronoun.end()
        continued = bool(subject)
        self._opened = self._list_opened(text, start, persons[0].start if persons else end)
        speaking = self._begun = self._reported = False
        previous: Said | None = None
        awaits = False
        """Is the verb yet to come for whom the person before was named (向A，B颁发)?"""
        parties: list[Said] = []
        guests: list[Said] = []
        for n, person in enumerate(persons):
            gap = (place, person.lead)
            lead = text[place : person.lead]
            said = Said(person)
            last = self._chain_end(view, persons, n)
            linked = previous is not None and self._linked(lead, person)
            if linked and previous is not None and previous not in subject and lead[:1] == "，":
                # Guests end there, hosts follow; so does who acts (会见了A，B参加会见).
                acts = bool(person.titles) and not awaits and self._acts(text, last, end)
                linked = not acts and "一行" not in text[previous.person.end : place]
            if linked and stands_for_kin(text, person.tail):  # 以及A的夫人B, 以及A生前所在单位
                self.said.append(said)
                continue
            if linked and previous is not None:
                if _SKIPPED.fullmatch(lead) and isinstance(view.place, int):
                    among = self.groups.read(view, place + 1, person.lead - 1)
                    self.found_groups.extend((view, span, "list") for span in among)
                self._share(previous, said, lead, subject)
            else:
                speaking = self._apply(view, *gap, subject, speaking)
                role, word = self._governor(view, place, person)
                awaits = word in ("向", "为", "给", "对")
                if (
                    not subject
                    or speaking
                    or role == "subject"
                    or (role == "" and self._clause_start(view, place, person.lead))
                ):
                    if speaking and not self._strong_after(view, person, end):
                        self.said.append(said)
                        place, previous = person.tail, said
                        continue
                    speaking = False
                take(
                    Standing(
                        view=view,
                        said=said,
                        role=role,
                        word=word,
                        subject=subject,
                        lead=lead,
                        last=last,
                        end=end,
                        reach=next((p.lead for p in persons[n + 1 :] if p.lead >= last), end),
                        sentence=start,
                        listed=self._opened > 0 and (role == "kin" or not self._begun),
                        starts_clause=self._clause_start(view, place, person.lead),
                    ),
                    self.lexicon,
                )
                self._reported = role == "reports"
            if carry and not isinstance(view.place, str):
                said.present = said.listed = said.present or not carry.absent
                said.absent = said.absent or carry.absent
                if carry.view is not None:
                    told = [(a, carry.view, carry.action_at) for a in carry.actions]
                    said.actions.extend(act for act in told if act not in said.actions)
                if carry.titles and carry.own:
                    said.headed = [(carry.own, span) for span in carry.titles]
            self.said.append(said)
            place = max(place, person.tail)
            if word == "对" and not linked and (felt := _FELT_FOR.match(text, person.tail, end)):
                place = felt.end()
            if said not in subject and text.startswith("由", person.lead - 1) and said.actions:
                place = max(place, person.tail, said.actions[-1][2][1])  # 由A陪同: its verb is used up
            if (subject and said not in subject and said.present) or len(subject) > 1:
                guests = [*(guests if linked else []), said] if said not in subject else []
                parties = [*subject, *guests]
            if part := self._part(text, person.tail, end):
                person.titles = [*person.titles, part]
            previous, self._begun = said, True
        self._apply(view, place, end, subject, speaking, last=True)
        if (
            place >= end
            and len(persons) == 1
            and not continued
            and len(subject) == 1
            and end - start < 40
            and "，" not in text[start:end]
        ):
            subject[0].present = subject[0].soft = subject[0].guess = True  # a line that is a titled name
        if subject or persons:
            self._last = list(subject)
        self._common_title(view, persons)
        self._parties = parties or self._parties
        found = _BOTH_SIGN.search(text, start, end)
        if found and not text.endswith("见证", start, found.start()):
            for said in self._parties:
                said.actions.append(("签约", view, found.span(1)))
        if (
            carry
            and carry.own is not view
            and not persons
            and not carry.absent
            and not self._tells(text, start, end)
        ):
            self.found_groups.extend((view, span, "roster") for span in self.groups.read(view, start, end))

    def _part(self, text: str, start: int, end: int) -> Span | None:
        """The post in which somebody is said to be there: 以专家身份, 作为队员参加."""
        found = _IN_THE_PART.match(text, start, end)
        if found is None:
            return None
        a, b = found.span("as") if found["as"] else found.span("for")
        return (a, b) if self.lexicon.posts.before(text, b, a) and not text.startswith("普通", a) else None

    def _list_opened(self, text: str, start: int, end: int) -> int:
        """End of ``出席会议的还有``, where a list begins; 0 where none does."""
        if text.find("的", start, end) < 0 or (
            text.find("有", start, end) < 0 and "包括" not in text[start:end]
        ):
            return 0
        have = HAVE.search(text, start, end)
        return have.end() if have and self.lexicon.verbs.regex.search(have["deed"]) else 0

    def _tells(self, text: str, start: int, end: int) -> bool:
        """Is there a verb that is no part of a noun (获得者, 施工单位)?"""
        verbs = self.lexicon.verbs.regex.finditer(text, start, end)
        return any(not is_noun(text, found.group(), found.end(), end, self.lexicon) for found in verbs)

    def _acts(self, text: str, start: int, end: int) -> bool:
        """Does the clause tell an action?"""
        comma = text.find("，", start, end)
        verbs = self.lexicon.verbs.regex.finditer(text, start, comma if comma >= 0 else end)
        return any(found.group() in self.lexicon.actions for found in verbs)

    def _share(self, previous: Said, said: Said, lead: str, subject: list[Said]) -> None:
        """Say of a person what is said of the one before in the same list; ``lead`` stands between them."""
        person, direct = said.person, lead[:1] != "，"
        if previous in subject:
            subject.append(said)
        else:
            said.actions = list(previous.actions)
        said.present, said.absent, said.soft = previous.present, previous.absent, previous.soft
        said.guess, said.listed = previous.guess, previous.listed or bool(_KIN.search(lead))
        if direct or not person.titles:
            said.headed = list(previous.headed)
        named_alone = person.rule in ("name in a list", "known name", "bare name") and not person.titles
        if named_alone and lead in ("", "、", "和", "及", "以及"):
            person.titles = self._sharable(previous.person)

    def _linked(self, lead: str, person: Person) -> bool:
        """Does ``lead`` only join a person to the one before, at most over an unread item?"""
        if not lead or _JOINED.fullmatch(lead):
            return True
        skipped = bool(person.titles) and (_SKIPPED.fullmatch(lead) or _ON_BEHALF.fullmatch(lead))
        return bool(skipped) and not self._tells(lead.removeprefix("代表"), 0, len(lead)) and "的" not in lead

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

    def _chain_end(self, view: View, persons: list[Person], first: int) -> int:
        """End of the last of the persons joined to ``persons[first]`` in one list."""
        tail = persons[first].tail
        for person in persons[first + 1 :]:
            link = view.text[tail : person.lead]
            if (link and not _JOINED.fullmatch(link)) or stands_for_kin(view.text, person.tail):
                break
            tail = person.tail
        return tail

    @staticmethod
    def _sharable(person: Person) -> list[Span]:
        return [span for span in person.titles if span[1] <= person.start]

    def _clause_start(self, view: View, place: int, lead: int) -> bool:
        piece = view.text[place:lead]
        return (
            (isinstance(view.place, str) and lead in view.gaps)
            or "，" in piece
            or "：" in piece
            or "；" in piece
        )

    def _strong_after(self, view: View, person: Person, end: int) -> bool:
        word = self.lexicon.followers.at(view.text, person.tail)
        known = person.titles or person.rule == "known name" or self._knows(person.name)
        if not word or not known:
            return False
        if word in self.lexicon.actions or word in self.lexicon.speech:
            return True
        comma = view.text.find("，", person.tail, end)
        clause = self.lexicon.verbs.regex.finditer(view.text, person.tail, comma if comma >= 0 else end)
        actions, speech = self.lexicon.actions, self.lexicon.speech
        return word in _TAKING_TURNS and any(v.group() in actions or v.group() in speech for v in clause)

    def _knows(self, name: str) -> bool:
        """Has the article named somebody so before?"""
        return any(said.person.name == name for said in self.said)

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
            handed = word == "授予" and _HANDING.search(text, place, at)
            return "contact" if handed else self.lexicon.governors[word], word
        piece = re.split("[，：；]", text[place:at])[-1]
        if visiting := _VISITING.search(piece):
            return self.lexicon.governors[visiting["word"]], visiting["word"]
        if found := self.lexicon.governing.search(piece):
            return self.lexicon.governors[found.group()], found.group()
        if piece.endswith("岁的"):
            return "contact", "岁的"
        if piece.endswith("在"):
            return "within", "在"
        return "", ""

    def _apply(
        self, view: View, start: int, end: int, subject: list[Said], speaking: bool, last: bool = False
    ) -> bool:
        """Let predicates of a stretch act on the subject, read its groups; true inside reported speech."""
        if speaking or start >= end:
            return speaking
        text = view.text
        if isinstance(view.place, int):
            listed = (bool(subject) and not last) or self._opened > 0
            start = max(start, min(self._opened, end))
            self.found_groups.extend(
                (view, *found) for found in self.groups.of_stretch(view, start, end, listed)
            )
        if self._reported:  # the report is what the subject hears
            self._reported = False
            start = text.find("，", start, end)
            if start < 0:
                return False
        if not subject:
            return False
        if text[end - 1] in "有括：" and (opening := _OPENS_LIST.search(text, start, end)):
            end = opening.start()
        found = list(predicates(view, start, end, self.lexicon))
        if isinstance(view.place, str):  # 甲致辞 现场签约30个: what follows the blank is told of others
            told = next((g for g in view.gaps_within(start, end) if any(p.end <= g for p in found)), end)
            found = [predicate for predicate in found if predicate.end <= told]
        list_tail = (
            self.found_groups
            and self.found_groups[-1][0] is view
            and start <= self.found_groups[-1][1][0] < end
        )
        if list_tail and not any(p.kind != OTHER and p.end <= self.found_groups[-1][1][0] for p in found):
            begin = self.found_groups[-1][1][1]
            found = list(predicates(view, begin, end, self.lexicon))
        done = False
        for said in subject:
            for predicate in found:
                if predicate.kind == OTHER:
                    break
                if predicate.kind == ABSENT:
                    if not said.present or predicate.word.startswith(("未", "没有", "缺席")):
                        said.absent = True
                    break
                if predicate.kind == SPEECH:
                    said.soft = said.soft or not said.present
                    said.present = True
                    done = predicate.word not in self.lexicon.classes["addressing"]
                    if done:
                        break
                    continue
                said.present, said.soft, said.guess = True, False, False
                said.actions.extend((a, view, (predicate.start, predicate.end)) for a in predicate.actions)
            if (
                not found
                and end - start > 1
                and not said.present
                and isinstance(view.place, int)
                and text[start] not in "的之，。"
            ):
                said.present, said.soft, said.guess = True, True, True
        return done
