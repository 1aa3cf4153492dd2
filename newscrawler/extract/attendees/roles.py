"""Roles: what the words around a person make of them - subject, guest, companion, absent, only talked of.

Each rule below looks at one :class:`Standing`; the first that settles it ends the search. A person whom none
settles becomes the subject of what follows.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from newscrawler.extract.attendees.clauses import ACTION, PART, predicates
from newscrawler.extract.attendees.findings import Said
from newscrawler.extract.attendees.lexicon import Lexicon
from newscrawler.extract.attendees.view import View

HAVE = re.compile(r"(?P<deed>[^，。：]{2,30})的[^，。：的]{0,12}，?(?:还|就|也)?(?:有(?![关效序限力])|包括)")
"""出席招待会的还有, 参加授勋仪式的我方人员有: a list of who did it follows."""
_OPENING = re.compile(
    r"(?:参加|出席|列席|陪同|应邀|就座|就坐|在座|到会|在|迎接|送行|送别)[^，。：]{0,24}，?(?:有|是|为|包括)(?:（□*）)?：?$"
    r"|(?:方面?|[员中])有$|成员(?:包括|为|有|：)$|[^，。：]{2,24}的[^，。：的]{0,8}，?(?:还|就|也)?(?:有|是)$"
    r"|(?:主讲|主持|发言|点评)人(?:是|为|：)$"
)
_WORDS_OF = re.compile(
    r"(?:同志|先生|女士)?的(?:开场白|话(?!题|语)|提议|发言|讲话|致辞|致词|介绍|演讲|讲述|点评|演唱|表演|合唱|演奏|合奏|独奏|朗诵|解说|提问)"
)
_KIN = re.compile(
    r"(?:同志|先生|女士|教授)?(?:之[子女妻父母]|的(?!陪同|主持|带领|率领|领誓|见证|监督|指导|引导|引领|讲解|协助|组织|召集|热烈|欢迎|接见|款待|接待|迎接)"
    r"|(?:的)?夫人(?=[^，。、]{2})|生前|诞辰|逝世|遗体|追悼会|追思会|骨灰|葬礼|灵柩)"
)
_NAMED_FOR = re.compile(
    "(?:同志|先生|女士|教授)?(?:之[子女妻父母]|生前|遗体|的(?:夫人|妻子|丈夫|遗孀|父亲|母亲|儿子|女儿|家属|亲属))"
)
_ACCUSED = re.compile(
    r"(?:同志)?[^，。]{0,10}?(?:收受|挪用|贪污|受贿|行贿|侵占|滥用职权|违规|违纪|获刑|被判)"
)
_INVITES = re.compile("(?:先生|同志)?的?邀请")
_DEAD = re.compile(
    r"(?:同志|先生|女士|教授|院士)?，?(?:因|于|患|不幸|突发)[^。]{0,40}?(?:逝世|去世|辞世|病逝|殉职|牺牲)"
)
_OFFICE_GIVEN = re.compile(r"(?:同志)?(?P<verb>当选|不再担任|担任|兼任|任(?!何|务)|为)")
_AND_ACTS = re.compile("并(?:作|做|致|发表|讲|主持|代表|在会上)")
_CLAUSE_END = re.compile(r"[，、；。（]")
_GONE = re.compile(r"当年|逝世|牺牲|已故|去世|病逝")
_FORMERLY = re.compile(
    r"在(?:任|职|任职)期间|(?:1[89]\d\d|20[01]\d)年(?!\d{1,2}月\d{1,2}日)|当年|昔日|早年|(?:同志|先生)?(?:曾经?|早就|生前)[^，。：]{0,10}?(?:说过?|指出|讲过?|写道|提出)"
)
_LATER = re.compile(r"(?:同志|先生)?(?:即?将[于在率赴访]|拟于|定于)")
_SENDS = re.compile(r"[^，]{0,12}(?:委托|委派|指派|嘱托|派)")
_HEADED_BY = re.compile(r"为(?:首|(?P<part>副?(?:团长|领队|组长|队长)))")
_REPORT_ON = re.compile(r"(?:等)?关于[^。]{0,40}汇报|所?[作做]的[^，。]{0,30}(?:报告|汇报)")
_MADE_BY = re.compile(
    "所?(?:安排|提供|创作|撰写|编写|拍摄|设计|赠送|捐赠|主编|执导|(?:捐资)?(?:修建|兴建|建造|捐建)|绘制|发明|研制|种植|经营|承包|开办|创办|编导)的"
)
_HOME = re.compile(r"(?:老人|大爷|大娘|奶奶|爷爷|同志)?的?家(?:中|里|门口|，)")
_LED = re.compile(
    r"的((?:[省市县区州旗镇乡校院厅局]|集团)领导|科学家|作家|画家|艺术家|教授|院士|专家|学者|劳动模范)(?:同志)?(?:还)?(?:有|包括)"
)
_RECEIVES = re.compile("等?[^，。]{0,16}(?:颁|授|揭|佩戴|赠)")
_REPORT = re.compile(r"汇报|(?<=的)发言|(?<=情况)介绍|(?<=[作做]的)[^，。]{0,12}报告")
_ACCOMPANIED_BY = re.compile(r"(?:[^，。在]{0,10}|、[^，。在]{2,30})的?陪同下")
_ACCOMPANIES = re.compile(r"等?陪同")
_TALKS = re.compile(r"(?:等?一行)?(?:进行|举行)?了?(?:友好|亲切|工作)?(?P<verb>座谈)(?!会)")
"""With a guest; 座谈会 is an event of its own."""
_TOGETHER = re.compile(
    r"(?:又|还|先后)?(?:共同|一起|一道|一同|联合|分别(?!(?:举行|进行)?了?(?:会谈|会见|会晤|座谈|交流)))"
)


@dataclass(slots=True)
class Standing:
    """Where a person stands in a sentence, and what has been read before."""

    view: View
    said: Said
    role: str
    """Part that the word before gives (``governors.txt``); empty where there is none."""
    word: str
    """That word."""
    subject: list[Said]
    """Whom the predicates that follow are said of; rules change it."""
    lead: str
    """The words between the person before and this one."""
    last: int
    """End of the last of the persons joined to this one in a list."""
    end: int
    reach: int
    """Where the next person's item begins; the end where none follows."""
    sentence: int
    """Where the sentence begins."""
    listed: bool
    """Does the list that a 有 of this sentence opens begin here?"""
    starts_clause: bool

    @property
    def after(self) -> str:
        """What follows the list."""
        return self.view.text[self.last : min(self.end, self.last + 30)]

    def does(self, action: str, start: int) -> None:
        """State an action by its own word at ``start``."""
        self.said.actions.append((action, self.view, (start, start + len(action))))  # type: ignore[arg-type]
        self.said.present = True

    def becomes_subject(self) -> None:
        """Let what follows be said of this person."""
        self.subject.clear()
        self.subject.append(self.said)


Rule = Callable[[Standing, Lexicon], bool]


def take(standing: Standing, lexicon: Lexicon) -> None:
    """Give the person of ``standing`` their part."""
    if not any(rule(standing, lexicon) for rule in RULES):
        standing.becomes_subject()


def heads(at: Standing, _: Lexicon) -> bool:
    """``以A为团长的代表团``: who came, and in which post; ``以A为首`` gives none."""
    found = _HEADED_BY.match(at.view.text, at.last, at.end)
    if not found or "以" not in at.view.text[at.sentence : at.said.person.lead]:
        return False
    at.said.present = at.said.soft = True
    if found["part"]:
        at.said.person.titles = [*at.said.person.titles, found.span("part")]
    return True


def reports(at: Standing, _: Lexicon) -> bool:
    """``听取A的汇报``, ``A关于…的汇报``."""
    if at.role != "reports" and not _REPORT_ON.match(at.after):
        return False
    if at.role != "reports" and _KIN.match(at.after):
        return False
    if found := _REPORT.search(at.view.text, at.said.person.tail, at.end):
        at.does(found.group() if found.group() in ("介绍", "发言") else "汇报", found.start())
    at.said.present = True
    return True


def aside(at: Standing, lexicon: Lexicon) -> bool:
    """Named for kin, words, office, past or future: ``A的夫人``, ``A任主席``, ``A曾经说过``, ``A将于…``."""
    if _WORDS_OF.match(at.after) and at.role not in ("mentioned", "recalled"):
        at.said.present = at.said.soft = True
        at.subject.clear()
        return True
    if (
        is_kin(at.view.text, at.last, at.end, lexicon)
        or _DEAD.match(at.view.text, at.last, at.end)
        or appointed(at.view.text, at.last, at.end, lexicon)
    ):
        if at.starts_clause:
            at.subject.clear()
        return True
    if _ACCUSED.match(at.after) or (at.lead[-1:] == "应" and _INVITES.match(at.after)):
        return True
    return bool(_GONE.search(at.lead[-8:]) or _FORMERLY.match(at.after) or _LATER.match(at.after))


def stands_for_kin(text: str, at: int) -> bool:
    """Is a person only named for somebody or something of theirs: ``A的夫人B``, ``A生前所在单位``?"""
    return _NAMED_FOR.match(text, at) is not None


def is_kin(text: str, at: int, end: int, lexicon: Lexicon) -> bool:
    """Does what follows speak of somebody's kin or things? ``A夫人`` with a predicate is herself."""
    found = _KIN.match(text, at, end)
    if found and found.group().endswith("夫人") and "的" not in found.group():
        return not lexicon.followers.at(text, found.end())
    return found is not None


def appointed(text: str, at: int, end: int, lexicon: Lexicon) -> bool:
    """Does what follows only give a person an office: 任…, 当选…, 为…主席?"""
    found = _OFFICE_GIVEN.match(text, at, end)
    if not found or PART.match(text, at, end):
        return False
    close = _CLAUSE_END.search(text, found.end(), end)
    if _AND_ACTS.search(text, found.end(), close.start() if close else end):
        return False
    stop = close.start() if close else end
    return found.group("verb") != "为" or bool(lexicon.posts.before(text, stop, at))


def sends(at: Standing, _: Lexicon) -> bool:
    """``代表A``, ``受A委托``: the one who is not there."""
    if at.role == "represented" and (at.word == "代表" or _SENDS.match(at.after)):
        at.said.absent = at.word != "代表"
        return True
    return False


def mentioned(at: Standing, _: Lexicon) -> bool:
    """``学习A``, ``任命A``."""
    return at.role in ("mentioned", "recalled")


def accompanies(at: Standing, _: Lexicon) -> bool:
    """``在A的陪同下``, ``由A陪同``."""
    within = at.role in ("within", "subject") or "在" in at.lead
    by = at.word == "由" and bool(at.subject) and _ACCOMPANIES.match(at.after)
    if by or (within and _ACCOMPANIED_BY.match(at.after)):
        at.does("陪同", at.view.text.find("陪同", at.said.person.tail))
        return True
    return False


def listed(at: Standing, lexicon: Lexicon) -> bool:
    """``出席会议的有A``: the verb before 的 is said of all in the list."""
    if not (at.listed or at.lead[-1:] in "有是为括：）"):
        return False
    text, lead = at.view.text, at.said.person.lead
    behind = text[max(at.sentence, lead - 80) : lead]
    opening = _OPENING.search(behind) or (HAVE.search(behind) if at.listed else None)
    if not opening:
        return False
    at.said.present = at.said.listed = True
    if led := _LED.search(behind):
        first = lead - len(behind)
        at.said.headed = [(at.view, (first + led.start(1), first + led.end(1)))]
    own = "的" in opening.group() or "人" in opening.group()
    begin = lead - len(behind) + opening.start() if own else at.sentence
    for found in lexicon.verbs.regex.finditer(text, begin, lead):
        actions = lexicon.actions.get(found.group())
        if actions and text[found.end()] not in "时前后":
            at.said.actions.extend((action, at.view, found.span()) for action in actions)
            break
    return True


def guest(at: Standing, lexicon: Lexicon) -> bool:
    """``会见A``, ``与A座谈``: there, but it is the host who acts; what is done together both do."""
    if at.role == "met":
        at.said.present = at.said.soft = True
        return True
    if at.role != "with" or not at.subject:
        return False
    at.said.present = True
    if _TOGETHER.match(at.after):
        at.subject.append(at.said)
        return True
    if talks := _TALKS.match(at.view.text, at.last, at.end):
        for said in at.subject:
            said.actions.append(("会见", at.view, talks.span("verb")))
    for predicate in predicates(at.view, at.last, min(at.reach, at.last + 200), lexicon):
        if predicate.kind == ACTION:
            if predicate.actions[0] != "会见":
                span = (predicate.start, predicate.end)
                at.said.actions.extend((action, at.view, span) for action in predicate.actions)
            break
    return True


def contact(at: Standing, _: Lexicon) -> bool:
    """``叮嘱A``, ``带领A``: there; whom one sends or asks to act (``委托A主持``) is subject."""
    if at.role == "delegate":
        for said in at.subject:
            said.absent = said.absent or not said.present
    if at.role == "delegate" or (at.role == "contact" and at.word in ("请", "邀请", "让")):
        at.said.present = True
        at.becomes_subject()
        return True
    if at.role == "contact" and (at.subject or (_RECEIVES.match(at.after) and not at.lead.endswith("图为"))):
        at.said.present = at.said.soft = True
        return True
    return at.role == "" and bool(at.subject) and not at.starts_clause


def made_by(at: Standing, _: Lexicon) -> bool:
    """``出席A安排的宴请``, ``参观A创作的展品``: whose it is, not who is there."""
    inside = at.lead != "" and at.lead[-1] not in "，：；"
    return (at.role == "" or at.word in ("是", "由")) and inside and _MADE_BY.match(at.after) is not None


def at_home(at: Standing, _: Lexicon) -> bool:
    """``在A家中``: the host is there."""
    if (at.role in ("within", "place") or at.subject or "在" in at.lead[-12:]) and _HOME.match(at.after):
        at.said.present = at.said.soft = True
        return True
    return False


RULES: tuple[Rule, ...] = (
    heads,
    reports,
    aside,
    sends,
    mentioned,
    made_by,
    at_home,
    accompanies,
    listed,
    guest,
    contact,
)
"""In order: what says that somebody is not meant goes before what says that they are there."""
