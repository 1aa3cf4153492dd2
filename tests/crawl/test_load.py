"""Many articles: memory does not grow with their number (make test-slow)."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.crawl.command import FAST, ROOT, command, environment, lines

ARTICLES = 100_000
WARM = 10_000
"""Articles after which caches are full."""
GROWTH = 30
"""MB that may be added between then and the end: 0.3 KB an article, less than any one of them has."""


def resident(pid: int) -> float:
    """Resident memory of a process in MB; 0 when it is gone."""
    try:
        text = Path(f"/proc/{pid}/status").read_text("ascii")
    except OSError:
        return 0.0
    found = [line for line in text.splitlines() if line.startswith("VmRSS:")]
    return int(found[0].split()[1]) / 1024 if found else 0.0


@pytest.mark.slow
def test_memory_is_flat_up_to_a_hundred_thousand_articles(tmp_path: Path) -> None:
    output = tmp_path / "output"
    served = subprocess.Popen(
        [sys.executable, "-m", "tests.portal", "--articles", str(ARTICLES), "--no-log"],
        cwd=ROOT, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert served.stdout is not None
        proxy = served.stdout.readline().strip()
        variables = environment(None) | {"http_proxy": proxy}
        with (tmp_path / "log").open("w+") as log:
            crawl = subprocess.Popen(
                command("crawl", "sipac", output=output, LOGSTATS_INTERVAL=5, **FAST),
                env=variables, stdout=subprocess.DEVNULL, stderr=log,
            )  # fmt: skip
            seen: list[tuple[int, float]] = []
            while crawl.poll() is None:
                time.sleep(5)
                seen.append((looked_at(tmp_path / "log"), resident(crawl.pid)))
    finally:
        served.terminate()
        served.communicate()
    assert crawl.returncode == 0
    assert lines(output / "runs.jsonl")[-1]["outcomes"] == {"new": ARTICLES}
    warm = max(size for number, size in seen if number <= WARM)
    most = max(size for _, size in seen)
    print(f"resident: {warm:.0f} MB after {WARM} articles, {most:.0f} MB at most of {ARTICLES}")
    assert most <= warm + GROWTH


def looked_at(log: Path) -> int:
    """Articles that the newest line of progress counts."""
    told = [line for line in log.read_text("utf-8").splitlines() if " queued, " in line]
    return int(told[-1].rpartition(": ")[2].split()[0]) if told else 0
