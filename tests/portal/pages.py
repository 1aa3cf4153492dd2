"""Every page of the replica that is no article: lists, topic homes, indexes, portal home, and the traps among them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from tests.portal.markup import FOOT, LANGUAGES
from tests.portal.plan import CHANNELS, HOST, INDEX, NEWS, SITE, SITE_NAME, TOPICS, Column, Topic

ROWS_A_PAGE = 20
PROFILE_PAGE = f"/{SITE}/xzqh/parkProfile.shtml"
CALENDAR = f"/{SITE}/hdrl/hdrl.shtml"
INTERNAL = f"/{SITE}/nbgl/common_list.shtml"
"""A list that robots.txt forbids."""
EMPTY_LIST = f"/{SITE}/zscd/zscd_list.shtml"
"""A list that only a script fills."""


@dataclass(frozen=True, slots=True)
class Row:
    """One entry of a list. ``date`` is YYYY-MM-DD or empty."""

    path: str
    title: str
    date: str
    pinned: bool = False


def _cut(title: str) -> str:
    return title if len(title) <= 16 else title[:15] + "…"


_ROWS: dict[str, Callable[[Row, str], str]] = {
    "span_after": lambda r, t: f'<li><a href="{r.path}" target="_blank" title="{t}">{t}</a><span>{r.date}</span></li>',
    "span_before": lambda r, t: f'<li><span class="time">{r.date}</span><a href="{r.path}">{t}</a></li>',
    "cut_title": lambda r, t: f'<li class="clearfix"><a href="{r.path}" title="{t}">{_cut(t)}</a><em>{r.date}</em></li>',
    "bracket": lambda r, t: f'<li><a href="{r.path}" title="{t}">{t}</a>{f"[{r.date}]" if r.date else ""}</li>',
    "heading": lambda r, t: f'<li><h4><a href="{r.path}" title="{t}">{t}</a><span class="time">{r.date.replace("-", ".")}</span></h4></li>',
    "slash": lambda r, t: f'<li><a href="{r.path}">{t}</a><span class="date">{r.date.replace("-", "/")}</span></li>',
    "infolist": lambda r, t: f'<li><a href="{r.path}" class="elli-s" title="{t}">{t}</a><span class="time">{r.date}</span></li>',
    "picture": lambda r, t: f'<li><a href="{r.path}"><img src="/images/pic.jpg" alt="{t}"></a></li>',
    "in_link": lambda r, t: f'<li><a href="{r.path}"><p>{t}<span>{r.date}</span></p></a></li>',
}  # fmt: skip
_LIST_CLASS = {"infolist": "infolist", "heading": "pageList newsList", "bracket": "list"}


def rows_html(rows: Sequence[Row], look: str) -> str:
    def one(row: Row) -> str:
        html = _ROWS[look](row, escape(row.title))
        return (
            html.replace("<li", '<li data-top="1"', 1).replace("<a ", '<b class="top">[置顶]</b><a ', 1)
            if row.pinned
            else html
        )

    return "\n".join(map(one, rows))


def page(title: str, body: str, *, head: str = "", crumb: str = "") -> bytes:
    """A page of the portal with its header and footer."""
    trail = f'<div class="crumb">当前位置: {crumb}</div>\n' if crumb else ""
    return (
        f'<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8">\n<title>{title}-{SITE_NAME}</title>\n'
        f'<meta name="SiteName" content="{SITE_NAME}">\n<meta name="ColumnName" content="{title}">\n{head}</head>\n<body>\n'
        f'{LANGUAGES}<div class="nav"><a href="/">首页</a><a href="{NEWS}">新闻中心</a><a href="{INDEX}">专题专栏</a>'
        f'<a href="{PROFILE_PAGE}">园区概况</a></div>\n{trail}{body}\n'
        f'<div class="footer"><a href="http://www.澄州.cn/">友情链接</a><a href="mailto:web@example.cn">联系我们</a></div>\n</body></html>\n'
    ).encode()


def list_page(column: Column, rows: Sequence[Row], number: int, pages: int, total: int) -> bytes:
    """Page ``number`` (from 1) of a column's list; the pager is a script's call and no link."""
    css = _LIST_CLASS.get(column.rows, "xwzxList")
    pager = f"<div id=\"page_div\"></div>\n<script>createPageHTML('page_div',{pages}, {number},'{column.stem}','shtml',{total});</script>"
    body = f'<div class="main"><h2>{column.name}</h2>\n<ul class="{css}">\n{rows_html(rows, column.rows)}\n</ul>\n{pager}</div>'
    trail = f'<a href="/{SITE}/index.shtml">首页</a>&nbsp;&gt;&nbsp;<a href="{column.path}">{column.name}</a>'
    return page(column.name, body, crumb=trail)


def topic_home(topic: Topic, latest: Sequence[tuple[Column, Sequence[Row]]]) -> bytes:
    """A topic's home: a block a column with its newest rows and a link to the whole list."""
    blocks = []
    for column, rows in latest:
        more = f'<a class="more" href="{column.path}">更多&gt;&gt;</a>' if column.stem else ""
        blocks.append(
            f'<div class="block"><div class="hd"><h3>{column.name}</h3>{more}</div>\n<ul>{rows_html(rows, column.rows)}</ul></div>'
        )
    banner = (
        f'<div class="banner"><img src="/{SITE}/{topic.code}/images/banner.jpg" alt="{topic.name}"></div>\n'
    )
    return page(topic.name, banner + "\n".join(blocks), head='<meta name="ColumnType" content="专题">\n')


def topic_index() -> bytes:
    """The 专题 index: one entry a topic, with picture and name."""
    entries = "\n".join(
        f'<li><a href="{topic.path}" title="{topic.name}"><img src="/{SITE}/{topic.code}/t.jpg"><p>{topic.name}</p></a></li>'
        for topic in TOPICS
        if "index" in topic.shown
    )
    return page("专题专栏", f'<ul class="ztList">\n{entries}\n</ul>')


def news_home(latest: Sequence[tuple[Column, Sequence[Row]]]) -> bytes:
    """Home of the news centre: a block a channel."""
    return topic_home(Topic("xwzx", "新闻中心"), latest)


def home(latest: Sequence[Row], links: Sequence[str] = ()) -> bytes:
    """The portal's home; also the answer to every unknown column."""
    channels = "".join(f'<a href="{column.path}">{column.name}</a>' for column in CHANNELS)
    topics = "".join(f'<li><a href="{t.path}">{t.name}</a></li>' for t in TOPICS if "home" in t.shown)
    channels += "".join(f'<a href="{link}">栏目</a>' for link in links)
    body = (
        f'<div class="channels">{channels}<a href="{INDEX}">专题专栏</a><a href="{EMPTY_LIST}">政策超市</a>'
        f'<a href="{INTERNAL}">内部管理</a><a href="/{SITE}/zwyw/">要闻</a></div>\n'
        f'<div class="block"><h3>要闻</h3><ul>\n{rows_html(latest, "span_after")}\n</ul></div>\n'
        f'<div class="zt"><h3>热点专题</h3><ul>{topics}</ul></div>\n'
        f'<a href="{CALENDAR};jsessionid=0A1B2C3D?day=2026-10-20&amp;sid=77f1">活动日历</a>\n'
        f'<a href="/yqjyj/tzgg/common_list.shtml">教育局</a><a href="http://www.澄州.example/">市政府</a>'
        f'<a href="https://{HOST}.example.com/szgyyq/zwyw/xwzx_list.shtml">镜像</a>'
        f'<a href="/{SITE}/xxgk/files/0f0e0d0c0b0a09080706050403020100.pdf">年度报告</a>'
    )
    return page("首页", body)


def calendar(day: str, following: str, previous: str, session: str) -> bytes:
    """One day of an endless calendar, whose every link carries a new session."""
    links = "".join(
        f'<a href="{CALENDAR};jsessionid={session}?day={other}&amp;sid={session.lower()}">{label}</a>'
        for other, label in ((previous, "前一天"), (following, "后一天"))
    )
    return page("活动日历", f'<div class="calendar"><h2>{day}</h2><p>当日没有活动。</p>{links}</div>')


def fixed_page() -> bytes:
    """A page that looks like an article and is none: no time, no column of articles."""
    text = "园区地处澄州城东，行政区划面积278平方公里。" * 6
    return page(
        "园区概况", f'<div class="article"><h1>园区概况</h1><div class="xzqh"><p>{text}</p></div>{FOOT}</div>'
    )


def foreign(language: str, other: str) -> bytes:
    """Home of an edition in another language, with a list row of its own."""
    row = Row(f"/{language}/News/202607/{'ab' * 16}.shtml", other, "2026-07-02")
    return page(other, f'<ul class="list">{rows_html([row], "span_after")}</ul>')


def empty_list() -> bytes:
    """A list whose rows only a script would bring."""
    return page("政策超市", '<ul id="list-data"></ul><script>loadDataByChannelId("c0ffee");</script>')


def refresh(path: str) -> bytes:
    """A column's root: nothing but a meta refresh to its list."""
    return (
        f'<html><head><meta http-equiv="refresh" content="0;url={path}"></head><body></body></html>'.encode()
    )


def not_found() -> bytes:
    """The 404 page."""
    return b"<html><head><title>404</title></head><body><h1>404 Not Found</h1></body></html>"
