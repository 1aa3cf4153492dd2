"""One case as the page of a government portal, so that extraction can be measured from bytes on.

The structure is that of a common CMS of Chinese authorities (meta tags, headline, strip, ``#zoomcon``);
words and furniture are invented.
"""

from __future__ import annotations

from html import escape
from typing import Any

_PAGE = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<title>{title}-要闻动态-某某市人民政府</title>
<meta name="SiteName" content="某某市人民政府">
<meta name="ArticleTitle" content="{title}">
<meta name="PubDate" content="2024-05-06 09:30">
<meta name="ContentSource" content="">
</head>
<body>
<div class="top"><a href="/">网站首页</a><a href="/zwgk/">政务公开</a><a href="/hdjl/">互动交流</a></div>
<div class="position">您的位置：<a href="/">首页</a> &gt; <a href="/xw/">新闻</a> &gt; <a href="/xw/yw/">要闻动态</a></div>
<div class="main">
<h1 class="article-title"><UCAPTITLE>{title}</UCAPTITLE></h1>
{subtitle}<div class="article-strip">发布时间：<PUBLISHTIME>2024-05-06 09:30</PUBLISHTIME>
<span>字号：[大 中 小]</span> <span>浏览次数：<em id="hit"></em></span></div>
<div id="zoomcon"><UCAPCONTENT>
{body}
</UCAPCONTENT></div>
<div class="tools"><a href="javascript:window.print()">打印本页</a><a href="javascript:window.close()">关闭窗口</a></div>
</div>
<div class="foot">主办单位：某某市人民政府办公室</div>
</body>
</html>
"""


def page(case: dict[str, Any]) -> bytes:
    """The case (``title``, ``subtitle``, ``paragraphs``) as UTF-8 HTML; bylines stay where they stand."""
    subtitle = f'<h2 class="article-subtitle">{escape(case["subtitle"])}</h2>\n' if case["subtitle"] else ""
    body = "\n".join(f"<p>{escape(text)}</p>" for text in case["paragraphs"])
    return _PAGE.format(title=escape(case["title"]), subtitle=subtitle, body=body).encode()
