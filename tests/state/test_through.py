"""What a run is through with: a set on disk, for one run."""

from __future__ import annotations

from pathlib import Path

from newscrawler.state.store import State
from newscrawler.state.through import Through


def test_it_is_a_set_for_the_time_of_one_run(tmp_path: Path) -> None:
    with State.open(tmp_path, "sipac") as state:
        through = Through(state.connection)
        through.add("一", "二")
        through.add("二")
        with state.transaction():  # nothing of it depends on the state's own transactions
            through.add("三")
        assert through.any("零", "三") and through.any("一")
        assert not through.any("零") and not through.any()
        assert not Through(state.connection).any("一", "二", "三"), "a further run begins anew"
    with State.open(tmp_path, "sipac") as state:
        tables = {row[0] for row in state.connection.execute("SELECT name FROM sqlite_schema")}
        assert "through" not in tables
