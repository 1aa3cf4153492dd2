"""Ctrl-C, a reader that has had enough, and words that are no command or option."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.command import newscrawler
from tests.saved import address, html
from tests.scale.processes import wait_for
from tests.state.samples import article


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "page.html").write_bytes(html(canonical=address(1)))
    (tmp_path / "sipac.jsonl").write_text(article(1).to_line() + "\n", "utf-8")
    (tmp_path / "long.jsonl").write_text("".join(article(n).to_line() + "\n" for n in range(20_000)), "utf-8")
    (tmp_path / "bad.jsonl").write_text("nonsense\n" * 20_000)
    os.mkfifo(tmp_path / "pipe")
    return tmp_path


def started(*arguments: str, cwd: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "newscrawler.cli", *arguments]
    return subprocess.Popen(command, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def cpu(pid: int) -> int:
    """Ticks that a process has worked."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def waits(pid: int) -> bool:
    """Whether a process waits for somebody who never comes."""
    before = cpu(pid)
    time.sleep(0.5)
    return cpu(pid) == before > 10


@pytest.mark.parametrize(
    "arguments",
    [
        ("extract", "page.html", "-o", "pipe"),  # each waits at the pipe
        ("explain", "page.html", "--html", "pipe"),
        ("report", "sipac.jsonl", "-o", "pipe"),
        ("validate", "bad.jsonl"),
    ],
)
def test_ctrl_c_is_one_line_and_status_130(arguments: tuple[str, ...], folder: Path) -> None:
    process = started(*arguments, cwd=folder)
    wait_for(lambda: waits(process.pid))
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (130, "newscrawler: interrupted\n")


def test_ctrl_c_in_an_export(folder: Path) -> None:
    process = started("export", "long.jsonl", "--to", "csv", "-o", "out", cwd=folder)
    assert process.stderr is not None
    assert process.stderr.readline() == "newscrawler export: reading records\n"
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (130, "newscrawler: interrupted\n")
    assert not [path for path in folder.iterdir() if "out" in path.name or "export" in path.name]


@pytest.mark.parametrize(
    "arguments", [("validate", "bad.jsonl"), ("extract", "."), ("explain", "page.html"), ("portals",)]
)
def test_a_reader_that_has_had_enough_is_no_fault(arguments: tuple[str, ...], folder: Path) -> None:
    (folder / "more").mkdir()
    for number in range(30):
        (folder / "more" / f"{number}.html").write_bytes(html(canonical=address(number)))
    process = started(*arguments, cwd=folder)
    assert process.stdout is not None and process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == ""
    process.stderr.close()
    assert process.wait(30) == 141


def test_standard_output_that_is_full_is_no_fault_of_the_input(folder: Path) -> None:
    done = subprocess.run(
        f"ulimit -f 1; exec {sys.executable} -m newscrawler.cli validate bad.jsonl >out",
        shell=True, cwd=folder, capture_output=True, text=True,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (1, "newscrawler: failed: standard output: File too large\n")


@pytest.mark.parametrize("command", ["extract", "validate", "export", "crawl", "portals"])
def test_an_unknown_option_is_called_one(command: str, folder: Path) -> None:
    done = newscrawler(command, "--bogus", "x", *["--to", "csv"] * (command == "export"), cwd=folder)
    assert done.returncode == 2
    assert f"no such option: --bogus; `newscrawler {command} -h` lists them" in done.stderr


def test_names_that_begin_like_options(folder: Path) -> None:
    (folder / "-x.html").write_bytes(html())
    done = newscrawler("extract", "--", "-x.html", cwd=folder)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["bogus"], "no command 'bogus'"),
        (["bo-gus"], "no command 'bo-gus'"),
        (["-s", "A=1", "crawl"], "no command 'A=1'"),
        (["--bogus"], "no command, only --bogus"),
    ],
)
def test_an_unknown_command_is_called_one(arguments: list[str], told: str) -> None:
    done = newscrawler(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"newscrawler: {told}; `newscrawler -h` lists the commands\n"
