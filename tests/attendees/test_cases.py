"""The development cases and the open cases against the bars of the conventions, text in, bylines cut off."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.attendees import evaluate
from tests.attendees.cases import load

HERE = Path(__file__).parent
BARS = {
    "dev.jsonl": {"name": 0.98, "title": 0.95, "action": 0.95, "group": 0.92, "full": 0.85},
    "cases_open.jsonl": {"name": 0.98, "title": 0.95, "action": 0.95, "group": 0.92, "full": 0.85},
    "sentences_open.jsonl": {"name": 0.94, "title": 0.93, "action": 0.93, "full": 0.8},
}


@pytest.mark.parametrize("name", BARS)
def test_bars(name):
    report = evaluate(load(HERE / name))
    below = {field: round(report[field], 3) for field, bar in BARS[name].items() if report[field] < bar}
    assert not below
