"""Fixtures of the crawl tests: the replica portal, and a folder for what a run writes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.portal.fixture import hostile, portal

__all__ = ["hostile", "portal"]


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "output"
