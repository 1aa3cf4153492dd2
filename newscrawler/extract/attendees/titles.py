"""Lists into titled names: ``[place or organisation] post (、post)* NAME`` and its variants.

A name is what stands between a post and a boundary (mark, verb, preposition). Several readings are
weighed: shape of the name, strength of its right boundary, repetition in the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from newscrawler.extract.attendees.findings import Person, Span
from newscrawler.extract.attendees.lexicon import Lexicon
from newscrawler.extract.attendees.names import DOTTED, LONGEST, shape
from newscrawler.extract.attendees.view import View

MARKS = "，、。：；！？（）“”《》\"'—…～·-－｜／＋□"
_MARK = re.compile(f"[{re.escape(MARKS)}]")
_NOMINAL = re.compile(
    r"[作做]了?(?:[^，。、：]{0,9}?|题为[《“][^》”]*[》”]的?.{0,6}?)(?:发言|讲话|报告|点评|总结|汇报|介绍|部署|说明|辅导|讲座|演讲|推介|致辞|动员|解读|批示|示范|授课|交流|述职|分享|表态|宣讲)"
    r"|致[^，。、：]{0,6}?[辞词]"
)
"""作…发言, 致…辞: verbs with their noun, whatever stands between."""
_PIECE = re.compile(r"[^、，]+")
_WEAK = frozenset("的之是有把其")
_CONNECTIVES = ("、", "，", "和", "与", "及", "以及", "，以及", "和副", "；", "暨", "同", "")
_TIME = re.compile(
    r"^(?:（□*）|(?:昨|今|当|次|翌|前)[天日晨晚]|\d{1,4}年|\d{1,2}月|\d{1,2}[日号](?:[至到—-]\d{1,2}日)?|上午|下午|晚上|[晚午夜]间?"
    r"|近日|日前|会上|会前|会后|会议期间|随后|期间|其中|来自[^的]{1,20}的|现年|在(?=[^在]{0,12}[省市县区局厅部]))+"
)
_CLEFT = re.compile(r"[^的岁]*(?:的|岁)(?!确)")
POST_FOLLOWS = 2.5
"""Boundary of a name before a post that follows it (××局长): only names known from elsewhere."""
MINIMUM = 3.4
"""Shape and boundary together that make a name after a post."""


class PersonFinder:
    """Finds persons in the sentences of one document."""

    def __init__(self, lexicon: Lexicon, corpus: str) -> None:
        self.lexicon = lexicon
        self.corpus = corpus
        self._opening = 0
        self._weak: set[int] = set()
        self._counts: dict[str, int] = {}

    def count(self, name: str) -> int:
        """How often a string stands in the document."""
        found = self._counts.get(name)
        if found is None:
            found = self._counts[name] = self.corpus.count(name)
        return found

    # -- boundaries -----------------------------------------------------------------------------

    def boundary(self, view: View, place: int, limit: int) -> float:
        """How strongly a name may end at ``place``: 0 (not at all) to 3."""
        if place >= limit or view.text[place] in MARKS or place in view.gaps:
            return 3.0
        if self.lexicon.honorifics.at(view.text, place) or _NOMINAL.match(view.text, place, limit):
            return 3.0
        if _DAY.match(view.text, place, limit):
            return 2.6
        word = self.lexicon.followers.at(view.text, place)
        if not word:
            return POST_FOLLOWS if self._post_at(view.text, place, limit) else 0.0
        if word in self.lexicon.actions or word in self.lexicon.speech:
            return 3.0
        if len(word) == 1 and (place + 1 >= limit or view.text[place + 1] in "，、。：；！？）"):
            return 0.0
        if word[0] in _WEAK and len(word) == 1:
            return 1.4
        return 2.6 if len(word) > 1 else 2.2

    def _end_of_run(self, text: str, start: int, limit: int) -> int:
        found = _MARK.search(text, start, min(limit, start + 24))
        return found.start() if found else min(limit, start + 24)

    def readings(self, view: View, start: int, limit: int) -> Iterator[tuple[float, int]]:
        """(score, end) of each string that could be a name beginning at ``start``."""
        text, outer = view.text, limit
        if start >= limit or text[start] in MARKS or text[start] in "的在对等并也还被把要按将可不更已使让给":
            return
        gap = min((g for g in view.gaps if g > start), default=limit)
        if dotted := DOTTED.match(text, start, min(limit, gap)):
            joint = _CONJUNCTION.search(text, start + 2, text.find("·", start))
            if joint:
                limit = joint.start()
        if dotted and not joint:
            yield from self._dotted(view, start, dotted.end(), limit)
            return
        run = self._end_of_run(text, start, limit)
        limit = outer
        cut = 0
        for size in range(2, min(LONGEST, run - start) + 1):
            end = start + size
            edge = self.boundary(view, end, limit)
            if not edge or not self._evenly_spaced(view, start, end):
                continue
            inside, cut = end <= cut, max(cut, end + self._reach(text, end, limit))
            name = text[start:end]
            form = shape(name, self.lexicon)
            if not form or self._no_name(name) or name[-1] in "的了某":
                continue
            if name[0] == "和" and size > 2:
                continue
            if edge == POST_FOLLOWS and (form < 1.9 or self.count(name) < 2):
                continue
            score = form + edge
            if (form < 1.0 or (size == 3 and form < 2.3)) and self.lexicon.organisations.before(name, size):
                continue
            padded = any(i in view.gaps for i in range(start + 1, end))
            if self.lexicon.followers.at(text, start) in self.lexicon.actions:
                score -= 3.0
            if name in self.lexicon.verbs and not padded:
                score -= 2.0
            if inside or _NOMINAL.match(text, start, limit):  # the name would end within a word that begins in it
                score -= 2.5
            if self.count(name) > 1:
                score += 0.5 + 0.2 * size
            if padded:
                score += 1.0
            yield score, end

    def _no_name(self, name: str) -> bool:
        no_names = self.lexicon.no_names
        if name in no_names or name in self.lexicon.posts or name in self.lexicon.places:
            return True
        return len(name) > 2 and (
            name[1:] in no_names or name[:2] in no_names or name[:2] in self.lexicon.posts or (len(name) > 3 and name[:2] in self.lexicon.places)
        )

    def _reach(self, text: str, place: int, limit: int) -> int:
        """Length of the word of two or more characters that begins at ``place``."""
        if found := _NOMINAL.match(text, place, limit):
            return found.end() - place
        word = self.lexicon.followers.at(text, place)
        return len(word) if len(word) > 1 or word in self.lexicon.speech else 0

    def _dotted(self, view: View, start: int, reach: int, limit: int) -> Iterator[tuple[float, int]]:
        text = view.text
        last_dot = text.rfind("·", start, reach)
        for end in range(last_dot + 2, reach + 1):
            if edge := self.boundary(view, end, limit):
                size = end - last_dot - 1
                foreign = sum(c in self.lexicon.transcription for c in text[last_dot + 1 : end]) / size
                if size == 1 and text[end - 1] in self.lexicon.surnames:
                    foreign = 1.0
                bonus = 0.5 if self.count(text[start:end]) > 1 else 0.0
                if size > 1 and text[end - 1] in "的了在和与":
                    continue
                cut = size > 1 and self._reach(text, end - 1, limit) > 1
                yield 1.0 + edge + 2 * foreign + bonus - cut - 0.1 * size, end

    def _evenly_spaced(self, view: View, start: int, end: int) -> bool:
        """Blanks within a name stand between all its characters (padding) or nowhere.

        In a row of single characters names are pairs; exactly three are one name.
        """
        inner = sum(i in view.gaps for i in range(start + 1, end))
        if inner == 0:
            return True
        if inner != end - start - 1 or inner > 2:
            return False
        row = start + 1
        while row in view.gaps:
            row += 1
        singles = row - start
        if row < len(view.text) and view.text[row] not in MARKS and not self.lexicon.followers.at(view.text, row):
            singles -= 1
        return singles == 3 if inner == 2 else singles != 3

    # -- persons --------------------------------------------------------------------------------

    def titled(self, view: View, start: int, limit: int) -> list[Person]:
        """Persons with a post before or after the name, in order, none overlapping."""
        self._opening = start
        found: list[Person] = []
        for head, end in self._heads(view.text, start, limit):
            found.extend(self._after_post(view, head, end, limit))
            if person := self._before_post(view, start, head, end, limit):
                found.append(person)
        return without_overlap(found)

    def _heads(self, text: str, start: int, limit: int) -> list[Span]:
        """Posts of the stretch, without those that are the beginning of a longer one (秘书 of 秘书长)."""
        suffixes = [(m.start(), m.end()) for m in _SUFFIX.finditer(text, start, limit)]
        spans = [
            (a - (a > start and text[a - 1] in "副正"), b) for a, b in self.lexicon.posts.spans(text, start, limit)
        ]
        ends = {b for _, b in spans}
        self._weak = {b for _, b in suffixes} - ends
        spans = sorted([*spans, *((a, b) for a, b in suffixes if b not in ends)], key=lambda s: s[1])
        return [
            (a, b)
            for n, (a, b) in enumerate(spans)
            if not any(x < b < y and b - max(a, x) > 1 for x, y in spans[n + 1 : n + 4])
            and all(i + len(self.lexicon.compounds.at(text, i)) <= b for i in range(a, b - 1))
        ]

    def _after_post(self, view: View, head: int, end: int, limit: int) -> Iterator[Person]:
        name_at, post_end = end, end
        if view.text.startswith("（", end):
            close = view.text.find("）", end, limit)
            if close < 0:
                return
            name_at, post_end = close + 1, close + 1
            if self.lexicon.marks.fullmatch(view.plain, end + 1, close):
                post_end = end
        best = max(self.readings(view, name_at, limit), default=None)
        if best and text_head(view, head, end) in self.lexicon.people and not self._fits_people(view, name_at, best[1], limit):
            return
        if end in self._weak and best:
            form = shape(view.text[name_at : best[1]], self.lexicon)
            if form < 2.9 or (self.boundary(view, best[1], limit) < 2.6 and view.text[best[1]] not in "向在就为对和与"):
                return
        if not best and end not in self._weak and view.text[end - 1] in _OFFICE_HOLDERS:
            best = self._before_unknown(view, name_at, limit)
        if best and best[0] >= MINIMUM:
            score, name_end = best
            yield Person(view, name_at, name_end, head, name_end, [(head, post_end)], "post+name", score)

    def _fits_people(self, view: View, start: int, end: int, limit: int) -> bool:
        """Is this a name even after a noun for people at large (居民, 职工)?"""
        name = view.text[start:end]
        if "·" in name:
            return True
        form, edge = shape(name, self.lexicon), self.boundary(view, end, limit)
        if name[0] in "和与及" or (edge < 2.6 and view.text[end] not in "在就") and form < 2.9 and not (form >= 1.8 and len(name) > 3):
            return False
        family = name[0] in self.lexicon.surnames or name[:2] in self.lexicon.compound
        if name in self.lexicon.common and edge < 3.0:
            return False
        return (family and form >= 1.9) or (form >= 1.6 and len(name) > 2 and all(c in self.lexicon.transcription for c in name)) or (edge >= 3.0 and form >= 0.6 and self.count(name) > 1)

    def _before_unknown(self, view: View, start: int, limit: int) -> tuple[float, int] | None:
        """A name of surname and two characters after an office, before a verb that no lexicon knows."""
        name = view.text[start : min(start + 3, limit)]
        if len(name) == 3 and shape(name, self.lexicon) >= 3.0 and not self._no_name(name):
            return MINIMUM + 0.1, start + 3
        return None

    def _before_post(self, view: View, floor: int, head: int, end: int, limit: int) -> Person | None:
        """``×局李明副局长``, ``周恩来总理``: the name stands between an organisation (or nothing) and the post."""
        text = view.text
        if not self.boundary(view, end, limit) or end in self._weak or text[head:end] == "代表" or text[head:end] in self.lexicon.honorifics:
            return None
        best: Person | None = None
        for size in (6, 5, 4, 3, 2):
            at = head - size
            if at < floor:
                continue
            name = text[at:head]
            form = shape(name, self.lexicon)
            foreign = size > 2 and form >= 1.6 and all(c in self.lexicon.transcription for c in name)
            if form < (1.6 if foreign else 2.0) or name in self.lexicon.places or name in self.lexicon.common:
                continue
            opening = at == floor or self.lexicon.governor_ends.before(text, at, floor) != "" or text[at - 1] in MARKS or at in view.gaps
            organisation = self.lexicon.organisations.before(text, at, floor)
            if self.lexicon.organisations.before(text, head, at + 1) or not (opening or organisation):
                continue
            if self._no_name(name) or name[1:] in self.lexicon.posts:
                continue
            if not foreign and name[:2] not in self.lexicon.compound and (
                name[0] not in self.lexicon.surnames or name[0] in self.lexicon.organisations
            ):
                continue
            repeated = self.count(name) > 1
            if opening and not organisation and not repeated and (
                size == 2 or (text[head:end] not in _OWN_STYLE and text[end - 1] not in _OFFICE_HOLDERS)
            ):
                continue
            score = form + 2.4 + (0.5 if repeated else 0.0) + 0.1 * size
            if not best or score > best.score:
                lead = at if opening else self.left_edge(view, self._piece_start(view, floor, at), at, floor)
                best = Person(view, at, head, min(lead, at), end, [(head, end)], "name+post", score)
        return best

    def bare(self, view: View, start: int, limit: int, least: float, rule: str) -> Person | None:
        """A name without a post that begins exactly at ``start``."""
        best = max(self.readings(view, start, limit), default=None)
        if not best or best[0] < least:
            return None
        name = view.text[start : best[1]]
        if "·" in name and next(self.lexicon.posts.spans(name, 0, name.find("·")), None):
            return None
        if rule != "name in a list" and name in self.lexicon.common and self.count(name) < 2:
            return None
        if name[1:] in self.lexicon.posts or name in self.lexicon.places or name.endswith(_BODIES):
            return None
        return Person(view, start, best[1], start, best[1], [], rule, best[0])

    # -- extent of the titles -------------------------------------------------------------------

    def complete(self, person: Person, floor: int, limit: int) -> None:
        """Widen a person's item to the left over its chain of posts, to the right over brackets and posts."""
        if person.rule == "post+name":
            self._chain(person, floor)
        self._trailer(person, limit)

    def _chain(self, person: Person, floor: int) -> None:
        view, text = person.view, person.view.text
        head, post_end = person.titles[0]
        left = self._piece_start(view, floor, head)
        cut = self.left_edge(view, left, head, floor)
        chain = [(cut, post_end)]
        while cut == left and left - 1 > floor and text[left - 1] in "、，":
            end = left - 1
            left = self._piece_start(view, floor, end)
            word_end = end
            if text[end - 1] == "）":
                word_end = text.rfind("（", left, end)
            post = self.lexicon.posts.before(text, word_end, left) if word_end > left else ""
            if not post:
                break
            if text[end] == "，" and self._collective(text[left:end]):
                break
            cut = self.left_edge(view, left, word_end - len(post), floor)
            if cut >= end:
                break
            chain.append((cut, end))
        person.titles = chain[::-1]
        person.lead = person.titles[0][0]

    @staticmethod
    def _piece_start(view: View, floor: int, end: int) -> int:
        """Where the piece of a list that holds ``end`` begins; a quotation that is no sentence belongs to it."""
        text = view.text
        left = max(max(text.rfind(mark, floor, end) for mark in "，、：。；") + 1, floor)
        quote = text.rfind("”", left, end)
        if quote > left and view.plain[quote - 1] in "。！？，…":
            return quote + 1
        return left

    def _collective(self, piece: str) -> bool:
        return bool(_COLLECTIVE.match(piece)) or piece.endswith(("负责人", "代表", "成员", "负责同志", "委员"))

    def left_edge(self, view: View, start: int, head: int, floor: int) -> int:
        """Where a title begins within ``[start, head]``: after times, verbs and prepositions before it."""
        text = view.text
        if (start == floor or text.startswith("以及", start)) and (link := _LINKS.match(text, start, head)):
            floor = link.end() if start == floor else floor
            start = link.end()
        if found := _TIME.match(text[start:head]):
            start += found.end()
        if start == floor > self._opening:  # the person before acts on this one, or on things before it
            start = self._after_verb(text, start, head)
            start += text[start] in "在对向为给"
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
        if found := _THERE.match(text, edge, head):
            edge = found.end()
        for gap in sorted(view.gaps):
            if edge < gap <= head and gap - edge < 3:
                edge = gap
        if found := _TIME.match(text[edge:head]):
            edge += found.end()
        return edge

    def _after_verb(self, text: str, start: int, head: int) -> int:
        """End of the predicate between a person and the title of the next one."""
        first = 0
        for found in self.lexicon.verbs.regex.finditer(text, start, head):
            if text.startswith(("了", "过"), found.end()):
                first = found.end() + 1
            first = first or found.end()
        return first if start < first < head else start

    def _cuts(self, text: str, at: int, end: int, start: int, floor: int) -> bool:
        """Does a governing word end what stands before a title? Words that are part of an office do not."""
        word, before = text[at:end], text[start:at]
        if len(word) == 1 and at > start and word in "向由请是":
            return len(before) > 1 and not before.endswith(tuple("方面意定申自缘理总"))
        if word == "有":
            return at > start and before.endswith(("方", "面", "中", "还"))
        if word == "据" and at == start:
            return True
        if word == "受" and at == start and _SENT.search(text, end, end + 40):
            return True
        if text[end : end + 1] in _OFFICE_TAILS or self.lexicon.governors[word] in ("represented", "mentioned"):
            return word in _APPOINTING or (at == start == floor and at > 0)
        if len(word) > 1:
            return True
        if at == start:
            return word in "由与" or (floor > self._opening and word in "向为对给让请同和在")
        if word in "与同跟":
            return not before.endswith(("共", "合", "胡", "协", "参")) and text[end : end + 1] not in "乡学志盟仁意济心业"
        if word in "向由请是":
            return len(before) > 1 and not before.endswith(tuple("方面意定申自缘理总"))
        return False

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
        elif post := self._post_at(text, tail, limit):
            if self.boundary(person.view, tail + post, limit):
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

    def _post_at(self, text: str, at: int, limit: int) -> int:
        if text.startswith("代表", at) or self.lexicon.compounds.at(text, at):
            return 0
        for size in range(min(6, limit - at), 1, -1):
            if text[at : at + size] in self.lexicon.posts:
                return size
        return 0


_BODIES = tuple("馆局厅院校部站厂委办处科组社团队会省县某") + ("公司", "集团", "中心", "政府", "银行", "机构", "大学", "单位", "部门", "企业", "矿业")
_CONJUNCTION = re.compile(r"[和与及]")
_DAY = re.compile(r"\d{1,2}[日月号]|[一二三四五六七八九十]{1,3}[日月号]|\d")
_SUFFIX = re.compile(r"(?<=[\u3400-\u9fff])(?:工(?![程作业会地厂人艺商资信党委种具])|家(?![庭长园居属乡里中电人具族])|师(?![生资范傅德])|员(?![工会额])|手(?![机段术工中里法续册])|匠(?!心))(?=[\u3400-\u9fff])")
_OFFICE_HOLDERS = frozenset("长记任席裁")
_SENT = re.compile(r"委托|委派|指派|嘱托")
_THERE = re.compile(r"(?:还|就|也)?(?:有|是|包括)")
_LINKS = re.compile(r"(?:以及|和|与|及|暨|同)(?!平)")
_OWN_STYLE = frozenset(
    "总理 副总理 主席 副主席 总统 副总统 首相 副首相 委员长 副委员长 总书记 元帅 部长 副部长 大使 外长 省长 市长 书记 校长 院长 秘书长 局长 会长".split()
)
_OFFICE_TAILS = frozenset("团组队会室办处员人馆所站局")
_APPOINTING = frozenset(("任命", "决定任命", "免去", "提名", "时任", "已故", "前任"))
_COLLECTIVE = re.compile(r"(?:各|全体|部分|有关|相关|所有|多名|多位|其他|\d+[名位])")


def text_head(view: View, head: int, end: int) -> str:
    """The post as a word, 副 left out."""
    return view.text[head:end].removeprefix("副")


def without_overlap(found: list[Person]) -> list[Person]:
    """The best readings that do not share characters of names or posts, in order."""
    kept: list[Person] = []
    for person in sorted(found, key=lambda p: (-p.score, -p.lead)):
        a, b = min(person.start, person.lead), max(person.end, person.tail)
        if all(b <= min(k.start, k.lead) or a >= max(k.end, k.tail) for k in kept):
            kept.append(person)
    return sorted(kept, key=lambda p: p.start)
