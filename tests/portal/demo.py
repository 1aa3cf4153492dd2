"""``make demo``: the main job, end to end, on this machine.

Starts the replica portal, crawls it with the real spider at its real addresses through the standard
``http_proxy`` variable, and shows where the output is and what a record looks like.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from newscrawler.loading import load
from newscrawler.record import Article

ROOT = Path(__file__).resolve().parents[2]
OUTPUT = ROOT / "output" / "demo"
ARTICLES = 300
SHOWN = "5c0f3a917be24d6e8b91d2f4a7c6e035"
"""The replica's article of exactly the make of the portal's first known one."""


@contextmanager
def replica() -> Iterator[str]:
    """A running replica portal; gives its address."""
    command = [sys.executable, "-m", "tests.portal", "--articles", str(ARTICLES)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            yield server.stdout.readline().strip()
        finally:
            server.terminate()


def crawl(proxy: str) -> int:
    """Run the real command against the replica, with no delay since the server is ours; its exit status."""
    settings = {"OUTPUT_DIR": str(OUTPUT), "DOWNLOAD_DELAY": "0", "AUTOTHROTTLE_ENABLED": "False"}
    options = [part for name, value in settings.items() for part in ("-s", f"{name}={value}")]
    command = [sys.executable, "-m", "newscrawler.cli", "crawl", "sipac", *options]
    return subprocess.run(
        command, cwd=ROOT, env=os.environ | {"http_proxy": proxy, "no_proxy": ""}, check=False
    ).returncode


def show(console: Console, article: Article) -> None:
    """One record as a person reads it."""
    console.rule(article.title or "")
    table = Table.grid(padding=(0, 2))
    table.add_column(style="bold", justify="right")
    table.add_column(overflow="fold")
    edition = article.edition
    rows = {
        "subtitle": article.subtitle,
        "url": article.url,
        "breadcrumb": " › ".join(article.breadcrumb),
        "topics": "、".join(article.topics),
        "timestamp": f"{article.timestamp} (to the {article.timestamp_precision})",
        "event date": article.event_date and f"{article.event_date.date}, from “{article.event_date.text}”",
        "reporters": "、".join(f"{r.name} ({r.role})" for r in article.reporters),
        "edition": edition and f"《{edition.newspaper}》 {edition.date} {edition.page}",
        "body": f"{len(article.paragraphs)} paragraphs: {article.paragraphs[0][:60]}…",
    }
    for name, value in rows.items():
        table.add_row(name, value or "–")
    for person in article.attendees:
        spans = ", ".join(f"{e.paragraph}:{e.start}-{e.end}" for e in person.evidence)
        line = Text(person.name, style="bold cyan").append(f"  {'、'.join(person.titles)}", style="default")
        table.add_row("attended", line.append(f"  [{' '.join(person.actions)}]  at {spans}", style="dim"))
    for group in article.attending_groups:
        table.add_row("group", group)
    console.print(table)


def main() -> int:
    """Crawl the replica from nothing and show what came out; the crawl's exit status."""
    console = Console()
    shutil.rmtree(OUTPUT, ignore_errors=True)
    with replica() as proxy:
        console.print(f"A replica of www.sipac.gov.cn with {ARTICLES} invented articles serves at {proxy}.")
        status = crawl(proxy)
    product = OUTPUT / "sipac.jsonl"
    if status == 0:
        articles = list(load(product))
        show(console, next(a for a in articles if a.id.endswith(SHOWN)))
        console.rule()
        console.print(
            f"{len(articles)} articles in [bold]{product.relative_to(ROOT)}[/], one JSON object a line."
        )
        console.print("The live portal, politely: [bold]make crawl[/]")
    return status


if __name__ == "__main__":
    sys.exit(main())
