"""Nobody reads the summary any more: the run keeps its own status, and says nothing of it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.archive.samples import written
from tests.crawl.command import FAST, command, environment, lines


def status_unread(replica: Any, *arguments: str, output: Path, **settings: Any) -> tuple[int, str]:
    """Exit status and standard error of a command whose standard output is a pipe that nobody reads."""
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            command(*arguments, output=output, **settings),
            env=environment(replica), cwd=output.parent, stdout=writing, stderr=subprocess.PIPE, text=True,
            timeout=120, check=False,
        )  # fmt: skip
    finally:
        os.close(writing)
    return done.returncode, done.stderr


@pytest.mark.parametrize("arguments", [("sipac",), ("--all",)])
def test_a_crawl(portal: Any, output: Path, arguments: tuple[str, ...]) -> None:
    replica = portal(articles=5)
    status, err = status_unread(replica, "crawl", *arguments, output=output, **FAST)
    assert (status, lines(output / "runs.jsonl")[-1]["status"]) == (0, 0)
    assert "Traceback" not in err and "roken pipe" not in err


def test_an_import(output: Path, tmp_path: Path) -> None:
    (archive,) = written(tmp_path / "w", 3)
    assert status_unread(None, "import", str(archive), output=output) == (0, "")
