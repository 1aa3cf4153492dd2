"""Readable differences between records, and the command that shows an article's revisions."""

from __future__ import annotations

from pathlib import Path

from newscrawler.history import differences
from newscrawler.state.store import State
from tests.command import newscrawler
from tests.state.samples import START, Clock, article, page, url


def lines(**changed: object) -> list[str]:
    return list(differences(article(7).model_dump(), article(7, **changed).model_dump()))


def test_equal_records_differ_in_nothing() -> None:
    assert lines() == []
    assert lines(provenance={"title": "general"}, revision=5, crawled_at="2026-11-25T03:00:00Z") == []


def test_a_value_is_shown_before_and_after() -> None:
    assert lines(title="新标题") == ["title", "- 第7次会议召开", "+ 新标题"]
    assert lines(source=None) == ["source", "- 测试日报", "+ ∅"]


def test_of_a_long_paragraph_the_change_is_shown() -> None:
    body = list(article(7).paragraphs)
    body[0] = body[0][:80] + "乙某某陪同。" + body[0][80:]
    name, was, now = lines(paragraphs=body)
    assert name == "paragraphs"
    assert was.startswith("- [0] …") and now.startswith("+ [0] …")
    assert "乙某某陪同。" in now and "乙某某" not in was
    assert len(now) < 60


def test_paragraphs_that_came_and_went() -> None:
    body = article(7).paragraphs
    assert lines(paragraphs=[body[0]]) == ["paragraphs", f"- [1] {body[1]}"]
    assert lines(paragraphs=[*body, "末段。"]) == ["paragraphs", "+ [2] 末段。"]


def test_people_are_shown_as_people() -> None:
    changed = article(7).model_dump()["attendees"]
    changed[0]["titles"] = ["区长"]
    assert lines(attendees=changed)[2].startswith("+ [0] name 甲某某, titles 区长, actions 出席")


def test_the_command_shows_every_revision(tmp_path: Path) -> None:
    clock = Clock()
    with State.open(tmp_path, "sipac", clock=clock) as state:
        state.record(article(7), [page(7)], START)
        clock.tick(days=1)
        state.record(article(7, title="改后的标题"), [page(7)], clock())
    for name in (article(7).id, url(7), url(7).replace("http:", "https:")):
        done = newscrawler("history", name, output=tmp_path)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.splitlines() == [
            f"改后的标题  {article(7).id}",
            url(7),
            "2026-11-25T03:00:00Z  new  revision 1",
            "2026-11-26T03:00:00Z  revised  revision 2",
            "  title",
            "- 第7次会议召开",
            "+ 改后的标题",
        ]


def test_wrong_names_are_one_line(tmp_path: Path) -> None:
    for name, told in (
        ("sipac:none", f"no article sipac:none in the state of sipac under {tmp_path}"),
        ("nonsense", "nonsense: expected an id (portal:…) or an address (http://…)"),
        ("../../etc:x", "expected an id"),
        ("http://example.org/", "no portal known for http://example.org/"),
    ):
        done = newscrawler("history", name, output=tmp_path)
        assert (done.returncode, done.stdout) == (2, "")
        assert told in done.stderr and len(done.stderr.splitlines()) == 1
