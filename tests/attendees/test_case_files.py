"""The case files keep the conventions' form: the same checks as for the development cases."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from tests.attendees.cases import HERE, load

PARTS = {
    "cases": ("open", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "sealed"),
    "sentences": ("open", "second", "sixth", "seventh", "ninth", "sealed"),
}
FILES = tuple(f"{kind}_{part}" for kind, parts in PARTS.items() for part in parts)


@pytest.fixture(scope="module")
def check(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("check_cases", shared / "attendees" / "check.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.shared
@pytest.mark.parametrize("name", FILES)
def test_every_case_is_backed_by_its_own_text(name: str, check: ModuleType) -> None:
    faulty = [case["id"] for case in load(HERE / f"{name}.jsonl") if list(check.check_case(case))]
    assert faulty == []


@pytest.mark.parametrize("kind", PARTS)
def test_the_parts_share_no_paragraph(kind: str) -> None:
    seen = [
        {p for case in load(HERE / f"{kind}_{part}.jsonl") for p in case["paragraphs"]}
        for part in PARTS[kind]
    ]
    assert len(set.union(*seen)) == sum(map(len, seen))
