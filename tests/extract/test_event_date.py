"""The day of the event: what the first paragraph says, when it was published → phrase, day(s)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawler.extract.draft import Draft
from newscrawler.extract.event_date import find_event_date, run
from newscrawler.record import Edition
from tests.growth import grows_linearly

# Published on Wednesday, 22 June 2022.
PHRASES = [
    ("昨天,城北区召开会议。", "昨天", "2022-06-21"),
    ("昨日下午，城北区召开会议。", "昨日下午", "2022-06-21"),
    ("昨晚，城北剧场座无虚席。", "昨晚", "2022-06-21"),
    ("今天上午，城北区召开会议。", "今天上午", "2022-06-22"),
    ("城北区今日召开会议。", "今日", "2022-06-22"),
    ("前天，城北区召开会议。", "前天", "2022-06-20"),
    ("大前天，城北区召开会议。", "大前天", "2022-06-19"),
    ("昨日（21日），城北区召开会议。", "昨日（21日）", "2022-06-21"),
    ("今（22）日，城北区召开会议。", "今（22）日", "2022-06-22"),
    ("區長今日（六月二十二日）出席開幕禮。", "今日（六月二十二日）", "2022-06-22"),
    ("6月21日，城北区召开会议。", "6月21日", "2022-06-21"),
    ("6月21日上午，城北区召开会议。", "6月21日上午", "2022-06-21"),
    ("城北区会议于6月21日在石桥镇召开。", "6月21日", "2022-06-21"),
    ("2022年6月21日，城北区召开会议。", "2022年6月21日", "2022-06-21"),
    ("2021年12月3日，城北区召开会议。", "2021年12月3日", "2021-12-03"),
    ("今年5月8日，城北区召开会议。", "今年5月8日", "2022-05-08"),
    ("六月二十一日，城北区召开会议。", "六月二十一日", "2022-06-21"),
    ("二〇二二年六月二十一日，城北区召开会议。", "二〇二二年六月二十一日", "2022-06-21"),
    ("21日下午，城北区召开会议。", "21日下午", "2022-06-21"),
    ("本报讯 21日，城北区召开会议。", "21日", "2022-06-21"),
    ("28日，城北区召开会议。", "28日", "2022-05-28"),
    ("周一，城北区召开会议。", "周一", "2022-06-20"),
    ("本周二上午，城北区召开会议。", "本周二上午", "2022-06-21"),
    ("上周三，城北区召开会议。", "上周三", "2022-06-15"),
    ("星期日，城北区举行义诊。", "星期日", "2022-06-19"),
    ("日前，城北区召开会议。", "日前", None),
    ("近日，城北区召开会议。", "近日", None),
    # Ranges
    ("6月18日至20日，城北区召开会议。", "6月18日至20日", "2022-06-18/2022-06-20"),
    ("6月18日—20日，城北区召开会议。", "6月18日—20日", "2022-06-18/2022-06-20"),
    ("6月18-20日，城北区召开会议。", "6月18-20日", "2022-06-18/2022-06-20"),
    ("5月30日至6月2日，区长率团访问。", "5月30日至6月2日", "2022-05-30/2022-06-02"),
    ("6月20日、21日，城北区召开会议。", "6月20日、21日", "2022-06-20/2022-06-21"),
    ("18日至20日，城北区召开会议。", "18日至20日", "2022-06-18/2022-06-20"),
    ("12月30日至1月2日，城北区举办灯会。", "12月30日至1月2日", "2021-12-30/2022-01-02"),
    # Dispatches carry their own day
    ("新华社城北6月20日电（记者 苏砚）大会今天开幕。", "今天", "2022-06-20"),
    ("新华社城北6月20日电（记者 苏砚）大会昨天开幕。", "昨天", "2022-06-19"),
    ("本报城北6月20日讯 大会19日开幕。", "19日", "2022-06-19"),
    ("本报讯 6月21日，城北区召开会议。", "6月21日", "2022-06-21"),
    ("新华社城北6月20日电 城北区经济稳中向好。", "6月20日", "2022-06-20"),
    # What does not date the event
    ("截至6月20日，城北区已有桥梁12座。6月21日，城北区召开会议。", "6月21日", "2022-06-21"),
    ("自6月1日起施行的办法昨天在会上解读。", "昨天", "2022-06-21"),
    ("6月30日前完成改造。昨天，城北区召开会议。", "昨天", "2022-06-21"),
    ("6月5日是环境日。6月3日上午，城北区举行活动。", "6月3日上午", "2022-06-03"),
    ("《6月1日的早晨》昨晚上演。", "昨晚", "2022-06-21"),
    ("“我6月1日来的。”6月21日，苏砚在会上说。", "6月21日", "2022-06-21"),
    ("城北茶馆始于1936年5月1日。昨天，茶馆重新开张。", "昨天", "2022-06-21"),
    ("1949年5月12日，城北解放。6月21日，纪念活动举行。", "6月21日", "2022-06-21"),
    ("展会将于7月1日开幕。昨天，城北区召开会议。", "昨天", "2022-06-21"),
    ("展会将于7月1日在城北区开幕。", "7月1日", "2022-07-01"),
    ("6月31日，城北区召开会议。", None, None),
    ("城北区召开会议，研究3日内办结的事项。", None, None),
    ("城北区有茶馆30家。", None, None),
    ("《城北周三刊》出版。", None, None),
]  # fmt: skip

NEW_YEAR = [
    (date(2023, 1, 2), "12月30日，城北区召开会议。", "2022-12-30"),
    (date(2023, 1, 2), "30日，城北区召开会议。", "2022-12-30"),
    (date(2023, 1, 1), "昨天，城北区召开会议。", "2022-12-31"),
    (date(2022, 12, 30), "元旦活动将于1月1日举行。", "2023-01-01"),
    (date(2022, 1, 5), "1月4日，城北区召开会议。", "2022-01-04"),
    (date(2024, 3, 1), "2月29日，城北区召开会议。", "2024-02-29"),
]


@pytest.mark.parametrize(("paragraph", "phrase", "days"), PHRASES)
def test_phrase(paragraph: str, phrase: str | None, days: str | None) -> None:
    found = find_event_date([paragraph], date(2022, 6, 22))
    if phrase is None:
        assert found is None
        return
    assert found is not None
    assert (found.text, found.paragraph) == (phrase, 0)
    assert ("/".join(filter(None, (found.date, found.end_date))) or None) == days


@pytest.mark.parametrize(("published", "paragraph", "day"), NEW_YEAR)
def test_turn_of_the_year(published: date, paragraph: str, day: str) -> None:
    found = find_event_date([paragraph], published)
    assert found is not None and found.date == day


def test_without_a_day_of_publication() -> None:
    for paragraph, day in [
        ("昨天，开会。", None),
        ("6月21日，开会。", None),
        ("2022年6月21日，开会。", "2022-06-21"),
    ]:
        found = find_event_date([paragraph], None)
        assert found is not None and found.date == day


def test_the_first_paragraph_that_dates_it() -> None:
    texts = ["“先干一个小时。”", "城北区的清晨是从扫帚声里开始的，天还没有亮透。", "6月21日，区长来到这里。"]
    found = find_event_date(texts, date(2022, 6, 22))
    assert found is not None and (found.paragraph, found.date) == (2, "2022-06-21")


def test_far_down_nothing_dates_it() -> None:
    texts = ["城北区的清晨是从扫帚声里开始的，天还没有亮透。"] * 5
    assert find_event_date([*texts, "6月21日，区长来到这里。"], date(2022, 6, 22)) is None


def test_the_edition_goes_before_the_timestamp() -> None:
    draft = Draft(paragraphs=["昨天,城北区召开会议。"], timestamp="2022-06-23T10:29:00+08:00")
    run(draft)
    assert draft.event_date is not None and draft.event_date.date == "2022-06-22"
    draft.edition = Edition(newspaper="城北日报", date="2022-06-22", page=None)
    run(draft)
    assert draft.event_date.date == "2022-06-21"
    assert draft.provenance["event_date"] == "text"


@given(st.dates(date(1990, 1, 1), date(2060, 1, 1)), st.integers(0, 300))
def test_a_day_of_the_past_months_is_found_again(published: date, back: int) -> None:
    day = published - timedelta(days=back)
    found = find_event_date([f"{day.month}月{day.day}日，城北区召开会议。"], published)
    assert found is not None and found.date == day.isoformat()


@given(
    st.text(alphabet="昨天今日前近周三6月21至—年2022新华社电讯，。（）《》“”", max_size=60),
    st.none() | st.dates(),
)
def test_any_text_is_read_without_error(text: str, published: date | None) -> None:
    found = find_event_date([text], published)
    assert found is None or found.text in text


@pytest.mark.parametrize(
    "piece", ["6月", "21日", "6月21日起", "昨", "“", "《", "二〇二二年", "6月21日至", "周", "截至6月1日，"]
)
def test_long_text_costs_linear_time(piece: str) -> None:
    short, long = ([piece * (length // len(piece))] * 3 for length in (12_500, 100_000))
    day = date(2022, 6, 22)
    assert grows_linearly(lambda: find_event_date(short, day), lambda: find_event_date(long, day), 8)
