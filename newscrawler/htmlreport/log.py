"""What happened to articles after the first sight, and the pages that gave none."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from newscrawler.htmlreport import charts
from newscrawler.htmlreport.asking import SHOWN, Asking, link
from newscrawler.htmlreport.model import Number, Row, Section
from newscrawler.lines import numbered_lines
from newscrawler.loading import LoadError, parse_json
from newscrawler.state.errors import StateError
from newscrawler.state.reading import reading
from newscrawler.validate import EVENTS


def changes(ask: Asking, files: Sequence[Path]) -> Section:
    """Revisions and deletions, from the records and the logs of changes beside them."""
    section = Section(
        "changes",
        "Revisions and deletions",
        "When the crawl noticed, not when the portal did it. A log of changes (.changes.jsonl) beside the "
        "records "
        "tells the events; the records alone tell how many articles were ever changed or are gone.",
        sql="SELECT id, title, revision, status FROM articles WHERE revision > 1 OR status = 'gone'",
    )
    for label, name, where in (
        ("articles with revisions", "revised_articles", "revision > 1"),
        ("articles gone", "gone_articles", "status = 'gone'"),
    ):
        number = ask.one(f"SELECT count(*) FROM articles WHERE {where}")
        section.numbers.append(ask.number("changes", label, number, name))
    counts: Counter[tuple[str, str]] = Counter()
    newest: dict[str, deque[Row]] = defaultdict(lambda: deque(maxlen=SHOWN))
    for event in _events(files):
        kind, at, record = event["event"], event["at"], event["record"]
        counts[at[:7], kind] += 1
        note = f"revision {record.get('revision')}"
        newest[kind].append(
            Row(at, str(record.get("title")), str(record.get("url")), str(record.get("id")), note)
        )
    for kind in EVENTS:
        if total := sum(n for (_, other), n in counts.items() if other == kind):
            rows = tuple(reversed(newest[kind]))
            section.numbers.append(Number(f"event {kind}", total, "changes", rows))
    later = [(key, n) for key, n in sorted(counts.items()) if key[1] != "new"]
    if later:
        section.chart = charts.stacked(
            [
                {"when": f"{month}-01", "kind": kind, "n": n, "told": f"{month}, {kind}: {n}",
                 "href": link("changes", f"event {kind}")}
                for (month, kind), n in later
            ],
            when="month",
            kinds=EVENTS[1:],
        )  # fmt: skip
    return section


def quarantine(files: Sequence[Path]) -> Section:
    """Pages that gave no record, by cause, from the states beside the records."""
    section = Section(
        "quarantine",
        "Pages without a record",
        "Addresses that were asked for and gave no article, by cause: those quarantined for what was read "
        "in them "
        "(empty, invalid) and those that could not be read. An address leaves the list when its article is "
        "stored.",
    )
    known = False
    counts: Counter[str] = Counter()
    newest: dict[str, list[Row]] = defaultdict(list)
    for file in _record_files(files):
        portal = file.name.removesuffix(".jsonl")
        try:
            with reading(file.parent, portal) as state:
                if state is None:
                    continue
                known = True
                for failure in state.failures.all():
                    counts[failure.cause] += 1
                    if len(rows := newest[failure.cause]) < SHOWN:
                        tries = f"{failure.tries} {'run' if failure.tries == 1 else 'runs'}"
                        rows.append(
                            Row(failure.last_at, failure.url, failure.url, note=f"{tries}: {failure.detail}")
                        )
        except StateError as error:
            section.about += f" ({error})"
    for cause, number in counts.most_common():
        section.numbers.append(Number(cause, number, "quarantine", tuple(newest[cause])))
    if counts:
        section.chart = charts.ranking(
            [
                {"y": cause, "n": n, "told": f"{cause}: {n}", "href": link("quarantine", cause)}
                for cause, n in counts.most_common()
            ],
            title="pages",
        )
    elif known:
        section.empty = "Every page that was asked for gave a record."
    else:
        section.empty = "Not known: no state of a crawl lies beside the records (state/PORTAL.sqlite)."
    return section


def _record_files(files: Sequence[Path]) -> Iterator[Path]:
    yield from (file for file in files if file.name.endswith(".jsonl"))


def _events(files: Sequence[Path]) -> Iterator[dict[str, Any]]:
    """The events of the logs beside the records; lines that are none are passed over."""
    for file in _record_files(files):
        log = file.with_name(file.name.removesuffix(".jsonl") + ".changes.jsonl")
        if not log.is_file():
            continue
        for number, line in numbered_lines(log):
            try:
                value = parse_json(log, number, line)
            except LoadError:
                continue  # a log that is being written may end within a line
            if (
                isinstance(value, dict)
                and value.get("event") in EVENTS
                and isinstance(value.get("record"), dict)
            ):
                yield {"event": value["event"], "at": str(value.get("at")), "record": value["record"]}
