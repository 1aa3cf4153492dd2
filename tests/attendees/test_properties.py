"""What must hold of every text: spans slice, punctuation and padding do not matter, time is linear."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newscrawler.extract.attendees import find_attendees, load
from newscrawler.record import normal_name
from tests.attendees.cases import load as cases
from tests.growth import grows_linearly

HERE = Path(__file__).parent
DEV = cases(HERE / "dev.jsonl")
SURNAMES = "赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜"
GIVEN = "一鸣思远明哲静怡子墨雨桐浩然婉清若兰文轩嘉禾"
POSTS = ["市委书记", "副市长", "市水利局局长", "县委常委、组织部部长", "区人大常委会主任", "某某学院院长"]
VERBS = ["出席会议", "参加活动", "列席会议", "陪同调研", "出席会议并讲话"]
WIDE = str.maketrans("，。：；（）！？", ",.:;()!?")

name = st.builds(
    lambda a, b: a + b, st.sampled_from(SURNAMES), st.text(st.sampled_from(GIVEN), min_size=1, max_size=2)
)
item = st.tuples(st.sampled_from(POSTS), name)
report = st.lists(item, min_size=1, max_size=6, unique_by=lambda pair: pair[1])


def written(people: list[tuple[str, str]], verb: str, pad: bool = False) -> str:
    names = [f"{n[0]}　{n[1]}" if pad and len(n) == 2 else n for _, n in people]
    return "，".join(p + n for (p, _), n in zip(people, names, strict=True)) + verb + "。"


def names_of(*paragraphs: str, title: str | None = "市里召开会议") -> set[str]:
    return {a.name for a in find_attendees(title, None, paragraphs).attendees}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(report, st.sampled_from(VERBS))
def test_half_width_marks_and_padding_do_not_change_the_names(people, verb):
    text = written(people, verb)
    found = names_of(text)
    assert names_of(text.translate(WIDE)) == found
    assert names_of(written(people, verb, pad=True)) == found


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    report,
    st.sampled_from(VERBS),
    st.sampled_from(
        ["今年全市粮食产量稳步增长，农民收入持续提高。", "记者从市气象台获悉，未来三天有小到中雨。"]
    ),
)
def test_an_unrelated_paragraph_adds_nobody(people, verb, other):
    text = written(people, verb)
    assert names_of(text, other) == names_of(other, text) == names_of(text)


@pytest.mark.parametrize("case", DEV, ids=[c["id"] for c in DEV])
def test_spans_slice_to_the_name(case):
    found = find_attendees(case["title"], case["subtitle"], case["paragraphs"])
    texts = {"title": case["title"], "subtitle": case["subtitle"], **dict(enumerate(case["paragraphs"]))}
    for person in found.attendees:
        for span in person.evidence:
            assert normal_name(texts[span.paragraph][span.start : span.end]) == person.name
    for mention in found.trace:
        assert normal_name(texts[mention.place][mention.start : mention.end]) == mention.name
        for title in mention.titles:
            assert texts[title.place][title.start : title.end] == title.text
        for action in mention.actions:
            assert texts[action.place][action.start : action.end]


def test_traditional_text_gives_the_same_names_in_its_own_characters():
    traditional: dict[str, str] = {}
    for old, new in load().simplify.items():
        traditional.setdefault(chr(new), chr(old))
    ambiguous = set(
        "于后里面台只云余历发干谷征松范准志致制折注周复几向舍系了郁郑丑升姜卷丰叶出合吁回术朴板胜表采才千冬克升岳戚曲朱杰梁沈洒涂灵矾秋秘筑签蔑蜡谷须馆"
    )
    table = str.maketrans({s: t for s, t in traditional.items() if s not in ambiguous})
    people = [("市委书记", "韩学东"), ("市长", "陈丽华"), ("副市长", "张汉荣")]
    text = written(people, "出席会议并讲话")
    assert names_of(text.translate(table)) == {n.translate(table) for n in names_of(text)}
    assert text.translate(table) != text


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\u3000",
        "。",
        "，，，",
        "（（（（",
        "“",
        "《》",
        "·",
        "李",
        "市长",
        "A·B·C",
        "\U00020000\U00020001出席",
        "市委书记\ud800出席",
        "市长王明 李",
    ],
)
def test_odd_texts_do_not_raise(text):
    find_attendees(text, text, [text])


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.text(st.sampled_from("市委书记局长王明出席会议，、。：（）“”·　 和与由在李"), max_size=60),
        max_size=4,
    )
)
def test_no_text_raises_and_every_span_slices(paragraphs):
    for person in find_attendees(None, None, paragraphs).attendees:
        for span in person.evidence:
            assert normal_name(paragraphs[span.paragraph][span.start : span.end]) == person.name


TEXTS = [text for case in DEV for text in (case["title"], *case["paragraphs"]) if text]


@st.composite
def splices(draw):
    """Up to three pieces of sentences of the cases, joined at any character, a mark or blank between."""
    pieces = []
    for _ in range(draw(st.integers(1, 3))):
        text = draw(st.sampled_from(TEXTS))
        start = draw(st.integers(0, len(text)))
        pieces += [
            text[start : start + draw(st.integers(1, 60))],
            draw(st.sampled_from(["", *"，、。：（“·　"])),
        ]
    return "".join(pieces)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(splices(), st.none() | splices(), st.lists(splices(), max_size=3))
def test_pieces_of_sentences_do_not_raise(title, subtitle, paragraphs):
    find_attendees(title, subtitle, paragraphs)


@pytest.mark.parametrize(
    "unit",
    ["王明、", "市长王明，", "局长", "，", "、", "（", "“", "·", "阿", "在", "的", "李 明　", "出席", "市委书记、", "作", "与王明", "1", "等", "“王”"],
)  # fmt: skip
def test_time_is_linear(unit):
    short, long = (unit * (length // len(unit)) for length in (2_000, 16_000))
    assert grows_linearly(
        lambda: find_attendees("市里召开会议", None, [short]),
        lambda: find_attendees("市里召开会议", None, [long]),
        8,
    )


def test_a_user_adds_words(tmp_path):
    text = "水脉守望王一鸣出席会议。"
    assert names_of(text) == set()
    (tmp_path / "posts.txt").write_text("守望\n", encoding="utf-8")
    found = find_attendees("市里召开会议", None, [text], lexicon=tmp_path)
    assert [(a.name, a.titles) for a in found.attendees] == [("王一鸣", ["水脉守望"])]


def test_a_name_in_both_scripts_has_evidence_in_the_first_only():
    found = find_attendees(
        "市里召开会议", None, ["市长陈国庆主持会议。", "市長陳國慶講話，副市長李明輝出席。"]
    )
    assert [(a.name, len(a.evidence)) for a in found.attendees] == [("陈国庆", 1), ("李明輝", 1)]
