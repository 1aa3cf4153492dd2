"""One execution of crawl, from lock to verdict: what spider, pipelines and extensions share of it.

The crawl command opens the run before Scrapy starts, so that a held portal or an unusable state ends the
command with its status and one line; Scrapy's parts find it by their crawler::

    with Run.open(output, profile, arguments=…, restricted=…) as run:      # PortalBusyError, StateError
        attach(crawler, run)
        … crawl …
    return run.verdict.status

Spider and middlewares tell it what happens (:meth:`Run.list_page`, :meth:`Run.fail`, :meth:`Run.look`,
:meth:`Run.stop`); ``newscrawler.extensions.run.RunExtension`` ends it when the spider closes.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self
from weakref import WeakKeyDictionary

from newscrawler.drift import Coverage, Findings, Observed
from newscrawler.drift import judge as judge_drift
from newscrawler.extract import extract_pages
from newscrawler.extract.page import RawPage
from newscrawler.portals import Profile
from newscrawler.record import Article
from newscrawler.run_report import append_report, kept_stats
from newscrawler.state.codec import utc_now, utc_text
from newscrawler.state.errors import StateError
from newscrawler.state.output import records_path, write_output
from newscrawler.state.pace import Pace
from newscrawler.state.store import Outcome, State
from newscrawler.verdict import Cause, Facts, Stop, Verdict, judge

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

log = logging.getLogger(__name__)

_LOOKS_AT_KNOWN = (Outcome.UNCHANGED, Outcome.REVISED, Outcome.BACK, Outcome.HELD)
_BASELINE = 10
"""Healthy runs before this one that make its baseline."""

_RUNS: WeakKeyDictionary[Any, Run] = WeakKeyDictionary()


def attach(crawler: Crawler, run: Run) -> None:
    """Make ``run`` the run of ``crawler``."""
    _RUNS[crawler] = run


def run_of(crawler: Crawler) -> Run:
    """The run of ``crawler``; ``KeyError`` where none was attached."""
    return _RUNS[crawler]


def pace_of(crawler: Crawler) -> Pace | None:
    """The pace of the portal that ``crawler`` crawls; None where it has no run (Scrapy's shell, fetch)."""
    run = _RUNS.get(crawler)
    return run.pace if run else None


class Run:
    """The state of a portal plus what this run has met. Get one by :meth:`open`."""

    state: State
    facts: Facts
    outcomes: Counter[Outcome]
    coverage: Coverage
    verdict: Verdict | None
    """None until :meth:`finish`."""
    report: dict[str, Any]
    """Empty until :meth:`finish`; see :func:`newscrawler.run_report.summary`."""

    def __init__(
        self, state: State, profile: Profile, arguments: Mapping[str, Any], restricted: bool
    ) -> None:
        self.state = state
        self.profile = profile
        self.arguments = dict(arguments)
        self.number = state.begin_run(arguments)
        self.facts = Facts(restricted=restricted)
        self.outcomes = Counter()
        self.coverage = Coverage()
        self.kinds: Counter[str] = Counter()
        """``cause/kind`` → failures."""
        self.counts: Counter[str] = Counter()
        self.doubts: dict[str, list[str]] = {}
        """What is odd about a page → addresses."""
        self.verdict = None
        self.report = {}
        self.pace = Pace(state.output, state.portal)
        self._began = state.clock()
        self._written = monotonic()
        self._writing = 0.0
        self._published = False

    @classmethod
    def open(
        cls,
        output: Path,
        profile: Profile,
        *,
        arguments: Mapping[str, Any],
        restricted: bool = False,
        clock: Callable[[], datetime] = utc_now,
        pause: timedelta = timedelta(hours=1),
        lexicon_dir: Path | None = None,
        ner: bool = False,
    ) -> Self:
        """Lock and open the portal's state, make an interrupted run's output good, and begin a run.

        ``arguments`` are plain values for the report; ``restricted`` says that topic, since, until or
        max_articles narrow the run, so that counts are not judged; ``pause`` as in ``State.open``.
        """
        extract = partial(extract_pages, profile=profile, lexicon_dir=lexicon_dir, ner=ner)
        state = State.open(output, profile.name, clock=clock, pause=pause, extract=extract)
        try:
            for notice in state.notices:
                log.warning("%s", notice)
            write_output(state)
            _report_earlier(state)
            return cls(state, profile, arguments, restricted)
        except BaseException:
            state.close()
            raise

    # What happens

    def list_page(self, url: str, rows: int) -> None:
        """A list or topic page was read and showed so many articles."""
        self.facts.list_pages += 1
        self.facts.rows += rows
        if not rows:
            self.counts["list_pages_without_articles"] += 1

    def extracted(self, article: Article, size: int) -> None:
        """The page or pages of one article, ``size`` bytes in all, were extracted, whatever the result."""
        self.coverage.add(article, size)

    def look(self, outcome: Outcome) -> None:
        """An article was looked at. The store pipeline reports what it stores; a spider reports what
        ``state.not_modified`` and ``state.missing`` came to."""
        self.outcomes[outcome] += 1
        self.facts.looked += 1

    def fail(
        self,
        url: str,
        cause: Cause,
        detail: str = "",
        *,
        kind: str = "",
        topics: Iterable[str] = (),
        pages: Sequence[RawPage] = (),
        fetched_at: datetime | None = None,
        record: str | None = None,
        article: bool = True,
    ) -> None:
        """A page gave nothing, for a cause of the closed list; ``kind`` is finer (``ruishu``, ``jsl``).

        An article's failure is kept in the state with its responses; of other pages (``article=False``:
        home, topic, list, robots.txt) it is only counted.
        """
        self.facts.failures[cause] += 1
        if kind:
            self.kinds[f"{cause}/{kind}"] += 1
        if article:
            self.state.failures.add(
                url, cause, detail or kind, topics=topics, pages=pages, fetched_at=fetched_at, record=record
            )

    def count(self, name: str, by: int = 1) -> None:
        """Any other figure for the report: ``external_links``, ``attachments``, ``redirects`` …"""
        self.counts[name] += by

    def doubt(self, what: str, url: str) -> None:
        """A page that a person should look at: a warning of the report, which changes no verdict."""
        self.doubts.setdefault(what, []).append(url)

    def error(self, message: str) -> None:
        """An internal error, one line: the run goes on where it can, and ends with status 1."""
        line = " ".join(message.split())[:500]
        if line not in self.facts.errors and len(self.facts.errors) < 100:
            self.facts.errors.append(line)
        self.counts["internal_errors"] += 1

    def stop(self, why: Stop, detail: str = "") -> None:
        """Say why the crawl is about to end early; the caller closes the spider. The first reason stands."""
        if self.facts.stop is Stop.FINISHED:
            self.facts.stop, self.facts.stop_detail = why, detail

    def checkpoint(self) -> bool:
        """Write the output as it now stands, unless the last writing took more than a twentieth of the
        time since → whether it was written."""
        if monotonic() - self._written < 20 * self._writing:
            return False
        return self._write()

    # The end

    def finish(self, stats: Mapping[str, Any] | None = None) -> Verdict:
        """Judge, note the end of the run in the state, write output and report. Once; later calls return
        the same verdict. ``stats`` are Scrapy's, for the report."""
        if self.verdict is not None:
            return self.verdict
        try:
            findings = self._judge_drift()
            self.facts.drift = findings.fails
            if not findings.fails:
                self.outcomes.update(self.state.believe_held())
            self._write()
        except StateError as error:
            findings = Findings()
            self.error(str(error))
        self._conclude(findings, stats or {})
        assert self.verdict is not None
        return self.verdict

    def _conclude(self, findings: Findings, stats: Mapping[str, Any]) -> None:
        """Verdict and report, to ``runs.jsonl`` and then to the state: a run killed between the two
        counts as interrupted, and the next one says so in its line."""
        ended = self.state.clock()
        for write in (self._publish_report, self._close_run):
            self.verdict = judge(self.facts)
            try:
                self.report = self._report(self.verdict, findings, stats, ended)
                write()
            except StateError as error:
                self.error(str(error))
        self.verdict = judge(self.facts)
        self.report |= {"status": int(self.verdict.status), "reason": self.verdict.reason}

    def _publish_report(self) -> None:
        append_report(self.state.output, self.report)
        self._published = True

    def _close_run(self) -> None:
        self.state.finish_run(
            self.report["status"], self.report["reason"], self.report, reported=self._published
        )

    def _judge_drift(self) -> Findings:
        emptied, walked = self.state.lists.emptied()
        seen = Observed(
            coverage=self.coverage,
            restricted=self.facts.restricted,
            list_pages=self.facts.list_pages,
            rows=self.facts.rows,
            walked=walked,
            emptied=emptied,
            known=sum(self.outcomes[outcome] for outcome in _LOOKS_AT_KNOWN),
            held=self.outcomes[Outcome.HELD],
            lost=self.state.lost_now(),
        )
        return judge_drift(seen, self.profile.expect, self.state.runs.healthy_coverage(_BASELINE))

    def _report(
        self, verdict: Verdict, findings: Findings, stats: Mapping[str, Any], ended: datetime
    ) -> dict[str, Any]:
        requests = stats.get("downloader/request_count")
        records = records_path(self.state.output, self.state.portal)
        return {
            "portal": self.state.portal,
            "run": self.number,
            "started_at": utc_text(self._began),
            "status": int(verdict.status),
            "reason": verdict.reason,
            "finished_at": utc_text(ended),
            "seconds": round((ended - self._began).total_seconds(), 1),
            "arguments": self.arguments,
            "restricted": self.facts.restricted,
            "outcomes": {str(name): number for name, number in sorted(self.outcomes.items())},
            "stored": self.state.counts(),
            "by_topic": self.state.lists.new_by_topic(),
            "failures": {str(name): number for name, number in sorted(self.facts.failures.items()) if number},
            "kinds": dict(sorted(self.kinds.items())),
            "quarantined": sum(self.state.failures.counts().values()),
            "lists": {"pages": self.facts.list_pages, "articles": self.facts.rows},
            "counts": dict(sorted(self.counts.items())),
            "coverage": self.coverage.report(),
            "drift": list(findings.fails),
            "warnings": [*findings.warnings, *self._doubts()],
            "errors": list(self.facts.errors),
            "requests": requests,
            "requests_per_article": _ratio(requests, self.facts.looked),
            "smallest_gap": stats.get("newscrawler/smallest_gap"),
            "output": str(records) if records.exists() else None,
            "stats": kept_stats(stats),
        }

    def _doubts(self) -> Iterator[str]:
        """One line for each oddity, with the first addresses."""
        for what, urls in sorted(self.doubts.items()):
            more = f" and {len(urls) - 3} more" if len(urls) > 3 else ""
            yield f"{what}: {', '.join(urls[:3])}{more}"

    def _write(self) -> bool:
        start = monotonic()
        written = write_output(self.state)
        self._written = monotonic()
        self._writing = self._written - start
        return written

    def close(self) -> None:
        """Release the state; a run that did not finish counts as interrupted."""
        self.pace.close()
        self.state.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _ratio(requests: int | None, articles: int) -> float | None:
    return round(requests / articles, 3) if requests is not None and articles else None


def _report_earlier(state: State) -> None:
    """Give every run its line in ``runs.jsonl``: also one that was killed, or killed before it reported."""
    for row in state.runs.unreported():
        line = {
            "portal": state.portal,
            "run": row.number,
            "started_at": row.started_at,
            "status": None,
            "reason": "interrupted: killed or crashed; the next run made it good",
            "finished_at": None,
            "arguments": dict(row.arguments),
        }
        append_report(state.output, dict(row.report) or line)
        state.runs.reported(row.number)
