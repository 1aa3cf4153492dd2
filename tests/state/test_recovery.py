"""Corrupt, missing or outdated state: set aside, rebuilt from the JSON Lines, said so."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from newscrawler.state.errors import DiskError, StateError
from newscrawler.state.output import changes_path, records_path, write_output
from newscrawler.state.recovery import state_path
from newscrawler.state.schema import MIGRATIONS
from newscrawler.state.store import Outcome, State
from newscrawler.verdict import Cause
from tests.state.samples import START, article, page, url


@pytest.fixture
def written(open_state: Callable[..., State]) -> Path:
    """A closed state with revisions, a withdrawn article and output; its folder."""
    state = open_state()
    state.begin_run({})
    for number in range(40):
        state.record(article(number), [page(number)], START)
    state.record(article(3, title="改后的标题"), [page(3, "b")], START)
    state.missing(article(4).id, Cause.NOT_FOUND)
    state.finish_run(0, "ok", {})
    state.begin_run({})
    state.missing(article(4).id, Cause.NOT_FOUND)
    state.add_topics(article(5).id, ["图片新闻"])
    write_output(state)
    state.finish_run(0, "ok", {})
    state.close()
    return state.output


def corrupt(path: Path, how: str) -> None:
    data = bytearray(path.read_bytes())
    if how == "header":
        data[:16] = b"not a database!!"
    elif how == "middle":
        data[8192 : 8192 + 20_000] = b"\xa5" * 20_000
    elif how == "truncated":
        del data[len(data) // 2 :]
    elif how == "empty":
        data.clear()
    path.write_bytes(bytes(data))


@pytest.mark.parametrize("how", ["header", "middle", "truncated", "empty", "missing"])
def test_a_damaged_state_is_rebuilt(written: Path, open_state: Callable[..., State], how: str) -> None:
    path = state_path(written, "sipac")
    outputs = [records_path(written, "sipac"), changes_path(written, "sipac")]
    before = [output.read_bytes() for output in outputs]
    if how == "missing":
        path.unlink()
    else:
        corrupt(path, how)
    state = open_state()
    assert any("rebuilt from the JSON Lines: 40 articles, 42 events" in notice for notice in state.notices)
    kept = [p for p in path.parent.glob("sipac.sqlite.corrupt-*") if not p.name.endswith(("-wal", "-shm"))]
    if how in ("missing", "empty"):
        assert kept == []
    else:
        assert [file.name for file in kept] == ["sipac.sqlite.corrupt-20261125T030000"]
        assert any(kept[0].name in notice for notice in state.notices)
    write_output(state)
    assert [output.read_bytes() for output in outputs] == before
    assert state.counts() == {"live": 39, "gone": 1}
    state.begin_run({})
    assert state.record(article(8), [page(8)], START).outcome is Outcome.UNCHANGED
    assert state.record(article(99), [page(99)], START).outcome is Outcome.NEW
    assert state.connection.execute("SELECT max(seq) FROM changes").fetchone()[0] == 43
    known = state.known(url(5))
    assert known is not None
    assert known.topics == ("图片新闻", "政务要闻")
    assert known.checked_at == "2026-11-25T03:00:00Z"


def test_a_rebuilt_state_is_opened_without_further_notice(
    written: Path, open_state: Callable[..., State]
) -> None:
    corrupt(state_path(written, "sipac"), "header")
    open_state().close()
    assert open_state().notices == []


def test_unreadable_lines_are_skipped_and_counted(written: Path, open_state: Callable[..., State]) -> None:
    state_path(written, "sipac").unlink()
    changes = changes_path(written, "sipac")
    lines = changes.read_bytes().splitlines(keepends=True)
    lines[6] = b'{"seq": 7, "event": "new", "at\n'
    lines[7] = lines[7].replace(b'"title":', b'"titel":')
    changes.write_bytes(b"".join(lines) + b'{"seq":')
    records = records_path(written, "sipac")
    records.write_bytes(records.read_bytes() + b"\xff\xfe\n")
    state = open_state()
    assert any("4 unreadable lines skipped" in notice for notice in state.notices)
    assert state.counts() == {"live": 39, "gone": 1}


def test_a_state_older_than_its_output_catches_up(written: Path, open_state: Callable[..., State]) -> None:
    path = state_path(written, "sipac")
    backup = shutil.copy(path, path.with_suffix(".backup"))
    state = open_state()
    state.begin_run({})
    state.record(article(50), [page(50)], START)
    write_output(state)
    state.close()
    shutil.copy(backup, path)
    state = open_state()
    assert any("41 articles, 1 events" in notice for notice in state.notices)
    assert state.known(url(50)) is not None
    assert len(state.raw(article(1).id)) == 1  # what the older state had is still there


def test_a_state_of_a_newer_program_is_left_alone(written: Path, open_state: Callable[..., State]) -> None:
    path = state_path(written, "sipac")
    with sqlite3.connect(path) as db:
        db.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    db.close()
    before = path.read_bytes()
    with pytest.raises(StateError, match="written by a newer version"):
        open_state()
    assert path.read_bytes() == before
    with pytest.raises(StateError, match="written by a newer version"):  # and the lock was given back
        open_state()


def test_a_folder_that_cannot_be_written_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "output").write_text("a file where the folder should be")
    with pytest.raises((DiskError, StateError), match="state of sipac"):
        State.open(tmp_path / "output", "sipac")
