"""Whole runs of the real command: what is found, under which topic, and what a second run costs."""

from __future__ import annotations

import subprocess
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from newscrawler.urls import identity
from tests.crawl.command import FAST, command, crawl, environment, lines, run, truth_addresses


def asked(replica) -> list[str]:
    return [entry["url"] for entry in replica.log()]


def paths(replica) -> list[str]:
    return [urlsplit(url).path for url in asked(replica)]


def test_first_run_finds_everything_and_the_second_costs_next_to_nothing(portal, output: Path) -> None:
    replica = portal(articles=80)
    first = crawl(replica, output)
    assert first.status == 0, first.err
    first.clean()
    (told,) = first.report["warnings"]
    assert "/szgyyq/zscd/zscd_list.shtml" in told, "a list without entries is told, whatever else was found"
    truth = {identity(t["url"]): t for t in replica.truth()}
    assert first.addresses == set(truth)
    for record in first.records:
        assert record["topics"] == sorted(truth[identity(record["url"])]["topics"]), record["url"]
        assert record["title"] == truth[identity(record["url"])]["title"]

    log = replica.log(clear=True)
    assert {urlsplit(entry["url"]).hostname for entry in log} == {"www.sipac.gov.cn"}
    forbidden = ("/szgyyq/nbgl/", "/appsearch/")
    assert not [e["url"] for e in log if urlsplit(e["url"]).path.startswith(forbidden)]
    seen = Counter(urlsplit(e["url"]).path for e in log if e["status"] == 200)
    # the list behind a column's root, and the article behind an address from before the move
    assert sum(number - 1 for number in seen.values()) <= 2, seen.most_common(3)

    before = {p.name: p.read_bytes() for p in output.glob("*.jsonl") if p.name != "runs.jsonl"}
    second = crawl(replica, output)
    assert second.status == 0
    assert {p.name: p.read_bytes() for p in output.glob("*.jsonl") if p.name != "runs.jsonl"} == before
    lists = {urlsplit(url).path for url in replica.list_pages()}
    again = replica.log()
    others = [e["url"] for e in again if urlsplit(e["url"]).path not in lists]
    assert len(others) <= 12, others
    assert second.report["smallest_gap"] is not None
    assert second.report["outcomes"] == {}

    replica.log(clear=True)
    due = crawl(replica, output, RECHECK_SHORTEST_HOURS=0, RECHECK_SHARE=0)
    assert due.report["outcomes"] == {"unchanged": 80}, "each once, by lists or by age"
    assert sum(e["status"] == 304 for e in replica.log()) >= 76


def test_topics_and_portals(portal, output: Path) -> None:
    replica = portal(articles=60)
    nothing = run("topics", "sipac", output=output)
    assert (nothing.status, "newscrawler crawl sipac" in nothing.err) == (0, True)
    never = run("portals", output=output)
    assert "never" in never.out

    assert crawl(replica, output).status == 0
    listed = run("topics", "sipac", output=output).out
    count: dict[str, int] = {}
    for truth in replica.truth():
        for name in truth["topics"]:
            count[name] = count.get(name, 0) + 1
    for name, number in count.items():
        row = next(line for line in listed.splitlines() if line.startswith(name + " "))
        assert row.removeprefix(name).split()[0] == str(number)
    assert "0 ok" in run("portals", output=output).out

    # one topic by name: only its articles, whatever else its pages link to
    replica.log(clear=True)
    only = crawl(replica, output, "-a", "topic=灯塔护航", "--full")
    assert only.status == 0
    asked_articles = {identity(url) for url in asked(replica)} & truth_addresses(replica)
    wanted = {identity(t["url"]) for t in replica.truth() if "灯塔护航" in t["topics"]}
    assert asked_articles == wanted
    wrong = crawl(replica, output, "-a", "topic=没有这个专题")
    assert wrong.status == 2
    assert wrong.err.count("\n") == 1 and "灯塔护航" in wrong.err


def test_since_until_and_max_articles(portal, output: Path, tmp_path: Path) -> None:
    replica = portal(articles=150)
    days = sorted(t["timestamp"][:10] for t in replica.truth() if t["timestamp"])
    since, until = days[-30], days[-10]
    done = crawl(replica, output, "-a", f"since={since}", "-a", f"until={until}")
    assert done.status == 0, done.err
    within = [t for t in replica.truth() if t["timestamp"] and since <= t["timestamp"][:10] <= until]
    # one topic is known only by the trail of an article, which may lie outside of the days asked for
    expected = {identity(t["url"]) for t in within if "绿色工厂行动专题" not in t["topics"]}
    assert expected <= done.addresses
    outside = [r for r in done.records if not since <= (r["timestamp"] or since)[:10] <= until]
    assert len(outside) <= 3  # rows without a date, in a month that is partly within
    all_pages = {urlsplit(url).path for url in replica.list_pages()}
    walked = all_pages & set(paths(replica))
    assert len(walked) < len(all_pages), "paging did not stop at the limit"

    few = crawl(replica, tmp_path / "few", "-a", "max_articles=5")
    assert few.status == 0
    assert len(few.records) == 5


def test_a_name_unknown_before_the_first_run_is_looked_for(portal, output: Path, tmp_path: Path) -> None:
    replica = portal(articles=60)
    found = crawl(replica, output, "-a", "topic=文明创建")
    assert found.status == 0, found.err
    assert {name for record in found.records for name in record["topics"]} >= {"文明创建"}
    assert len(found.records) == sum("文明创建" in t["topics"] for t in replica.truth())
    wrong = crawl(replica, tmp_path / "other", "-a", "topic=没有这个专题")
    assert wrong.status == 2
    assert "文明创建" in wrong.out.splitlines()[0]
    assert lines(tmp_path / "other" / "runs.jsonl")[-1]["status"] == 2


def test_a_part_of_the_portal_hides_nothing_from_the_whole(portal, output: Path) -> None:
    # The list of one topic shows the article whose trail alone leads to a column of another one.
    replica = portal(articles=80)
    part = crawl(replica, output, "-a", "topic=政务要闻")
    assert part.status == 0, part.out
    assert any("/lsgzdt/" in address for address in part.addresses)
    whole = crawl(replica, output)
    assert whole.addresses == truth_addresses(replica)
    assert sum("/lsgzdt/" in address for address in whole.addresses) > 1


WRONG = {
    "portal": (["crawl", "sipacc"], "sipac"),
    "no portal": (["crawl"], "PORTAL"),
    "since": (["crawl", "sipac", "-a", "since=gestern"], "YYYY-MM-DD"),
    "order": (["crawl", "sipac", "-a", "since=2022-02-02", "-a", "until=2022-01-01"], "after until"),
    "max_articles": (["crawl", "sipac", "-a", "max_articles=0"], "from 1"),
    "topic host": (["crawl", "sipac", "-a", "topic=http://www.example.com/"], "www.sipac.gov.cn"),
    "topic scheme": (["crawl", "sipac", "-a", "topic=file:///etc/passwd"], "http"),
    "argument": (["crawl", "sipac", "-a", "sinc=2022-01-01"], "max_articles"),
    "budget": (["crawl", "sipac", "--max-requests", "x"], "above 0"),
    "time": (["crawl", "sipac", "--max-time", "-1"], "above 0"),
    "quiet hours": (["crawl", "sipac", "-s", "QUIET_HOURS=8-9"], "08:00-18:00"),
    "topics portal": (["topics", "nowhere"], "sipac"),
}


def test_wrong_arguments_end_with_one_line_and_status_2(output: Path) -> None:
    started = {
        name: subprocess.Popen(
            command(*arguments, output=output),
            env=environment(None),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for name, (arguments, _) in WRONG.items()
    }
    for name, process in started.items():
        out, err = process.communicate(timeout=60)
        assert process.returncode == 2, (name, err)
        assert WRONG[name][1] in err + out, (name, err)
        assert "Traceback" not in err
        if name != "no portal":
            assert err.count("\n") == 1, (name, err)
    assert not output.exists()


def test_output_dir_that_is_a_file(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("x")
    done = run("crawl", "sipac", output=file)
    assert (done.status, done.err.count("\n")) == (2, 1)


def test_scrapy_s_own_feed_and_command_line(portal, output: Path, tmp_path: Path) -> None:
    replica = portal(articles=30)
    feed = tmp_path / "feed.jsonl"
    checkout = Path(__file__).resolve().parents[2]
    flags = [part for name, value in FAST.items() for part in ("-s", f"{name}={value}")]
    done = subprocess.run(
        ["scrapy", "crawl", "sipac", "-O", str(feed), "-s", f"OUTPUT_DIR={output}", *flags],
        cwd=checkout,
        env=environment(replica) | {"PATH": f"{Path(command('x', output=output)[0]).parent}:/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    records = lines(output / "sipac.jsonl")
    # a topic under which an article is met again later is in the record, not in the feed
    assert {r["id"]: r | {"topics": []} for r in lines(feed)} == {
        r["id"]: r | {"topics": []} for r in records
    }
    assert "\\u" not in feed.read_text("utf-8")
    again = crawl(replica, output, "-O", str(feed))
    assert again.status == 0
    assert feed.read_text("utf-8") == ""


@pytest.mark.parametrize(
    ("answer", "articles", "edits", "deletions", "additions"),
    [
        ("404", 60, 4, 3, 5),
        ("home", 60, 4, 3, 5),
        ("error", 60, 4, 3, 5),
        pytest.param("home", 2000, 20, 10, 30, marks=pytest.mark.slow),
    ],
)
def test_edits_deletions_additions(
    portal, output: Path, answer: str, articles: int, edits: int, deletions: int, additions: int
) -> None:
    replica = portal(articles=articles)
    assert crawl(replica, output).status == 0
    first_requests = len(replica.log(clear=True))
    assert crawl(replica, output).status == 0
    lists = {urlsplit(url).path for url in replica.list_pages()}
    others = [entry for entry in replica.log() if urlsplit(entry["url"]).path not in lists]
    assert len(others) <= max(12, first_requests // 100)
    edited = {identity(url) for url in replica.edit(edits)}
    deleted = {identity(url) for url in replica.delete(deletions, answer)}
    added = {identity(url) for url in replica.add(additions)}
    events = []
    for number in (1, 2):
        replica.log(clear=True)
        done = crawl(replica, output, "--full")
        assert done.status == 0, done.err
        events = [(c["event"], identity(c["record"]["url"])) for c in done.changes]
        if number == 1:
            assert not [url for event, url in events if event == "gone"], "gone at the first look"
            conditional = [e for e in replica.log() if "if-none-match" in e["headers"]]
            assert len(conditional) >= articles * 5 // 6
            assert sum(e["status"] == 304 for e in conditional) >= articles * 3 // 4
    assert {url for event, url in events if event == "revised"} == edited - deleted
    assert {url for event, url in events if event == "gone"} == deleted
    assert {url for event, url in events if event == "new"} >= added
    assert len(events) == articles + len(edited - deleted) + len(deleted) + len(added)
