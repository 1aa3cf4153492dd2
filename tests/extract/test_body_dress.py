"""The first portal's article comes out exact in every plausible markup."""

from __future__ import annotations

import pytest

from newscrawler.extract import RawPage, body
from newscrawler.extract.context import LAYERS, Context, Document
from newscrawler.extract.draft import Draft
from newscrawler.extract.family import detect_family
from newscrawler.extract.page import Page
from tests.extract.dress import SUBTITLE, TITLE, dresses

ALL = list(dresses())


def body_lines(raw: bytes, layers: tuple[str, ...]) -> list[str]:
    document = Document(
        (Page(RawPage("http://www.example.gov.cn/x/202304/0123456789abcdef0123456789abcdef.shtml", raw)),)
    )
    context = Context(url=document.first.url, family=detect_family(document.first), layers=layers)
    draft = Draft(title=TITLE, subtitle=SUBTITLE)
    body.run(document, context, draft)
    return draft.paragraphs


@pytest.mark.parametrize("layers", [LAYERS, ("meta", "general")], ids=["all", "general"])
@pytest.mark.parametrize(("raw", "lines"), [pytest.param(raw, lines, id=name) for name, raw, lines in ALL])
def test_every_dress(raw: bytes, lines: list[str], layers: tuple[str, ...]) -> None:
    assert body_lines(raw, layers) == lines
