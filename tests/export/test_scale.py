"""Memory does not grow with the records, and the full-text index answers at once."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from newscrawler.fulltext import SEARCH_SQL, register
from newscrawler.loading import load
from tests.people.world import World

PEAK = (
    "import resource, sys, time; from newscrawler.cli import main\n"
    "try: main(['newscrawler', *sys.argv[1:]])\n"
    "finally: sys.stderr.write(f'cpu {time.process_time()} "
    "peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}\\n')"
)


def made(path: Path, count: int, *, cities: int, filler: int) -> Path:
    with path.open("w", encoding="utf-8") as file:
        for record, _ in World(7, cities=cities, filler=filler).articles(count):
            file.write(json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n")
    return path


def exported(source: Path, to: str, destination: Path) -> tuple[float, float]:
    """(seconds of CPU, peak MB) of the command in a process of its own."""
    command = [sys.executable, "-c", PEAK, "export", str(source), "--to", to, "-o", str(destination)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    *_, taken, _, peak = done.stderr.split()
    return float(taken), int(peak) / (1024 * 1024 if sys.platform == "darwin" else 1024)


def searched(database: Path, name: str) -> tuple[float, int]:
    """(seconds, rows) of the newest twenty articles with a name."""
    with closing(sqlite3.connect(database)) as connection:
        register(connection)
        start = time.monotonic()
        rows = connection.execute(SEARCH_SQL, {"text": name, "limit": 20}).fetchall()
        return time.monotonic() - start, len(rows)


@pytest.mark.parametrize("to", ["parquet", "sqlite"])
def test_20000_records(to: str, tmp_path: Path) -> None:
    some = made(tmp_path / "some.jsonl", 3_000, cities=4, filler=1)
    many = made(tmp_path / "many.jsonl", 20_000, cities=4, filler=1)
    _, before = exported(some, to, tmp_path / "some")
    taken, peak = exported(many, to, tmp_path / "many")
    print(f"{to}: {taken:.0f} s of CPU, {before:.0f} MB at 3,000 records, {peak:.0f} MB at 20,000")
    # Caches fill up to their bounds (128 MB) on the way; the records themselves would be some 100 MB more.
    assert peak < before + 150
    assert peak < 700
    assert sum(1 for _ in load(tmp_path / "many")) == 20_000


@pytest.fixture(scope="module")
def million(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("million") / "many.jsonl", 1_000_000, cities=60, filler=5)


@pytest.mark.slow
@pytest.mark.parametrize("to", ["csv", "parquet", "sqlite"])
def test_1000000_records(to: str, million: Path, tmp_path: Path) -> None:
    taken, peak = exported(million, to, tmp_path / "out")
    print(f"{to}: {taken:.0f} s of CPU, peak {peak:.0f} MB")
    assert peak < 600
    if to == "sqlite":
        with closing(sqlite3.connect(tmp_path / "out")) as connection:
            names = [
                name
                for (name,) in connection.execute(
                    "SELECT name FROM people WHERE length(name) = 2 ORDER BY articles DESC LIMIT 20"
                )
            ]
        for name in names:
            seconds, rows = searched(tmp_path / "out", name)
            print(f"{name}: {1000 * seconds:.0f} ms")
            assert rows == 20
            assert seconds < 0.5
