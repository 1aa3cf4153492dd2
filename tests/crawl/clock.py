"""A clock that runs fast by NEWSCRAWLER_TEST_DAYS days, for the setting CLOCK of the real command."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta


def later() -> datetime:
    """The present plus the days of the environment."""
    return datetime.now(UTC) + timedelta(days=float(os.environ["NEWSCRAWLER_TEST_DAYS"]))
