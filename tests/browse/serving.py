"""The real ``newscrawler browse`` on a free port."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def browsing(*files: Path, output: Path) -> Iterator[str]:
    """The address at which the command serves ``files``."""
    command = [sys.executable, "-m", "newscrawler.cli", "browse", *map(str, files), "--port", "0"]
    command += ["-s", f"OUTPUT_DIR={output}"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        try:
            line = server.stderr.readline()
            assert "http://127.0.0.1:" in line, line + server.stderr.read()
            yield line.split()[1].rstrip("/")
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(15)
