"""Drift: what a run saw against the profile's expectations and the portal's own history."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from newscrawler.drift import Coverage, Findings, Observed, judge
from newscrawler.portals import Expectations
from tests.state.samples import article


def coverage(pages: int, size: int = 30_000, **changed: Any) -> Coverage:
    found = Coverage()
    for number in range(pages):
        found.add(article(number, **({"provenance": {"title": "family:ucap"}} | changed)), size)
    return found


def history(pages: int = 200, **changed: Any) -> list[dict[str, Any]]:
    return [coverage(pages, **changed).report()]


def seen(found: Coverage | None = None, **changed: Any) -> Observed:
    values = {"list_pages": 2, "rows": 40, "walked": 2} | changed
    return Observed(coverage=found or Coverage(), **values)


def fails(observed: Observed, expect: Expectations | None = None, before: Any = ()) -> list[str]:
    return judge(observed, expect or Expectations(), before).fails


def test_a_healthy_run_has_no_findings() -> None:
    assert judge(seen(coverage(50)), Expectations(items_min=10), history()) == Findings()


def test_a_run_without_new_pages_is_not_judged_by_fill() -> None:
    assert fails(seen(), Expectations(fill={"title": 1.0}), history()) == []


def test_a_field_below_expectation() -> None:
    expect = Expectations(fill={"source": 0.9})
    assert fails(seen(coverage(20, source=None)), expect) == ["source: on 0% of pages, expected 90%"]
    assert fails(seen(coverage(19, source=None)), expect) == []


def test_a_field_below_the_portals_own_history() -> None:
    observed = seen(coverage(40, subtitle=None, reporters=[]))
    assert fails(observed, before=history()) == [
        "subtitle: on 0% of pages, 100% before",
        "reporters: on 0% of pages, 100% before",
    ]
    assert fails(observed, before=history(10)) == []  # a history too short to tell


def test_an_expectation_decides_against_history() -> None:
    expect = Expectations(fill={"subtitle": 0.0})
    assert fails(seen(coverage(40, subtitle=None)), expect, history()) == []


def test_restricted_runs_are_judged_by_the_profile_alone() -> None:
    observed = seen(coverage(40, subtitle=None), restricted=True, rows=0)
    assert fails(observed, Expectations(items_min=99), history()) == []
    assert fails(observed, Expectations(fill={"subtitle": 0.5}))


def test_chance_is_no_drift() -> None:
    """A field that half the pages have may be missing on 12 of 20; on 60 of 60 it may not."""
    half = Coverage()
    for number in range(200):
        half.add(article(number, subtitle="副题" if number % 2 else None), 30_000)
    before = [half.report()]
    few = Coverage()
    for number in range(20):
        few.add(article(number, subtitle="副题" if number < 8 else None), 30_000)
    assert fails(seen(few), before=before) == []
    assert fails(seen(coverage(60, subtitle=None)), before=before) == ["subtitle: on 0% of pages, 50% before"]


def test_a_first_crawl_does_not_outweigh_later_runs() -> None:
    before = history(200, edition=None) + [coverage(150, source=None).report() for _ in range(9)]
    assert fails(seen(coverage(40, source=None)), before=before) == []


@pytest.mark.parametrize(
    ("unread", "read", "found"), [(3, 0, True), (2, 0, False), (3, 3, False), (4, 3, True)]
)
def test_pages_that_can_no_longer_be_read(unread: int, read: int, found: bool) -> None:
    pages = coverage(read)
    for number in range(unread):
        empty = article(number, title=None, paragraphs=[], attendees=[], warnings=["no_article"])
        pages.add(empty, 30_000)
    lines = fails(seen(pages))
    assert lines == (
        [f"{unread} of {unread + read} article pages have no title or body that can be read"] if found else []
    )


def test_known_articles_that_lose_fields_together() -> None:
    lost = Counter({"paragraphs": 3, "title": 1})
    assert fails(seen(known=10, held=3, lost=lost)) == [
        "3 of 10 known articles read worse than before (paragraphs, title); held back"
    ]
    assert fails(seen(known=10, held=2, lost=lost)) == []
    assert fails(seen(known=100, held=3, lost=lost)) == []


def test_counts() -> None:
    assert fails(seen(rows=0)) == ["no article on any of 2 list pages"]
    assert fails(seen(rows=9), Expectations(items_min=10)) == [
        "9 articles on the lists, expected at least 10"
    ]
    above = judge(seen(rows=99), Expectations(items_max=50), ())
    assert (above.fails, above.warnings) == ([], ["99 articles on the lists, expected at most 50"])


def test_lists_that_lost_their_articles() -> None:
    assert fails(seen(walked=4, emptied=["h/a"])) == ["1 of 4 lists lost their articles: h/a"]
    quiet = judge(seen(walked=40, emptied=["h/a"]), Expectations(), ())
    assert (quiet.fails, quiet.warnings) == ([], ["1 of 40 lists lost their articles: h/a"])


def test_falling_back_to_general_layers_warns() -> None:
    found = judge(seen(coverage(40, provenance={"title": "general"})), Expectations(), history())
    assert found.fails == []
    assert found.warnings == ["title: read by profile or family on 0% of pages, 100% before"]


def test_pages_of_another_size_warn() -> None:
    found = judge(seen(coverage(40, size=3_000)), Expectations(), history())
    assert found.warnings == ["pages of 3000 bytes, 30000 before"]
