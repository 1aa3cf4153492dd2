"""kill -9 of the real command at random moments: the rerun's output is that of an undisturbed run."""

from __future__ import annotations

import json
import random
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest

from tests.crawl.command import FAST, command, crawl, environment, lines
from tests.state.test_crash import Watcher

TIMES = ("first_seen", "crawled_at")


def without(record: dict[str, Any], *keys: str) -> str:
    return json.dumps(record | dict.fromkeys(keys), ensure_ascii=False)


def published(output: Path) -> tuple[list[str], list[tuple[str, str]]]:
    """The records in their order, and the events; a kill may change the order of fetching, and with it the
    topic under which an article was met first."""
    records = [without(record, *TIMES) for record in lines(output / "sipac.jsonl")]
    changes = lines(output / "sipac.changes.jsonl")
    assert [change["seq"] for change in changes] == list(range(1, len(changes) + 1))
    return records, sorted(
        (change["event"], without(change["record"], "topics", *TIMES)) for change in changes
    )


def differing(records: list[str], wanted: list[str]) -> list[tuple[str, str, Any, Any]]:
    """What a reader of a failure needs: (address, field, what is there, what should be)."""
    if [json.loads(line)["url"] for line in records] != [json.loads(line)["url"] for line in wanted]:
        return [("all", "order", len(records), len(wanted))]
    pairs = zip(map(json.loads, records), map(json.loads, wanted), strict=True)
    return [
        (right["url"], name, there[name], right[name])
        for there, right in pairs
        for name in right
        if there[name] != right[name]
    ]


def await_requests(replica: Any, process: subprocess.Popen[bytes], number: int) -> None:
    """Until the run has asked for so many pages, or is over: however fast the machine is just now."""
    while len(replica.log()) < number and process.poll() is None:
        time.sleep(0.005)


@pytest.mark.parametrize("kills", [8, pytest.param(50, marks=pytest.mark.slow)])
def test_kill_nine_at_random_moments(portal: Any, tmp_path: Path, kills: int) -> None:
    replica = portal(articles=150)
    calm = crawl(replica, tmp_path / "calm")
    assert calm.status == 0, calm.err
    seed = random.randrange(1 << 30)
    chance = random.Random(seed)
    print(f"seed {seed}")
    output = tmp_path / "killed"
    watcher = Watcher(output)
    watcher.start()
    settings = FAST | {"CHECKPOINT_INTERVAL": 0.2}
    try:
        for number in range(kills):
            replica.log(clear=True)
            process = subprocess.Popen(
                command("crawl", "sipac", output=output, **settings),
                env=environment(replica),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                cwd=tmp_path,
            )
            if number % 4 == 3:  # while it is beginning
                time.sleep(chance.uniform(0, 1))
            else:
                await_requests(replica, process, chance.randint(1, 90))
                time.sleep(chance.uniform(0, 0.1))
            process.kill()
            process.wait()
        after = crawl(replica, output)
    finally:
        watcher.ended.set()
        watcher.join()
    assert after.status == 0, after.err
    assert watcher.torn == []
    records, changes = published(output)
    wanted, events = published(tmp_path / "calm")
    assert differing(records, wanted) == []
    assert changes == events
    runs = lines(output / "runs.jsonl")
    assert sum(run["status"] is None for run in runs) >= 1
    assert [run["run"] for run in runs] == list(range(1, len(runs) + 1))
