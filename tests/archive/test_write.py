"""What this program writes, other tools read; a torn end is cut off and gone on from."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator, WarcRecordType
from warcio.archiveiterator import ArchiveIterator as WarcioIterator

from newscrawler.archive import index
from newscrawler.archive.read import Kind
from newscrawler.archive.write import WarcWriter, files_of
from tests.archive.samples import DAY, HTML, read, written
from tests.command import newscrawler
from tests.saved import address, html


def warcio_check(path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from warcio.cli import main; main()", "check", str(path)],
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout) == (0, ""), done.stdout + done.stderr


def test_other_tools_read_all_of_it(tmp_path: Path) -> None:
    (path,) = written(tmp_path, 12)
    warcio_check(path)
    with path.open("rb") as file:
        found = [
            (record.rec_headers.get_header("WARC-Target-URI"), record.content_stream().read())
            for record in WarcioIterator(file, check_digests="raise")
            if record.rec_type == "response"
        ]
    expected = [(address(number), html(f"第{number}篇")) for number in range(12)]
    assert found == expected
    with path.open("rb") as file:
        types = WarcRecordType.response
        found = [
            (record.headers["WARC-Target-URI"], record.reader.read())
            for record in ArchiveIterator(file, record_types=types, verify_digests=True)
        ]
    assert found == expected
    captures, faults = read(path)
    assert [(capture.url, capture.body) for capture in captures] == expected
    assert faults == []


def test_files_are_begun_anew_at_their_size(tmp_path: Path) -> None:
    files = written(tmp_path, 40, max_bytes=4000)
    assert len(files) > 3
    assert all(path.stat().st_size < 5000 for path in files)
    assert [c.url for path in files for c in read(path)[0]] == [address(number) for number in range(40)]
    for path in files:
        warcio_check(path)


def test_the_index_leads_to_each_capture(tmp_path: Path) -> None:
    (path,) = written(tmp_path, 12)
    lines = index.read(index.index_path(path))
    assert lines == sorted(lines)
    assert len(lines) == 12
    for line in lines:
        key, stamp, fields = line.split(" ", 2)
        values = json.loads(fields)
        assert key == index.surt(values["url"])
        assert stamp.startswith("2026112403")
        with path.open("rb") as file:
            file.seek(int(values["offset"]))
            (record, *_) = WarcioIterator(file)
            assert record.rec_headers.get_header("WARC-Target-URI") == values["url"]
        assert values["status"] == "200"
        assert values["mime"] == "text/html"


def test_an_answer_without_a_body_is_a_revisit(tmp_path: Path) -> None:
    writer = WarcWriter(tmp_path, "sipac")
    writer.capture(address(1), 304, [("ETag", '"1"')], b"", DAY)
    writer.capture(address(2), 599, [("X", "a\r\nb: 中"), ("Transfer-Encoding", "chunked")], b"x", DAY)
    writer.close()
    (path,) = files_of(tmp_path, "sipac")
    warcio_check(path)
    captures, _ = read(path)
    assert captures[0].kind is Kind.REVISIT
    assert captures[1].status == 599
    assert captures[1].headers["x"] == "a b: ?"
    assert "transfer-encoding" not in captures[1].headers


def test_a_later_writer_goes_on_in_the_same_file(tmp_path: Path) -> None:
    written(tmp_path, 3)
    writer = WarcWriter(tmp_path, "sipac")
    assert writer.cut == 0
    writer.capture(address(99), 200, HTML, html(), DAY)
    writer.close()
    (path,) = files_of(tmp_path, "sipac")
    assert [capture.url for capture in read(path)[0]] == [*map(address, range(3)), address(99)]
    assert len(index.read(index.index_path(path))) == 4
    warcio_check(path)


@pytest.mark.parametrize("indexed", [True, False])
def test_a_torn_record_is_cut_off_wherever_it_was_torn(tmp_path: Path, indexed: bool) -> None:
    (path,) = written(tmp_path / "whole", 3)
    whole, index_bytes = path.read_bytes(), index.index_path(path).read_bytes()
    with_more = WarcWriter(tmp_path / "whole", "sipac")
    with_more.capture(address(50), 200, HTML, html(), DAY)
    with_more.close()
    more = path.read_bytes()
    for number, length in enumerate(range(len(whole) + 1, len(more), 37)):
        folder = tmp_path / str(number)
        folder.mkdir()
        torn = folder / path.name
        torn.write_bytes(more[:length])
        if indexed:
            index.index_path(torn).write_bytes(index_bytes)
        writer = WarcWriter(folder, "sipac")
        assert writer.cut == length - len(whole)
        writer.capture(address(60), 200, HTML, html(), DAY)
        writer.close()
        captures, faults = read(torn)
        assert [capture.url for capture in captures] == [*map(address, range(3)), address(60)]
        assert faults == []
        assert len(index.read(index.index_path(torn))) == 4


def test_records_after_the_index_are_kept(tmp_path: Path) -> None:
    """kill -9 between two records: the file is whole, its index old."""
    (path,) = written(tmp_path, 5)
    lines = index.read(index.index_path(path))
    index.write(index.index_path(path), lines[:2])
    WarcWriter(tmp_path, "sipac").close()
    assert index.read(index.index_path(path)) == lines


def test_a_file_torn_before_its_first_record(tmp_path: Path) -> None:
    (path,) = written(tmp_path, 1)
    path.write_bytes(path.read_bytes()[:50])
    index.index_path(path).unlink()
    writer = WarcWriter(tmp_path, "sipac")
    writer.capture(address(1), 200, HTML, html(), DAY)
    writer.close()
    (again,) = files_of(tmp_path, "sipac")
    warcio_check(again)


def test_a_full_disk_leaves_no_half_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (path,) = written(tmp_path, 2)
    writer = WarcWriter(tmp_path, "sipac")

    class Full:
        def __init__(self, file):
            self.file = file

        def write(self, data):
            return self.file.write(data[:100])

        def __getattr__(self, name):
            return getattr(self.file, name)

    writer._file = Full(writer._file)
    with pytest.raises(OSError, match="No space"):
        writer.capture(address(9), 200, HTML, html(), DAY)
    writer.close()
    assert read(path)[1] == []
    warcio_check(path)


def test_a_file_damaged_in_its_middle_is_left_alone(tmp_path: Path) -> None:
    (path,) = written(tmp_path, 5)
    damaged = bytearray(path.read_bytes())
    damaged[1500] ^= 0xFF
    path.write_bytes(bytes(damaged))
    index.index_path(path).unlink()
    writer = WarcWriter(tmp_path, "sipac")
    assert writer.cut == 0
    writer.capture(address(9), 200, HTML, html(), DAY)
    writer.close()
    files = files_of(tmp_path, "sipac")
    assert [file.read_bytes() == bytes(damaged) for file in files] == [True, False]


def test_a_full_disk_is_told_of_the_archive_not_of_the_state(tmp_path: Path) -> None:
    (archive,) = written(tmp_path / "w", 150)
    assert newscrawler("import", archive, output=tmp_path / "o").returncode == 0
    command = [sys.executable, "-m", "newscrawler.cli", "archive", "sipac", "-o", "new"]
    limited = subprocess.run(
        [*command, "-s", f"OUTPUT_DIR={tmp_path / 'o'}"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 16, 1 << 16)),
    )
    assert limited.returncode == 1
    assert limited.stderr.startswith("newscrawler: failed: -o new: ") and "state" not in limited.stderr
    assert list((tmp_path / "new").iterdir()) == []


def test_a_size_of_nothing_is_refused(tmp_path: Path) -> None:
    done = newscrawler("archive", "sipac", "-o", tmp_path / "new", "--max-bytes", 0, output=tmp_path)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "--max-bytes 0: must be a number of bytes, 1 or more" in done.stderr
