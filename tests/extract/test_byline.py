"""Bylines, one form a line: what stands on the page → who it names (name:role)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawler.extract import extract_article
from newscrawler.extract.byline_text import find_byline
from newscrawler.extract.credits import parse_credits
from newscrawler.extract.person_names import find_names
from tests.growth import grows_linearly

TEXT = ["城北区昨天召开安全生产工作会议，区长贺兰亭出席并讲话。", "会议要求，各单位要把责任落到实处。"]


def people(paragraphs: list[str]) -> str:
    return " ".join(f"{r.name}:{r.role}" for r in find_byline(paragraphs).reporters)


# A line that is a byline and nothing else, at the foot of the article.
OWN_LINES = [
    ("记者 苏砚", "苏砚:记者"),
    ("记者苏砚", "苏砚:记者"),
    ("记者：苏砚", "苏砚:记者"),
    ("记者:苏砚 柳青禾", "苏砚:记者 柳青禾:记者"),
    ("记者丨苏砚", "苏砚:记者"),
    ("记者｜苏砚", "苏砚:记者"),
    ("记者 | 苏砚", "苏砚:记者"),
    ("记 者：苏砚", "苏砚:记者"),
    ("记者/苏砚 柳青禾", "苏砚:记者 柳青禾:记者"),
    ("记者 苏砚 柳青禾", "苏砚:记者 柳青禾:记者"),
    ("记者苏砚、柳青禾", "苏砚:记者 柳青禾:记者"),
    ("记者 苏砚、柳青禾，方舟", "苏砚:记者 柳青禾:记者 方舟:记者"),
    ("◎本报记者 苏砚", "苏砚:记者"),
    ("□本报记者 苏砚", "苏砚:记者"),
    ("■ 本报全媒体记者 苏砚 文/图", "苏砚:记者"),
    ("本报记者 苏砚 通讯员 柳青禾", "苏砚:记者 柳青禾:通讯员"),
    ("本报首席记者 苏砚", "苏砚:记者"),
    ("融媒体记者 苏砚 实习记者 柳青禾", "苏砚:记者 柳青禾:记者"),
    ("见习记者 苏砚 特约通讯员 柳青禾", "苏砚:记者 柳青禾:通讯员"),
    ("记者 苏砚 实习生 柳青禾", "苏砚:记者 柳青禾:记者"),
    ("城北融媒记者 苏砚", "苏砚:记者"),
    ("《城北晚报》记者 苏砚", "苏砚:记者"),
    ("区融媒体中心 记者 苏砚", "苏砚:记者"),
    ("区融媒体中心 记者：苏砚 编辑：柳青禾", "苏砚:记者 柳青禾:编辑"),
    ("通讯员 苏砚", "苏砚:通讯员"),
    ("通讯员：苏砚 摄影：柳青禾", "苏砚:通讯员 柳青禾:摄影"),
    ("通讯员苏砚 柳青禾 摄影方舟", "苏砚:通讯员 柳青禾:通讯员 方舟:摄影"),
    ("作者：苏砚", "苏砚:作者"),
    ("作者 苏砚", "苏砚:作者"),
    ("撰文：苏砚 摄影：柳青禾", "苏砚:作者 柳青禾:摄影"),
    ("撰稿：苏砚　　编辑：柳青禾　　审核：方舟", "苏砚:作者 柳青禾:编辑 方舟:审核"),
    ("供稿：苏砚", "苏砚:作者"),
    ("编译/苏砚", "苏砚:作者"),
    ("文丨苏砚", "苏砚:作者"),
    ("文/苏砚 图/柳青禾", "苏砚:作者 柳青禾:摄影"),
    ("文／苏砚　图／柳青禾", "苏砚:作者 柳青禾:摄影"),
    ("文：苏砚 图：柳青禾 视频：方舟", "苏砚:作者 柳青禾:摄影 方舟:视频"),
    ("苏砚/文 柳青禾/图", "苏砚:作者 柳青禾:摄影"),
    ("苏砚 文 柳青禾 图", "苏砚:作者 柳青禾:摄影"),
    ("苏砚 柳青禾/摄", "苏砚:摄影 柳青禾:摄影"),
    ("苏砚 摄", "苏砚:摄影"),
    ("苏砚摄", "苏砚:摄影"),
    ("苏砚/摄", "苏砚:摄影"),
    ("记者 苏砚 摄", "苏砚:记者 苏砚:摄影"),
    ("本报记者 苏砚 摄影报道", "苏砚:记者 苏砚:摄影"),
    ("苏砚 摄影报道", "苏砚:记者 苏砚:摄影"),
    ("通讯员 浪 花 摄影报道", "浪花:通讯员 浪花:摄影"),
    ("记者 苏 砚 罗 盘 摄影报道", "苏砚:记者 苏砚:摄影 罗盘:记者 罗盘:摄影"),
    ("记者 苏砚 报道", "苏砚:记者"),
    ("记者 苏砚 文/图", "苏砚:记者"),
    ("本报记者 苏砚/文 柳青禾/图", "苏砚:记者 柳青禾:摄影"),
    ("本报记者 苏砚 文 柳青禾 图", "苏砚:记者 柳青禾:摄影"),
    ("本报记者 苏砚 通讯员 柳青禾 方舟", "苏砚:记者 柳青禾:通讯员 方舟:通讯员"),
    ("摄影：本报记者 苏砚", "苏砚:记者 苏砚:摄影"),
    ("摄影：城北日报记者 苏砚", "苏砚:记者 苏砚:摄影"),
    ("文丨城北谈特约评论员 苏砚", "苏砚:作者"),
    ("图片：苏砚", "苏砚:摄影"),
    ("供图：苏砚", "苏砚:摄影"),
    ("编辑：苏砚", "苏砚:编辑"),
    ("编辑 苏砚 责编 柳青禾", "苏砚:编辑 柳青禾:编辑"),
    ("责任编辑：苏砚_CB1234", "苏砚:编辑"),
    ("（责任编辑：苏砚）", "苏砚:编辑"),
    ("[责任编辑：苏砚 CB123]", "苏砚:编辑"),
    ("责编：苏砚、柳青禾", "苏砚:编辑 柳青禾:编辑"),
    ("值班编辑：苏砚 值班主任：柳青禾", "苏砚:编辑 柳青禾:审核"),
    ("编辑：苏砚；审核：柳青禾", "苏砚:编辑 柳青禾:审核"),
    ("编辑/苏砚 审核/柳青禾 终审/方舟", "苏砚:编辑 柳青禾:审核 方舟:审核"),
    ("一审：苏砚 二审：柳青禾 三审：方舟", "苏砚:审核 柳青禾:审核 方舟:审核"),
    ("初审丨苏砚 复审丨柳青禾 终审丨方舟", "苏砚:审核 柳青禾:审核 方舟:审核"),
    ("审核人：苏砚", "苏砚:审核"),
    ("编辑、审核：苏砚", "苏砚:编辑 苏砚:审核"),
    ("来源：城北日报 记者：苏砚", "苏砚:记者"),
    ("来源：区卫健局 作者：苏砚 编辑：柳青禾", "苏砚:作者 柳青禾:编辑"),
    ("作者：苏砚 来源：区卫健局", "苏砚:作者"),
    ("本文来源：城北网 作者：苏砚", "苏砚:作者"),
    ("（记者 苏砚）", "苏砚:记者"),
    ("(记者 苏砚 通讯员 柳青禾)", "苏砚:记者 柳青禾:通讯员"),
    ("【记者苏砚报道】", "苏砚:记者"),
    ("（通讯员 央金）", "央金:通讯员"),
    ("（苏砚）", "苏砚:作者"),
    ("（苏砚 柳青禾）", "苏砚:作者 柳青禾:作者"),
    ("（苏砚柳青禾）", "苏砚:作者 柳青禾:作者"),
    ("（区政府办 苏砚）", "苏砚:作者"),
    ("（区政府办苏砚）", "苏砚:作者"),
    ("（石桥镇 苏砚）", "苏砚:作者"),
    ("（区人社局：苏砚）", "苏砚:作者"),
    ("【作者：石桥镇 苏砚】", "苏砚:作者"),
    ("□ 苏砚", "苏砚:作者"),
    ("采写：本报记者 苏砚", "苏砚:记者"),
    ("统筹：方舟 采写：苏砚", "苏砚:记者"),
    ("策划：方舟 文字：苏砚 设计：柳青禾", "苏砚:作者"),
    ("记者 苏砚 校对 柳青禾", "苏砚:记者"),
    ("文/图 苏砚", "苏砚:作者"),
    ("图文：苏砚", "苏砚:作者"),
    ("（苏砚/文）", "苏砚:作者"),
    ("作者：区政协 苏砚", "苏砚:作者"),
    ("作者：苏砚（区政协）", "苏砚:作者"),
    ("摄影：苏砚等", "苏砚:摄影"),
    ("记者 苏砚/柳青禾", "苏砚:记者 柳青禾:记者"),
    ("记者 苏砚 2022-06-22", "苏砚:记者"),
    ("2022年6月22日 记者 苏砚", "苏砚:记者"),
    ("特派记者 苏砚 发自石桥", "苏砚:记者"),
    ("来源 城北日报 记者 苏砚", "苏砚:记者"),
    ("一审一校：苏砚 二审二校：柳青禾", "苏砚:审核 柳青禾:审核"),
    ("文字记者 苏砚 摄影记者 柳青禾", "苏砚:记者 柳青禾:记者 柳青禾:摄影"),
    ("（初审：苏砚；复审：柳青禾；终审：方舟）", "苏砚:审核 柳青禾:审核 方舟:审核"),
]  # fmt: skip

# Names as they are set: padded, run together, without a known surname, dotted, in traditional characters.
NAMES = [
    ("记者 苏 砚", "苏砚:记者"),
    ("记者 苏　砚　柳青禾", "苏砚:记者 柳青禾:记者"),
    ("记者 苏 砚 方 舟", "苏砚:记者 方舟:记者"),
    ("记者 苏 砚 方 舟 柳 青", "苏砚:记者 方舟:记者 柳青:记者"),
    ("记者 柳青禾 苏 砚", "柳青禾:记者 苏砚:记者"),
    ("通讯员 苏 砚 摄影 柳青禾", "苏砚:通讯员 柳青禾:摄影"),
    ("记者 柳 青 禾", "柳青禾:记者"),
    ("记者 欧 阳 修远", "欧阳修远:记者"),
    ("记者 欧阳 静", "欧阳静:记者"),
    ("记者 司马文 苏砚", "司马文:记者 苏砚:记者"),
    ("图片：文 竹", "文竹:摄影"),
    ("记者：苏砚柳青禾", "苏砚:记者 柳青禾:记者"),
    ("记者：贡布 央金", "贡布:记者 央金:记者"),
    ("记者 索朗次仁", "索朗次仁:记者"),
    ("记者 艾力·吐尔逊 阿依古丽•买买提", "艾力·吐尔逊:记者 阿依古丽·买买提:记者"),
    ("记者 安娜·彼得", "安娜·彼得:记者"),
    ("记者王小明李华", "王小明:记者 李华:记者"),
    ("记者央金卓玛", "央金卓玛:记者"),
    ("通讯员戢小军", "戢小军:通讯员"),
    ("（央金）", "央金:作者"),
    ("（戢小军）", "戢小军:作者"),
    ("記者 蘇硯", "蘇硯:记者"),
    ("記者：蘇硯 攝影：陳慧儀", "蘇硯:记者 陳慧儀:摄影"),
    ("本報記者蘇硯", "蘇硯:记者"),
    ("記者蘇硯／台北報導", "蘇硯:记者"),
    ("【記者蘇硯報導】", "蘇硯:记者"),
    ("【本報記者蘇硯澳門報道】", "蘇硯:记者"),
    ("編輯：蘇硯 審核：陳慧儀", "蘇硯:编辑 陳慧儀:审核"),
    ("通訊員 蘇硯", "蘇硯:通讯员"),
    ("記者 文：蘇硯 攝：陳慧儀", "蘇硯:记者 陳慧儀:摄影"),
]  # fmt: skip

# Lines that name nobody and leave the body all the same.
NOBODY = [
    "文：区融媒体中心",
    "（区委宣传部）",
    "（市政协办公室 供稿）",
    "供稿单位：区教育局",
    "策划 评论部",
    "来源：区应急管理局 发布时间：2023-07-21 09:02",
    "来源：城北日报",
    "图片来源：区融媒体中心",
    "责任编辑：admin",
    "作者：佚名",
    "作者：本站原创",
    "（作者单位：区政协）",
]

# Lines that are no bylines: they stay.
STAYS = [
    "记者了解到，改造工程下月开工",
    "记者手记",
    "通讯员大会",
    "摄影大赛",
    "记者心声",
    "（图片）",
    "视频",
    "（节选）",
    "记者会现场",
    "记者：下一步有什么打算？",
    "中外记者见面会",
    "《城北晚报》记者：请问学位够不够？",
    "时间：2022年11月3日上午10:00",
    "主持人：区委宣传部副部长 苏砚",
    "出席领导",
    "苏　砚　　柳青禾　　方　舟",
    "（完）",
    "（未完待续）",
    "图为会议现场",
    "编辑部的故事",
    "一、文化建设成效",
    "通讯员队伍建设",
    "审核通过名单",
    "本文图片由苏砚提供",
    "苏砚 柳青禾",
]


@pytest.mark.parametrize(("line", "expected"), OWN_LINES + NAMES)
def test_own_line(line: str, expected: str) -> None:
    found = find_byline([*TEXT, line])
    assert " ".join(f"{r.name}:{r.role}" for r in found.reporters) == expected
    assert found.paragraphs == TEXT


@pytest.mark.parametrize("line", NOBODY)
def test_a_line_that_names_nobody(line: str) -> None:
    found = find_byline([*TEXT, line])
    assert (found.reporters, found.paragraphs) == ([], TEXT)


@pytest.mark.parametrize("line", STAYS)
def test_no_byline(line: str) -> None:
    found = find_byline([*TEXT, line])
    assert (found.reporters, found.paragraphs) == ([], [*TEXT, line])


# A byline within a paragraph of text is read, and stays.
WITHIN = [
    ("本报讯（记者 苏砚）昨天，城北区召开会议。", "苏砚:记者"),
    ("本报讯(记者苏砚 通讯员柳青禾)昨天，城北区召开会议。", "苏砚:记者 柳青禾:通讯员"),
    ("本报讯 （见习记者 苏砚） 昨天，城北区召开会议。", "苏砚:记者"),
    ("本报城北6月21日讯（记者 苏砚 通讯员 柳青禾）昨天，城北区召开会议。", "苏砚:记者 柳青禾:通讯员"),
    ("新华社城北6月21日电（记者苏砚、柳青禾）城北区21日召开会议。", "苏砚:记者 柳青禾:记者"),
    ("人民网城北6月21日电　（记者苏砚）城北区召开会议。", "苏砚:记者"),
    ("城北日报讯（记者/苏砚 通讯员/柳青禾）", "苏砚:记者 柳青禾:通讯员"),
    ("城北网讯（□苏砚 通讯员 柳青禾）近日，城北区召开会议。", "苏砚:作者 柳青禾:通讯员"),
    ("（記者蘇硯台北21日電）大會今天舉行。", "蘇硯:记者"),
    ("【记者 苏砚】昨天，城北区召开会议。", "苏砚:记者"),
    ("□本报首席记者 苏砚 “一杯茶，半日闲”，城北茶馆开张。", "苏砚:记者"),
    ("本报记者 苏 砚 柳青禾 6月21日上午，城北区召开会议。", "苏砚:记者 柳青禾:记者"),
    ("本报讯 记者 苏砚 昨天上午，城北区召开会议。", "苏砚:记者"),
    ("城北区召开会议。（记者 苏砚）", "苏砚:记者"),
    ("城北区召开会议。(苏砚)", "苏砚:作者"),
    ("城北区召开会议。（苏砚 柳青禾）", "苏砚:作者 柳青禾:作者"),
    ("城北区召开会议。（苏砚柳青禾）", "苏砚:作者 柳青禾:作者"),
    ("城北区召开会议。（区人社局苏砚）", "苏砚:作者"),
    ("城北区召开会议。 （社保局 苏砚）", "苏砚:作者"),
    ("城北区召开会议。（编译/苏砚）", "苏砚:作者"),
    ("城北区召开会议。（城北日报记者 苏砚 通讯员柳青禾）", "苏砚:记者 柳青禾:通讯员"),
    ("城北区召开会议。（作者苏砚系区社科院研究员）", "苏砚:作者"),
    ("城北区召开会议。（本文来源：城北日报 作者：区社科院经济所所长、研究员苏砚）", "苏砚:作者"),
    ("城北区召开会议。（责任编辑：苏砚）", "苏砚:编辑"),
    ("城北区召开会议。 记者 苏砚 摄", "苏砚:记者 苏砚:摄影"),
    ("城北区召开会议。苏砚 摄", "苏砚:摄影"),
    # Not bylines
    ("城北区召开会议。（完）", ""),
    ("城北区召开会议。（区委宣传部）", ""),
    ("城北区召开会议。（下转第二版）", ""),
    ("城北区召开会议。（图片来自网络）", ""),
    ("城北区召开会议。（讲话全文另发）", ""),
    ("城北区召开会议。（文字整理）", ""),
    ("城北区召开会议。（实习生王小金对此文亦有贡献）", ""),
    ("记者从城北区获悉，会议昨天召开。", ""),
    ("记者了解到，城北区（含石桥镇）召开会议。", ""),
    ("城北区（原石桥镇）召开会议，中外记者参加。", ""),
    ("“我们会努力。”苏砚对记者说。", ""),
    ("城北区召开记者会（发布人苏砚）。", ""),
]  # fmt: skip


@pytest.mark.parametrize(("paragraph", "expected"), WITHIN)
def test_within_a_paragraph(paragraph: str, expected: str) -> None:
    assert people([paragraph]) == expected
    if not paragraph.endswith("）") or "会议" in paragraph:
        assert find_byline([paragraph]).paragraphs == [paragraph]


WORDS = [
    ("记者 苏砚", "记者"),
    ("本报全媒体记者 苏砚", "本报全媒体记者"),
    ("见习记者苏砚", "见习记者"),
    ("摄影记者 苏砚", "摄影记者"),
    ("特约评论员 苏砚", "特约评论员"),
    ("值班主任：苏砚", "值班主任"),
    ("三审：苏砚", "三审"),
    ("责编/苏砚", "责编"),
    ("图/苏砚", "图"),
    ("攝影：蘇硯", "攝影"),
    ("（苏砚）", None),
]


@pytest.mark.parametrize(("line", "word"), WORDS)
def test_the_pages_own_word_is_kept(line: str, word: str | None) -> None:
    assert find_byline([*TEXT, line]).reporters[0].role_text == word


def test_head_of_the_body() -> None:
    found = find_byline(["记者 苏砚 通讯员 柳青禾", *TEXT])
    assert [r.name for r in found.reporters] == ["苏砚", "柳青禾"]
    assert found.paragraphs == TEXT


def test_byline_and_edition_on_one_line() -> None:
    for line in ("记者 苏砚 《城北日报》2022年06月22日A01版", "《城北日报》2022年06月22日A01版 记者 苏砚"):
        found = find_byline([*TEXT, line])
        assert [r.name for r in found.reporters] == ["苏砚"]
        assert found.edition is not None and found.edition.page == "A01"
        assert found.paragraphs == TEXT


def test_questions_of_an_interview_are_text() -> None:
    talk = ["记者：您好", "苏砚：您好。", "记者：方便谈谈吗", "苏砚：可以。"]
    assert find_byline(talk).paragraphs == talk
    assert find_byline(talk).reporters == []


def test_a_picture_credit_amid_the_text_is_the_pictures() -> None:
    body = [TEXT[0], "会议现场。记者 方舟 摄", TEXT[1], "记者 苏砚"]
    assert people(body) == "苏砚:记者"


def test_the_same_person_and_role_once() -> None:
    assert people(["本报讯（记者 苏砚）昨天，城北区召开会议。", "记者 苏砚"]) == "苏砚:记者"


def test_copyright_lines_leave_the_end() -> None:
    assert find_byline([*TEXT, "版权所有 未经许可不得转载"]).paragraphs == TEXT


PAGE = """<html><head><title>城北区召开会议</title></head><body><h1>城北区召开会议</h1>
<div class="info">2022-06-22 10:29 来源：城北网 {strip}</div>
<div id="text"><p>城北区昨天召开安全生产工作会议，区长贺兰亭出席并讲话，强调要把责任落到实处，守住底线。</p>
<p>会议听取了各单位情况汇报，研究了下一步工作，对今年重点任务作出安排部署，要求抓好落实。</p></div>
<div class="foot">{foot}</div></body></html>"""


@pytest.mark.parametrize(
    ("strip", "foot", "expected"),
    [
        ("作者：苏砚", "", {"苏砚"}),
        ("记者：苏砚 浏览次数：12 【打印】 【关闭】", "", {"苏砚"}),
        ('<span class="author">苏砚</span>', "", {"苏砚"}),
        ("", "责任编辑：柳青禾", {"柳青禾"}),
        ("字号：大 中 小 浏览次数：12", "打印 关闭", set()),
    ],
)
def test_outside_the_body(strip: str, foot: str, expected: set[str]) -> None:
    record = extract_article(PAGE.format(strip=strip, foot=foot).encode())
    assert {r.name for r in record.reporters} == expected
    assert bool(expected) == ("reporters" in record.provenance) == ("byline" in record.raw)


@given(st.text(alphabet="记者通讯员摄影文图编辑：/ 、（）()【】□苏砚柳青禾A1·。\n", max_size=80))
def test_any_line_is_read_without_error(line: str) -> None:
    found = find_byline([line, line])
    assert all(r.name and " " not in r.name for r in found.reporters)
    assert set(found.paragraphs) <= {line}


@given(
    st.lists(
        st.sampled_from(["苏砚", "柳青禾", "方舟", "贺兰亭", "欧阳静", "艾力·吐尔逊"]),
        min_size=1,
        unique=True,
    )
)
def test_names_survive_any_separator(names: list[str]) -> None:
    for separator in ("、", " ", "，", "　"):
        assert find_names(separator.join(names), frozenset(), "low").names == names
    padded = [" ".join(name) if len(name) == 2 else name for name in names]
    assert find_names("、".join(padded), frozenset()).names == names


@pytest.mark.parametrize(
    "piece",
    [
        "记者",
        "记者苏 ",
        "记者a、 ",
        "（记者 ",
        "记者 苏 ",
        "文/",
        "苏",
        "《城北日报》",
        "2022-06-22 ",
        "编辑：",
        "（",
    ],
)
def test_long_lines_cost_linear_time(piece: str) -> None:
    short, long = ([piece * (length // len(piece))] * 3 for length in (25_000, 200_000))
    assert grows_linearly(lambda: find_byline(short), lambda: find_byline(long), 8)
    assert grows_linearly(lambda: parse_credits(piece * 5), lambda: parse_credits(piece * 40), 8)


@pytest.mark.shared
def test_development_cases(shared: Path) -> None:
    """Reporter F1 and edition accuracy over the shared cases."""
    hits = wrong = editions = total = 0
    with (shared / "attendees" / "dev.jsonl").open(encoding="utf-8") as lines:
        for case in map(json.loads, lines):
            found = find_byline([line.strip() for line in case["paragraphs"]])
            have = {(r.name, r.role) for r in found.reporters}
            want = {(r["name"], r["role"]) for r in case["reporters"]}
            hits += 2 * len(have & want)
            wrong += len(have ^ want)
            editions += (found.edition.model_dump() if found.edition else None) == case["edition"]
            total += 1
    assert hits / (hits + wrong) >= 0.98
    assert editions / total >= 0.98
