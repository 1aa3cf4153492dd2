"""The graph formats, read back by the library that others read them with."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import networkx
import pytest

from newscrawler.export.write import export

from .records import record, write


def read(path: Path, to: str) -> Any:
    return networkx.read_graphml(path) if to == "graphml" else networkx.read_gexf(path)


@pytest.mark.parametrize("to", ["graphml", "gexf"])
def test_persons_and_who_was_seen_with_whom(to: str, tmp_path: Path) -> None:
    day = {"date": "2022-07-01", "end_date": None, "text": "昨天", "paragraph": 0}
    records = [
        record("demo:1", ("曹路宝", "李明", "𠮷田")),
        record("demo:2", ("曹路宝", "李明")),
        record("demo:3", ("李明", "曹路宝"), event_date=day),
    ]
    summary = export([write(tmp_path / "in.jsonl", records)], to, tmp_path / "out")  # type: ignore[arg-type]
    graph = read(tmp_path / "out", to)
    names = {node: data["name"] for node, data in graph.nodes(data=True)}
    edges = {frozenset((names[a], names[b])): data for a, b, data in graph.edges(data=True)}
    assert sorted(names.values()) == ["曹路宝", "李明", "𠮷田"]
    pair = edges[frozenset(("曹路宝", "李明"))]
    assert (pair["articles"], pair["days"], pair["first_seen"], pair["last_seen"]) == (
        3,
        2,
        "2022-06-21",
        "2022-07-01",
    )
    assert pair["weight"] == 3
    assert edges[frozenset(("李明", "𠮷田"))]["articles"] == 1
    assert summary.warnings == []


@pytest.mark.parametrize("to", ["graphml", "gexf"])
def test_what_xml_forbids_is_replaced_with_a_warning(to: str, tmp_path: Path) -> None:
    odd = "李\x0b明\ufffe&<\"'>"
    name = odd.replace("\x0b", "")
    attendee = {
        "name": name, "titles": ["市长\x0c\x1b"], "actions": [],
        "evidence": [{"paragraph": 0, "start": 0, "end": len(name)}],
    }  # fmt: skip
    bad = record(people=(), attendees=[attendee], paragraphs=[name], event_date=None)
    summary = export([write(tmp_path / "in.jsonl", [bad])], to, tmp_path / "out")  # type: ignore[arg-type]
    ((_, data),) = read(tmp_path / "out", to).nodes(data=True)
    assert data["name"] == "李明�&<\"'>"
    assert data["post"] == "市长��"
    assert [line.partition(":")[0] for line in summary.warnings] == ["people.name", "people.post"]
