"""One invented article of the first portal's make, put into every markup its portal might use."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import product

KICKER = "全市交通工作会议在南屏召开"
TITLE = "抢抓建设窗口 畅通内外循环 全力打造枢纽经济新高地"
SUBTITLE = "港航物流协调小组第三次全体会议召开 许望川主持并讲话 丁槐安出席"
PARAGRAPHS = [
    "昨天,南屏市港航物流协调小组第三次全体会议召开。市委书记、协调小组第一组长许望川主持会议并讲话,强调要坚持问题导向,认真落实各项部署,持续深化港航改革,以更大力度推进枢纽建设。市委副书记、市长丁槐安出席会议并作具体部署。",
    "会议听取了港航物流工作推进情况汇报,审议了有关文件,相关单位作了交流发言。",
    "许望川指出,要更好发挥港口对全市发展的支撑作用。要把通道建设作为核心任务,围绕企业诉求解决具体问题,先易后难,逐步推进。要把技术改造作为关键环节,提升装卸效率和安全水平。",
    "丁槐安要求,各板块要担起责任、积极行动,加强协调和服务,切实帮助市场主体排忧解难,全力完成年度目标任务。",
    "市领导柏青野、闻人朗、祝小满,市政府秘书长纪云樵,各县级市(区)和协调小组成员单位主要负责同志参加会议。",
]
BYLINE = "记者\u2002罗一苇"
EDITION = "《南屏日报》2023年04月18日A02版"
LINES = [*PARAGRAPHS, "记者 罗一苇", EDITION]

SUBTITLES: dict[str, Callable[[str], str]] = {
    "h2": lambda s: f'<h2 class="article-subtitle">{s}</h2>',
    "div": lambda s: f"<div>{s}</div>",
    "centred": lambda s: f'<p align="center">{s}</p>',
    "none": lambda s: "",
}
STRIP = (
    '<div class="info"><span>时间:<PUBLISHTIME>2023-04-18 09:41</PUBLISHTIME></span>|<span class="ly">来源:<b></b></span>|'
    '<span>浏览量:<b id="view"></b></span>|<span>字号:<a href="javascript:;">大</a><a href="javascript:;">中</a>'
    '<a href="javascript:;">小</a></span></div>'
)
HEADER = (
    '<div class="top"><a href="/">返回管委会首页</a><div class="lang"><a href="#">繁體</a> |<a href="/en/">English</a></div></div>'
    '<div class="crumb">当前位置: <a href="/a/list.shtml">首页</a>&nbsp;&gt;&nbsp;<a href="/b/list.shtml">新闻中心</a>'
    '&nbsp;&gt;&nbsp;<a href="/c/list.shtml">图片新闻</a></div>'
)
FOOTER = (
    '<div class="article-reldocuments" style="display:none"><h3>相关稿件</h3><ul class="common_newslist"></ul></div>'
    '<div class="share">分享到: <a href="#">微信</a></div><div class="tools"><a href="javascript:window.print()">打印此页</a>|'
    '<a href="javascript:window.close()">关闭窗口</a></div>'
    '<div class="foot">主办单位：南屏市交通局 版权所有 <a href="#">苏ICP备00000000号</a></div>'
)
INNER = '<!DOCTYPE html><html><head><meta charset="utf-8"><title>页头</title><link rel="stylesheet" href="/a.css"></head><body>'


def paragraphs(form: str) -> str:
    """The body lines as ``p``, unclosed ``p``, ``div`` or br-separated text."""
    lines = [*PARAGRAPHS, BYLINE, EDITION]
    if form == "p":
        return "\n".join(f'<p style="text-indent: 2em;">　　{line}</p>' for line in lines)
    if form == "unclosed":
        return "\n".join(f"<p>　　{line}" for line in lines)
    if form == "div":
        return "\n".join(f"<div>　　{line}</div>" for line in lines)
    if form == "span":
        return "\n".join(
            '<p><span style="color:#000">&nbsp;&nbsp;'
            + re.sub(r"(\d+|市委书记)", r"</span><span>\1</span><span>", line)
            + "</span></p>"
            for line in lines
        )
    return "<br>\n<br>".join(f"　　{line}" for line in lines)


def page(
    *,
    body: str = "p",
    subtitle: str = "h2",
    strip: str = "inside",
    tags: bool = True,
    classes: bool = True,
    metas: bool = True,
) -> str:
    """The whole page as text."""
    text = paragraphs(body)
    if tags:
        text = f"<UCAPCONTENT>{text}</UCAPCONTENT>"
    sub = SUBTITLES[subtitle](SUBTITLE) if subtitle != "h1" else ""
    title = f"<UCAPTITLE>{TITLE}</UCAPTITLE>" if tags else TITLE
    if subtitle == "h1":
        title += f"<br>{SUBTITLE}"
    inside, outside = (STRIP, "") if strip == "inside" else ("", STRIP)
    head = f'<meta charset="utf-8"><title>{TITLE} - 南屏港务区</title>'
    if metas:
        head += f'<meta name="SiteName" content="南屏港务区"><meta name="ArticleTitle" content="{TITLE}"><meta name="PubDate" content="2023-04-18 09:45">'
    html = (
        f'<!DOCTYPE html>\n<html lang="zh-CN"><head>{head}</head><body>{HEADER}<div class="article"><h1 class="article-title">{title}</h1>{sub}'
        f'{outside}<div id="zoomcon" class="article-content">{inside}{text}</div>{FOOTER}</div></body></html>'
    )
    if not classes:
        html = re.sub(r' (?:class|id)="[^"]*"', "", html)
    if not tags:
        html = re.sub(r"</?PUBLISHTIME>", "", html)
    return html


def upper(html: str) -> str:
    """Tag names in upper case."""
    return re.sub(r"</?[a-z][a-z0-9]*", lambda m: m[0].upper(), html)


def second_document(html: str) -> str:
    """The header pulled in as a whole document."""
    return html.replace(HEADER, INNER + HEADER + "</body></html>")


def early_close(html: str) -> str:
    """The body element ends before the article."""
    return html.replace('<div class="article">', '</body></html><div class="article">').replace(
        "<div><h1", "</body></html><div><h1"
    )


def full_width(html: str) -> str:
    """，：； as the live pages have them (between Chinese characters)."""
    table = str.maketrans(",:;", "，：；")
    return re.sub(r"(?<=[\u4e00-\u9fff])[,:;](?=[\u4e00-\u9fff<|])", lambda m: m[0].translate(table), html)


def dresses() -> Iterator[tuple[str, bytes, list[str]]]:
    """(name, page bytes, expected body lines): every combination of markup, and each transformation of a few."""
    for body, subtitle, strip, tags, classes, metas in product(
        ("p", "unclosed", "div", "span", "br"),
        ("h2", "div", "centred", "h1"),
        ("inside", "outside"),
        (True, False),
        (True, False),
        (True, False),
    ):
        html = page(body=body, subtitle=subtitle, strip=strip, tags=tags, classes=classes, metas=metas)
        name = f"{body}-{subtitle}-{strip}-{'tags' if tags else 'plain'}-{'classes' if classes else 'bare'}-{'metas' if metas else 'nometa'}"
        yield name, html.encode(), LINES
    for body, strip, classes in product(("p", "br"), ("inside", "outside"), (True, False)):
        html = page(body=body, strip=strip, classes=classes, tags=classes)
        name = f"{body}-{strip}-{'classes' if classes else 'bare'}"
        yield f"upper-{name}", upper(html).encode(), LINES
        yield f"second-{name}", second_document(html).encode(), LINES
        yield f"early-{name}", early_close(html).encode(), LINES
        yield f"gbk-{name}", html.replace("utf-8", "gb2312").encode("gbk", "xmlcharrefreplace"), LINES
        yield f"full-{name}", full_width(html).encode(), [full_width(line) for line in LINES]
