"""Decoding, repair and parsing of one response."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pydantic import ValidationError

from newscrawler.extract import Page, RawPage
from newscrawler.extract.select import select
from newscrawler.selectors import ListSelectors, Selectors, parse

TEXT = "<html><head><meta charset={charset}><title>通告</title></head><body><p>喆镕䶮参加会议。</p></body></html>"


def page(body: bytes | str, **headers: str) -> Page:
    raw = body.encode() if isinstance(body, str) else body
    return Page(
        RawPage(
            "http://www.example.gov.cn/a/b.html", raw, {k.replace("_", "-"): v for k, v in headers.items()}
        )
    )


def lines(found: Page) -> list[str]:
    return [block.text for block in found.layout.blocks]


@pytest.mark.parametrize(
    ("declared", "encoding", "warnings"),
    [
        ("utf-8", "utf-8", []),
        ("gb2312", "gb18030", []),
        ("gbk", "gb18030", []),
        ("gb2312", "utf-8", ["encoding_mismatch"]),
        ("utf-8", "gb18030", ["encoding_mismatch"]),
        ("", "gb18030", ["encoding_guessed"]),
        ("", "utf-8", []),
        ("no-such-charset", "utf-8", []),
    ],
)
def test_bytes_decide_the_encoding(declared: str, encoding: str, warnings: list[str]) -> None:
    found = page(TEXT.format(charset=declared).encode(encoding))
    assert lines(found) == ["喆镕䶮参加会议。"]
    assert found.warnings == warnings


def test_byte_order_mark_and_header() -> None:
    assert lines(page(b"\xef\xbb\xbf" + TEXT.format(charset="gb2312").encode())) == ["喆镕䶮参加会议。"]
    assert page("<p>會議</p>".encode("big5"), content_type="text/html; charset=big5").encoding.startswith(
        "big5"
    )


@pytest.mark.parametrize(
    "body", [b"", b"\x00\x01\x02", b"   ", b"<!-- -->", b"<?xml version='1.0'?>", b"\xff\xfe", b"plain"]
)
def test_nothing_is_a_page_too(body: bytes) -> None:
    found = page(body)
    assert found.tree is not None
    assert found.layout.nodes


@pytest.mark.parametrize(
    "html",
    [
        "<body><div>甲</div></body></html><div id=x>乙</div><p>丙</p>",
        "<html><body><div>甲</body><div id=x>乙</div><p>丙</html>",
        "<BODY><DIV>甲</DIV></BODY><DIV ID=x>乙</DIV><P>丙</P></HTML>",
        "<html></html><body>甲<div id=x>乙</div>丙</body>",
        "<html><body>甲</html>\n<div id=x>乙<!-- 注 --></div></html>丙",
    ],
)
def test_early_close_hides_nothing(html: str) -> None:
    found = page(html)
    assert lines(found) == ["甲", "乙", "丙"]
    assert len(select(found.layout, "#x")) == 1


@pytest.mark.parametrize("tag", ["div", "span", "section"])
@pytest.mark.parametrize("depth", [900, 3000, 10_000])
def test_no_depth_hides_a_text(tag: str, depth: int) -> None:
    deep = f"<{tag}>" * depth + "乙" + f"</{tag}>" * depth
    found = lines(page(f"<html><body><p>甲</p><div>{deep}</div></body></html><p>丙</p>"))
    assert found == ["甲", "乙", "丙"]


def test_second_document_in_mid_file() -> None:
    inner = "<!DOCTYPE html><html><head><title>页头</title><style>p{}</style></head><body><div>甲</div></body></html>"
    assert lines(page(f"<html><body><div>{inner}</div><p>乙</p></body></html>")) == ["甲", "乙"]


def test_lines_follow_blocks_and_breaks_only() -> None:
    found = page(
        "<div>一<span>二</span><b>三</b>\n<p>四<br>五&nbsp;六<p>七<ucaptitle>八</ucaptitle>九<script>x</script></div>"
    )
    assert lines(found) == ["一二三", "四", "五 六", "七八九"]
    assert [block.br for block in found.layout.blocks] == [False, False, True, False]
    assert found.layout.text(select(found.layout, "ucaptitle")[0]) == "八"


def test_links_are_counted_and_hidden_is_inherited() -> None:
    found = page("<div style='display: none'><p>甲<a href=a.html>乙丙</a></p></div>")
    (block,) = found.layout.blocks
    assert (block.link, block.node.hidden) == (2, True)


def test_base_and_unresolvable_addresses() -> None:
    found = page("<base href=/c/><a href=d.html>甲</a>")
    assert found.absolute(" d.html ") == "http://www.example.gov.cn/c/d.html"
    assert found.absolute("http://[::1") == "http://[::1"


@pytest.mark.parametrize(
    ("selector", "texts"),
    [
        ("#A", ["一二"]),
        ("div.x.y", ["一二"]),
        ("div > p", ["一", "二"]),
        (".z span", ["三"]),
        (".x span", []),
        ("a[href^=/f]", ["四"]),
        ("a[href*='.doc']", ["四"]),
        ("p[align=center]", ["二"]),
        ("body > .z", ["三四"]),
        ("em", ["三"]),
    ],
)
def test_selectors(selector: str, texts: list[str]) -> None:
    html = "<body><div id=a class='y x'><p>一</p><P ALIGN=center>二</P></div><p class=z><span><em>三</em></span><a href=/f/1.doc>四</a></p></body>"
    layout = page(html).layout
    assert [layout.text(node).replace(" ", "") for node in select(layout, selector)] == texts


@pytest.mark.parametrize("selector", ["", "p:first-child", "p + p", "[="])
def test_selectors_that_are_not_understood(selector: str) -> None:
    with pytest.raises(ValueError):
        parse(selector)


@pytest.mark.parametrize(
    "make",
    [
        lambda: Selectors(title=("h1[",)),
        lambda: ListSelectors(row=("li:nth(",)),
        lambda: Selectors(title=("",)),
    ],
)
def test_data_with_a_selector_that_is_none_is_refused(make: Callable[[], object]) -> None:
    with pytest.raises(ValidationError):
        make()
