"""Where a command writes: links, pipes, devices, folders, what is read itself, and a disk that is full."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest

from newscrawler.outputs import replacing
from tests.command import newscrawler
from tests.saved import address, html
from tests.state.samples import article

WRITERS = {
    "extract": ("extract", "page.html", "-o"),
    "explain": ("explain", "page.html", "--html"),
    "report": ("report", "sipac.jsonl", "-o"),
    "export": ("export", "sipac.jsonl", "--to", "gexf", "-o"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "page.html").write_bytes(html(canonical=address(1)))
    (tmp_path / "sipac.jsonl").write_text(article(1).to_line() + "\n", "utf-8")
    return tmp_path


def read_all(pipe: Path, into: list[bytes]) -> Thread:
    """A reader of a named pipe."""
    reader = Thread(target=lambda: into.append(pipe.read_bytes()), daemon=True)
    reader.start()
    return reader


@pytest.mark.parametrize("name", WRITERS)
def test_a_link_stays_and_leads_to_the_new_file(name: str, folder: Path) -> None:
    (folder / "there").mkdir()
    (folder / "link").symlink_to("there/real")
    for _ in range(2):  # first it leads nowhere
        done = newscrawler(*WRITERS[name], "link", cwd=folder)
        assert done.returncode == 0, done.stderr
        assert (folder / "link").is_symlink()
        assert (folder / "there" / "real").stat().st_size > 100
    assert [path.name for path in (folder / "there").iterdir()] == ["real"]


@pytest.mark.parametrize("name", ["extract", "explain", "report"])
def test_a_pipe_is_written_to(name: str, folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    found: list[bytes] = []
    reader = read_all(folder / "pipe", found)
    done = newscrawler(*WRITERS[name], "pipe", cwd=folder)
    reader.join(30)
    assert done.returncode == 0, done.stderr
    assert (folder / "pipe").is_fifo()
    assert newscrawler(*WRITERS[name], "file", cwd=folder).returncode == 0
    assert len(found[0]) == (folder / "file").stat().st_size


@pytest.mark.parametrize("to", ["csv", "parquet", "sqlite", "graphml", "gexf"])
def test_an_export_replaces_no_pipe(to: str, folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    done = newscrawler("export", "sipac.jsonl", "--to", to, "-o", "pipe", cwd=folder)
    assert done.returncode == 2
    assert "pipe: is no regular file" in done.stderr
    assert (folder / "pipe").is_fifo()


@pytest.mark.parametrize("name", WRITERS)
def test_a_folder_is_no_output(name: str, folder: Path) -> None:
    (folder / "sub").mkdir()
    done = newscrawler(*WRITERS[name], "sub", cwd=folder)
    assert done.returncode == 2
    assert "sub: is a folder" in done.stderr
    assert "Traceback" not in done.stderr


SAME = [
    ("extract", "page.html", "-o"),
    ("extract", ".", "-o"),
    ("extract", "page.html", "--jobs", "2", "-o"),
    ("explain", "page.html", "--html"),
    ("report", "sipac.jsonl", "-o"),
    *(("export", "sipac.jsonl", "--to", to, "-o") for to in ("csv", "parquet", "sqlite", "graphml", "gexf")),
]


@pytest.mark.parametrize("command", SAME)
def test_what_is_read_is_not_written(command: tuple[str, ...], folder: Path) -> None:
    source = folder / ("page.html" if command[1] == "." else command[1])
    before = source.read_bytes()
    (folder / "same").symlink_to(source)
    done = newscrawler(*command, "same", cwd=folder)
    assert done.returncode == 2
    assert "same: is one of the files that are read" in done.stderr
    assert source.read_bytes() == before


def test_the_tables_of_an_export_are_not_overwritten_by_a_report_on_it(folder: Path) -> None:
    assert newscrawler("export", "sipac.jsonl", "--to", "csv", cwd=folder).returncode == 0
    before = (folder / "sipac-csv" / "people.csv").read_bytes()
    done = newscrawler("report", "sipac-csv", "-o", "sipac-csv/people.csv", cwd=folder)
    assert (done.returncode, "files that are read" in done.stderr) == (2, True)
    assert (folder / "sipac-csv" / "people.csv").read_bytes() == before


FULL = [
    *WRITERS.values(),
    *(("export", "sipac.jsonl", "--to", to, "-o") for to in ("csv", "parquet", "sqlite")),
]


@pytest.mark.parametrize("command", FULL)
def test_a_disk_that_is_full_is_one_line(command: tuple[str, ...], folder: Path) -> None:
    """A limit for the size of files takes the place of the disk."""
    done = subprocess.run(
        [sys.executable, "-m", "newscrawler.cli", *command, "out"],
        cwd=folder,
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (300, 300)),
    )
    assert done.returncode == 1
    lines = [line for line in done.stderr.splitlines() if "failed: " in line]
    assert len(lines) == 1, done.stderr
    assert "Traceback" not in done.stderr
    assert ".part" not in done.stderr
    assert not (folder / "out").exists()


def test_an_error_of_writing_names_what_was_asked_for(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as found, replacing(tmp_path / "none" / "x.html"):
        pass
    assert found.value.filename == str(tmp_path / "none" / "x.html")


def test_links_in_a_circle_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "circle").symlink_to("circle")
    with pytest.raises(OSError, match="symbolic links"), replacing(tmp_path / "circle"):
        pass
    assert (tmp_path / "circle").is_symlink()


def test_a_device_is_written_to(tmp_path: Path) -> None:
    """A terminal of our own: everybody may make one."""
    ours, theirs = os.openpty()
    name = Path(os.ttyname(theirs))
    with replacing(name) as file:
        file.write(b"here")
    assert os.read(ours, 10) == b"here"
    assert name.is_char_device()
