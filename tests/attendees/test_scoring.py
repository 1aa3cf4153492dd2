"""The scorer: by hand on small cases, and against the conventions' own scorer on disturbed predictions."""

from __future__ import annotations

import copy
import importlib.util
import random
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.attendees.cases import HERE, load
from tests.attendees.scoring import FIELDS, Tally, compare, dice, errors


def record(**people: tuple[list[str], list[str]]) -> dict[str, Any]:
    """A record with people given as name=(titles, actions)."""
    attendees = [{"name": name, "titles": titles, "actions": acts} for name, (titles, acts) in people.items()]
    return {"attendees": attendees, "attending_groups": [], "reporters": [], "edition": None}


def test_a_right_prediction_is_a_full_case() -> None:
    gold = record(莫远=(["市长"], ["主持"]))
    assert compare(gold, copy.deepcopy(gold)).full


def test_order_of_titles_does_not_count() -> None:
    gold, found = record(莫远=(["市长", "组长"], [])), record(莫远=(["组长", "市长"], []))
    assert compare(gold, found).full


def test_a_wrong_action_is_one_missed_and_one_spurious() -> None:
    outcome = compare(record(莫远=([], ["主持"])), record(莫远=([], ["讲话"])))
    assert outcome.hits["action"] == 0
    assert errors(outcome) == ["action   missed   莫远 | 主持", "action   spurious 莫远 | 讲话"]


def test_titles_of_a_wrong_name_count_but_are_not_listed() -> None:
    outcome = compare(record(), record(莫远=(["市长"], [])))
    assert len(outcome.spurious["title"]) == 1
    assert errors(outcome) == ["name     spurious 莫远"]


def test_a_group_may_differ_a_little() -> None:
    gold, found = record(), record()
    gold["attending_groups"] = ["各县和市直有关部门主要负责人"]
    found["attending_groups"] = ["县和市直有关部门主要负责人"]
    assert compare(gold, found).full
    found["attending_groups"] = ["市直有关部门"]
    assert not compare(gold, found).full


def test_one_predicted_group_serves_one_gold_group() -> None:
    gold, found = record(), record()
    gold["attending_groups"] = ["各市直部门主要负责人", "各区直部门主要负责人"]
    found["attending_groups"] = ["各市直部门主要负责人"]
    assert compare(gold, found).hits["group"] == 1


def test_dice_counts_repeated_bigrams() -> None:
    assert dice("哈哈哈", "哈哈") == pytest.approx(2 / 3)
    assert dice("甲", "乙") == 0.0


def test_edition_needs_all_three_parts() -> None:
    gold, found = record(), record()
    gold["edition"] = {"newspaper": "河报", "date": "2021-01-02", "page": "1"}
    found["edition"] = {"newspaper": "河报", "date": "2021-01-02", "page": None}
    assert errors(compare(gold, found)) == ["edition  wrong"]
    found["edition"]["page"] = "1"
    assert compare(gold, found).full


@pytest.fixture(scope="module")
def reference(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_reference", shared / "attendees" / "score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def disturbed(case: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """A prediction with faults of every field strewn in."""
    found = copy.deepcopy(case)
    for person in found["attendees"]:
        if chance.random() < 0.2:
            person["name"] += "某"
        if person["titles"] and chance.random() < 0.2:
            person["titles"].pop()
        if chance.random() < 0.2:
            person["actions"] = ["参加"]
    found["attending_groups"] = [g[1:] if chance.random() < 0.5 else g[:4] for g in found["attending_groups"]]
    if found["reporters"] and chance.random() < 0.3:
        found["reporters"].pop()
    if chance.random() < 0.2:
        found["edition"] = None
    return found


@pytest.mark.shared
def test_same_figures_as_the_conventions_scorer(reference: ModuleType) -> None:
    chance = random.Random(5)
    gold = {case["id"]: case for case in load(HERE / "cases_open.jsonl")}
    found = {ident: disturbed(case, chance) for ident, case in gold.items()}
    tally = Tally()
    for ident, case in gold.items():
        tally.add(compare(case, found[ident]))
    expected = reference.evaluate(gold, found)[0].report()
    assert {name: tally.counts[name].f1 for name in FIELDS} == {n: expected[n]["f1"] for n in FIELDS}
    assert tally.full / tally.cases == expected["full_case_rate"]
    assert tally.editions / tally.cases == expected["edition_accuracy"]
    assert all(0 < tally.counts[name].f1 < 1 for name in FIELDS)
