"""The work of a small run in a process of its own, for tests that kill it.

``python -m tests.state.crash FOLDER ARTICLES`` takes in the articles that are not known yet, revises every
tenth, reports every seventh as missing, publishes now and then, and finishes. However often it is killed and
started again, the output ends up the same but for times.
"""

from __future__ import annotations

import sys
from pathlib import Path

from newscrawler.state.output import write_output
from newscrawler.state.store import State
from newscrawler.verdict import Cause
from tests.state.samples import Clock, article, page, url


def main(folder: Path, articles: int) -> None:
    with State.open(folder, "sipac", clock=Clock()) as state:
        write_output(state)
        if any(run.finished_at for run in state.runs.newest()):
            print("started", flush=True)  # killed when it was done: a further run would be a later look
            return
        state.begin_run({})
        walk = state.lists.begin_walk("http://www.sipac.gov.cn/list.shtml")
        print("started", flush=True)
        for number in range(articles):
            if number % 20 == 0:
                state.lists.add_page(walk, [url(n) for n in range(number, min(number + 20, articles))])
            _look(state, number)
            if number % 50 == 49:
                write_output(state)
        state.lists.end_walk(walk)
        write_output(state)
        state.finish_run(0, "ok", {})


def _look(state: State, number: int) -> None:
    known = state.known(url(number))
    if known is None:
        state.record(article(number), [page(number)], state.clock())
    if number % 10 == 0:
        changed = article(number, title="改后的标题")
        state.record(changed, [page(number, "revised")], state.clock())
    if number % 7 == 0:
        state.missing(article(number).id, Cause.NOT_FOUND)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
