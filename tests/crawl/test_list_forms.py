"""Rows of list pages by the forms that families of templates give them: title, address and day."""

from __future__ import annotations

import pytest

from newscrawler.lists.addresses import Form
from tests.crawl.listing import article, days, listed

TITLE = "湖滨新城建设推进会在市行政中心召开"
"""What every row's title is, less its number."""

ROWS = {
    "column in brackets around its link (PageAdmin)": (
        "<li><span>2022-06-2{n}</span><span>[<a href='/site/xw/'>校园新闻与通知公告栏目</a>]</span>"
        "<a href='/index.aspx?id={n}'>{t}</a></li>"
    ),
    "region in the link (Epoint)": (
        "<li><a href='{a}' title='{t}'><font color=blue>[云湖区]</font> {cut}...</a><span>2022-06-2{n}</span></li>"
    ),
    "region in the link, title whole": (
        "<li><a href='{a}'><font color=blue>[云湖区]</font> {t}</a><span>2022-06-2{n}</span></li>"
    ),
    "region in the link's text": "<li><a href='{a}' title='{t}'>[云湖区]{t}</a><span>2022-06-2{n}</span></li>",
    "bracketed word that belongs to the title": (
        "<li><a href='{a}' title='{t}'>{t}</a><b>【置顶】</b><span>2022-06-2{n}</span></li>"
    ),
    "cut without an ellipsis (Empire)": (
        "<tr><td>·<a href='{a}' title='{t}'>{cut}</a></td><td>(2022-06-2{n})</td></tr>"
    ),
    "card in the title attribute (PowerEasy)": (
        "<td><a href='ShowArticle.asp?ArticleID={n}' title='文章标题：{t}&#13;&#10;更新时间：2022-6-2{n} 12:28:12'>"
        "<img src=x.jpg></a><br><a href='ShowArticle.asp?ArticleID={n}' title='文章标题：{t}&#13;&#10;作&nbsp;&nbsp;者：佚名"
        "&#13;&#10;更新时间：2022-6-2{n} 12:28:12'>{cut}…</a></td>"
    ),
    "particulars behind the title in its attribute": (
        "<li><a href='{a}' title='{t} 发布时间：2022-06-20 点击数：12'>{cut}</a><span>2022-06-2{n}</span></li>"
    ),
    "date that is a link, author, comments, 继续阅读 (WordPress)": (
        "<article class='post-{n} tag-{w}'><div><a href='/archives/category/news'>本地新闻与人物</a></div>"
        "<h1><a href='/archives/{n}'>{t}</a></h1><div><a href='/archives/{n}'><time>2022年6月2{n}日</time></a>"
        "<a href='/archives/author/x'>林下</a> <a href='/archives/{n}#comments'>3条评论</a></div>"
        "<p>摘要&hellip; <a href='/archives/{n}#more'>继续阅读 <span>{t}</span></a></p></article>"
    ),
    "clock without year, year in the address (Enorth)": (
        "<li><a href='/system/2022/06/2{n}/03012{n}.shtml'>{t}</a> <em>(06-2{n} 21:30)</em></li>"
    ),
    "no year, month without zero in the address": (
        "<li><a href='/art/2022/6/2{n}/art_1_{n}.html'>{t}</a><em>6月2{n}日</em></li>"
    ),
    "no year, a year alone in the address": "<li><a href='/news/2022/{n}.html'>{t}</a><em>06-2{n}</em></li>",
    "dates of two columns": (
        "<tr><td>0{n}</td><td><a href='{a}'>{t}</a></td><td>2022-06-1{n}</td><td>2022-06-2{n}</td></tr>"
    ),
    "labels of two dates": (
        "<li><a href='{a}'>{t}</a><p><b>成文日期：</b>2022年06月1{n}日</p><p><b>发布日期：</b>2022年06月2{n}日</p></li>"
    ),
    "title in two lines": "<li><a href='{a}'><div>湖滨新城建设<br>推进会{n}召开</div></a><i>2022-06-2{n}</i></li>",
    "heading, summary and date within the link": (
        "<li><a href='{a}'><div><p>2{n}</p><span>2022.06</span></div><h3>{t}</h3><p>摘要，说明有关情况。</p></a></li>"
    ),
    "title by its class within the link": (
        "<li><a href='{a}'><div class='list-title'>{t}</div><p>摘要，说明有关情况。</p><i>2022-06-2{n}</i></a></li>"
    ),
    "title, among others, that the attribute tells": (
        "<li><a href='{a}' title='{t}'><i>2022-06-2{n}</i><em>{t}</em><p>摘要，说明有关情况。</p></a></li>"
    ),
    "date before the title within the link": "<li><a href='{a}'><i>2022-06-2{n}</i><em>{t}</em></a></li>",
    "month and day above the year": "<li><div><p>06-2{n}</p><span>2022</span></div><a href='{a}'>{t}</a></li>",
    "box before each link of one block": "<p><b>06-2{n}</b><b>2022</b></p><h4><a href='{a}'>{t}</a></h4>",
    "day and month beside the title": "<li><b>2{n}</b><i>2022/06</i><a href='{a}'>{t}</a></li>",
    "year, month and day each an element": (
        "<li><a href='{a}'>{t}</a><span><i>2022</i>年<i>06</i>月<i>2{n}</i>日</span></li>"
    ),
    "office before the date": "<li><a href='{a}'>{t}</a><span>市教育局 2022-06-2{n}</span></li>",
    "strip": "<li><a href='{a}'>{t}</a><p>来源：市教育局 发布时间：2022-06-2{n} 浏览：12次</p></li>",
    "clicks behind the date": "<li><a href='{a}'>{t}</a><span>[2022-06-2{n} 点击:12]</span></li>",
    "lines of one block": "·<a href='{a}'>{t}</a> (2022-06-2{n})<br>",
    "lines of one block, date first": "[2022-06-2{n}] <a href='{a}'>{t}</a><br>",
    "day in a box, month beside it, all within the link (VSB)": (
        "<li><a href='{a}'><div><b>2{n}</b>2022.06</div><div><h3>{t}</h3><p>摘要，说明有关情况。</p></div></a></li>"
    ),
    "weekday, month, day, year (Drupal)": (
        "<div><div><a href='/zh/node/{n}'><img src=x.jpg></a></div><div><span><a href='/zh/node/{n}'>{t}</a></span></div>"
        "<div><span>发布于: </span><span>星期五, 6月 2{n}, 2022 - 09:12</span></div>"
        "<div><a href='/zh/node/{n}'>阅读全文</a></div></div>"
    ),
    "share links beside the date (新华网)": (
        "<li><h3><a href='{a}'>{t}</a></h3><p>摘要</p><p><i>2022-06-2{n} 19:39</i><span><a href='javascript:;'>新浪微博</a>"
        "<a href='javascript:;'>微信</a></span></p></li>"
    ),
    "comments beside the date, the site behind the title (WordPress DUX)": (
        "<article><header><h2><a href='/{n}2011.html' title='{t}-湖滨融媒'>{t}</a></h2></header><p><time>2022-06-2{n}</time>"
        "<a href='/{n}2011.html#respond'>评论(0)</a></p></article>"
    ),
    "lists as rows, two days (龙讯)": (
        "<ul><li>{n}</li><li><a href='{a}'>{t}</a></li><li>2022-06-1{n}</li><li>2022-06-2{n}</li></ul>"
    ),
    "hidden tip with another day (大汉 xxgk)": (
        "<tr><td><a href='{a}'>{t}</a><div style='display:none'><table><tr><td>生成日期</td><td>2022-06-1{n}</td></tr>"
        "</table></div></td><td>2022-06-2{n}</td></tr>"
    ),
    "days of a time-line": "<li><span>2{n}日</span><i></i><a href='{a}'>{t}</a></li>",
    "rows of other classes": "<li class='{w}'><div class=r><a href='{a}'>{t}</a></div><i>2022-06-2{n}</i></li>",
}
HEADS = {
    "dates of two columns": "<tr><th>号</th><th>名称</th><th>成文日期</th><th>发布日期</th></tr>",
    "lists as rows, two days (龙讯)": (
        "<ul><li>序号</li><li>名称</li><li>成文日期</li><li>发布日期</li></ul>"
    ),
}
WHOLE = {
    "comments beside the date, the site behind the title (WordPress DUX)": (
        "<title>湖滨新闻-湖滨融媒</title><div>{}</div>"
    ),
    "weekday, month, day, year (Drupal)": "<div>{}</div>",
    "lists as rows, two days (龙讯)": "<div>{}</div>",
    "hidden tip with another day (大汉 xxgk)": "<table>{}</table>",
    "days of a time-line": "<div><h4><i></i>2022年<em>6月</em></h4><ul>{}</ul></div>",
    "dates of two columns": "<table>{}</table>",
    "cut without an ellipsis (Empire)": "<table>{}</table>",
    "card in the title attribute (PowerEasy)": "<table><tr>{}</tr></table>",
}
TITLES = {"title in two lines": "湖滨新城建设 推进会{n}召开"}


@pytest.mark.parametrize("form", ROWS)
def test_row_forms(form: str) -> None:
    rows = "".join(
        ROWS[form].format(
            a=article(n), n=n, t=f"{n}月{TITLE}", cut=f"{n}月{TITLE[:10]}", w=["odd", "even"][n % 2]
        )
        for n in range(1, 6)
    )
    page = listed(WHOLE.get(form, "<ul>{}</ul>").format(HEADS.get(form, "") + rows))
    assert [row.title for row in page.rows] == [
        TITLES.get(form, "{n}月" + TITLE).format(n=n) for n in range(1, 6)
    ]
    assert days(page) == [f"2022-06-2{n}" for n in range(1, 6)]


def test_a_title_that_begins_with_its_day_keeps_it() -> None:
    row = "<li><a href='{a}'>2022年6月2{n}日天气预报</a><span>2022年6月2{n}日</span></li>"
    page = listed("".join(row.format(a=article(n), n=n) for n in range(3)))
    assert [row.title for row in page.rows] == [f"2022年6月2{n}日天气预报" for n in range(3)]


def test_a_list_within_a_script() -> None:
    """Hanweb jpage: the page, and the answer that goes on with its list."""
    record = "<record><![CDATA[\n<li><span>2022-06-2{n}</span><a title='{t}' href='/art/2022/6/2{n}/art_1_{n}.html'>{t}</a></li>]]></record>"
    records = "".join(record.format(n=n, t=f"第{n}次会议") for n in range(5))
    store = f"<datastore><nextgroup><![CDATA[<a href='/p.jsp?page=1'></a>]]></nextgroup><recordset>{records}</recordset></datastore>"
    side = "".join(f"<li><a href='/art/2022/6/1/art_2_{n}.html'>公告{n}</a></li>" for n in range(8))
    page = listed(
        f"<ul>{side}</ul><div id=1><script type='text/xml'>{store}</script></div>",
        "http://h/col/col1/index.html",
    )
    for found in (page, listed(f"<?xml version='1.0' encoding='UTF-8'?>{store}", "http://h/p.jsp?page=1")):
        assert [row.title for row in found.rows] == [f"第{n}次会议" for n in range(5)]
        assert days(found) == [f"2022-06-2{n}" for n in range(5)]
    assert page.paging.next == "http://h/p.jsp?page=1"
    assert not any("p.jsp" in link.url for link in page.links), "the address of the next group is no page's"


def test_a_page_of_a_newspaper_is_the_list_of_its_articles() -> None:
    nodes = "".join(f"<tr><td><a href=node_{n}.htm>第0{n}版：要闻</a></td></tr>" for n in range(2, 9))
    rows = "".join(
        f"<tr><td><a href=content_{n}.htm?div=-1><div>头条消息{n}<br>副题 </div></a></td></tr>"
        for n in range(3)
    )
    page = listed(f"<table>{nodes}</table><table>{rows}</table>", "http://h/html/2022-06/22/node_2.htm")
    assert [row.title for row in page.rows] == [f"头条消息{n} 副题" for n in range(3)]


def test_turning_links_and_anchors_are_no_rows() -> None:
    links = "<a href=content_4.htm>上一篇</a><a href=content_6.htm>下一篇</a><a href='#'>打印</a>"
    page = listed(
        f"<p>{links}</p><ul><li><a href=content_1.htm>头条消息</a></li></ul>", "http://h/x/content_5.htm"
    )
    assert [row.title for row in page.rows] == ["头条消息"]


@pytest.mark.parametrize("name", ["class='hot-news'", "id=rank", "class='box tuijian'"])
def test_a_ranking_is_no_list_however_long(name: str) -> None:
    row = "<li><a href='show.php?id={0}'>消息第{0}号</a><i>2022-06-1{1}</i></li>"
    ranking = "".join(row.format(n + 20, n) for n in range(8))
    main = "".join(row.format(n, n) for n in range(3))
    page = listed(f"<div {name}><ol>{ranking}</ol></div><div class=right><ul>{main}</ul></div>")
    assert [row.title for row in page.rows] == [f"消息第{n}号" for n in range(3)]


def test_blocks_of_five_and_lines_between_are_one_list() -> None:
    row = "<li><a href='show.php?id={0}'>消息第{0}号</a><i>2022-06-1{0}</i></li>"
    block = "".join(row.format(n) for n in range(5)) + "<li class='bk20 hr'></li>"
    other = "".join(row.format(n) for n in range(5, 9))
    page = listed(f"<ul class=l>{block}</ul><div class=dashed></div><ul class=l>{other}</ul>")
    assert len(page.rows) == 9


def test_articles_told_apart_by_a_query_are_of_no_column() -> None:
    row = "<li><a href='ShowInfo.aspx?id={0}'>消息第{0}号</a>{1}</li>"
    main = "".join(row.format(n, f"<i>2022-06-1{n}</i>") for n in range(5))
    side = "".join(row.format(n, "") for n in range(20, 29))
    page = listed(
        f"<div class=l><ul>{side}</ul></div><p><ul>{main}</ul></p>", "http://h/Web/InfoList.aspx?c=1"
    )
    assert len(page.rows) == 5


def test_the_head_of_a_sorted_table_and_its_pager_are_no_rows() -> None:
    row = "<tr><td><a href='a.aspx?id={0}'>消息第{0}号</a></td><td>2022-06-1{0}</td></tr>"
    head = '<tr><th><a href="javascript:__doPostBack(1)">发布日期</a></th></tr>'
    pager = "<tr><td>1/12 <a href='index2.aspx'>下一页</a></td></tr>"
    page = listed(f"<table>{head}{''.join(row.format(n) for n in range(4))}</table><table>{pager}</table>")
    assert [row.title for row in page.rows + page.others] == [f"消息第{n}号" for n in range(4)]


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("/GB/190240/index2.html", Form.LIST),
        ("/n2/2022/0622/c190240-33066999.html", Form.ARTICLE),
        ("/system/2022/01/05/030128511.shtml", Form.ARTICLE),
        ("/2021/1230/c5123a211340/page.htm", Form.ARTICLE),
        ("/xinwen/2022-06/20/content_5696956.htm", Form.ARTICLE),
        ("/html/2022-06/22/nw.D110000xxrb_20220622_1-01.htm", Form.ARTICLE),
        ("/html/2022-06/22/node_2.htm", Form.PAGE),
        ("/article/detail/2022/09/id/3521098.shtml", Form.ARTICLE),
        ("/article/index/id/MzAwNEAwMoAAAA.shtml", Form.PAGE),
        ("/archives/5821", Form.ARTICLE),
        ("/archives/category/news", Form.PAGE),
        ("/Article/ShowArticle.asp?ArticleID=2231", Form.ARTICLE),
        ("/Article/ShowClass.asp?ClassID=12", Form.PAGE),
    ],
)
def test_forms_of_addresses(path: str, form: Form) -> None:
    (link,) = listed(f"<a href='{path}'>x</a>").links or [
        r.link() for r in listed(f"<a href='{path}'>消息</a>").rows
    ]
    assert link.form is form


HOSTILE = {
    "years, nested": "<div>2022",
    "months, nested": "<i>06-22",
    "dates as links": "<a href='/archives/{n}'>2022-06-22</a>",
    "dates of one row": "<i>2022-06-22</i>",
    "cells of one row": "<td>2022-06-22</td>",
    "cards": "<a href='{n}' title='文章标题：x&#10;更新时间：2022-6-10'>消息{n}</a>",
    "records": "<record><![CDATA[<li>2022-06-22<a href='{n}'>消息{n}</a></li>]]></record>",
    "stores": "<script type='text/xml'><datastore><nextgroup>",
}


@pytest.mark.parametrize("form", HOSTILE)
def test_hostile_rows_take_linear_time(form: str) -> None:
    html = "".join(HOSTILE[form].format(n=n) for n in range(20_000))
    assert len(listed(f"<div><a href=a.htm>要闻消息</a>{html}</div>").rows) >= 0


LINE = "<li><a href='{0}'>第{1}次{2}会议</a><i>2022-06-0{1}</i></li>"


def lines(count: int, channel: str, name: str) -> str:
    """Dated rows of a column."""
    return "".join(LINE.format(article(n, channel), n, name) for n in range(1, count + 1))


def test_a_hidden_tab_is_not_the_list() -> None:
    """Leaders' pages: activities, and longer in a hidden tab the speeches."""
    shown = f"<div><div class=a><ul>{lines(4, 'hd', '办公')}</ul></div>"
    hidden = f"<div class=b style='display:none'><ul>{lines(8, 'jh', '讲话')}</ul></div></div>"
    page = listed(shown + hidden, "http://h/ldzc/x/")
    assert [row.title for row in page.rows] == [f"第{n}次办公会议" for n in range(1, 5)]
    assert len(page.others) == 8


def test_rows_that_wait_hidden_belong_to_their_list() -> None:
    """新华网 shows more of them on a click."""
    rows = [
        f"<li style='display:{'none' if n > 2 else 'block'}'>" + lines(5, "xw", "").split("<li>")[n]
        for n in range(1, 6)
    ]
    assert len(listed(f"<ul>{''.join(rows)}</ul>", "http://h/a/").rows) == 5


def test_cards_without_dates_under_the_heading_of_the_page() -> None:
    """County media centres: the ranking at the side has dates, the list has none."""
    card = "<div class=col><a class=card href='/article/6{n}'><em>03:4{n}</em><div class=card-title>{n}月游园会</div><i>891</i></a></div>"
    cards = "".join(card.format(n=n) for n in range(1, 5))
    side = "".join(
        f"<a class=item href='/article/9{n}'><h5>市场{n}月供应充足</h5><small>2022-09-03 18:20</small></a>"
        for n in range(7)
    )
    page = listed(
        "<title>视听湖滨 - 湖滨融媒</title><ol class=breadcrumb><li><a href='/'>首页</a></li><li>视听湖滨</li></ol><div class=row>"
        f"<div class=main><div class=page-header><h3>视听湖滨</h3></div><div class=row>{cards}</div></div>"
        f"<div class=side><div>24小时</div><div class=list>{side}</div></div></div>",
        "http://h/list/12-1.html",
    )
    assert [row.title for row in page.rows] == [f"{n}月游园会" for n in range(1, 5)]
    assert days(page) == [None] * 4


def test_a_dated_list_under_the_heading_goes_before_a_longer_one() -> None:
    page = listed(
        f"<title>会议_某局</title><div><div class=l><h2>会议</h2><ul class=a>{lines(3, 'hy', '局务')}</ul></div>"
        f"<div class=r><h2>公告</h2><ul class=b>{lines(6, 'gg', '公告')}</ul></div></div>",
        "http://h/list/12.html",
    )
    assert [row.title for row in page.rows] == [f"第{n}次局务会议" for n in range(1, 4)]


@pytest.mark.parametrize(("heading", "opens"), [("", True), ("<h3>今日头条</h3>", False)])
def test_a_story_that_opens_the_list(heading: str, opens: bool) -> None:
    """人民网: a headline with picture, summary and date right above the list; no block with a heading."""
    lead = f"<div class=hd>{heading}<a href='{article(9, 'tt')}'><img src=x.jpg></a><div><h5><a href='{article(9, 'tt')}'>宣讲团走进湖滨</a></h5><div>2022年06月09日09:14</div></div></div>"
    page = listed(f"<div>{lead}<ul class=a>{lines(5, 'hy', '局务')}</ul></div>", "http://h/GB/1/index.html")
    assert [row.title for row in page.rows][:1] == (["宣讲团走进湖滨"] if opens else ["第1次局务会议"])
    assert len(page.rows) == 5 + opens


@pytest.mark.parametrize(
    "block",
    [
        "<h4>2022年11月</h4><p>18日</p>",
        "<div><h2>会议</h2></div>",
        "<li><a href='javascript:;'>分享到</a><i>2022-01-02</i></li>",
        "<div style='display:none'><i>2022-01-02</i></div>",
    ],
)
def test_a_hostile_list_takes_linear_time(block: str) -> None:
    page = listed("<title>会议_某局</title><div>" + block * 20_000 + "<a href='/x/y.html'>有题目的</a></div>")
    assert page.paging.next is None


@pytest.mark.parametrize(
    "href", ["http://[链接", "http://www.example.gov.cn:99999999/a", "http://联系℀电话/a.html", "///", ":"]
)
def test_an_address_that_is_none_leads_nowhere(href: str) -> None:
    rows = f"<ul><li><a href='{article(1)}'>{TITLE}</a><i>2022-06-21</i></li><li><a href='{href}'>{TITLE}</a><i>2022-06-20</i></li></ul>"
    page = listed(f"{rows}<div class=page><a href='{href}'>下一页</a></div><a href='{href}'>关于我们</a>")
    assert days(page) == ["2022-06-21", "2022-06-20"]
