"""Saved pages for tests of commands over files: invented text in plain UCAP markup."""

from __future__ import annotations

ID = "{:032x}"


def html(title: str = "甲区召开测试会议", *, canonical: str | None = None, text: str = "") -> bytes:
    """One article page."""
    link = f'<link rel="canonical" href="{canonical}">' if canonical else ""
    body = (
        text or "昨天,甲区召开测试会议。区委书记甲某某主持会议并讲话。会议听取了有关情况汇报,部署下一步工作。"
    )
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8">{link}
<meta name="ArticleTitle" content="{title}"><meta name="PubDate" content="2026-11-24 10:29"></head>
<body><div class="article"><h1 class="article-title"><UCAPTITLE>{title}</UCAPTITLE></h1>
<PUBLISHTIME>2026-11-24 10:29</PUBLISHTIME>
<div id="zoomcon" class="article-content"><UCAPCONTENT><p>{body}</p><p>{body}</p></UCAPCONTENT></div>
</div></body></html>""".encode()


def address(number: int) -> str:
    return f"http://www.sipac.gov.cn/szgyyq/zwyw/202611/{ID.format(number)}.shtml"
