"""Runs the real command in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def newscrawler(
    *arguments: object, output: Path | None = None, cwd: Path | None = None, timeout: float | None = None
) -> subprocess.CompletedProcess[str]:
    """``newscrawler ARGUMENTS``; ``output`` becomes OUTPUT_DIR. Standard output and error as text."""
    command = [sys.executable, "-m", "newscrawler.cli", *map(str, arguments)]
    if output is not None:
        command += ["-s", f"OUTPUT_DIR={output}"]
    return subprocess.run(
        command, cwd=cwd, capture_output=True, text=True, encoding="utf-8", check=False, timeout=timeout
    )
