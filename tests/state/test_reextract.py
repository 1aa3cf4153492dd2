"""Today's rules over stored pages: records follow, revisions and times do not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from newscrawler.extract import extract_article, extract_pages
from newscrawler.extract.page import RawPage
from newscrawler.record import Article
from newscrawler.state.output import changes_path, records_path, write_output
from newscrawler.state.reextract import Refresh, reextract
from newscrawler.state.store import Outcome, State
from newscrawler.verdict import Cause
from tests.command import newscrawler
from tests.saved import address, html
from tests.state.samples import START, Clock


def stored_by_old_rules(number: int) -> tuple[Article, list[RawPage]]:
    """A page, and the record that older rules made of it: without its source line, with a worse title."""
    body = html(f"第{number}篇")
    record = extract_article(body, address(number), fetched_at=START)
    old = record.model_copy(
        update={"title": "旧规则的标题", "extractor_version": "2000.1.1", "content_hash": "0" * 64}
    )
    return old, [RawPage(address(number), body)]


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """A state made by older rules, and a quarantined page that today's rules can read."""
    with State.open(tmp_path, "sipac", clock=Clock()) as state:
        state.begin_run({})
        for number in range(3):
            article, pages = stored_by_old_rules(number)
            assert state.record(article, pages, START).outcome is Outcome.NEW
        state.failures.add(
            address(9),
            Cause.EMPTY,
            "title: none",
            topics=["政务要闻"],
            pages=[RawPage(address(9), html("第9篇"))],
        )
        state.failures.add(address(8), Cause.EMPTY, "title: none", pages=[RawPage(address(8), b"<p>")])
        write_output(state)
        state.finish_run(0, "ok", {})
    return tmp_path


def published(output: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in records_path(output, "sipac").read_text("utf-8").splitlines()]


def test_the_command_updates_records_without_revisions(output: Path) -> None:
    before = changes_path(output, "sipac").read_bytes()
    done = newscrawler("reextract", "sipac", output=output)
    assert (done.returncode, done.stderr) == (0, "newscrawler: sipac: 3 changed, 1 found in quarantine\n")
    records = {record["title"]: record for record in published(output)}
    assert set(records) == {"第0篇", "第1篇", "第2篇", "第9篇"}
    assert {record["revision"] for record in records.values()} == {1}
    assert records["第1篇"]["first_seen"] == records["第1篇"]["crawled_at"] == "2026-11-25T03:00:00Z"
    assert records["第9篇"]["topics"] == ["政务要闻"]
    after = changes_path(output, "sipac").read_bytes()
    assert after.startswith(before)
    assert [json.loads(line)["event"] for line in after[len(before) :].splitlines()] == ["new"]
    assert newscrawler("reextract", "sipac", output=output).stderr == "newscrawler: sipac: 4 unchanged\n"


def test_diff_shows_and_changes_nothing(output: Path) -> None:
    before = {path: path.read_bytes() for path in output.glob("*.jsonl")}
    with State.open(output, "sipac"):  # a crawl may be under way
        done = newscrawler("reextract", "sipac", "--diff", output=output)
    assert done.returncode == 0
    assert f"sipac:{1:032x}  {address(1)}\n  title\n  - 旧规则的标题\n  + 第1篇\n" in done.stdout
    assert done.stderr == "newscrawler: sipac: 3 changed, 1 found in quarantine\n"
    assert {path: path.read_bytes() for path in output.glob("*.jsonl")} == before
    done = newscrawler("reextract", "sipac", "--diff", output=output)
    assert "3 changed" in done.stderr


def test_beside_a_crawl_it_may_not_write(output: Path) -> None:
    with State.open(output, "sipac"):
        done = newscrawler("reextract", "sipac", output=output)
    assert done.returncode == 6
    assert "sipac is held by another run" in done.stderr


def test_what_today_cannot_read_stays(output: Path) -> None:
    with State.open(output, "sipac", extract=blind) as state:
        results = [result for result, *_ in reextract(state, store=True)]
        assert results == [Refresh.UNREAD] * 3
        assert {json.loads(line)["title"] for line in state.lines()} == {"旧规则的标题"}
        state.connection.execute("DELETE FROM raw WHERE kind = 'article'")
        assert [result for result, *_ in reextract(state, store=True)] == [Refresh.NO_PAGE] * 3


def blind(pages: list[RawPage], **options: object) -> Article:
    return extract_pages([RawPage(page.url, b"") for page in pages], **options)  # type: ignore[arg-type]


def test_wrong_portals_are_one_line(tmp_path: Path) -> None:
    for name, told in (("nowhere", "no portal 'nowhere'"), ("sipac", "nothing is stored of sipac under")):
        done = newscrawler("reextract", name, output=tmp_path)
        assert (done.returncode, done.stdout) == (2, "")
        assert told in done.stderr and len(done.stderr.splitlines()) == 1
