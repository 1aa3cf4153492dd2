"""CPU for each article of a whole crawl, beside a bare Scrapy spider that fetches the same pages, in one run.

    python -m benchmarks.crawl [--articles 2000] [--rounds 3]

Three processes take turns against one replica portal on this machine, without any delay, and the CPU time
(user and system) of each is taken from the kernel, start-up included:

- ours: ``newscrawler crawl sipac``, from home page to written output;
- bare: a Scrapy spider (:mod:`benchmarks.bare`) with none of our middlewares, pipelines and extensions, that
  is given the addresses of all those pages and yields each as an item: with Scrapy's settings, and once more
  with the engine settings of ours (tuned), which cost much less;
- extraction: the CPU time of the extract stage within a further run of ours (:mod:`benchmarks.stages`), which
  also tells where the rest goes. Beside it, the same records made from the stored responses in a loop of
  their own.

The bar: ours at most 1.2 × bare + extraction. The same share of the tuned one tells what our own code costs.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any
from urllib.request import Request, urlopen

from benchmarks.corpus import table
from benchmarks.stages import EXTRACT
from newscrawler.extract import extract_pages
from newscrawler.portals import load_profiles
from newscrawler.state.reading import reading

ROOT = Path(__file__).resolve().parents[1]
BAR = 1.2
SETTINGS = {
    "DOWNLOAD_DELAY": "0",
    "AUTOTHROTTLE_ENABLED": "False",
    "CONCURRENT_REQUESTS_PER_DOMAIN": "8",
}
"""Both spiders': no delay, and the same connections."""


@dataclass(slots=True)
class Run:
    """One process that has ended."""

    cpu: float
    """Seconds of CPU, user and system."""
    rss: float
    """Largest resident set, MB."""


def main() -> None:
    """Print the tables; exit status 1 where the bar is missed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, replica(options.articles) as proxy:
        sys.exit(compare(Path(folder), proxy, options))


def compare(folder: Path, proxy: str, options: argparse.Namespace) -> int:
    """Measure, print → exit status."""
    pages = folder / "pages.txt"
    crawl(proxy, folder / "0")
    pages.write_text("\n".join(asked(proxy)), "utf-8")
    control(proxy, "configure", log=False)
    ours, bare, tuned, looped, stages = [], [], [], [], []
    for number in range(1, options.rounds + 1):
        ours.append(crawl(proxy, folder / str(number)))
        bare.append(spider(proxy, pages))
        tuned.append(spider(proxy, pages, "--tuned"))
        stages.append(timed(proxy, folder / f"timed{number}"))
        looped.append(extract(folder / "0"))
    count = options.articles
    extraction = [seconds[EXTRACT] for seconds in stages]
    lines = [
        _line("newscrawler crawl", [run.cpu for run in ours], count, max(run.rss for run in ours)),
        _line("bare Scrapy spider", [run.cpu for run in bare], count, max(run.rss for run in bare)),
        _line("the same, tuned", [run.cpu for run in tuned], count, max(run.rss for run in tuned)),
        _line("extraction, within the crawl", extraction, count),
        _line("extraction, in a loop", looped, count),
    ]
    print(f"{count} articles, {len(pages.read_text().split())} pages, median of {options.rounds} rounds")
    print(table(["", "CPU ms/article", "all rounds", "MB"], lines))
    rest = [[name, f"{1000 * median(seconds[name] for seconds in stages) / count:.2f}"] for name in stages[0]]
    print("\nwhere it goes\n" + table(["", "CPU ms/article"], rest))
    cpu = median(run.cpu for run in ours)
    shares = [cpu / (BAR * median(run.cpu for run in floor) + median(extraction)) for floor in (bare, tuned)]
    told = f"{shares[0]:.2f} (bar: 1.00), with the tuned one {shares[1]:.2f}"
    print(f"\nours / ({BAR} × bare + extraction) = {told}")
    return int(shares[0] > 1)


def _line(name: str, cpu: Sequence[float], articles: int, rss: float | None = None) -> list[str]:
    figures = " ".join(f"{1000 * seconds / articles:.2f}" for seconds in cpu)
    return [name, f"{1000 * median(cpu) / articles:.2f}", figures, f"{rss:.0f}" if rss else ""]


def crawl(proxy: str, output: Path) -> Run:
    """The real command."""
    return _process(["-m", "newscrawler.cli", *_arguments(output)], proxy)


def timed(proxy: str, output: Path) -> dict[str, float]:
    """The real command with a stopwatch at its stages → seconds by stage."""
    file = output.with_suffix(".json")
    _process(["-m", "benchmarks.stages", str(file), *_arguments(output)], proxy)
    return dict(json.loads(file.read_text("utf-8")))


def _arguments(output: Path) -> list[str]:
    settings = SETTINGS | {"OUTPUT_DIR": str(output)}
    return [
        "crawl",
        "sipac",
        *(part for name, value in settings.items() for part in ("-s", f"{name}={value}")),
    ]


def spider(proxy: str, pages: Path, *options: str) -> Run:
    """The bare spider."""
    return _process(["-m", "benchmarks.bare", str(pages), json.dumps(SETTINGS), *options], proxy)


def _process(arguments: Sequence[str], proxy: str) -> Run:
    environment = os.environ | {"http_proxy": proxy, "no_proxy": ""}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # what is installed has its bytecode
    process = subprocess.Popen(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(arguments)}: exit status {process.returncode}")
    return Run(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def extract(output: Path) -> float:
    """CPU seconds for the records of all stored articles, in this process."""
    run = partial(extract_pages, profile=load_profiles()["sipac"])
    with reading(output, "sipac") as state:
        assert state is not None
        stored = [(state.raw(known.id), state.raw_time(known.id)) for known in state.all_known()]
    for pages, at in stored[:50]:  # lexicons and patterns are made at the first pages
        run(pages, fetched_at=at)
    start = _cpu()
    for pages, at in stored:
        run(pages, fetched_at=at)
    return _cpu() - start


def _cpu() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


@contextmanager
def replica(articles: int) -> Iterator[str]:
    """A running replica portal in a process of its own; gives its address."""
    command = [sys.executable, "-m", "tests.portal", "--articles", str(articles)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            yield server.stdout.readline().strip()
        finally:
            server.terminate()


def asked(proxy: str) -> list[str]:
    """Addresses of all pages that the replica has served so far."""
    log = control(proxy, "log")
    served = [entry["url"] for entry in log if entry["status"] == 200]
    return [url for url in dict.fromkeys(served) if not url.endswith("/robots.txt")]


def control(proxy: str, operation: str, **arguments: Any) -> Any:
    """One operation of the replica; see tests/portal/README.md."""
    request = Request(f"{proxy}/__control/{operation}", json.dumps(arguments).encode(), method="POST")
    with urlopen(request) as answer:
        return json.loads(answer.read() or b"null")


if __name__ == "__main__":
    main()
