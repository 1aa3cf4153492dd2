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
