"""Look-aheads before alternatives change nothing in what is found."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawler.extract import furniture
from newscrawler.extract.patterns import any_first, first_characters, guarded

PARTS = [
    "版权所有|©",
    "^(主办|承办)(单位)?[：:]",
    r"(?:您)?当前\s?位置",
    r"[（(\[]?\s*来源",
    r"\d{4}\s*年",
    "(?=.*页)(第|共)+[0-9]?页",
    "A{0,2}B",
    "[^，。]{0,3}浏览",
    ".{0,2}蓝字",
    "-+>",
]
TEXTS = st.text(alphabet="版权所有©主办承单位：:您当前 \t来源（([12026年第共页AB浏览蓝字，->", max_size=14)


@pytest.mark.parametrize(
    ("pattern", "firsts"),
    [
        ("甲乙", {"甲"}),
        ("(?:甲|[乙丙])丁", {"甲", "乙", "丙"}),
        ("甲?乙", {"甲", "乙"}),
        ("甲?", None),
        ("[^甲]", None),
        (".甲", None),
        ("(?!甲).", None),
        (r"\b甲", {"甲"}),
        ("(甲|乙?)丙", {"甲", "乙", "丙"}),
    ],
)
def test_first_characters(pattern: str, firsts: set[str] | None) -> None:
    assert first_characters(pattern) == firsts


@given(st.lists(st.sampled_from(PARTS), min_size=1, unique=True), TEXTS)
def test_the_same_is_found(parts: list[str], text: str) -> None:
    plain = re.compile("|".join(f"(?:{part})" for part in parts))
    quick = re.compile(guarded(parts))
    assert [found.span() for found in quick.finditer(text)] == [
        found.span() for found in plain.finditer(text)
    ]
    loose = re.compile(any_first(parts))
    assert bool(loose.search(text)) == bool(plain.search(text))
    assert bool(loose.match(text)) == bool(plain.match(text))


@given(TEXTS)
def test_furniture_is_what_its_lists_say(text: str) -> None:
    for name, pattern in furniture.PATTERNS.items():
        plain = re.compile("|".join(f"(?:{part})" for part in furniture.LISTS[name]))
        assert bool(pattern.search(text)) == bool(plain.search(text)), name
        assert bool(pattern.match(text)) == bool(plain.match(text)), name
