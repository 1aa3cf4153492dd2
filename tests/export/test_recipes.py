"""Every recipe of docs/loading.md runs."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from newscrawler.export.write import export
from newscrawler.tables import TABLES

from .records import record, write

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "loading.md").read_text(encoding="utf-8")


def recipes(kind: str) -> list[str]:
    found = re.findall(rf"^```{kind}\n(.*?)^```", TEXT, re.M | re.S)
    assert found
    return found


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    records = [record(f"demo:{number}", ("曹路宝", "李明")) for number in range(3)]
    source = write(tmp_path / "sipac.jsonl", records)
    for to in ("csv", "parquet"):
        export([source], to, tmp_path / f"sipac-{to}")
    export([source], "sqlite", tmp_path / "sipac.sqlite")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("kind", "told"), [("python", "李明     3"), ("python search", "demo:2 全市会议召开")]
)
def test_python(kind: str, told: str, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for recipe in recipes(kind):
        scope: dict[str, object] = {}
        exec(compile(recipe, "docs/loading.md", "exec"), scope)
        if "db" in scope:
            scope["db"].close()  # type: ignore[attr-defined]
    assert told in capsys.readouterr().out


def test_duckdb(here: Path) -> None:
    for recipe in recipes("sql duckdb"):
        assert duckdb.execute(recipe).fetchall()


def test_sqlite(here: Path) -> None:
    with closing(sqlite3.connect("sipac.sqlite")) as connection:
        for recipe in recipes("sql sqlite"):
            assert connection.execute(recipe).fetchall()


def test_r(here: Path) -> None:
    if shutil.which("Rscript") is None:
        pytest.skip("no R on this machine: apt-get install r-base-core r-cran-rsqlite")
    for recipe, told in zip(recipes("r"), ("出席", "曹路宝"), strict=True):
        done = subprocess.run(
            ["Rscript", "--vanilla", "-e", recipe], env=os.environ | {"LC_ALL": "C.UTF-8"},
            check=True, timeout=60, capture_output=True, text=True,
        )  # fmt: skip
        assert told in done.stdout


def test_the_page_names_every_table() -> None:
    assert [name for name in TABLES if f"`{name}`" not in TEXT] == []
