"""The replica's articles: always the same, every quirk among them, and truth that stands in the page."""

from __future__ import annotations

import re
from pathlib import Path

import lxml.html
import pytest

from tests.portal.generator import Generator
from tests.portal.markup import addresses, render
from tests.portal.site import Site
from tests.portal.variants import Variant, variant_of

COUNT = 450
_BLANK = re.compile(r"\s+")


def bare(text: str) -> str:
    return _BLANK.sub("", text)


def shown(html: bytes) -> str:
    """Text of a page without blanks, decoded by what the page itself declares."""
    declared = "gb18030" if b"charset=gb2312" in html else "utf-8"
    tree = lxml.html.document_fromstring(html.decode(declared).replace("</html>", "").replace("</body>", ""))
    return bare(tree.text_content())


def test_an_article_follows_from_seed_and_index_alone() -> None:
    first, second = Generator(7, 500), Generator(7, 500)
    backwards = {i: second.article(i).truth() for i in reversed(range(100))}
    assert {i: first.article(i).truth() for i in range(100)} == backwards
    assert render(first.article(41)) == render(second.article(41))
    assert Generator(8, 500).article(41).truth()["title"] != first.article(41).truth()["title"] or (
        Generator(8, 500).article(41).truth()["paragraphs"] != first.article(41).truth()["paragraphs"]
    )


def test_the_id_leads_back_to_the_article() -> None:
    generator = Generator(3, 5000)
    idents = [generator.ident(i) for i in range(5000)]
    assert len(set(idents)) == 5000
    assert all(re.fullmatch(r"[0-9a-f]{32}", ident) for ident in idents)
    assert [generator.index(ident, 5000) for ident in idents] == list(range(5000))
    assert generator.index(idents[4000], 4000) is None
    assert generator.index("f" * 32, 5000) is None
    assert generator.index("no id", 5000) is None


def test_times_grow_with_the_index_and_new_articles_are_the_newest() -> None:
    generator = Generator(1, 300)
    times = [generator.time(i) for i in range(1, 340)]
    assert times == sorted(times)
    assert len({f"{time:%Y}" for time in times}) == 6


@pytest.mark.parametrize("start", range(0, COUNT, 150))
def test_truth_stands_in_the_page(start: int) -> None:
    site = Site(COUNT)
    for index in range(start, start + 150):
        article = site.article(index)
        truth = article.truth()
        pages = [shown(render(article, part)) for part in range(len(addresses(article)))]
        text = "".join(pages)
        place = 0
        for paragraph in truth["paragraphs"]:
            found = text.find(bare(paragraph), place)
            assert found >= 0, (index, paragraph)
            place = found + len(bare(paragraph))
        for line in (
            truth["title"],
            truth["subtitle"],
            truth["source"],
            *article.byline.lines,
            *truth["optional"],
        ):
            assert not line or bare(line) in text, (index, line)
        for name in truth["breadcrumb"]:
            assert name in pages[0]
        assert ("当前位置" in pages[0]) == bool(truth["breadcrumb"])


def test_truth_holds_together() -> None:
    for truth in Site(COUNT).truth():
        text = "\n".join([truth["title"], truth["subtitle"] or "", *truth["paragraphs"]])
        for person in truth["attendees"]:
            assert person["name"] in text
            assert person["titles"] and all(title in text for title in person["titles"])
            assert "、" not in "".join(person["titles"])
        assert len({person["name"] for person in truth["attendees"]}) == len(truth["attendees"])
        assert all(group in text for group in truth["attending_groups"])
        names = {person["name"] for person in truth["attendees"]}
        assert not names & {reporter["name"] for reporter in truth["reporters"]}
        if truth["event_date"]:
            assert truth["event_date"]["text"] in truth["paragraphs"][0]
        assert truth["paragraphs"] or truth["images"] or truth["attachments"]
        assert (truth["timestamp"] is None) == (truth["timestamp_precision"] is None)


@pytest.mark.parametrize(
    ("axis", "values"),
    [
        ("layout", {"seed", "plain", "jurong", "suzhou", "columned"}),
        ("text", {"indent", "style", "div", "br", "spans", "nested"}),
        ("clock", {None, "minute", "day", "second"}),
        ("clock_from", {"tag", "strip", "meta", "twice"}),
        ("split", {None, "marker", "tag", "upper", "hidden"}),
        ("addresses", {None, "trs", "ucap"}),
        ("byline", {"reporter", "two", "none", "brackets", "own", "inline", "editor"}),
        ("edition", {None, "full", "iso", "ordinal"}),
        ("images", {0, 1, 2}),
        *[(name, {True, False}) for name in ("ascii", "lower_tags", "late_meta", "subtitle", "source", "crumb", "wide_blanks",
                                              "second_document", "gbk", "captions", "attachment", "empty_body", "related")],
    ],
)  # fmt: skip
def test_every_quirk_occurs_early(axis: str, values: set[object]) -> None:
    assert {getattr(variant_of(index), axis) for index in range(1, COUNT)} == values


def test_marks_of_the_quirks() -> None:
    site = Site(COUNT)
    made: dict[str, list[str]] = {}
    for index in range(1, COUNT):
        article = site.article(index)
        html = render(article).decode("gb18030" if article.variant.gbk else "utf-8")
        for quirk in article.variant.quirks():
            made.setdefault(quirk, []).append(html)
    assert all("<ucaptitle>" in html for html in made["lower_tags=True"])
    assert all(html.count("<!DOCTYPE") == 2 for html in made["second_document=True"])
    assert all("#PAGE_BREAK#" in html for html in made["split=marker"])
    assert all("<pagebreak>" in html for html in made["split=tag"])
    assert all('id="pagediv1" style="display:none"' in html for html in made["split=hidden"])
    assert all("PubDate" not in html and "PUBLISHTIME" not in html.upper() for html in made["clock=None"])
    assert all("UCAPCONTENT" not in html.upper() for html in made["layout=plain"])
    assert any("createPageHTML(" in html and "page_div" not in html for html in made["addresses=trs"])
    assert any("\u2002" in html for html in made["wide_blanks=True"])


def test_names_beyond_gb2312_stand_in_gbk_pages() -> None:
    site = Site(4000)
    pages = (render(site.article(i)) for i in range(21, 4000, 43))
    assert any("喆".encode("gb18030") in page or "镕".encode("gb18030") in page for page in pages)


def test_the_twin_has_the_make_of_the_first_article(shared: Path) -> None:
    real = (shared / "seed" / "article.html").read_text(encoding="utf-8")
    twin = render(Site(10).article(0)).decode()

    def make(html: str) -> list[tuple[str, list[tuple[str, str]]]]:
        kept = {"class", "id", "name", "style", "http-equiv"}
        return [
            (element.tag, sorted((name, value) for name, value in element.attrib.items() if name in kept))
            for element in lxml.html.document_fromstring(html).iter()
        ]

    assert make(twin) == make(real)
    run = 24
    known = {bare(real)[i : i + run] for i in range(len(bare(real)))}
    body = [bare(text) for text in Site(10).article(0).story.paragraphs]
    assert not [
        text[i : i + run] for text in body for i in range(len(text) - run + 1) if text[i : i + run] in known
    ]


def test_the_twin_is_the_default_variant() -> None:
    assert Site(10).article(0).variant == Variant()
    assert Site(10).article(0).variant.quirks() == []
