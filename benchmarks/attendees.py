"""Who attended: scores on the development cases and the open cases (``make bench-attendees``).

Cases of articles run as whole pages through the extraction, single sentences as bare text:
``python -m benchmarks.attendees [--errors] [CASES.jsonl …]``.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from tests.attendees.cases import HERE
from tests.attendees.score_open import report

CASES = ("dev.jsonl", "cases_open.jsonl", "sentences_open.jsonl")


def main() -> None:
    """Print a table for each file of cases."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", nargs="*", type=Path)
    parser.add_argument("--errors", action="store_true", help="list the faults of each case")
    arguments = parser.parse_args()
    for path in arguments.cases or [HERE / name for name in CASES]:
        report(path, arguments.errors)


if __name__ == "__main__":
    main()
