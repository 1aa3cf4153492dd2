"""Lists into titled names: ``[place or organisation] post (、post)* NAME`` and its variants.

A name is what stands between a post and a boundary (mark, verb, preposition). Several readings are
weighed: shape of the name, strength of its right boundary, repetition in the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import itemgetter

from newscrawler.extract.attendees.extent import Extent
from newscrawler.extract.attendees.findings import Person, Span
from newscrawler.extract.attendees.lexicon import Lexicon
from newscrawler.extract.attendees.people_nouns import BODIES, PeopleNouns
from newscrawler.extract.attendees.readings import MARKS
from newscrawler.extract.attendees.view import View

MINIMUM = 3.4
"""Shape and boundary together that make a name after a post."""
_NO_START = (
    frozenset(MARKS.replace("（", "")) - {"□"}
    | frozenset("的在对等并也还把被要将可不更已使让给有组们办及")
    | {""}
)
_OFFICE_HOLDERS = frozenset("长记任席裁理")
_ALL_OF = ("全体", "广大", "各位", "所有")
"""全体裁判员公正执裁: nobody's name follows."""
_PROFESSIONS = frozenset("委师授")
_HEADLINE_VERBS = frozenset("邀冀料吁盼促指称叹谈访晤赴晒")
_PLACE_ACROSS = re.compile(
    "长(?:(?<=吉林省长)春|(?<=湖南省长)沙|(?<=山西省长)治|(?<=省长)[清汀乐兴葛垣丰宁阳岭白海子武顺岛泰安洲春沙治][市县区])"
)
"""吉林省长春市: a place that begins with the last character of a post."""
_OF_BODIES = re.compile(
    "(?:、[^，。、]{1,8}){0,8}等(?:有关|相关|市直|县直|区直|职能)*(?:部门|单位|行业|领域|方面|地区)"
)
"""市发改、教育、卫健等部门: what is listed are no people."""
_CITIES = ("长沙", "长春", "长治", "长安")
"""Where the document speaks of one elsewhere, the post before it is none."""
_CROWD = frozenset(
    (
        *(
            "代表",
            "人士",
            "群众",
            "成员",
            "企业家",
            "业主",
            "居民",
            "村民",
            "市民",
            "员工",
            "职工",
            "用户",
            "客户",
        ),
        *("商户", "家长", "读者", "观众", "游客", "旅客", "乘客", "患者", "病人", "网友", "股东"),
    )
)
"""People at large, before whom a body stands and no name: 龙湖业主."""
_STYLE = re.compile("拿督(?:斯里)?|拿汀|丹斯里|爵士|太平绅士")
"""Honours written between a post and a name."""


class PersonFinder(PeopleNouns):
    """Finds persons with a post, and bare names at a given place."""

    def __init__(self, lexicon: Lexicon, corpus: str) -> None:
        super().__init__(lexicon, corpus)
        self.extent = Extent(self)
        self._weak: set[int] = set()

    def titled(self, view: View, start: int, limit: int) -> list[Person]:
        """Persons with a post before or after the name, in order, none overlapping."""
        self.extent.opening = start
        found: list[Person] = []
        for head, end in self._heads(view.text, start, limit):
            found.extend(self._after_post(view, head, end, limit))
            if person := self._before_post(view, start, head, end, limit):
                found.append(person)
        return without_overlap(found)

    def _heads(self, text: str, start: int, limit: int) -> list[Span]:
        """Posts of the stretch, without those that are the beginning of a longer one (秘书 of 秘书长)."""
        spans = [
            (a - (a > start and text[a - 1] in "副正"), b)
            for a, b in self.lexicon.posts.spans(text, start, limit)
        ]
        suffixes = [m.span() for m in self.lexicon.suffixes.finditer(text, start, limit)]
        self._weak.clear()
        if suffixes:
            ends = {b for _, b in spans}
            self._weak.update([b for _, b in suffixes if b not in ends])
            spans = sorted([*spans, *(s for s in suffixes if s[1] in self._weak)], key=itemgetter(1))
        return [
            (a, b)
            for n, (a, b) in enumerate(spans)
            if not (text[b - 1] == "长" and self._runs_into_place(text, b))
            and not any(x < b < y and (b - max(a, x) > 1 or b - a <= y - x) for x, y in spans[n + 1 : n + 4])
            and (
                text[b - 1 : b + 1] not in self.lexicon.compound_pairs
                or text[b : b + 2] in self.lexicon.compound
                or all(i + len(self.lexicon.compounds.at(text, i)) <= b for i in range(a, b))
            )
        ]

    def _runs_into_place(self, text: str, end: int) -> bool:
        """Does a place begin with the last character of a post that ends at ``end`` (龙湖长沙楼盘)?"""
        place = text[end - 1 : end + 1]
        apart = place in _CITIES and self.count(place) > self.count(text[end - 2 : end + 1])
        return apart or _PLACE_ACROSS.match(text, end - 1) is not None

    def _after_post(self, view: View, head: int, end: int, limit: int) -> Iterator[Person]:
        name_at, post_end = end, end
        if view.text[end : end + 1] in "拿丹爵太" and (style := _STYLE.match(view.text, end)):
            name_at = style.end()
        if view.text[end : end + 1] in _NO_START and view.text[end + 1 : end + 2] not in ("·", "-", "－"):
            return
        if view.text.startswith("（", end):
            close = view.text.find("）", end, limit)
            if close < 0:
                return
            name_at, post_end = close + 1, close + 1
            if self.lexicon.marks.fullmatch(view.plain, end + 1, close):
                post_end = end
        if self._named_already(view.text, head, end) or view.text.endswith(_ALL_OF, 0, head):
            return
        best = max(self.readings(view, name_at, limit), default=None)
        if best and name_at == end and self._begins_before(view.text, head, end, best[1]):
            name_at, end, post_end = end - 1, end - 1, end - 1
        if (
            best
            and self._is_people(view, head, end)
            and not self._fits_people(view, head, name_at, best[1], limit)
        ):
            return
        if end in self._weak and end in view.gaps:
            return
        if end in self._weak and best:
            name = view.text[name_at : best[1]]
            form = 3.0 if "·" in name else self.form(name)
            if form < 2.9 or (
                self.boundary(view, best[1], limit) < 2.6 and view.text[best[1]] not in "向在就为对和与"
            ):
                return
        if isinstance(view.place, str) and self._headline_words(view, name_at, best[1] if best else 0, limit):
            return
        office = view.text[end - 1] in _OFFICE_HOLDERS and end not in self._weak
        if office and (not best or best[0] < MINIMUM - 0.3):
            best = self._before_unknown(view, name_at, limit) or best
        if best and best[0] < MINIMUM and self._acts(view, head, end, best[1], limit):
            best = (MINIMUM, best[1])
        able = office or (view.text[end - 1] in _PROFESSIONS and end not in self._weak)
        if best and able and best[1] < limit and view.text[best[1]] in "在就向率对赴到从":
            best = (best[0] + 0.6, best[1])
        if best and best[0] >= (MINIMUM - 0.3 if office else MINIMUM):
            score, name_end = best
            yield Person(view, name_at, name_end, head, name_end, [(head, post_end)], "post+name", score)

    def _begins_before(self, text: str, head: int, end: int, stop: int) -> bool:
        """``总指挥长孙无极``: does the document know the name with the last character of the post alone?"""
        name = text[end - 1 : stop]
        known = name[:2] in self.lexicon.compound and self.form(name) >= 3.0 and self.count(name) > 1
        return (
            known and self.count(name) == self.count(name[1:]) and text[head : end - 1] in self.lexicon.posts
        )

    def _acts(self, view: View, head: int, end: int, stop: int, limit: int) -> bool:
        """Does a word of two characters after a post stand before an adverb and a verb, like a name?"""
        text = view.text
        word = self.lexicon.followers.at(text, stop)
        joined = word in ("与", "同", "和", "为", "及") and text[end - 1] in _OFFICE_HOLDERS
        joined = joined and text[stop + 1 : stop + 2] not in "作做"
        if (
            end in self._weak
            or stop - end not in (2, 3)
            or not ((len(word) > 1 and stop - end == 2) or joined)
            or self._is_people(view, head, end)
        ):
            return False
        name = text[end:stop]
        if name in self.lexicon.common or name in self.lexicon.followers or name in self.lexicon.verbs:
            return False
        after = stop + len(word)
        close = text.find("，", after, limit)
        if word in self.lexicon.verbs and isinstance(view.place, int):
            return not self.lexicon.organisations.before(name, 2)
        verb = self.lexicon.verbs.regex.search(text, after, close if close >= 0 else limit)
        return verb is not None and not self.lexicon.organisations.before(name, len(name))

    def _named_already(self, text: str, head: int, end: int) -> bool:
        """``陈校长从…``: a surname alone before an office is the whole name."""
        family = head > 0 and text[head - 1] in self.lexicon.surnames
        family = (
            family and text[head - 1] not in "代原前" and text[head - 1] not in self.lexicon.organisations
        )
        family = family and text[end - 1] in _OFFICE_HOLDERS
        return family and (head == 1 or text[head - 2] in MARKS)

    def _headline_words(self, view: View, start: int, end: int, limit: int) -> bool:
        """``市长逛菜场``, ``局长冀加强训练``: does the predicate of a headline follow the post?"""
        name = view.text[start : end or start + 2]
        if self.count(name) > 1:
            return False
        errand = len(name) == 3 and name[-1] == "行"  # 江城行
        return (
            errand
            or view.text[start : start + 1] in _HEADLINE_VERBS
            or (end == limit and self.form(name) < 1.6)
        )

    def _before_unknown(self, view: View, start: int, limit: int) -> tuple[float, int] | None:
        """A name of surname and two characters after an office, before a verb that no lexicon knows."""
        for size, least in ((4, 3.0), (3, 3.0), (2, 2.0)):
            name = view.text[start : min(start + size, limit)]
            if len(name) < size or self.form(name) < least or self.no_name(name):
                continue
            if self.lexicon.verbs.at(view.text, start + size - 1):
                continue  # the last character begins a verb
            if self.is_aim(view.text, start, start + size):
                continue
            if size == 3 or (size == 4 and name[:2] in self.lexicon.compound) or self.count(name) > 2:
                return MINIMUM + 0.1, start + size
        return None

    def _before_post(self, view: View, floor: int, head: int, end: int, limit: int) -> Person | None:
        """``×局李明副局长``, ``×××总理``: the name stands before its post."""
        text = view.text
        if (
            not self.boundary(view, end, limit)
            or end in self._weak
            or text[head:end] in _CROWD
            or (
                text[head:end] in self.lexicon.verbs
                and self.lexicon.verbs.at(text, end) in self.lexicon.actions
            )
        ):
            return None
        best: Person | None = None
        styled = text[head:end] in self.lexicon.honorifics
        """教授, 老师: no title, and known without them where the name stands alone."""
        for size in (6, 5, 4, 3, 2):
            at = head - size
            if at < floor or text[at - 1 : at] == "·":
                continue
            name = text[at:head]
            if name in self.lexicon.compound:
                continue  # 欧阳主席: a surname alone
            if text[at] not in self.lexicon.families and name not in self.lexicon.japanese:
                continue
            form = self.form(name)
            foreign = size > 2 and form >= 1.6 and all(c in self.lexicon.transcription for c in name)
            if name in self.lexicon.japanese and text[head:end] in self.lexicon.classes["statesmen"]:
                foreign, form = True, 2.0  # 桥本首相
            if form < (1.6 if foreign else 2.0) or name in self.lexicon.places or name in self.lexicon.common:
                continue
            opening = (
                at == floor
                or self.lexicon.governor_ends.before(text, at, floor) != ""
                or text[at - 1] in MARKS
                or (text[at - 1] == "在" and "下" in text[end : end + 6])
                or at in view.gaps
            )
            organisation = self.lexicon.organisations.before(text, at, floor)
            inner = self.lexicon.organisations.before(text, head, at + 1)
            if (inner and inner != "国") or not (organisation or (opening and not styled)):
                continue
            if (
                self.no_name(name)
                or (foreign and not self.lexicon.places.isdisjoint(name[:n] for n in range(2, 6)))
                or name[-1] in "原现前"
                or text[at - 1 : at + 1] in self.lexicon.places
                or name[1:] in self.lexicon.posts
                or (name[0] in "向与对给为同跟" and size == 2)
            ):
                continue
            if (
                not foreign
                and name[:2] not in self.lexicon.compound
                and (name[0] not in self.lexicon.surnames or name[0] in self.lexicon.organisations)
            ):
                continue
            repeated = self.count(name) > 1
            if (
                opening
                and not organisation
                and not repeated
                and (
                    (size == 2 and not self._sure_pair(view, at, head, end))
                    or (
                        text[head:end] not in self.lexicon.classes["styled"]
                        and text[end - 1] not in _OFFICE_HOLDERS
                    )
                )
            ):
                continue
            score = form + 2.4 + (0.5 if repeated else 0.0) + 0.1 * size
            if not best or score > best.score:
                lead = (
                    at
                    if opening
                    else self.extent.left_edge(view, self.extent.piece_start(view, floor, at), at, floor)
                )
                titles = [] if styled else [(head, end)]
                best = Person(view, at, head, min(lead, at), end, titles, "name+post", score)
        return best

    def _sure_pair(self, view: View, at: int, head: int, end: int) -> bool:
        """May a name of two characters stand before its post here: 王总理, 、薛明副市长?"""
        if view.text[head:end] in self.lexicon.classes["statesmen"]:
            return True
        return view.text[at - 1 : at] == "、" and self.lexicon.posts.before(view.text, at - 1) != ""

    def bare(self, view: View, start: int, limit: int, least: float, rule: str) -> Person | None:
        """A name without a post that begins exactly at ``start``."""
        best = max(self.readings(view, start, limit), default=None)
        if not best or best[0] < least:
            return None
        name = view.text[start : best[1]]
        dot = name.find("·")
        if dot > 0 and (
            name[:2] in self.lexicon.people or next(self.lexicon.posts.spans(name, 0, dot), None)
        ):
            return None
        if name[0] in "曾经连共" and self.count(name) < 2:
            return None  # 经闭门评议
        listed = rule == "name in a list"
        if _OF_BODIES.match(view.text, best[1]):
            return None
        if not listed and name in self.lexicon.common and self.count(name) < 2:
            return None
        if not listed and name in self.lexicon.verbs and not (view.gaps and view.gaps_within(start, best[1])):
            return None  # 聆听了宣讲
        if (
            name[1:] in self.lexicon.posts
            or name in self.lexicon.posts
            or name in self.lexicon.places
            or name.endswith(BODIES)
            or (len(name) == 2 and name[-1] in "城州县")
            or (len(name) == 3 and name[-1] in "节赛杯")
            or (name[-1] in "村镇乡" and name[:2] not in self.lexicon.japanese)
        ):
            return None
        return Person(view, start, best[1], start, best[1], [], rule, best[0])


def without_overlap(found: list[Person]) -> list[Person]:
    """The best readings that do not share characters of names or posts, in order."""
    kept: list[Person] = []
    for person in sorted(found, key=lambda p: (-p.score, -p.lead)):
        a, b = min(person.start, person.lead), max(person.end, person.tail)
        if all(b <= min(k.start, k.lead) or a >= max(k.end, k.tail) for k in kept):
            kept.append(person)
    return sorted(kept, key=lambda p: p.start)
