"""A whole crawl against the ground truth, field by field, articles over several addresses among them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from newscrawler.urls import identity
from tests.crawl.command import crawl, run
from tests.portal import twin

EXACT = (
    "title", "subtitle", "timestamp", "timestamp_precision", "source", "reporters", "edition", "breadcrumb",
    "topics",
)  # fmt: skip


def told(record: dict[str, Any], optional: list[str]) -> list[str]:
    """The paragraphs, without lines that may stand among them or not."""
    return [text for text in record["paragraphs"] if text not in optional]


@pytest.mark.parametrize("articles", [300, pytest.param(2000, marks=pytest.mark.slow)])
def test_every_field_of_every_article(portal: Any, output: Path, articles: int) -> None:
    replica = portal(articles=articles)
    done = crawl(replica, output)
    assert done.status == 0, done.err
    done.clean()
    truth = {identity(t["url"]): t for t in replica.truth()}
    found = {identity(r["url"]): r for r in done.records}
    assert found.keys() == truth.keys()
    assert done.report["by_topic"] == Counter(topic for record in done.records for topic in record["topics"])
    wrong = [
        (url, name, found[url][name], right[name])
        for url, right in truth.items()
        for name in EXACT
        if found[url][name] != right[name]
    ]
    wrong += [
        (url, "paragraphs", told(found[url], t["optional"]), told(t, t["optional"]))
        for url, t in truth.items()
        if told(found[url], t["optional"]) != told(t, t["optional"])
    ]
    assert not wrong, (len(wrong), wrong[:3])

    several = [url for url, t in truth.items() if len(t["addresses"]) > 1]
    assert len(several) >= 3
    asked = {identity(entry["url"]) for entry in replica.log() if entry["status"] == 200}
    assert all(identity(page) in asked for url in several for page in truth[url]["addresses"])

    right = sum(len(t["attendees"]) for t in truth.values())
    named = sum(len(r["attendees"]) for r in found.values())
    common = sum(
        len({a["name"] for a in t["attendees"]} & {a["name"] for a in found[url]["attendees"]})
        for url, t in truth.items()
    )
    score = 2 * common / (right + named)
    print(f"attendees' names: F1 {score:.4f}")
    assert score >= 0.95
    assert run("validate", str(output / "sipac.jsonl"), output=output).status == 0


def test_the_twin_of_the_first_article_through_the_whole_crawl(portal: Any, output: Path) -> None:
    replica = portal(articles=8)
    assert crawl(replica, output).status == 0
    (truth,) = [t for t in replica.truth() if twin.IDENT in t["url"]]
    (record,) = [r for r in crawl(replica, output).records if twin.IDENT in r["url"]]
    for name in (*EXACT, "paragraphs", "attending_groups", "event_date"):
        assert record[name] == truth[name], name
    people = [{key: person[key] for key in ("name", "titles", "actions")} for person in record["attendees"]]
    assert people == [{key: p[key] for key in ("name", "titles", "actions")} for p in truth["attendees"]]
    for person in record["attendees"]:
        for span in person["evidence"]:
            place = span["paragraph"]
            text = record[place] if isinstance(place, str) else record["paragraphs"][place]
            assert text[span["start"] : span["end"]] == person["name"]
