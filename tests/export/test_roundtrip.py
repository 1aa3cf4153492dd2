"""Export and load without loss, hostile text included."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest

from newscrawler.export import Format
from newscrawler.export.write import export
from newscrawler.loading import LoadError, load
from newscrawler.record import FIELDS, Article
from newscrawler.tables import TABLES
from newscrawler.tables.rows import RECORD_TABLES, article_of, rows_of
from tests.portal.generator import Generator

from .records import HOSTILE, hostile, record, write

csv.field_size_limit(1 << 20)  # Python refuses longer cells unless asked

TABLE_FORMATS: tuple[Format, ...] = ("csv", "parquet", "sqlite")


def without_nul(value: Any) -> Any:
    text = json.dumps(value)
    return json.loads(text.replace("\\u0000", "\\ufffd"))


def test_rows_and_back() -> None:
    for article in hostile(nul=True):
        rows = {
            name: [dict(zip(TABLES[name].names, row, strict=True)) for row in found]
            for name, found in rows_of(article).items()
        }
        assert tuple(rows) == RECORD_TABLES
        assert article_of(rows) == article


@pytest.mark.parametrize("to", TABLE_FORMATS)
def test_export_and_load_lose_nothing(to: Format, tmp_path: Path) -> None:
    records = hostile(nul=False)
    summary = export([write(tmp_path / "in.jsonl", records)], to, tmp_path / "out")
    assert summary.warnings == []
    assert list(load(tmp_path / "out")) == records


def true(index: int) -> Article:
    """An article of the replica as its generator knows it, and where its names stand."""
    truth = Generator(size=300).article(index).truth()
    for person in truth["attendees"]:
        found = ((number, text.find(person["name"])) for number, text in enumerate(truth["paragraphs"]))
        person["evidence"] = [
            {"paragraph": number, "start": start, "end": start + len(person["name"])}
            for number, start in found
            if start >= 0
        ]
    return record(truth["id"], **{key: value for key, value in truth.items() if key in FIELDS})


@pytest.mark.parametrize("to", TABLE_FORMATS)
def test_the_replicas_truth_comes_back(to: Format, tmp_path: Path) -> None:
    records = [true(index) for index in range(300)]
    assert sum(len(one.attendees) for one in records) > 500
    export([write(tmp_path / "in.jsonl", records)], to, tmp_path / "out")
    assert list(load(tmp_path / "out")) == records


@pytest.mark.parametrize("to", TABLE_FORMATS)
def test_export_of_an_export_is_the_same(to: Format, tmp_path: Path) -> None:
    export([write(tmp_path / "in.jsonl", hostile(nul=False))], to, tmp_path / "one")
    export([tmp_path / "one"], to, tmp_path / "two")
    assert list(load(tmp_path / "two")) == hostile(nul=False)


def test_nul_is_kept_by_parquet_and_replaced_with_a_warning_elsewhere(tmp_path: Path) -> None:
    records = hostile(nul=True)
    source = write(tmp_path / "in.jsonl", records)
    assert export([source], "parquet", tmp_path / "parquet").warnings == []
    assert list(load(tmp_path / "parquet")) == records
    expected = [Article.model_validate(without_nul(article.model_dump())) for article in records]
    for to in ("csv", "sqlite"):
        warnings = export([source], to, tmp_path / to).warnings
        assert (
            "paragraphs.text: 4 values held a character that this format forbids; it was replaced by �"
            in warnings
        )
        loaded = list(load(tmp_path / to))
        # JSON columns escape NUL and so keep it.
        assert [without_nul(article.model_dump()) for article in loaded] == [a.model_dump() for a in expected]


def test_csv_is_read_alike_by_python_pandas_and_duckdb(tmp_path: Path) -> None:
    records = hostile(nul=False)
    export([write(tmp_path / "in.jsonl", records)], "csv", tmp_path / "out")
    texts = [text for article in records for text in article.paragraphs]
    path = tmp_path / "out" / "paragraphs.csv"
    with path.open(encoding="utf-8", newline="") as file:
        assert [row["text"] for row in csv.DictReader(file)] == texts
    frame = pd.read_csv(path, keep_default_na=False, lineterminator="\n")
    assert list(frame["text"]) == texts
    found = duckdb.execute(
        "SELECT text FROM read_csv(?, header = true, all_varchar = true, max_line_size = 10000000) ",
        [str(path)],
    ).fetchall()
    assert [text or "" for (text,) in found] == texts


def test_excel_csv_begins_with_a_mark_and_holds_no_formula(tmp_path: Path) -> None:
    export([write(tmp_path / "in.jsonl", hostile(nul=False))], "csv", tmp_path / "out", excel=True)
    for table in TABLES.values():
        path = tmp_path / "out" / f"{table.name}.csv"
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
        assert tuple(rows[0]) == table.names
        kinds = [column.type for column in table.columns]
        cells = [
            cell
            for row in rows[1:]
            for kind, cell in zip(kinds, row, strict=True)
            if kind in ("text", "json")
        ]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝"))]
    with (tmp_path / "out" / "groups.csv").open(encoding="utf-8-sig", newline="") as file:
        groups = {row["text"] for row in csv.DictReader(file)}
    assert {"'=1+1", "'@SUM(A1)", "'-1", "'＝1+1", 'say "hi"'} <= groups


def test_of_two_records_of_an_article_the_newest_counts(tmp_path: Path) -> None:
    one = write(tmp_path / "1.jsonl", [record("demo:a", revision=2), record("demo:b"), record("demo:b")])
    two = write(
        tmp_path / "2.jsonl",
        [record("demo:a", revision=1), record("demo:b", crawled_at="2023-01-01T00:00:00Z", title="新")],
    )
    summary = export([one, two], "parquet", tmp_path / "out")
    assert [(a.id, a.revision, a.title) for a in load(tmp_path / "out")] == [
        ("demo:a", 2, "全市会议召开"),
        ("demo:b", 1, "新"),
    ]
    assert summary.warnings == ["3 records left out: a newer one of the same article is there"]


def test_a_failed_export_leaves_the_old_one_and_no_litter(tmp_path: Path) -> None:
    good = write(tmp_path / "good.jsonl", [record()])
    bad = tmp_path / "bad.jsonl"
    bad.write_bytes(good.read_bytes() + b'{"id": "demo:2", "revision": 1}\n')
    for to in TABLE_FORMATS:
        export([good], to, tmp_path / f"out-{to}")
        with pytest.raises(LoadError, match=r"bad\.jsonl:2: "):
            export([bad], to, tmp_path / f"out-{to}")
        assert list(load(tmp_path / f"out-{to}")) == [record()]
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "bad.jsonl", "good.jsonl", "out-csv", "out-parquet", "out-sqlite",
    ]  # fmt: skip


def test_an_empty_file_gives_empty_tables(tmp_path: Path) -> None:
    for to in (*TABLE_FORMATS, "graphml", "gexf"):
        summary = export([write(tmp_path / "in.jsonl", [])], to, tmp_path / f"out-{to}")  # type: ignore[arg-type]
        assert set(summary.rows.values()) == {0}
        if to in TABLE_FORMATS:
            assert list(load(tmp_path / f"out-{to}")) == []


def test_a_date_that_no_calendar_has_is_null(tmp_path: Path) -> None:
    odd = record(
        edition={"newspaper": "日报", "date": "2022-02-30", "page": None},
        timestamp="2022-99-99T10:00:00+08:00",
    )
    export([write(tmp_path / "in.jsonl", [odd])], "parquet", tmp_path / "out")
    (loaded,) = load(tmp_path / "out")
    assert loaded.edition is not None and loaded.edition.date is None
    assert loaded.timestamp == odd.timestamp


def test_the_hostile_texts_are_there(tmp_path: Path) -> None:
    assert len(HOSTILE) > 40
    assert {article.source for article in hostile(nul=False)} >= set(HOSTILE)
