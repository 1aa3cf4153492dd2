"""Rows and links of list pages, over invented pages and over the real ones beside the project."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from newscrawler.extract.page import Page, RawPage
from newscrawler.families import load_families
from newscrawler.lists.addresses import Form, form_of, list_key
from newscrawler.lists.page import read_list
from newscrawler.selectors import ListSelectors
from newscrawler.urls import canonical_url
from tests.crawl.listing import article, days, listed

ROWS = {
    "span after the link": '<li><a href="{0}">{1}</a><span>2022-06-2{2}</span></li>',
    "span before the link": "<li><span>[2022/06/2{2}]</span><a href='{0}'>{1}</a></li>",
    "within the link": '<li><a href="{0}"><p>{1}</p><p><span>2022.6.2{2}</span></p></a></li>',
    "heading": "<li><h4><a href='{0}'>{1}</a><span class='time'>发布时间：2022年06月2{2}日 10:29</span></h4></li>",
    "behind the headline": "<li><h3><a href='{0}'>{1}</a>(2022-06-2{2})</h3></li>",
    "day over month": "<li><div class=d><b>2{2}</b><i>2022-06</i></div><a href='{0}'>{1}</a></li>",
    "no year": "<li><a href='{0}'>{1}</a><em>06-2{2}</em></li>",
    "attribute": "<li stime='2022-06-2{2} 10:00:00'><a href='{0}'>{1}</a></li>",
    "div": "<div class='it-{2}'><div class='t'><a href='{0}'>{1}</a></div><table><tr><td>2022-06-2{2}</td></tr></table></div>",
    "picture, headline, more": (
        "<li><a href='{0}'><img src=x.jpg></a><a href='{0}'>{1}</a><p>2021年5月6日上午，大会开幕。<a href='{0}'>[详情]</a></p>"
        "<span>2022-06-2{2}</span></li>"
    ),
    "column label": "<li><a href='/site/xw/xwzx_list.shtml'>[要闻]</a><a href='{0}'>{1}</a><span>2022-06-2{2}</span></li>",
    "definition list": "<dt><a href='{0}'>{1}</a></dt><dd>2022-06-2{2}</dd>",
    "definition list, date first": "<dd>2022-06-2{2}</dd><dt><a href='{0}'>{1}</a></dt>",
}


@pytest.mark.parametrize("form", ROWS)
def test_row_forms(form: str) -> None:
    rows = "".join(ROWS[form].format(article(n), f"第{n}次会议在湖滨召开", n) for n in range(1, 6))
    around = (
        "<div class=nav><ul><li><a href='/'>首页</a></li><li><a href='/site/xw/'>要闻</a></li></ul></div>"
    )
    page = listed(f"<body>{around}<div class=list><ul>{rows}</ul></div></body>")
    assert [row.title for row in page.rows] == [f"第{n}次会议在湖滨召开" for n in range(1, 6)]
    assert days(page) == [f"2022-06-2{n}" for n in range(1, 6)]
    assert all(row.form is Form.ARTICLE for row in page.rows)


def test_pinned_entries_without_a_date_belong_to_the_list() -> None:
    page = listed(
        f"<ul><li><a href='{article(1)}'>置顶：年度报告公布</a></li>"
        f"<li><a href='{article(2)}'>新闻发布会</a><span>2022-06-22</span></li>"
        f"<li><a href='{article(3)}'>工作会议</a><span>2022-06-21</span></li></ul>"
    )
    assert days(page) == [None, "2022-06-22", "2022-06-21"]


def test_the_longest_list_is_the_pages_own() -> None:
    side = "".join(
        f"<li><a href='{article(n, 'hot')}'>热点{n}号消息</a><i>06-2{n}</i></li>" for n in range(3)
    )
    main = "".join(
        f"<li><a href='{article(n)}'>要闻{n}号消息</a><span>2022-06-2{n}</span></li>" for n in range(5)
    )
    page = listed(f"<div class=side><ul>{side}</ul></div><div class=main><ul>{main}</ul></div>")
    assert [row.title[:2] for row in page.rows] == ["要闻"] * 5
    assert [row.title[:2] for row in page.others] == ["热点"] * 3


SIDEBAR = "".join(
    f"<li><a href='{article(n, 'hot')}'>热点{n}号消息</a><i>2022-06-1{n}</i></li>" for n in range(8)
)
OWN = {
    "dated, its last page": "<li><a href='{0}'>要闻{1}号消息</a><span>2022-06-2{1}</span></li>",
    "undated": "<li><a href='{0}'>要闻{1}号消息</a></li>",
    "pictures": "<li><a href='{0}'><img src=x.jpg alt='要闻{1}号消息'></a></li>",
}


@pytest.mark.parametrize("form", OWN)
@pytest.mark.parametrize("order", ["{side}{main}", "{main}{side}"])
def test_a_longer_sidebar_of_another_column_is_not_the_list(form: str, order: str) -> None:
    main = "".join(OWN[form].format(article(n), n) for n in range(3))
    page = listed(
        order.format(side=f"<div class=hot><ul>{SIDEBAR}</ul></div>", main=f"<div><ul>{main}</ul></div>")
    )
    assert [row.title for row in page.rows] == [f"要闻{n}号消息" for n in range(3)]
    assert len(page.others) == 8


@pytest.mark.parametrize("form", OWN)
def test_a_list_of_other_columns_articles_is_known_by_its_pager(form: str) -> None:
    main = "".join(OWN[form].format(article(n, f"c{n}"), n) for n in range(3))
    pager = "<script>createPageHTML('page_div',3, 1,'list','shtml',8);</script>"
    page = listed(f"<div class=hot><ul>{SIDEBAR}</ul></div><div><ul>{main}</ul></div>{pager}")
    assert [row.title for row in page.rows] == [f"要闻{n}号消息" for n in range(3)]


def test_a_headline_above_the_list_belongs_to_it() -> None:
    rows = "".join(
        f"<li><a href='{article(n)}'>要闻{n}号消息</a><span>2022-06-2{n}</span></li>" for n in range(3)
    )
    page = listed(f"<h2><a href='{article(9)}'>头条消息</a></h2><p>摘要</p><ul>{rows}</ul>")
    assert len(page.rows) == 4


def test_a_list_in_blocks_of_five_is_one_list() -> None:
    block = "<ul class=list>{}</ul><p class=line></p>"
    rows = [
        f"<li><a href='{article(n)}'>第{n}条要闻消息</a><span>2022-06-1{n}</span></li>"
        for n in range(9, -1, -1)
    ]
    page = listed(f"<div>{block.format(''.join(rows[:5]))}{block.format(''.join(rows[5:]))}</div>")
    assert len(page.rows) == 10


def test_a_list_without_dates_is_found_by_the_form_of_its_links() -> None:
    rows = "".join(f"<li><a href='{article(n)}'>图片新闻{n}</a></li>" for n in range(4))
    page = listed(f"<ul class=nav><li><a href='/site/a/'>要闻</a></li></ul><ul>{rows}</ul>")
    assert [row.title for row in page.rows] == [f"图片新闻{n}" for n in range(4)]
    assert days(page) == [None] * 4


def test_a_list_of_pictures_alone() -> None:
    tile = "<li><a href='{0}'><img src=x.jpg alt='图片新闻{1}'></a></li>"
    page = listed("<ul>" + "".join(tile.format(article(n), n) for n in range(4)) + "</ul>")
    assert [row.title for row in page.rows] == [f"图片新闻{n}" for n in range(4)]


def test_picture_and_headline_to_one_article_are_one_row() -> None:
    tile = "<div><a href='{0}'><img src=x.jpg></a><p><a href='{0}'>图片新闻{1}</a></p></div>"
    page = listed("".join(tile.format(article(n), n) for n in range(4)))
    assert [row.title for row in page.rows] == [f"图片新闻{n}" for n in range(4)]
    assert page.others == []


@pytest.mark.parametrize(
    "form", ["{}", "{};jsessionid=AB1", "//www.example.gov.cn{}", "..{}", "\\", "{}#top"]
)
def test_one_article_as_its_links_are_written(form: str) -> None:
    path = article(1)
    href = (
        path.replace("/", "\\")
        if form == "\\"
        else form.format(path.removeprefix("/site") if form == "..{}" else path)
    )
    (row,) = listed(f"<ul><li><a href='{href}'>湖滨新城要闻</a><i>2022-06-21</i></li></ul>").rows
    assert (row.form, canonical_url(row.url)) == (Form.ARTICLE, f"http://www.example.gov.cn{path}")


def test_a_cut_headline_is_taken_from_the_title_attribute() -> None:
    page = listed(
        f"<ul><li><a href='{article(1)}' title='湖滨新城建设推进会召开'>湖滨新城建设推进…</a><i>2022-06-01</i></li>"
        f"<li><a href='{article(2)}' title='点击数：12'>全文标题</a><i>2022-06-01</i></li></ul>"
    )
    assert [row.title for row in page.rows] == ["湖滨新城建设推进会召开", "全文标题"]


def test_dead_and_foreign_links_stay_rows() -> None:
    page = listed(
        "<ul><li><a href='javascript:;'>无链接公告</a><i>2022-06-02</i></li>"
        "<li><a href='http://other.example.com/a/1.html'>外部报道</a><i>2022-06-01</i></li>"
        "<li><a href='/site/xw/202206/plan.pdf'>工作方案下载</a><i>2022-05-31</i></li></ul>"
    )
    assert [row.form for row in page.rows] == [Form.OTHER, Form.PAGE, Form.FILE]


def test_impossible_dates_are_none() -> None:
    page = listed(
        f"<ul><li><a href='{article(1)}'>第一条消息</a><i>2022-02-30</i></li>"
        f"<li><a href='{article(2)}'>第二条消息</a><i>2022-02-28</i></li></ul>"
    )
    assert days(page) == [None, "2022-02-28"]


def test_selectors_of_a_profile_go_first() -> None:
    html = (
        f"<div class=x><p><a href='{article(1)}'>甲消息</a><u>2022-06-01</u></p></div>"
        + "<ul>"
        + "".join(f"<li><a href='{article(n)}'>乙消息{n}</a><i>2022-06-0{n}</i></li>" for n in range(2, 6))
        + "</ul>"
    )
    page = listed(html, selectors=[ListSelectors(row=("div.x p",), link=("a",), date=("u",))])
    assert [(row.title, row.day) for row in page.rows] == [("甲消息", date(2022, 6, 1))]


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("/site/zmq/zmq.shtml", Form.TOPIC),
        ("/site/zwyw/xwzx_list.shtml", Form.LIST),
        ("/site/zwyw/xwzx_list_12.shtml", Form.LIST),
        ("/site/ggxxs/common_list3.shtml", Form.LIST),
        ("/site/zwyw/", Form.LIST),
        ("/site/zwyw/202206/995e3b6a98c14381a82a109f56d879c2.shtml", Form.ARTICLE),
        ("/site/zwyw/202206/notice2022.shtml", Form.ARTICLE),
        ("/gzdt/201802/t20180213_21515243.html", Form.ARTICLE),
        ("/zw/content/post_3142080.html", Form.ARTICLE),
        ("/art/2020/1/9/art_123_456.html", Form.ARTICLE),
        ("/site/xzqh/parkProfile.shtml", Form.PAGE),
        ("/site/files/plan.PDF", Form.FILE),
        ("/col/col1229/index.html", Form.LIST),
    ],
)
def test_forms_of_addresses(path: str, form: Form) -> None:
    assert form_of("http://www.example.gov.cn" + path, load_families()["ucap"]) is form
    assert form_of("ftp://www.example.gov.cn" + path) is Form.OTHER


def test_first_page_of_a_list_by_its_form() -> None:
    assert list_key("http://h/a/xwzx_list_3.shtml") == "http://h/a/xwzx_list.shtml"
    assert list_key("http://h/a/202206/") == "http://h/a/202206/"
    assert list_key("http://h/a/list.shtml?day=2") == "http://h/a/list.shtml", "a file, whatever the query"
    assert list_key("http://h/a/list.jsp?day=2") == "http://h/a/list.jsp?day=2"


def test_trail_and_name() -> None:
    page = listed(
        "<title>图片新闻 - 湖滨新城</title><div class=crumb>当前位置: <a href='/'>首页</a>&nbsp;>&nbsp;"
        "<a href='/site/xw/xw.shtml'>专题报道</a>&nbsp;>&nbsp;<a href='/site/tpxw/list.shtml'>图片新闻</a></div>"
    )
    assert [link.text for link in page.trail] == ["首页", "专题报道", "图片新闻"]
    assert page.name == "图片新闻"
    assert listed("<title>图片新闻 - 湖滨新城</title>").name == "图片新闻"
    assert listed("<title>图片新闻_湖滨新城</title><meta name=ColumnName content=动态>").name == "动态"


@pytest.mark.parametrize("body", [b"", b"\x00\xff\xfe\x00", b"<ul><li>", b"%PDF-1.4 " + bytes(range(256))])
def test_bad_input_yields_no_rows(body: bytes) -> None:
    assert read_list(Page(RawPage("http://h/", body))).rows == []


def test_a_page_of_many_links_takes_linear_time() -> None:
    html = "<div>" * 200 + "".join(
        f"<li><a href='{article(n % 10)}?{n}'>消息{n}号</a><i>2022-06-01</i></li>" for n in range(20_000)
    )
    assert len(listed(html).rows) == 20_000


MISREAD = {("www.hncic.net/hncic-list-25-2.html", 0)}
"""Rows whose day in lists.jsonl is the first date of the summary, not the row's own 发布时间."""


@pytest.mark.shared
def test_real_list_pages_row_by_row(shared: Path) -> None:
    pages = shared / "pages"
    urls = {
        entry["file"]: entry["url"]
        for entry in map(json.loads, (pages / "manifest.jsonl").read_text("utf-8").splitlines())
    }
    for line in (pages / "lists.jsonl").read_text("utf-8").splitlines():
        gold = json.loads(line)
        file = gold["file"]
        found = read_list(Page(RawPage(urls[file], (pages / file).read_bytes())))
        rows = [
            {"title": r.title, "href": r.href, "date": r.day.isoformat() if r.day else None}
            for r in found.rows
        ]
        wanted = gold["items"]
        for number in range(len(wanted)):
            if (file.removeprefix("pages/"), number) in MISREAD:
                rows[number].pop("date"), wanted[number].pop("date")
        assert rows == wanted, file
        for key, value in (gold["paging"] or {}).items():
            if key in ("this", "pages", "total"):
                assert getattr(found.paging, key) == value, (file, key)
