"""Runs on later days, by an injected clock: when known articles are looked at again, and lists swept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from newscrawler.urls import identity
from tests.crawl.command import Crawl, crawl, run


def crawl_at(days: float, replica: Any, output: Path, *arguments: str, **settings: Any) -> Crawl:
    """A crawl so many days from now."""
    return crawl(
        replica,
        output,
        *arguments,
        variables={"NEWSCRAWLER_TEST_DAYS": str(days)},
        CLOCK="tests.crawl.clock.later",
        **settings,
    )


def test_the_recheck_by_age_finds_edits_deletions_and_additions(portal: Any, output: Path) -> None:
    replica = portal(articles=60)
    assert crawl(replica, output).status == 0
    old = {r["id"]: r["paragraphs"] for r in crawl(replica, output).records}
    edited = {identity(url) for url in replica.edit(4)}
    deleted = {identity(url) for url in replica.delete(3, "410")}
    edited -= deleted
    added = {identity(url) for url in replica.add(5)}

    replica.log(clear=True)
    tomorrow = crawl_at(1, replica, output)
    assert tomorrow.status == 0, tomorrow.err
    assert tomorrow.report["outcomes"].get("new", 0) >= len(added)
    conditional = [e for e in replica.log() if "if-none-match" in e["headers"]]
    assert len(conditional) < 10, "old articles are not looked at again the next day"

    later = crawl_at(200, replica, output)
    assert later.report["outcomes"].get("suspect") == len(deleted)
    last = crawl_at(201, replica, output)
    assert (later.status, last.status) == (0, 0)
    events = [(c["event"], identity(c["record"]["url"])) for c in last.changes[60:]]
    assert {url for event, url in events if event == "revised"} == edited
    assert {url for event, url in events if event == "gone"} == deleted
    assert {url for event, url in events if event == "new"} == added
    assert len(events) == len(edited) + len(deleted) + len(added)
    before = {c["record"]["id"]: c["record"]["paragraphs"] for c in last.changes if c["event"] == "new"}
    for change in last.changes:
        if change["event"] == "revised":
            assert before[change["record"]["id"]] == old[change["record"]["id"]], "the old text is kept"
            assert change["record"]["paragraphs"] != old[change["record"]["id"]]


def test_a_sweep_every_thirty_days_walks_every_list_to_its_end(portal: Any, output: Path) -> None:
    replica = portal(articles=150)
    pages = {identity(url) for url in replica.list_pages()}

    def walked(days: float) -> set[str]:
        replica.log(clear=True)
        done = crawl_at(days, replica, output)
        assert done.status == 0, done.out
        return {identity(entry["url"]) for entry in replica.log()} & pages

    assert walked(0) == pages
    assert len(walked(1)) < len(pages)
    assert walked(32) == pages
    assert len(walked(33)) < len(pages)


def test_quiet_hours_that_begin_by_the_clock_of_the_portal(portal: Any, output: Path) -> None:
    replica = portal(articles=8)
    done = crawl_at(0, replica, output, QUIET_HOURS="00:00-12:00,12:00-00:00")
    assert done.status == 5
    assert "quiet hours" in done.out


@pytest.mark.parametrize("clock", ["nowhere.clock", "os.sep"])
def test_a_clock_that_is_none(output: Path, clock: str) -> None:
    done = run("crawl", "sipac", output=output, CLOCK=clock)
    assert done.status == 2
    assert "CLOCK" in done.err and done.err.count("\n") == 1
