"""Who attended: scores on the development cases and the open cases (``make bench-attendees``).

Cases of articles run as whole pages through the extraction, single sentences as bare text:
``python -m benchmarks.attendees [--errors] [CASES.jsonl …]``; with ``--ner`` the rules alone beside rules and
model (extra ``ner``) on all cases, the sealed ones in totals, and on the real pages: scores, and CPU time.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.corpus import gold, rows, scorer, table
from newscrawler.extract import RawPage, extract_pages
from tests.attendees.cases import HERE
from tests.attendees.measuring import from_page, from_text, measure
from tests.attendees.score_open import report

CASES = ("dev.jsonl", "cases_open.jsonl", "sentences_open.jsonl")
FIELDS = ("name", "title", "action")


def main() -> None:
    """Print a table for each file of cases."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", nargs="*", type=Path)
    parser.add_argument("--errors", action="store_true", help="list the faults of each case")
    parser.add_argument("--ner", action="store_true", help="rules alone beside rules and model")
    arguments = parser.parse_args()
    if arguments.ner:
        compare(arguments.cases or sorted(HERE.glob("*.jsonl")))
        return
    for path in arguments.cases or [HERE / name for name in CASES]:
        report(path, arguments.errors)


def compare(files: list[Path]) -> None:
    """F1 of each file without and with the model, then people F1 and CPU time of the real pages."""
    lines = []
    for path in files:
        predict = from_text if path.name.startswith("sentences") else from_page
        alone, both = (measure(path, partial(predict, model=model)) for model in (False, True))
        pairs = [(alone.counts[field], both.counts[field]) for field in FIELDS]
        name, name_both = pairs[0]
        cells = [f"{a.f1:.3f} {b.f1:.3f}" for a, b in pairs]
        cells += [f"{name.missed} {name_both.missed}", f"{name.spurious} {name_both.spurious}"]
        lines.append([path.name, *cells, f"{alone.full / alone.cases:.3f} {both.full / both.cases:.3f}"])
    print("Rules alone, rules and model\n")
    print(table(["", *(f"{field} F1" for field in FIELDS), "missed", "spurious", "full case"], lines))
    bench = scorer()
    pages, truth = [bench.Page(row) for row in rows()], gold()
    golds = [truth[page.file] for page in pages]
    cells, spent = [], []
    for model in (False, True):
        extract = partial(_record, model=model)
        found = {page.file: bench.dict_rec(extract(page)) for page in pages}
        cells.append(f"{bench.score(golds, found, 0)['people']:.3f}")
        spent.append(sum(min(_seconds(extract, page) for _ in range(3)) for page in pages))
    print(f"\n{len(pages)} real pages: people F1 {' '.join(cells)}, CPU time × {spent[1] / spent[0]:.1f}")


def _record(page: Any, model: bool) -> object:
    return extract_pages([RawPage(page.url or "file:", page.bytes)], ner=model)


def _seconds(extract: Callable[[Any], object], page: Any) -> float:
    start = time.process_time()
    extract(page)
    return time.process_time() - start


if __name__ == "__main__":
    main()
