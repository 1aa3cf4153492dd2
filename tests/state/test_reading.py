"""Looking at a state from outside: beside a crawl, before the first, and when it cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from newscrawler.state.errors import StateError
from newscrawler.state.reading import last_run, reading, topic_names, topics
from newscrawler.state.recovery import state_path
from newscrawler.state.store import State
from tests.command import newscrawler
from tests.state.samples import START, article, page


def test_beside_a_crawl(state: State) -> None:
    state.record(article(1), [page(1)], START)
    state.lists.add_topic("政务要闻", "http://h/list", "list")
    assert topic_names(state.output, "sipac") == {"政务要闻"}
    run = last_run(state.output, "sipac")
    assert run is not None and run.finished_at is None
    with reading(state.output, "sipac") as view:
        assert view is not None and view.get(article(1).id) is not None
        with pytest.raises(StateError, match="readonly"):
            view.record(article(2), [page(2)], START)


@pytest.mark.parametrize("how", ["nothing", "killed"])
def test_before_the_first_run(tmp_path: Path, how: str) -> None:
    if how == "killed":
        path = state_path(tmp_path, "sipac")
        path.parent.mkdir()
        path.touch()
    assert topics(tmp_path, "sipac") == []
    assert topic_names(tmp_path, "sipac") == set()
    assert last_run(tmp_path, "sipac") is None


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    path = state_path(tmp_path, "sipac")
    path.parent.mkdir()
    path.write_bytes(b"not a database at all" * 999)
    assert topic_names(tmp_path, "sipac") == set()  # a run asks this first, and will repair it
    with pytest.raises(StateError, match="not a database"):
        last_run(tmp_path, "sipac")
    done = newscrawler("topics", "sipac", output=tmp_path)
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)
