"""Browse and report in a real Chromium."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest

from newscrawler.loading import load
from tests.browse.chromium import DESKTOP, PHONE, Chromium
from tests.browse.chromium import chromium as chromium  # the fixture
from tests.browse.invented import HOSTILE_ID, NAME
from tests.command import newscrawler

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def busiest(records: Path) -> tuple[str, int]:
    """The name in most records, and in how many."""
    counts: dict[str, int] = {}
    for article in load(records):
        for person in article.attendees:
            counts[person.name] = counts.get(person.name, 0) + 1
    return max(counts.items(), key=lambda item: item[1])


def test_search_by_name(chromium: Chromium, served: str, busiest: tuple[str, int]) -> None:
    chromium.open(served)
    box = chromium.one("input[type=search]")
    box.send_keys(busiest[0])
    box.submit()
    found = int(chromium.one("h1").text.split()[0])
    assert found == busiest[1]
    assert chromium.texts(".hits mark") and set(chromium.texts(".hits mark")) == {busiest[0]}
    assert busiest[0] in chromium.texts(".people a")
    chromium.settled(own=served)


def test_two_characters_find_the_same_as_the_records_hold(
    chromium: Chromium, served: str, records: Path
) -> None:
    names = {p.name for article in load(records) for p in article.attendees if len(p.name) == 2}
    name = min(names)
    holds = sum(name in "\n".join(a.paragraphs) or name in (a.title or "") for a in load(records))
    chromium.open(f"{served}/?q={quote(name)}")
    assert int(chromium.one("h1").text.split()[0]) == holds


@pytest.mark.parametrize("facet", ["portal", "month", "person", "post"])
def test_a_facet_narrows(chromium: Chromium, served: str, facet: str) -> None:
    chromium.open(served)
    chromium.js("document.querySelectorAll('details.facet').forEach(one => one.open = true)")
    entry = chromium.one(f"[data-facet={facet}] li")
    expected = int(entry.find_element("css selector", "span").text.replace(",", ""))
    entry.find_element("css selector", "a").click()
    assert int(chromium.one("h1").text.split()[0]) == expected
    chosen = chromium.one(f"[data-facet={facet}] .chosen a")
    chosen.click()  # and back
    assert int(chromium.one("h1").text.split()[0]) == 401
    chromium.settled(own=served)


def test_pages_of_results(chromium: Chromium, served: str) -> None:
    chromium.open(served)
    first = chromium.texts(".hits h2")
    chromium.one("a[rel=next]").click()
    assert len(first) == 20 and not set(first) & set(chromium.texts(".hits h2"))
    assert chromium.one(".pages span").text == "2 of 21"


def test_article_and_person(chromium: Chromium, served: str, records: Path) -> None:
    article = max(load(records), key=lambda one: len(one.attendees))
    chromium.open(f"{served}/article/{quote(article.id, safe='')}")
    names = [person.name for person in article.attendees]
    assert chromium.texts(".chips .person") == names
    assert set(names) <= set(chromium.texts("article mark.name"))
    assert chromium.texts("article mark.post") and chromium.texts("article mark.date") == ["昨天"]
    assert article.url in [link.get_attribute("href") for link in chromium.all(".about a")]
    chromium.one(".chips .person a").click()
    assert chromium.one("h1").text == names[0]
    companions = {*chromium.texts("tbody td:first-child a")}
    assert set(names[1:]) <= companions
    assert chromium.all(".timeline .bar") and article.title in chromium.texts("td a")
    chromium.settled(own=served)


def test_a_kind_of_mark_can_be_hidden(chromium: Chromium, served: str, records: Path) -> None:
    chromium.open(f"{served}/article/{quote(next(load(records)).id, safe='')}")
    mark = chromium.one("article mark.name")
    shown = mark.value_of_css_property("background-color")
    chromium.one("label[for=show-name]").click()
    assert mark.value_of_css_property("background-color") != shown


def test_datasettes_tables_and_questions(chromium: Chromium, served: str) -> None:
    for path in (
        "/newscrawler",
        "/newscrawler/articles",
        "/newscrawler/people",
        "/newscrawler/search?text=会议",
    ):
        chromium.open(served + path)
        assert "newscrawler" in chromium.driver.page_source
        chromium.settled(own=served)
    assert chromium.all('td a[href^="/article/"]')


def test_hostile_text_stays_text(chromium: Chromium, served: str) -> None:
    ident = quote(HOSTILE_ID, safe="")
    paths = [
        "/?q=攻击", f"/?topic={quote(NAME)}", f"/article/{ident}", "/newscrawler/articles?_sort_desc=date",
        "/newscrawler/titles?_facet=title", f"/newscrawler/articles?id={ident}",
        f"/?q={quote('<script>window.pwned=1</script>')}", f"/person/{quote(NAME, safe='')}",
        f"/newscrawler/search?text={quote(NAME)}",
    ]  # fmt: skip
    for path in paths:
        chromium.open(served + path)
        assert chromium.js("return typeof window.pwned") == "undefined", path
        asked = chromium.requests()
        assert all(url.startswith((served, "data:")) for url in asked), (path, asked)
    chromium.open(f"{served}/article/{ident}")
    assert "<script>" in chromium.one("article h1").text
    assert not [link for link in chromium.all("a") if link.get_attribute("href").startswith("javascript:")]
    chromium.one(".chips .person a").click()
    assert chromium.one("h1").text == NAME
    chromium.settled(own=served)


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_pages_fit_their_window(
    chromium: Chromium, served: str, records: Path, size: tuple[int, int]
) -> None:
    article = next(load(records))
    chromium.resize(size)
    try:
        for path in ("/", f"/article/{article.id}", f"/?q={article.attendees[0].name}"):
            chromium.open(served + path)
            assert chromium.wide() <= 0, path
        chromium.one(".people a").click()
        assert chromium.wide() <= 0
    finally:
        chromium.resize(DESKTOP)


def test_report(chromium: Chromium, records: Path, tmp_path: Path) -> None:
    target = tmp_path / "report.html"
    done = newscrawler("report", records, "-o", target, output=records.parent)
    assert done.returncode == 0, done.stderr
    chromium.open(target.as_uri())
    chromium.settled(own=target.as_uri())
    assert len(chromium.all("figure svg")) >= 8
    months = [one for one in chromium.all("#coverage figure a") if one.get_attribute("href")]
    assert months
    chromium.js(
        "document.querySelector('#people figure a').dispatchEvent(new MouseEvent('click', {bubbles: true}))"
    )
    opened = chromium.js("return document.querySelector(':target')")
    assert opened.get_attribute("class") == "number"
    for size in (PHONE, DESKTOP):
        chromium.resize(size)
        assert chromium.wide() <= 0
    assert chromium.console() == []
