"""Figures of the open cases, with the faults of each case on demand.

``python -m tests.attendees.score_open [--errors] [--ner] [FILE.jsonl]``; without a file both open files are
measured, ``--ner`` with the model of the extra. A file of articles is run as whole pages, one of sentences (``sentences*``) as bare text.
"""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path

from tests.attendees.cases import HERE
from tests.attendees.measuring import from_page, from_text, outcomes
from tests.attendees.scoring import FIELDS, Tally, errors, table


def report(path: Path, show_errors: bool, model: bool = False) -> None:
    """Print the table of one file, after the faults of its cases where wished."""
    sentences = path.name.startswith("sentences")
    tally = Tally()
    for case, outcome in outcomes(path, partial(from_text if sentences else from_page, model=model)):
        tally.add(outcome)
        faults = errors(outcome)
        if sentences:  # bare text has no byline: the engine is not asked for reporters
            faults = [fault for fault in faults if not fault.startswith(("reporter", "edition"))]
        if show_errors and faults:
            print(f"[{case['id']}] {case['title'] or case['paragraphs'][0]}")
            print(*(f"    {fault}" for fault in faults), sep="\n")
    print(path.name, "with the model" * model)
    print(table(tally, FIELDS[:4] if sentences else FIELDS), end="\n\n")


def main() -> None:
    """Parse the command line and report."""
    parser = argparse.ArgumentParser(description="Score the open attendee cases.")
    parser.add_argument("file", nargs="?", type=Path, help="a case file (default: both open ones)")
    parser.add_argument("--errors", action="store_true", help="list the faults of each case")
    parser.add_argument("--ner", action="store_true", help="ask the model too (extra ner)")
    args = parser.parse_args()
    if args.file and "sealed" in args.file.name:
        parser.error("the sealed cases have their own program, which shows none of them")
    for path in [args.file] if args.file else [HERE / "cases_open.jsonl", HERE / "sentences_open.jsonl"]:
        report(path, args.errors, args.ner)


if __name__ == "__main__":
    main()
