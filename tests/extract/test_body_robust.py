"""Hostile and broken pages: no exception, and time that grows no faster than the page."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newscrawler.extract import body
from newscrawler.extract.context import Context, Document
from newscrawler.extract.draft import Draft
from newscrawler.extract.family import detect_family
from newscrawler.extract.page import Page, RawPage
from tests.extract.dress import page
from tests.growth import grows_linearly

ARTICLE = page().encode()
SENTENCE = "会议听取了工作推进情况汇报，审议了有关文件，相关单位作了交流发言。"


def read(raw: bytes) -> Draft:
    document = Document((Page(RawPage("http://www.example.gov.cn/a/1.html", raw)),))
    draft = Draft()
    body.run(document, Context(url=document.first.url, family=detect_family(document.first)), draft)
    return draft


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.integers(0, len(ARTICLE)),
    st.lists(st.tuples(st.integers(0, len(ARTICLE) - 1), st.integers(0, 255)), max_size=30),
)
def test_truncated_and_flipped(cut: int, flips: list[tuple[int, int]]) -> None:
    raw = bytearray(ARTICLE)
    for at, value in flips:
        raw[at] = value
    read(bytes(raw[:cut]))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_tags_dropped(data: st.DataObject) -> None:
    parts = page().split("<")
    gone = data.draw(st.sets(st.integers(1, len(parts) - 1), max_size=20))
    read("<".join(part for i, part in enumerate(parts) if i not in gone).encode())


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes(raw: bytes) -> None:
    read(raw)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<div class=share>",
                "</div>",
                "<table>",
                "<tr>",
                "<td>",
                "<br>",
                "<img src=a.jpg>",
                "<a href=b.doc>",
                "</a>",
                SENTENCE,
                "\x00",
                "<!--",
                "-->",
                "</body>",
                "<!DOCTYPE html>",
                "#PAGE_BREAK#",
            ]
        ),
        max_size=60,
    )
)
def test_any_markup(parts: list[str]) -> None:
    read("".join(parts).encode())


SHAPES = {
    "nested divs": lambda n: "<div class='article-info con'>" * n + SENTENCE + "</div>" * n,
    "nested tables": lambda n: "<table><tr><td>" * n + SENTENCE,
    "nested spans": lambda n: "<p>" + "<span class=a>字" * n,
    "spans in one line": lambda n: "<p>" + "<span class=a>字</span>" * n,
    "empty paragraphs": lambda n: "<p></p>" * n + f"<p>{SENTENCE}</p>",
    "blank spans": lambda n: "<p>" + "<span class=a> </span>" * n + SENTENCE,
    "paragraphs": lambda n: f"<div>{f'<p>{SENTENCE}</p>' * n}</div>",
    "links": lambda n: f"<div id=zoomcon><p>{SENTENCE}</p>" + "<p><a href=x.doc class=b>附件下载</a></p>" * n,
    "pictures": lambda n: (
        f"<div id=zoomcon><p>{SENTENCE}</p>"
        + "".join(f"<p align=center><img src={i}.jpg></p><p align=center>图为{i}</p>" for i in range(n))
    ),
    "pictures deep down": lambda n: (
        f"<div id=zoomcon><p>{SENTENCE}</p>" + "<div class=a>" * (n // 4) + "<p><img src=a.jpg></p>" * n
    ),
    "rows": lambda n: (
        f"<div id=zoomcon><p>{SENTENCE}</p><table>" + "<tr><td>甲</td><td>乙</td></tr>" * n + "</table>"
    ),
    "tables": lambda n: (
        f"<div id=zoomcon><p>{SENTENCE}</p>" + "<table><tr><td>甲</td><td>乙</td></tr></table>" * n
    ),
    "one line": lambda n: "<p>" + SENTENCE * (n * 10),
    "break in one line": lambda n: "<p>" + f"{SENTENCE}<br>" * n,
    "unclosed paragraphs in spans": lambda n: "<div><span class=x>" + f"<p>{SENTENCE}" * n,
}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=[*SHAPES])
def test_linear_time(shape) -> None:
    small, large = shape(1500).encode(), shape(12000).encode()
    assert grows_linearly(lambda: read(small), lambda: read(large), 8)


def test_ten_megabytes_in_one_line() -> None:
    small, raw = (("<p>" + SENTENCE * count).encode() for count in (10_000, 100_000))
    assert grows_linearly(lambda: read(small), lambda: read(raw), 10)
    assert len(read(raw).paragraphs) == 1
