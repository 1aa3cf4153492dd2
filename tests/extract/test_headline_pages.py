"""Headline fields over saved pages: the fixtures without families, and the bars on the real pages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from newscrawler.extract import headline
from newscrawler.extract.context import LAYERS, Context, Document
from newscrawler.extract.draft import Draft
from newscrawler.extract.family import detect_family
from newscrawler.extract.page import Page, RawPage
from newscrawler.extract.title import squash
from newscrawler.portals import profile_for
from newscrawler.urls import canonical_url
from tests.extract.test_pages import FIXTURES, load

KEYS = ("kicker", "title", "subtitle", "timestamp", "timestamp_precision", "source", "breadcrumb")
GENERAL = ("meta", "general")


def read(raw: RawPage, layers: tuple[str, ...]) -> Draft:
    url = canonical_url(raw.url)
    document = Document((Page(raw),))
    family = detect_family(document.first) if "family" in layers else None
    draft = Draft()
    headline.run(document, Context(url=url, profile=profile_for(url), family=family, layers=layers), draft)
    return draft


@pytest.mark.parametrize("folder", [pytest.param(f, id=f"{f.parent.name}/{f.name}") for f in FIXTURES])
def test_fixture_without_family(folder: Path) -> None:
    raw, expected = load(folder)
    draft = read(raw, GENERAL)
    assert {key: getattr(draft, key) for key in KEYS if key in expected} == {
        key: expected[key] for key in KEYS if key in expected
    }


@pytest.mark.parametrize("layers", [pytest.param(LAYERS, id="all"), pytest.param(GENERAL, id="general")])
def test_the_first_article(shared: Path, layers: tuple[str, ...]) -> None:
    expected = json.loads((shared / "seed" / "expected.json").read_text(encoding="utf-8"))
    draft = read(RawPage(expected["url"], (shared / "seed" / "article.html").read_bytes()), layers)
    assert {key: getattr(draft, key) for key in (*KEYS, "language")} == {
        key: expected[key] for key in (*KEYS, "language")
    }


def right(gold: dict[str, Any], key: str, have: str | None) -> bool:
    wanted = [squash(text) for text in (gold.get(key), *(gold.get(f"{key}_alt") or [])) if text]
    return bool(gold.get(key)) and squash(have or "") in wanted


def shown_time(gold: dict[str, Any], draft: Draft) -> bool:
    allowed = [text for text in (gold["published"], *(gold.get("published_alt") or [])) if text]
    day = (draft.timestamp or "")[:10]
    minute = (draft.timestamp or "")[:16] if draft.timestamp_precision != "day" else None
    if "T" in gold["published"]:
        return minute in allowed or day in allowed
    return day in [text[:10] for text in allowed]


@pytest.mark.shared
@pytest.mark.parametrize(
    ("layers", "bars"),
    [
        pytest.param(LAYERS, {"title": 0.98, "time": 0.98, "source": 0.97, "subtitle": 0.95, "kicker": 0.95, "breadcrumb": 0.95}, id="all"),
        pytest.param(GENERAL, {"title": 0.95, "time": 0.95, "source": 0.95, "subtitle": 0.95, "kicker": 0.95, "breadcrumb": 0.95}, id="general"),
    ],
)  # fmt: skip
def test_real_pages(shared: Path, layers: tuple[str, ...], bars: dict[str, float]) -> None:
    """False subtitles, kickers and sources count as errors."""
    pages = shared / "pages"
    rows = [json.loads(line) for line in (pages / "manifest.jsonl").read_text(encoding="utf-8").splitlines()]
    urls = {row["file"]: row.get("url") or "file:page.html" for row in rows}
    results: dict[str, list[bool]] = {name: [] for name in bars}
    missed: list[str] = []

    def note(name: str, file: str, fine: bool) -> None:
        results[name].append(fine)
        if not fine:
            missed.append(f"{name} {file}")

    for line in (pages / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        draft = read(RawPage(urls[gold["file"]], (pages / gold["file"]).read_bytes()), layers)
        for key in ("title", "source", "subtitle", "kicker"):
            if gold.get(key) or getattr(draft, key):
                note(key, gold["file"], right(gold, key, getattr(draft, key)))
        note("time", gold["file"], shown_time(gold, draft))
        if gold.get("breadcrumb"):
            note("breadcrumb", gold["file"], draft.breadcrumb == gold["breadcrumb"])
    shares = {name: sum(fine) / len(fine) for name, fine in results.items()}
    assert all(shares[name] >= bar for name, bar in bars.items()), (shares, missed)
