"""newscrawler.frames: one line from JSON Lines to frames."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import polars as pl
import pytest

import newscrawler
from newscrawler.extras import MissingExtraError
from newscrawler.tables import TABLES

from .records import hostile, record, write


def test_pandas(tmp_path: Path) -> None:
    records = [
        record("demo:1", ("曹路宝", "李明")),
        record("demo:2", ("李明",), edition=None, timestamp=None, timestamp_precision=None),
    ]
    frames = newscrawler.frames(write(tmp_path / "in.jsonl", records))
    assert list(frames) == list(TABLES)
    for table in TABLES.values():
        assert tuple(frames[table.name].columns) == table.names
        for column in table.columns:
            kind = frames[table.name][column.name].dtype
            assert {
                "text": pd.StringDtype(), "json": pd.StringDtype(), "integer": pd.Int64Dtype(), "number": "float64",
            }.get(column.type, kind) == kind, (table.name, column.name)  # fmt: skip
            assert column.type != "date" or kind.kind == "M"
    joined = frames.attendees.merge(frames.articles, left_on="article_id", right_on="id")
    assert list(joined["name"]) == ["曹路宝", "李明", "李明"]
    assert joined["date"].dt.year.tolist()[:2] == [2022, 2022]
    assert frames.articles["edition_page"].isna().tolist() == [False, True]
    assert repr(frames).startswith("Frames(articles: 2, topics: 4")
    with pytest.raises(AttributeError, match="no table 'nobody': there are articles"):
        _ = frames.nobody


def test_polars_without_people(tmp_path: Path) -> None:
    path = write(tmp_path / "in.jsonl", hostile(nul=True))
    frames = newscrawler.frames(path, library="polars", people=False)
    assert "people" not in frames
    assert frames.articles.schema["date"] == pl.Date
    assert frames.paragraphs["text"].to_list() == [
        text for a in newscrawler.load(path) for text in a.paragraphs
    ]


def test_a_missing_library_is_named_with_its_extra(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(__import__("sys").modules, "polars", None)
    with pytest.raises(MissingExtraError, match=r"this needs polars: pip install 'newscrawler\[polars\]'"):
        newscrawler.frames(tmp_path / "in.jsonl", library="polars")
    with pytest.raises(ValueError, match="none of pandas, polars"):
        newscrawler.frames(tmp_path / "in.jsonl", library="spark")  # type: ignore[arg-type]
