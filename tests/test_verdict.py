"""Facts of a run → exit status and reason."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest

from newscrawler.verdict import Cause, Facts, Status, Stop, judge

HEALTHY = {"list_pages": 3, "looked": 5, "rows": 40}


def facts(**changed: object) -> Facts:
    return Facts(**(HEALTHY | changed))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changed", "status", "reason"),
    [
        ({}, Status.OK, "ok"),
        ({"looked": 0}, Status.OK, "ok"),  # a quiet portal: lists read, nothing due
        ({"failures": Counter({Cause.TIMEOUT: 2})}, Status.OK, "ok, but for 2 timeout"),
        ({"failures": Counter({Cause.NOT_FOUND: 99})}, Status.OK, "ok, but for 99 not_found"),
        ({"errors": ["KeyError: x", "b"]}, Status.FAILED, "failed: KeyError: x (and 1 more)"),
        ({"stop": Stop.FAILED, "stop_detail": "disk full"}, Status.FAILED, "failed: disk full"),
        ({"failures": Counter({Cause.INTERNAL: 1})}, Status.FAILED, "failed: internal error"),
        ({"stop": Stop.SIGNAL}, Status.STOPPED, "stopped by signal; the next run goes on"),
        (
            {"stop": Stop.BUDGET, "stop_detail": "10 requests"},
            Status.STOPPED,
            "stopped by budget (10 requests); the next run goes on",
        ),
        ({"stop": Stop.QUIET_HOURS}, Status.STOPPED, "stopped for quiet hours; the next run goes on"),
        (
            {"stop": Stop.BLOCKED, "stop_detail": "9 ruishu pages"},
            Status.UNREACHABLE,
            "blocked: 9 ruishu pages; ask less often, at another hour, or ask for access",
        ),
        (
            {"list_pages": 0, "looked": 0, "failures": Counter({Cause.DNS: 2, Cause.TIMEOUT: 1})},
            Status.UNREACHABLE,
            "unreachable: no page of the portal could be read (2 dns, 1 timeout)",
        ),
        (
            {"list_pages": 0, "looked": 0, "failures": Counter({Cause.BLOCKED: 4})},
            Status.UNREACHABLE,
            "blocked: no page of the portal could be read (4 blocked)",
        ),
        (
            {"failures": Counter({Cause.HTTP_5XX: 9})},
            Status.UNREACHABLE,
            "unreachable: most pages of the portal could not be read (9 http_5xx)",
        ),
        ({"unmet": "no topic 'x'", "drift": ["rows"]}, Status.USAGE, "no topic 'x'"),
        (
            {"drift": ["title: on 0% of pages, 100% before", "x"]},
            Status.CHANGED,
            "changed: title: on 0% of pages, 100% before; x",
        ),
        ({"list_pages": 0, "looked": 0, "passed_over": 9}, Status.OK, "ok"),  # an archive once more
        (
            {"list_pages": 0, "looked": 0, "passed_over": 9, "failures": Counter({Cause.NOT_FOUND: 1})},
            Status.OK,
            "ok, but for 1 not_found",
        ),
        (
            {"list_pages": 0, "looked": 0},
            Status.CHANGED,
            "changed: no list and no article found where the portal should have some",
        ),
    ],
)
def test_each_verdict(changed: dict[str, object], status: Status, reason: str) -> None:
    verdict = judge(facts(**changed))
    assert (verdict.status, verdict.reason) == (status, reason)


CASES = {
    1: {"errors": ["x"]},
    5: {"stop": Stop.BUDGET},
    3: {"failures": Counter({Cause.BLOCKED: 50})},
    2: {"unmet": "no topic"},
    4: {"drift": ["x"]},
    0: {},
}


@pytest.mark.parametrize(("worse", "better"), list(combinations(CASES, 2)))
def test_the_worse_wins(worse: int, better: int) -> None:
    assert judge(facts(**(CASES[better] | CASES[worse]))).status == worse
