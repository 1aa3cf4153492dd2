"""datapackage.json and croissant.json are what their validators accept, and say what the files hold."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import mlcroissant
import pytest
from frictionless import Package, validate

from newscrawler.export import Format
from newscrawler.export.package import CROISSANT, DATAPACKAGE
from newscrawler.export.write import DestinationError, export
from newscrawler.loading import load
from newscrawler.tables import TABLES

from .records import hostile, record, write


@pytest.mark.parametrize("excel", [False, True])
def test_frictionless_validates_every_row_and_key(excel: bool, tmp_path: Path) -> None:
    records = [record("demo:1", ("曹路宝", "李明")), record("demo:2", ("李明",)), record("demo:3", ())]
    export([write(tmp_path / "in.jsonl", records)], "csv", tmp_path / "out", excel=excel)
    report = validate(str(tmp_path / "out" / DATAPACKAGE))
    assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "message"])
    assert {task.name for task in report.tasks} == set(TABLES)
    assert {task.name: task.stats["rows"] for task in report.tasks}["attendees"] == 3


def test_frictionless_finds_what_was_changed(tmp_path: Path) -> None:
    export([write(tmp_path / "in.jsonl", [record()])], "csv", tmp_path / "out")
    with (tmp_path / "out" / "topics.csv").open("a", encoding="utf-8") as file:
        file.write('"no:article",7,"要闻"\n')
    report = validate(str(tmp_path / "out" / DATAPACKAGE))
    assert {"foreign-key", "hash-count"} <= {row[0] for row in report.flatten(["type"])}


def test_frictionless_accepts_the_description_of_parquet(tmp_path: Path) -> None:
    export([write(tmp_path / "in.jsonl", [record()])], "parquet", tmp_path / "out")
    descriptor = json.loads((tmp_path / "out" / DATAPACKAGE).read_text(encoding="utf-8"))
    assert list(Package.metadata_validate(descriptor)) == []


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib", "ignore::DeprecationWarning:mlcroissant")
@pytest.mark.parametrize("to", ["csv", "parquet"])
def test_mlcroissant_validates_and_reads(to: str, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    export(
        [write(tmp_path / "in.jsonl", [record("demo:plain"), *hostile(nul=False)[:3]])], to, tmp_path / "out"
    )  # type: ignore[arg-type]
    with caplog.at_level(logging.ERROR):
        dataset = mlcroissant.Dataset(jsonld=tmp_path / "out" / CROISSANT)
        assert not dataset.metadata.ctx.issues.errors
        rows = list(dataset.records("topics"))
    assert rows[0]["topics/topic"] == "要闻".encode()
    assert {record_set.name for record_set in dataset.metadata.record_sets} == set(TABLES)


def test_other_files_are_never_replaced(tmp_path: Path) -> None:
    source = write(tmp_path / "in.jsonl", [record()])
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.docx").write_text("x")
    with pytest.raises(DestinationError, match="holds other files"):
        export([source], "csv", tmp_path / "mine")
    with pytest.raises(DestinationError, match="is a folder"):
        export([source], "sqlite", tmp_path / "mine")
    with pytest.raises(DestinationError, match="is a file"):
        export([source], "parquet", tmp_path / "mine" / "thesis.docx")
    (tmp_path / "mine" / DATAPACKAGE).write_text('{"name": "thesis", "resources": [{"format": "csv"}]}')
    with pytest.raises(DestinationError, match="holds other files"):
        export([source], "csv", tmp_path / "mine")
    assert (tmp_path / "mine" / "thesis.docx").read_text() == "x"


@pytest.mark.parametrize("to", ["csv", "parquet"])
def test_files_beside_an_export_stay_when_it_is_replaced(to: Format, tmp_path: Path) -> None:
    out = tmp_path / "out"
    export([write(tmp_path / "in.jsonl", [record("demo:1")])], to, out)
    (out / "notes.txt").write_text("mine")
    (out / "figs").mkdir()
    (out / "figs" / "1.svg").write_text("mine too")
    both = [record("demo:1"), record("demo:2")]
    export([write(tmp_path / "in.jsonl", both)], to, out)
    assert list(load(out)) == both
    assert json.loads((out / DATAPACKAGE).read_text("utf-8"))["resources"][0]["rows"] == 2
    assert [(out / "notes.txt").read_text(), (out / "figs" / "1.svg").read_text()] == ["mine", "mine too"]
    other: Format = "parquet" if to == "csv" else "csv"
    with pytest.raises(DestinationError, match=f"holds an export as {to}"):
        export([tmp_path / "in.jsonl"], other, out)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.jsonl", "out"]
