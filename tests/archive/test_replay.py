"""Archive of a crawl, of the state, and of wget: imported or extracted, they give the records of the crawl."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest

from newscrawler.archive.write import files_of
from newscrawler.lists.addresses import Form, form_of
from newscrawler.urls import identity
from tests.archive.samples import DAY, HTML, read, written
from tests.archive.test_write import warcio_check
from tests.command import newscrawler
from tests.crawl.command import FAST, command, crawl, environment, lines
from tests.saved import address, html

TIMES = ("first_seen", "crawled_at")


def timeless(records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [record | dict.fromkeys(TIMES) for record in records]


@pytest.fixture(scope="module")
def archived(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A crawl that archived what came: its folder, and what the portal was asked."""
    from tests.portal.fixture import Replica

    output = tmp_path_factory.mktemp("archived") / "output"
    replica = Replica(60)
    try:
        done = crawl(replica, output, "--archive")
        assert done.status == 0, done.err
        yield output, replica.log()
    finally:
        replica.close()


def test_every_response_of_a_crawl_is_archived(archived: Any) -> None:
    output, log = archived
    (path,) = files_of(output / "archive" / "sipac", "sipac")
    warcio_check(path)
    captures, faults = read(path)
    assert faults == []
    asked = sorted((identity(entry["url"]), entry["status"]) for entry in log)
    assert sorted((identity(capture.url), capture.status) for capture in captures) == asked
    assert {404, 301, 200} <= {capture.status for capture in captures}


def test_import_gives_what_the_crawl_gave(archived: Any, tmp_path: Path) -> None:
    output, _ = archived
    done = newscrawler("import", output / "archive" / "sipac", output=tmp_path)
    assert done.returncode == 0, done.stderr
    crawled, imported = lines(output / "sipac.jsonl"), lines(tmp_path / "sipac.jsonl")
    assert timeless(imported) == timeless(crawled)
    captures = {identity(c.url): c for c in read(*files_of(output / "archive" / "sipac", "sipac"))[0]}
    for record in imported:
        assert record["first_seen"] == record["crawled_at"]
        if (capture := captures.get(identity(record["url"]))) and record["paragraphs"]:
            assert abs(time_of(record["crawled_at"]) - capture.date.timestamp()) <= 5
    again = newscrawler("import", output / "archive" / "sipac", output=tmp_path)
    assert again.returncode == 0, again.stderr
    assert lines(tmp_path / "sipac.jsonl") == imported
    assert len(lines(tmp_path / "sipac.changes.jsonl")) == len(imported)


def time_of(text: str) -> float:
    from datetime import datetime

    return datetime.fromisoformat(text).timestamp()


def test_the_state_as_an_archive(archived: Any, tmp_path: Path) -> None:
    output, _ = archived
    done = newscrawler("archive", "sipac", "-o", tmp_path / "w", "--max-bytes", 20_000, output=output)
    assert done.returncode == 0, done.stderr
    files = files_of(tmp_path / "w", "sipac")
    assert len(files) > 1
    for path in files:
        warcio_check(path)
    assert sorted(entry.suffix for entry in (tmp_path / "w").iterdir()) == [".cdxj"] * len(files) + [
        ".gz"
    ] * len(files)
    done = newscrawler("import", tmp_path / "w", output=tmp_path / "o")
    assert done.returncode == 0, done.stderr
    plain = [r | {"topics": []} for r in timeless(lines(output / "sipac.jsonl"))]
    found = [r | {"topics": []} for r in timeless(lines(tmp_path / "o" / "sipac.jsonl"))]
    assert found == plain  # topics stand on list pages, which the state does not keep


def test_importing_once_more_finds_nothing_new(tmp_path: Path) -> None:
    (archive,) = written(tmp_path, 3)
    for said in ("3 new", "none new"):
        done = newscrawler("import", archive, output=tmp_path / "o")
        assert (done.returncode, done.stderr) == (0, "")
        assert "sipac: ok (exit status 0)" in done.stdout and said in done.stdout
    assert "0 ok" in newscrawler("portals", output=tmp_path / "o").stdout


def test_wget_s_archive_gives_the_records_of_a_crawl(archived: Any, portal: Any, tmp_path: Path) -> None:
    wget = shutil.which("wget")
    if wget is None:
        pytest.skip("wget is not installed")
    output, log = archived
    replica = portal(articles=60)
    addresses = list(dict.fromkeys(entry["url"] for entry in log))
    (tmp_path / "urls").write_text("\n".join(addresses))
    subprocess.run(
        [wget, "-q", "-i", "urls", "--warc-file=theirs", "-O", "/dev/null", "--no-check-certificate"],
        cwd=tmp_path,
        env=environment(replica),
        timeout=60,
    )
    done = newscrawler("import", tmp_path / "theirs.warc.gz", output=tmp_path / "o")
    assert done.returncode == 0, done.stderr
    crawled = lines(output / "sipac.jsonl")
    assert timeless(lines(tmp_path / "o" / "sipac.jsonl")) == timeless(crawled)
    done = newscrawler("extract", tmp_path / "theirs.warc.gz")
    assert (done.returncode, done.stderr) == (0, "")
    found = {record["id"]: record for record in map(json.loads, done.stdout.splitlines())}
    plain = [record | {"topics": []} for record in timeless(crawled)]
    several = [
        record["id"] for record in plain if len([a for a in addresses if stem(record["url"]) in a]) > 1
    ]
    same = [record for record in plain if record["id"] not in several]
    assert len(same) > 50
    assert timeless([found[record["id"]] for record in same]) == same


def stem(url: str) -> str:
    return identity(url).rpartition(".")[0]


def test_captures_of_several_days_are_revisions(tmp_path: Path) -> None:
    from datetime import timedelta

    from newscrawler.archive.write import WarcWriter

    writer = WarcWriter(tmp_path, "x")
    old, new = html("甲区召开会议"), html("甲区召开会议(更新)")
    for day, body in ((2, new), (1, old), (3, new)):
        writer.capture(address(1), 200, HTML, body, DAY + timedelta(days=day))
    writer.capture(address(2), 200, HTML, html("另一篇"), DAY)
    writer.capture(address(2), 404, HTML, b"", DAY + timedelta(days=1))
    writer.capture("http://elsewhere.cn/202611/1.html", 200, HTML, html(), DAY)
    writer.close()
    done = newscrawler("import", *files_of(tmp_path, "x"), output=tmp_path / "o")
    assert done.returncode == 0, done.stderr
    records = {record["id"]: record for record in lines(tmp_path / "o" / "sipac.jsonl")}
    first = records[f"sipac:{1:032x}"]
    assert (first["title"], first["revision"]) == ("甲区召开会议(更新)", 2)
    assert (first["first_seen"], first["crawled_at"]) == ("2026-11-25T03:00:00Z", "2026-11-26T03:00:00Z")
    changes = lines(tmp_path / "o" / "sipac.changes.jsonl")
    events = {(change["event"], change["record"]["id"][-1], change["at"]) for change in changes}
    assert ("new", "1", "2026-11-25T03:00:00Z") in events
    assert ("revised", "1", "2026-11-26T03:00:00Z") in events
    assert len(records) == 2
    assert all(form_of(record["url"]) is Form.ARTICLE for record in records.values())


def test_import_beside_newer_knowledge_changes_nothing(archived: Any, tmp_path: Path) -> None:
    output, _ = archived
    shutil.copytree(output, tmp_path / "o")
    known = lines(output / "sipac.jsonl")[0]
    from newscrawler.archive.write import WarcWriter

    writer = WarcWriter(tmp_path, "x")
    writer.capture(known["url"], 200, HTML, html("很久以前"), DAY.replace(year=2020))
    writer.close()
    done = newscrawler("import", *files_of(tmp_path, "x"), output=tmp_path / "o")
    assert "Traceback" not in done.stderr
    assert lines(tmp_path / "o" / "sipac.jsonl") == lines(output / "sipac.jsonl")


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (["none.warc"], 2, "no such file or folder: none.warc"),
        (["."], 2, "no archive"),
        (["empty.warc.gz"], 1, "empty file"),
        (["pipe.warc"], 2, "pipe.warc: is no regular file"),
        (["a", "--portal", "nowhere"], 2, "no portal"),
    ],
)
def test_wrong_arguments(tmp_path: Path, arguments: list[str], status: int, told: str) -> None:
    os.mkfifo(tmp_path / "pipe.warc")
    if arguments != ["."]:
        (tmp_path / "empty.warc.gz").touch()
        written(tmp_path / "a", 1)
    done = newscrawler("import", *arguments, cwd=tmp_path)
    assert done.returncode == status
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def wait_for_archive(output: Path, size: int) -> None:
    """Until the archive has so many bytes."""
    ends = time.monotonic() + 60
    while sum(path.stat().st_size for path in files_of(output / "archive" / "sipac", "sipac")) < size:
        assert time.monotonic() < ends
        time.sleep(0.02)


def test_kill_nine_of_an_archiving_crawl(portal: Any, tmp_path: Path) -> None:
    replica = portal(articles=60)
    output = tmp_path / "output"
    for most in (20_000, 60_000):
        process = subprocess.Popen(
            command("crawl", "sipac", "--archive", output=output, **FAST | {"DOWNLOAD_DELAY": 0.02}),
            env=environment(replica),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        wait_for_archive(output, most)
        process.kill()
        process.wait()
    for path in files_of(output / "archive" / "sipac", "sipac"):  # as if a write had been cut, too
        with path.open("ab") as file:
            file.write(path.read_bytes()[:77])
    done = crawl(replica, output, "--archive")
    assert done.status == 0, done.err
    assert "a torn record of 77 bytes was cut off" in done.err
    (path,) = files_of(output / "archive" / "sipac", "sipac")
    warcio_check(path)
    captures, faults = read(path)
    assert faults == []
    asked = {identity(entry["url"]) for entry in replica.log() if entry["ended"]}
    assert len(asked - {identity(capture.url) for capture in captures}) <= 2  # under way at a kill
