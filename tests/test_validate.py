"""``newscrawler validate``: line, key and reason of each fault."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from newscrawler.loading import LoadError, load
from newscrawler.validate import file_faults, record_faults
from tests.command import newscrawler
from tests.state.samples import article


def values(**changed: Any) -> dict[str, Any]:
    return article(7).model_dump() | changed


def without(key: str) -> dict[str, Any]:
    changed = values()
    del changed[key]
    return changed


@pytest.mark.parametrize(
    ("value", "key", "reason"),
    [
        (without("source"), "source", "Field required"),
        (values(unknown=1), "unknown", "Extra inputs are not permitted"),
        (values(revision="1"), "revision", "valid integer (is '1')"),
        (values(status="deleted"), "status", "'live' or 'gone' (is 'deleted')"),
        (values(paragraphs=["甲某某", 5]), "paragraphs[1]", "valid string (is 5)"),
        (
            values(reporters=[{"name": "乙", "role": "司机", "role_text": None}]),
            "reporters[0].role",
            "(is '司机')",
        ),
        (values(timestamp=None), "timestamp_precision", "must be null exactly when timestamp is null"),
        (values(title=None), "title", "a record needs one"),
        (values(paragraphs=["他人出席。"]), "attendees", "does not slice to '甲某某'"),
        (["a", "list"], "", "no object but list"),
        (dict(reversed(values().items())), "warnings", "key order: schema_version belongs here"),
    ],
)
def test_each_kind_of_fault_is_named(value: Any, key: str, reason: str) -> None:
    faults = record_faults(value)
    assert faults[0][0] == key
    assert reason in faults[0][1]


def test_a_good_record_has_no_fault() -> None:
    assert record_faults(values()) == []


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A file with one good line and four bad ones."""
    path = tmp_path / "broken.jsonl"
    lines = [
        article(1).to_line().encode(),
        b'{"schema_version": "1.0"',
        b"\xff\xfe",
        json.dumps(values(revision=0)).encode(),
        b"[" * 200_000,
    ]
    path.write_bytes(b"\n".join(lines) + b"\n")
    return path


def test_faults_come_with_their_line(broken: Path) -> None:
    assert [(fault.line, fault.key) for fault in file_faults(broken)] == [
        (2, ""),
        (3, ""),
        (4, "revision"),
        (5, ""),
    ]


def test_the_command_names_line_key_and_reason(broken: Path) -> None:
    done = newscrawler("validate", broken)
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert lines[2].startswith(f"{broken}:4: revision: Input should be greater than or equal to 1")
    assert "Traceback" not in done.stdout + done.stderr
    assert f"{broken}: 4 faults" in done.stderr


def test_valid_files_and_changes(tmp_path: Path) -> None:
    records = tmp_path / "sipac.jsonl"
    records.write_text("".join(article(n).to_line() + "\n" for n in range(3)), "utf-8")
    changes = tmp_path / "sipac.changes.jsonl"
    event = {"seq": 1, "event": "new", "at": "2026-11-25T03:00:00Z", "record": values()}
    changes.write_text(json.dumps(event) + "\n", "utf-8")
    done = newscrawler("validate", records, changes)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.count(": valid") == 2
    changes.write_text(json.dumps(event | {"record": values(title=None), "event": "lost"}) + "\n", "utf-8")
    assert [fault.key for fault in file_faults(changes)] == ["record.title", "event"]


def test_validate_and_load_read_the_same_lines(tmp_path: Path) -> None:
    good = article(1).to_line()
    lines = {
        "blank.jsonl": f"\n{good}\n  \n\r\n\n{good}\n",
        "mark.jsonl": f"\ufeff{good}\n",
        "half.jsonl": f"{good}\n" + good.replace("甲某某", "\\ud800") + "\n",
    }
    for name, text in lines.items():
        (tmp_path / name).write_text(text, "utf-8")
    for name in ("blank.jsonl", "mark.jsonl"):
        assert list(file_faults(tmp_path / name)) == []
        assert [*load(tmp_path / name)][-1] == article(1)
    (fault,) = file_faults(tmp_path / "half.jsonl")
    assert (fault.line, "surrogate" in fault.reason) == (2, True)
    with pytest.raises(LoadError, match=r"half\.jsonl:2: no JSON \(half of a surrogate pair"):
        list(load(tmp_path / "half.jsonl"))


def test_a_folder_is_one_line(tmp_path: Path) -> None:
    done = newscrawler("validate", tmp_path)
    assert done.returncode == 2
    assert done.stderr == f"newscrawler: {tmp_path}: is a folder; name files\n"


def test_a_missing_file_is_one_line(tmp_path: Path) -> None:
    done = newscrawler("validate", tmp_path / "none.jsonl")
    assert done.returncode == 2
    assert done.stderr == f"newscrawler: no such file: {tmp_path / 'none.jsonl'}\n"
