"""Other processes of a test: workers of a job, and a Dask cluster on this machine."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


def children(pid: int) -> list[int]:
    """Worker processes, not multiprocessing's own helper."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                stat = (entry / "stat").read_text().rpartition(")")[2].split()
                command = (entry / "cmdline").read_bytes()
            except OSError:
                continue
            if int(stat[1]) == pid and b"spawn_main" in command:
                found.append(int(entry.name))
    return found


def wait_for(condition: Callable[[], object], seconds: float = 60) -> None:
    ends = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < ends
        time.sleep(0.02)


@contextmanager
def cluster(
    folder: Path, workers: int = 2, threads: int = 1
) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A Dask scheduler and workers, each a process of its own → its address, and the workers."""
    quiet = {
        "DASK_DISTRIBUTED__LOGGING__DISTRIBUTED": "error",
        # Its profiler keeps an hour of samples: 50 KB a second that would hide what our tasks keep.
        "DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED": "False",
    }
    scheduler = subprocess.Popen(
        [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0",
         "--no-dashboard", "--no-show", "--scheduler-file", str(folder / "scheduler.json")],
        env=os.environ | quiet, stderr=subprocess.DEVNULL, cwd=folder,
    )  # fmt: skip
    began: list[subprocess.Popen[bytes]] = []
    try:
        wait_for((folder / "scheduler.json").exists)
        wait_for(lambda: b"address" in (folder / "scheduler.json").read_bytes())
        address = json.loads((folder / "scheduler.json").read_text())["address"]
        for number in range(workers):
            began.append(
                subprocess.Popen(
                    [sys.executable, "-m", "distributed.cli.dask_worker", address, "--no-nanny",
                     "--nthreads", str(threads), "--no-dashboard", "--host", "127.0.0.1",
                     "--local-directory", str(folder / f"worker-{number}")],
                    env=os.environ | quiet, stderr=subprocess.DEVNULL, cwd=folder,
                )
            )  # fmt: skip
        yield address, began
    finally:
        for process in (*began, scheduler):
            process.kill()
            process.wait()
