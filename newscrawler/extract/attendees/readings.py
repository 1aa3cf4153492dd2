"""What could be a name at a given place: shape, right boundary and repetition, weighed together."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newscrawler.extract.attendees.clauses import PART
from newscrawler.extract.attendees.lexicon import Lexicon
from newscrawler.extract.attendees.names import DOTTED, LONGEST, LONGEST_PART, shape
from newscrawler.extract.attendees.view import View

MARKS = "，、。：；！？（）“”《》\"'—―…～·-－｜／＋□"
_MARK = re.compile(f"[{re.escape(MARKS)}]")
_NOMINAL = re.compile(
    r"[作做](?![家者好到强大实优为风用品])了?(?:[^，。、：]{0,16}?|题为[《“][^》”]*[》”]的?.{0,6}?)(?:发言|讲话|报告|点评|总结|汇报|介绍|部署|说明|辅导|讲座|演讲|推介|致辞|动员|培训|解读|批示|示范|授课|交流|述职|谈话|分享|表态|宣讲|记录|表率|回应|答复|解答|专题|倡议|宣誓|承诺|展示|演示)"
    r"|致[^，。、：]{0,6}?[辞词]"
)
"""作…发言, 致…辞: verbs with their noun, whatever stands between."""
_BENEFIT = re.compile(
    r"[^，。]{1,24}?(?:颁|授|揭|赠|送|佩戴|剪彩|戴上|加油|点赞|主讲|作|做|开球|献|鸣|讲解|解答|提供|服务|点睛|题|培训|义诊|看诊|演|唱|命名|打气)"
)
"""What follows 为 where it is a preposition and not the end of a name."""
_CEREMONIES = ("仪式", "典礼", "活动", "大会", "晚会", "名单")
_TOLD_OF = re.compile(r"的(?:(?:工作|情况|有关|相关|详细)*(?:介绍|汇报|讲解|报告|陈述|说明))")
"""What is heard of somebody: 听取×的情况介绍."""
_AWARDED = re.compile(
    r"得(?=\d|了?[一二三四五六七八九十]+分)|获得?(?!者)[^，。]{0,16}?(?:奖|[金银铜]牌|[冠亚季]军|第[一二三四五六七八]|称号|荣誉)"
)
_RANKS = frozenset("上中少大准元将")
"""First characters of ranks after a name, which could be its last."""
_TEAM = re.compile("组(?!织|委|长)|团(?![省市县区中支州委])|队(?![长员])")
_PARTICLES = {
    "在": re.compile(r"[^，。、]{2,14}?(?:[会议式礼宴]上|期间|[馆厅堂院场]|中心)"),
    "以": re.compile(
        r"[《“]|[^，。、]{1,12}?(?:为题|为例|身份|方式|形式|成绩|优势|比分|之差|佳绩)|视频|书面"
    ),
    "则": re.compile(r"认为|表示|说|称|是|在|对|从|就|被|将|要|以|强调|希望|提出|建议|介绍|代表|更"),
    "所": re.compile(r"[作做提述言讲]"),
    "也": re.compile(r"(?![，、。；：（）]|$)"),
}
"""What follows where these are no end of a name."""
_ADVERBIAL = frozenset("在以所还也亦昨又已曾便仅尚则")
_NUMERALS = frozenset("0123456789一二三四五六七八九十两")
_NEVER_FIRST = frozenset("为的在对等并也还被把要按将可不更已使让给有")
_OFFICES = frozenset("长记任席裁理警")
"""Last characters of offices."""
_ERRANDS = frozenset(("投资", "落户", "学习", "培训", "采访"))
"""What one comes to a place for, beside the verbs of presence."""
_FREQUENT = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢钟姜崔谭陆范汪廖金韦贾"
)
"""After 小 these make a form of address."""
_AS_SAID = ("就像", "正像", "正如", "例如", "比如", "诸如", "譬如", "包括", "还有")
_ADDRESSES = ("夫人", "女士", "先生", "小姐")
_REMEMBERED = 30_000
"""Characters of a document in which repetition is looked for."""
_WEAK = frozenset("的之是有把其")
POST_FOLLOWS = 2.5
"""Boundary of a name before a post that follows it (××局长): only names known from elsewhere."""
_CONJUNCTION = re.compile(r"[和与及向同对为给]")
_DAY = re.compile(r"\d{1,2}[日月号]|[一二三四五六七八九十两]{1,3}(?:[日月号天周次度]|个月|小时|年内)|\d")


class Readings:
    """What could be a name at a place, weighed; one for each document."""

    def __init__(self, lexicon: Lexicon, corpus: str) -> None:
        self.lexicon = lexicon
        self.corpus = corpus[:_REMEMBERED]
        self._counts: dict[str, int] = {}
        self._forms: dict[str, float] = {}

    def count(self, name: str) -> int:
        """How often a string stands in the document."""
        found = self._counts.get(name)
        if found is None:
            found = self._counts[name] = self.corpus.count(name)
        return found

    def form(self, name: str) -> float:
        """The shape of a string as a name, remembered."""
        found = self._forms.get(name)
        if found is None:
            found = self._forms[name] = shape(name, self.lexicon)
        return found

    def boundary(self, view: View, place: int, limit: int) -> float:
        """How strongly a name may end at ``place``: 0 (not at all) to 3."""
        if place >= limit:
            return 3.0
        edge = view.edges.get(place)
        if edge is None:
            edge = view.edges[place] = self._edge(view, place, len(view.text))
        return edge

    def _edge(self, view: View, place: int, limit: int) -> float:
        char = view.text[place]
        if char == "让" and view.text[place - 1] == "才":  # 完么才让
            return 0.0
        if char in MARKS or place in view.gaps:
            return 1.6 if char in "“《\"'" else 3.0
        if char not in self.lexicon.edges:
            return 0.0
        title = self.lexicon.honorifics.at(view.text, place)
        if title and not (title == "博士" and view.text[place + 2 : place + 3] in ("生", "后")):
            return 3.0
        if char in "作做致" and _NOMINAL.match(view.text, place, limit):
            return 3.0
        if char in _NUMERALS and _DAY.match(view.text, place, limit):
            return 2.6
        if char == "的" and _TOLD_OF.match(view.text, place, limit):
            return 2.6
        if char == "家" and view.text[place + 1 : place + 2] in ("，", "、", "。", ""):
            return 2.6
        if char in "获得" and _AWARDED.match(view.text, place, limit):
            return 3.0
        if char == "任" and PART.match(view.text, place, limit):
            return 3.0
        word = self._follower(view.text, place)
        if not word:
            return POST_FOLLOWS if self.post_at(view.text, place, limit) else 0.0
        after = place + len(word)
        if word in self.lexicon.verbs and _TEAM.match(view.text, after):
            return 0.0
        if word in self.lexicon.classes["ceremonial"] and view.text.startswith(_CEREMONIES, after):
            return 0.0
        if word in self.lexicon.posts and len(self.lexicon.compounds.at(view.text, place)) > len(word):
            return 0.0
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
        if start >= limit or text[start] in MARKS:
            return
        if text[start] in _NEVER_FIRST and not text.startswith(("·", "-", "－"), start + 1):
            return
        if text.startswith((*_AS_SAID, *_ADDRESSES), start):
            return
        gaps = view.gaps_within(start, limit) if view.gaps else ()
        near = text.find("·", start, start + LONGEST_PART + 1) >= 0
        if dotted := near and DOTTED.match(text, start, gaps[0] if gaps else limit):
            joint = _CONJUNCTION.search(text, start + 2, text.find("·", start))
            if joint:
                limit = joint.start()
        if dotted and not joint:
            yield from self._dotted(view, start, dotted.end(), limit)
            return
        run = self._end_of_run(text, start, limit)
        limit = outer
        cut = 0
        for size in range(2, min(self._longest(text, start), run - start) + 1):
            end = start + size
            edge = self.boundary(view, end, limit)
            if not edge or (gaps and not self._evenly_spaced(view, start, end)):
                continue
            inside, cut = end <= cut, max(cut, end + self._reach(text, end, limit))
            name = text[start:end]
            form = self.form(name)
            if not form or self.no_name(name) or name[-1] in "的了某不":
                continue
            if self.is_aim(text, start, end):
                continue
            if size > 2 and (name[0] == "和" or "和" in name[2:-1]):
                continue
            if edge == POST_FOLLOWS and (form < 1.9 or self.count(name) < 2):
                continue
            if name[-1] == "和" and size == 3 and form < 3.0 and self._whole(text, end):
                form = 3.0  # 赖清和在…: what follows joins nobody
            elif name[-1] == "和" and size > 3 and self.form(name[:-1]) >= 1.6 and self._whole(text, end):
                form = self.form(name[:-1]) + 1.0  # 巴图孟和演唱
            score = form + edge
            if (form < 1.0 or (size == 3 and form < 2.3)) and self.lexicon.organisations.before(name, size):
                continue
            longer = text[start : end + 1]
            if self.count(name) > 2 and self.count(longer) == self.count(name) and self.form(longer) >= 2.9:
                score -= 2.0  # 太史正在…, 太史正对…: never without the next character
            padded = bool(gaps) and bool(view.gaps_within(start, end))
            if self.lexicon.followers.at(text, start) in self.lexicon.actions:
                score -= 3.0
            ends = self._ends_item(text, end, limit) and not (
                isinstance(view.place, str) and (end >= limit or text[end] not in "、，")
            )
            if name in self.lexicon.verbs and not padded and (end >= limit or not ends):
                score -= 2.0
            if name[-1] in _ADVERBIAL and self._is_particle(text, name[-1], end, limit):
                score -= 2.0
            if size > 4 and name[-1] == "正":  # 乌兰图雅正用蒙语交谈
                score -= 2.0
            if name[-1] == "为" and _BENEFIT.match(text, end, limit):
                score -= 1.5
            if inside or (
                text[start] in "作做致" and _NOMINAL.match(text, start, limit)
            ):  # the name would end within a word that begins in it
                score -= 2.5
            if self.count(name) > 1 and not self._always_longer(name, text[end : end + 1]):
                score += 0.5 + 0.2 * size
            if padded:
                score += 1.0
            yield score, end

    @staticmethod
    def _is_particle(text: str, last: str, end: int, limit: int) -> bool:
        """Does the last character (还, 以《…》为题, 所作) belong to the predicate and not to the name?"""
        pattern = _PARTICLES.get(last)
        return pattern is None or pattern.match(text, end, limit) is not None

    def _whole(self, text: str, end: int) -> bool:
        """Does a predicate follow, so that 和 before ``end`` joins no second person?"""
        word = self.lexicon.followers.at(text, end)
        if word in self.lexicon.actions or word in self.lexicon.speech:
            return True
        if word in self.lexicon.verbs and len(word) > 1:
            return True
        return word in ("在", "就", "向", "到", "赴") and not text.startswith(("在场", "在座", "在京"), end)

    def is_aim(self, text: str, start: int, end: int) -> bool:
        """``省委书记来苏调研``: where somebody comes to, not who."""
        word = self.lexicon.followers.at(text, end) if text[start] == "来" else ""
        return word in self.lexicon.verbs or word in _ERRANDS

    def _always_longer(self, name: str, following: str) -> bool:
        """``阮清和`` standing twice: ``阮清`` is no name before 和, though it stands there twice too."""
        return following in ("和", "同") and self.count(name + following) == self.count(name)

    def _ends_item(self, text: str, end: int, limit: int) -> bool:
        """Does an item of a list end here, or its verb begin?"""
        return (
            end >= limit
            or text[end] in "、，"
            or self.lexicon.followers.at(text, end) in self.lexicon.actions
        )

    def _longest(self, text: str, start: int) -> int:
        """Longer than five characters only transcribed names are."""
        piece = text[start : start + 5]
        odd = len(piece) - sum(map(self.lexicon.transcription.__contains__, piece))
        return LONGEST if odd <= 2 else 5

    def no_name(self, name: str) -> bool:
        """Is the string, or the better part of it, a word that is never a name?"""
        no_names = self.lexicon.no_names
        if name in no_names or name in self.lexicon.places:
            return True
        if len(name) == 3 and name[0] in "曾连共" and name[1] in _NUMERALS and name[2] in "次度名位人天年":
            return True
        if (
            len(name) == 3
            and name[-1] in ("市盟团区" if name[0] in _FREQUENT else "市州盟团区")
            and name[1] != name[2]
        ) or (len(name) > 3 and name[-2:] in self.lexicon.honorifics):
            return True
        if len(name) > 2 and name[:2] in self.lexicon.doubled and name[2:] in self.lexicon.posts:
            return True  # 欧阳会长
        if len(name) == 3 and name[-1] in _OFFICES and name[1:] in self.lexicon.posts:
            return True  # 陈校长
        if name[0] in "都均也还又" and name[1:] in self.lexicon.followers:
            return True  # 都承诺
        if len(name) == 2 and name[0] == "小" and name[1] in _FREQUENT:
            return True  # 小李: a form of address
        if name[0] in "向与同和对为" and (
            name[1:] in self.lexicon.people or name[1:] in self.lexicon.group_heads
        ):
            return True
        if name in self.lexicon.posts:  # 党员, 文书: words for people can be somebody's name
            person = name in self.lexicon.people and name not in self.lexicon.verbs
            return not person or name[0] not in self.lexicon.surnames
        return len(name) > 2 and (
            (name[1:] in no_names and name[1:] not in self.lexicon.classes["given"])
            or name[:2] in no_names
            or name[:2] in self.lexicon.posts
            or (len(name) > 3 and name[:2] in self.lexicon.places)
        )

    def _reach(self, text: str, place: int, limit: int) -> int:
        """Length of the word of two or more characters that begins at ``place``."""
        if text[place : place + 1] in "作做致" and (found := _NOMINAL.match(text, place, limit)):
            return found.end() - place
        if text[place : place + 1] in _NUMERALS and (found := _DAY.match(text, place, limit)):
            return found.end() - place
        if text[place : place + 1] in _RANKS and (rank := self.lexicon.honorifics.at(text, place)):
            return len(rank)
        if text[place : place + 1] == "任" and (found := PART.match(text, place, limit)):
            return found.end() - place
        word = self._follower(text, place)
        return len(word) if len(word) > 1 or word in self.lexicon.speech else 0

    def _follower(self, text: str, place: int) -> str:
        """The word that may follow a name at ``place``, unless it ends the name: 麦麦提出席, 黄之问作报告."""
        word = self.lexicon.followers.at(text, place)
        if word in ("问", "讲", "谈") and self._goes_on(text, place + 1):
            return ""
        return "" if word.endswith("出") and text.startswith("席", place + len(word)) else word

    def _goes_on(self, text: str, place: int) -> bool:
        """Does a predicate begin at ``place``, so that the character before is no verb?"""
        return len(self.lexicon.followers.at(text, place)) > 1 or _NOMINAL.match(text, place) is not None

    def _dotted(self, view: View, start: int, reach: int, limit: int) -> Iterator[tuple[float, int]]:
        text = view.text
        if text[start] in "和与及":
            return
        last_dot = text.rfind("·", start, reach)
        inner = reach + 1
        syllables = self._end_of_syllables(text, last_dot + 1, reach)
        for end in range(last_dot + 2, reach + 1):
            if edge := self.boundary(view, end, limit) or (1.6 if end == syllables else 0.0):
                size = end - last_dot - 1
                if size == 1 and edge < 2.6 and text[end] in self.lexicon.transcription:
                    continue
                foreign = sum(c in self.lexicon.transcription for c in text[last_dot + 1 : end]) / size
                if size == 1 and text[end - 1] in self.lexicon.surnames:
                    foreign = 1.0
                times = self.count(text[start:end])
                bonus = 0.5 if times > 1 else 0.0
                if times > 1 and end < reach and self.count(text[start : end + 1]) == times:
                    bonus -= bool(self.boundary(view, end + 1, limit))  # never without the next character
                whole = text[end - 1] == "和" and self._whole(text, end)
                if text[end : end + 1] == "和" and self._whole(text, end + 1):
                    continue  # 鄂温·布和在…: what follows joins nobody
                if size > 1 and (
                    (text[end - 1] in "的了在和与也" and not whole) or "的" in text[last_dot:end]
                ):
                    continue
                cut = (size > 1 and self._reach(text, end - 1, limit) > 1) or end > inner
                if self._reach(text, end, limit) > 1:
                    inner = min(inner, end)
                yield 1.0 + edge + 2 * foreign + bonus - cut - 0.1 * size, end

    def _end_of_syllables(self, text: str, start: int, reach: int) -> int:
        """Where characters of transcription end and two others follow (席尔瓦扳回一城); else 0."""
        end = start
        while end < reach and text[end] in self.lexicon.transcription:
            end += 1
        plain = text[end : end + 2]
        return (
            end if end - start > 1 and len(plain) == 2 and plain[1] not in self.lexicon.transcription else 0
        )

    def _evenly_spaced(self, view: View, start: int, end: int) -> bool:
        """Blanks within a name stand between all its characters (padding) or nowhere.

        In a row of single characters names are pairs; exactly three are one name.
        """
        inner = len(view.gaps_within(start, end))
        if inner == 0:
            return True
        if inner != end - start - 1 or inner > 2:
            return False
        row = start + 1
        while row in view.gaps and row - start < 5:
            row += 1
        singles = row - start
        if (
            row < len(view.text)
            and view.text[row] not in MARKS
            and not self.lexicon.followers.at(view.text, row)
        ):
            singles -= 1
        return singles == 3 if inner == 2 else singles != 3

    def post_at(self, text: str, at: int, limit: int) -> int:
        """Length of the post that begins at ``at``; 0 where none does."""
        if text.startswith("代表", at) or self.lexicon.compounds.at(text, at):
            return 0
        post = self.lexicon.post_words.at(text, at)
        following = text[at + len(post) : at + len(post) + 1]
        if post in self.lexicon.verbs and (following not in MARKS or following in "《“"):
            return 0  # 督导检查, 指挥救援
        return len(post) if at + len(post) <= limit else 0
