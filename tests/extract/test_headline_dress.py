"""The headline of the first portal's article comes out exact in every plausible markup."""

from __future__ import annotations

import pytest

from newscrawler.extract import headline
from newscrawler.extract.context import LAYERS, Context, Document
from newscrawler.extract.draft import Draft
from newscrawler.extract.family import detect_family
from newscrawler.extract.page import Page, RawPage
from tests.extract.dress import KICKER, SUBTITLE, TITLE, dresses, page

URL = "http://www.example.gov.cn/x/202304/0123456789abcdef0123456789abcdef.shtml"
WAYS = [pytest.param(LAYERS, id="all"), pytest.param(("meta", "general"), id="general")]


def read(raw: bytes, layers: tuple[str, ...] = LAYERS, url: str = URL) -> Draft:
    document = Document((Page(RawPage(url, raw)),))
    context = Context(url=url, family=detect_family(document.first), layers=layers)
    draft = Draft()
    headline.run(document, context, draft)
    return draft


@pytest.mark.parametrize("layers", WAYS)
@pytest.mark.parametrize("raw", [pytest.param(raw, id=name) for name, raw, _ in dresses()])
def test_every_dress(raw: bytes, layers: tuple[str, ...]) -> None:
    draft = read(raw, layers)
    assert (draft.kicker, draft.title, draft.subtitle) == (None, TITLE, SUBTITLE)
    assert (draft.timestamp, draft.timestamp_precision) == ("2023-04-18T09:41:00+08:00", "minute")
    assert draft.source is None
    assert draft.breadcrumb == ["首页", "新闻中心", "图片新闻"]
    assert draft.language == "zh-Hans"
    assert draft.warnings == []


@pytest.mark.parametrize("layers", WAYS)
def test_without_subtitle(layers: tuple[str, ...]) -> None:
    draft = read(page(subtitle="none").encode(), layers)
    assert (draft.kicker, draft.title, draft.subtitle) == (None, TITLE, None)


@pytest.mark.parametrize("layers", WAYS)
@pytest.mark.parametrize(
    "form", ["<p>{}</p>", '<h3 class="pre">{}</h3>', "<div>{}</div>", '<p align="center">{}</p>']
)
def test_kicker_in_its_own_element(form: str, layers: tuple[str, ...]) -> None:
    html = page().replace('<h1 class="article-title">', form.format(KICKER) + '<h1 class="article-title">')
    draft = read(html.encode(), layers)
    assert (draft.kicker, draft.title, draft.subtitle) == (KICKER, TITLE, SUBTITLE)


@pytest.mark.parametrize("layers", WAYS)
@pytest.mark.parametrize("metas", [True, False])
def test_three_lines_in_one_h1(metas: bool, layers: tuple[str, ...]) -> None:
    html = page(subtitle="h1", metas=metas).replace(
        '<h1 class="article-title">', f'<h1 class="article-title">{KICKER}<br>'
    )
    draft = read(html.encode(), layers)
    assert (draft.kicker, draft.title, draft.subtitle) == (KICKER, TITLE, SUBTITLE)
