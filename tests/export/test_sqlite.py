"""The SQLite export: keys hold, indexes serve, and the full-text index finds Chinese."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawler.export.write import export
from newscrawler.fulltext import FTS_TABLE, SEARCH_SQL, index_text, match_query, register
from newscrawler.tables import TABLES

from .records import hostile, record, write

TEXTS = {
    "demo:1": "昨天，李明、曹路宝参加会议。",
    "demo:2": "明天李家村开会，曹路与宝山。",
    "demo:3": "阿旺·多吉 visited the Suzhou Industrial Park，ＡＢＣ公司。",
    "demo:4": "𠮷野家与𰻝𰻝面；李",
    "demo:5": "",
}


@pytest.fixture
def database(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    records = [record(ident, people=(), paragraphs=[text], title="标题") for ident, text in TEXTS.items()]
    export([write(tmp_path / "in.jsonl", records)], "sqlite", tmp_path / "out.sqlite")
    with closing(sqlite3.connect(tmp_path / "out.sqlite")) as connection:
        register(connection)
        yield connection


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("李明", {"demo:1"}),
        ("曹路宝", {"demo:1"}),
        ("曹路", {"demo:1", "demo:2"}),
        ("路宝", {"demo:1"}),
        ("李", {"demo:1", "demo:2", "demo:4"}),
        ("李明 会议", {"demo:1"}),
        ("李明 村", set()),
        ("阿旺•多吉", {"demo:3"}),
        ("suzhou PARK", {"demo:3"}),
        ("abc公司", {"demo:3"}),
        ("𠮷野", {"demo:4"}),
        ("𰻝𰻝面", {"demo:4"}),
        ("标题", set(TEXTS)),
        ("", set()),
        ("、。", set()),
        ('李明" OR "', {"demo:1"} & set()),
        ("NOT", set()),
        ("headline:标题", set()),
        ("*", set()),
    ],
)
def test_search(query: str, found: set[str], database: sqlite3.Connection) -> None:
    rows = database.execute(SEARCH_SQL, {"text": query, "limit": 100})
    assert {row[1] for row in rows} == found


@given(st.text(max_size=40))
def test_no_query_is_a_syntax_error_and_every_text_finds_itself(text: str) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(f"CREATE VIRTUAL TABLE {FTS_TABLE} USING fts5(body, content='', tokenize='ascii')")
        connection.execute(f"INSERT INTO {FTS_TABLE}(rowid, body) VALUES (1, ?)", (index_text(text),))
        found = connection.execute(
            f"SELECT 1 FROM {FTS_TABLE} WHERE {FTS_TABLE} MATCH ?", (match_query(text),)
        )
        assert (found.fetchone() is not None) == bool(index_text(text))


def test_foreign_keys_hold_and_keys_are_unique(tmp_path: Path) -> None:
    export([write(tmp_path / "in.jsonl", hostile(nul=True))], "sqlite", tmp_path / "out.sqlite")
    with closing(sqlite3.connect(tmp_path / "out.sqlite")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        for table in TABLES.values():
            listed = connection.execute(f"PRAGMA foreign_key_list([{table.name}])").fetchall()
            assert {(row[2], row[3], row[4]) for row in listed} == {
                (reference.table, mine, theirs)
                for reference in table.refers
                for mine, theirs in zip(reference.columns, reference.to, strict=True)
            }
            columns = connection.execute(f"PRAGMA table_info([{table.name}])").fetchall()
            assert tuple(row[1] for row in columns) == table.names
            unique = connection.execute(f"PRAGMA index_list([{table.name}])").fetchall()
            assert any(row[2] for row in unique)
        connection.execute("PRAGMA foreign_keys = ON")
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute("INSERT INTO topics VALUES ('no:article', 0, '要闻')")


def test_what_is_asked_most_is_served_by_an_index(tmp_path: Path) -> None:
    records = [record(f"demo:{number}", ("曹路宝", "李明", f"王{number}")) for number in range(300)]
    export([write(tmp_path / "in.jsonl", records)], "sqlite", tmp_path / "out.sqlite")
    with closing(sqlite3.connect(tmp_path / "out.sqlite")) as connection:
        for question in (
            "SELECT * FROM paragraphs WHERE article_id = 'x'",
            "SELECT * FROM titles WHERE article_id = 'x' AND attendee = 1",
            "SELECT * FROM attendees WHERE name = 'x'",
            "SELECT * FROM appearances WHERE person_id = 'x' ORDER BY date",
            "SELECT * FROM companions WHERE companion_id = 'x'",
            "SELECT * FROM articles WHERE portal = 'x' ORDER BY date",
            "SELECT * FROM people WHERE name = 'x'",
        ):
            plan = connection.execute(f"EXPLAIN QUERY PLAN {question}").fetchall()
            assert all("SEARCH" in step[3] for step in plan), (question, plan)
