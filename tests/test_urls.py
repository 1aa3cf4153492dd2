"""Canonical addresses and the identities that follow from them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawler.urls import article_id, canonical_url, host_of, identity

UCAP = re.compile(r"/(?P<id>[0-9a-f]{32})\.s?html?$")
HASH = "0123456789abcdef0123456789abcdef"


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("HTTP://WWW.Portal.gov.cn:80/a/B.shtml", "http://www.portal.gov.cn/a/B.shtml"),
        ("https://portal.gov.cn:443", "https://portal.gov.cn/"),
        ("https://portal.gov.cn:8443/a", "https://portal.gov.cn:8443/a"),
        ("http://portal.gov.cn/a.shtml#top", "http://portal.gov.cn/a.shtml"),
        ("http://portal.gov.cn/a;jsessionid=1F?id=7", "http://portal.gov.cn/a?id=7"),
        ("http://portal.gov.cn/a?utm_source=x&id=7&spm=1.2", "http://portal.gov.cn/a?id=7"),
        ("http://portal.gov.cn/a?JSESSIONID=1&b=2&a=1", "http://portal.gov.cn/a?a=1&b=2"),
        (" http://portal.gov.cn/a ", "http://portal.gov.cn/a"),
        ("file:news/page.html#x", "file:news/page.html"),
        ("http://[half/a#b", "http://[half/a"),
        ("http://portal.gov.cn:99999/a", "http://portal.gov.cn:99999/a"),
    ],
)
def test_canonical(written: str, canonical: str) -> None:
    assert canonical_url(written) == canonical


@given(st.sampled_from(["", "http://", "http://portal.gov.cn/", "http://["]), st.text(max_size=60))
def test_any_text_is_taken_and_canonical_is_final(start: str, path: str) -> None:
    once = canonical_url(start + path)
    assert host_of(once) == host_of(once).lower()
    assert canonical_url(once) == once


def test_both_schemes_are_one_article() -> None:
    ids = {article_id("p", f"{scheme}://h.cn/s/c/202206/{HASH}.shtml", UCAP) for scheme in ("http", "https")}
    assert ids == {f"p:{HASH}"}
    assert (
        article_id("p", "http://h.cn/a")
        == article_id("p", "https://h.cn/a#x")
        != article_id("p", "http://h.cn/b")
    )
    assert identity("http://h.cn/a") == identity("https://H.cn:443/a")


def test_host() -> None:
    assert host_of("http://WWW.H.cn:81/a") == "www.h.cn"
    assert host_of("file:a.html") == ""
