"""Invented official reports, each with the people, groups and day of event that a reader finds in it.

A story is text and truth at once: every sentence that brings a person in also says, beside it, which
titles and actions that sentence gives. Titles and actions follow ``newscrawler``'s conventions on attendees.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

WORDS: dict[str, Any] = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
PLACE, POST, ORG, THEME, FILLER = (WORDS[key] for key in ("place", "post", "org", "theme", "filler"))


@dataclass(slots=True)
class Person:
    """A person of the event: name, posts in order, actions in order."""

    name: str
    titles: list[str] = field(default_factory=list)
    actions: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Story:
    """The text of one article, without byline, and what is true of it."""

    title: str
    subtitle: str | None
    paragraphs: list[str]
    people: list[Person] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)
    event: dict[str, Any] | None = None


def _leaders() -> dict[str, list[str]]:
    """Post → those who hold it over the years; 市领导 are all who lead the city."""
    rng, words = Random("leaders"), WORDS["person"]

    def some(count: int) -> list[str]:
        return [
            rng.choice(words["surnames"]) + rng.choice(words["first"]) + rng.choice(words["last"])
            for _ in range(count)
        ]

    rows = [titles[0] for key in ("chief", "second") for titles in POST[key]]
    held = {title: some(3) for title in dict.fromkeys([*rows, *POST["line"], *POST["secretary"]])}
    held |= {title: some(12) for title in POST["shared"]}
    return held


LEADERS = _leaders()


class Teller:
    """Tells one story; all choices come from one ``Random``. ``day`` is the day the paper appeared, if known."""

    def __init__(self, rng: Random, day: date | None) -> None:
        self.rng = rng
        self.day = day
        self.story = Story("", None, [])
        self._names: set[str] = set()

    # names and posts -------------------------------------------------------------------------------

    def name(self) -> str:
        """A name not yet used in this story."""
        words, rng = WORDS["person"], self.rng
        while True:
            draw = rng.random()
            if draw < 0.02:
                name = rng.choice(words["minority"])
            elif draw < 0.25:
                name = rng.choice(words["surnames"]) + rng.choice(words["single"])
            else:
                name = rng.choice(words["surnames"]) + rng.choice(words["first"]) + rng.choice(words["last"])
            if not any(name in known or known in name for known in self._names):
                self._names.add(name)
                return name

    def person(self, titles: list[str], actions: str) -> Person:
        """A new person of the event; ``titles`` as their text is split at 、, ``actions`` set off by blanks."""
        person = Person(
            self._standing(self.name(), titles[0]),
            [part for title in titles for part in title.split("、")],
            actions.split(),
        )
        self.story.people.append(person)
        return person

    def _standing(self, name: str, title: str) -> str:
        """For a leader's post one of the few who hold it, so that people meet again over the years."""
        held = LEADERS.get(title)
        if held is None:
            return name
        years = (self.day.year // 2 if self.day else 0) * len(held) // 3
        known = held[(years + sum(map(ord, name)) % (len(held) // 2 + 1)) % len(held)]
        if any(known in other or other in known for other in self._names - {name}):
            return name
        self._names = self._names - {name} | {known}
        return known

    def named(self, titles: list[str], actions: str) -> tuple[Person, str]:
        """A new person, and how the text introduces them: 市委副书记、市长吴×."""
        person = self.person(titles, actions)
        return person, "、".join(titles) + person.name

    def shared(self, count: int, actions: str) -> str:
        """Several persons under one shared title: 市领导甲、乙、丙."""
        title = self.rng.choice(POST["shared"])
        return title + "、".join(self.person([title], actions).name for _ in range(count))

    # sentences -------------------------------------------------------------------------------------

    def when(self) -> str:
        """The day of the event as the report opens; notes it as the event's date."""
        day, rng = self.day, self.rng
        if day is None:
            return ""
        form = rng.randrange(5)
        start: date | None = day - timedelta(days=1)
        end = None
        if form == 0:
            text, start = "日前", None
        elif form == 1:
            start = day - timedelta(days=rng.randint(2, 4))
            text = f"{start.month}月{start.day}日"
        elif form == 2 and start and start.day > 3:
            end, start = start, start - timedelta(days=2)
            text = f"{start.month}月{start.day}日至{end.day}日"
        else:
            text = "昨天"
        self.story.event = {
            "date": start and start.isoformat(), "end_date": end and end.isoformat(), "text": text, "paragraph": 0,
        }  # fmt: skip
        return text + "，"

    def must(self, count: int = 3) -> str:
        return (
            "要"
            + "，".join(self.rng.sample(THEME["must"], count))
            + "，"
            + self.rng.choice(THEME["so"])
            + "。"
        )

    def speech(self, person: Person, verb: str) -> str:
        return f"{person.name}{verb}，" + "".join(
            self.must(self.rng.randint(2, 4)) for _ in range(self.rng.randint(2, 3))
        )

    def closing(self, verb: str, action: str, groups: int) -> str:
        """The official list that ends a report; one verb for all of it."""
        rng = self.rng
        parts = [self.shared(rng.randint(2, 4), action)]
        if rng.random() < 0.6:
            parts.append(self.named([rng.choice(POST["secretary"])], action)[1])
        chosen = rng.sample(ORG["groups"], groups)
        self.story.groups += chosen
        return "，".join(parts + chosen) + verb

    def headline(self, subtitle: str | None) -> None:
        rng = self.rng
        middle = rng.choice(THEME["aims"])
        parts = [rng.choice(THEME["head"]), middle, rng.choice(THEME["tail"])][rng.randrange(2) :]
        self.story.title, self.story.subtitle = " ".join(parts), subtitle

    # kinds of report -------------------------------------------------------------------------------

    def meeting(self) -> None:
        rng, add = self.rng, self.story.paragraphs.append
        body, number = rng.choice(ORG["bodies"]), f"第{rng.choice('二三四五六七八')}次全体会议"
        when = self.when()
        chief, chief_text = self.named(rng.choice(POST["chief"]), "主持 讲话")
        second, second_text = self.named(rng.choice(POST["second"]), "出席 部署")
        self.headline(f"{body}{number}召开 {chief.name}主持并讲话 {second.name}出席")
        aims = "，".join(rng.sample(THEME["aims"], 3))
        add(f"{when}{PLACE['short']}{body}{number}召开。{chief_text}主持会议并讲话，强调要{aims}，{rng.choice(THEME['so'])}。"
            f"{second_text}出席会议并作具体部署。")  # fmt: skip
        add(rng.choice(FILLER["meeting"]))
        if rng.random() < 0.5:
            _, reporting = self.named([rng.choice(POST["bureau"])], "汇报")
            add(f"会上，{reporting}汇报了{rng.choice(THEME['names'])}有关工作情况。")
        add(f"{chief.name}在讲话时对近年来取得的成绩予以肯定。" + self.must(3) + self.must(2))
        add(self.speech(chief, rng.choice(["强调", "指出"])))
        add(self.speech(second, rng.choice(["要求", "强调"])))
        add(self.closing("参加会议。", "参加", rng.randint(1, 2)))

    def inspection(self) -> None:
        rng, add = self.rng, self.story.paragraphs.append
        theme, when = rng.choice(THEME["names"]), self.when()
        chief, chief_text = self.named(rng.choice(POST["chief"]), "调研")
        self.headline(f"{chief.name}调研{theme}工作")
        add(f"{when}{chief_text}来到{rng.choice(PLACE['towns'])}，就{theme}工作开展调研。")
        add(f"在{rng.choice(ORG['firms'])}，{chief.name}走进生产车间，详细了解企业研发投入、市场拓展等情况。"
            f"随后来到{rng.choice(PLACE['trap_places'])}，察看周边环境整治进展。")  # fmt: skip
        add(rng.choice(FILLER["plain"]))
        add(self.speech(chief, rng.choice(["指出", "强调"])))
        add(self.speech(chief, "要求"))
        first, second = (self.named([rng.choice(POST[kind])], "陪同")[1] for kind in ("line", "secretary"))
        add(f"{first}，{second}陪同调研。")

    def reception(self) -> None:
        rng, add = self.rng, self.story.paragraphs.append
        firm, when = rng.choice(ORG["firms"]), self.when()
        host, host_text = self.named(rng.choice(POST["second"]), "会见")
        guest, guest_text = self.named([firm + rng.choice(POST["firm"])], "")
        self.headline(f"{host.name}会见{guest.name}一行" if rng.random() < 0.5 else None)
        add(f"{when}{host_text}在{rng.choice(PLACE['venues'])}会见了{guest_text}一行。")
        add(f"{host.name}对客人的到来表示欢迎。他说，" + self.must(2) + self.must(3))
        add(f"{guest.name}表示，企业对在{PLACE['short']}的发展充满信心，将继续加大投入，推动更多项目落户。")
        add(rng.choice(FILLER["plain"]))
        add(self.shared(2, "参加") + "参加会见。")

    def signing(self) -> None:
        rng, add = self.rng, self.story.paragraphs.append
        center, venue, when = rng.choice(ORG["centers"]), rng.choice(PLACE["venues"]), self.when()
        chief, chief_text = self.named(rng.choice(POST["chief"]), "致辞")
        second, second_text = self.named(rng.choice(POST["second"]), "主持")
        self.headline(f"{center}揭牌 {chief.name}致辞")
        add(f"{when}{center}签约揭牌仪式在{venue}举行。{chief_text}致辞，{second_text}主持仪式。")
        add(f"{chief.name}在致辞中说，" + self.must(3) + self.must(2))
        _, official_text = self.named([rng.choice(POST["bureau"])], "签约")
        _, partner_text = self.named([rng.choice(ORG["firms"]) + rng.choice(POST["firm"])], "签约")
        add(f"仪式上，{official_text}与{partner_text}分别代表双方签约。")
        chief.actions.append("揭牌")
        second.actions.append("揭牌")
        add(f"{chief.name}、{second.name}共同为{center}揭牌。")
        add(rng.choice(FILLER["plain"]))
        add(self.closing("出席活动。", "出席", 1))

    def lecture(self) -> None:
        rng, add = self.rng, self.story.paragraphs.append
        when, theme = self.when(), rng.choice(THEME["names"])
        chief, chief_text = self.named(rng.choice(POST["second"]), "主持 讲话")
        self.headline(f"园区举行{theme}专题学习会 {chief.name}主持并讲话")
        add(f"{when}{PLACE['park']}举行{theme}专题学习会。{chief_text}主持会议并讲话。")
        lecturer, lecturer_text = self.named([rng.choice(ORG["universities"]) + "教授"], "主讲")
        add(
            f"会议邀请{lecturer_text}作专题辅导。{lecturer.name}围绕国内外形势、产业趋势和典型案例作了深入讲解。"
        )
        add(self.speech(chief, "指出"))
        add(self.closing("参加学习。", "参加", 1))

    def notice(self) -> None:
        rng, story = self.rng, self.story
        theme = rng.choice(THEME["names"])
        story.title = f"关于组织申报{rng.randint(2021, 2026)}年度{theme}专项资金项目的公告"
        story.paragraphs.append(f"为进一步支持{theme}，根据有关规定，现将专项资金项目申报有关事项公告如下：")
        story.paragraphs += FILLER["notice"]

    def figures(self) -> None:
        rng, story = self.rng, self.story
        story.title = f"{PLACE['park']}{rng.choice(THEME['names'])}跑出“加速度” {rng.choice(THEME['tail'])}"
        story.paragraphs += rng.sample(FILLER["plain"], 4)

    def feature(self) -> None:
        """A portrait: somebody is named and praised, nobody attends anything."""
        rng, story = self.rng, self.story
        name = self.name()
        story.title = f"{rng.choice(ORG['firms'])}技师{name}：把平凡的事做到极致"
        story.paragraphs.append(
            f"今年{rng.randint(35, 58)}岁的{name}，在这家企业的一线岗位上已经干了整整{rng.randint(8, 30)}年。"
        )
        story.paragraphs += rng.sample(FILLER["feature"], 3)


KINDS: tuple[tuple[Callable[[Teller], None], int], ...] = (
    (Teller.meeting, 6), (Teller.inspection, 4), (Teller.reception, 2), (Teller.signing, 2),
    (Teller.lecture, 1), (Teller.notice, 2), (Teller.figures, 1), (Teller.feature, 1),
)  # fmt: skip
_TELL = [kind for kind, weight in KINDS for _ in range(weight)]
UNATTENDED = (Teller.notice, Teller.figures, Teller.feature)


def tell(rng: Random, day: date | None) -> Story:
    """One invented report, told on ``day`` (None: of unknown date, and without a phrase of time)."""
    teller = Teller(rng, day)
    rng.choice(_TELL)(teller)
    return teller.story
