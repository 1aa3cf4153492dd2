"""The real command with a stopwatch at its stages: CPU seconds by stage, as JSON.

    python -m benchmarks.stages FILE crawl sipac …

Stages do not overlap; what is in none of them is Scrapy's own and start-up.
"""

from __future__ import annotations

import atexit
import inspect
import json
import os
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

EXTRACT = "extraction"
STAGES = {
    EXTRACT: ["pipelines.extract:ExtractPipeline.process_item"],
    "validation": ["pipelines.validate:ValidatePipeline.process_item"],
    "state": [
        "pipelines.store:StorePipeline.process_item",
        "spiders.articles:Articles.wants",
        "state.lists:Lists.add_page",
        "state.lists:Lists.passed",
    ],
    "lists and map pages read": ["spiders.base:PortalBase._listing"],
    "articles taken from responses": ["spiders.articles:Articles.take", "spiders.home:HomePage.stands_at"],
    "middlewares": [
        "middlewares.bounds:BoundsMiddleware.process_request",
        "middlewares.blocking:BlockingMiddleware._kind",
        "middlewares.truncation:TruncationMiddleware.process_response",
        "middlewares.refresh:GlancingMetaRefreshMiddleware.process_response",
    ],
    "verdict, JSON Lines, report": ["run:Run.finish"],
}
"""Stage → its functions, as module of newscrawler and name."""
START = "start-up"
REST = "Scrapy's own"


def main() -> None:
    """Run the command; the figures are written when it ends."""
    file = Path(sys.argv[1])
    os.environ["SCRAPY_SETTINGS_MODULE"] = "newscrawler.settings"
    seconds = dict.fromkeys(STAGES, 0.0)
    for stage, places in STAGES.items():
        for place in places:
            _watch(place, stage, seconds)
    _note_start(seconds)
    atexit.register(_write, file, seconds)
    from newscrawler.cli import main as command

    command(["newscrawler", *sys.argv[2:]])


def _write(file: Path, seconds: dict[str, float]) -> None:
    total = time.process_time()
    seconds[REST] = total - sum(seconds.values())
    seconds["in all"] = total
    file.write_text(json.dumps(seconds), "utf-8")


def _note_start(seconds: dict[str, float]) -> None:
    """Start-up is over when the spider asks for its first page."""
    extension = import_module("newscrawler.extensions.run").RunExtension
    opened = extension.spider_opened

    def spider_opened(self: Any) -> None:
        seconds[START] = time.process_time()
        opened(self)

    extension.spider_opened = spider_opened


def _watch(place: str, stage: str, seconds: dict[str, float]) -> None:
    """Put a stopwatch around one function or coroutine."""
    module, _, path = place.partition(":")
    owner, _, name = path.partition(".")
    holder = getattr(import_module(f"newscrawler.{module}"), owner)
    setattr(holder, name, _timed(getattr(holder, name), stage, seconds))


def _timed(function: Callable[..., Any], stage: str, seconds: dict[str, float]) -> Callable[..., Any]:
    if inspect.iscoroutinefunction(function):

        async def watched_coroutine(*args: Any, **keywords: Any) -> Any:
            start = time.process_time()
            try:
                return await function(*args, **keywords)
            finally:
                seconds[stage] += time.process_time() - start

        return watched_coroutine

    def watched(*args: Any, **keywords: Any) -> Any:
        start = time.process_time()
        try:
            return function(*args, **keywords)
        finally:
            seconds[stage] += time.process_time() - start

    return watched


if __name__ == "__main__":
    main()
