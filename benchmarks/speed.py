"""Full records a second on the government pages beside parsing floors and peers, as ratios, in one run.

    python -m benchmarks.speed [--peers trafilatura,gne | none] [--all-pages] [--passes 7] [--profile]

One thread, pages in memory, each page at its fastest pass. The curve at the end shows that time grows with
the size of hostile pages and no faster. ``--profile`` prints where our own time goes: by stage, by function.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import sys
import time
from random import Random
from typing import Any

from benchmarks.corpus import OURS, rows, scorer, table
from newscrawler import extract_article
from newscrawler.extract import STAGES, Context, Document, Draft, Page, RawPage
from newscrawler.extract import _build as build
from newscrawler.extract.family import detect_family

FLOOR = "floor lxml.html (bytes)"
FLOORS = (FLOOR, "floor lxml.html (text)", "floor decode + parsel.Selector (bytes)")
PEERS = "trafilatura,gne,newspaper4k,readability-lxml,goose3,resiliparse,htmldate"
SENTENCE = "会议听取了工作推进情况汇报，审议了有关文件，相关单位作了交流发言。"
HOSTILE = {
    "nested divs": lambda n: "<div class=a>" * n + SENTENCE,
    "empty paragraphs": lambda n: "<p></p>" * n + SENTENCE,
    "paragraphs": lambda n: f"<p>{SENTENCE}</p>" * n,
    "attributes": lambda n: f"<p {' '.join(f'a{i}=1' for i in range(n))}>{SENTENCE}</p>",
    "names": lambda n: "<p>市委书记李明、市长王强、副市长赵焱出席会议并讲话。</p>" * (n // 10),
    "one line": lambda n: f"<p>{SENTENCE * n}</p>",
    "links": lambda n: f"<p>{SENTENCE}</p>" + f"<li><a href=1.html>{SENTENCE[:12]}</a></li>" * n,
}
SIZES = (1000, 2000, 4000, 8000)
BIG = {
    "one line of 10 MB": lambda: f"<p>{SENTENCE * 105_000}</p>",
    "10,000 nested divs": lambda: "<div>" * 10_000 + SENTENCE,
    "5,000 empty paragraphs": lambda: "<p></p>" * 5000 + SENTENCE,
    "100,000 attributes": lambda: f"<p {' '.join(f'a{n}=1' for n in range(100_000))}>{SENTENCE}</p>",
    "300 KB of rubbish": lambda: Random(1).randbytes(300_000).decode("latin-1"),
}
"""Hostile pages of one size each."""


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--peers", default=PEERS, help="comma list, or none")
    parser.add_argument("--all-pages", action="store_true", help="commercial news sites as well")
    parser.add_argument("--passes", type=int, default=7)
    parser.add_argument("--profile", action="store_true")
    options = parser.parse_args()
    bench = scorer()
    pages = [bench.Page(row) for row in rows(only_gov=not options.all_pages)]
    speeds: dict[str, float] = {}
    for name in (*FLOORS, *(name for name in options.peers.split(",") if name not in ("", "none"))):
        try:
            run = bench.PEERS[name]()
        except Exception as error:  # whatever a peer's import raises
            print(f"skipped {name}: {error}", file=sys.stderr)
            continue
        speeds[name] = bench.time_peer(run, pages, options.passes, 30)["best"]
    speeds[OURS] = bench.time_peer(record, pages, options.passes, 60)["best"]
    floor = speeds[FLOOR]
    lines = [
        [name, f"{speed:.0f}", f"{speed / floor:.3f}", f"{speeds[OURS] / speed:.1f}"]
        for name, speed in sorted(speeds.items(), key=lambda item: -item[1])
    ]
    print(f"{len(pages)} pages, full records from bytes\n")
    print(table(["", "pages/s", "of the lxml floor", "ours is × this"], lines))
    print("\nHostile pages, ms for 1, 2, 4, 8 thousand parts\n")
    print(
        table(
            ["", *map(str, SIZES)],
            [[name, *(f"{ms(make(n)):.0f}" for n in SIZES)] for name, make in HOSTILE.items()],
        )
    )
    print(f"\nms: {', '.join(f'{name} {ms(make()):.0f}' for name, make in BIG.items())}")
    if options.profile:
        stages(pages)
        profile(pages)


def record(page: Any) -> object:
    """The full record of one page of the corpus."""
    return extract_article(page.bytes, page.url)


def stages(pages: list[Any]) -> None:
    """Milliseconds a page in each part of extraction, each page at its fastest of ten runs."""
    best: dict[str, list[float]] = {}
    for page in pages * 10:
        for name, seconds in _timed(RawPage(page.url or "file:", page.bytes)).items():
            best.setdefault(name, [])
            best[name].append(seconds)
    count = len(pages)
    rows = []
    for name, seconds in best.items():
        fastest = [min(seconds[number::count]) for number in range(count)]
        rows.append([name, f"{1000 * sum(fastest) / count:.3f}"])
    print("\nms a page\n")
    print(table(["", "ms"], rows))


def _timed(raw: RawPage) -> dict[str, float]:
    """Seconds for each part of the extraction of one page."""
    clock = time.perf_counter
    seconds: dict[str, float] = {}
    start = clock()
    page = Page(raw)
    seconds["decode and parse"] = clock() - start
    start = clock()
    _ = page.layout
    seconds["layout"] = clock() - start
    start = clock()
    context = Context(url=raw.url, family=detect_family(page))
    seconds["family"] = clock() - start
    document, draft = Document((page,)), Draft()
    for stage in STAGES:
        start = clock()
        stage(document, context, draft)
        seconds[stage.__module__.rpartition(".")[2]] = clock() - start
    start = clock()
    build(draft, context, "portal", [], "portal:1")
    seconds["record and its hash"] = clock() - start
    return seconds


def ms(html: str) -> float:
    """Milliseconds of CPU for the record of a page, the better of two runs."""
    best = float("inf")
    for _ in range(2):
        start = time.process_time()
        extract_article(html.encode())
        best = min(best, time.process_time() - start)
    return 1000 * best


def profile(pages: list[Any]) -> None:
    """Where the time of our records goes."""
    profiler = cProfile.Profile()
    profiler.enable()
    for page in pages * 5:
        record(page)
    profiler.disable()
    pstats.Stats(profiler).sort_stats("cumulative").print_stats("newscrawler", 40)


if __name__ == "__main__":
    main()
