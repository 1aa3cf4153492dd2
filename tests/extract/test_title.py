"""Headline lines → kicker, title, subtitle."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawler.extract.title import Headline, arrange, cut_suffix, meta_lines, opens, squash, undash

KICKER, TITLE, SUBTITLE = "省委常委会召开会议", "认真学习贯彻水利工作会议精神", "杭一川主持会议"


def test_three_lines() -> None:
    assert arrange([KICKER, TITLE, SUBTITLE]) == Headline(KICKER, TITLE, SUBTITLE)
    joined = f"{KICKER} {TITLE} {SUBTITLE} 某省政府网"
    assert arrange([KICKER, TITLE, SUBTITLE], joined) == Headline(KICKER, TITLE, SUBTITLE)


def test_two_lines_by_wording() -> None:
    assert arrange([KICKER, TITLE]) == Headline(KICKER, TITLE, None)
    assert arrange([TITLE, SUBTITLE]) == Headline(None, TITLE, SUBTITLE)
    assert arrange([TITLE, "——白鹭洲市河湖治理纪实"]) == Headline(None, TITLE, "白鹭洲市河湖治理纪实")


@pytest.mark.parametrize("document", [f"{TITLE} - 某网", f"{TITLE}_要闻_某网", f"{TITLE}--时政--某网", TITLE])
def test_the_document_title_names_the_line(document: str) -> None:
    assert arrange([KICKER, TITLE], document) == Headline(KICKER, TITLE, None)
    assert arrange([TITLE, KICKER], document) == Headline(None, TITLE, KICKER)


def test_a_field_names_the_line() -> None:
    assert arrange(["引题", TITLE, SUBTITLE, "又一行"], "", [TITLE]) == Headline(
        "引题", TITLE, f"{SUBTITLE} 又一行"
    )


def test_one_title_broken_for_layout() -> None:
    first, second = "全市人民代表大会常务委员会", "关于批准调整2007年限额的决议"
    whole = first + second
    assert arrange([first, second], f"{whole}__2007年公报_某网").title == whole
    assert arrange(["关于印发三年行动计划", "的通知"]).title == "关于印发三年行动计划的通知"
    assert arrange(["甲县召开会议", "乙局参加"], "", ["甲县召开会议 乙局参加"]) == Headline(
        None, "甲县召开会议 乙局参加", None
    )


def test_a_title_repeated() -> None:
    assert arrange([TITLE, TITLE]) == Headline(None, TITLE, None)


def test_meta_lines() -> None:
    assert meta_lines(f"{KICKER}<br/>{TITLE}<BR>\n {SUBTITLE} ") == [KICKER, TITLE, SUBTITLE]
    assert meta_lines("A<B 的企业") == ["A<B 的企业"]
    assert meta_lines("  ") == []


def test_suffix_is_cut_only_where_confirmed() -> None:
    assert cut_suffix("甲县召开会议_要闻_甲县政府网", ["甲县政府网", "要闻"]) == "甲县召开会议"
    assert cut_suffix("甲县召开会议 - 甲县政府网", []) == "甲县召开会议 - 甲县政府网"
    assert cut_suffix("知民意暖民心---人社局走访", ["甲县政府网"]) == "知民意暖民心---人社局走访"


def test_opens() -> None:
    assert opens("甲县召开会议【某网】", "甲县 召开会议")
    assert not opens("甲县召开会议纪要", "甲县召开会议")
    assert not opens("别的标题", "甲县")


def test_undash() -> None:
    assert [undash(line) for line in ("——纪实", "--纪实", "－－ 纪实", "纪实——某")] == [
        "纪实",
        "纪实",
        "纪实",
        "纪实——某",
    ]


LINES = st.lists(st.text(alphabet="甲乙丙丁召开会议出席讲话 —-_|0A（）", min_size=1, max_size=20).map(str.strip).filter(squash), min_size=1, max_size=6)  # fmt: skip


@given(LINES, st.text(alphabet="甲乙丙丁召开会议出席讲话 —-_|0A", max_size=60))
def test_no_character_is_invented_or_moved_out_of_order(lines: list[str], document: str) -> None:
    parts = arrange(lines, document)
    assert parts.title
    text = iter(squash("".join(lines)))
    assert all(char in text for char in squash("".join(filter(None, parts))))
