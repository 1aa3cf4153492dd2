"""The headline stage: which layer gives what, times against the fetch, lookups of a profile."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from newscrawler.extract import headline
from newscrawler.extract.context import LAYERS, Context, Document
from newscrawler.extract.draft import Draft
from newscrawler.extract.family import detect_family
from newscrawler.extract.page import Page, RawPage
from newscrawler.portals import Profile
from newscrawler.selectors import Selectors

TITLE = "白鹭洲市召开河湖治理推进会议"
BODY = (
    "<p>昨天，白鹭洲市召开会议，研究部署下一阶段重点工作，市委书记杭一川主持会议并讲话，各有关部门负责同志参加会议。</p>"
    * 3
)
FETCHED = datetime(2022, 6, 23, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
PLAIN = "https://www.example.cn/a/content/1.html"


def read(
    body: str,
    head: str = f"<title>{TITLE}_白鹭网</title>",
    *,
    url: str = PLAIN,
    fetched_at: datetime | None = FETCHED,
    profile: Profile | None = None,
    layers: tuple[str, ...] = LAYERS,
) -> Draft:
    page = Page(
        RawPage(
            url, f"<html><head><meta charset='utf-8'>{head}</head><body>{body}{BODY}</body></html>".encode()
        )
    )
    family = detect_family(page) if "family" in layers else None
    draft = Draft()
    context = Context(url=url, fetched_at=fetched_at, profile=profile, family=family, layers=layers)
    headline.run(Document((page,)), context, draft)
    return draft


def time_of(draft: Draft) -> tuple[str | None, str | None, str | None]:
    return (
        draft.timestamp and draft.timestamp[:-6],
        draft.timestamp_precision,
        draft.provenance.get("timestamp"),
    )


def test_provenance_and_raw() -> None:
    draft = read(f"<h1>{TITLE}</h1><p>时间：2022年6月22日 10:29　来源：白鹭日报　点击：3</p>")
    assert {draft.provenance[name] for name in ("title", "timestamp", "timestamp_precision", "source")} == {
        "general"
    }
    assert draft.raw == {"timestamp": "2022年6月22日 10:29", "source": "来源：白鹭日报"}


def test_family_before_meta_before_general() -> None:
    draft = read(
        f'<h1><UCAPTITLE>{TITLE}</UCAPTITLE></h1><div id="zoomcon"><PUBLISHTIME>2022-06-22 10:29</PUBLISHTIME><UCAPCONTENT>',
        f'<title>{TITLE}</title><meta name="PubDate" content="2022-06-22 10:31">',
    )
    assert draft.provenance["title"] == "family:ucap"
    assert time_of(draft) == ("2022-06-22T10:29:00", "minute", "family:ucap")


def test_of_several_publishtime_tags_the_first_that_parses() -> None:
    tags = "<PUBLISHTIME>白鹭日报</PUBLISHTIME><PUBLISHTIME>2022-06-22 10:29</PUBLISHTIME><PUBLISHTIME>2022-06-21</PUBLISHTIME>"
    assert time_of(read(f"<h1>{TITLE}</h1><div>{tags}</div>"))[0] == "2022-06-22T10:29:00"


@pytest.mark.parametrize(
    ("strip", "meta", "wanted"),
    [
        ("发布时间：2022-06-22", "2022-06-22 08:15", ("2022-06-22T08:15:00", "minute", "meta")),
        ("发布时间：2022-06-22", "2022-06-22 00:00", ("2022-06-22T00:00:00", "day", "general")),
        ("发布时间：2022-06-22", "2022-06-23 08:15", ("2022-06-22T00:00:00", "day", "general")),
        ("发布时间：2022-06-22 10:29", "2022-06-22 08:15", ("2022-06-22T10:29:00", "minute", "general")),
        ("发布时间：", "2022-06-22 08:15", ("2022-06-22T08:15:00", "minute", "meta")),
        ("发布时间：2022-06-22 00:00:00", "", ("2022-06-22T00:00:00", "day", "general")),
        ("发布时间：2022-06-22 00:00", "2022-06-22", ("2022-06-22T00:00:00", "day", "general")),
        ("发布时间：2022-06-22 00:00", "", ("2022-06-22T00:00:00", "minute", "general")),
        ("页面生成时间：2022-06-22 17:37", "2022-06-20 08:15", ("2022-06-20T08:15:00", "minute", "meta")),
        ("更新时间：2022-06-22 17:37 发布时间：2022-06-21 17:37", "", ("2022-06-21T17:37:00", "minute", "general")),
    ],
)  # fmt: skip
def test_shown_time_and_meta(strip: str, meta: str, wanted: tuple[str, str, str]) -> None:
    head = f'<title>{TITLE}</title><meta name="PubDate" content="{meta}">'
    assert time_of(read(f"<h1>{TITLE}</h1><div>{strip}</div>", head)) == wanted


def test_build_time_in_meta_is_never_read() -> None:
    draft = read(
        f"<h1>{TITLE}</h1>", '<title>x</title><meta name="others" content="页面生成时间 2022-06-15 17:37:33">'
    )
    assert draft.timestamp is None


def test_future_is_refused() -> None:
    draft = read(
        f"<h1>{TITLE}</h1><div>发布时间：2023-06-22 10:29</div>",
        '<title>x</title><meta name="PubDate" content="2022-06-22 10:29">',
    )
    assert time_of(draft) == ("2022-06-22T10:29:00", "minute", "meta")
    assert draft.warnings == ["timestamp_refused"]
    assert read(f"<h1>{TITLE}</h1><div>发布时间：2023-06-22 10:29</div>").timestamp is None
    assert (
        time_of(read(f"<h1>{TITLE}</h1><div>发布时间：2023-06-22 10:29</div>", fetched_at=None))[0]
        == "2023-06-22T10:29:00"
    )


def test_relative_times_need_the_fetch() -> None:
    assert time_of(read(f"<h1>{TITLE}</h1><div>发布时间：昨天 10:29</div>"))[:2] == (
        "2022-06-22T10:29:00",
        "minute",
    )
    assert time_of(read(f"<h1>{TITLE}</h1><div>06-22 10:29 来源：白鹭报</div>"))[:2] == (
        "2022-06-22T10:29:00",
        "minute",
    )
    assert read(f"<h1>{TITLE}</h1><div>发布时间：昨天 10:29</div>", fetched_at=None).timestamp is None


def test_address_is_the_last_layer() -> None:
    draft = read(f"<h1>{TITLE}</h1>", url="http://www.example.cn/xw/202206/t20220622_1.html")
    assert time_of(draft) == ("2022-06-22T00:00:00", "day", "url")
    assert draft.warnings == ["timestamp_from_url"]


def test_people_write_midnight_for_no_hour() -> None:
    draft = read(
        f'<div id="p_title">{TITLE}</div><span id="p_publishtime">2022年06月22日00:00</span><div id="p_content"></div>'
    )
    assert time_of(draft) == ("2022-06-22T00:00:00", "day", "family:people")


def make_profile(**more: object) -> Profile:
    return Profile(
        name="egret", site_name="白鹭洲网", hosts=("www.example.cn",), home="https://www.example.cn/", **more
    )  # type: ignore[arg-type]


def test_profile_selectors_and_lookups() -> None:
    profile = make_profile(
        article=Selectors(title=(".our-title",), timestamp=(".when",), source=(".who",)),
        lookups={"source": {"本网": "白鹭洲网", "admin2": ""}},
    )
    body = f"<h1>要闻速递栏目首页推荐</h1><div class='our-title'>{TITLE}</div><b class='when'>22 juin 2022 10:29</b><b class='who'>本网</b>"
    draft = read(body, "", profile=profile)
    assert (draft.title, draft.provenance["title"]) == (TITLE, "profile")
    assert (draft.source, draft.provenance["source"], draft.raw["source"]) == ("白鹭洲网", "profile", "本网")
    assert draft.site_name == "白鹭洲网"
    assert read(body.replace("本网", "admin2"), "", profile=profile).source is None


def test_odd_dates_that_a_selector_names_go_to_dateparser() -> None:
    profile = make_profile(article=Selectors(timestamp=(".when",)))
    prose = "<p>The city held a meeting on Tuesday to plan the management of its rivers and lakes.</p>"
    draft = read(
        f"<h1>River meeting held</h1><b class='when'>2022 June 22 10:29</b>{prose * 4}", "", profile=profile
    )
    assert time_of(draft) == ("2022-06-22T10:29:00", "minute", "profile")


@pytest.mark.parametrize(
    ("path", "language"),
    [("/en/1.html", "en"), ("/ja/1.html", "ja"), ("/zh/1.html", "zh-Hans"), ("/", "zh-Hans")],
)
def test_language_of_an_edition(path: str, language: str) -> None:
    profile = make_profile(languages={"en": "en", "ja": "ja"})
    assert (
        read(f"<h1>{TITLE}</h1>", url=f"https://www.example.cn{path}", profile=profile).language == language
    )


def test_language_by_attribute_where_text_is_short() -> None:
    page = Page(RawPage(PLAIN, '<html lang="zh-TW"><body><h1>公告</h1></body></html>'.encode()))
    draft = Draft()
    headline.run(Document((page,)), Context(url=PLAIN), draft)
    assert (draft.language, draft.provenance["language"]) == ("zh-Hant", "meta")


def test_site_name_from_meta() -> None:
    assert read("", '<meta name="SiteName" content="白鹭洲市人民政府">').site_name == "白鹭洲市人民政府"
    assert read("", '<meta property="og:site_name" content="白鹭网">').site_name == "白鹭网"
    assert read("", "").site_name is None


def test_markup_in_the_title_field() -> None:
    head = '<meta name="ArticleTitle" content="全市会议召开<br/>认真学习贯彻会议精神<br/>杭一川主持会议">'
    draft = read("", head)
    assert (draft.kicker, draft.title, draft.subtitle) == (
        "全市会议召开",
        "认真学习贯彻会议精神",
        "杭一川主持会议",
    )
    assert draft.provenance["title"] == "meta"


def test_an_empty_page_sets_nothing() -> None:
    page = Page(RawPage(PLAIN, b""))
    draft = Draft()
    headline.run(Document((page,)), Context(url=PLAIN), draft)
    assert (draft.title, draft.timestamp, draft.source, draft.breadcrumb, draft.warnings) == (
        None,
        None,
        None,
        [],
        [],
    )
