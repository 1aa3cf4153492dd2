"""A record comes out whatever the stages do."""

from __future__ import annotations

import pytest

import newscrawler.extract as extraction
from newscrawler.extract.context import Context, Document
from newscrawler.extract.draft import Draft
from newscrawler.record import Attendee, Evidence

PAGE = "<h1>澜江县召开防汛会议</h1><p>澜江县今天召开防汛会议，部署下一阶段的工作。</p>".encode()


def with_stage(monkeypatch: pytest.MonkeyPatch, stage: extraction.stages.Stage) -> list[str]:
    monkeypatch.setattr(extraction, "STAGES", (*extraction.STAGES, stage))
    article = extraction.extract_article(PAGE, "http://www.lanjiang.example/a.html")
    assert article.title == "澜江县召开防汛会议" and article.paragraphs and not article.attendees
    return article.warnings


def test_a_stage_that_raises_costs_its_fields(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(document: Document, context: Context, draft: Draft) -> None:
        raise RuntimeError("no such thing")

    assert "failed_test_robust_record:RuntimeError" in with_stage(monkeypatch, broken)


def test_evidence_that_does_not_slice_costs_the_attendees(monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(document: Document, context: Context, draft: Draft) -> None:
        span = Evidence(paragraph=0, start=0, end=2)
        draft.attendees = [Attendee(name="方砚舟", titles=[], actions=[], evidence=[span])]

    assert "attendees_invalid" in with_stage(monkeypatch, wrong)


@pytest.mark.parametrize(
    "url", ["http://[bad/", "http://[::1/szgyyq/a.html", "http://h.example:99999/a.html"]
)
def test_a_broken_address_costs_nothing(url: str) -> None:
    article = extraction.extract_article(PAGE, url)
    assert (article.title, article.warnings) == ("澜江县召开防汛会议", [])


def test_a_broken_base_is_none() -> None:
    page = b'<base href="http://[x/">' + PAGE + b'<p><img src="/a.png">'
    article = extraction.extract_article(page, "http://www.lanjiang.example/a.html")
    assert [image.url for image in article.images] == ["http://www.lanjiang.example/a.png"]


def test_text_in_place_of_bytes_is_told() -> None:
    with pytest.raises(TypeError, match="body is str, must be the bytes"):
        extraction.extract_article(PAGE.decode())  # type: ignore[arg-type]
