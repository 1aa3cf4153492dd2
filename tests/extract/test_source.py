"""The source as strips, meta tags and last lines name it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawler.extract.source import labelled, tail_source, unlabelled, value_of


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("来源：白鹭日报", "白鹭日报"), ("信息来源:市水务局、市住建局等", "市水务局、市住建局等"), ("来源 : 本网站", "本网站"),
        ("【来源：白鹭网】", "白鹭网"), ("（来源：白鹭网）", "白鹭网"), ("来源：白鹭日报 作者：王二", "白鹭日报"), ("来源：白鹭日报 选稿：王二", "白鹭日报"),
        ("来源：白鹭网-文化频道 原创稿", "白鹭网-文化频道"), ("来源：白鹭日报2022-03-04 08:00", "白鹭日报"), ("來源：白鷺日報 記者王二／報導", "白鷺日報"),
        ("来源：白鹭日报【打印】【字号：大 中 小】", "白鹭日报"), ("来源于：东区办事处", "东区办事处"), ("Source: Egret Daily", "Egret Daily"),
        ("来源：某县·白鹭网(上游)", "某县·白鹭网(上游)"), ("来源：", None), ("来源：|浏览量：", None), ("来源： 作者：王二", None), ("来源：null", None), ("", None),
    ],
)  # fmt: skip
def test_value(text: str, value: str | None) -> None:
    assert value_of(text) == value


@pytest.mark.parametrize(
    ("pieces", "value"),
    [
        (["2019-09-07 来源:", "白鹭报", "举报"], "白鹭报"),
        (["时间:", "2022-06-22 10:29", "|", "来源:", "|", "浏览量:", "|", "字号:", "大"], None),
        (["作者： 来源： 点击率：次"], None),
        (["来源：", "作者：", "2023-12-01 14:43"], None),
        (["来源：", "2023-12-01 14:43"], None),
        (["来源：", "打印"], None),
        (["来源：", "白鹭网－", "白鹭日报"], "白鹭网－白鹭日报"),
        (["来源：白鹭网－", "白鹭日报"], "白鹭网－白鹭日报"),
        (["信息来源", "：", "市水务局"], "市水务局"),
    ],
)
def test_labelled(pieces: list[str], value: str | None) -> None:
    found = labelled(pieces)
    assert found is not None and found[0] == value


def test_no_label() -> None:
    assert labelled(["2022-06-22", "白鹭报"]) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [("白鹭晨报", "白鹭晨报"), ("本报记者 王二", None), ("10:29", None), ("1032人参与", None), ("会议召开。", None), ("更新时间", None), ("文/王二", None)],
)  # fmt: skip
def test_unlabelled(text: str, value: str | None) -> None:
    assert unlabelled(text) == value


def test_tail() -> None:
    assert tail_source(["会议召开。", "来源 | 组织教育处", "编辑 | 小卢"]) == "组织教育处"
    assert tail_source(["（本文来源：白鹭日报 作者：王二）"]) == "白鹭日报"
    assert tail_source(["据来源：不明的消息说，" * 20]) is None
    assert tail_source([]) is None


@given(st.lists(st.text(alphabet="来源：:作者|【】（） 白鹭日报2022-03字号打印", max_size=15), max_size=6))
def test_a_value_never_holds_a_label(pieces: list[str]) -> None:
    found = labelled(pieces)
    if found and found[0]:
        assert not found[0].startswith((":", "：", "|", "【"))
        assert value_of(found[0]) is not None
