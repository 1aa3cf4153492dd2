"""Archives of other tools and damaged ones: what can be read is read, what cannot is named by its offset."""

from __future__ import annotations

import gzip
import json
import random
import zipfile
import zlib
from pathlib import Path

import brotli
import pytest

from newscrawler.archive import read as reading
from newscrawler.archive.framing import DamagedError, find_start
from newscrawler.archive.pages import is_page, raw_page
from newscrawler.archive.read import segments
from tests.archive.samples import packed, read, record, written
from tests.command import newscrawler
from tests.saved import address, html

BODIES = [html(f"第{number}篇") for number in range(10)]
RECORDS = [record(address(number), body) for number, body in enumerate(BODIES)]
ALL = [address(number) for number in range(10)]


def stored(tmp_path: Path, data: bytes, name: str = "x.warc.gz") -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


def urls(path: Path) -> list[str]:
    return [capture.url for capture in read(path)[0]]


def test_forms_of_sound_archives(tmp_path: Path) -> None:
    data, _ = packed(RECORDS)
    assert urls(stored(tmp_path, data)) == ALL
    assert urls(stored(tmp_path, b"".join(RECORDS), "x.warc")) == ALL
    assert urls(stored(tmp_path, gzip.compress(b"".join(RECORDS)), "one-member.warc.gz")) == ALL
    with zipfile.ZipFile(tmp_path / "x.wacz", "w") as archive:
        archive.writestr("datapackage.json", "{}", zipfile.ZIP_DEFLATED)
        archive.writestr("archive/a.warc.gz", packed(RECORDS[:5])[0])
        archive.writestr("archive/b.warc", b"".join(RECORDS[5:]))
    assert urls(tmp_path / "x.wacz") == ALL


def test_any_cut_loses_only_what_was_cut(tmp_path: Path) -> None:
    data, offsets = packed(RECORDS)
    for length in range(1, len(data), 61):
        captures, faults = read(stored(tmp_path, data[:length]))
        whole = sum(end <= length for end in [*offsets[1:], len(data)])
        assert [capture.url for capture in captures] == ALL[:whole], length
        torn = length not in (*offsets, len(data))
        assert [fault.offset for fault in faults] == ([offsets[whole]] if torn else []), length


def test_a_flipped_byte_costs_its_record_alone(tmp_path: Path) -> None:
    data, offsets = packed(RECORDS)
    chance = random.Random(8)
    for _ in range(150):
        place = chance.randrange(len(data))
        damaged = bytearray(data)
        damaged[place] ^= 1 << chance.randrange(8)
        hit = max(number for number, offset in enumerate(offsets) if offset <= place)
        captures, faults = read(stored(tmp_path, bytes(damaged)))
        found = [capture.url for capture in captures]
        assert found in (ALL, ALL[:hit] + ALL[hit + 1 :]), place  # some bytes of a gzip head mean nothing
        if found != ALL:
            assert [fault.offset for fault in faults] == [offsets[hit]]


@pytest.mark.parametrize("name", ["x.warc", "x.warc.gz"])
@pytest.mark.parametrize("length", [0, 5, -3, 7, 10_000, 10**14])
@pytest.mark.parametrize("digest", [True, False])
def test_wrong_lengths(tmp_path: Path, name: str, length: int, digest: bool) -> None:
    """Small numbers: beside the right length; large ones: the length itself."""
    right = len(RECORDS[4].partition(b"\r\n\r\n")[2]) - 4
    announced = length if length > 100 else right + length
    wrong = record(address(4), BODIES[4], length=announced, digest=digest)
    records = [*RECORDS[:4], wrong, *RECORDS[5:]]
    data, offsets = packed(records)
    if name == "x.warc":
        data, offsets = b"".join(records), [sum(map(len, records[:n])) for n in range(10)]
    captures, faults = read(stored(tmp_path, data, name))
    if length == 0:
        assert ([c.url for c in captures], faults) == (ALL, [])
    else:
        assert [capture.url for capture in captures] == ALL[:4] + ALL[5:]
        assert [fault.offset for fault in faults] == [offsets[4]]
        assert "bytes" in faults[0].reason


def test_a_record_that_is_too_large_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST", 100_000)
    big = record(address(77), b" " * 5_000_000)
    for name, data in (
        ("x.warc.gz", packed([*RECORDS[:3], big, *RECORDS[3:]])[0]),
        ("x.warc", b"".join([*RECORDS[:3], big, *RECORDS[3:]])),
    ):
        captures, faults = read(stored(tmp_path, data, name))
        assert [capture.url for capture in captures] == ALL
        assert len(faults) == 1
        assert "larger than 100000" in faults[0].reason


def test_digests(tmp_path: Path) -> None:
    lying = RECORDS[2].replace("第2篇".encode(), "第9篇".encode())
    strange = RECORDS[3].replace(b"WARC-Block-Digest: sha1:", b"WARC-Block-Digest: nosuch:")
    captures, faults = read(stored(tmp_path, packed([*RECORDS[:2], lying, strange])[0]))
    assert [capture.url for capture in captures] == [address(0), address(1), address(3)]
    assert [fault.reason for fault in faults] == ["damaged (its digest is another)"]


NONE = {
    "empty": (b"", "empty file"),
    "text": (b"hello world\n" * 1000, "no WARC record"),
    "two bytes": (b"\x1f\x8b", "cut off"),
    "noise": (random.Random(1).randbytes(100_000), "no WARC record"),
    "other gzip": (gzip.compress(b"hello" * 1000), "no WARC record"),
    "zstd": (b"\x28\xb5\x2f\xfd" + b"x" * 100, "zstd"),
    "zip": (b"PK\x03\x04" + b"x" * 100, "damaged as a whole"),
}


@pytest.mark.parametrize("name", NONE)
def test_what_is_no_archive(tmp_path: Path, name: str) -> None:
    data, told = NONE[name]
    path = stored(tmp_path, data)
    done = newscrawler("extract", path)
    assert (done.returncode, done.stdout) == (1, "")
    assert str(path) in done.stderr
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_a_wacz_without_its_directory_gives_its_records(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.wacz", "w") as archive:
        archive.writestr("archive/a.warc.gz", packed(RECORDS)[0])
        archive.writestr("indexes/index.cdx.gz", gzip.compress(b"x" * 1000))
    data = (tmp_path / "x.wacz").read_bytes()
    path = stored(tmp_path, data[:-200], "torn.wacz")
    assert urls(path) == ALL
    assert "damaged as a whole" in segments(path)[1][0]


def test_extract_tells_file_and_offset_and_goes_on(tmp_path: Path) -> None:
    data, offsets = packed(RECORDS)
    damaged = bytearray(data)
    damaged[offsets[3] + 40] ^= 0xFF
    path = stored(tmp_path, bytes(damaged))
    done = newscrawler("extract", path)
    assert done.returncode == 1
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one["url"] for one in found] == ALL[:3] + ALL[4:]
    assert {one["crawled_at"] for one in found} == {"2026-11-24T03:00:00Z"}
    assert f"{path}: offset {offsets[3]}: " in done.stderr


PAGES = {
    "html": (record("http://h.cn/a", b"<p>x"), True),
    "untold type": (record("http://h.cn/a", b"<html>x", head=b"HTTP/1.1 200 OK\r\n"), True),
    "resource": (record("http://h.cn/a", b"<html>x", head=b"", kind="resource"), True),
    "picture": (record("http://h.cn/a", b"x", head=b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n"), False),
    "redirect": (
        record("http://h.cn/a", b"x", head=b"HTTP/1.1 301 Moved\r\nContent-Type: text/html\r\n"),
        False,
    ),
    "failure": (record("http://h.cn/a", b"x", head=b"HTTP/1.1 503 \r\nContent-Type: text/html\r\n"), False),
    "robots.txt": (record("http://h.cn/robots.txt", b"<html>x"), False),
    "dns": (record("dns:h.cn", b"h.cn 1.2.3.4", head=b"", kind="resource"), False),
    "empty": (record("http://h.cn/a", b""), False),
}


@pytest.mark.parametrize("name", PAGES)
def test_what_is_a_page(tmp_path: Path, name: str) -> None:
    data, page = PAGES[name]
    (capture,), faults = read(stored(tmp_path, packed([data])[0]))
    assert (is_page(capture), faults) == (page, [])


def chunked(body: bytes) -> bytes:
    return b"5\r\n" + body[:5] + b"\r\n%x;x=y\r\n" % (len(body) - 5) + body[5:] + b"\r\n0\r\n\r\n"


RAW = zlib.compressobj(wbits=-15)
ENCODED = {
    "gzip": ("gzip", gzip.compress(BODIES[0])),
    "deflate": ("deflate", zlib.compress(BODIES[0])),
    "bare deflate": ("deflate", RAW.compress(BODIES[0]) + RAW.flush()),
    "br": ("br", brotli.compress(BODIES[0])),
    "two": ("br, gzip", gzip.compress(brotli.compress(BODIES[0]))),
    "undone before": ("gzip", BODIES[0]),
    "unknown": ("nosuch", BODIES[0]),
}


@pytest.mark.parametrize("name", ENCODED)
def test_content_encodings(tmp_path: Path, name: str) -> None:
    encoding, body = ENCODED[name]
    for transfer, data in ((b"", body), (b"Transfer-Encoding: chunked\r\n", chunked(body))):
        head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: %s\r\n" % encoding.encode()
        path = stored(tmp_path, packed([record(address(1), data, head=head + transfer)])[0])
        (capture,), _ = read(path)
        page = raw_page(capture)
        assert page.body == BODIES[0]
        assert page.headers == {"content-type": "text/html"}


def test_a_bomb_is_not_inflated(tmp_path: Path) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n"
    path = stored(tmp_path, packed([record(address(1), gzip.compress(b"<" * 50_000_000), head=head)])[0])
    (capture,), _ = read(path)
    with pytest.raises(DamagedError, match="inflates to more"):
        raw_page(capture)


def test_a_record_within_a_record_is_content(tmp_path: Path) -> None:
    """A page may hold what looks like the beginning of a record; a sound length goes before it."""
    trap = b"<html>\r\n\r\n" + RECORDS[1] + b"</html>"
    records = [RECORDS[0], record(address(5), trap), RECORDS[2]]
    path = stored(tmp_path, b"".join(records), "x.warc")
    assert urls(path) == [address(0), address(5), address(2)]


def test_starts_are_found_from_anywhere(tmp_path: Path) -> None:
    data, offsets = packed(RECORDS)
    plain = [sum(map(len, RECORDS[:number])) for number in range(10)]
    for name, content, starts in (
        ("x.warc.gz", data, offsets),
        ("x.warc", b"".join(RECORDS), plain),
    ):
        (segment,), _ = segments(stored(tmp_path, content, name))
        for place in range(0, len(content), 97):
            expected = next((start for start in starts if start >= place), len(content))
            assert find_start(segment, place) == expected
        for start in starts:
            assert find_start(segment, start) == start


@pytest.mark.slow
def test_a_record_of_a_gigabyte(tmp_path: Path) -> None:
    files = written(tmp_path / "a", 3)
    path = tmp_path / "giant.warc.gz"
    with path.open("wb") as out:
        out.write(files[0].read_bytes())
        with gzip.open(out, "wb", 1) as member:
            member.write(b"WARC/1.1\r\nWARC-Type: response\r\nContent-Length: %d\r\n\r\n" % (1 << 30))
            for _ in range(1 << 10):
                member.write(b"x" * (1 << 20))
            member.write(b"\r\n\r\n")
        out.write(files[0].read_bytes())
    done = newscrawler("extract", path)
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 6
    assert "a record of 1073741824 bytes" in done.stderr
