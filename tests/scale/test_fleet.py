"""Portals side by side on one machine and on a cluster: each whole, each at its own delay, whoever dies."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from newscrawler.state.pace import Pace
from newscrawler.urls import identity
from tests.crawl.command import lines
from tests.scale.portals import Portals
from tests.scale.processes import cluster, wait_for

DELAY = 0.15
SETTINGS = {"DOWNLOAD_DELAY": DELAY, "AUTOTHROTTLE_ENABLED": 0, "DOWNLOAD_TIMEOUT": 10}


@pytest.fixture
def portals(tmp_path: Path) -> Iterator[Portals]:
    found = Portals(6, tmp_path / "portals", articles=12)
    yield found
    found.close()


def environment(portals: Portals) -> dict[str, str]:
    names = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    return names | {"http_proxy": portals.proxy_url, "NEWSCRAWLER_PORTALS_DIR": ""}


def crawl(portals: Portals, output: Path, *arguments: str) -> subprocess.Popen[str]:
    settings = SETTINGS | {"OUTPUT_DIR": output, "PORTALS_DIR": portals.folder}
    flags = [part for name, value in settings.items() for part in ("-s", f"{name}={value}")]
    return subprocess.Popen(
        [sys.executable, "-m", "newscrawler.cli", "crawl", *arguments, *flags],
        env=environment(portals), cwd=output.parent, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def check(portals: Portals, output: Path, name: str, replica: str = "") -> None:
    """Exactly the portal's articles, each once, in records and changes; its delay held throughout."""
    replica = replica or name
    records, changes = lines(output / f"{name}.jsonl"), lines(output / f"{name}.changes.jsonl")
    assert sorted(identity(record["url"]) for record in records) == sorted(portals.truth(replica))
    assert sorted(change["record"]["id"] for change in changes) == sorted(record["id"] for record in records)
    assert {record["portal"] for record in records} == {name}
    assert min(portals.gaps(replica)) > DELAY * 0.95, name


def names(*numbers: int) -> list[str]:
    return [f"p{number}" for number in numbers]


def test_several_side_by_side(portals: Portals, tmp_path: Path) -> None:
    output = tmp_path / "output"
    portals.replicas["p3"].unreachable()
    process = crawl(portals, output, "p1", "p2", "p3", "--jobs", "3", "--archive")
    out, err = process.communicate(timeout=120)
    assert process.returncode == 3, err
    told = out.splitlines()
    assert [line.partition(":")[0] for line in told] == ["p1", "p2", "p3", "3 portals"]
    assert re.match(r"p1: ok.*; 12 new \(exit status 0, \d+ s\)", told[0]), told[0]
    assert told[-1] == "3 portals: 2 with status 0, 1 with status 3 (exit status 3)"
    for name in names(1, 2):
        check(portals, output, name)
        assert list((output / "archive" / name).glob("*.warc.gz"))
    assert sorted(run["portal"] for run in lines(output / "runs.jsonl")) == names(1, 2, 3)
    assert "p3" in (output / "logs" / "p3.log").read_text()


def crawlers(portal: str, output: Path) -> list[int]:
    """Processes that crawl a portal for this test, without those that began them."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                words = (entry / "cmdline").read_bytes().split(b"\0")
            except OSError:
                continue
            ours = f"OUTPUT_DIR={output}".encode() in words and b"PROGRESS=0" in words
            if ours and words[4:5] == [portal.encode()]:
                found.append(int(entry.name))
    return found


def test_a_killed_crawl_is_begun_again_and_a_signal_stops_all(portals: Portals, tmp_path: Path) -> None:
    output = tmp_path / "output"
    process = crawl(portals, output, *names(1, 2, 4))
    wait_for(lambda: all(len(portals.replicas[name].log()) > 5 for name in names(1, 2, 4)))
    (victim,) = crawlers("p2", output)
    os.kill(victim, signal.SIGKILL)
    wait_for(lambda: [pid for pid in crawlers("p2", output) if pid != victim])
    process.terminate()
    out, err = process.communicate(timeout=60)
    assert process.returncode == 5, out + err
    assert not any(crawlers(name, output) for name in names(1, 2, 4))
    again = crawl(portals, output, *names(1, 2, 4))
    out, err = again.communicate(timeout=120)
    assert again.returncode == 0, out + err
    for name in names(1, 2, 4):
        check(portals, output, name)


def test_all_portals_one_of_whose_crawls_is_killed(portals: Portals, tmp_path: Path) -> None:
    output = tmp_path / "output"
    # A profile of one's own takes the place of the one that the program brings along.
    (portals.folder / "p6.toml").rename(portals.folder / "sipac.toml")
    process = crawl(portals, output, "--all", "--jobs", "6")
    wait_for(lambda: all(len(replica.log()) > 8 for replica in portals.replicas.values()))
    (victim,) = crawlers("p2", output)
    os.kill(victim, signal.SIGKILL)
    out, err = process.communicate(timeout=180)
    assert process.returncode == 0, out + err
    assert out.splitlines()[-1].startswith("6 portals: 6 with status 0")
    for name in names(*range(1, 6)):
        check(portals, output, name)
    check(portals, output, "sipac", replica="p6")


def test_crawls_end_with_the_process_that_began_them(portals: Portals, tmp_path: Path) -> None:
    output = tmp_path / "output"
    process = crawl(portals, output, "p5", "p6")
    wait_for(lambda: all(len(portals.replicas[name].log()) > 5 for name in names(5, 6)))
    process.kill()
    process.communicate()
    wait_for(lambda: not any(crawlers(name, output) for name in names(5, 6)), 20)
    runs = lines(output / "runs.jsonl")
    assert [run["status"] for run in runs] == [5, 5]


def test_a_cluster_one_of_whose_workers_is_killed(
    portals: Portals, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = tmp_path / "output"
    monkeypatch.setenv("http_proxy", portals.proxy_url)
    monkeypatch.delenv("https_proxy", raising=False)
    with cluster(tmp_path, workers=2, threads=3) as (address, workers):
        process = crawl(portals, output, "p1", "p2", "p3", "p4", "p5", "p6", "--dask", address)
        wait_for(lambda: all(len(portals.replicas[name].log()) > 8 for name in names(*range(1, 7))))
        workers[0].kill()
        out, err = process.communicate(timeout=180)
    assert process.returncode == 0, out + err
    for name in names(*range(1, 7)):
        check(portals, output, name)
    runs = lines(output / "runs.jsonl")
    assert sum(run["status"] == 5 for run in runs) == 3  # those of the dead worker ended in order


def test_wrong_arguments(portals: Portals, tmp_path: Path) -> None:
    for arguments, told in (
        (["p1", "nowhere"], "no portal 'nowhere'"),
        (["p1", "--all"], "name one portal or several, or give --all"),
        (["p1", "p2", "--jobs", "0"], "--jobs 0"),
        (["p1", "p2", "-O", "x.jsonl"], "-o and -O are for one portal"),
        (["p1", "p2", "-a", "since=x"], "since=x"),
    ):
        process = crawl(portals, tmp_path / "output", *arguments)
        _, err = process.communicate(timeout=60)
        assert process.returncode == 2, err
        assert told in err
        assert "Traceback" not in err


def test_a_profile_that_cannot_be_used_stops_its_own_portal(portals: Portals, tmp_path: Path) -> None:
    (portals.folder / "p6.toml").rename(portals.folder / "sipac.toml")
    for name in names(*range(3, 6)):
        (portals.folder / f"{name}.toml").unlink()
    (portals.folder / "p2.toml").write_text("site_name = 5")
    process = crawl(portals, tmp_path / "output", "--all")
    out, err = process.communicate(timeout=60)
    assert process.returncode == 2, err
    told = out.splitlines()
    assert told[0].startswith("p1: ok") and "p2.toml: site_name: must be text" in told[1]
    assert told[3] == "3 portals: 2 with status 0, 1 with status 2 (exit status 2)"
    check(portals, tmp_path / "output", "p1")
    alone = crawl(portals, tmp_path / "output", "p2")
    _, err = alone.communicate(timeout=60)
    assert (alone.returncode, err.count("\n")) == (2, 1) and "p2.toml: site_name: must be text" in err


def test_pace(tmp_path: Path) -> None:
    (tmp_path / "state").mkdir()
    pace = Pace(tmp_path, "p")
    assert pace.rest() == 0
    pace.note(5.0)
    assert 4.5 < Pace(tmp_path, "p").rest() <= 5
    pace.note(0.0)
    assert pace.rest() == 0
    (tmp_path / "state" / "p.pace").write_text(f"{time.time() + 1e6} 7")
    assert pace.rest() == 7
    (tmp_path / "state" / "p.pace").write_text("nonsense")
    assert pace.rest() == 0
    pace.close()
