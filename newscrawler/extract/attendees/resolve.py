"""Whole-article resolution: mentions of one person joined, posts and actions gathered, the credible kept."""

from __future__ import annotations

import re
from collections import defaultdict

from newscrawler.extract.attendees.bare import BareNames
from newscrawler.extract.attendees.findings import (
    ActionFound,
    Findings,
    GroupFound,
    Mention,
    Person,
    Said,
    Sentence,
    TitleFound,
)
from newscrawler.extract.attendees.headings import Carry, heading
from newscrawler.extract.attendees.known import KnownNames
from newscrawler.extract.attendees.lexicon import Lexicon
from newscrawler.extract.attendees.ner import RULE, ModelNames, only_by_model
from newscrawler.extract.attendees.sentences import SentenceReader
from newscrawler.extract.attendees.titles import PersonFinder
from newscrawler.extract.attendees.view import View
from newscrawler.extract.context import Recogniser
from newscrawler.record import Action, Attendee, Evidence, normal_name

_NAMESAKES = 30
_CHIEF = re.compile("总|董事长")
_TOLD = frozenset(("介绍", "汇报", "总结", "发言"))
"""Actions that a feature tells of its people too."""
_FEATURE = re.compile("(?:^|——)(?:讣告|记(?![者录])|追记|追忆|缅怀|怀念)")
"""——记×小学教师×: somebody's life; what is done at an event still counts."""
_CASE = re.compile(
    "违纪|违法|双开|被查|被逮捕|开除党籍|受到?处分|接受[^，。]{0,12}(?:审查|调查)|典型(?:问题|案例)|人选公示|任职公示"
)
"""What is told of people under such a headline happened before."""
_DATED = re.compile(r"[今昨][天日晚晨早]|[上下]午|中午|傍晚|[\d一二三四五六七八九十]日|会上|仪式上")
"""A single sentence with a day reports an event."""
_EVENT = re.compile(
    r"召开|举行|举办|开幕|闭幕|调研|考察|会见|座谈|仪式|会议|活动(?![室站中基])|慰问|签约|揭牌|讲座|论坛|视察|检查|督查|走访|访问|典礼|晚会|招待会|会谈|宴会|大会|发布会|圆桌会|议事会|恳谈会|见面会|党课|开讲"
    r"|演出|首演|报告会|分享会|培训班|开班|开学|毕业|救援|演练|开庭|庭审|就职|决赛|联赛|总冠军|接待日|接访|现场接听|坐镇|现场指挥|现场办公|协商会|议事|听证|评审|洽谈|交流会|对接会|推介|晚宴|音乐会|测产|开放日|进驻|率团|代表团|家访|约谈|开馆|开园|揭幕|剪彩|奠基|公祭|首航|通车仪式"
)


class Resolver:
    """Reads the texts of one article."""

    def __init__(self, views: list[View], lexicon: Lexicon, recognise: Recogniser | None = None) -> None:
        self.lexicon = lexicon
        self.views = views
        self.finder = PersonFinder(lexicon, "\n".join(view.plain for view in views))
        self.bare = BareNames(self.finder)
        self.bare.brief = not any(isinstance(view.place, str) for view in views)
        self.known = KnownNames(self.bare)
        self.model = ModelNames(self.bare, recognise) if recognise else None
        self.reader = SentenceReader(lexicon)

    def run(self) -> Findings:
        """Find, read, join."""
        sentences = [
            Sentence(view, start, end, self.bare.add(view, start, end, self.finder.titled(view, start, end)))
            for view in self.views
            for start, end in view.sentences()
        ]
        self.known.add(sentences)
        sentences = self._with_lists_whole(sentences)
        if self.model:
            self.model.add(sentences)
        self.reader.said.extend(Said(person) for person in self.known.in_quotations(self.views, sentences))
        carry: Carry | None = None
        last: View | None = None
        waiting: list[Said] = []
        for sentence in sentences:
            if sentence.view is not last:
                carry, last = heading(sentence.view, carry, self.lexicon), sentence.view
            before = len(self.reader.said)
            self.reader.read(sentence, carry)
            waiting = self._list_goes_on(sentence, waiting, self.reader.said[before:])
        if self.model:
            self.model.leave_out_quoted(self.reader.said)
        return self._join()

    @staticmethod
    def _list_goes_on(sentence: Sentence, waiting: list[Said], read: list[Said]) -> list[Said]:
        """A list over paragraphs that end in commas: its persons are ``waiting`` for what the last says."""
        text = sentence.view.text
        mere = bool(sentence.persons) and sentence.persons[-1].tail >= len(text) - 1 == sentence.end - 1
        if mere and text[-1] in "，、":
            return [*waiting, *read]
        if waiting and read and read[0].present:
            for said in waiting:
                said.present, said.soft, said.guess = True, read[0].soft, False
                said.actions.extend(read[0].actions)
        return []

    def _with_lists_whole(self, sentences: list[Sentence]) -> list[Sentence]:
        """``总裁林某；市长岑某出席``: a list before ； shares the verb after the one that follows."""
        whole: list[Sentence] = []
        for sentence in reversed(sentences):
            following = whole[-1] if whole else None
            if following and self._is_list_before(sentence, following):
                persons = [*sentence.persons, *following.persons]
                whole[-1] = Sentence(sentence.view, sentence.start, following.end, persons)
            else:
                whole.append(sentence)
        return whole[::-1]

    def _is_list_before(self, sentence: Sentence, following: Sentence) -> bool:
        """Is a sentence up to ； a mere list of persons, and do persons and then a verb follow?"""
        view, verb = sentence.view, self.lexicon.verbs.regex
        tails = [sentence.start, *(person.tail for person in sentence.persons)]
        between = [(tail, person.lead) for tail, person in zip(tails, sentence.persons, strict=False)]
        return bool(
            sentence.persons
            and following.persons
            and following.view is view
            and sentence.persons[-1].tail == sentence.end
            and view.text.startswith("；", sentence.end)
            and not any(verb.search(view.text, a, b) for a, b in between)
            and not verb.search(view.text, following.start, following.persons[0].lead)
            and verb.search(view.text, following.persons[-1].tail, following.end)
        )

    def _join(self) -> Findings:
        findings = Findings()
        people: dict[str, list[Said]] = {}
        shorts: list[Said] = []
        for said in self.reader.said:
            if said.person.rule == "surname+post":
                shorts.append(said)
            elif said.person.rule == "last name":
                people.setdefault(self.known.last_names[said.person.name], []).append(said)
            else:
                people.setdefault(said.person.name, []).append(said)
        by_surname: dict[str, list[str]] = defaultdict(list)
        for name in people if shorts else ():
            if "·" not in name:
                by_surname[self.known.surname(name)].append(name)
        for said in shorts:
            if owner := self._owner(said.person, people, by_surname):
                people[owner].append(said)
        lead = "".join(
            view.text if isinstance(view.place, int) else view.plain  # names of events are quoted
            for view in self.views
            if view.place in (0, 1, "title", "subtitle")
        )
        heads = [view.text for view in self.views if isinstance(view.place, str)]
        feature = any(_FEATURE.search(head) or _CASE.search(head) for head in heads)
        event = bool(_EVENT.search(lead)) and not feature
        strong = sum(self._is_hard(s) and self._holds_office(s) for said in people.values() for s in said) > 1
        comers = sum(any(map(self._comes, said)) for said in people.values())
        strong = (strong or comers > (1 if _DATED.search(lead) else 2)) and not feature
        order = sorted(people, key=lambda name: self._rank(people[name][0].person))
        for name in order:
            mentions = people[name]
            untitled = self.bare.brief and (_DATED.search(lead) or not any(s.guess for s in mentions))
            here = any(
                s.present and (self._is_hard(s) or strong or event or untitled) and not s.absent
                for s in mentions
            )
            full = [s for s in mentions if s.person.rule not in ("surname+post", "last name")]
            here = here and self._credible(name, mentions)
            attendee = self._attendee(mentions, full) if here and full else None
            if attendee:
                findings.attendees.append(attendee)
            findings.trace.extend(self._mention(s, attendee is not None) for s in mentions)
        seen = set()
        for view, (a, b), rule in self.reader.found_groups:
            text = view.written(a, b)
            if text not in seen:
                seen.add(text)
                findings.groups.append(text)
                findings.group_trace.append(GroupFound(text, view.place, *view.origin(a, b), rule))
        findings.by_model = only_by_model(findings.trace) if self.model else []
        return findings

    def _credible(self, name: str, mentions: list[Said]) -> bool:
        """Is a string that the text treats like a person likely to be one, with so little said of it?"""
        if name[1:] in self.lexicon.honorifics:  # 殷大妈 is a form of address
            return False
        stated = any(s.present and not s.guess for s in mentions)
        spans = [(s.person.view, a, b) for s in mentions for a, b in s.person.titles]
        if any(s.headed or s.listed for s in mentions) or any(
            isinstance(s.person.view.place, str) for s in mentions
        ):
            return True
        if spans:
            offices = any(
                (post := self.lexicon.posts.before(view.text, b, a))
                and post.removeprefix("副") not in self.lexicon.people
                for view, a, b in spans
            )
            return offices or stated
        if self.model and (opinion := self.model.opinion(mentions)) is not None:
            return opinion
        if not stated:
            return False
        if any(s.person.tail > s.person.end for s in mentions) and self.finder.form(name) >= 1.6:
            return True  # an honorific follows
        if self.bare.looks_family(name):
            return len(name) > 2 or any(
                s.present
                and not s.guess
                and self.finder.boundary(s.person.view, s.person.tail, len(s.person.view.text)) >= 2.6
                for s in mentions
            )
        return any(s.person.rule == "name in a list" and (s.actions or s.listed) for s in mentions)

    def _holds_office(self, said: Said) -> bool:
        """Is a post of the person more than a word for people at large? True where none is given."""
        text, titles = said.person.view.plain, said.person.titles
        posts = [self.lexicon.posts.before(text, b, a).removeprefix("副") for a, b in titles]
        return not titles or any(post and post not in self.lexicon.people for post in posts)

    @staticmethod
    def _is_hard(said: Said) -> bool:
        """Presence stated by what only happens at an event."""
        return (
            said.present
            and said.person.rule != RULE
            and not said.soft
            and not said.absent
            and any(a not in _TOLD for a, *_ in said.actions)
        )

    def _comes(self, said: Said) -> bool:
        """Is an office-holder said to be there by a verb of its own?"""
        stated = said.present and not (said.soft or said.guess or said.absent)
        if said.actions and all(action in _TOLD for action, *_ in said.actions):
            return False
        return stated and bool(said.person.titles) and self._holds_office(said)

    @staticmethod
    def _rank(person: Person) -> tuple[int, int]:
        place = person.view.place
        return (
            place if isinstance(place, int) else {"kicker": -3, "title": -2, "subtitle": -1}[place],
            person.start,
        )

    def _owner(
        self, person: Person, people: dict[str, list[Said]], by_surname: dict[str, list[str]]
    ) -> str | None:
        """Whom ``张副市长`` means: the one person of that surname with such a post."""
        surname = self.known.surname(person.name)
        post = person.name[len(surname) :]
        candidates = by_surname.get(surname, ())
        fits = [
            name
            for name in (candidates if len(candidates) <= _NAMESAKES else ())
            if any(
                s.person.view.plain[a:b].endswith(post)
                or (post == "总" and _CHIEF.search(s.person.view.plain, a, b))
                for s in people[name]
                for a, b in s.person.titles
            )
        ]
        return fits[0] if len(fits) == 1 else None

    def _attendee(self, mentions: list[Said], full: list[Said]) -> Attendee | None:
        titles: dict[str, None] = {}
        actions: dict[Action, None] = {}
        evidence = []
        first = full[0].person
        name = normal_name(first.view.written(first.start, first.end))
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
            if normal_name(view.original[a:b]) != name:  # a text of both scripts: 房產稅, 房产税
                continue
            if said.present or said.person.titles:
                evidence.append(Evidence(paragraph=view.place, start=a, end=b))
        if not evidence:
            return None
        return Attendee(name=name, titles=list(titles), actions=list(actions), evidence=evidence)

    def _gather(self, said: Said, titles: dict[str, None], actions: dict[Action, None]) -> None:
        if said.person.rule != "surname+post":
            for view, (a, b) in said.headed:
                titles.setdefault(_title(view, a, b))
            for a, b in said.person.titles:
                if (title := _title(said.person.view, a, b)) not in self.lexicon.classes["ranks"]:
                    titles.setdefault(title)
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
            normal_name(view.written(person.start, person.end)),
            view.place,
            a,
            b,
            titles,
            actions,
            person.rule,
            attends and not said.absent,
        )


def _title(view: View, start: int, end: int) -> str:
    """A post as written, less the blanks of one set letter by letter (``理　事``)."""
    words = view.written(start, end).split()
    return ("" if all(len(word) == 1 for word in words) else " ").join(words)
