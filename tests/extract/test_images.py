"""Pictures with captions, and files."""

from __future__ import annotations

import pytest

from newscrawler.extract import RawPage, extract_pages
from newscrawler.record import Article

LONG = "会议听取了工作推进情况汇报，审议了有关文件，相关单位作了交流发言，与会同志进行了深入讨论。"


def record(inside: str, after: str = "") -> Article:
    html = f"<html><body><h1>港口工作会议召开</h1><div class=bt><div class=nr><p>{LONG}</p>{inside}<p>{LONG}</p></div>{after}</div></body></html>"
    return extract_pages([RawPage("http://www.example.gov.cn/a/b.html", html.encode())])


@pytest.mark.parametrize(
    ("tag", "url"),
    [
        ("<img src=./W01.jpg>", "http://www.example.gov.cn/a/W01.jpg"),
        ("<img src='/images/blank.gif' data-original=/u/1.jpg>", "http://www.example.gov.cn/u/1.jpg"),
        ("<img data-src=//img.example.com/1>", "http://img.example.com/1"),
        ("<img src='data:image/gif;base64,R0' _src=1.png>", "http://www.example.gov.cn/a/1.png"),
        ("<img src=loading.gif file=1.png>", "http://www.example.gov.cn/a/1.png"),
        ("<img src=real.png data-src=../other.png>", "http://www.example.gov.cn/a/real.png"),
    ],
)
def test_address(tag: str, url: str) -> None:
    assert [image.url for image in record(f"<p>{tag}</p>").images] == [url]


@pytest.mark.parametrize(
    "tag",
    [
        "<img src=/icons/pdf.gif>",
        "<img src=/img/share_qq.png>",
        "<img src=a.png width=1 height=1>",
        "<img src=a.png width=16px>",
        "<img src=/u/qrcode.png>",
        "<img src=a.png alt=二维码>",
        "<img src=''>",
        "<img>",
        "<img src=/e/fileTypeImages/icon_doc.gif>",
        "<div style='display:none'><img src=a.png></div>",
        "<div class=share><img src=a.png><p>分享</p></div>",
    ],
)
def test_ornaments_stay_out(tag: str) -> None:
    assert record(tag).images == []


@pytest.mark.parametrize(
    ("html", "caption"),
    [
        ("<p align=center><img src=1.jpg></p><p align=center>会议现场</p>", "会议现场"),
        ("<center><img src=1.jpg><br>会议现场</center>", "会议现场"),
        ("<figure><img src=1.jpg><figcaption>会议现场</figcaption></figure>", "会议现场"),
        ("<p><img src=1.jpg></p><p>图为会议现场。（闻一笛 摄）</p>", "图为会议现场。（闻一笛 摄）"),
        (
            "<table><tr><td><img src=1.jpg></td></tr><tr><td style='text-align:center'>会议现场</td></tr></table>",
            "会议现场",
        ),
        (
            "<p align=center><img src=1.jpg></p><p align=center>会议现场</p><p>图片来源：云溪日报</p>",
            "会议现场 图片来源：云溪日报",
        ),
        ("<p><img src=1.jpg></p>", None),
        (f"<p align=center><img src=1.jpg></p><p align=center>{LONG}{LONG}</p>", None),
        ("<p><b>一、工作进展</b><img src=1.jpg></p>", None),
    ],
)
def test_caption(html: str, caption: str | None) -> None:
    found = record(html)
    assert [image.caption for image in found.images] == [caption]
    assert caption not in found.paragraphs


def test_two_pictures_and_one_caption() -> None:
    found = record(
        "<p align=center><img src=1.jpg><img src=2.jpg><img src=1.jpg></p><p align=center>会议现场</p>"
    )
    assert [(image.url[-5:], image.caption) for image in found.images] == [
        ("1.jpg", None),
        ("2.jpg", "会议现场"),
    ]


@pytest.mark.parametrize(
    ("inside", "after", "name", "url"),
    [
        (
            "<p>附件：<a href=./P020.doc>报名表.doc</a></p>",
            "",
            "报名表.doc",
            "http://www.example.gov.cn/a/P020.doc",
        ),
        (
            "",
            "<ul><li><a href=/f/1.PDF title=目录.pdf>点击下载</a></li></ul>",
            "目录.pdf",
            "http://www.example.gov.cn/f/1.PDF",
        ),
        (
            "",
            "<a href='/system/_content/download.jsp?wbfileid=7'>表.zip</a>",
            "表.zip",
            "http://www.example.gov.cn/system/_content/download.jsp?wbfileid=7",
        ),
        (
            "<p><a href=/f/2.xlsx><img src=/icons/x.gif></a></p>",
            "",
            "2.xlsx",
            "http://www.example.gov.cn/f/2.xlsx",
        ),
        (
            "<p><a attachment-id=9 href=/attachment/9>通知.docx</a></p>",
            "",
            "通知.docx",
            "http://www.example.gov.cn/attachment/9",
        ),
    ],
)
def test_files(inside: str, after: str, name: str, url: str) -> None:
    assert [(file.name, file.url) for file in record(inside, after).attachments] == [(name, url)]


def test_pages_are_no_files() -> None:
    assert record("<p><a href=c.html>说明</a><a href=javascript:;>下载.doc</a></p>").attachments == []
