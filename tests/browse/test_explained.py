"""The page of ``explain`` in a real Chromium."""

from __future__ import annotations

import pytest

from newscrawler.explain import KINDS, explain
from newscrawler.explain.page import render
from newscrawler.extract import extract_article
from tests.browse.chromium import DESKTOP, PHONE, Chromium
from tests.browse.chromium import chromium as chromium  # the fixture
from tests.browse.invented import TEA, TEA_URL

pytestmark = pytest.mark.browser
SEEN = """
const mark = document.getElementById(location.hash.slice(1)).getBoundingClientRect();
const legend = document.querySelector('nav.legend').getBoundingClientRect();
return legend.bottom <= mark.top && mark.bottom <= innerHeight;
"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    long = TEA.replace("<p>大会收到了", "<p>全市茶园面积稳步增长。</p>" * 40 + "<p>大会收到了")
    path = tmp_path_factory.mktemp("explained") / "page.html"
    path.write_text(render(explain(extract_article(long.encode(), TEA_URL))), encoding="utf-8")
    return path.as_uri()


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_every_link_leads_to_a_mark_in_sight(chromium: Chromium, page: str, size: tuple[int, int]) -> None:
    chromium.resize(size)
    chromium.open(page)
    assert chromium.wide() <= 0
    links = chromium.all("aside .where a")
    assert len(links) >= 14
    for link in links:
        chromium.js(f"location.hash = '{link.get_dom_attribute('href')}'")
        assert chromium.js(SEEN), link.text
    assert ("WHO TOOK PART 11" in chromium.one("aside").text) and chromium.one("#p-2 .place").is_displayed()
    chromium.settled(own="file:")


def test_who_took_part_stays_beside_the_text(chromium: Chromium, page: str) -> None:
    chromium.resize(DESKTOP)
    chromium.open(page)
    chromium.js("scrollTo(0, document.body.scrollHeight)")
    assert chromium.js("return document.querySelector('aside h3').getBoundingClientRect().top") > 0


@pytest.mark.parametrize("kind", KINDS)
def test_the_legend_hides_a_kind(chromium: Chromium, page: str, kind: str) -> None:
    chromium.resize(DESKTOP)
    chromium.open(page)
    look = (
        f"const look = getComputedStyle(document.querySelector('article mark.{kind}'));"
        "return [look.backgroundColor, look.borderBottomStyle].join()"
    )
    shown = chromium.js(look)
    chromium.one(f"label[for=show-{kind}]").click()
    hidden = chromium.js(look)
    assert shown != hidden == "rgba(0, 0, 0, 0),none"
