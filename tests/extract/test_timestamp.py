"""Written times → moments."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawler.extract.timestamp import (
    Moment,
    day_in_url,
    is_possible,
    last_resort,
    month_in_url,
    parse_time,
)

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2022, 6, 23, 9, 0, tzinfo=ZONE)


def read(text: str, now: datetime | None = NOW) -> tuple[str, str] | None:
    moment = parse_time(text, ZONE, now)
    return (moment.text()[:-6], moment.precision) if moment else None


@pytest.mark.parametrize(
    "text",
    [
        "2022-06-22 10:29", "2022-6-22 10:29", "2022/06/22 10:29", "2022.06.22 10:29", "2022年06月22日10:29", "2022年6月22日 10:29",
        "2022年6月22日10时29分", "2022年6月22日 10点29分", "2022年6月22日上午10:29", "2022年6月22日 上午10时29分", "2022年6月22日星期三10:29",
        "2022年6月22日（星期三）10:29", "２０２２－０６－２２　１０：２９", "２０２２年６月２２日１０：２９", "2022 06/22 10:29", "2022年06月22日，10:29",
        "发布时间：2022-06-22 10:29", "时间:2022-06-22 10:29|来源:|浏览量:|字号:", "【信息发布时间：2022-06-22 10:29阅读次数：", "2022-06-22T10:29+08:00",
        "2022-06-22T02:29Z", "June 22, 2022 10:29", "June 22, 2022, 10:29 AM", "Jun. 22, 2022 10:29 a.m.", "22 June 2022 10:29",
        "22nd June, 2022 10:29", "10:29, June 22, 2022", "10:29 Wednesday, June 22, 2022", "Updated: 2022-06-22 10:29 (GMT+8)",
        "二〇二二年六月二十二日 10:29", "令和4年6月22日 10:29", "民國111年6月22日 10:29", "昨天 10:29", "06-22 10:29", "6月22日 10:29", "22/06/2022 10:29",
    ],
)  # fmt: skip
def test_minute(text: str) -> None:
    assert read(text) == ("2022-06-22T10:29:00", "minute")


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("2022年6月22日下午3时05分", "15:05:00"), ("2022-06-22 03:05 PM", "15:05:00"), ("2022年6月22日 晚上8:30", "20:30:00"),
        ("2022年6月22日 中午12:10", "12:10:00"), ("2022年6月22日 中午1:10", "13:10:00"), ("2022年6月22日凌晨0:15", "00:15:00"),
        ("June 22, 2022 12:05 am", "00:05:00"), ("June 22, 2022 12:05 pm", "12:05:00"), ("2022年6月22日晚8点", "20:00:00"),
        ("2022年6月22日 格林尼治标准时间02:41", "10:41:00"), ("2022-06-22 02:41 GMT", "10:41:00"), ("2022-06-22T10:41+09:00", "09:41:00"),
    ],
)  # fmt: skip
def test_half_days_and_zones(text: str, clock: str) -> None:
    assert read(text) == (f"2022-06-22T{clock}", "minute")


@pytest.mark.parametrize(
    "text",
    ["2022-06-22 10:29:31", "2022-06-22-10:29:31", "2022年06月22日10时29分31秒", "2022-06-22T10:29:31.250+08:00", "1655864971", "1655864971250", "Wed, 22 Jun 2022 02:29:31 GMT"],
)  # fmt: skip
def test_second(text: str) -> None:
    assert read(text) == ("2022-06-22T10:29:31", "second")


@pytest.mark.parametrize(
    "text",
    [
        "2022-06-22", "2022年6月22日", "2022年 6月 22日", "20220622", "二〇二二年六月二十二日", "二○二二年六月二二日", "民国111年6月22日", "令和4年6月22日",
        "June 22, 2022", "22-Jun-2022", "06/22/2022", "6月22日", "06-22", "昨日", "一天前", "1天前", "日期：2022.6.22 点击：81",
    ],
)  # fmt: skip
def test_day(text: str) -> None:
    assert read(text) == ("2022-06-22T00:00:00", "day")


def test_relative_to_the_fetch() -> None:
    assert read("3小时前") == ("2022-06-23T06:00:00", "minute")
    assert read("5分钟前") == ("2022-06-23T08:55:00", "minute")
    assert read("12-22") == ("2021-12-22T00:00:00", "day"), "the newest such day that has been"
    assert [read(text, None) for text in ("昨天 10:29", "3小时前", "6月22日", "刚刚")] == [None] * 4


@pytest.mark.parametrize(
    "text",
    ["", "会议召开", "2022-02-30", "2022年13月2日", "06/07/2022", "010-62212022", "2.3.2022.6", "农历二〇二二年六月二十二日", "2022年6月", "12345678901234567890", "1月前"],
)  # fmt: skip
def test_no_date(text: str) -> None:
    assert read(text) is None


def test_an_impossible_date_does_not_hide_the_next() -> None:
    assert read("2022-02-30，改为2022-03-01 08:00") == ("2022-03-01T08:00:00", "minute")


def test_place_and_raw() -> None:
    moment = parse_time("来源：某报　时间：2022年6月22日 10:29　浏览：3", ZONE)
    assert moment is not None
    assert moment.raw == "2022年6月22日 10:29"
    assert "来源：某报　时间：2022年6月22日 10:29　浏览：3"[moment.start : moment.end] == moment.raw


def test_midnight_is_a_filler_and_noon_is_not() -> None:
    assert [
        parse_time(f"2022-06-22 {c}", ZONE).is_filler for c in ("00:00", "00:00:00", "23:59:59", "12:00")
    ] == [True, True, True, False]  # type: ignore[union-attr]


def test_possible() -> None:
    def at(text: str) -> Moment:
        moment = parse_time(text, ZONE)
        assert moment
        return moment

    assert is_possible(at("2022-06-23"), NOW)
    assert not is_possible(at("2022-06-25"), NOW)
    assert is_possible(at("2030-01-01"), None)
    assert not is_possible(at("1912-01-01"), NOW)


def test_last_resort_makes_nothing_up() -> None:
    found = last_resort("2022 June 22 10:29", ZONE, NOW, "zh-Hans")
    assert found and found.text() == "2022-06-22T10:29:00+08:00" and found.precision == "minute"
    assert last_resort("2022年6月", ZONE, NOW, "zh-Hans") is None
    assert last_resort("会议召开", ZONE, NOW, "zh-Hans") is None


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("/gzdt/202205/t20220622_20933284.html", "2022-06-22"), ("/art/2022/6/2/art_1_2.html", "2022-06-02"), ("/n1/2022/0622/c1-2.html", "2022-06-22"),
        ("/c/2022-06-22/doc.shtml", "2022-06-22"), ("/x/202206/0123456789abcdef0123456789abcdef.shtml", None), ("/a/20221399/1.html", None),
    ],
)  # fmt: skip
def test_day_in_url(path: str, day: str | None) -> None:
    moment = day_in_url(path, ZONE)
    assert (moment and moment.text()[:10]) == day


def test_month_in_url() -> None:
    assert month_in_url("/szgyyq/yqtpxw/202206/995e3b6a98c14381a82a109f56d879c2.shtml") == (2022, 6)
    assert month_in_url("/info/1002/5.htm") is None


MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2099, 12, 31)).map(
    lambda when: when.replace(microsecond=0)
)


@given(MOMENTS, st.sampled_from(["%Y-%m-%d %H:%M:%S", "%Y年%m月%d日%H时%M分%S秒", "%Y/%m/%d %H:%M:%S", "%Y.%m.%d %H:%M:%S", "%B %d, %Y %H:%M:%S", "%d %b %Y %H:%M:%S", "%Y-%m-%dT%H:%M:%S"]))  # fmt: skip
def test_what_is_written_is_read(when: datetime, form: str) -> None:
    moment = parse_time(f"时间：{when.strftime(form)} 来源：某报", ZONE)
    assert moment and moment.when.replace(tzinfo=None) == when


@given(st.text(alphabet="0123456789年月日时分秒-/.: 上下午前昨天〇一二三十民国令和JuneApril，", max_size=60))
def test_nothing_raises(text: str) -> None:
    moment = parse_time(text, ZONE, NOW)
    if moment:
        assert text[moment.start : moment.end].strip() == moment.raw or moment.raw in text
