"""The stages on a plain item: extract, validate, store."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from scrapy.exceptions import DropItem
from scrapy.settings import Settings

from newscrawler.extract.page import RawPage
from newscrawler.items import PageItem
from newscrawler.pipelines.extract import ExtractPipeline
from newscrawler.pipelines.store import StorePipeline
from newscrawler.pipelines.validate import ValidatePipeline
from newscrawler.portals import load_profiles
from newscrawler.record import FIELDS
from newscrawler.run import Run, attach
from newscrawler.state.errors import DiskError
from newscrawler.state.store import Outcome
from newscrawler.verdict import Cause, Status, Stop
from tests.saved import address, html
from tests.state.samples import START, Clock, article

STAGES = (ExtractPipeline, ValidatePipeline, StorePipeline)


class Crawler(SimpleNamespace):
    """As much of Scrapy's crawler as the stages ask for."""

    __hash__ = object.__hash__


@pytest.fixture
def crawler(tmp_path: Path) -> Iterator[Any]:
    with Run.open(tmp_path, load_profiles()["sipac"], arguments={}, clock=Clock()) as run:
        crawler = Crawler(engine=None, settings=Settings())
        attach(crawler, run)  # type: ignore[arg-type]
        crawler.run = run
        yield crawler


def item(number: int, body: bytes, **changed: Any) -> PageItem:
    page = RawPage(address(number), body, {"content-type": "text/html"})
    values = {
        "portal": "sipac",
        "url": address(number),
        "topics": ["政务要闻"],
        "pages": [page],
        "fetched_at": START,
    }
    return PageItem(**(values | changed))


def process(crawler: Any, item: PageItem) -> dict[str, Any]:
    """The item through all stages, as Scrapy would send it."""

    async def stages() -> Any:
        value: Any = item
        for stage in STAGES:
            value = await stage.from_crawler(crawler).process_item(value)
        return value

    return asyncio.run(stages())  # type: ignore[no-any-return]


def test_the_order_stands_in_the_settings() -> None:
    from newscrawler import settings

    paths = sorted(settings.ITEM_PIPELINES, key=settings.ITEM_PIPELINES.__getitem__)
    assert paths == [f"{stage.__module__}.{stage.__name__}" for stage in STAGES]


def test_a_new_article_goes_through_and_comes_out_as_stored(crawler: Any) -> None:
    record = process(crawler, item(1, html("第一篇"), met_at=["http://www.sipac.gov.cn/go/1"]))
    assert list(record) == list(FIELDS)
    assert (record["title"], record["topics"], record["revision"]) == ("第一篇", ["政务要闻"], 1)
    assert record["crawled_at"] == "2026-11-25T03:00:00Z"
    assert crawler.run.outcomes == {Outcome.NEW: 1}
    assert crawler.run.coverage.pages == 1
    assert crawler.run.state.known("http://www.sipac.gov.cn/go/1") is not None


def test_an_unchanged_article_is_no_output(crawler: Any) -> None:
    process(crawler, item(1, html("第一篇")))
    with pytest.raises(DropItem, match="unchanged"):
        process(crawler, item(1, html("第一篇")))
    assert crawler.run.outcomes == {Outcome.NEW: 1, Outcome.UNCHANGED: 1}


def test_a_page_without_an_article_is_quarantined_with_its_reason_and_response(crawler: Any) -> None:
    with pytest.raises(DropItem, match=r"quarantined .*: title: none found on the page"):
        process(crawler, item(2, b"<html><body><p></p></body></html>"))
    failure = crawler.run.state.failures.get(address(2))
    assert (failure.cause, failure.topics) == (Cause.EMPTY, ("政务要闻",))
    pages, fetched_at = crawler.run.state.failures.pages(address(2))
    assert (pages[0].body, fetched_at) == (b"<html><body><p></p></body></html>", START)
    assert crawler.run.state.counts() == {"live": 0, "gone": 0}
    assert crawler.run.coverage.unread == 1


def test_a_known_article_is_not_replaced_by_a_page_without_one(crawler: Any) -> None:
    process(crawler, item(1, html("第一篇")))
    with pytest.raises(DropItem):
        process(crawler, item(1, b"<html><body>&nbsp;</body></html>"))
    assert [json.loads(line)["title"] for line in crawler.run.state.lines()] == ["第一篇"]


def test_an_invalid_record_is_quarantined_with_key_and_reason(crawler: Any) -> None:
    def broken(*_: object, **__: object) -> object:
        return article(3, paragraphs=["没有这个人。"])

    crawler.run.state.extract = broken
    with pytest.raises(DropItem, match=r"attendees: evidence .* does not slice to '甲某某'"):
        process(crawler, item(3, html()))
    assert crawler.run.state.failures.get(address(3)).cause == Cause.INVALID


def test_a_full_disk_ends_the_run_and_says_so(crawler: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise DiskError("state of sipac: database or disk is full")

    process(crawler, item(1, html("第一篇")))
    monkeypatch.setattr(crawler.run.state, "record", full)
    with pytest.raises(DropItem, match=r"not stored .*disk is full"):
        process(crawler, item(2, html("第二篇")))
    assert crawler.run.facts.stop is Stop.FAILED
    monkeypatch.undo()
    verdict = crawler.run.finish()
    assert (verdict.status, verdict.reason) == (
        Status.FAILED,
        "failed: state of sipac: database or disk is full",
    )
    assert crawler.run.state.counts()["live"] == 1
