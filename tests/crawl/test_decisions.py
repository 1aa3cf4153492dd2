"""Decisions without a network: names, folders, walks, retry headers, bounds, quiet hours, home pages."""

from __future__ import annotations

import asyncio
from datetime import date, datetime
from types import SimpleNamespace
from unittest.mock import MagicMock

import pytest
from scrapy import Request
from scrapy.http import TextResponse

from newscrawler.lists.addresses import Form, Link, folder_of
from newscrawler.lists.page import ListPage
from newscrawler.lists.paging import Paging
from newscrawler.lists.rows import Row
from newscrawler.middlewares.bounds import leads_inside, refused
from newscrawler.middlewares.budget import quiet_hours, quiet_until
from newscrawler.portals import Discovery, Profile
from newscrawler.spiders.arguments import Arguments
from newscrawler.spiders.discovery import Map, Phase, Visit, is_index, trail_topic
from newscrawler.spiders.home import HomePage
from newscrawler.spiders.mapping import MapSide
from newscrawler.spiders.walks import Walk, wanted

HOSTS = frozenset({"www.example.gov.cn"})
PROFILE = Profile(
    name="x",
    site_name="X",
    hosts=("www.example.gov.cn",),
    home="http://www.example.gov.cn/",
    discovery=Discovery(sites=("site",), depth=2, exclude=("/nbgl/",)),
)


def row(n: int, day: str | None) -> Row:
    url = f"http://www.example.gov.cn/site/xw/202206/{n:032x}.shtml"
    return Row(f"消息{n}", url, url, date.fromisoformat(day) if day else None, Form.ARTICLE)


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("http://www.example.gov.cn/a", None),
        ("https://WWW.example.gov.cn:443/a", None),
        ("http://www.example.gov.cn.evil.cn/a", "host"),
        ("http://www.exаmple.gov.cn/a", "host"),  # a Cyrillic а
        ("http://user:word@www.example.gov.cn/", "credentials"),
        ("http://127.0.0.1/", "host"),
        ("file:///etc/passwd", "scheme"),
        ("ftp://www.example.gov.cn/", "scheme"),
        ("http://[::1", "malformed"),
        ("http://www.example.gov.cn:99999/", "malformed"),
    ],
)
def test_bounds(url: str, kind: str | None) -> None:
    assert refused(url, HOSTS) == kind


def test_a_name_that_leads_inside() -> None:
    import asyncio

    assert asyncio.run(leads_inside("127.0.0.1"))
    assert asyncio.run(leads_inside("169.254.169.254"))
    assert not asyncio.run(leads_inside("8.8.8.8"))


def test_since_is_not_fooled_by_pinned_and_undated_rows() -> None:
    since = date(2022, 6, 1)
    walk = Walk(1, "http://h/", "要闻")
    pinned = row(1, "2020-01-01")
    assert walk.take([pinned, row(2, "2022-06-20"), row(3, None)])
    assert not walk.too_old(since)
    fresh_pin = row(2, "2022-06-20")  # stands on every page
    assert walk.take([fresh_pin, row(4, None), row(5, None)])
    assert not walk.too_old(since), "undated rows say nothing"
    assert walk.take([fresh_pin, row(6, "2022-05-30"), row(7, None)])
    assert walk.too_old(since)
    assert not walk.take([fresh_pin, row(6, "2022-05-30"), row(7, None)]), "the same page again ends a walk"


def test_a_walk_ends_at_a_page_that_comes_again() -> None:
    walk = Walk(1, "http://www.example.gov.cn/site/xw/list.shtml", "要闻")
    assert walk.take([row(n, None) for n in range(9)])
    assert walk.take([row(n, None) for n in range(3)]), "all seen, but another page"
    assert not walk.take([row(n, None) for n in range(3)])


def test_rows_without_a_date_are_judged_by_the_month_of_their_address() -> None:
    assert wanted(row(1, None), Arguments(since=date(2022, 6, 15)))
    assert not wanted(row(1, None), Arguments(since=date(2022, 7, 1)))
    assert not wanted(row(1, "2022-06-30"), Arguments(until=date(2022, 6, 29)))


def test_the_map_stays_within_sites_depth_exclusions_and_limit() -> None:
    drawn = Map(PROFILE, limit=3)
    home = Visit("http://www.example.gov.cn/", Phase.HOME, 0)

    def link(path: str, form: Form = Form.LIST) -> Link:
        return Link("栏目", f"http://www.example.gov.cn{path}", form)

    drawn.follow(
        [link("/other/xw/list.shtml"), link("/site/nbgl/list.shtml"), link("/site/a/list.shtml")], home
    )
    drawn.follow([link("/site/a/list_2.shtml")], home)
    found = drawn.next_phase()
    assert [v.url for v in found] == ["http://www.example.gov.cn/site/a/list.shtml"]
    deeper = Visit("http://www.example.gov.cn/site/b/", Phase.LIST, 2)
    drawn.follow([link("/site/c/list.shtml")], deeper)
    assert drawn.next_phase() == []
    drawn.follow([link(f"/site/d{n}/list.shtml") for n in range(9)], home)
    assert (len(drawn.next_phase()), drawn.cut) == (2, 7)


def test_columns_of_articles() -> None:
    drawn = Map(PROFILE, limit=9)
    drawn.add(Visit("http://www.example.gov.cn/site/a/list.shtml", Phase.LIST, 0, form=Form.LIST))
    article = "https://www.example.gov.cn/site/a/202206/x.shtml"
    assert drawn.covers(article)
    assert drawn.elsewhere(article, "http://www.example.gov.cn/site/zt/zt.shtml")
    assert not drawn.elsewhere(article, "http://www.example.gov.cn/site/a/list.shtml")
    assert not drawn.covers("http://www.example.gov.cn/site/b/202206/x.shtml")
    assert folder_of("http://h/zw/content/post_1.html") == "h/zw"


@pytest.mark.parametrize(
    ("name", "lists_topics"),
    [
        ("专题", True),
        ("热点专题", True),
        ("专题专栏", True),
        ("专题报道>>", True),
        ("Special Topics", True),
        ("疫情防控专题", False),
        ("学习教育专栏", False),
    ],
)
def test_a_topic_may_bear_the_word_topic(name: str, lists_topics: bool) -> None:
    assert is_index(name, "http://h/site/a/list.shtml") is lists_topics
    trail = [Link(text, "http://h/", Form.LIST) for text in ("首页", "专题报道", name, "动态")]
    assert trail_topic(trail) == ("动态" if lists_topics else name)


def test_a_topic_home_that_leads_on_to_its_list_stands_where_that_list_is() -> None:
    drawn = Map(PROFILE, limit=9)
    home = Visit("http://www.example.gov.cn/site/zmq/zmq.shtml", Phase.TOPIC, 1, form=Form.TOPIC)
    drawn.add(home)
    there = "http://www.example.gov.cn/site/zmq/list.shtml"
    assert drawn.settle(home, there)
    assert home.url == there
    assert not drawn.elsewhere("http://www.example.gov.cn/site/zmq/202206/x.shtml", there)


@pytest.mark.parametrize(("form", "own"), [("ucap", 2), ("none", 1)])
def test_a_topic_home_with_a_pager_is_a_list_of_its_own(form: str, own: int) -> None:
    drawn = Map(PROFILE, limit=9)
    drawn.add(Visit("http://www.example.gov.cn/site/xw/list.shtml", Phase.LIST, 0, form=Form.LIST))
    home = Visit("http://www.example.gov.cn/site/zmq/zmq.shtml", Phase.TOPIC, 1, form=Form.TOPIC)
    url = "http://www.example.gov.cn/site/zmq/202206/1.shtml"
    rows = [row(1, None), Row("本专题的消息", url, url, None, Form.ARTICLE)]
    spider = SimpleNamespace(map=drawn, sample=[])
    found = MapSide._own_rows(spider, ListPage(rows, [], Paging(form=form), None), home)  # type: ignore[arg-type]
    assert len(found) == own


@pytest.mark.parametrize(("read", "told"), [(1, True), (4, False)])
def test_a_list_that_breaks_off_is_told_but_for_its_last_page(read: int, told: bool) -> None:
    spider = MagicMock()
    walk = Walk(1, "http://www.example.gov.cn/site/xw/list.shtml", "要闻", pages=read, announced=5)
    missing = TextResponse(f"http://www.example.gov.cn/site/xw/list_{read + 1}.shtml", status=404)

    async def read_on() -> list[Request]:
        return [request async for request in MapSide.parse_list(spider, missing, walk)]

    assert asyncio.run(read_on()) == []
    assert spider.run.doubt.called is told


def test_home_page_in_another_s_place() -> None:
    def page(news: int, title: str = "湖滨新城") -> bytes:
        links = (
            "".join(f"<a href='/c{n}/'>栏目{n}</a>" for n in range(40)) + f"<a href='/n{news}.shtml'>新</a>"
        )
        return f"<title>{title}</title>{links}".encode()

    home = HomePage()
    assert not home.stands_at("http://h/x.shtml", page(1))
    home.learn(page(1), "http://h/", "https://h/index.shtml")
    assert home.stands_at("https://h/", b"")
    assert home.stands_at("http://h/szgyyq/x.shtml", page(2)), "the news on it may have changed"
    assert not home.stands_at("http://h/x.shtml", page(1, "另一页"))
    assert not home.stands_at("http://h/x.shtml", "<title>湖滨新城</title><a href='/c1/'>x</a>".encode())


def test_quiet_hours() -> None:
    spans = quiet_hours("08:00-11:30, 22:00-02:00")
    assert quiet_until(spans, datetime(2026, 1, 1, 9, 0)) == datetime(2026, 1, 1, 11, 30)
    assert quiet_until(spans, datetime(2026, 1, 1, 1, 0)) == datetime(2026, 1, 1, 2, 0)
    assert quiet_until(spans, datetime(2026, 1, 1, 12, 0)) is None
    with pytest.raises(ValueError, match="08:00-18:00"):
        quiet_hours("25:00-26:00")
