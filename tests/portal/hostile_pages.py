"""Hostile by content: answers that are right HTTP and wrong in every other way."""

from __future__ import annotations

from itertools import count
from random import Random

from tests.portal.hostile_kinds import kind, redirect, whole
from tests.portal.plan import HOST, SITE
from tests.portal.wire import Request, Wire

_ARTICLE = "<html><head><meta charset='{charset}'><title>标题</title></head><body><h1>编码不符的标题</h1><div id='zoomcon'><p>这一页的正文用另一种编码写成。</p></div></body></html>"
_session = count(1)
LISTS = ("endless_pages", "session_links")
"""Kinds that are lists of their own."""


@kind
async def empty_body(wire: Wire, request: Request) -> None:
    await whole(wire, b"")


@kind
async def long_line(wire: Wire, request: Request) -> None:
    await whole(
        wire, b"<html><body><div id='zoomcon'><p>" + "长".encode() * 3_500_000 + b"</p></div></body></html>"
    )


@kind
async def binary(wire: Wire, request: Request) -> None:
    await whole(wire, Random(5).randbytes(300_000))


@kind
async def pdf_as_html(wire: Wire, request: Request) -> None:
    await whole(
        wire, b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n1 0 obj<</Type/Catalog>>endobj\n" + Random(6).randbytes(50_000)
    )


@kind
async def image(wire: Wire, request: Request) -> None:
    await whole(wire, b"\x89PNG\r\n\x1a\n" + Random(7).randbytes(50_000), {"Content-Type": "image/png"})


@kind
async def nul_bytes(wire: Wire, request: Request) -> None:
    await whole(wire, b"\0" * 1000 + b"<html><body><h1>a\0b</h1></body></html>" + b"\0" * 1000)


@kind
async def nested_divs(wire: Wire, request: Request) -> None:
    await whole(wire, b"<html><body>" + b"<div>" * 200_000 + b"deep")


@kind
async def nested_inline(wire: Wire, request: Request) -> None:
    await whole(wire, b"<html><body><div id='zoomcon'>" + b"<b><i><font>" * 60_000 + b"deep")


@kind
async def many_attributes(wire: Wire, request: Request) -> None:
    attributes = " ".join(f"data-a{number}='{number}'" for number in range(100_000))
    await whole(wire, f"<html><body><div id='zoomcon' {attributes}><p>x</p></div></body></html>".encode())


@kind
async def many_tables(wire: Wire, request: Request) -> None:
    await whole(wire, b"<html><body><div id='zoomcon'>" + b"<table><tr><td>" * 20_000 + b"cell")


@kind
async def unclosed_everything(wire: Wire, request: Request) -> None:
    await whole(
        wire,
        ("<html><body><h1>未闭合<div id='zoomcon'><p>甲<p>乙<a href='x'>" * 2000 + "<!-- <script>'").encode(),
    )


@kind
async def entity_bomb(wire: Wire, request: Request) -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha"}">' for n in range(10))
    await whole(
        wire,
        f'<?xml version="1.0"?><!DOCTYPE x [{entities}]><x>&e9;</x>'.encode(),
        {"Content-Type": "text/xml"},
    )


@kind
async def external_entity(wire: Wire, request: Request) -> None:
    body = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]><html><body><h1>&f;</h1></body></html>'
    await whole(wire, body, {"Content-Type": "application/xhtml+xml"})


@kind
async def header_says_utf8(wire: Wire, request: Request) -> None:
    await whole(wire, _ARTICLE.format(charset="utf-8").encode("gb18030"))


@kind
async def header_says_latin(wire: Wire, request: Request) -> None:
    await whole(
        wire, _ARTICLE.format(charset="utf-8").encode(), {"Content-Type": "text/html; charset=ISO-8859-1"}
    )


@kind
async def bogus_charset(wire: Wire, request: Request) -> None:
    await whole(
        wire, _ARTICLE.format(charset="x-none").encode(), {"Content-Type": "text/html; charset=klingon"}
    )


@kind
async def broken_utf8(wire: Wire, request: Request) -> None:
    body = _ARTICLE.format(charset="utf-8").encode().replace("正文".encode(), b"\xe6\xad\xff\xfe\xe6")
    await whole(wire, body)


@kind
async def utf16(wire: Wire, request: Request) -> None:
    await whole(wire, _ARTICLE.format(charset="utf-8").encode("utf-16"), {"Content-Type": "text/html"})


@kind
async def script_injection(wire: Wire, request: Request) -> None:
    """Text that would do harm in a report, a CSV or a terminal, if it were not escaped."""
    title = "<script>alert(1)</script>=HYPERLINK(1)\x1b[31m\u202e../../etc/passwd"
    body = f"<html><body><h1 class='article-title'>{title.replace('<', '&lt;')}</h1><div id='zoomcon'><p>=cmd|' /C calc'!A0</p><p>{'正文' * 40}</p></div></body></html>"
    await whole(wire, body.encode())


# links -----------------------------------------------------------------------------------------------


@kind
async def many_links(wire: Wire, request: Request) -> None:
    rows = "".join(
        f'<li><a href="/{SITE}/zwyw/xwzx_list_{n}.shtml">{n}</a><span>2026-01-01</span></li>'
        for n in range(10_000, 60_000)
    )
    await whole(wire, f"<html><body><ul>{rows}</ul></body></html>".encode())


@kind
async def hostile_links(wire: Wire, request: Request) -> None:
    links = (
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", "vbscript:x", "data:text/html,<b>x</b>", "file:///etc/passwd", "ftp://x.example/a.shtml",
        f"http://user:secret@{HOST}/szgyyq/zwyw/202601/{'2' * 32}.shtml", f"http://{HOST}@elsewhere.example.com/a.shtml",
        f"http://{HOST}.elsewhere.example.com/a.shtml", "http://www.sіpac.gov.cn/szgyyq/zwyw/a.shtml", "http://xn--www-6kc.example/",
        "http://127.0.0.1:9/a.shtml", "http://2130706433/a.shtml", "http://0x7f.1/a.shtml", "http://[::1]:9/a.shtml", "http://169.254.169.254/a.shtml",
        "http://[bad/a.shtml", f"http://{HOST}:99999/a.shtml", f"http://{HOST}:22/a.shtml", "//elsewhere.example.com/a.shtml", "\\\\elsewhere.example.com\\a.shtml",
        f"/{SITE}/zwyw/../../../../etc/passwd", f"/{SITE}/zwyw/%2e%2e/%2e%2e/a.shtml", f"/{SITE}/zwyw/" + "a" * 70_000, "mailto:a@b.cn", "tel:110", "#", "", "   ",
    )  # fmt: skip
    rows = "".join(
        f'<li><a href="{link}">链接{n}</a><span>2026-01-{n % 28 + 1:02d}</span></li>'
        for n, link in enumerate(links)
    )
    await whole(wire, f"<html><body><ul>{rows}</ul></body></html>".encode())


@kind
async def foreign_base(wire: Wire, request: Request) -> None:
    """A base address on another host turns every relative link into a foreign one."""
    await whole(
        wire,
        b'<html><head><base href="http://elsewhere.example.com/"></head><body><ul><li><a href="a.shtml">a</a><span>2026-01-01</span></li></ul></body></html>',
    )


@kind
async def meta_refresh_loop(wire: Wire, request: Request) -> None:
    await whole(
        wire, f'<html><head><meta http-equiv="refresh" content="0;url={request.url}"></head></html>'.encode()
    )


@kind
async def meta_refresh_offsite(wire: Wire, request: Request) -> None:
    await whole(
        wire,
        b'<html><head><meta http-equiv="refresh" content="0;url=http://elsewhere.example.com/"></head></html>',
    )


@kind
async def redirect_lookalike(wire: Wire, request: Request) -> None:
    await redirect(wire, "http://www.xn--spac-9ya.gov.cn/")


@kind
async def endless_pages(wire: Wire, request: Request) -> None:
    """A list that never ends: a million pages, every one with the same rows."""
    rows = "".join(
        f'<li><a href="/{SITE}/endlesspages/202601/{n:032x}.shtml">条目{n}</a><span>2026-01-02</span></li>'
        for n in range(3)
    )
    pager = "<script>createPageHTML('page_div',1000000,1,'xwzx_list','shtml',20000000);</script>"
    await whole(
        wire, f"<html><head><title>无尽列表</title></head><body><ul>{rows}</ul>{pager}</body></html>".encode()
    )


@kind
async def session_links(wire: Wire, request: Request) -> None:
    """Every answer links to itself under new sessions and new days."""
    rows = ""
    for number in (next(_session) for _ in range(30)):
        path = f"/{SITE}/sessionlinks/xwzx_list.shtml;jsessionid={number:032X}?day={number}&amp;PHPSESSID={number:x}"
        rows += f'<li><a href="{path}">第{number}天</a></li>'
    await whole(wire, f"<html><head><title>日历</title></head><body><ul>{rows}</ul></body></html>".encode())
