"""Loading: what is wrong is said with file, line and what to do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from newscrawler import load
from newscrawler.loading import LoadError, load_events

from .records import hostile, record, write


def test_load_gives_the_records(tmp_path: Path) -> None:
    records = hostile(nul=True)
    assert list(load(write(tmp_path / "a.jsonl", records))) == records


def test_blank_lines_marks_and_a_missing_last_line_break_do_not_hurt(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    line = record().to_line().encode()
    path.write_bytes(b"\xef\xbb\xbf" + line + b"\r\n\n  \n" + line)
    assert list(load(path)) == [record(), record()]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"id": ', "no JSON"),
        ("[" * 100_000, "no JSON"),
        ("3", "no object but int; `newscrawler validate"),
        ("{}", "id: Field required (and 29 more)"),
        ('{"schema_version": "2.0"}', "record of schema '2.0', this program reads 1.0"),
        (json.dumps({"seq": 1, "event": "new", "at": "2022", "record": {}}), "newscrawler.load_events"),
        ('{"id": "\\ud800"}', "no JSON"),
    ],
)
def test_a_bad_line_is_named(line: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(record().to_line() + "\n\n" + line + "\n", encoding="utf-8")
    found = load(path)
    assert next(found) == record()
    with pytest.raises(LoadError) as caught:
        next(found)
    assert caught.value.line == 3
    assert str(caught.value).startswith(f"{path}:3: ")
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_bytes_that_are_no_utf8_are_named(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes("标题".encode("gbk"))
    with pytest.raises(LoadError, match=r"a\.jsonl:1: no JSON"):
        list(load(path))


def test_events(tmp_path: Path) -> None:
    path = tmp_path / "a.changes.jsonl"
    line = '{"seq":1,"event":"new","at":"2026-11-25T03:00:00Z","record":%s}\n'
    path.write_text(line % record().to_line(), encoding="utf-8")
    (event,) = load_events(path)
    assert (event.seq, event.event, event.record) == (1, "new", record())
    path.write_text(record().to_line(), encoding="utf-8")
    with pytest.raises(LoadError, match="no event of a changes file"):
        next(load_events(path))


def test_what_is_no_export_is_named(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match="no export: it holds no articles"):
        list(load(tmp_path))
    (tmp_path / "articles.csv").write_text("id\n")
    with pytest.raises(LoadError, match=r"topics\.csv is missing"):
        list(load(tmp_path))
    other = tmp_path / "other.sqlite"
    other.write_bytes(b"SQLite format 3\0" + b"\0" * 100)
    with pytest.raises(LoadError, match="no export of newscrawler"):
        list(load(other))
    with pytest.raises(FileNotFoundError):
        list(load(tmp_path / "missing.jsonl"))
