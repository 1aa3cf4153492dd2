"""The age-based rule: young articles often, old ones rarely."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawler.state.codec import utc_text
from newscrawler.state.recheck import RecheckRule, due
from newscrawler.state.store import Known
from tests.state.samples import START

KNOWN = Known(
    id="sipac:1",
    url="http://www.sipac.gov.cn/1.shtml",
    status="live",
    topics=(),
    timestamp="2026-11-24T10:00:00+08:00",
    first_seen="2026-11-24T03:00:00Z",
    checked_at="2026-11-25T02:00:00Z",
    etag=None,
    last_modified=None,
    suspect=False,
    held=False,
)


@pytest.mark.parametrize(
    ("age", "interval"),
    [
        ({"hours": 1}, {"hours": 6}),
        ({"days": 1}, {"hours": 6}),
        ({"days": 10}, {"days": 2}),
        ({"days": 365}, {"days": 73}),
        ({"days": 3650}, {"days": 180}),
    ],
)
def test_interval_grows_with_age(age: dict[str, float], interval: dict[str, float]) -> None:
    checked = START
    known = replace(KNOWN, timestamp=utc_text(checked - timedelta(**age)), checked_at=utc_text(checked))
    edge = checked + timedelta(**interval)
    assert not due(known, edge - timedelta(minutes=1))
    assert due(known, edge)


def test_without_a_timestamp_age_counts_from_first_sight() -> None:
    known = replace(KNOWN, timestamp=None, first_seen="2025-11-25T02:00:00Z")
    assert not due(known, START + timedelta(days=72))
    assert due(known, START + timedelta(days=73))
    assert due(replace(KNOWN, timestamp=None, first_seen=None), START + timedelta(hours=6))


@pytest.mark.parametrize("doubt", [{"suspect": True}, {"held": True}, {"checked_at": None}])
def test_what_is_in_doubt_is_always_due(doubt: dict[str, object]) -> None:
    assert due(replace(KNOWN, **doubt), START)


def test_what_is_gone_is_looked_at_rarely() -> None:
    known = replace(KNOWN, status="gone")
    assert not due(known, START + timedelta(days=179))
    assert due(known, START + timedelta(days=181))


def test_the_rule_is_a_setting() -> None:
    rule = RecheckRule(shortest=timedelta(minutes=10), share=0.0, longest=timedelta(days=1))
    assert due(KNOWN, START - timedelta(minutes=50), rule)


@given(st.timedeltas(min_value=timedelta(days=-900), max_value=timedelta(days=40000)))
def test_intervals_stay_within_bounds(age: timedelta) -> None:
    rule = RecheckRule()
    assert rule.shortest <= rule.interval(age) <= rule.longest
