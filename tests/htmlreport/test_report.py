"""The report: its numbers are the records', every link leads somewhere, and nothing in it loads or runs."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import lxml.html
import pytest

from newscrawler.database import FOLDER, database_of, open_database
from newscrawler.htmlreport import render, report_of
from newscrawler.htmlreport.model import Report
from newscrawler.loading import load
from newscrawler.questions import FILLED, questions
from newscrawler.record import FIELDS
from tests.browse.invented import write
from tests.command import newscrawler


def made(path: Path, *more: Path) -> tuple[Report, Any]:
    """The report on files, as a model and as a parsed page."""
    files = [path, *more]
    report = report_of(database_of(files, path.parent / FOLDER), files)
    return report, lxml.html.document_fromstring(render(report))


@pytest.fixture(scope="module")
def big(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("big") / "big.jsonl"
    write(path, 2500)
    return path


@pytest.fixture(scope="module")
def report(big: Path) -> tuple[Report, Any]:
    return made(big)


def numbers(report: Report, section: str) -> dict[str, int | str]:
    (found,) = (one for one in report.sections if one.id == section)
    return {number.label: number.value for number in found.numbers}


def test_numbers_are_those_of_the_records(big: Path, report: tuple[Report, Any]) -> None:
    articles = list(load(big))
    months = Counter(article.timestamp[:7] for article in articles if article.timestamp)
    assert numbers(report[0], "coverage") == dict(months)
    topics = Counter(topic for article in articles for topic in article.topics)
    assert numbers(report[0], "topics") == dict(topics)
    posts = Counter(title for a in articles for title in {t for p in a.attendees for t in p.titles})
    for post, count in numbers(report[0], "posts").items():
        assert posts[post] == count
    filled = sum(article.subtitle is not None for article in articles)
    assert numbers(report[0], "fill")["subtitle"] == f"{filled / len(articles):.1%}"
    layers = Counter((f, layer) for article in articles for f, layer in article.provenance.items())
    assert numbers(report[0], "layers") == {f"{f} by {layer}": n for (f, layer), n in layers.items()}


def test_every_number_has_the_newest_rows_and_a_question(report: tuple[Report, Any]) -> None:
    for section in report[0].sections:
        for number in section.numbers:
            if number.value in (0, "100.0%"):
                continue
            assert number.question or section.id in ("changes", "quarantine"), number
            days = [row.date for row in number.rows]
            assert days == sorted(days, reverse=True) and days, number


def test_links_within_the_page_lead_somewhere(report: tuple[Report, Any]) -> None:
    page = report[1]
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    targets = {link[1:] for link in page.xpath("//a/@href") if link.startswith("#")}
    assert len(targets) > 100 and targets <= set(ids)


def test_questions_of_the_page_are_those_of_browse(report: tuple[Report, Any], big: Path) -> None:
    asked = {
        link for link in report[1].xpath("//a/@href") if link.startswith("http://127.0.0.1:8001/newscrawler/")
    }
    names = {re.sub(r"\?.*", "", link).rpartition("/")[2] for link in asked}
    assert names <= set(questions()) and "articles_without_field" in names
    with open_database(database_of([big], big.parent / FOLDER)) as connection:
        for question in questions().values():
            connection.execute(question.sql, dict.fromkeys(question.parameters, "")).fetchone()


def test_nothing_loads_and_nothing_runs(report: tuple[Report, Any]) -> None:
    page = report[1]
    assert not page.xpath(
        "//script | //link | //img | //iframe | //object | //*[@src] | //*[local-name()='image']"
    )
    assert not page.xpath("//@*[starts-with(local-name(), 'on')]")
    links = page.xpath("//@href")
    assert all(link.startswith(("#", "http://", "https://")) for link in links)
    style = "".join(page.xpath("//style/text()"))
    assert "url(" not in style and "@import" not in style
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'")
    assert "<script>window.pwned=1</script>" in page.text_content()


def test_chinese_is_text_in_the_pictures(report: tuple[Report, Any]) -> None:
    texts = report[1].xpath("//*[local-name()='svg']//*[local-name()='text']/text()")
    assert set(numbers(report[0], "posts")) | set(numbers(report[0], "people")) <= set(texts)


def test_ten_articles_and_none(tmp_path: Path) -> None:
    few, none = tmp_path / "few.jsonl", tmp_path / "none.jsonl"
    write(few, 9)
    none.write_text("")
    assert {what: value for what, value, _ in made(few)[0].figures}["articles"] == "10"
    empty, page = made(none)
    assert all(section.empty or section.id == "changes" for section in empty.sections)
    assert not page.xpath("//figure")


@pytest.fixture
def changed(tmp_path: Path) -> Iterator[Path]:
    """A file with its log of changes: 10 new, 2 revised, one gone; the last line torn."""
    path = tmp_path / "portal.jsonl"
    records = write(path, 9)
    events = [("new", record) for record in records] + [("revised", records[0]), ("revised", records[1])]
    events.append(("gone", records[2]))
    lines = [
        json.dumps({"seq": n, "event": event, "at": f"2024-0{1 + n // 10}-05T00:00:00Z", "record": record})
        for n, (event, record) in enumerate(events, 1)
    ]
    (tmp_path / "portal.changes.jsonl").write_text("\n".join([*lines, lines[-1][:50]]), encoding="utf-8")
    yield path


def test_changes_are_told_from_the_log(changed: Path) -> None:
    report, page = made(changed)
    told = numbers(report, "changes")
    assert told == {
        "articles with revisions": 0, "articles gone": 0, "event new": 10, "event revised": 2, "event gone": 1,
    }  # fmt: skip
    assert page.xpath("//section[@id='changes']//figure")


def test_silence_beyond_chance_is_a_gap(tmp_path: Path) -> None:
    path = tmp_path / "gap.jsonl"
    write(path, 1000)
    quiet = [
        line for line in path.read_text(encoding="utf-8").splitlines()
        if not ('"portal":"city0"' in line and "2018-03-01" < json.loads(line)["timestamp"] < "2018-12-20")
    ]  # fmt: skip
    path.write_text("\n".join(quiet) + "\n", encoding="utf-8")
    gaps = [
        label for label in numbers(made(path)[0], "gaps") if label.startswith("city0: nothing between 2018")
    ]
    assert len(gaps) == 1


def test_every_field_of_the_record_has_its_rate() -> None:
    always = {
        "schema_version", "id", "url", "portal", "language", "timestamp_precision", "content_hash", "revision",
        "extractor_version", "first_seen", "crawled_at", "status", "provenance", "raw", "warnings",
    }  # fmt: skip
    assert set(FILLED) == set(FIELDS) - always


def test_the_export_is_made_once_and_again_when_records_change(tmp_path: Path) -> None:
    path = tmp_path / "some.jsonl"
    write(path, 5)
    first = database_of([path], tmp_path / FOLDER)
    before = first.stat().st_mtime_ns
    assert database_of([path], tmp_path / FOLDER).stat().st_mtime_ns == before
    write(path, 8)
    second = database_of([path], tmp_path / FOLDER)
    assert second == first and second.stat().st_mtime_ns > before
    with open_database(second) as connection:
        assert connection.execute("SELECT count(*) FROM articles").fetchone()[0] == 9
    assert database_of([second], tmp_path) == second


def test_command(tmp_path: Path) -> None:
    path = tmp_path / "some.jsonl"
    write(path, 3)
    target = tmp_path / "out.html"
    done = newscrawler("report", path, "-o", target, output=tmp_path)
    assert done.returncode == 0 and target.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert newscrawler("report", tmp_path / "none.jsonl").returncode == 2
    assert newscrawler("report", path, "-o", tmp_path / "no" / "where.html", output=tmp_path).returncode == 2
    path.write_text("{}\n")
    wrong = newscrawler("report", path, "-o", target, output=tmp_path)
    assert wrong.returncode == 1 and f"{path}:1" in wrong.stderr
    assert unquote(target.name) in [file.name for file in tmp_path.iterdir()]


@pytest.mark.parametrize(
    ("command", "library", "extra"), [("report", "vl_convert", "report"), ("browse", "datasette", "browse")]
)
def test_a_missing_library_is_told_in_one_line(
    command: str, library: str, extra: str, tmp_path: Path
) -> None:
    path = tmp_path / "some.jsonl"
    write(path, 1)
    program = f"import sys; sys.modules[{library!r}] = None; from newscrawler.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", program, command, str(path)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert f"pip install 'newscrawler[{extra}]'" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
