"""Article pages as the portal's CMS writes them, in the variants of :mod:`tests.portal.variants`."""

from __future__ import annotations

import re
from datetime import timedelta
from html import escape

from tests.portal import twin
from tests.portal.generator import Article
from tests.portal.plan import SITE, SITE_NAME, crumb_of

_TAGS = ("UCAPTITLE", "UCAPCONTENT", "PUBLISHTIME")
_SIZES = '<a href="javascript:;">大</a><a href="javascript:;">中</a><a href="javascript:;">小</a>'
_CLOCKS = {"second": "%Y-%m-%d %H:%M:%S", "minute": "%Y-%m-%d %H:%M", "day": "%Y-%m-%d"}
LANGUAGES = (
    '<div class="top"><a href="/">返回管委会首页</a>\n<div class="lang"><a href="#">繁體</a> |'
    '<a href="/szgyyqenglish/">English</a> |<a href="/szgyyjapan/">日语</a> |<a href="#">无障碍</a> |'
    '<a href="#">关怀版</a></div></div>\n'
)
FOOT = (
    '<div class="share">分享到: <a href="#">微信</a></div>\n<div class="tools">'
    '<a href="javascript:window.print()">打印此页</a>|<a href="javascript:window.close()">关闭窗口</a></div>\n'
)
_RELATED = (
    '<div class="article-reldocuments" style="display:none"><h3>相关稿件</h3><ul class="common_newslist">'
    f'<li><a href="/{SITE}/xzqh/parkProfile.shtml">园区概况</a></li></ul></div>\n'
)
_SECOND_DOCUMENT = (
    '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">\n'
    '<html xmlns="http://www.w3.org/1999/xhtml"><head><meta name="keywords" content=""></head><body>\n'
    '<div class="header"><form action="/search"><input name="q" placeholder="请输入关键字"></form></div>\n</body></html>\n'
)
PAGE_LENGTH = 3
"""Paragraphs on each address of a body that runs over several."""


def addresses(article: Article) -> list[str]:
    """The paths over which the article runs: one, or a page of ``PAGE_LENGTH`` paragraphs each."""
    form = article.variant.addresses
    stem = article.path.removesuffix(".shtml")
    count = -(-len(article.story.paragraphs) // PAGE_LENGTH) if form else 1
    first = 1 if form == "trs" else 2
    return [article.path, *(f"{stem}_{number}.shtml" for number in range(first, first + count - 1))]


def render(article: Article, part: int = 0) -> bytes:
    """The page at the article's address number ``part``, as bytes in the page's own encoding."""
    html = _page(article, part)
    if article.variant.lower_tags:
        for tag in _TAGS:
            html = html.replace(tag, tag.lower())
    return html.encode("gb18030" if article.variant.gbk else "utf-8")


def _page(article: Article, part: int) -> str:
    return (
        f'<!DOCTYPE html>\n<html lang="zh-CN">\n{_head(article)}<body>\n{LANGUAGES}'
        + (_SECOND_DOCUMENT if article.variant.second_document else "")
        + _crumb(article)
        + _LAYOUTS[article.variant.layout](article, _body(article, part))
        + "</body></html>\n"
    )


def _head(article: Article) -> str:
    variant, title = article.variant, escape(article.story.title)
    separator = (" - ", "-", "_", " | ")[article.index % 4]
    close = "/>" if article.index % 2 else ">"
    charset = "gb2312" if variant.gbk else "utf-8"
    lines = [
        f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">',
        f"<title>{title}{separator}{SITE_NAME}</title>",
        f'<meta name="SiteName" content="{SITE_NAME}">',
        '<meta name="SiteDomain" content="www.sipac.gov.cn">',
        f'<meta name="ColumnName" content="{article.column.name}">',
        f'<meta name="ArticleTitle" content="{title}"{close}',
    ]
    if variant.clock:
        lines.append(f'<meta name="PubDate" content="{_pubdate(article)}">')
    lines.append(f'<meta name="ContentSource" content="{article.source or ""}"{close}')
    script = (
        f'<script>var manuscriptId = "{article.ident}"; var siteCode = "{SITE}";</script>\n'
        if article.index
        else ""
    )
    return "<head>\n" + "\n".join(lines) + f"\n{script}</head>\n"


def _pubdate(article: Article) -> str:
    """The meta time: that of the article, a few minutes more, or the build of the page months later."""
    if article.index == 0:
        return twin.PUBDATE
    if article.variant.late_meta:
        return f"{article.time + timedelta(days=64, hours=3):%Y-%m-%d %H:%M}"
    return f"{article.time:{_CLOCKS[article.variant.clock or 'minute']}}"


def _crumb(article: Article) -> str:
    if not article.variant.crumb:
        return ""
    links = (f'<a href="{href}">{name}</a>' for name, href in crumb_of(article.column))
    return f'<div class="crumb">当前位置: {"&nbsp;&gt;&nbsp;".join(links)}</div>\n'


def _wide(article: Article, text: str) -> str:
    text = escape(text)
    return text.replace(" ", "\u2002") if article.variant.wide_blanks else text


def _title(article: Article) -> str:
    return f"<UCAPTITLE>{_wide(article, article.story.title)}</UCAPTITLE>"


def _subtitle(article: Article) -> str:
    if not article.story.subtitle:
        return ""
    tag, _, css = article.variant.subtitle_tag.partition(".")
    return f"<{tag}{f' class={chr(34)}{css}{chr(34)}' if css else ''}>{_wide(article, article.story.subtitle)}</{tag}>\n"


def _time(article: Article) -> str:
    """The shown time; empty where the page shows none."""
    variant = article.variant
    if not variant.clock or variant.clock_from == "meta":
        return ""
    shown = f"{article.time:{_CLOCKS[variant.clock]}}"
    return shown if variant.clock_from == "strip" else f"<PUBLISHTIME>{shown}</PUBLISHTIME>"


def _source(article: Article) -> str:
    source = article.source or ""
    return f"<PUBLISHTIME>{source}</PUBLISHTIME>" if article.variant.clock_from == "twice" else source


# layouts ---------------------------------------------------------------------------------------------


def _seed(article: Article, body: str) -> str:
    return (
        f'<div class="article">\n<h1 class="article-title">{_title(article)}</h1>\n{_subtitle(article)}'
        f'<div id="zoomcon" class="article-content">\n<div class="info"><span>时间:{_time(article)}</span>|'
        f'<span class="ly">来源:<b>{_source(article)}</b></span>|<span>浏览量:<b id="view"></b></span>|'
        f"<span>字号:{_SIZES}</span></div>\n<UCAPCONTENT>\n{body}</UCAPCONTENT>\n</div>\n{_related(article)}{FOOT}</div>\n"
    )


def _plain(article: Article, body: str) -> str:
    return (
        f'<div class="main">\n<h1>{_title(article)}</h1>\n{_subtitle(article)}'
        f'<div class="article-content" id="zoomcon">\n<p class="bar">时间：{_time(article)} | 来源：{_source(article)} | '
        f'浏览量：<span id="view"></span> | 字号：{_SIZES}</p>\n{body}</div>\n{_related(article)}{FOOT}</div>\n'
    )


def _jurong(article: Article, body: str) -> str:
    return (
        f'<div class="article">\n<h1 class="article-title">{_title(article)}</h1>\n{_subtitle(article)}'
        f'<div class="article-extended"><span>发布日期：<b>{_time(article)}</b></span> '
        f'<span class="ly">来源：<b>{_source(article)}</b></span> <span>浏览次数：<b id="view">-</b></span>'
        f'<span class="fontsize"><i class="l">大</i><i class="m">中</i><i class="s">小</i></span></div>\n'
        f'<div class="article-content" id="zoomcon"><UCAPCONTENT>{body}</UCAPCONTENT></div>\n{_related(article)}{FOOT}</div>\n'
    )


def _suzhou(article: Article, body: str) -> str:
    return (
        f'<div class="detail"><div class="title">{_title(article)}</div>\n{_subtitle(article)}'
        f'<div class="article-auxiliary"><span class="date">时间：{_time(article)}</span>'
        f'<span class="ly">来源：<b>{_source(article)}</b></span><span>访问量：<em id="view"></em></span></div>\n'
        f'<div id="zoomcon"><UCAPCONTENT>{body}<div class="pageShare"><a href="#">分享到微博</a></div>'
        '<nav class="page_relate"><a href="#">上一篇</a><a href="#">下一篇</a></nav>'
        f'<iframe src="about:blank" width="0" height="0"></iframe></UCAPCONTENT></div>\n{_related(article)}{FOOT}</div>\n'
    )


def _columned(article: Article, body: str) -> str:
    return (
        f'<div class="mainbox"><h1 class="article_title">{_title(article)}</h1>\n{_subtitle(article)}'
        f'<div class="article_attr_l"><span class="date">日期：<b>{_time(article)}</b></span>'
        f'<span class="ly">来源：<b>{_source(article)}</b></span><span>字号：【{_SIZES}】</span></div>\n'
        f'<div class="article_content" id="zoomcon">\n<!--正文 begin--><UCAPCONTENT>{body}</UCAPCONTENT><!--正文 end-->\n</div>\n'
        f"{_related(article)}{FOOT}</div>\n"
    )


def _related(article: Article) -> str:
    return _RELATED if article.variant.related else ""


_LAYOUTS = {"seed": _seed, "plain": _plain, "jurong": _jurong, "suzhou": _suzhou, "columned": _columned}


# body ------------------------------------------------------------------------------------------------


def _body(article: Article, part: int) -> str:
    """Pictures, paragraphs, byline and files; of an article over several addresses, what stands on one."""
    variant, pages = article.variant, len(addresses(article))
    texts = article.story.paragraphs
    if pages > 1:
        texts = texts[part * PAGE_LENGTH : (part + 1) * PAGE_LENGTH]
    first, last = part == 0, part == pages - 1
    blocks = [_picture(image) for image in article.images] if first else []
    blocks += _split(article, _paragraphs(article, texts)) if variant.split else [_paragraphs(article, texts)]
    if last:
        blocks += [f"<p>{line}</p>\n" for line in article.byline.lines]
        blocks += [_files(article)] if article.attachments else []
    return "".join(blocks) + (_pager(article, part, pages) if pages > 1 else "")


def _paragraphs(article: Article, texts: list[str]) -> str:
    form = article.variant.text
    texts = [escape(text, quote=False) for text in texts]
    if form == "br" and not article.variant.split:
        return "<p>" + "<br>\n<br>\n".join(f"　　{text}" for text in texts) + "</p>\n" if texts else ""
    return "".join(_PARAGRAPH.get(form, _PARAGRAPH["indent"])(text) for text in texts)


def _spans(text: str) -> str:
    """Runs of digits set off in spans of their own, as pasted text has them."""
    return re.sub(r"\d+", lambda run: f'<span style="font-family:Times">{run[0]}</span>', text)


_PARAGRAPH = {
    "indent": lambda text: f'<p style="text-indent: 2em;">　　{text}</p>\n',
    "style": lambda text: (
        f'<p style="line-height:2;margin:0">&nbsp;&nbsp;&nbsp;&nbsp;{text}</p>\n<p>&nbsp;</p>\n'
    ),
    "div": lambda text: f"<div>　　{text}</div>",
    "spans": lambda text: f'<p class="MsoNormal"><span>　　{_spans(text)}</span></p>\n',
    "nested": lambda text: (
        f'<p><font size="3"><span style="color:#333">&ensp;&ensp;{text}<o:p></o:p></span></font></p>\n'
    ),
}


def _split(article: Article, html: str) -> list[str]:
    """The one page's body, split for a pager that the page's own script draws."""
    blocks = (
        html.splitlines(keepends=True)
        if "\n" in html
        else html.replace("</div>", "</div>\n").splitlines(keepends=True)
    )
    half = len(blocks) // 2
    before, after = "".join(blocks[:half]), "".join(blocks[half:])
    match article.variant.split:
        case "marker":
            return [before, "<p>#PAGE_BREAK#</p>\n", after, '<div id="pageBreak"></div>\n']
        case "tag":
            return [before, "<pagebreak></pagebreak>\n", after, '<div id="pageBreak"></div>\n']
        case "upper":
            return [before, "<PAGEBREAK></PAGEBREAK>\n", after, '<div id="pageBreak"></div>\n']
    return [
        f'<div id="pagediv0">{before}</div>\n<div id="pagediv1" style="display:none">{after}</div>\n'
        '<script>page_content(2);</script>\n'
    ]  # fmt: skip


def _picture(image: dict[str, str | None]) -> str:
    caption = f'<p align="center">{image["caption"]}</p>\n' if image["caption"] else ""
    return f'<p align="center"><img border="0" src="{image["url"]}"></p>\n{caption}'


def _files(article: Article) -> str:
    links = "".join(f'<a href="{file["url"]}">{file["name"]}</a>' for file in article.attachments)
    return f"<p>附件：{links}</p>\n"


def _pager(article: Article, part: int, pages: int) -> str:
    """The script that draws the pager of a body over several addresses; no link stands in the page."""
    if article.variant.addresses == "trs":
        return f'<script>createPageHTML({pages}, {part}, "{article.ident}", "shtml");</script>\n'
    total = len(article.story.paragraphs)
    return f"<div id=\"page_div\"></div><script>createPageHTML('page_div',{pages}, {part + 1},'{article.ident}','shtml',{total});</script>\n"
