"""A post as written → what it says about its holder: place, level, organ, role. Pure.

Levels of Chinese government: 6 national, 5 province, 4 prefecture city, 3 county and district, 2 township
and sub-district, 1 village and community; 0 where the words do not say. A place that is not named (市长,
县委书记) is the one the reader of that portal takes for granted.

>>> post = parse("平岭县委副书记")
>>> post.place, post.level, post.organ, post.role, post.kind
('平岭县', 3, '', '副书记', 'leader')
>>> parse("市公安局党委委员、副局长").kind, parse("市公安局副局长").organ
('office', '公安局')
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from newscrawler.extract.attendees import lexicon

Kind = Literal["leader", "office", "other", "capacity"]
"""``leader``: heads a territory (party committee, government, congress, consultative conference).
``office``: of a territory's offices and organs. ``other``: companies, schools, associations.
``capacity``: what many hold at once (代表, 教授, 志愿者), which tells persons apart badly."""

_LEVELS = {
    **dict.fromkeys(("省", "自治区", "特别行政区"), 5),
    **dict.fromkeys(("市", "州", "盟", "自治州", "地区"), 4),
    **dict.fromkeys(("县", "区", "旗", "自治县", "自治旗", "新区", "开发区", "高新区", "园区"), 3),
    **dict.fromkeys(("乡", "镇", "街道"), 2),
    **dict.fromkeys(("村", "社区"), 1),
}
_LEVEL = "|".join(sorted(_LEVELS, key=len, reverse=True))
_LONG_LEVEL = "|".join(word for word in _LEVELS if len(word) > 1)
# Words that begin with a level's character and name no level; characters before one that make another word.
_NO_LEVEL = "乡村|村镇|区域|市场|市民|县域|州际|省际|区块|社区矫正|镇痛|旗舰|盟友"
_NOT_AFTER = "(?<!农)(?<!同)(?<!军分)(?<!国)(?<!亚太)(?<!大)(?<!城)(?<!小)(?<!校)"
# A named place has two characters or more; fewer only before the word of its leadership (沙县县委, 市南区委).
_PLACE = re.compile(
    rf"(?!{_NO_LEVEL})(?:(?P<bare>{_LONG_LEVEL}|[省市县区州盟旗乡镇村])"
    rf"|(?P<name>[^\d\s]{{2,9}}?{_NOT_AFTER})(?P<level>{_LEVEL})"
    rf"|(?P<short>[^\d\s])(?P<low>[县区])(?=委|政府|人大|政协|县|区|$))"
)
_PARTIES = re.compile(r"^(?:民革|民盟|民建|民进|农工党|九三学社|致公党|台盟|共青团|团(?=[省市县区州旗]))")
_NATION = re.compile(r"(?:中共)?(?:中央|国务院|国家|全国|中华人民共和国)")
_BRACKETS = re.compile(r"[（(][^（）()]*[）)]")
_FORMER = re.compile(r"^(?:中共)?(?:原|前(?!海|进|线)|时任)|原$")
_GRADE = re.compile(r"(?:常务|第一|执行|轮值|名誉|代理|代|副|助理|总)+$")
_GRADE_WORDS = re.compile(r"^(?:常务|第一|执行|轮值|名誉|代理|代|副|助理|总)+(?=.)")
_PARTY = re.compile(r"(?:党工委|党委|党组|机关党委|分党组|党总支|党支部)$")
_LEADING_ORGAN = re.compile(
    r"^(?:委|委常委|党委|党工委|工委|管委会|政府|人民政府|政府党组|人大|人大常委会|人大常委会党组|政协|政协党组|人大主席团|党支部|党总支|村委会|居委会|)$"
)
_OTHER = re.compile(
    r"公司|集团|银行|厂$|企业|商会|大学|学院|中学|小学|学校|幼儿园|医院|协会|学会|基金会|研究院|研究所|合作社|矿业|纪念馆|电视台|报社|联盟|俱乐部"
)
_CAPACITY = re.compile(
    r"(?:代表|委员|领导|干部|党员|成员|队员|组员|教授|专家|学者|院士|研究员|讲师|教师|老师|医生|医师|护士|学生|同学|研究生|博士生?|硕士生?|本科生|居民|村民|市民|农民|"
    r"职工|工人|焊工|员工|志愿者|劳动模范|劳模|模范|标兵|先锋|传承人|嘉宾|家长|校友|青年|大户|业主|社工|记者|律师|工程师|艺术家|作家|画家|战士|消防员|驾驶员|网格员|负责人|"
    r"企业家|创业者|运动员|辅导员|班主任|老人|工作者|获得者|获奖者|公务员|民警|干警)$"
)
_ZONE_COMMITTEE = "管委会"
"""Heads a development zone, whether its place is named or not."""
_SIMPLER = re.compile(
    r"人民(?=政府|法院|检察院)|常委会|常务委员会|^委(?=.)(?!委?办|常委|员会)|会$(?<=市委会|省委会)"
)
_GRADES = frozenset(
    {"副", "总", "常务", "第一", "执行", "轮值", "名誉", "代", "助理", "部长", "常务副", "首席"}
)


@dataclass(frozen=True, slots=True)
class Post:
    """What a post says."""

    place: str
    """Explicit place with its level word, such as 平岭县; empty where none is named."""
    level: int
    organ: str
    """Office, company or school, without place; empty for the leadership of a territory."""
    role: str
    deputy: bool
    kind: Kind
    former: bool

    @property
    def stem(self) -> str:
        """The role without grades: 局长 of 常务副局长."""
        return _GRADE_WORDS.sub("", self.role) or self.role

    @property
    def chair(self) -> str:
        """The role without grades and place, but for the deputy: 副长 of 常务副市长, 长 of 代县长."""
        stem = self.stem
        if stem[:1] in _LEVELS and stem[1:] == "长":
            stem = "长"
        return ("副" if self.deputy else "") + stem


@lru_cache(maxsize=20_000)
def parse(title: str) -> Post:
    """The post that a title names. Any text gives one; what is not understood stays in ``organ``."""
    text = _BRACKETS.sub("", title.translate(_simplify())).strip()
    if not text:
        return Post("", 0, "", "", deputy=False, kind="capacity", former=False)
    head = _heads().before(text, len(text)) or text[-2:]
    before = text[: len(text) - len(head)]
    grade = match[0] if (match := _GRADE.search(before)) else ""
    before = before[: len(before) - len(grade)]
    former = _FORMER.search(before) is not None
    before = _FORMER.sub("", before).removeprefix("中共")
    party = match[0] if (match := _PARTIES.match(before)) else ""
    place, level, rest = _place(before[len(party) :])
    rest = party + rest
    organ = _organ(rest)
    if not level and head[0] in _LEVELS and head[1:] in ("长", "领导") and len(organ) < 6:
        level, place = _LEVELS[head[0]], organ and organ + head[0]  # 平岭县长 is 平岭县县长
        organ = rest = ""
    if rest == _ZONE_COMMITTEE and not level:
        level = _LEVELS["园区"]
    role = grade + head
    kind = _kind(organ, rest, role, level)
    if kind == "leader":
        organ = ""
    return Post(place, level, organ, role, "副" in role or "助理" in role, kind, former)


def parse_all(titles: tuple[str, ...]) -> list[Post]:
    """The posts of one mention; a short one takes place and organ from the one before it:
    市公安局党委书记、局长.
    """
    posts: list[Post] = []
    for title in titles:
        post = parse(title)
        if posts and not post.place and not post.level and not post.former:
            before = posts[-1]
            if post.kind == "leader" or post.organ:
                post = replace(post, place=before.place, level=before.level)
            elif post.kind == "capacity" and not _CAPACITY.search(post.role):
                kind = _kind(before.organ, before.organ, post.role, before.level)
                post = replace(post, place=before.place, level=before.level, organ=before.organ, kind=kind)
        elif posts and not post.place and post.level == posts[-1].level:
            post = replace(post, place=posts[-1].place)
        posts.append(post)
    return posts


def _place(text: str) -> tuple[str, int, str]:
    """(explicit place, level, what follows) at the head of a text; the innermost of several places."""
    if nation := _NATION.match(text):
        return "", 6, text[nation.end() :]
    place, level = "", 0
    while match := _PLACE.match(text):
        bare = match["bare"]
        if bare and level:
            break
        place = "" if bare else match[0]
        level = _LEVELS[bare or match["level"] or match["low"]]
        text = text[match.end() :]
    return place, level, text


def _organ(rest: str) -> str:
    """An organ by its short name, whether the party group or the house itself is meant."""
    return rest if _LEADING_ORGAN.match(rest) else _PARTY.sub("", _SIMPLER.sub("", rest))


def _kind(organ: str, rest: str, role: str, level: int) -> Kind:
    if role.endswith("领导"):
        return "leader" if level else "capacity"
    if _CAPACITY.search(role) and not (role == "委员" and _PARTY.search(rest)):
        return "capacity"
    if _OTHER.search(organ):
        return "other"
    if _LEADING_ORGAN.match(rest) and level:
        return "leader"
    if not organ or _PARTY.fullmatch(organ):
        return "capacity"
    if level or organ.endswith(("局", "厅", "部", "委", "办", "室", "法院", "检察院", "队", "院")):
        return "office"
    return "other"


@lru_cache(maxsize=1)
def _heads() -> lexicon.Endings:
    """The last words of posts; compounds of an organ and a shorter one (市委书记) are left out."""
    words = lexicon.load().posts

    def plain(word: str) -> bool:
        return all(word[i:] not in words or word[:i] in _GRADES for i in range(1, len(word)))

    return lexicon.Endings(word for word in words if plain(word))


@lru_cache(maxsize=1)
def _simplify() -> dict[int, int]:
    """Traditional characters as simplified ones, so that 市長 and 市长 are one post."""
    return lexicon.load().simplify
