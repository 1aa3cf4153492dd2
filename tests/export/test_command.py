"""``newscrawler export`` as it is called."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from newscrawler.loading import load

from .records import record, write


def run(*args: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "newscrawler.cli", "export", *args]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=60, check=False)


def test_a_folder_named_after_the_file(tmp_path: Path) -> None:
    write(tmp_path / "sipac.jsonl", [record("demo:1", ("曹路宝", "李明"))])
    done = run("sipac.jsonl", "--to", "csv", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stderr.splitlines()[-1] == "newscrawler export: 1 articles, 2 attendees, 2 people → sipac-csv"
    assert list(load(tmp_path / "sipac-csv")) == [record("demo:1", ("曹路宝", "李明"))]


def test_faults_are_one_line_and_a_status(tmp_path: Path) -> None:
    write(tmp_path / "a.jsonl", [record()])
    (tmp_path / "bad.jsonl").write_text("{}\n")
    (tmp_path / "hide.py").write_text(
        "import sys\nsys.modules['pyarrow'] = None\nfrom newscrawler.cli import main\nmain(['newscrawler', *sys.argv[1:]])\n"
    )
    for args, status, words in (
        (["a.jsonl"], 2, "--to"),
        (["--to", "csv"], 2, "name at least one"),
        (["none.jsonl", "--to", "csv"], 2, "no such file or folder: none.jsonl"),
        (["a.jsonl", "--to", "sqlite", "--excel"], 2, "--excel goes with --to csv"),
        (["a.jsonl", "--to", "csv", "-o", "bad.jsonl"], 2, "is a file"),
        (["a.jsonl", "--to", "csv", "-o", "a.jsonl"], 2, "is one of the files that are read"),
        (["bad.jsonl", "--to", "csv"], 1, "bad.jsonl:1: id: Field required"),
    ):
        done = run(*args, cwd=tmp_path)
        assert (done.returncode, words in done.stderr) == (status, True), (args, done.stderr)
        assert "Traceback" not in done.stderr
    hidden = [sys.executable, "hide.py", "export", "a.jsonl", "--to", "parquet"]
    done = subprocess.run(hidden, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2
    assert "this needs pyarrow: pip install 'newscrawler[export]'" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("to", ["sqlite", "gexf"])
def test_a_file_named_after_the_file(to: str, tmp_path: Path) -> None:
    write(tmp_path / "sipac.jsonl", [record()])
    assert run("sipac.jsonl", "--to", to, cwd=tmp_path).returncode == 0
    assert (tmp_path / f"sipac.{to}").is_file()
