"""A state in a fresh folder, with a clock that the test moves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from newscrawler.extract.page import RawPage
from newscrawler.record import Article
from newscrawler.state.store import State
from tests.state.samples import Clock, article


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def open_state(tmp_path: Path, clock: Clock) -> Iterator[Callable[..., State]]:
    """Opens the state of the test's folder; closes what the test leaves open."""
    opened: list[State] = []

    def opener(**options: object) -> State:
        state = State.open(tmp_path, "sipac", clock=clock, **options)  # type: ignore[arg-type]
        opened.append(state)
        return state

    yield opener
    for state in opened:
        state.close()


@pytest.fixture
def state(open_state: Callable[..., State]) -> State:
    """An open state within a run."""
    state = open_state()
    state.begin_run({})
    return state


def next_run(state: State, clock: Clock, status: int = 0) -> None:
    """Finish the present run and begin another, a day later."""
    state.finish_run(status, "ok", {})
    clock.tick(days=1)
    state.begin_run({})


def titled_by_rules(number: int, title: str) -> Callable[..., Article]:
    """An extraction whose rules read ``title`` from any page of article ``number``."""

    def extract(pages: list[RawPage], **_: object) -> Article:
        return article(number, title=title, extractor_version="2099.1.1")

    return extract
