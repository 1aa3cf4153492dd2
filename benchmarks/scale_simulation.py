"""Discrete-event simulation of crawl scheduling under politeness limits, for docs/scale.md.

    python -m benchmarks.scale_simulation [--portals 10 1000 100000] [--days 2] [--plots docs/img]

A portal has a size, a publication rate that follows office hours, and a delay that its robots.txt or our
settings impose; a run asks for its lists, for what is new and for what is due for another look, one request
at a time. Portals share a number of slots (processes). Two rules of when a portal is due are compared:
every hour, and as often as it publishes. Measured constants stand in :data:`COSTS`, guesses in
:data:`WORLD`, each with its source.
"""

from __future__ import annotations

import argparse
import heapq
import math
import random
import statistics
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import matplotlib
import simpy

from benchmarks.corpus import table

matplotlib.use("Agg")
from matplotlib import pyplot

HOUR, DAY = 3600.0, 86400.0
MOST = 10_000
"""Portals simulated day by day; more are so many times these, with as many slots for each."""


@dataclass(frozen=True)
class Costs:
    """Measured: crawls of the replica of 60 and 400 articles, the 83 real pages beside the project."""

    startup_cpu: float = 1.3
    """CPU seconds of a run that finds nothing new."""
    request_cpu: float = 0.0064
    """CPU seconds for each request, with extraction and storing; pages of 3.5 KB."""
    page_cpu: float = 0.010
    """CPU seconds more for a real page of 85 KB: parsing and extraction."""
    lists: int = 25
    """Requests of a run on a portal of eleven lists that finds nothing new."""
    page_bytes: int = 85_000
    page_gzip: int = 19_000
    """What a server with compression sends of it, and what state or archive keep."""
    record_bytes: int = 3_400
    """A line of JSON; it stands in records, changes and state."""
    process_bytes: int = 110_000_000
    """Resident memory of a crawl."""


@dataclass(frozen=True)
class World:
    """Guesses, to be replaced by what a province's portals show."""

    size_median: float = 6_000
    size_sigma: float = 1.6
    """Articles of a portal: log-normal, one in a hundred above 250,000."""
    rate_median: float = 4
    rate_sigma: float = 1.3
    """New articles a day: log-normal, one in twenty above 35."""
    delays: tuple[tuple[float, float], ...] = ((1.0, 0.85), (5.0, 0.10), (10.0, 0.05))
    """Seconds between requests, and the share of portals."""
    latency: float = 0.4
    """Seconds from request to answer; the delay counts from the answer."""
    looks: float = 3.0
    """Further looks at each new article: the age rule comes to about that many in its first month."""


COSTS, WORLD = Costs(), World()


@dataclass(slots=True)
class Portal:
    """One portal and when it was last read."""

    size: int
    rate: float
    delay: float
    last: float = 0.0

    def requests(self, since: float, until: float) -> tuple[int, float]:
        """Requests of a run at ``until``, and the new articles among them."""
        new = self.rate * published(since, until)
        lists = COSTS.lists * (1 + math.log10(1 + self.size / 2000))
        return round(lists + new * (1 + WORLD.looks)), new

    def seconds(self, requests: float) -> float:
        """Polite wall time of so many requests."""
        return requests * (self.delay + WORLD.latency)


def published(since: float, until: float) -> float:
    """Share of a day's articles that appear between two times; nine tenths from 8 to 18 o'clock."""
    return _share(until) - _share(since)


def _share(time: float) -> float:
    days, rest = divmod(time, DAY)
    hour = rest / HOUR
    office = min(max(hour - 8, 0), 10)
    return days + 0.9 * office / 10 + 0.1 * (hour - office) / 14


def hourly(portal: Portal) -> float:
    """Due every hour."""
    return HOUR


def adaptive(portal: Portal) -> float:
    """Due when about one new article is to be expected; every hour at most, once a day at least."""
    return min(max(DAY / (portal.rate + 1e-9), HOUR), DAY)


@dataclass
class Outcome:
    """What a simulation came to."""

    requests: int = 0
    new: float = 0.0
    runs: int = 0
    late: list[float] = field(default_factory=list)
    """Hours from publication to our output, one mean for each run that found something."""
    busy: list[tuple[float, int]] = field(default_factory=list)
    """Slots in use, by time."""
    cpu: float = 0.0

    def times(self, factor: int) -> Outcome:
        """So many of it side by side."""
        busy = [(time, factor * number) for time, number in self.busy]
        return Outcome(
            factor * self.requests, factor * self.new, factor * self.runs, self.late, busy, factor * self.cpu
        )


def make(count: int, chance: random.Random) -> list[Portal]:
    """A realistic spread of portals."""
    delays, shares = zip(*WORLD.delays, strict=True)
    return [
        Portal(
            size=int(chance.lognormvariate(math.log(WORLD.size_median), WORLD.size_sigma)),
            rate=chance.lognormvariate(math.log(WORLD.rate_median), WORLD.rate_sigma),
            delay=chance.choices(delays, shares)[0],
        )
        for _ in range(count)
    ]


def simulate(
    portals: list[Portal], slots: int, days: float, rule: Callable[[Portal], float], chance: random.Random
) -> Outcome:
    """Crawl for so many days after a first one that is not counted."""
    world = simpy.Environment()
    free = simpy.Container(world, slots, slots)
    outcome = Outcome()
    warm = DAY

    def life(portal: Portal) -> Iterator[Any]:
        yield world.timeout(chance.uniform(0, rule(portal)))
        while True:
            due = world.now
            yield free.get(1)
            began = world.now
            requests, new = portal.requests(portal.last, began)
            yield world.timeout(COSTS.startup_cpu + portal.seconds(requests))
            yield free.put(1)
            if began >= warm:
                outcome.runs += 1
                outcome.requests += requests
                outcome.new += new
                outcome.cpu += COSTS.startup_cpu + requests * COSTS.request_cpu + new * COSTS.page_cpu
                if new > 0.05:
                    outcome.late.append(((began - portal.last) / 2 + (world.now - began) / 2) / HOUR)
            portal.last = began
            yield world.timeout(max(0.0, due + rule(portal) - world.now))

    def watch() -> Iterator[Any]:
        while True:
            outcome.busy.append((world.now / HOUR, slots - int(free.level)))
            yield world.timeout(60)

    for portal in portals:
        world.process(life(portal))
    world.process(watch())
    world.run(warm + days * DAY)
    return outcome


def first_fill(portals: list[Portal], slots: int) -> list[float]:
    """Days after which each portal has been read wholly for the first time, the smallest begun first."""
    free = [0.0] * slots
    done = []
    for portal in sorted(portals, key=lambda portal: portal.size):
        ends = heapq.heappop(free) + portal.seconds(portal.size * (1 + 1 / 15) + COSTS.lists)
        heapq.heappush(free, ends)
        done.append(ends / DAY)
    return sorted(done)


def main() -> None:
    """Print the tables and draw the plots."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--portals", type=int, nargs="+", default=[10, 1000, 100_000])
    parser.add_argument("--days", type=float, default=2)
    parser.add_argument("--plots", type=Path, help="folder for the plots")
    options = parser.parse_args()
    drawn: dict[str, dict[str, Outcome]] = {}
    fills: dict[str, list[float]] = {}
    rows, first = [], []
    for count in options.portals:
        slots = max(4, count // 10)
        portals = make(count, random.Random(8))
        articles = sum(portal.size for portal in portals)
        fills[f"{count:,} portals"] = done = first_fill(portals, slots)
        first.append(fill_row(count, slots, articles, done))
        for name, rule in (("hourly", hourly), ("as it publishes", adaptive)):
            times = max(1, count // MOST)
            portals = make(count // times, random.Random(8))
            found = simulate(portals, slots // times, options.days, rule, random.Random(9)).times(times)
            drawn.setdefault(f"{count:,} portals, {slots:,} slots", {})[name] = found
            rows.append(day_row(count, slots, name, found, options.days))
    print("First reading\n")
    print(
        table(
            ["portals", "slots", "articles", "TB sent", "TB kept", "CPU days", "half, days", "95 %", "all"],
            first,
        )
    )
    print("\nA day afterwards\n")
    head = [
        "portals, rule",
        "slots",
        "runs",
        "requests",
        "new",
        "GB sent",
        "CPU h",
        "busy",
        "late h, median",
        "95 %",
    ]
    print(table(head, rows))
    if options.plots:
        draw(options.plots, drawn, fills)


def fill_row(count: int, slots: int, articles: int, done: list[float]) -> list[str]:
    """The first reading of all portals, as a row."""
    cpu = articles * (COSTS.request_cpu * (1 + 1 / 15) + COSTS.page_cpu) / DAY
    kept = articles * (COSTS.page_gzip + 3 * COSTS.record_bytes)
    return [
        f"{count:,}", f"{slots:,}", f"{articles:,}", f"{articles * COSTS.page_gzip / 1e12:.2f}",
        f"{kept / 1e12:.2f}", f"{cpu:.1f}", f"{done[len(done) // 2]:.1f}",
        f"{done[int(len(done) * 0.95)]:.1f}", f"{done[-1]:.1f}",
    ]  # fmt: skip


def day_row(count: int, slots: int, name: str, found: Outcome, days: float) -> list[str]:
    """A day of going on, as a row."""
    late = sorted(found.late) or [0.0]
    busy = statistics.mean(number for hour, number in found.busy if hour >= 24) / slots
    return [
        f"{count:,} {name}", f"{slots:,}", f"{found.runs / days:,.0f}", f"{found.requests / days:,.0f}",
        f"{found.new / days:,.0f}", f"{found.new * COSTS.page_gzip / days / 1e9:.2f}",
        f"{found.cpu / HOUR / days:.1f}", f"{100 * busy:.0f} %",
        f"{late[len(late) // 2]:.1f}", f"{late[int(len(late) * 0.95)]:.1f}",
    ]  # fmt: skip


def draw(folder: Path, drawn: dict[str, dict[str, Outcome]], fills: dict[str, list[float]]) -> None:
    """Two plots: slots in use and lateness; the first reading."""
    folder.mkdir(parents=True, exist_ok=True)
    figure, axes = pyplot.subplots(2, len(drawn), figsize=(4.4 * len(drawn), 6.4), squeeze=False)
    for column, (title, ways) in enumerate(drawn.items()):
        above, below = axes[0][column], axes[1][column]
        for name, found in ways.items():
            seen = [number for hour, number in found.busy if hour >= 24]
            means = [statistics.mean(seen[n : n + 30]) for n in range(0, len(seen), 30)]
            above.plot([n / 2 for n in range(len(means))], means, label=name, lw=1.4)
            late = sorted(found.late)
            below.plot(late, [100 * (n + 1) / len(late) for n in range(len(late))], label=name, lw=1.6)
        above.set(title=title, xlabel="hour", ylabel="slots in use, half-hour means", ylim=(0, None))
        below.set(xlabel="hours from publication to output", ylabel="% of runs with news", xlim=(0, 13))
        below.legend(frameon=False, fontsize=9, loc="lower right")
        for axis in (above, below):
            axis.grid(alpha=0.25)
    figure.tight_layout()
    figure.savefig(folder / "scale-schedule.png", dpi=110)
    figure, axis = pyplot.subplots(figsize=(6.4, 3.8))
    for name, done in fills.items():
        axis.plot(done, [100 * (n + 1) / len(done) for n in range(len(done))], label=name, lw=1.6)
    axis.set(xlabel="days", ylabel="% of portals read wholly", xscale="log", ylim=(0, 102))
    axis.grid(alpha=0.25)
    axis.legend(frameon=False)
    figure.tight_layout()
    figure.savefig(folder / "scale-first-reading.png", dpi=110)


if __name__ == "__main__":
    main()
