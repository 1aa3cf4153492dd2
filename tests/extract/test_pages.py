"""Every page under tests/pages comes out as its expected.json says, key by key.

A fixture is a folder ``<family>/<page>/`` with the raw bytes ``page.html``, ``meta.json`` (url, headers) and
``expected.json`` (record keys; ``family`` is the name of the detected family or null).
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from newscrawler.extract import Page, RawPage, extract_pages
from newscrawler.extract.family import detect_family
from newscrawler.extract.pruning import is_running
from newscrawler.families import load_families

ROOT = Path(__file__).parents[1] / "pages"
FIXTURES = sorted(path.parent for path in ROOT.glob("*/*/page.html"))


def load(folder: Path) -> tuple[RawPage, dict[str, Any]]:
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    raw = RawPage(meta["url"], (folder / "page.html").read_bytes(), meta.get("headers") or {})
    return raw, json.loads((folder / "expected.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("folder", [pytest.param(f, id=f"{f.parent.name}/{f.name}") for f in FIXTURES])
def test_record(folder: Path) -> None:
    raw, expected = load(folder)
    record = extract_pages([raw]).model_dump()
    family = detect_family(Page(raw))
    record["family"] = family.name if family else None
    assert {key: record[key] for key in expected} == expected


@pytest.mark.parametrize("folder", [pytest.param(f, id=f"{f.parent.name}/{f.name}") for f in FIXTURES])
def test_general_layer_alone(folder: Path) -> None:
    """A body of running text comes out alike without profile and family."""
    raw, expected = load(folder)
    if any(map(is_running, expected.get("paragraphs", ()))):
        assert extract_pages([raw], layers=("meta", "general")).paragraphs == expected["paragraphs"]


def test_every_family_has_a_page() -> None:
    assert set(load_families()) <= {folder.parent.name for folder in FIXTURES}
