"""Names without a post: in lists and headlines, before verbs, after governing words."""

from __future__ import annotations

import re
from bisect import bisect_right

from newscrawler.extract.attendees.findings import Person
from newscrawler.extract.attendees.headings import LABEL
from newscrawler.extract.attendees.openings import Openings
from newscrawler.extract.attendees.readings import MARKS, POST_FOLLOWS
from newscrawler.extract.attendees.rosters import read_row
from newscrawler.extract.attendees.summaries import complete_summary
from newscrawler.extract.attendees.titles import PersonFinder
from newscrawler.extract.attendees.view import View

_DEMAND = re.compile(r"要(?!求)|必须|应当?(?!邀)|须|需要")
"""How a sentence of a speech begins: it demands things, and nobody does anything in it."""
_LINK = re.compile(r"[、；]|，?(?:以及|和|与|及|暨|同)?")
_ADVERB = re.compile(r"先后|分别|今天|昨天|今晚|昨晚|当天|当场|共同|一起|一同|又|还|也")
_NEXT_OF_PLACE = re.compile(r"、[^，、。：；的]{2,12}的[^，、。：；]{2}")
_HEADS = re.compile(r"为(?:首|副?(?:团长|领队|队长|组长))")
_AFTER_INNER = re.compile(r"[和与同及在率向对为请让]|会见了?|代表|陪同|邀请|带领|率领|委托|叮嘱")


class BareNames(Openings):
    """Adds the bare names of a sentence: those that lists, verbs and governing words give away."""

    def __init__(self, finder: PersonFinder) -> None:
        super().__init__(finder)
        self.brief = False
        """No headline: a single sentence has to speak for itself."""

    def add(self, view: View, start: int, end: int, titled: list[Person]) -> list[Person]:
        """Titled persons completed, and the bare names that lists, verbs and governors give away."""
        finder, text = self.finder, view.text
        if row := read_row(view, start, end, self.lexicon):
            return row
        floor = start
        for person in titled:
            finder.extent.complete(person, floor, end)
            if floor == person.lead > start and view.text.startswith("代表", floor):
                person.titles, person.lead, person.rule = [], floor + 2, "bare name"
            floor = person.tail
        plain = not titled and isinstance(view.place, int) and not view.gaps
        if plain and (_DEMAND.match(text, start) or not self.lexicon.telling.search(text, start, end)):
            return []
        found: list[Person] = []
        said = self.lexicon.quoting.search(text, start, end) if isinstance(view.place, int) else None
        places = self._places(view, start, said.end() if said else end, end)
        if not (places or titled):
            return []
        queue = list(titled)
        place = start
        listed = False
        while place < end:
            if queue and queue[0].lead <= place:
                person = queue.pop(0)
                if inner := self._before_title(view, person, start):
                    finder.extent.complete(inner, place, person.start)
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
            following = bisect_right(places, place)
            hopeful = listed or (following > 0 and places[following - 1] == place)
            bare = self._bare_at(view, place, limit, end, listed, start) if hopeful else None
            if hopeful and not bare and found and self._next_of_place(text, found[-1].tail, place):
                bare = self._named_by_place(view, place, limit, end)
            if bare:
                finder.extent.complete(bare, place, limit)
                found.append(bare)
                place, listed = bare.tail, True
                continue
            link = _LINK.match(text, place) if listed else None
            if link and link.end() > place:
                place = min(link.end(), limit)
                continue
            nxt = min(places[following] if following < len(places) else end, limit)
            nxt = max(nxt, place + 1) if nxt < end else nxt
            listed = False if nxt > place + 1 or text[place] not in "、，" else listed
            place = nxt
        if view.gaps and isinstance(view.place, str):
            return complete_summary(view, start, end, found, finder)
        return found

    def _before_title(self, view: View, person: Person, start: int) -> Person | None:
        """``李明和副市长王强``: a bare name that the title of the next person has swallowed."""
        if person.rule != "post+name" or person.lead >= person.titles[0][1]:
            return None
        head = person.titles[0][1]
        listed = view.text[person.lead - 1 : person.lead] == "、"
        inner = self.finder.bare(view, person.lead, person.start, 3.7 if listed else 4.6, "bare name")
        if not inner:
            return None
        tail = inner.end
        self.finder.extent.complete(inner, person.lead, head)
        tail = inner.tail
        after = self._after_inner(view.text, tail, head)
        if not after or self.finder.post_at(view.text, tail, head):
            return None
        paired = listed and view.text[tail] in "和与及"
        if not self.looks_family(inner.name) and not (paired and self.finder.form(inner.name) >= 1.6):
            return None
        if inner.name[0] in self.lexicon.organisations:
            return None  # 区工业和信息化局, 区消防救援大队
        family = inner.score >= 5.6 and inner.name[0] in self.lexicon.surnames
        sure = "·" in inner.name or tail > inner.end or (family and _ADVERB.match(view.text, tail))
        sure = sure or paired
        return inner if sure or self.finder.count(inner.name) > 1 else None

    def _after_inner(self, text: str, at: int, end: int) -> int:
        """End of the preposition or verb that stands between two persons; 0 where there is none."""
        if found := _AFTER_INNER.match(text, at, end):
            return found.end()
        if adverb := _ADVERB.match(text, at, end):
            at = adverb.end()
        verb = self.lexicon.verbs.at(text, at)
        return at + len(verb) + text.startswith("了", at + len(verb)) if verb else 0

    def _bare_at(self, view: View, at: int, limit: int, end: int, listed: bool, start: int) -> Person | None:
        text = view.text
        if at >= limit:
            return None
        opens = at == start or text[at - 1] in "，、：”》）" or at in view.gaps
        linked = listed and (text[at - 1] in "、和与及同" or at in view.gaps)
        headline = isinstance(view.place, str)
        governed = not opens and self.governed(text, at, start)
        kin = governed and self._is_kin(text, at, start)
        if not linked and not headline:
            openers = self.lexicon.openers if opens else self.lexicon.families
            if not (opens or governed):
                return None
            if text[at] not in openers and "（" not in text[at + 2 : at + 4]:
                return None
            if listed and not (kin or view.spaced(at) or self._hopeful(text, at, start, end)):
                return None
        if (opens or linked) and (person := self._before_bracket(view, at, end)):
            return person
        least = 3.1 if linked else 3.5
        person = self.finder.bare(view, at, limit, least, "name in a list" if linked else "bare name")
        if not person:
            return None
        if linked:
            titled = self.lexicon.posts.before(text, at - 1, start) or text[at - 1] in "和与及同"
            return None if titled and not self.looks_family(person.name) else person
        follow = self.lexicon.followers.at(text, person.end)
        edge = self.finder.boundary(view, person.end, end)
        form = self.finder.form(person.name) if "·" not in person.name else 3.0
        family = "·" in person.name or (
            form >= 1.9
            and (
                person.name[0] in self.lexicon.surnames
                or person.name[:2] in self.lexicon.compound
                or person.name[:2] in self.lexicon.japanese
            )
        )
        family = family or (
            len(person.name) > 2
            and form >= 1.6
            and all(char in self.lexicon.transcription for char in person.name)
        )
        if self.lexicon.honorifics.at(text, person.end) in self.lexicon.classes["address"]:
            foreign = all(char in self.lexicon.transcription for char in person.name)
            if (opens and family) or (governed and (family or (foreign and form >= 0.6))):
                return person
        if person.score < (3.6 if kin else 4.6):
            return None
        repeated = self.finder.count(person.name) > 1
        if (opens or governed) and text.startswith("（", person.end):
            return person if (repeated and family) or self._bracket_speaks(view, person.end, end) else None
        if kin and edge >= 2.2 and family:
            return person
        if opens and (person.end == end or text[person.end] in "、，和与" or person.end in view.gaps):
            if self._opens_list(view, person, end):
                person.rule = "name in a list"
                return person
            if self._labelled(text, start, at):
                return person
            if text[person.end : person.end + 1] not in ("和", "与"):
                return None
        if not follow and edge < 3.0:
            return None
        if governed and family and _HEADS.match(text, person.end) and text[at - 1] == "以":
            return person
        if governed and text[at - 1] == "由" and family and form >= 2.9 and follow in self.lexicon.verbs:
            return person
        if opens and headline:
            spoken = follow in self.lexicon.actions or (family and edge == 3.0 and follow != "")
            return (
                person
                if (spoken or (repeated and follow in self.lexicon.classes["travel"]))
                and (family or follow in self.lexicon.actions)
                else None
            )
        if headline and opens:
            return None
        if (opens or governed) and "·" in person.name and edge == POST_FOLLOWS:
            return person
        spoken = (
            follow in self.lexicon.actions or follow in self.lexicon.speech or (edge >= 3.0 and follow == "")
        )
        telling = repeated or follow in self.lexicon.classes["telling"]
        if opens and spoken and telling and text[person.end] not in MARKS and (family or repeated):
            return person
        if (
            at == start
            and follow
            and follow in "在就向对与同率赴"
            and form >= 2.9
            and family
            and person.name[:2] not in self.lexicon.common
        ):
            return person
        starts = at == start and family and person.name[:2] not in self.lexicon.common
        if starts and len(follow) > 1 and (form >= 2.9 or self.brief):
            return person
        acts = follow == "以" or (follow in self.lexicon.verbs and len(follow) > 1)
        if governed and family and form >= 2.9 and text[at - 1] == "的" and acts:
            return person  # 上海队的徐梦蛟以三比一战胜…
        if opens or (governed and edge < 3.0):
            return person if follow and family and repeated and form >= 1.9 else None
        if governed and family and edge == POST_FOLLOWS and repeated:
            return person
        if governed and family and text[at - 1] == "有" and "的" in text[start : at - 1]:
            return person
        if governed and family and text[at - 1] == "的" and _NEXT_OF_PLACE.match(text, person.end, end):
            return person
        if governed and family and edge >= 3.0 and form >= 1.9:
            return person if repeated or form >= 2.9 or self._opens_list(view, person, end) else None
        return None

    @staticmethod
    def _next_of_place(text: str, tail: int, at: int) -> bool:
        """``实验小学的A、第二中学的B``: is ``at`` where the next of such a list is named?"""
        lead = text[tail:at]
        return lead[:1] == "、" and lead[-1:] == "的" and not any(mark in lead[1:] for mark in "，。、；：")

    def _named_by_place(self, view: View, at: int, limit: int, end: int) -> Person | None:
        person = self.finder.bare(view, at, limit, 4.6, "name in a list")
        sure = (
            person and self.looks_family(person.name) and self.finder.boundary(view, person.end, end) >= 2.6
        )
        return person if sure else None

    def _labelled(self, text: str, start: int, at: int) -> bool:
        """Does a label like ``副主席：`` or ``列席：`` stand before ``at``?"""
        label = text[start : at - 1]
        return text[at - 1 : at] == "：" and (
            self.lexicon.posts.before(text, at - 1, start) == label or bool(LABEL.fullmatch(label))
        )

    def _before_bracket(self, view: View, at: int, end: int) -> Person | None:
        """``屏风（省水利学会理事长）``: a post in the bracket makes a name of two or three characters."""
        stop = view.text.find("（", at + 2, at + 4)
        if stop < 0 or not self._bracket_speaks(view, stop, end):
            return None
        name = view.text[at:stop]
        known = self.finder.form(name) >= 0.5 and not self.finder.no_name(name)
        if not known or name in self.lexicon.verbs or self.lexicon.organisations.before(name, len(name)):
            return None
        return Person(view, at, stop, at, stop, [], "bare name", 5.0)

    def _bracket_speaks(self, view: View, at: int, end: int) -> bool:
        """Does the bracket at ``at`` hold a post or a mark of a person?"""
        close = view.text.find("）", at, end)
        return close > 0 and bool(
            self.lexicon.posts.before(view.plain, close, at)
            or self.lexicon.marks.fullmatch(view.plain, at + 1, close)
        )

    def looks_family(self, name: str) -> bool:
        """Does a bare string look like a name with a family name, or a transcribed one?"""
        if "·" in name:
            return True
        form = self.finder.form(name)
        if name in self.lexicon.common or name in self.lexicon.places:
            return False
        return form >= 1.9 and (
            name[0] in self.lexicon.surnames or name[:2] in self.lexicon.compound or len(name) > 3
        )

    def _opens_list(self, view: View, person: Person, end: int) -> bool:
        """Is ``person`` the first of several bare names?"""
        text, place, names = view.text, person.end, 1
        family = int(self.looks_family(person.name))
        while place < end and names < 4:
            if text[place] == "、" or (text[place] in "和与" and names < 3):
                place += 1
            elif place not in view.gaps:
                break
            nxt = self.finder.bare(view, place, end, 3.4, "")
            if not nxt:
                break
            names += 1
            family += self.looks_family(nxt.name)
            place = nxt.end
            if text.startswith("（", place):
                place = text.find("）", place) + 1 or end
        return 2 * family >= names >= (2 if person.score >= 5 else 3)
