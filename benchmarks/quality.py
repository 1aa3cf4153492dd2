"""Extraction quality on the real pages beside the peers, and ours site by site with and without families.

    python -m benchmarks.quality [--peers gne,trafilatura | none]

Peers come with the extra ``bench`` (``pip install -e '.[bench]'``); one that is not installed is left out.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from typing import Any

from benchmarks.corpus import OURS, gold, rows, scorer, table
from newscrawler.extract import RawPage, extract_pages
from newscrawler.extract.context import LAYERS

COLUMNS = {
    "title": "title", "published": "minute", "date": "date", "authors": "reporters", "source": "source",
    "subtitle": "subtitle", "kicker": "kicker", "edition": "edition", "body_f1": "body F1", "first": "first",
    "last": "last", "clean": "clean", "people": "people",
}  # fmt: skip
GENERAL = ("meta", "general")
_NEVER = {
    "gne": "source subtitle kicker edition people",
    "trafilatura": "subtitle kicker edition people",
    "newspaper4k": "subtitle kicker edition people",
    "readability-lxml": "published date authors source subtitle kicker edition people",
    "goose3": "source subtitle kicker edition people",
    "news-please": "source subtitle kicker edition people",
    "resiliparse": "published date authors source subtitle kicker edition people",
    "htmldate": "title authors source subtitle kicker edition people body_f1 first last clean",
}
"""What a peer has no field for: shown as a dash."""


def percent(value: float | None) -> str:
    """0.985 → ``98.5``; None → a dash."""
    return "-" if value is None else f"{100 * value:.1f}"


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--peers", default=",".join(_NEVER), help="comma list, or none")
    wanted = [name for name in parser.parse_args().peers.split(",") if name not in ("", "none")]
    bench = scorer()
    manifest, truth = rows(), gold()
    pages = [bench.Page(row) for row in manifest]
    golds = [truth[page.file] for page in pages]

    def ours(layers: tuple[str, ...]) -> dict[str, Any]:
        return {
            page.file: bench.dict_rec(
                extract_pages([RawPage(page.url or "file:", page.bytes)], layers=layers)
            )
            for page in pages
        }

    full, general = ours(LAYERS), ours(GENERAL)
    scores = {
        OURS: bench.score(golds, full, 0),
        f"{OURS}, general layer alone": bench.score(golds, general, 0),
    }
    for name in wanted:
        try:
            peer = bench.PEERS[name]()
        except Exception as error:  # whatever a peer's import raises
            print(f"skipped {name}: {error}", file=sys.stderr)
            continue
        records, errors = bench.run_peer(peer, pages)
        scores[name] = bench.score(golds, records, len(errors))
        for column in _NEVER.get(name, "").split():
            scores[name][column] = None
    print(f"{len(pages)} pages, in %\n")
    print(table(["", *COLUMNS.values()], [[k, *(percent(v[c]) for c in COLUMNS)] for k, v in scores.items()]))

    sites: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in manifest:
        sites[row["site"]].append(truth[row["file"]])
    lines = []
    for site, part in sorted(sites.items()):
        with_all, without = bench.score(part, full, 0), bench.score(part, general, 0)
        lines.append(
            [site, str(len(part)), *(f"{percent(with_all[c])} / {percent(without[c])}" for c in _BY_SITE)]
        )
    print("\nBy site: all layers / general layer alone\n")
    print(table(["site", "pages", *(COLUMNS[c] for c in _BY_SITE)], lines))


_BY_SITE = ("title", "published", "source", "body_f1", "clean")

if __name__ == "__main__":
    main()
