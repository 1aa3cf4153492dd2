"""Whole runs against a portal that blocks, breaks, dies, moves or asks for patience."""

from __future__ import annotations

import itertools
import signal
import subprocess
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.crawl.command import FAST, command, crawl, environment, truth_addresses
from tests.portal.faults import ANTIBOT


@pytest.mark.parametrize("kind", [*ANTIBOT, "maintenance_200", "maintenance_503"])
def test_a_portal_that_blocks_ends_with_3(portal, output: Path, kind: str) -> None:
    replica = portal(articles=20)
    replica.block(kind)
    done = crawl(replica, output, DOWNLOAD_TIMEOUT=3, RETRY_TIMES=2, BLOCK_PAUSE=0.05)
    assert done.status == 3, done.err + done.out
    assert done.records == []
    assert len(replica.log()) <= 12
    done.clean()


@pytest.mark.parametrize("how", ["refuse", "reset", "silent"])
def test_an_unreachable_portal_ends_with_3(portal, output: Path, how: str) -> None:
    replica = portal(articles=20)
    replica.unreachable(how)
    done = crawl(replica, output, DOWNLOAD_TIMEOUT=0.5, RETRY_TIMES=1)
    assert done.status == 3, done.err + done.out
    assert "unreachable" in done.out
    done.clean()


def gaps_of(log: list[dict[str, Any]]) -> list[float]:
    """Seconds between two requests, as the server saw them come in."""
    times = sorted(entry["time"] for entry in log)
    return [later - earlier for earlier, later in itertools.pairwise(times)]


def test_faults_of_every_kind_lose_no_article_and_no_manners(portal, output: Path) -> None:
    replica = portal(articles=120)
    replica.set_faults(retry_after=None, error_503=0.10, reset=0.05, truncated=0.05, antibot=0.02)
    delay = 0.03
    done = crawl(replica, output, BACKOFF_BASE=0.05, DOWNLOAD_DELAY=delay, CONCURRENT_REQUESTS_PER_DOMAIN=1)
    assert done.status == 0, done.err + done.out
    assert done.addresses == truth_addresses(replica)
    assert sum(n for name, n in done.report["stats"].items() if name.startswith("newscrawler/blocked/")) >= 1
    done.clean()

    log = replica.log()
    assert {entry["fault"] for entry in log} >= {"error_503", "reset", "truncated"}
    assert {urlsplit(entry["url"]).hostname for entry in log} == {"www.sipac.gov.cn"}
    disallowed = ("/szgyyq/nbgl/", "/appsearch/")
    assert not [entry for entry in log if urlsplit(entry["url"]).path.startswith(disallowed)]
    assert log[0]["url"].endswith("/robots.txt")
    assert min(gaps_of(log)) >= delay, sorted(gaps_of(log))[:5]
    assert max(entry["active"] for entry in log) == 1
    assert done.report["smallest_gap"] >= delay


def test_the_delay_holds_between_several_connections_too(portal, output: Path) -> None:
    replica = portal(articles=30, latency=0.5)
    delay = 0.2
    done = crawl(
        replica,
        output,
        "--max-requests",
        "30",
        DOWNLOAD_DELAY=delay,
        CONCURRENT_REQUESTS_PER_DOMAIN=3,
        CONCURRENT_REQUESTS=3,
    )
    assert done.status == 5
    log = replica.log()
    assert done.report["smallest_gap"] >= delay
    assert min(gaps_of(log)) >= delay / 2, "less what the way to the server takes away"
    assert 1 < max(entry["active"] for entry in log) <= 3


def test_it_waits_as_told(portal, output: Path) -> None:
    replica = portal(articles=8, crawl_delay=0.1)
    replica.set_faults(error_429=0.25, retry_after=1, most_in_row=1)
    done = crawl(replica, output, CONCURRENT_REQUESTS_PER_DOMAIN=1)
    assert done.status == 0, done.err
    log = sorted(replica.log(), key=lambda e: e["time"])
    gaps = [b["time"] - a["time"] for a, b in itertools.pairwise(log)]
    # the first gap follows robots.txt itself, which tells the delay
    assert min(gaps[1:]) >= 0.1, sorted(gaps)[:5]
    limited = [n for n, e in enumerate(log) if e["status"] == 429]
    assert limited
    assert all(gaps[n] >= 0.95 for n in limited if n < len(gaps))
    assert done.report["smallest_gap"] >= 0.1


def test_one_connection_and_the_delay_by_default(portal, output: Path) -> None:
    replica = portal(articles=12)
    done = crawl(
        replica, output, "--max-requests", "12", CONCURRENT_REQUESTS_PER_DOMAIN=1, DOWNLOAD_DELAY=0.2
    )
    assert done.status == 5
    log = sorted(replica.log(), key=lambda e: e["time"])
    assert len(log) == 12
    assert max(e["active"] for e in log) == 1
    assert min(b["time"] - a["time"] for a, b in itertools.pairwise(log)) >= 0.19
    assert {e["headers"]["user-agent"].split("/")[0] for e in log} == {"newscrawler"}
    assert all(e["headers"].get("accept-language", "").startswith("zh") for e in log)
    assert not any("cookie" in e["headers"] for e in log)


@pytest.mark.parametrize("status", [404, 403, 500, 503])
def test_robots_txt_by_rfc_9309(portal, output: Path, status: int) -> None:
    replica = portal(articles=15, robots_status=status)
    done = crawl(replica, output, RETRY_TIMES=1, BACKOFF_BASE=0.01)
    if status < 500:
        assert (done.status, len(done.records)) == (0, 15)
    else:
        assert done.status == 3, done.out
        assert {urlsplit(e["url"]).path for e in replica.log()} == {"/robots.txt"}
        assert "robots" in done.out
    done.clean()


def test_budgets_and_signals_end_with_5_and_the_next_run_makes_it_good(portal, output: Path) -> None:
    replica = portal(articles=60, latency=0.02)
    few = crawl(replica, output, "--max-requests", "40")
    assert few.status == 5 and "max-requests" in few.out
    assert len(replica.log()) == 40
    soon = crawl(replica, output, "--max-time", "0.5", DOWNLOAD_DELAY=0.1)
    assert soon.status == 5 and "max-time" in soon.out
    quiet = crawl(replica, output, QUIET_HOURS="00:00-23:59,23:00-00:30")
    assert quiet.status == 5 and "quiet" in quiet.out

    slow = FAST | {"DOWNLOAD_DELAY": 3, "CONCURRENT_REQUESTS_PER_DOMAIN": 1}
    for number in (signal.SIGTERM, signal.SIGINT):
        replica.log(clear=True)
        process = subprocess.Popen(
            command("crawl", "sipac", output=output, **slow),
            env=environment(replica),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        while not replica.log():
            time.sleep(0.05)
        time.sleep(0.5)
        began = time.monotonic()
        process.send_signal(number)
        out, err = process.communicate(timeout=30)
        assert process.returncode == 5, err
        assert time.monotonic() - began < 10
        assert "Traceback" not in err and "signal" in out

    rest = crawl(replica, output)
    assert rest.status == 0, rest.out
    assert rest.addresses == truth_addresses(replica)


def test_two_runs_at_once(portal, output: Path) -> None:
    replica = portal(articles=80, latency=0.1)
    first = subprocess.Popen(
        command("crawl", "sipac", output=output, **FAST | {"CONCURRENT_REQUESTS_PER_DOMAIN": 1}),
        env=environment(replica),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    while len(replica.log()) < 5:
        time.sleep(0.05)
    second = crawl(replica, output)
    assert second.status == 6, second.err
    assert second.err.count("\n") == 1
    assert first.wait(timeout=60) == 0
    first.communicate()


def test_a_server_that_dies_in_mid_run(portal, output: Path) -> None:
    replica = portal(articles=80, latency=0.03)
    process = subprocess.Popen(
        command(
            "crawl", "sipac", output=output, **FAST | {"RETRY_TIMES": 1, "CONCURRENT_REQUESTS_PER_DOMAIN": 2}
        ),
        env=environment(replica),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    while len(replica.log()) < 60:
        time.sleep(0.05)
    replica.unreachable()
    out, err = process.communicate(timeout=60)
    assert process.returncode == 3, out + err
    assert "unreachable" in out and "Traceback" not in err
    replica.reachable()
    rest = crawl(replica, output)
    assert rest.status == 0, rest.out
    assert rest.addresses == truth_addresses(replica)


@pytest.mark.parametrize("requests", [45, 60, 75, 90])
def test_what_a_budget_left_unvisited_is_found_by_the_next_run(portal, output: Path, requests: int) -> None:
    # One column is known from the trail of an article alone, which the next run has no reason to ask for.
    replica = portal(articles=80)
    budget = ("--max-requests", str(requests))
    assert crawl(replica, output, *budget).status == 5
    rest = crawl(replica, output)
    assert rest.status == 0, rest.out
    assert rest.addresses == truth_addresses(replica)
