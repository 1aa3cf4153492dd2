"""A run from lock to verdict: output, report, drift, interruptions, a disk that refuses."""

from __future__ import annotations

import errno
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from newscrawler.portals import load_profiles
from newscrawler.run import Run
from newscrawler.run_report import append_report, runs_path, summary
from newscrawler.state.errors import PortalBusyError
from newscrawler.state.output import records_path
from newscrawler.state.store import Outcome
from newscrawler.verdict import Cause, Status, Stop
from tests.state.samples import START, Clock, article, page, url

Opener = Callable[..., Run]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def open_run(tmp_path: Path, clock: Clock) -> Iterator[Opener]:
    opened: list[Run] = []

    def opener(**options: Any) -> Run:
        for run in opened:
            run.close()
        opened.append(Run.open(tmp_path, load_profiles()["sipac"], arguments={}, clock=clock, **options))
        return opened[-1]

    yield opener
    for run in opened:
        run.close()


def take(run: Run, number: int, **changed: Any) -> Outcome:
    """What the pipelines do with an article."""
    record = article(number, **changed)
    run.extracted(record, 30_000)
    outcome = run.state.record(record, [page(number, str(changed))], run.state.clock()).outcome
    run.look(outcome)
    return outcome


def read_list(run: Run, *numbers: int) -> None:
    """What the spider does with a list of one page."""
    run.list_page("http://h/list", len(numbers))
    walk = run.state.lists.begin_walk("http://h/list")
    run.state.lists.add_page(walk, [url(number) for number in numbers])
    run.state.lists.end_walk(walk)


def crawled(run: Run, numbers: range, **changed: Any) -> Run:
    read_list(run, *numbers)
    for number in numbers:
        take(run, number, **changed)
    return run


def reports(run: Run) -> list[dict[str, Any]]:
    return [json.loads(line) for line in runs_path(run.state.output).read_text("utf-8").splitlines()]


def test_a_good_run(open_run: Opener, clock: Clock) -> None:
    run = crawled(open_run(), range(30))
    clock.tick(minutes=5)
    stats = {"downloader/request_count": 33, "newscrawler/smallest_gap": 1.02, "scheduler/enqueued": 9}
    verdict = run.finish(stats)
    assert (verdict.status, verdict.reason) == (Status.OK, "ok")
    assert len(records_path(run.state.output, "sipac").read_bytes().splitlines()) == 30
    (report,) = reports(run)
    assert report == run.report
    assert list(report)[:5] == ["portal", "run", "started_at", "status", "reason"]
    assert report["outcomes"] == {"new": 30}
    assert report["stored"] == {"live": 30, "gone": 0}
    assert report["by_topic"] == {"政务要闻": 30}
    assert report["seconds"] == 300.0
    assert (report["requests"], report["requests_per_article"], report["smallest_gap"]) == (33, 1.1, 1.02)
    assert report["stats"] == {"downloader/request_count": 33, "newscrawler/smallest_gap": 1.02}
    assert run.finish() is verdict
    assert len(reports(run)) == 1
    text = summary(report)
    assert text.splitlines()[0] == "sipac: ok (exit status 0)"
    assert "30 new" in text and "smallest gap 1.02 s" in text


def test_a_quiet_run_is_ok_and_writes_nothing(open_run: Opener) -> None:
    run = crawled(open_run(), range(3))
    run.finish()
    stamp = records_path(run.state.output, "sipac").stat().st_mtime_ns
    run = open_run()
    read_list(run, 2, 1, 0)
    assert run.finish().status is Status.OK
    assert records_path(run.state.output, "sipac").stat().st_mtime_ns == stamp
    assert [report["run"] for report in reports(run)] == [1, 2]


def test_an_empty_run_is_no_success(open_run: Opener) -> None:
    run = open_run()
    run.list_page("http://h/list", 0)
    assert run.finish().status is Status.CHANGED
    run = open_run()
    assert run.finish().status is Status.CHANGED
    run = open_run(restricted=True)
    run.list_page("http://h/list", 0)
    assert run.finish().status is Status.OK


def test_no_output_is_named_that_is_not_there(open_run: Opener) -> None:
    run = open_run()
    run.list_page("http://h/list", 0)
    run.finish()
    assert run.report["output"] is None
    assert summary(run.report).endswith("output     no file was written")
    run = crawled(open_run(), range(1))
    run.finish()
    assert summary(run.report).endswith(f"output     {records_path(run.state.output, 'sipac')}")


def test_a_redesign_names_the_fields_and_harms_no_record(open_run: Opener, clock: Clock) -> None:
    run = crawled(open_run(), range(40))
    run.finish()
    before = records_path(run.state.output, "sipac").read_bytes()
    worse = {"attendees": [], "subtitle": None, "paragraphs": ["栏目导航"]}
    for _ in range(3):  # however often it is seen again
        clock.tick(days=1)
        run = open_run()
        crawled(run, range(10), **worse)
        assert run.outcomes == {Outcome.HELD: 10}
        verdict = run.finish()
        assert verdict.status is Status.CHANGED
        assert (
            "10 of 10 known articles read worse than before (subtitle, attendees, paragraphs); held back"
            in verdict.reason
        )
        assert records_path(run.state.output, "sipac").read_bytes() == before
    clock.tick(days=1)
    run = crawled(open_run(), range(10))  # the rules were mended
    assert run.finish().status is Status.OK
    assert records_path(run.state.output, "sipac").read_bytes() == before


def test_new_articles_that_pass_are_kept_though_the_run_drifts(open_run: Opener) -> None:
    crawled(open_run(), range(40)).finish()
    run = crawled(open_run(), range(100, 130), reporters=[])
    verdict = run.finish()
    assert (verdict.status, verdict.reason) == (
        Status.CHANGED,
        "changed: reporters: on 0% of pages, 100% before",
    )
    assert run.state.counts()["live"] == 70


def test_an_edit_that_takes_something_away_is_believed_in_the_second_run(
    open_run: Opener, clock: Clock
) -> None:
    crawled(open_run(), range(40)).finish()
    clock.tick(days=1)
    run = open_run()
    read_list(run, 1)
    assert take(run, 1, subtitle=None) is Outcome.HELD
    assert run.finish().status is Status.OK
    clock.tick(days=1)
    run = open_run()
    read_list(run, 1)
    take(run, 1, subtitle=None)
    assert run.finish().status is Status.OK
    assert run.report["outcomes"] == {"held": 1, "revised": 1}
    record = run.state.get(article(1).id)
    assert record is not None and (record["revision"], record["subtitle"]) == (2, None)


def test_failures_are_counted_by_cause_and_kind_and_kept(open_run: Opener) -> None:
    run = crawled(open_run(), range(5))
    run.fail(
        url(50), Cause.BLOCKED, "a challenge", kind="ruishu", topics=["a"], pages=[page(50)], fetched_at=START
    )
    run.fail("http://h/list2", Cause.TIMEOUT, article=False)
    run.count("links_external", 3)
    run.count("links_external")
    run.finish()
    assert run.report["failures"] == {"blocked": 1, "timeout": 1}
    assert run.report["kinds"] == {"blocked/ruishu": 1}
    assert run.report["quarantined"] == 1
    assert run.report["counts"] == {"links_external": 4}
    assert run.verdict is not None and run.verdict.reason == "ok, but for 1 blocked, 1 timeout"


def test_oddities_are_told_with_their_first_addresses(open_run: Opener) -> None:
    run = open_run()
    for number in range(5):
        run.doubt("lists without entries", f"http://h/{number}")
    take(run, 1)
    run.list_page(url(1), 1)
    assert run.finish({}).status is Status.OK
    told = "lists without entries: http://h/0, http://h/1, http://h/2 and 2 more"
    assert run.report["warnings"] == [told]
    assert told in summary(run.report)


def test_a_killed_run_is_made_good_and_told(open_run: Opener, caplog: pytest.LogCaptureFixture) -> None:
    run = crawled(open_run(), range(5))
    run = open_run()  # the first was not finished
    assert len(records_path(run.state.output, "sipac").read_bytes().splitlines()) == 5
    assert [(r["run"], r["status"]) for r in reports(run)] == [(1, None)]
    assert not run.state.lists.passed("http://h/list", [url(0)])
    read_list(run, *range(5))
    run.finish()
    assert [(r["run"], r["status"]) for r in reports(run)] == [(1, None), (2, 0)]


@pytest.mark.parametrize(
    "moment", ["newscrawler.run.append_report", "newscrawler.state.store.State.finish_run"]
)
def test_killed_between_verdict_and_note(
    open_run: Opener, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    run = crawled(open_run(), range(5))
    with monkeypatch.context() as patched:
        patched.setattr(moment, killed)
        with pytest.raises(KeyboardInterrupt):
            run.finish()
    run = open_run()
    assert [(r["run"], r["status"]) for r in reports(run)] == [(1, None)]


def test_a_stop_is_told_with_its_first_reason(open_run: Opener) -> None:
    run = crawled(open_run(), range(5))
    run.stop(Stop.BUDGET, "100 requests")
    run.stop(Stop.SIGNAL)
    verdict = run.finish()
    assert (verdict.status, verdict.reason) == (
        Status.STOPPED,
        "stopped by budget (100 requests); the next run goes on",
    )


def test_an_internal_error_fails_the_run_but_keeps_its_work(open_run: Opener) -> None:
    run = crawled(open_run(), range(5))
    run.error("KeyError: 'x'\n  at somewhere")
    verdict = run.finish()
    assert (verdict.status, verdict.reason) == (Status.FAILED, "failed: KeyError: 'x' at somewhere")
    assert len(records_path(run.state.output, "sipac").read_bytes().splitlines()) == 5


@pytest.mark.parametrize("place", ["newscrawler.outputs.os.fsync", "newscrawler.run_report.replacing"])
def test_a_full_disk_at_the_end_fails_the_run_and_is_made_good(
    open_run: Opener, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    run = crawled(open_run(), range(5))
    with monkeypatch.context() as patched:
        patched.setattr(place, full)
        verdict = run.finish()
    assert verdict.status is Status.FAILED
    assert "No space left on device" in verdict.reason
    assert run.report["status"] == 1
    run = open_run()
    assert len(records_path(run.state.output, "sipac").read_bytes().splitlines()) == 5
    assert [report["status"] for report in reports(run)] == [1]


def test_checkpoints_publish_what_there_is(open_run: Opener) -> None:
    run = crawled(open_run(), range(5))
    assert run.checkpoint()
    assert len(records_path(run.state.output, "sipac").read_bytes().splitlines()) == 5
    run._writing = 100.0  # a writing that took so long is not repeated at once
    take(run, 6)
    assert not run.checkpoint()


def test_a_second_run_is_refused(open_run: Opener, tmp_path: Path) -> None:
    open_run()
    with pytest.raises(PortalBusyError, match="portal sipac is held by another run"):
        Run.open(tmp_path, load_profiles()["sipac"], arguments={})


def test_reports_of_several_portals_share_a_file(tmp_path: Path) -> None:
    for portal in ("a", "b", "a"):
        append_report(tmp_path, {"portal": portal, "run": 1, "started_at": "x", "status": 0})
    append_report(tmp_path, {"portal": "a", "run": 1, "started_at": "y", "status": 0})
    runs_path(tmp_path).write_text(runs_path(tmp_path).read_text() + '{"torn')
    append_report(tmp_path, {"portal": "c", "run": 1, "started_at": "x", "status": 0})
    lines = [json.loads(line) for line in runs_path(tmp_path).read_text().splitlines()]
    assert [(line["portal"], line["started_at"]) for line in lines] == [
        ("b", "x"),
        ("a", "x"),
        ("a", "y"),
        ("c", "x"),
    ]
