"""Clauses that state presence: what is said of the person before a stretch of text, and groups in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from newscrawler.extract.attendees.lexicon import Lexicon
from newscrawler.extract.attendees.view import View
from newscrawler.record import Action

ACTION, PRESENCE, SPEECH, ABSENT, OTHER = "action", "presence", "speech", "absent", "other"


@dataclass(frozen=True, slots=True)
class Predicate:
    """One verb as it stands: kind, place, and the actions it states."""

    kind: str
    start: int
    end: int
    actions: tuple[Action, ...] = ()
    word: str = ""


_CLAUSE = re.compile(r"[^，：；。、]+|、[^，：；。、]*")
_NOUN_AFTER = re.compile(
    r"仪式|典礼|[团组队稿站厅室]|部(?!署|分)|中心|书(?!面)|精神|内容|名单(?=上)|片|材料|员|人员|人(?!民|大)|者|品|金(?!融)|信|情况的?(?:汇报|介绍)|会(?=[，。上后中前的]|$)|途中"
)
_THOSE = re.compile("嘉宾|人员|代表|者|领导|同志|专家|学者|各|全体|客商|企业|委员|单位|院士|双方|人士")
_MEMBERS = re.compile(r"(?:代表|委员)(?!大?会|团|们?的)")
"""列席代表, 出席委员."""
_PERSONS_AFTER = re.compile(r"中心|室|人员|人(?!民|大)|者|单位(?!的)|精神(?!文明)")


def is_noun(text: str, word: str, stop: int, end: int, lexicon: Lexicon) -> bool:
    """Is the verb that ends at ``stop`` part of a noun (签约仪式, 考察团, 参加者)?"""
    if word == "代表" and (stop >= end or text[stop] in "、，等"):
        return True
    if word in ("与会", "参会", "到会") and _THOSE.match(text, stop, end):
        return True
    if word == "主持" and text.startswith(("设计", "编", "修", "研", "创作", "翻译", "建造", "人"), stop):
        return True
    if word in ("列席", "出席", "参会") and _MEMBERS.match(text, stop, end):
        return True
    if text.startswith(("等情况", "等工作"), stop):
        return True
    return bool((_PERSONS_AFTER if word in lexicon.classes["firm"] else _NOUN_AFTER).match(text, stop, end))


_MANY = re.compile(r"[约近共逾超]?[\d一二三四五六七八九十百千两数]+[余多]?[名位个]|各|全体|部分|多名|大批")
_ADVERBS = re.compile("(?:[作做了补充都均也]|先后|分别|应邀|同时|一并)+$")
_SIDES = re.compile(
    r"[在到向为对与赴来就从以把给]|代表|走进|前往|来到|赶到|抵达|奔赴|实地|现场|深入|围绕|分别|先后"
)


def _foreign_subject(text: str, start: int, verb: int, lexicon: Lexicon) -> bool:
    """Has the clause a subject of its own, an office: ``，市生态环境局作补充发言``?"""
    lead = _ADVERBS.sub("", text[start:verb])
    if _MANY.match(lead) and any(lexicon.group_heads.spans(lead, 0, len(lead))):
        return True
    ends = lexicon.organisations.before(lead, len(lead)) or lexicon.group_heads.before(lead, len(lead))
    return bool(ends) and not _SIDES.search(lead)


PART = re.compile(
    r"等?(?:担任|任(?=副?(?:团长|与谈人|领队|评委|裁判|主礼|主持|司仪|主讲|嘉宾)))[^，。]{0,8}?(?:嘉宾|裁判|评委|主持|独唱|独奏|领唱|指挥|审判长|公诉人|听证员|领誓|监票|计票|监誓|升旗手|护旗手|翻译|主讲|与谈|解说|司仪|伴奏|团长|领队)"
)
"""A part in the event, not an office."""
_JOIN = re.compile(r"并(?!非|购|网|轨|列)|且|还|及|后|随后|再|又|兼|或")
_GIVING = re.compile("[作做]")
_COMING = frozenset(["到会", "到场", "出席", "与会", "莅会", "莅临"])
"""After these a second verb may follow at once: 到会讲话."""
_MEETING = frozenset(("会谈", "会晤", "见面", "座谈"))
_GIVEN = re.compile(r"(?:作|做|发表)了?(?:[^，。]{0,4}?题为|(?!出)[^，。的]{1,12}的(?:重要)?$)")
"""作了题为…的讲话, 发表了热情洋溢的讲话: given here, not spoken of."""
_GIVEN_NOUN = re.compile(
    r"[作做](?![为业风])([^，。]{2,30}?)(?:的?情况)?的?(?:说明|报告|汇报|发言|讲话|介绍|总结)"
)
"""作常委会视察报告起草情况的说明: what is told of (group 1) is not done here."""
_STILL_THERE = re.compile("[^，。]{0,6}(?:的|并参加|并出席)")
"""看望了因病休养的…, 送了花圈并参加…: nobody is absent by that."""
_WISHES = re.compile(r"了?[^，。]{0,8}?(?:祝贺|感谢|谢意|欢迎|慰问|敬意|问候|哀悼|支持|赞赏|肯定)")
"""表示热烈祝贺: no speech follows, deeds may."""
_ATTENDING = re.compile(r"[^，。]{2,24}的[^，。、]{1,12}(?:代表团?|委员)(?:$|(?=[，。、]))")
"""来到出席大会的×代表团: who attends is told by the object."""
_WHILE = re.compile("期间|时期")
_OF = ("的", "的重要", "的系列重要")
_HOSTS = re.compile(r"[与同和][^，。]{0,40}(?:一行|来访|客人|代表团|考察[组团]|来宾|其(?:进行)?了?$)")
"""座谈 of a host: with guests."""
_MODAL = re.compile(r"^(?:要|应当?(?![邀约])|须|必须|需要?|希望|将|能|可以|会(?![见谈晤上前后]))")


def predicates(view: View, start: int, end: int, lexicon: Lexicon) -> Iterator[Predicate]:
    """The predicates of a stretch that follows a person, in order, until other things are talked of.

    Within a clause the first action counts, and each one that 并, 还, 及 … joins to it; what stands in
    between is its object (参加会见, 陪同调研).
    """
    text = view.text
    first, comma = True, start
    for clause in _CLAUSE.finditer(text, start, end):
        a, b = clause.span()
        if text[a] == "、":
            a += 1
        else:
            comma = a
        later = not first or bool(text[start:a].strip("、"))
        listed = text[a - 1] == "、"  # 深入社区、企业: no subject of its own
        if later and not listed and (lexicon.collectives.match(text, a, b) or _MODAL.match(text[a:b])):
            yield Predicate(OTHER, a, a)
            return
        first, hosting = False, False
        found = lexicon.absence.search(text, a, b)
        if found and found.group()[0] in "因送" and _STILL_THERE.match(text, found.end(), b):
            found = None
        if (
            found
            and not any(
                m.group() in lexicon.actions or m.group() in lexicon.speech
                for m in lexicon.verbs.regex.finditer(text, a, found.start())
            )
        ) or (found and (text.startswith("因", a) or found.group() in ("请假", "缺席"))):
            yield Predicate(ABSENT, found.start(), found.end(), word=found.group())
        free, floor, coming, wished = True, a, False, 0
        if part := PART.match(text, a, b):
            if part.group().endswith("主持"):
                yield Predicate(ACTION, a, part.end(), ("主持",), "担任")
            else:
                yield Predicate(PRESENCE, a, part.end(), word="担任")
        made = text.find("作", a, b) >= 0 or text.find("做", a, b) >= 0
        inner = given.span(1) if made and (given := _GIVEN_NOUN.search(text, a, b)) else (b, b)
        for match in lexicon.verbs.regex.finditer(text, a, b):
            word, at, stop = match.group(), match.start(), match.end()
            if at < wished or (inner[0] <= at and stop <= inner[1]):
                continue
            if word == "表示" and (wish := _WISHES.match(text, stop, b)):
                word, wished = "祝贺", wish.end()
            if text.startswith("过", stop) or text.startswith(("被", "遭"), at - 1):
                continue
            if word == "希望" and text.startswith(("工程", "小学"), stop):
                continue
            if word == "称" and text.startswith(tuple("号赞呼职谓"), stop):
                continue
            if text.startswith("在", at - 1) and _WHILE.search(text, stop, b):
                continue
            if at > a and word in ("出席", "参加", "列席") and _ATTENDING.match(text, stop, b):
                continue
            if not free and (_JOIN.search(text, floor, at) or (at == floor and coming)):
                free = True
            if word in lexicon.speech:
                if free and word in lexicon.actions:  # 介绍说
                    yield Predicate(ACTION, at, stop, lexicon.actions[word], word)
                if word in ("说", "称", "问", "答", "谈", "讲", "提出") and not free:
                    continue
                yield Predicate(SPEECH, at, stop, word=word)
                if word not in lexicon.classes["addressing"]:
                    return
                continue
            if word in ("陪同", "见证") and text.startswith("下", stop):
                continue
            if word == "部署" and text.startswith(("研究", "动员"), at - 2):
                continue
            if (
                word in lexicon.classes["nominal"]
                and text.endswith(_OF, a, at)
                and not _GIVEN.search(text, floor, at)
            ):
                continue
            if (
                word.endswith("报告")
                and word[0] not in "作做"
                and not _GIVING.search(text, max(a, at - 16), at)
            ):
                continue
            if not free or is_noun(text, word, stop, b, lexicon):
                continue
            if comma > start and at > comma and _foreign_subject(text, comma, at, lexicon):
                yield Predicate(OTHER, a, a)
                return
            if hosting and word not in _MEETING:
                continue
            if word in ("举行", "召开", "举办"):
                hosting = True
            actions = lexicon.actions.get(word)
            if word.startswith("座谈") and _HOSTS.search(text, a, at):
                actions = ("会见",)
            if actions:
                yield Predicate(ACTION, at, stop, actions, word)
                free, floor, coming = False, stop, word in _COMING
            else:
                yield Predicate(PRESENCE, at, stop, word=word)
                if word in lexicon.classes["with_object"]:
                    free, floor = False, stop
