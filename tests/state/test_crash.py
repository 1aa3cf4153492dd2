"""kill -9 at random moments: nothing lost, nothing twice, nothing torn, at no moment."""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from newscrawler.state.errors import DiskError
from newscrawler.state.output import changes_path, records_path, write_output
from newscrawler.state.store import State
from tests.state import crash
from tests.state.samples import START, Clock, article, page

ROOT = Path(__file__).resolve().parents[2]
ARTICLES = 500


def start(folder: Path, articles: int = ARTICLES) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.state.crash", str(folder), str(articles)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


class Watcher(threading.Thread):
    """A reader that polls the published files all the time and takes every line for JSON."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.paths = [records_path(folder, "sipac"), changes_path(folder, "sipac")]
        self.torn: list[str] = []
        self.seen = 0
        self.ended = threading.Event()

    def run(self) -> None:
        while not self.ended.wait(0.005):
            for path in self.paths:
                if path.exists():
                    self._check(path.read_bytes())

    def _check(self, data: bytes) -> None:
        self.seen += 1
        if data and not data.endswith(b"\n"):
            self.torn.append("no line end")
        for line in (data[: data.find(b"\n")], data[data[:-1].rfind(b"\n") + 1 :]):
            try:
                json.loads(line)
            except ValueError:
                self.torn.append(line[-80:].decode("utf-8", "replace"))


def outputs(folder: Path) -> list[object]:
    """Both files; of the changes what happened to each article, since kills may reorder articles."""
    events: dict[str, list[object]] = {}
    seqs = []
    for line in changes_path(folder, "sipac").read_text("utf-8").splitlines():
        event = json.loads(line)
        seqs.append(event["seq"])
        events.setdefault(event["record"]["id"], []).append((event["event"], event["record"]))
    assert seqs == list(range(1, len(seqs) + 1))
    return [records_path(folder, "sipac").read_bytes(), events]


@pytest.mark.parametrize("kills", [8, pytest.param(50, marks=pytest.mark.slow)])
def test_kill_nine_at_random_moments(tmp_path: Path, kills: int) -> None:
    crash.main(tmp_path / "calm", ARTICLES)
    expected = outputs(tmp_path / "calm")
    seed = random.randrange(1 << 30)
    chance = random.Random(seed)
    print(f"seed {seed}")
    folder = tmp_path / "killed"
    watcher = Watcher(folder)
    watcher.start()
    try:
        for number in range(kills):
            with start(folder) as process:
                assert process.stdout is not None
                if number % 4:  # else even before it has begun
                    process.stdout.readline()
                time.sleep(chance.uniform(0, 0.25))
                process.send_signal(signal.SIGKILL)
        with start(folder) as process:
            said = process.communicate()
            assert process.returncode == 0, said
    finally:
        watcher.ended.set()
        watcher.join()
    assert watcher.seen > 0
    assert watcher.torn == []
    assert outputs(folder) == expected
    with State.open(folder, "sipac", clock=Clock()) as state:
        assert state.notices == []
        assert not write_output(state)
        assert state.lists.passed(
            "http://www.sipac.gov.cn/list.shtml", [article(0).url, article(ARTICLES - 1).url]
        )


def test_a_file_size_limit_is_a_full_disk_to_be_survived(tmp_path: Path) -> None:
    """The kernel refuses every write beyond a limit: state and output refuse with it, and lose nothing."""
    pid = os.fork()
    if pid == 0:  # the limit holds for the child alone
        os._exit(_fill_up(tmp_path))
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    with State.open(tmp_path, "sipac", clock=Clock()) as state:
        assert state.notices == []
        stored = state.counts()["live"]
        assert 0 < stored < 3000
        assert [state.get(article(number).id) is not None for number in range(stored)] == [True] * stored
        assert len(state.raw(article(stored - 1).id)) == 1
        write_output(state)
        assert len(records_path(tmp_path, "sipac").read_bytes().splitlines()) == stored


def _fill_up(folder: Path) -> int:
    """Store until the disk is full → 0 if that was reported as it should be."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    state = State.open(folder, "sipac", clock=Clock())
    state.begin_run({})
    for number in range(20):
        state.record(article(number), [page(number)], START)
    write_output(state)
    before = records_path(folder, "sipac").read_bytes()
    resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
    try:
        for number in range(20, 3000):
            state.record(article(number), [page(number)], START)
    except DiskError:
        pass
    else:
        return 1
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 400_000))
    try:
        write_output(state)
    except DiskError:
        pass
    else:
        return 2
    return 0 if records_path(folder, "sipac").read_bytes() == before else 3
