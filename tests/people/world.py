"""An invented country of portals, offices and careers: records with the truth of who is who.

How it is made, so that the figures measured on it can be judged:

- Cities with counties, a portal for each city, for some cities a second one (a development zone), and for some
  counties one of their own. All places are invented.
- Names are drawn from skewed lists of surnames and given-name characters, one third with a single given
  character, and every seventh person bears one of a few popular names, so that about every fourth person shares
  the name: with someone of another portal, of the same one, or even of the same office.
- Officials have careers: deputy and head of an office, deputy and head of a county, leader of a city. A promotion
  or a move ends the old post and begins the new one up to a month later; most stay in their office, county or
  city, some move between the counties of a city, a few to another city. Company, school and hospital people and
  residents stay what they are.
- An article of a portal names 1 to 12 people. Posts are written as the press writes them: all, the main one, only
  市领导, or none (one in twenty); places are named in full or taken for granted; posts that belong together are
  given together most of the time. Reports of a farewell come up to two weeks after the change.
- Two persons of one name never stand in one article: no record could hold them.

Everything depends on the seed alone.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from newscrawler.record import content_hash

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
GIVEN = "伟明建国华军平文志强海峰晓红玉林永春光东立新德荣俊杰宇浩然子涵雨欣佳怡思远博雅静敏丽芳秀英桂兰凤霞振兴庆祥福泉清源长江山松柏青云飞龙凯旋天佑嘉瑞晨曦宁安康泰和谦诚信义仁智勇毅恒达理哲睿彬斌超越翔鹏程万里千秋锦绣前卫民生乐欢悦"
PLACE = "青澜云渡松溪白石金沙玉泉临川望海清河安岭平湖龙潭凤台石门长亭东屏西岭南浦北塘"
OFFICES = ("公安局", "教育局", "财政局", "民政局", "商务局", "水利局", "农业农村局", "文旅局", "住建局", "交通运输局", "应急管理局", "卫健委", "发改委", "科技局", "市场监督管理局", "审计局")  # fmt: skip
TRADES = ("精密机械", "新材料", "生物医药", "半导体", "食品", "纺织", "物流", "能源")
ACTIONS = ("主持", "讲话", "出席", "参加", "调研", "汇报", "发言", "陪同", "致辞")
START = date(2012, 1, 1)
DAYS = 12 * 365


@dataclass
class Tenure:
    """A post with its days; ``titles`` are all that go with it, the main one last."""

    first: int
    last: int
    city: int
    county: int | None
    titles: tuple[str, ...]
    short: str


@dataclass
class Human:
    number: int
    name: str
    tenures: list[Tenure] = field(default_factory=list)

    def at(self, day: int) -> Tenure | None:
        return next((tenure for tenure in self.tenures if tenure.first <= day <= tenure.last), None)


class World:
    """The country. ``articles(n)`` tells n records, each with the numbers of the persons behind its attendees."""

    def __init__(
        self, seed: int, *, cities: int = 8, counties: int = 5, namesakes: float = 0.15, filler: int = 0
    ) -> None:
        self.random = random.Random(seed)
        self.namesakes = namesakes
        self.popular = [self._name() for _ in range(12 * cities)]
        self.filler = filler
        self.cities = [self._place("市") for _ in range(cities)]
        self.counties = [[self._place("县") for _ in range(counties)] for _ in range(cities)]
        self.people: list[Human] = []
        for city in range(cities):
            self._settle(city)
        self.portals = [(f"city{city}", city, None) for city in range(cities)]
        self.portals += [(f"zone{city}", city, None) for city in range(0, cities, 4)]
        self.portals += [(f"county{city}", city, 0) for city in range(0, cities, 2)]
        self.sentences = [self._sentence() for _ in range(4000)] if filler else []
        self._here = {portal: self._reported(city, county) for portal, city, county in self.portals}

    def _place(self, kind: str) -> str:
        while (name := "".join(self.random.sample(PLACE, 2)) + kind) in getattr(self, "_places", set()):
            pass
        self._places = {*getattr(self, "_places", set()), name}
        return name

    def _name(self) -> str:
        pick = lambda text: text[min(int(self.random.expovariate(3.2) * len(text)), len(text) - 1)]  # noqa: E731
        given = pick(GIVEN) + (pick(GIVEN) if self.random.random() < 0.68 else "")
        return pick(SURNAMES) + given

    def _human(self) -> Human:
        name = self.random.choice(self.popular) if self.random.random() < self.namesakes else self._name()
        human = Human(len(self.people), name)
        self.people.append(human)
        return human

    def _settle(self, city: int) -> None:
        """All people of a city."""
        for _ in range(45):
            self._official(city)
        for county in range(len(self.counties[city])):
            for _ in range(16):
                self._official(city, county)
        for _ in range(50):
            self._private(city)

    def _official(self, city: int, county: int | None = None) -> None:
        """A career of one to four posts."""
        human, step = self._human(), self.random.choices((0, 1, 2, 3), (5, 3, 3, 1))[0]
        office = self.random.choice(OFFICES)
        first = self.random.randrange(-900, DAYS - 300)
        for _ in range(self.random.choices((1, 2, 3, 4), (45, 30, 17, 8))[0]):
            last = first + self.random.randrange(400, 2000)
            human.tenures.append(self._tenure(step, city, county, office, first, last))
            first = last + self.random.randrange(1, 30)
            chance = self.random.random()
            if chance < 0.68:
                step += 1
            elif chance < 0.82 and step < 2:
                office = self.random.choice(OFFICES)
            elif chance < 0.95 and county is not None:
                county, step = self.random.randrange(len(self.counties[city])), max(step, 2)
            elif step >= 3:
                city = self.random.randrange(len(self.cities))
                county = None if county is None else self.random.randrange(len(self.counties[city]))
            if step > 4 and county is not None:
                county, step = None, 2
            step = min(step, 5)

    def _tenure(self, step: int, city: int, county: int | None, office: str, first: int, last: int) -> Tenure:
        area = "县" if county is not None else "市"
        head = "主任" if office.endswith("委") else "局长"
        titles, short = {
            0: ((f"{area}{office}党组成员", f"{area}{office}副{head}"), f"{area}{office}副{head}"),
            1: ((f"{area}{office}党组书记", f"{area}{office}{head}"), f"{area}{office}{head}"),
            2: ((f"副{area}长",), f"副{area}长"),
            3: (
                (f"{area}委常委", f"{self.random.choice(('宣传部', '组织部', '统战部'))}部长"),
                f"{area}委常委",
            ),
            4: ((f"{area}委副书记", f"{area}长"), f"{area}长"),
            5: ((f"{area}委书记",), f"{area}委书记"),
        }[step]
        return Tenure(first, last, city, county, titles, short)

    def _private(self, city: int) -> None:
        human, place = self._human(), self.cities[city][:2]
        kind = self.random.random()
        if kind < 0.45:
            firm = f"{place}{self.random.choice(PLACE)}{self.random.choice(PLACE)}{self.random.choice(TRADES)}公司"
            post = firm + self.random.choice(("董事长", "总经理", "副总经理"))
        elif kind < 0.75:
            school = self.random.choice(("大学", "第一中学", "实验小学", "人民医院", "职业技术学院"))
            post = f"{place}{school}" + ("院长" if school.endswith("院") else "校长")
        else:
            post = self.random.choice(("居民代表", "企业家代表", "教师代表", "志愿者代表"))
        human.tenures.append(Tenure(-1, DAYS, city, None, (post,), post))

    def _reported(self, city: int, county: int | None) -> list[tuple[Human, Tenure, float]]:
        """Whom a portal reports on, in which tenure, how often."""
        found = []
        for human in self.people:
            for tenure in human.tenures:
                if tenure.city == city and (county is None or tenure.county == county):
                    leads = tenure.short[-1] in "长记委" and len(tenure.short) <= 5
                    found.append((human, tenure, 6.0 if leads else 1.0))
        return found

    def _written(self, human: Human, tenure: Tenure, county: int | None) -> tuple[str, ...]:
        """The posts as one article gives them."""
        chance = self.random.random()
        if chance < 0.05:
            return ()
        leads = len(tenure.short) <= 5 and tenure.short[-1] in "长记委" and tenure.short[0] in "副市县"
        area = "县" if tenure.county is not None else "市"
        if leads and chance < 0.17:
            titles: tuple[str, ...] = (f"{area}领导",)
        elif chance < 0.6:
            titles = tenure.titles
        else:
            titles = (tenure.short,)
        # Another place than the reader's is named; the reader's own now and then.
        if tenure.county is not None and county is None:
            place = self.counties[tenure.city][tenure.county]
        elif area == "市" and self.random.random() < (0.12 if county is None else 0.8):
            place = self.cities[tenure.city]
        else:
            place = ""
        if place and titles[0][0] in "市县":
            titles = (place + titles[0][1:], *titles[1:])
        elif place and titles[0][:2] in ("副市", "副县"):
            titles = (place + titles[0], *titles[1:])
        return titles

    def articles(self, count: int) -> Iterator[tuple[dict[str, Any], list[int]]]:
        """(record as plain JSON values, numbers of the persons), ordered by time."""
        for number in range(count):
            day = number * DAYS // count
            portal, _, county = self.random.choice(self.portals)
            there = [
                one for one in self.random.choices(self._here[portal], k=60) if self._active(one[1], day)
            ]
            weighted = sorted(there, key=lambda one: self.random.random() ** (1 / one[2]), reverse=True)
            chosen: dict[str, tuple[Human, Tenure]] = {}
            for human, tenure, _ in weighted[: self.random.choice((1, 2, 3, 3, 4, 5, 6, 8, 12))]:
                chosen.setdefault(human.name, (human, tenure))
            people = [(h.name, self._written(h, t, county)) for h, t in chosen.values()]
            yield self._record(number, portal, day, people), [h.number for h, _ in chosen.values()]

    def _active(self, tenure: Tenure, day: int) -> bool:
        return tenure.first <= day <= tenure.last + (14 if self.random.random() < 0.02 else 0)

    def _sentence(self) -> str:
        return "".join(self.random.choices(GIVEN + PLACE, k=self.random.randrange(12, 40))) + "。"

    def _record(
        self, number: int, portal: str, day: int, people: list[tuple[str, tuple[str, ...]]]
    ) -> dict[str, Any]:
        when = START + timedelta(days=day)
        text, attendees = "昨天，工作会议召开。", []
        for i, (name, titles) in enumerate(people):
            text += "、" if i else ""
            text += "、".join(titles)
            actions = self.random.sample(ACTIONS, self.random.choice((1, 1, 2)))
            span = {"paragraph": 0, "start": len(text), "end": len(text) + len(name)}
            attendees.append({"name": name, "titles": list(titles), "actions": actions, "evidence": [span]})
            text += name
        paragraphs = [text + "参加会议。"]
        paragraphs += ["".join(self.random.choices(self.sentences, k=4)) for _ in range(self.filler)]
        record: dict[str, Any] = {
            "schema_version": "1.0", "id": f"{portal}:{number:032x}", "url": f"http://www.{portal}.example/{number}.html",
            "portal": portal, "site_name": portal, "language": "zh-Hans", "breadcrumb": ["首页", "要闻"],
            "topics": ["要闻"], "kicker": None, "title": f"工作会议召开（第{number}次）", "subtitle": None,
            "timestamp": f"{when.isoformat()}T{8 + number % 12:02}:{number % 60:02}:00+08:00", "timestamp_precision": "minute",
            "source": "本地日报", "reporters": [{"name": "钱记", "role": "记者", "role_text": None}], "edition": None,
            "paragraphs": paragraphs, "attendees": attendees, "attending_groups": ["有关部门负责人"],
            "event_date": {"date": (when - timedelta(days=1)).isoformat(), "end_date": None, "text": "昨天", "paragraph": 0},
            "images": [], "attachments": [], "content_hash": "", "revision": 1, "extractor_version": "1",
            "first_seen": None, "crawled_at": None, "status": "live",
            "provenance": {"title": "family:ucap", "timestamp": "profile", "attendees": "text"}, "raw": {}, "warnings": [],
        }  # fmt: skip
        record["content_hash"] = content_hash(record)
        return record
