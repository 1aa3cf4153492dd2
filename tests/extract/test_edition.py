"""Editions, one form a line: newspaper | date | page, with - for what is missing."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawler.extract.byline_text import find_byline
from newscrawler.extract.edition import edition_of_url, take_edition
from tests.growth import grows_linearly

TEXT = ["城北区昨天召开安全生产工作会议，区长贺兰亭出席并讲话。"]


def shown(line: str) -> str:
    found = find_byline([*TEXT, line]).edition
    return " | ".join(value or "-" for value in found.model_dump().values()) if found else ""


EDITIONS = [
    ("《城北日报》2022年06月22日A01版", "城北日报 | 2022-06-22 | A01"),
    ("《城北日报》2022年6月22日 第A01版", "城北日报 | 2022-06-22 | A01"),
    ("《城北日报》 2022-06-22 第3版", "城北日报 | 2022-06-22 | 3"),
    ("《城北日报》2022年6月22日第三版", "城北日报 | 2022-06-22 | 三"),
    ("《城北日报》2022年6月22日 头版", "城北日报 | 2022-06-22 | 头"),
    ("《城北日报》（2022年6月22日 第 02 版）", "城北日报 | 2022-06-22 | 02"),
    ("（《城北日报》2022年6月22日 第02版）", "城北日报 | 2022-06-22 | 02"),
    ("《城北日报》二〇二二年六月二十二日 第三版", "城北日报 | 2022-06-22 | 三"),
    ("《城北日报》２０２２年６月２２日A01版", "城北日报 | 2022-06-22 | A01"),
    ("《城北日报》2022年6月22日 星期三 A01版", "城北日报 | 2022-06-22 | A01"),
    ("《城北日报》2022年6月22日 第A04版：民生", "城北日报 | 2022-06-22 | A04"),
    ("《城北日报》2022年6月22日 第04版 要闻", "城北日报 | 2022-06-22 | 04"),
    ("《城北日报》2022年6月22日", "城北日报 | 2022-06-22 | -"),
    ("《城北日报》 第3版", "城北日报 | - | 3"),
    ("《北国风》2022年第3期", ""),
    ("城北日报 2022-06-22 A1", "城北日报 | 2022-06-22 | A1"),
    ("城北日报 2022年6月22日 第 03 版", "城北日报 | 2022-06-22 | 03"),
    ("城北日报2022年6月22日第1版", "城北日报 | 2022-06-22 | 1"),
    ("城北日报2022.6.22 第1版", "城北日报 | 2022-06-22 | 1"),
    ("城北日报 2022/06/22 第01版:要闻", "城北日报 | 2022-06-22 | 01"),
    ("城北时讯 2022-06-22 第1版", "城北时讯 | 2022-06-22 | 1"),
    ("城北晚报 A7版", "城北晚报 | - | A7"),
    ("城北报 第3版", "城北报 | - | 3"),
    ("第A01版：要闻 城北日报 2022-06-22", "城北日报 | 2022-06-22 | A01"),
    ("《雲山日報》2023年02月16日A1版", "雲山日報 | 2023-02-16 | A1"),
    ("2022年6月22日 星期三 A2版", "- | 2022-06-22 | A2"),
    ("2022年6月22日 第2版", "- | 2022-06-22 | 2"),
    ("（ 2022年06月22日 04 版）", "- | 2022-06-22 | 04"),
    ("来源：《城北日报》2022年6月22日", "城北日报 | 2022-06-22 | -"),
    ("原载：《城北日报》2022年6月22日 第3版", "城北日报 | 2022-06-22 | 3"),
    ("（原载《城北日报》2022年6月22日）", "城北日报 | 2022-06-22 | -"),
    ("转自《城北日报》2022年6月22日A01版", "城北日报 | 2022-06-22 | A01"),
    ("来源：城北日报 2022年6月22日 A01版", "城北日报 | 2022-06-22 | A01"),
    ("《城北日报》2022年6月22日一版", "城北日报 | 2022-06-22 | 一"),
    ("《城北日报》2022年6月22日头版头条", "城北日报 | 2022-06-22 | 头"),
    ("《城北日报》2022年6月22日 要闻版", "城北日报 | 2022-06-22 | -"),
    ("《城北日报》2022年6月22日 第1-2版", "城北日报 | 2022-06-22 | 1-2"),
    ("2022年6月22日《城北日报》第3版", "城北日报 | 2022-06-22 | 3"),
    ("《城北日报》A01版 2022年6月22日", "城北日报 | 2022-06-22 | A01"),
    ("城北日报 | 2022年6月22日 | A01版", "城北日报 | 2022-06-22 | A01"),
    ("城北日报/2022年/6月/22日/第001版", "城北日报 | 2022-06-22 | 001"),
    ("城北每日电讯 2022年6月22日 3版", "城北每日电讯 | 2022-06-22 | 3"),
    ("版次：A01 城北日报 2022-06-22", "城北日报 | 2022-06-22 | A01"),
    ("（刊发于2022年6月22日《城北日报》第3版）", "城北日报 | 2022-06-22 | 3"),
    ("（本文刊于《城北日报》2022年6月22日第3版，有删改）", "城北日报 | 2022-06-22 | 3"),
    ("原标题：茶馆开张 来源：《城北日报》（2022年6月22日01版）", "城北日报 | 2022-06-22 | 01"),
    ("《城北日报》6月22日A01版", "城北日报 | - | A01"),
    ("城北晚报 2022.6.22 第A3版 健康", "城北晚报 | 2022-06-22 | A3"),
    ("《城北晚报》2022年6月22日 A08 体育", "城北晚报 | 2022-06-22 | A08"),
    ("城北新闻 2022年6月22日 第2版", "城北新闻 | 2022-06-22 | 2"),
    ("城北日报社主管 城北晚报 2022年6月22日 第A2版", "城北晚报 | 2022-06-22 | A2"),
    # No day of the calendar: the rest counts.
    ("《城北日报》2022年6月31日A01版", "城北日报 | - | A01"),
]

# Lines that show no edition, and stay unless they are strips.
NONE = [
    "《城北日报》",
    "2022年6月22日",
    "第三版",
    "第三版修订说明",
    "来源：城北日报 2022-06-22",
    "来源：城北日报 2022-06-22 10:29",
    "来源：城北日报 时间：2022-06-22",
    "发布日期：2022-06-22 来源：《城北日报》",
    "来源：城北日报 日期：2022-06-22 字号：[大 中 小]",
    "《城北日报》2022年6月22日A01版曾报道过这座茶馆",
    "本报今日A04版、A05版刊登名单",
    "《城北日报》创刊于2022年6月22日",
    "第3版《城北区志》2022年出版",
    "《城北区志》2022年6月22日",
    "《关于促进茶产业发展的意见》2022年6月22日",
    "会议时间：2022年6月22日 A1会议室",
    "2022年6月22日 第3会议室",
    "城北网 2022-06-22",
    "文件编号 2022-06-22 A01",
    "《北国风》2022/12",
    "《城北日报》2022年6月22日第3版整版报道",
]

# In a sentence a newspaper is talked about; in a bracket that ends a paragraph it is the edition.
SENTENCES = [
    ("《城北日报》2003年6月9日第2版曾以《茶》为题报道过这座茶馆。", ""),
    ("据《城北日报》2022年6月22日报道，茶馆开张。", ""),
    ("他创办的《城北日报》2022年6月22日停刊。", ""),
    ("茶馆昨天开张。（《城北日报》2022年6月22日 第3版）", "城北日报 | 2022-06-22 | 3"),
    ("茶馆昨天开张。（原载《城北日报》2022年6月22日）", "城北日报 | 2022-06-22 | -"),
    ("茶馆昨天开张。（记者 苏砚 《城北日报》2022年6月22日 第3版）", "城北日报 | 2022-06-22 | 3"),
    ("茶馆昨天开张（《城北日报》曾报道）。", ""),
]


@pytest.mark.parametrize(("line", "expected"), EDITIONS)
def test_an_edition_line(line: str, expected: str) -> None:
    assert shown(line) == expected
    assert find_byline([*TEXT, line]).paragraphs == ([*TEXT] if expected else [*TEXT, line])


@pytest.mark.parametrize("line", NONE)
def test_no_edition(line: str) -> None:
    assert shown(line) == ""


@pytest.mark.parametrize(("paragraph", "expected"), SENTENCES)
def test_in_a_paragraph(paragraph: str, expected: str) -> None:
    assert shown(paragraph) == expected
    assert find_byline([paragraph]).paragraphs == [paragraph]


def test_the_string_as_written_is_kept() -> None:
    line = "《城北日报》（2022年6月22日 第 02 版）"
    assert find_byline([*TEXT, line]).raw_edition == line


def test_address_of_an_epaper() -> None:
    found = edition_of_url("http://epaper.example.cn/cbrb/html/2022-06/22/nw.D110000cbrb_20220622_1-03.htm")
    assert found is not None and found.model_dump() == {"newspaper": None, "date": "2022-06-22", "page": "03"}
    assert (
        edition_of_url("http://epaper.example.cn/cbrb/html/2022-13/40/nw.D110000cbrb_20221340_1-03.htm")
        is None
    )
    assert edition_of_url("http://www.example.cn/2022-06/22/c_1.htm") is None


@given(
    st.dates(date(1900, 1, 1), date(2099, 12, 31)),
    st.sampled_from(
        ["{0.year}年{0.month}月{0.day}日", "{0.year}-{0.month:02}-{0.day:02}", "{0.year}.{0.month}.{0.day}"]
    ),
    st.sampled_from(["A01版", "第3版", "第 03 版", " A1"]),
)
def test_every_day_in_every_form(day: date, form: str, page: str) -> None:
    found, rest = take_edition(f"《城北日报》{form.format(day)}{page}")
    assert found is not None and found.date == str(day) and not rest.strip()


@given(st.text(alphabet="《》城北日报2022年-6月日A01版第三 （）：", max_size=60))
def test_any_line_is_read_without_error(line: str) -> None:
    found, rest = take_edition(line)
    assert found is None or sum(value is not None for value in found.model_dump().values()) >= 2
    assert len(rest) <= len(line) + 1


@pytest.mark.parametrize(
    "piece", ["《", "《城", "2022年", "2022-06-22 ", "第", "A01", "城北日报", "第三版、", "日报 "]
)
def test_long_lines_cost_linear_time(piece: str) -> None:
    short, long = (piece * (length // len(piece)) for length in (12_500, 100_000))
    assert grows_linearly(lambda: take_edition(short), lambda: take_edition(long), 8)
