"""Hostile and broken headlines: no exception, sane fields, and linear time."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newscrawler.extract import headline
from newscrawler.extract.context import Context, Document
from newscrawler.extract.draft import Draft
from newscrawler.extract.page import Page, RawPage
from tests.extract.dress import page
from tests.extract.test_headline_dress import read
from tests.growth import grows_linearly

ARTICLE = page().encode()


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.integers(0, len(ARTICLE)),
    st.lists(st.tuples(st.integers(0, len(ARTICLE) - 1), st.integers(0, 255)), max_size=30),
    st.sampled_from([("profile", "family", "meta", "general"), ("meta", "general"), ("general",), ()]),
)
def test_truncated_and_flipped(cut: int, flips: list[tuple[int, int]], layers: tuple[str, ...]) -> None:
    raw = bytearray(ARTICLE)
    for at, value in flips:
        raw[at] = value
    draft = read(bytes(raw[:cut]), layers)
    assert (draft.timestamp is None) == (draft.timestamp_precision is None)
    assert all(getattr(draft, name) != "" for name in ("title", "kicker", "subtitle", "source"))


def doc(head: str, body: str) -> str:
    return f"<html><head>{head}</head><body>{body}</body></html>"


HEAD = "<title>某市召开会议-某网</title>"
SHAPES: dict[str, Callable[[int], str]] = {
    "one line": lambda n: doc("", "<h1>某市召开会议</h1><p>" + "来源：某报 时间：2022-13-45 " * n),
    "short lines": lambda n: doc(HEAD, "<p>某市 时间</p>" * n),
    "dates": lambda n: doc("", "<h1>某市召开会议</h1>" + "<p>2022-03-04 08:00</p>" * n),
    "headings": lambda n: doc(HEAD, "<h1>某市召开会<br>议</h1>" * n),
    "long title": lambda n: doc(f"<title>{'某市召开会议' * n}</title>", "<p>某市召开会议</p>" * n),
    "heading of lines": lambda n: doc(HEAD, f"<h1>{'某市<br>' * n}</h1>"),
    "spans": lambda n: doc("", f"<h1>某市召开会议</h1><div>来源：{'<span>x</span>' * n}</div>"),
    "trail": lambda n: doc("", f"<div class='crumb'>{'<a>栏目</a> > ' * n}</div><h1>某市召开会议</h1>"),
    "trails": lambda n: doc("", "<div class='crumb'><a>栏目</a></div>" * n + "<h1>某市召开会议</h1>"),
    "labels": lambda n: doc("", "<h1>某市召开会议</h1><div>" + "来源：<br>" * n),
    "script": lambda n: doc("", "<h1>某市召开会议</h1><script>" + 'pubdate="2022x",' * n),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_time_grows_with_the_page(shape: str) -> None:
    def reading(count: int) -> Callable[[], None]:
        document = Document((Page(RawPage("http://www.example.cn/1.html", SHAPES[shape](count).encode())),))
        assert document.first.layout.nodes
        return lambda: headline.run(document, Context(url=document.first.url), Draft())

    assert grows_linearly(reading(1000), reading(8000), 8)
