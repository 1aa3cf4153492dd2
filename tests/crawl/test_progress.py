"""What a person sees of a running crawl: a live line on a terminal, calm log lines elsewhere."""

from __future__ import annotations

import os
import pty
import re
import select
import subprocess
from pathlib import Path
from typing import Any

from tests.crawl.command import FAST, command, crawl, environment


def on_a_terminal(arguments: list[str], variables: dict[str, str]) -> tuple[int, str]:
    """Run with standard error on a pseudo terminal → status, and all that was written there."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(arguments, env=variables, stdout=subprocess.DEVNULL, stderr=theirs)
    os.close(theirs)
    written = b""
    while True:
        ready, _, _ = select.select([ours], [], [], 60)
        assert ready, "nothing is written any more"
        try:
            part = os.read(ours, 65536)
        except OSError:  # Linux's way to say that the other side is closed
            break
        if not part:
            break
        written += part
    os.close(ours)
    return process.wait(timeout=60), written.decode("utf-8", "replace")


def test_a_live_line_on_a_terminal(portal: Any, output: Path) -> None:
    replica = portal(articles=40, latency=0.05)
    settings = FAST | {"CONCURRENT_REQUESTS_PER_DOMAIN": 1}
    variables = environment(replica) | {"TERM": "xterm-256color"}
    status, written = on_a_terminal(command("crawl", "sipac", output=output, **settings), variables)
    assert status == 0, written
    states = re.findall(r"(\d+) articles \(([^)]*)\), (\d+) failed, (\d+) list pages, (\d+) queued", written)
    assert len(states) >= 2, written
    counted = [int(state[0]) for state in states]
    assert counted == sorted(counted) and counted[-1] > counted[0]
    assert "\x1b[" in written, "it is redrawn in place"
    assert "Traceback" not in written
    last = written.rstrip().rpartition("\n")[2]
    assert "queued" not in last or last.endswith("\x1b[2K"), "the line is taken away at the end"


def test_no_live_line_where_it_is_not_wanted(portal: Any, output: Path) -> None:
    replica = portal(articles=8)
    variables = environment(replica) | {"TERM": "xterm-256color"}
    status, written = on_a_terminal(
        command("crawl", "sipac", output=output, **FAST | {"PROGRESS": 0}), variables
    )
    assert status == 0
    assert "queued" not in written


def test_calm_lines_elsewhere(portal: Any, output: Path) -> None:
    replica = portal(articles=60, latency=0.05)
    done = crawl(replica, output, LOGSTATS_INTERVAL=0.3, CONCURRENT_REQUESTS_PER_DOMAIN=1)
    told = [line for line in done.err.splitlines() if " queued, " in line]
    assert len(told) >= 2
    assert all(re.match(r"\d{4}-\d\d-\d\dT[\d:]{8}\S* INFO newscrawler\.", line) for line in told), told
    assert "\x1b[" not in done.err
