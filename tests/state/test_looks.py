"""What a look does: new, unchanged, revised, held, suspect, gone, back."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from newscrawler.state.store import Outcome, State
from newscrawler.verdict import Cause
from tests.state.conftest import next_run, titled_by_rules
from tests.state.samples import START, Clock, article, page, url

BODY = ["甲某某出席会议。" * 20, "新的一段。" * 10]


def events(state: State) -> list[tuple[int, str, int]]:
    rows = state.connection.execute("SELECT seq, event, record, id FROM changes ORDER BY seq")
    return [(row["seq"], row["event"], int(row["id"].partition(":")[2], 16)) for row in rows]


def look(state: State, number: int, **changed: object) -> Outcome:
    return state.record(article(number, **changed), [page(number, str(changed))], state.clock()).outcome


def test_a_new_article_is_stored_with_page_and_event(state: State) -> None:
    assert look(state, 7) is Outcome.NEW
    record = state.get(article(7).id)
    assert record is not None
    assert (record["revision"], record["status"]) == (1, "live")
    assert record["first_seen"] == record["crawled_at"] == "2026-11-25T03:00:00Z"
    assert [raw.body for raw in state.raw(article(7).id)] == [page(7, "{}").body]
    assert events(state) == [(1, "new", 7)]


def test_the_same_page_again_changes_nothing(state: State, clock: Clock) -> None:
    look(state, 7)
    before = list(state.lines())
    clock.tick(days=3)
    assert look(state, 7) is Outcome.UNCHANGED
    assert list(state.lines()) == before
    known = state.known(url(7))
    assert known is not None
    assert known.checked_at == "2026-11-28T03:00:00Z"
    assert len(events(state)) == 1


def test_other_bytes_with_the_same_content_are_kept_but_make_no_change(state: State) -> None:
    look(state, 7)
    before = list(state.lines())
    assert (
        state.record(article(7), [page(7, "visits: 9")], START + timedelta(days=1)).outcome
        is Outcome.UNCHANGED
    )
    assert list(state.lines()) == before
    assert b"visits: 9" in state.raw(article(7).id)[0].body


def test_a_changed_page_is_a_revision(state: State, clock: Clock) -> None:
    look(state, 7)
    clock.tick(hours=5)
    assert look(state, 7, paragraphs=BODY) is Outcome.REVISED
    record = state.get(article(7).id)
    assert record is not None
    assert (record["revision"], record["paragraphs"]) == (2, BODY)
    assert record["first_seen"] == "2026-11-25T03:00:00Z"
    assert record["crawled_at"] == "2026-11-25T08:00:00Z"
    assert events(state) == [(1, "new", 7), (2, "revised", 7)]


def test_what_is_no_content_is_updated_without_revision(state: State) -> None:
    look(state, 7)
    images = [{"url": "http://www.sipac.gov.cn/a.jpg", "caption": None}]
    assert look(state, 7, images=images) is Outcome.UNCHANGED
    record = state.get(article(7).id)
    assert record is not None
    assert (record["revision"], record["images"]) == (1, images)
    assert len(events(state)) == 1


def test_topics_join_without_revision_or_event(state: State) -> None:
    look(state, 7)
    assert look(state, 7, topics=["图片新闻"]) is Outcome.UNCHANGED
    assert state.add_topics(article(7).id, ["街道动态"])
    assert not state.add_topics(article(7).id, ["街道动态", "图片新闻"])
    record = state.get(article(7).id)
    assert record is not None
    assert record["topics"] == sorted(["图片新闻", "政务要闻", "街道动态"])
    assert (record["revision"], len(events(state))) == (1, 1)


def test_the_first_address_stays_and_every_address_is_known(state: State) -> None:
    look(state, 7)
    other = url(7).replace("http://", "https://").replace("zwyw", "tpxw")
    seen = state.record(article(7, url=other), [page(7)], START, met_at=["http://a.cn/go?7"])
    assert seen == (Outcome.UNCHANGED, None)
    for address in (url(7), other, url(7).replace("http:", "https:"), "http://a.cn/go?7"):
        known = state.known(address)
        assert known is not None, address
        assert known.url == url(7)
    assert state.known(url(8)) is None


def test_an_address_keeps_its_id_when_the_form_of_ids_changes(state: State) -> None:
    look(state, 7)
    assert look(state, 7, id="sipac:0123456789abcdef") is Outcome.UNCHANGED
    assert state.counts() == {"live": 1, "gone": 0}


def test_validators_come_back(state: State) -> None:
    state.record(article(7), [page(7, etag='"a"', last_modified="Tue, 24 Nov 2026 01:00:00 GMT")], START)
    known = state.known(url(7))
    assert known is not None
    assert (known.etag, known.last_modified) == ('"a"', "Tue, 24 Nov 2026 01:00:00 GMT")
    assert [k.etag for k in state.all_known()] == ['"a"']


def test_not_modified_moves_only_the_look(state: State, clock: Clock) -> None:
    look(state, 7)
    before = list(state.lines())
    clock.tick(days=1)
    assert state.not_modified(article(7).id) is Outcome.UNCHANGED
    assert list(state.lines()) == before
    assert next(state.all_known()).checked_at == "2026-11-26T03:00:00Z"


# Deletions


def test_missing_needs_a_second_look_in_a_later_run(state: State, clock: Clock) -> None:
    look(state, 7)
    next_run(state, clock)
    assert state.missing(article(7).id, Cause.NOT_FOUND) is Outcome.SUSPECT
    assert state.missing(article(7).id, Cause.NOT_FOUND) is Outcome.SUSPECT  # the same run, at once
    record = state.get(article(7).id)
    assert record is not None
    assert record["status"] == "live"
    next_run(state, clock)
    assert state.missing(article(7).id, Cause.NOT_FOUND) is Outcome.GONE
    record = state.get(article(7).id)
    assert record is not None
    assert (record["status"], record["revision"], record["paragraphs"]) == ("gone", 1, article(7).paragraphs)
    assert events(state) == [(1, "new", 7), (2, "gone", 7)]
    assert state.missing(article(7).id, Cause.NOT_FOUND) is Outcome.UNCHANGED


def test_missing_after_a_pause_in_the_same_run_is_gone(state: State, clock: Clock) -> None:
    look(state, 7)
    state.missing(article(7).id, Cause.NOT_FOUND)
    clock.tick(minutes=61)
    assert state.missing(article(7).id, Cause.NOT_FOUND) is Outcome.GONE


def test_a_look_of_a_killed_run_does_not_count_by_itself(state: State, clock: Clock) -> None:
    look(state, 7)
    next_run(state, clock)
    state.missing(article(7).id, Cause.NOT_FOUND)
    state.begin_run({})  # the run before was killed
    assert state.missing(article(7).id, Cause.NOT_FOUND) is Outcome.SUSPECT
    next_run(state, clock)
    assert state.missing(article(7).id, Cause.NOT_FOUND) is Outcome.GONE


@pytest.mark.parametrize("answer", ["200", "304"])
def test_found_again_clears_the_suspicion(state: State, clock: Clock, answer: str) -> None:
    look(state, 7)
    next_run(state, clock)
    state.missing(article(7).id, Cause.NOT_FOUND)
    known = state.known(url(7))
    assert known is not None and known.suspect
    if answer == "200":
        look(state, 7)
    else:
        state.not_modified(article(7).id)
    known = state.known(url(7))
    assert known is not None and not known.suspect
    next_run(state, clock)
    assert state.missing(article(7).id, Cause.NOT_FOUND) is Outcome.SUSPECT


@pytest.mark.parametrize("changed", [{}, {"paragraphs": BODY}])
def test_what_was_gone_comes_back(state: State, clock: Clock, changed: dict[str, object]) -> None:
    look(state, 7)
    state.missing(article(7).id, Cause.NOT_FOUND)
    next_run(state, clock)
    state.missing(article(7).id, Cause.NOT_FOUND)
    assert look(state, 7, **changed) is Outcome.BACK
    record = state.get(article(7).id)
    assert record is not None
    assert (record["status"], record["revision"]) == ("live", 2 if changed else 1)
    assert [event for _, event, _ in events(state)] == ["new", "gone", "back"]


# Revisions that lose fields


WORSE = {"attendees": [], "subtitle": None, "paragraphs": ["短。"]}


def test_a_worse_revision_is_held_back_and_believed_after_a_later_look(state: State, clock: Clock) -> None:
    look(state, 7)
    before = list(state.lines())
    next_run(state, clock)
    assert look(state, 7, **WORSE) is Outcome.HELD
    assert state.lost_now() == {"subtitle": 1, "attendees": 1, "paragraphs": 1}
    assert look(state, 7, **WORSE) is Outcome.HELD
    assert state.believe_held() == []
    known = state.known(url(7))
    assert known is not None and known.held and known.etag is None
    assert list(state.lines()) == before
    assert b"\xe7\x9f\xad" not in state.raw(article(7).id)[0].body  # the good page is kept
    next_run(state, clock)
    assert look(state, 7, **WORSE) is Outcome.HELD
    assert list(state.lines()) == before  # a drifting run would end here, and nothing is lost
    assert state.believe_held() == [Outcome.REVISED]
    record = state.get(article(7).id)
    assert record is not None
    assert (record["revision"], record["paragraphs"]) == (2, ["短。"])
    assert [event for _, event, _ in events(state)] == ["new", "revised"]
    assert state.raw(article(7).id, "held") == []
    assert look(state, 7, **WORSE) is Outcome.UNCHANGED


def test_what_a_drifting_run_confirms_waits_for_a_sound_one(state: State, clock: Clock) -> None:
    look(state, 7)
    next_run(state, clock)
    look(state, 7, **WORSE)
    next_run(state, clock, status=4)
    look(state, 7, **WORSE)
    next_run(state, clock, status=4)  # not believed: the run drifted
    assert state.believe_held() == []
    look(state, 7, **WORSE)
    assert state.believe_held() == [Outcome.REVISED]


@pytest.mark.parametrize(
    ("changed", "doubts"),
    [
        ({"title": "导航栏", "provenance": {"title": "general"}}, {"title": 1}),
        ({"title": "改后的标题", "provenance": {"title": "family:ucap"}}, {}),
        ({"breadcrumb": []}, {"breadcrumb": 1}),
        ({"timestamp": "2026-11-08T00:00:00+08:00", "timestamp_precision": "day"}, {"timestamp": 1}),
        ({"timestamp": "2026-11-08T10:00:00+08:00", "timestamp_precision": "minute"}, {"timestamp": 1}),
        ({"provenance": {"title": "general"}}, {}),  # the same content, read by another layer
    ],
)
def test_what_counts_as_worse(state: State, changed: dict[str, object], doubts: dict[str, int]) -> None:
    look(state, 7)
    outcome = look(state, 7, **changed)
    assert state.lost_now() == doubts
    assert (outcome is Outcome.HELD) == bool(doubts)


def test_a_good_page_refutes_what_is_held(state: State, clock: Clock) -> None:
    look(state, 7)
    next_run(state, clock)
    look(state, 7, **WORSE)
    next_run(state, clock)
    assert look(state, 7) is Outcome.UNCHANGED
    next_run(state, clock)
    assert look(state, 7, **WORSE) is Outcome.HELD
    assert state.believe_held() == []


# Better rules are no revisions


def test_a_newer_extractor_updates_without_revision(state: State) -> None:
    look(state, 7)
    state.extract = titled_by_rules(7, "由新规则读出的标题")
    outcome = look(state, 7, title="由新规则读出的标题", extractor_version="2099.1.1")
    assert outcome is Outcome.UNCHANGED
    record = state.get(article(7).id)
    assert record is not None
    assert (record["title"], record["revision"]) == ("由新规则读出的标题", 1)
    assert record["extractor_version"] == "2099.1.1"
    assert len(events(state)) == 1


def test_a_newer_extractor_still_sees_a_changed_page(state: State) -> None:
    look(state, 7)
    state.extract = titled_by_rules(7, "由新规则读出的标题")
    assert look(state, 7, title="编辑改过的标题", extractor_version="2099.1.1") is Outcome.REVISED


def test_without_a_stored_page_no_revision_is_invented(state: State) -> None:
    look(state, 7)
    state.connection.execute("DELETE FROM raw")
    assert look(state, 7, title="另一标题", extractor_version="2099.1.1") is Outcome.UNCHANGED
    record = state.get(article(7).id)
    assert record is not None
    assert (record["title"], record["revision"]) == ("另一标题", 1)


# Transactions


def test_an_article_is_stored_wholly_or_not_at_all(state: State, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("killed here")

    monkeypatch.setattr("newscrawler.state.looks.log_event", broken)
    with pytest.raises(RuntimeError):
        look(state, 7)
    for table in ("articles", "addresses", "raw", "changes"):
        assert state.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] == 0
    assert not state.connection.in_transaction


def test_a_stored_article_leaves_the_list_of_failures(state: State) -> None:
    state.failures.add(url(7), Cause.TIMEOUT, "no answer", topics=["政务要闻"], pages=[page(7)])
    look(state, 7)
    assert list(state.failures.all()) == []
    assert state.raw(url(7).partition("//")[2], "failure") == []


def test_lines_are_ordered_by_timestamp_then_id_and_streamed(state: State) -> None:
    for number in (5, 3, 29, 4):
        look(state, number)
    look(state, 1, timestamp=None, timestamp_precision=None)
    keys = [(r["timestamp"] is None, r["timestamp"], r["id"]) for r in map(json.loads, state.lines())]
    assert keys == sorted(keys, key=lambda key: (key[0], key[1] or "", key[2]))
    assert len(keys) == 5 and keys[-1][1] is None
    plan = state.connection.execute(
        "EXPLAIN QUERY PLAN SELECT record FROM articles ORDER BY timestamp IS NULL, timestamp, id"
    ).fetchall()
    assert not any("TEMP B-TREE" in row[3] for row in plan)


def test_all_known_may_be_walked_while_writing(state: State) -> None:
    for number in range(12):
        look(state, number)
    seen = []
    for known in state.all_known(chunk=5):
        seen.append(known.id)
        state.not_modified(known.id)
    assert seen == [article(number).id for number in range(12)]
