"""``newscrawler extract``: files and folders → one record a page, in input order, whatever the pages are."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from newscrawler.offline import Inputs, canonical_link, file_url
from newscrawler.scale.job import holding, parts_folder
from newscrawler.validate import record_faults
from tests.command import newscrawler
from tests.saved import address, html


def records(done: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    assert "Traceback" not in done.stderr
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [fault for record in found for fault in record_faults(record)] == []
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Pages with every way of carrying an address, and files that are no pages."""
    top = tmp_path / "saved"
    (top / "b" / "deep").mkdir(parents=True)
    (top / "a.html").write_bytes(html("第一篇"))
    (top / "b" / "c.shtml").write_bytes(html("第二篇", canonical=address(2)))
    (top / "b" / "deep" / "d.htm").write_bytes(html("第三篇", canonical=address(99)))
    (top / "b" / "deep" / "e #1.html").write_bytes(html("第四篇"))
    (top / "b" / "style.css").write_text("p {}")
    (top / "b" / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    lines = [{"file": "a.html", "url": address(1)}, {"file": "b/deep/d.htm", "url": address(98)}]
    (top / "manifest.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    (top / "b" / "deep" / "manifest.jsonl").write_text(
        json.dumps({"file": "d.htm", "url": address(3)}) + "\n"
    )
    return top


ADDRESSES = [address(1), address(2), address(3), "file:b/deep/e %231.html"]


def test_a_folder_gives_a_record_for_each_page_in_order(folder: Path) -> None:
    done = newscrawler("extract", folder)
    found = records(done)
    assert done.returncode == 0
    assert [record["url"] for record in found] == ADDRESSES
    assert [record["title"] for record in found] == ["第一篇", "第二篇", "第三篇", "第四篇"]
    assert [record["portal"] for record in found] == ["sipac", "sipac", "sipac", "file"]
    assert found[0]["id"] == f"sipac:{1:032x}"
    assert {record["crawled_at"] for record in found} == {None}


def test_jobs_and_file_give_the_same(folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    done = newscrawler("extract", folder, "--jobs", 3, "-o", output)
    assert (done.returncode, done.stdout) == (0, "")
    assert output.read_text("utf-8") == newscrawler("extract", folder).stdout
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.jsonl", "saved"]


def test_order_is_the_arguments_order_and_a_file_has_the_manifest_beside_it(folder: Path) -> None:
    done = newscrawler("extract", folder / "b" / "deep" / "d.htm", folder / "a.html")
    assert [record["url"] for record in records(done)] == [address(3), address(1)]


def test_the_manifest_above_a_folder_argument_is_not_read(folder: Path) -> None:
    (folder / "b" / "deep" / "manifest.jsonl").unlink()
    done = newscrawler("extract", folder / "b" / "deep")
    assert [record["url"] for record in records(done)] == [address(99), "file:./e %231.html"]


def test_url_and_portal_of_one_page(folder: Path) -> None:
    done = newscrawler("extract", folder / "a.html", "--url", address(7))
    assert records(done)[0]["url"] == address(7)
    done = newscrawler("extract", folder / "b" / "deep" / "e #1.html", "--portal", "sipac")
    assert [(record["portal"], record["url"]) for record in records(done)] == [
        ("sipac", "file:./e %231.html")
    ]


BAD = {
    "empty.html": (b"", ["empty_file"], "empty file"),
    "blank.html": (b" \n\t", ["empty_file"], "empty file"),
    "binary.html": (bytes(range(256)) * 40, ["not_html"], "no HTML but a binary file"),
    "document.html": (b"%PDF-1.7\n1 0 obj", ["not_html"], "no HTML but a binary file"),
    "packed.html": (
        gzip.compress(b"<html><body><p>text</p></body></html>" * 40),
        ["not_html"],
        "no HTML but",
    ),
    "wide.html": (
        "<html><body><p>甲区召开会议。</p></body></html>".encode("utf-16-le"),
        ["not_html"],
        "no HTML but",
    ),
    "list.html": (b"<html><body><ul><li><a href=x>x</a></ul></body></html>", [], "no article found"),
}


def test_pages_that_yield_nothing_give_records_with_warnings(tmp_path: Path) -> None:
    for name, (body, _, _) in BAD.items():
        (tmp_path / name).write_bytes(body)
    (tmp_path / "good.html").write_bytes(html())
    done = newscrawler("extract", *(tmp_path / name for name in BAD), tmp_path / "good.html")
    assert done.returncode == 0
    found = records(done)
    assert len(found) == len(BAD) + 1
    for record, (name, (_, codes, told)) in zip(found, BAD.items(), strict=False):
        assert {"no_article", *codes} <= set(record["warnings"]), name
        assert record["paragraphs"] == [] and record["title"] is None, name
        assert f"{tmp_path / name}: {told}" in done.stderr
    assert found[-1]["title"] == "甲区召开测试会议"
    assert len(done.stderr.splitlines()) == len(BAD)


def test_a_page_of_another_encoding_is_read(tmp_path: Path) -> None:
    page = html("䶮喆镕三人到会").decode().replace("utf-8", "gb2312").encode("gb18030")
    (tmp_path / "gbk.html").write_bytes(page)
    assert records(newscrawler("extract", tmp_path / "gbk.html"))[0]["title"] == "䶮喆镕三人到会"


def test_a_faulty_manifest_line_is_told_and_the_others_count(folder: Path) -> None:
    manifest = folder / "manifest.jsonl"
    manifest.write_text('{"file": 5}\nnonsense\n' + manifest.read_text())
    done = newscrawler("extract", folder)
    assert [record["url"] for record in records(done)] == ADDRESSES
    for line in (1, 2):
        assert f'{manifest}:{line}: expected {{"file": …, "url": …}}' in done.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["none.html"], "no such file or folder: none.html"),
        (["a.html", "none.html", "x"], "no such file or folder: none.html, x"),
        (["a.html", "--portal", "nowhere"], "no portal 'nowhere': known are"),
        (["a.html", "--jobs", "0"], "--jobs 0: must be a number of processes"),
        (["a.html", "a.html", "--url", "http://a.cn/"], "--url is for one file"),
        ([".", "--url", "http://a.cn/"], "--url is for one file"),
        (["a.html", "-o", "no/folder/out.jsonl"], "-o no/folder/out.jsonl: no such folder"),
    ],
)
def test_wrong_arguments_are_one_line(folder: Path, arguments: list[str], told: str) -> None:
    done = newscrawler("extract", *arguments, cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_folder_without_pages_is_told(tmp_path: Path) -> None:
    done = newscrawler("extract", tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    told = f"newscrawler: {tmp_path}: nothing found: no HTML file or archive in this folder\n"
    assert done.stderr == told
    done = newscrawler("extract", tmp_path, "-o", tmp_path / "out.jsonl")
    assert (done.returncode, done.stderr) == (0, told)


def test_a_full_disk_is_one_line(folder: Path) -> None:
    """A limit for the size of files takes the place of the disk."""
    command = f"ulimit -f 1; exec {sys.executable} -m newscrawler.cli extract {folder} >{folder}/out"
    done = subprocess.run(command, shell=True, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (1, "newscrawler: failed: standard output: File too large\n")


def test_what_cannot_be_read_is_told_and_the_status_says_so(folder: Path) -> None:
    (folder / "b" / "gone.html").symlink_to("nowhere")
    for more in ((), ("--jobs", 2), ("-o", folder / "out.jsonl")):
        done = newscrawler("extract", folder, *more)
        assert done.returncode == 1
        assert (
            done.stderr == f"newscrawler: {folder}/b/gone.html: cannot be read: No such file or directory\n"
        )
        lines = (folder / "out.jsonl").read_text("utf-8") if "-o" in more else done.stdout
        assert len(lines.splitlines()) == 5


def test_a_pipe_is_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "pipe.html")
    os.mkfifo(folder / "b" / "pipe.warc")
    done = newscrawler("extract", folder, timeout=60)
    assert [record["url"] for record in records(done)] == ADDRESSES
    assert done.returncode == 0
    assert done.stderr.splitlines() == [
        f"newscrawler: {folder / name}: no regular file; passed over" for name in ("b/pipe.warc", "pipe.html")
    ]
    done = newscrawler("extract", folder / "pipe.html", timeout=60)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"{folder}/pipe.html: is no regular file" in done.stderr


def test_a_manifest_without_an_address(folder: Path) -> None:
    lines: list[dict[str, Any]] = [{"file": "a.html", "url": None}, {"file": "b/deep/d.htm", "url": ""}]
    (folder / "manifest.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    (folder / "b" / "deep" / "manifest.jsonl").unlink()
    done = newscrawler("extract", folder)
    assert [record["url"] for record in records(done)] == [
        "file:./a.html", address(2), address(99), "file:b/deep/e %231.html",
    ]  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("url", [5, False, ["http://a.cn/"], {}])
def test_an_address_that_is_no_text_is_an_error(url: Any, folder: Path) -> None:
    manifest = folder / "manifest.jsonl"
    manifest.write_text(json.dumps({"file": "a.html", "url": url}) + "\n")
    done = newscrawler("extract", folder / "a.html")
    assert [record["url"] for record in records(done)] == ["file:./a.html"]
    assert done.returncode == 1
    assert done.stderr.startswith(f'newscrawler: {manifest}:1: expected {{"file": …, "url": …}}')


def test_one_address_for_two_files_is_told(folder: Path) -> None:
    lines = [{"file": name, "url": address(1)} for name in ("a.html", "b/c.shtml")]
    (folder / "manifest.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    done = newscrawler("extract", folder)
    assert done.returncode == 0
    told = f"warning: {folder}/a.html and {folder}/b/c.shtml are given the same address, {address(1)}"
    assert told in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_an_output_is_written_by_one_at_a_time(folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    with holding(parts_folder(output), output):
        done = newscrawler("extract", folder, "-o", output)
    assert (done.returncode, output.exists()) == (6, False)
    assert f"output {output} is held by another run (pid {os.getpid()} on " in done.stderr
    assert len(done.stderr.splitlines()) == 1
    done = newscrawler("extract", folder, "-o", output)
    assert (done.returncode, done.stderr) == (0, "")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.jsonl", "saved"]


def test_a_reader_that_has_had_enough_is_no_error(folder: Path) -> None:
    command = f"{sys.executable} -m newscrawler.cli extract {folder} {folder} | head -c 10"
    done = subprocess.run(command, shell=True, capture_output=True, text=True)
    assert (done.stdout[:10], done.stderr) == ('{"schema_v', "")


def test_the_real_first_article(shared: Path) -> None:
    expected = json.loads((shared / "seed" / "expected.json").read_text("utf-8"))
    done = newscrawler("extract", shared / "seed" / "article.html", "--url", expected["url"])
    assert [record["url"] for record in records(done)] == [expected["url"]]


# The parts


@pytest.mark.parametrize(
    ("head", "url"),
    [
        (b"<link rel=canonical href=http://a.cn/1.html>", "http://a.cn/1.html"),
        (b"<LINK HREF='https://a.cn/x?a=1&amp;b=2' REL='canonical'>", "https://a.cn/x?a=1&b=2"),
        (b'<link rel="stylesheet" href="http://a.cn/s.css"><link rel="canonical" href="/x">', None),
        (b'<link rel="canonical" href="javascript:alert(1)">', None),
        (b'<link rel="canonical">', None),
        (b"<link " * 10_000, None),
        (b"", None),
    ],
)
def test_canonical_link(head: bytes, url: str | None) -> None:
    assert canonical_link(head) == url


def test_names_that_are_no_text_become_addresses() -> None:
    assert file_url("a/\udcff\n.html") == "file:a/%FF%0A.html"


def test_links_to_folders_are_not_followed(folder: Path) -> None:
    (folder / "b" / "loop").symlink_to(folder, target_is_directory=True)
    assert [source.name for source in Inputs([folder])] == [
        "a.html",
        "b/c.shtml",
        "b/deep/d.htm",
        "b/deep/e #1.html",
    ]
