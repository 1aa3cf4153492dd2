"""Any number of parts comes to what one reading comes to, in sound and in damaged archives."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from newscrawler.archive.read import segments
from newscrawler.offline import Inputs, Means
from newscrawler.scale.job import Job, prepare
from newscrawler.scale.parts import ArchivePart, FilePart, Reach, fingerprint, plan, results
from newscrawler.scale.work import Folder
from newscrawler.scale.workers import Here
from tests.archive.samples import packed, record
from tests.saved import address, html

RECORDS = [record(address(number), html(f"第{number}篇", text="短。" * (number % 7))) for number in range(24)]


def in_parts(folder: Path, path: Path, distance: int) -> tuple[bytes, list[str], Job]:
    """Records and troubles by way of parts."""
    told: list[str] = []
    parts = list(plan(Inputs([path]), distance))
    prepare(folder, fingerprint(parts, Means(), distance))
    job = Job(parts, folder, Means(), told.append)
    return b"".join(file.read_bytes() for file in job.run(Here(), lambda _: None, watch=False)), told, job


def at_once(path: Path) -> tuple[bytes, list[str]]:
    found = [result for part in plan(Inputs([path]), 1 << 60) for result in results(part, Means(), Reach())]
    lines = b"".join(result.line.encode() + b"\n" for result in found if result.line)
    return lines, [result.trouble for result in found if result.trouble]


@pytest.mark.parametrize("name", ["x.warc.gz", "x.warc"])
def test_sound(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(packed(RECORDS)[0] if name.endswith("gz") else b"".join(RECORDS))
    whole, _ = at_once(path)
    assert whole.count(b"\n") == 24
    for distance in (150, 700, 3001, 10**6):
        lines, told, job = in_parts(tmp_path / str(distance), path, distance)
        assert (lines, told) == (whole, [])
        assert job.totals.redone == 0
        assert job.totals.pages == 24


def test_damaged_anywhere(tmp_path: Path) -> None:
    data, _ = packed(RECORDS)
    chance = random.Random(3)
    path = tmp_path / "x.warc.gz"
    for trial in range(10):
        damaged = bytearray(data)
        for _ in range(chance.choice((1, 2, 5))):
            at = chance.randrange(len(data))
            if chance.random() < 0.5:
                damaged[at : at + 40] = b""
            else:
                damaged[at : at + 3] = b"\x1f\x8b\x08"
        path.write_bytes(bytes(damaged))
        whole, troubles = at_once(path)
        for distance in (200, 1500):
            lines, told, job = in_parts(tmp_path / f"{trial}-{distance}", path, distance)
            assert (lines, told) == (whole, troubles), (trial, distance)
            assert job.totals.faults == len(troubles)


def test_a_cut_that_meets_a_forged_record_is_done_again(tmp_path: Path) -> None:
    """A page whose bytes look like records: a cut within it finds them, the record before tells better."""
    trap = b"<html>" + b"\r\n\r\n".join([b"", *RECORDS[1:4], b""]) + b"</html>"
    records = [RECORDS[0], record(address(90), trap), *RECORDS[5:8]]
    path = tmp_path / "x.warc"
    path.write_bytes(b"".join(records))
    whole, _ = at_once(path)
    assert whole.count(b"\n") == 5
    begin = len(RECORDS[0])
    lines, _, job = in_parts(tmp_path / "parts", path, begin + 900)
    assert lines == whole
    assert job.totals.redone >= 1
    assert job.totals.pages == 5


def test_parts_of_files_and_archives_keep_the_order(tmp_path: Path) -> None:
    for number in range(5):
        (tmp_path / f"{number}.html").write_bytes(html())
    (tmp_path / "2.warc.gz").write_bytes(packed(RECORDS[:2])[0])
    parts = list(plan(Inputs([tmp_path]), 10**6, 2))
    shapes = [len(part.sources) if isinstance(part, FilePart) else "archive" for part in parts]
    assert shapes == [2, 1, "archive", 2] or shapes == [2, "archive", 2, 1]
    assert all(part.weight > 0 for part in parts)


def test_finished_parts_are_kept_for_the_same_job_only(tmp_path: Path) -> None:
    path = tmp_path / "x.warc.gz"
    path.write_bytes(packed(RECORDS)[0])
    whole, _, _ = in_parts(tmp_path / "p", path, 700)
    Folder(tmp_path / "p").forget(2)
    again, _, job = in_parts(tmp_path / "p", path, 700)
    assert (again, job.totals.kept) == (whole, len(job.parts) - 1)
    path.write_bytes(packed(RECORDS[::-1])[0])
    _, _, job = in_parts(tmp_path / "p", path, 700)
    assert job.totals.kept == 0


def test_a_page_at_which_workers_die_twice_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "x.warc.gz"
    path.write_bytes(packed(RECORDS)[0])
    (segment,), _ = segments(path)
    part = ArchivePart(segment, 0, segment.size, exact=True)
    folder = Folder(tmp_path)
    for times in (1, 2):
        (tmp_path / "000000.at").write_bytes(b"5       ")
        assert folder.died(0) == 5
        assert folder.poisoned(0) == (frozenset((5,)) if times == 2 else frozenset())
    report = folder.write(0, part, Means(), watch=False)
    assert (report.pages, report.deaths) == (24, 2)
    assert len(report.troubles) == 1
    assert "passed over" in report.troubles[0]
    lines = folder.records(0).read_text("utf-8").splitlines()
    assert [number for number, line in enumerate(lines) if "extraction_crashed" in line] == [5]
