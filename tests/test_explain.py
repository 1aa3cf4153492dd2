"""The explained article: what is marked, that the pieces are the text again, and that pages stay harmless."""

from __future__ import annotations

import html.parser
from collections.abc import Iterator
from pathlib import Path
from subprocess import run
from sys import executable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from newscrawler.explain import KINDS, Explanation, Mark, explain, page, segments, terminal
from newscrawler.explain.find import NotFoundError, find
from newscrawler.extract import extract_article
from newscrawler.record import Article

PAGE = """<html><head><title>云溪市茶产业大会召开</title></head><body><h1>云溪市茶产业大会召开</h1>
<div>2024-04-19 09:12 来源：云溪日报</div><div id="zoomcon">
<p>昨天上午，云溪市茶产业大会在石桥镇召开。市委书记裴知远出席会议并讲话，市长阮清和主持会议。</p>
<p>裴知远指出，要把茶文化、茶产业、茶科技统筹起来，走出一条绿色兴农的新路子，让茶农过上好日子。</p>
<p>市领导宋怀瑾、欧阳静，市有关部门主要负责人参加会议。（通讯员 柳青禾）</p>
<p>记者 苏 砚</p><p>《云溪日报》2024年04月19日 第A01版</p></div></body></html>"""
URL = "http://www.yunxi.example/zwyw/202404/t20240419_1.shtml"


@pytest.fixture(scope="module")
def article() -> Article:
    return extract_article(PAGE.encode(), URL)


@pytest.fixture(scope="module")
def explanation(article: Article) -> Explanation:
    return explain(article)


def marked(explanation: Explanation, kind: str) -> list[tuple[str, str]]:
    """(place, text) of all stretches whose foremost mark is of ``kind``."""
    return [
        (passage.place, segment.text)
        for passage in explanation.passages
        for segment in passage.segments
        if segment.marks and segment.marks[0].kind == kind
    ]


def test_what_is_marked(explanation: Explanation) -> None:
    assert ("0", "裴知远") in marked(explanation, "name")
    assert ("1", "裴知远") in marked(explanation, "name")
    assert ("0", "市委书记") in marked(explanation, "post")
    assert ("0", "主持") in marked(explanation, "action")
    assert marked(explanation, "date") == [("0", "昨天上午")]
    assert marked(explanation, "group") == [("2", "市有关部门主要负责人")]
    assert marked(explanation, "byline") == [
        ("2", "通讯员 柳青禾"),
        ("byline", "记者 苏 砚"),
        ("edition", "《云溪日报》2024年04月19日 第A01版"),
    ]


def test_every_name_has_a_rule(explanation: Explanation) -> None:
    for person in explanation.article.attendees:
        places = explanation.places("name", person.name)
        assert places and all(mark.rule for _, mark in places)


def test_the_pieces_are_the_text(explanation: Explanation) -> None:
    article = explanation.article
    texts = {passage.place: passage.text for passage in explanation.passages}
    assert texts["title"] == article.title
    assert [texts[str(at)] for at in range(len(article.paragraphs))] == article.paragraphs


def test_a_stored_record_is_explained_like_a_fresh_page(article: Article, explanation: Explanation) -> None:
    stored = Article.model_validate_json(article.to_line())
    assert explain(stored).passages == explanation.passages


def test_without_text_there_is_nothing_to_mark() -> None:
    empty = explain(extract_article(b"", "http://www.yunxi.example/"))
    assert empty.passages == () and page.render(empty)


@given(
    st.text(max_size=40),
    st.lists(st.tuples(st.integers(-3, 45), st.integers(-3, 45), st.sampled_from(list(KINDS))), max_size=12),
)
def test_marks_may_overlap_and_miss(text: str, places: list[tuple[int, int, str]]) -> None:
    marks = [Mark(start, end, kind, "", "") for start, end, kind in places]  # type: ignore[arg-type]
    cut = list(segments(text, marks))
    assert "".join(segment.text for segment in cut) == text
    held = {mark for segment in cut for mark in segment.marks}
    assert held == {mark for mark in marks if 0 <= mark.start < mark.end <= len(text)}


class _Reader(html.parser.HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.words: list[str] = []
        self.loaded: list[str] = []
        self.ids: list[str] = []
        self.targets: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        values = dict(attrs)
        self.ids += filter(None, [values.get("id")])
        if tag == "a" and (values.get("href") or "").startswith("#"):
            self.targets.append((values["href"] or "")[1:])
        self.loaded += [
            name for name in values if name in ("src", "srcset", "data", "action") or name.startswith("on")
        ]

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def read(text: str) -> _Reader:
    reader = _Reader()
    reader.feed(text)
    return reader


def test_page_for_the_browser(explanation: Explanation) -> None:
    reader = read(page.render(explanation))
    assert not {"script", "link", "img", "iframe", "base"} & set(reader.tags)
    assert not reader.loaded
    assert len(reader.ids) == len(set(reader.ids))
    assert reader.targets and set(reader.targets) <= set(reader.ids)
    text = "".join(reader.words)
    assert "裴知远" in text and "昨天上午" in text and "2024-04-18" in text


HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(1)>\x1b[31m[bold]'


@pytest.fixture
def hostile(article: Article) -> Article:
    """A record in which every free string is an attack."""
    reporter = {"name": HOSTILE, "role": "记者", "role_text": HOSTILE}
    changes = {
        "title": HOSTILE,
        "kicker": HOSTILE,
        "source": HOSTILE,
        "attending_groups": [HOSTILE],
        "paragraphs": [*article.paragraphs, HOSTILE],
        "reporters": [reporter],
        "raw": {"byline": HOSTILE + "\n" + HOSTILE[::-1], "edition": HOSTILE},
        "url": "javascript:alert(1)//" + HOSTILE,
    }
    return Article.model_validate({**article.model_dump(), **changes})


def test_pages_are_escaped(hostile: Article) -> None:
    reader = read(page.render(explain(hostile)))
    assert not {"script", "img"} & set(reader.tags)
    assert not reader.loaded
    assert (
        "javascript:"
        not in page.render(explain(hostile)).split("<dd>", 1)[1].split("</dd>", 1)[0].partition("href")[2]
    )
    assert "".join(reader.words).count("<script>") >= 5


def test_the_terminal_obeys_no_page(hostile: Article) -> None:
    shown = in_terminal(explain(hostile))
    assert "\x1b" not in shown and "[bold]" in shown


def in_terminal(explanation: Explanation) -> str:
    console = Console(width=100, record=True, color_system=None, force_terminal=False)
    with console.capture() as capture:
        console.print(terminal.render(explanation))
    return capture.get()


def test_terminal(explanation: Explanation) -> None:
    shown = in_terminal(explanation)
    for word in ("裴知远", "市委书记", "参加", "2024-04-18", "昨天上午", "云溪日报", "苏砚"):
        assert word in shown


@pytest.fixture
def output(tmp_path: Path, article: Article) -> Iterator[Path]:
    (tmp_path / "yunxi.jsonl").write_text(article.to_line() + "\n", encoding="utf-8")
    (tmp_path / "yunxi.changes.jsonl").write_text('{"id": "not a record"}\n', encoding="utf-8")
    yield tmp_path


def test_which_article(tmp_path: Path, output: Path, article: Article) -> None:
    saved = tmp_path / "page.html"
    saved.write_text(PAGE, encoding="utf-8")
    assert find(str(saved), output, url=URL) == article
    assert find(str(output / "yunxi.jsonl"), output) == article
    assert find(str(output / "yunxi.jsonl"), output, ident=article.id) == article
    assert find(article.id, output) == article
    assert find(URL + "?utm_source=x", output) == article


@pytest.mark.parametrize("what", ["yunxi:none", "http://www.yunxi.example/none", "none.html", ""])
def test_what_is_not_there_is_said(output: Path, what: str) -> None:
    with pytest.raises(NotFoundError):
        find(what, output)


def test_a_broken_record_is_said(tmp_path: Path) -> None:
    file = tmp_path / "broken.jsonl"
    file.write_text('no json\n[]\n{"id": "a:1"}\n', encoding="utf-8")
    with pytest.raises(NotFoundError, match=r"broken\.jsonl:3: .*newscrawler validate"):
        find(str(file), tmp_path)


@pytest.mark.parametrize("given", [True, False])
def test_a_changes_file_is_told_from_a_records_file(tmp_path: Path, article: Article, given: bool) -> None:
    file = tmp_path / "yunxi.changes.jsonl"
    event = f'{{"seq":1,"event":"new","at":"2026-11-25T03:00:00Z","record":{article.to_line()}}}'
    file.write_text(event + "\n", encoding="utf-8")
    with pytest.raises(NotFoundError, match=r"use the records file without \.changes"):
        find(str(file), tmp_path, ident=article.id if given else None)


def test_command(tmp_path: Path) -> None:
    saved = tmp_path / "page.html"
    saved.write_text(PAGE, encoding="utf-8")
    command = [
        executable,
        "-m",
        "newscrawler.cli",
        "explain",
        str(saved),
        "--html",
        str(tmp_path / "out.html"),
    ]
    done = run(command, capture_output=True, text=True, cwd=tmp_path, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "裴知远" in (tmp_path / "out.html").read_text(encoding="utf-8")
    done = run([*command[:4], "nothing.html"], capture_output=True, text=True, cwd=tmp_path, check=False)
    assert done.returncode == 2 and "nothing.html" in done.stdout + done.stderr
