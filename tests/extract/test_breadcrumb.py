"""Trails in every form met."""

from __future__ import annotations

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawler.extract import layout
from newscrawler.extract.breadcrumb import find, less_title, trail

WANTED = ["首页", "新闻中心", "图片新闻"]
LINKS = [f'<a href="/{at}">{name}</a>' for at, name in enumerate(WANTED)]


@pytest.mark.parametrize(
    "html",
    [
        f'<div class="crumb">当前位置: {"&nbsp;&gt;&nbsp;".join(LINKS)}</div>',
        f'<div class="dqwz">您当前所在位置：{"»".join(LINKS)}</div>',
        f"<p>您当前的位置：{' &gt; '.join(LINKS)} &gt; 正文</p>",
        f"<td>现在位置：{'&gt;&gt;'.join(LINKS)}&gt;&gt; 正文</td>",
        f'<div class="more-tag">{"--&gt;".join(LINKS)}--&gt;</div>',
        f'<div class="a">{" > ".join(LINKS)} ></div>',
        f'<ul class="breadcrumb">{"".join(f"<li>{link}</li>" for link in LINKS)}</ul>',
        f'<ul class="breadcrumb"><li>{LINKS[0]}</li><li><span>></span>{LINKS[1]}</li><li><span>></span>图片新闻</li></ul>',
        f'<div id="position">{" / ".join(LINKS)}</div>',
        f'<div class="breadcrumb">{" | ".join(LINKS)}</div>',
        "<h3>首页>新闻中心>图片新闻</h3>",
        f'<div class="BreadcrumbNav">{" > ".join(LINKS)}<div class="print">字号：默认 大 | 打印 |</div></div>',
        f"<div><span>当前位置：</span>{' > '.join(LINKS)}</div>",
        f'<div class="loc"><p>您的位置：</p><p>{" > ".join(LINKS)}</p></div>',
        f'<div class="pos">{" → ".join(link.replace("首页", "首 页") for link in LINKS)}</div>',
    ],
)
def test_found(html: str) -> None:
    page = f'<html><body><ul class="nav"><li><a>首页</a></li><li><a>政务公开</a></li></ul>{html}<h1>某市召开会议</h1></body></html>'
    assert find(layout.build(lxml.html.document_fromstring(page))) == WANTED


@pytest.mark.parametrize(
    "html",
    [
        "<div class='nav'><a>要闻</a> | <a>政务</a> | <a>互动</a></div>",
        "<p>数据 > 100 的地区</p>",
        "<div class='position'>采购专员</div>",
        "",
    ],
)
def test_none(html: str) -> None:
    assert (
        find(
            layout.build(
                lxml.html.document_fromstring(f"<html><body><h1>某市召开会议</h1>{html}</body></html>")
            )
        )
        == []
    )


def test_the_article_is_no_column() -> None:
    assert less_title(["首页", "要闻", "某市召开会议"], "某市召开会议") == ["首页", "要闻"]
    assert less_title(["首页", "要闻", "某市召开…"], "某市召开会议") == ["首页", "要闻"]
    assert less_title(["首页", "要闻"], "某市召开会议") == ["首页", "要闻"]


NAMES = st.lists(st.text(alphabet="要闻政务公开新中心ABC", min_size=1, max_size=8), min_size=1, max_size=6)


@given(NAMES, st.sampled_from([" > ", ">", " >> ", "»", " › ", "-->", " → "]))
def test_names_come_back(names: list[str], separator: str) -> None:
    assert trail([separator.join(["首页", *names])]) == ["首页", *names]
    pieces = [piece for name in ["首页", *names] for piece in (name, separator)]
    assert trail(["当前位置：", *pieces]) == ["首页", *names]
