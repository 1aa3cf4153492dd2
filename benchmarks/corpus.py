"""The real pages beside the project and the scorer that comes with them."""

from __future__ import annotations

import importlib.util
import json
import logging
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

SHARED = Path(__file__).resolve().parents[2] / "shared"
OURS = "newscrawler"


def scorer() -> ModuleType:
    """``../shared/bench/bench.py`` as a module; ends the program with a clear line where it is missing."""
    path = SHARED / "bench" / "bench.py"
    spec = importlib.util.spec_from_file_location("bench", path)
    if not path.is_file() or spec is None or spec.loader is None:
        sys.exit(f"benchmark: {path} is missing; the real pages are not part of the project")
    logging.disable(logging.CRITICAL)  # peers log every page
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.DIR = str(SHARED / "pages")
    return module


def rows(only_gov: bool = False) -> list[dict[str, Any]]:
    """Manifest rows of the article pages; ``only_gov`` leaves out the commercial news sites."""
    lines = (SHARED / "pages" / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    found = [json.loads(line) for line in lines]
    return [row for row in found if row["kind"] == "article" and not (only_gov and row["cms"] == "news")]


def gold() -> dict[str, dict[str, Any]]:
    """Annotated truth by file."""
    lines = (SHARED / "pages" / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    return {row["file"]: row for row in map(json.loads, lines)}


def table(head: list[str], body: list[list[str]]) -> str:
    """Rows as aligned text: the first column left, the others right."""
    widths = [max(len(row[i]) for row in [head, *body]) for i in range(len(head))]
    lines = [
        "  ".join(
            cell.ljust(w) if i == 0 else cell.rjust(w)
            for i, (cell, w) in enumerate(zip(row, widths, strict=True))
        )
        for row in [head, *body]
    ]
    return "\n".join(line.rstrip() for line in lines)
