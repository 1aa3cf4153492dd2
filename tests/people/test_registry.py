"""The people tables as a whole."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from newscrawler.people.precedence import Placing, placings
from newscrawler.people.registry import PAIRS_FROM_AT_MOST, Registry
from newscrawler.record import Article
from newscrawler.tables import TABLES
from tests.export.records import record


def tables(scratch: Path, *articles: Article) -> dict[str, list[dict[str, Any]]]:
    with Registry(scratch) as registry:
        for article in articles:
            registry.add(article)
        registry.resolve()
        return {
            name: [dict(zip(TABLES[name].names, row, strict=True)) for row in rows]
            for name, rows in registry.tables()
        }


def article(ident: str, day: str, *people: tuple[str, list[str]], portal: str = "demo") -> Article:
    text, attendees = "会议召开。", []
    for name, titles in people:
        text += "、".join(titles)
        span = {"paragraph": 0, "start": len(text), "end": len(text) + len(name)}
        attendees.append({"name": name, "titles": titles, "actions": ["出席", "讲话"], "evidence": [span]})
        text += name + "、"
    when = f"{day}T08:00:00+08:00"
    return record(
        ident, (), attendees=attendees, paragraphs=[text], event_date=None, timestamp=when, portal=portal
    )


def test_timelines_companions_and_ranks(tmp_path: Path) -> None:
    found = tables(
        tmp_path / "x",
        article("demo:1", "2020-01-01", ("李明", ["市教育局局长"]), ("王芳", ["市长"])),
        article("demo:2", "2020-06-01", ("王芳", ["市长"]), ("李明", ["市教育局局长"])),
        article("demo:3", "2020-07-01", ("李明", ["副市长"])),
        article("demo:4", "2020-07-01", ("李明", ["天工公司董事长", "天工公司总经理"])),
    )
    people = {row["person_id"]: row for row in found["people"]}
    assert sorted((row["name"], row["articles"], row["namesakes"]) for row in people.values()) == [
        ("李明", 1, 1),
        ("李明", 3, 1),
        ("王芳", 2, 0),
    ]
    official = next(row for row in people.values() if row["name"] == "李明" and row["articles"] == 3)
    assert (official["first_seen"], official["last_seen"], official["post"]) == (
        "2020-01-01",
        "2020-07-01",
        "市教育局局长",
    )
    assert official["reasons"] == '["promoted"]'
    assert [
        (row["post"], row["first_seen"], row["last_seen"], row["articles"])
        for row in found["posts"]
        if row["person_id"] == official["person_id"]
    ] == [("市教育局局长", "2020-01-01", "2020-06-01", 2), ("副市长", "2020-07-01", "2020-07-01", 1)]
    (pair,) = found["companions"]
    assert {people[pair["person_id"]]["name"], people[pair["companion_id"]]["name"]} == {"李明", "王芳"}
    assert (pair["articles"], pair["days"], pair["first_seen"], pair["last_seen"]) == (
        2,
        2,
        "2020-01-01",
        "2020-06-01",
    )
    appearances = [row for row in found["appearances"] if row["article_id"] == "demo:4"]
    assert [
        (row["post"], row["action"], row["title_position"], row["action_position"]) for row in appearances
    ] == [
        ("天工公司董事长", "出席", 0, 0),
        ("天工公司董事长", "讲话", 0, 1),
        ("天工公司总经理", "出席", 1, 0),
        ("天工公司总经理", "讲话", 1, 1),
    ]
    assert {(row["date"], row["date_from"], row["rank"]) for row in appearances} == {
        ("2020-07-01", "publication", 1)
    }


def test_a_place_known_by_two_spellings_is_one(tmp_path: Path) -> None:
    posts = [("王芳", "市长"), ("李明", "市委书记"), ("赵海", "常务副市长"), ("周平", "市委秘书长")]
    here = article("a:1", "2020-01-01", *((name, [post]) for name, post in posts), portal="a")
    there = article(
        "b:1",
        "2020-01-02",
        *((name, [f"甬湖{post}" if post[0] == "市" else f"甬湖市{post}"]) for name, post in posts),
        portal="b",
    )
    other = article("c:1", "2020-01-02", ("王芳", ["市长"]), ("孙立", ["市委书记"]), portal="c")
    people = {(row["name"], row["articles"]) for row in tables(tmp_path / "x", here, there, other)["people"]}
    assert people == {("王芳", 2), ("李明", 2), ("赵海", 2), ("周平", 2), ("王芳", 1), ("孙立", 1)}


def test_an_id_lasts_when_later_articles_come(tmp_path: Path) -> None:
    first = article("demo:1", "2020-01-01", ("李明", ["副市长"]))
    later = article("demo:2", "2021-01-01", ("李明", ["副市长"]), ("王芳", ["市长"]))
    before = tables(tmp_path / "x", first)["people"][0]["person_id"]
    after = {row["name"]: row["person_id"] for row in tables(tmp_path / "y", first, later)["people"]}
    assert after["李明"] == before


def test_a_roll_of_names_gives_no_pairs(tmp_path: Path) -> None:
    names = [(f"王{chr(0x4E00 + number)}", ["代表"]) for number in range(PAIRS_FROM_AT_MOST + 1)]
    assert tables(tmp_path / "x", article("demo:1", "2020-01-01", *names))["companions"] == []
    assert len(tables(tmp_path / "y", article("demo:1", "2020-01-01", *names[:20]))["companions"]) == 190


def test_placings() -> None:
    text = "市委书记甲某主持会议。市领导乙某、丙某，市政府秘书长丁某，市长戊某出席。丙某、甲某参加。"
    people = []
    for name, titles in (
        ("甲某", ["市委书记"]),
        ("乙某", ["市领导"]),
        ("丙某", ["市领导"]),
        ("丁某", ["市政府秘书长"]),
        ("戊某", ["市长"]),
    ):
        start = text.index(name)
        people.append(
            {
                "name": name,
                "titles": titles,
                "actions": [],
                "evidence": [{"paragraph": 0, "start": start, "end": start + 2}],
            }
        )
    people[2]["evidence"].append(
        {"paragraph": 0, "start": text.rindex("丙某"), "end": text.rindex("丙某") + 2}
    )  # type: ignore[attr-defined]
    people[0]["evidence"].append(
        {"paragraph": 0, "start": text.rindex("甲某"), "end": text.rindex("甲某") + 2}
    )  # type: ignore[attr-defined]
    assert placings(record(people=(), attendees=people, paragraphs=[text])) == [
        Placing(1, 1, 2, 2),
        Placing(2, 0, 1, 4),
        Placing(3, 0, 2, 4),
        Placing(4, 0, 3, 4),
        Placing(5, 0, 4, 4),
    ]
