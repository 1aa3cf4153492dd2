"""What a run tells afterwards: one line of JSON in ``output/runs.jsonl``, and a summary for a person."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from newscrawler.outputs import replacing
from newscrawler.state.codec import dumps
from newscrawler.state.errors import plain_errors

_STATS = (
    "downloader/request_count", "downloader/response_count", "downloader/response_bytes",
    "downloader/response_status_count/", "downloader/exception_count", "retry/count", "newscrawler/",
)  # fmt: skip
"""Scrapy's own figures that a report keeps, by beginning."""


def runs_path(output: Path) -> Path:
    """``<output>/runs.jsonl``: one line a run, of all portals."""
    return output / "runs.jsonl"


def append_report(output: Path, report: Mapping[str, Any]) -> None:
    """Add a line to ``runs.jsonl``, whole or not at all and once; runs of several portals take turns."""
    line = dumps(dict(report))
    start = dumps({key: report[key] for key in ("portal", "run", "started_at")})[:-1]
    path = runs_path(output)
    with plain_errors("run report"):
        output.mkdir(parents=True, exist_ok=True)
        turn = output / "state" / "runs.lock"
        turn.parent.mkdir(exist_ok=True)
        with turn.open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            with replacing(path) as file:
                file.writelines(_other_lines(path, start.encode()))
                file.write(line.encode() + b"\n")


def _other_lines(path: Path, start: bytes) -> Iterator[bytes]:
    """The lines of ``path``, but for one that begins so: a run that was killed after it had reported."""
    if path.exists():
        with path.open("rb") as file:
            yield from (line for line in file if line.endswith(b"\n") and not line.startswith(start))


def kept_stats(stats: Mapping[str, Any]) -> dict[str, Any]:
    """Those of Scrapy's statistics that belong in a report, as plain values."""
    return {
        name: value
        for name, value in sorted(stats.items())
        if name.startswith(_STATS) and isinstance(value, int | float | str)
    }


def summary(report: Mapping[str, Any]) -> str:
    """The report for a person: the verdict first, then what was found and failed, and where the output is."""
    lines = [f"{report['portal']}: {report['reason']} (exit status {report['status']})"]
    outcomes = report.get("outcomes", {})
    order = ("new", "revised", "unchanged", "back", "gone", "suspect", "held")
    said = [f"{outcomes[name]} {name}" for name in order if outcomes.get(name)]
    lines.append("  articles   " + (", ".join(said) or "none new, none due for another look"))
    if failures := report.get("failures", {}):
        causes = ", ".join(f"{number} {name}" for name, number in failures.items())
        lines.append(f"  failed     {sum(failures.values())} pages: {causes}")
    if report.get("quarantined"):
        lines.append(f"  quarantine {report['quarantined']} pages, of all runs")
    for topic, number in report.get("by_topic", {}).items():
        lines.append(f"  topic      {topic}: {number} new")
    lines.extend(f"  warning    {line}" for line in report.get("warnings", ()))
    stored = report.get("stored", {})
    lines.append(f"  stored     {stored.get('live', 0)} live, {stored.get('gone', 0)} gone")
    requests = report.get("requests")
    if requests is not None:
        gap = report.get("smallest_gap")
        shortest = f", smallest gap {gap:.2f} s" if gap is not None else ""
        lines.append(f"  requests   {requests} in {report['seconds']:.0f} s{shortest}")
    lines.append(f"  output     {report.get('output') or 'no file was written'}")
    return "\n".join(lines)
