"""The long ones: 200,000 pages by every way, a worker killed in the middle, the same bytes and flat memory."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def bench(folder: Path, pages: int, *arguments: str) -> dict[str, list[float]]:
    """Rows of the benchmark's table: s, pages/s, CPU ms a page, most MB, scaling."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.scale", "--pages", str(pages), "--folder", str(folder), *arguments],
        cwd=ROOT, capture_output=True, text=True,
    )  # fmt: skip
    print(done.stdout, done.stderr)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Output of all ways: identical" in done.stdout
    rows = re.findall(r"^(\S.*?)((?:  +[\d.]+){5})$", done.stdout, re.MULTILINE)
    return {name.strip(): [float(value) for value in figures.split()] for name, figures in rows}


@pytest.mark.slow
def test_two_hundred_thousand_pages(tmp_path: Path) -> None:
    small = bench(tmp_path / "small", 10_000)
    large = bench(tmp_path / "large", 200_000, "--kill")
    assert set(large) == {"one process", "two processes", "two processes, one killed", "two Dask workers"}
    for name, row in large.items():
        assert row[3] < 1.25 * max(small["two processes"][3], small["one process"][3]), name
    for name in ("two processes", "two Dask workers"):
        assert large[name][4] >= 0.85, name
