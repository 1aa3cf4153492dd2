"""Pages in another's place, by structure; and pages of content with the same words, which are none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from newscrawler.middlewares.interstitials import BLOCKS, Interstitial, recognise
from tests.portal.faults import INTERSTITIALS

KIND = {"jiasule": "jsl", "ruishu": "ruishu", "chuangyu": "chuangyu", "wzws": "wzws"}


@pytest.mark.parametrize("name", INTERSTITIALS)
def test_the_shields_of_the_replica(name: str) -> None:
    status, page, _ = INTERSTITIALS[name]
    word = name.partition("_")[0]
    assert recognise(page.encode(), status) == KIND.get(word, word)


def notice(text: str, title: str = "提示") -> bytes:
    return f"<html><head><title>{title}</title></head><body><p>{text}</p></body></html>".encode()


CASES = {
    "您的访问过于频繁，请稍后再试": Interstitial.FREQUENCY,
    "请求过于频繁": Interstitial.FREQUENCY,
    "请完成安全验证后继续访问": Interstitial.CAPTCHA,
    "请拖动下方滑块完成验证": Interstitial.CAPTCHA,
    "系统正在升级维护，请稍后访问": Interstitial.MAINTENANCE,
    "您访问的页面不存在或已被删除": Interstitial.MISSING,
    "对不起，找不到您要访问的网页": Interstitial.MISSING,
    "当前访问疑似黑客攻击，已被网站防火墙拦截": Interstitial.WAF,
}


@pytest.mark.parametrize("text", CASES)
def test_notices_by_their_words(text: str) -> None:
    assert recognise(notice(text)) is CASES[text]
    assert recognise(notice(text).decode().encode("gb18030")) is CASES[text]


@pytest.mark.parametrize("text", CASES)
def test_an_article_may_use_the_same_words(text: str) -> None:
    paragraphs = "".join(f"<p>昨日，湖滨新城召开第{n}次工作会议。{text}。</p>" for n in range(20))
    assert recognise(notice("x").replace(b"<p>x</p>", paragraphs.encode())) is None
    within = f'<div id="zoomcon"><p>{text}</p></div>'
    assert recognise(notice("x").replace(b"<p>x</p>", within.encode())) is None


def test_an_error_page_with_the_whole_frame_says_so_in_its_title() -> None:
    frame = "<ul>" + "<li><a href='/a/'>栏目</a></li>" * 40 + "</ul>"
    page = notice("x", "404 - 页面不存在").replace(b"<p>x</p>", frame.encode())
    assert recognise(page) is Interstitial.MISSING
    assert recognise(notice("x", "湖滨新城404项目开工").replace(b"<p>x</p>", frame.encode())) is None


@pytest.mark.parametrize("body", [b"", b"\x00\xff", b"<", b"<script>", b"<!--", b"<title>" * 9])
def test_any_bytes_are_allowed(body: bytes) -> None:
    assert recognise(body, 412) in (None, *BLOCKS)


@pytest.mark.shared
def test_no_real_page_is_taken_for_one(shared: Path) -> None:
    for line in (shared / "pages" / "manifest.jsonl").read_text("utf-8").splitlines():
        file = shared / "pages" / json.loads(line)["file"]
        assert recognise(file.read_bytes()) is None, file
    assert recognise((shared / "seed" / "article.html").read_bytes()) is None
