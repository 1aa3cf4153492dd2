"""Language told by characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawler.extract.language import from_tag, tell


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("昨天，全市河湖治理会议召开，研究部署下一阶段工作", "zh-Hans"),
        ("昨天，全市河湖治理會議召開，研究部署下一階段工作，各級領導參加", "zh-Hant"),
        ("市は会議を開き、河川の管理について話し合いました", "ja"),
        ("The city held a meeting on Tuesday to plan river management", "en"),
        ("DeepMind新电脑已可利用记忆自学 AI技术迈上新台阶", "zh-Hans"),
        ("Officials from 苏州 and Singapore met in Suzhou Industrial Park", "en"),
    ],
)
def test_tell(text: str, language: str) -> None:
    assert tell([text]) == language


@pytest.mark.parametrize("text", ["", "12:30", "会议"])
def test_too_little(text: str) -> None:
    assert tell([text]) is None


def test_tag() -> None:
    assert [from_tag(tag) for tag in ("zh-CN", "zh", "zh-Hant-TW", "zh-HK", "ja-JP", "EN", "fr", "", None)] == [
        "zh-Hans", "zh-Hans", "zh-Hant", "zh-Hant", "ja", "en", None, None, None,
    ]  # fmt: skip


@given(st.lists(st.text(), max_size=5))
def test_any_text(texts: list[str]) -> None:
    assert tell(texts) in {None, "zh-Hans", "zh-Hant", "ja", "en"}
