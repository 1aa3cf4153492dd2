"""Extraction of a WARC archive by one process, by two, and by two Dask workers: pages/s, CPU, memory.

    python -m benchmarks.scale [--pages 200000] [--part-bytes N] [--folder DIR] [--kill]

The pages are those of the replica portal, each under an address of its own. Every way must give the same
bytes; ``--kill`` adds a run in which a worker is killed in the middle. CPU for each page is the steadier
figure on a machine that does other things too.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

from benchmarks.corpus import table
from newscrawler.archive.write import WarcWriter, files_of
from tests.portal.portal import Portal
from tests.scale.processes import children, cluster

DISTINCT = 2000
"""Articles of the replica; further pages repeat their text under other addresses."""
_ID = re.compile(r"[0-9a-f]{32}")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, default=200_000)
    parser.add_argument("--part-bytes", type=int, default=4 << 20)
    parser.add_argument("--folder", type=Path, help="keep archive and output there")
    parser.add_argument("--kill", action="store_true", help="also with a worker killed in the middle")
    options = parser.parse_args()
    with ExitStack() as stack:
        folder = options.folder or Path(stack.enter_context(TemporaryDirectory()))
        # In a process of its own: what this one once held would count as its children's peak.
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as maker:
            archive = maker.submit(make_archive, folder / "archive", options.pages).result()
        print(
            f"{options.pages} pages in {sum(path.stat().st_size for path in archive) / 1e6:.0f} MB of WARC\n"
        )
        ways = measured(folder, archive, options)
    head = ["", "s", "pages/s", "CPU ms/page", "most MB", "of one process × workers"]
    one = ways[0][1]["seconds"]
    rows = [
        [
            name,
            f"{way['seconds']:.1f}",
            f"{options.pages / way['seconds']:.0f}",
            f"{1000 * way['cpu'] / options.pages:.2f}",
            f"{way['memory'] / 1e6:.0f}",
            f"{one / way['seconds'] / way['workers']:.2f}",
        ]
        for name, way in ways
    ]
    print(table(head, rows))
    same = len({way["digest"] for _, way in ways}) == 1
    print(f"\nOutput of all ways: {'identical' if same else 'DIFFERENT'}")
    sys.exit(not same)


def make_archive(folder: Path, pages: int) -> list[Path]:
    """An archive of so many pages; one that is there already is taken."""
    if not files_of(folder, "synthetic"):
        site = Portal(min(pages, DISTINCT), 1).site
        bodies = [(row["url"], site.reply(urlsplit(row["url"]).path, "").body) for row in site.truth()]
        writer = WarcWriter(folder, "synthetic")
        day = datetime(2026, 1, 1, tzinfo=UTC)
        for number in range(pages):
            url, body = bodies[number % len(bodies)]
            url = _ID.sub(f"{number:032x}", url)
            html = [("Content-Type", "text/html; charset=utf-8")]
            writer.capture(url, 200, html, body, day + timedelta(seconds=number))
        writer.close()
    return files_of(folder, "synthetic")


def measured(
    folder: Path, archive: list[Path], options: argparse.Namespace
) -> list[tuple[str, dict[str, Any]]]:
    """Each way with its figures."""
    ways = [("one process", [], 1, False), ("two processes", ["--jobs", "2"], 2, False)]
    if options.kill:
        ways.append(("two processes, one killed", ["--jobs", "2"], 2, True))
    found = [(name, run(folder, archive, options, extra, count, kill)) for name, extra, count, kill in ways]
    (folder / "dask").mkdir(exist_ok=True)
    before = usage()
    with cluster(folder / "dask", workers=2) as (address, _):
        way = run(folder, archive, options, ["--dask", address], 2, False)
    way["cpu"] = usage() - before  # the workers are waited for when the cluster ends
    return [*found, ("two Dask workers", way)]


def run(
    folder: Path, archive: list[Path], options: argparse.Namespace, extra: list[str], workers: int, kill: bool
) -> dict[str, Any]:
    """One extraction."""
    output = folder / "out.jsonl"
    command = [sys.executable, "-m", "newscrawler.cli", "extract", *map(str, archive), *extra]
    before, start = usage(), time.monotonic()
    job = subprocess.Popen([*command, "-o", str(output), "--part-bytes", str(options.part_bytes)])
    parts = folder / ".out.jsonl.parts"
    most = 0
    for number, _ in enumerate(ticks(job)):
        reports = list(parts.glob("*.json"))[-4:]
        most = max([most, *(memory(path) for path in reports)])
        if kill and len(list(parts.glob("*.jsonl"))) >= 3 and number:
            os.kill(children(job.pid)[0], signal.SIGKILL)
            kill = False
    seconds = time.monotonic() - start
    if job.returncode:
        sys.exit(f"status {job.returncode}")
    with output.open("rb") as written:  # in pieces: a process begins with the peak of the one that starts it
        digest = hashlib.file_digest(written, "sha256").hexdigest()
    output.unlink()
    return {"seconds": seconds, "cpu": usage() - before, "memory": most, "digest": digest, "workers": workers}


def ticks(job: subprocess.Popen[bytes]) -> Iterator[None]:
    """One a quarter of a second until the job ends."""
    while job.poll() is None:
        time.sleep(0.25)
        yield


def memory(report: Path) -> int:
    """Most bytes that the worker of a part had resident."""
    try:
        return int(json.loads(report.read_text())["memory"])
    except (OSError, ValueError, KeyError):
        return 0


def usage() -> float:
    """CPU seconds of all processes that were waited for."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


if __name__ == "__main__":
    main()
