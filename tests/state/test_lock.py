"""One writer a portal; a dead holder blocks nobody."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from newscrawler.state.errors import PortalBusyError
from newscrawler.state.lock import WriterLock
from newscrawler.state.store import State
from tests.state.samples import START

HOLD = """
import sys, time
from datetime import UTC, datetime
from pathlib import Path
from newscrawler.state.lock import WriterLock
lock = WriterLock.acquire(Path(sys.argv[1]), "sipac", datetime.now(UTC))
print("held", flush=True)
time.sleep(60)
"""


def holder(folder: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(folder)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_a_second_writer_is_told_who_holds_the_portal(tmp_path: Path) -> None:
    with holder(tmp_path) as process:
        try:
            with pytest.raises(PortalBusyError, match=rf"sipac is held .*pid {process.pid} on "):
                State.open(tmp_path, "sipac")
            State.open(tmp_path, "other").close()
        finally:
            process.kill()
    State.open(tmp_path, "sipac").close()


def test_the_lock_of_a_killed_holder_is_stale(tmp_path: Path) -> None:
    with holder(tmp_path) as process:
        process.send_signal(signal.SIGKILL)
        process.wait()
    lock = WriterLock.acquire(tmp_path, "sipac", START)
    assert lock.stale is not None and f"pid {process.pid} on " in lock.stale
    lock.release()


@pytest.mark.parametrize("content", ["", "nonsense", '{"pid": 1, "host": "elsewhere", "since": "x"}', "[]"])
def test_whatever_an_unlocked_file_says_it_is_free(tmp_path: Path, content: str) -> None:
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "sipac.lock").write_text(content)
    lock = WriterLock.acquire(tmp_path, "sipac", START)
    assert (lock.stale is None) == (content == "")
    assert str(os.getpid()) in (tmp_path / "state" / "sipac.lock").read_text()
    lock.release()
    again = WriterLock.acquire(tmp_path, "sipac", START)
    assert again.stale is None
    again.release()
