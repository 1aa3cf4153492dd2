"""The published files: atomic, whole, and untouched when nothing changed."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from newscrawler.loading import load
from newscrawler.state.errors import DiskError
from newscrawler.state.output import changes_path, records_path, write_output
from newscrawler.state.store import State
from tests.state.samples import START, article, page


def fill(state: State, numbers: range, **changed: object) -> None:
    for number in numbers:
        state.record(article(number, **changed), [page(number)], START)


def stamps(folder: Path) -> dict[str, tuple[int, int]]:
    return {path.name: (path.stat().st_mtime_ns, path.stat().st_ino) for path in folder.glob("*.jsonl")}


def test_both_files_hold_what_the_state_holds(state: State) -> None:
    fill(state, range(30))
    assert write_output(state)
    records = list(load(records_path(state.output, "sipac")))
    assert [record.to_line() for record in records] == list(state.lines())
    events = [
        json.loads(line) for line in changes_path(state.output, "sipac").read_text("utf-8").splitlines()
    ]
    assert [event["seq"] for event in events] == list(range(1, 31))
    assert {event["event"] for event in events} == {"new"}
    assert list(events[0]) == ["seq", "event", "at", "record"]
    assert events[4]["record"] == state.get(article(4).id)


def test_text_is_utf8_without_escapes(state: State) -> None:
    fill(state, range(1), title="赵焱𠮷喆镕䶮")
    write_output(state)
    assert "赵焱𠮷喆镕䶮" in records_path(state.output, "sipac").read_text("utf-8")


def test_nothing_is_touched_when_nothing_changed(state: State) -> None:
    fill(state, range(3))
    write_output(state)
    before = stamps(state.output)
    fill(state, range(3))
    assert not write_output(state)
    assert stamps(state.output) == before


def test_an_empty_state_writes_no_file(state: State) -> None:
    assert not write_output(state)
    assert list(state.output.glob("*.jsonl")) == []


def test_changes_grow_and_records_are_replaced(state: State) -> None:
    fill(state, range(3))
    write_output(state)
    first = changes_path(state.output, "sipac").read_bytes()
    fill(state, range(2, 4), title="改后的标题")
    write_output(state)
    second = changes_path(state.output, "sipac").read_bytes()
    assert second.startswith(first)
    assert [json.loads(line)["event"] for line in second.splitlines()] == ["new"] * 3 + ["revised", "new"]


@pytest.mark.parametrize("damage", ["deleted", "torn", "longer"])
def test_files_that_others_damaged_are_written_anew(state: State, damage: str) -> None:
    fill(state, range(3))
    write_output(state)
    paths = [records_path(state.output, "sipac"), changes_path(state.output, "sipac")]
    whole = [path.read_bytes() for path in paths]
    for path in paths:
        if damage == "deleted":
            path.unlink()
        else:
            path.write_bytes(path.read_bytes()[:-9] if damage == "torn" else path.read_bytes() + b'{"seq":')
    assert write_output(state)
    assert [path.read_bytes() for path in paths] == whole


@pytest.mark.parametrize("call", ["fsync", "replace", "write"])
def test_a_full_disk_is_reported_and_leaves_the_old_files(
    state: State, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    fill(state, range(3))
    write_output(state)
    before = stamps(state.output)
    fill(state, range(3, 9))

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        if call == "fsync":
            patched.setattr("os.fsync", full)
        elif call == "replace":
            patched.setattr("pathlib.Path.replace", full)
        else:
            patched.setattr("jsonlines.Writer.write_all", full)
        with pytest.raises(DiskError, match="No space left"):
            write_output(state)
    assert stamps(state.output) == before
    assert list(state.output.glob(".*")) == []
    assert write_output(state)
    assert len(list(load(records_path(state.output, "sipac")))) == 9


def test_a_crash_between_file_and_note_costs_nothing_but_time(
    state: State, monkeypatch: pytest.MonkeyPatch, open_state: Callable[..., State]
) -> None:
    fill(state, range(3))

    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("newscrawler.state.output._note", killed)
        with pytest.raises(KeyboardInterrupt):
            write_output(state)
    state.close()
    again = open_state()
    assert write_output(again)
    assert len(list(load(records_path(again.output, "sipac")))) == 3
    assert not write_output(again)
