"""What a run came to: facts in, exit status and a one-line reason out. Pure.

Status: 0 ok, 1 failed, 2 usage, 3 blocked or unreachable, 4 changed (drift), 5 stopped early and resumable,
6 another run holds the portal. The worse wins, in the order 1, 5, 3, 2, 4, 0. 6 ends before
there is a run, and so does 2, but for a topic that the run looked for in vain.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum


class Status(IntEnum):
    """Exit status of a run."""

    OK = 0
    FAILED = 1
    USAGE = 2
    UNREACHABLE = 3
    CHANGED = 4
    STOPPED = 5
    BUSY = 6


class Cause(StrEnum):
    """Why a page gave no record: the closed list. Finer kinds stand behind a slash in statistics."""

    DNS = "dns"
    CONNECTION = "connection"
    """Refused, reset, closed early, garbage instead of HTTP."""
    TLS = "tls"
    TIMEOUT = "timeout"
    NOT_FOUND = "not_found"
    """404, 410, the home page or an error page in the article's place."""
    HTTP_4XX = "http_4xx"
    HTTP_5XX = "http_5xx"
    BLOCKED = "blocked"
    """An anti-bot page, a captcha, a frequency limit."""
    ROBOTS = "robots"
    OFFSITE = "offsite"
    """A redirect or link that leaves the portal, or to a private address."""
    REDIRECTS = "redirects"
    """Too many, or a loop."""
    TOO_LARGE = "too_large"
    TRUNCATED = "truncated"
    """Shorter than announced, or a broken content encoding."""
    NOT_HTML = "not_html"
    """Binary, PDF or the like where an article was expected."""
    EMPTY = "empty"
    """An HTML page without title or body."""
    INVALID = "invalid"
    """A record that fails the schema: quarantined."""
    INTERNAL = "internal"
    """An error of this program."""


class Stop(StrEnum):
    """Why the crawl ended."""

    FINISHED = "finished"
    SIGNAL = "signal"
    BUDGET = "budget"
    QUIET_HOURS = "quiet_hours"
    BLOCKED = "blocked"
    """The portal kept answering with anti-bot pages."""
    UNREACHABLE = "unreachable"
    """The portal stopped answering."""
    FAILED = "failed"
    """Disk, state or an internal error."""


RETRIED = frozenset(
    {
        Cause.DNS, Cause.CONNECTION, Cause.TLS, Cause.TIMEOUT, Cause.HTTP_5XX, Cause.BLOCKED, Cause.TRUNCATED,
        Cause.INTERNAL,
    }
)  # fmt: skip
"""Causes that may be gone next time: the next run asks again (``state.failures.retries``)."""

_UNREACHABLE = (
    Cause.DNS, Cause.CONNECTION, Cause.TLS, Cause.TIMEOUT, Cause.HTTP_4XX, Cause.HTTP_5XX, Cause.NOT_FOUND,
    Cause.BLOCKED, Cause.ROBOTS, Cause.TRUNCATED, Cause.REDIRECTS, Cause.OFFSITE,
)  # fmt: skip
"""Causes that keep a page away from us, in contrast to what we could not read in one."""

_FEW = 3
"""Pages from which on a common failure is no accident."""


@dataclass(slots=True)
class Facts:
    """What a run knows of itself when it ends."""

    stop: Stop = Stop.FINISHED
    stop_detail: str = ""
    """For a person: ``SIGTERM``, ``--max-time 2h``, what persisted."""
    errors: list[str] = field(default_factory=list)
    """Internal errors, one line each: exceptions of ours, disk, state."""
    failures: Counter[Cause] = field(default_factory=Counter)
    list_pages: int = 0
    """List and topic pages that were read."""
    rows: int = 0
    """Articles they showed, known ones included."""
    looked: int = 0
    """Articles looked at: extracted, 304 or missing."""
    passed_over: int = 0
    """Captures of an archive that were not looked at: the state knows the article as of then, or later."""
    restricted: bool = False
    """By topic, since, until or max_articles: counts are not judged."""
    unmet: str = ""
    """What was asked for by name and does not exist, for a person."""
    drift: Sequence[str] = ()
    """Findings of :mod:`newscrawler.drift`, one line each."""

    @property
    def met(self) -> int:
        """Pages that the portal, or the archive in its place, had for us."""
        return self.list_pages + self.looked + self.passed_over


@dataclass(frozen=True, slots=True)
class Verdict:
    """Exit status and one-line reason."""

    status: Status
    reason: str


def judge(facts: Facts) -> Verdict:
    """The verdict of a run; of several that hold, the worst by the order 1, 5, 3, 2, 4, 0."""
    for rule in (_failed, _stopped, _unreachable, _misnamed, _changed):
        verdict = rule(facts)
        if verdict:
            return verdict
    failed = {cause: number for cause, number in facts.failures.items() if number}
    return Verdict(Status.OK, f"ok, but for {_told(failed)}" if failed else "ok")


def _failed(facts: Facts) -> Verdict | None:
    if not facts.errors and facts.stop is not Stop.FAILED and not facts.failures[Cause.INTERNAL]:
        return None
    if facts.errors:
        more = f" (and {len(facts.errors) - 1} more)" if len(facts.errors) > 1 else ""
        return Verdict(Status.FAILED, f"failed: {facts.errors[0]}{more}")
    return Verdict(Status.FAILED, f"failed: {facts.stop_detail or 'internal error'}")


def _stopped(facts: Facts) -> Verdict | None:
    words = {
        Stop.SIGNAL: "stopped by signal",
        Stop.BUDGET: "stopped by budget",
        Stop.QUIET_HOURS: "stopped for quiet hours",
    }
    if facts.stop not in words:
        return None
    detail = f" ({facts.stop_detail})" if facts.stop_detail else ""
    return Verdict(Status.STOPPED, f"{words[facts.stop]}{detail}; the next run goes on")


def _unreachable(facts: Facts) -> Verdict | None:
    if facts.stop is Stop.BLOCKED:
        detail = facts.stop_detail or "anti-bot pages persist"
        return Verdict(
            Status.UNREACHABLE, f"blocked: {detail}; ask less often, at another hour, or ask for access"
        )
    if facts.stop is Stop.UNREACHABLE:
        return Verdict(Status.UNREACHABLE, f"unreachable: {facts.stop_detail or 'no answer any more'}")
    away = {cause: facts.failures[cause] for cause in _UNREACHABLE if facts.failures[cause]}
    worst = max(away, key=away.__getitem__, default=None)
    word = "blocked" if worst is Cause.BLOCKED else "unreachable"
    if away and not facts.met:
        return Verdict(Status.UNREACHABLE, f"{word}: no page of the portal could be read ({_told(away)})")
    denied = {cause: number for cause, number in away.items() if cause in RETRIED}
    total = sum(denied.values())
    if total >= _FEW and total > facts.met:
        return Verdict(
            Status.UNREACHABLE, f"{word}: most pages of the portal could not be read ({_told(denied)})"
        )
    return None


def _told(causes: Mapping[Cause, int]) -> str:
    return ", ".join(f"{number} {cause}" for cause, number in sorted(causes.items()))


def _misnamed(facts: Facts) -> Verdict | None:
    return Verdict(Status.USAGE, facts.unmet) if facts.unmet else None


def _changed(facts: Facts) -> Verdict | None:
    if facts.drift:
        return Verdict(Status.CHANGED, "changed: " + "; ".join(facts.drift))
    if not facts.met:
        return Verdict(
            Status.CHANGED, "changed: no list and no article found where the portal should have some"
        )
    return None
