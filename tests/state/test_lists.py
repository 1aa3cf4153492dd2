"""Walks of lists: where a run may stop paging, and what it may not take for read."""

from __future__ import annotations

import pytest

from newscrawler.state.store import State
from newscrawler.verdict import RETRIED, Cause
from tests.state.conftest import next_run
from tests.state.samples import START, Clock, article, page, url

LIST = "http://www.sipac.gov.cn/szgyyq/zwyw/xwzx_list.shtml"


def rows(*numbers: int) -> list[str]:
    return [url(number) for number in numbers]


def store(state: State, *numbers: int) -> None:
    for number in numbers:
        state.record(article(number), [page(number)], START)


def walk(state: State, *pages: list[str], end: bool = True) -> None:
    number = state.lists.begin_walk(LIST)
    for page_rows in pages:
        state.lists.add_page(number, page_rows)
    if end:
        state.lists.end_walk(number)


def test_nothing_is_passed_before_a_walk_is_complete(state: State, clock: Clock) -> None:
    assert not state.lists.passed(LIST, rows(1))
    walk(state, rows(4, 3), rows(2, 1))
    store(state, 1, 2, 3, 4)
    assert not state.lists.passed(LIST, rows(4, 3))  # the run is not over
    next_run(state, clock)
    assert state.lists.passed(LIST, rows(4, 3))
    assert state.lists.passed(
        LIST.replace("http:", "https:"), [r.replace("http:", "https:") for r in rows(1)]
    )
    assert state.lists.passed(LIST, [])
    assert not state.lists.passed(LIST, rows(5, 4))
    assert not state.lists.passed(LIST + "?other", rows(4))


def test_a_walk_with_articles_still_to_ask_for_is_not_complete(state: State, clock: Clock) -> None:
    walk(state, rows(4, 3), rows(2, 1))
    store(state, 4, 3)
    next_run(state, clock)
    assert not state.lists.passed(LIST, rows(4, 3))
    store(state, 2)
    state.failures.add(url(1), Cause.NOT_FOUND, "404")
    walk(state, rows(4, 3), rows(2, 1))
    next_run(state, clock)
    assert state.lists.passed(LIST, rows(4, 3))


def test_a_walk_that_was_stopped_on_the_way_is_not_complete(state: State, clock: Clock) -> None:
    walk(state, rows(4, 3), end=False)
    store(state, 3, 4)
    next_run(state, clock)
    assert not state.lists.passed(LIST, rows(4, 3))


def test_articles_of_an_interrupted_walk_are_not_passed(state: State, clock: Clock) -> None:
    """A run is killed after it stored the newest page: the next must read on to where the last whole walk was."""
    walk(state, rows(2, 1))
    store(state, 1, 2)
    next_run(state, clock)
    walk(state, rows(6, 5), end=False)
    store(state, 5, 6)
    state.begin_run({})  # killed
    assert not state.lists.passed(LIST, rows(6, 5))
    assert state.lists.passed(LIST, rows(2, 1))


def test_lists_that_lost_their_articles(state: State, clock: Clock) -> None:
    walk(state, rows(2, 1))
    next_run(state, clock)
    walk(state, [])
    other = state.lists.begin_walk(LIST + "?other")
    state.lists.add_page(other, [])
    assert state.lists.emptied() == ([LIST.partition("//")[2]], 2)


def test_topics_with_counts_and_newest_date(state: State) -> None:
    assert state.lists.add_topic("政务要闻", LIST, "list")
    assert not state.lists.add_topic("政务要闻", LIST, "list")
    assert state.lists.add_topic("空专题", LIST + "?empty")
    store(state, 1, 2)
    found = {topic.name: (topic.kind, topic.articles, topic.newest) for topic in state.lists.topics()}
    assert found == {
        "政务要闻": ("list", 2, "2026-11-03T10:00:00+08:00"),
        "空专题": ("topic", 0, None),
    }


def test_a_page_that_only_a_trail_names_is_noted_once(state: State) -> None:
    state.lists.note_unread("要闻", LIST, None)
    state.lists.note_unread("动态", f"{LIST}?2", "自贸区专题")
    assert [(t.name, t.kind) for t in state.lists.topics()] == [
        ("自贸区专题", "unread in topic"),
        ("要闻", "unread"),
    ]
    assert not state.lists.add_topic("政务要闻", LIST, "list")
    state.lists.note_unread("要闻", LIST, None)
    assert ("政务要闻", "list") in [(t.name, t.kind) for t in state.lists.topics()]


def test_failures_keep_cause_page_and_tries(state: State, clock: Clock) -> None:
    for _ in range(2):
        state.failures.add(
            url(1), Cause.INVALID, "title: none", topics=["b", "a"], pages=[page(1)], record="{}"
        )
    failure = state.failures.get(url(1).replace("http:", "https:"))
    assert failure is not None
    assert (failure.cause, failure.detail, failure.topics) == ("invalid", "title: none", ("a", "b"))
    assert failure.tries == 1  # one run
    pages, fetched_at = state.failures.pages(url(1))
    assert (pages, fetched_at) == ([page(1)], START)
    next_run(state, clock)
    state.failures.add(url(1), Cause.TIMEOUT)
    failure = state.failures.get(url(1))
    assert failure is not None
    assert (failure.tries, failure.cause, failure.first_at[:10]) == (2, "timeout", "2026-11-25")
    assert state.failures.counts() == {"timeout": 1}
    state.failures.remove(url(1))
    assert state.failures.get(url(1)) is None


@pytest.mark.parametrize("cause", list(Cause))
def test_what_may_be_gone_next_time_is_tried_again_but_not_for_ever(
    state: State, clock: Clock, cause: Cause
) -> None:
    tried = 0
    for _ in range(8):
        state.failures.add(url(1), cause)
        assert state.failures.retries(RETRIED) == []  # not twice in a run
        next_run(state, clock)
        tried += len(state.failures.retries(RETRIED))
    assert tried == (4 if cause in RETRIED else 0)


def test_new_articles_count_under_every_topic_of_theirs(state: State, clock: Clock) -> None:
    store(state, 1, 2)
    state.add_topics(article(2).id, ["图说园区"])  # by another list of the same run
    assert state.lists.new_by_topic() == {"图说园区": 1, "政务要闻": 2}
    next_run(state, clock)
    assert state.lists.new_by_topic() == {}
    state.add_topics(article(1).id, ["图说园区"])
    store(state, 3)
    assert state.lists.new_by_topic() == {"政务要闻": 1}
