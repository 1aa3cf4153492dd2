"""Figures of the sealed cases, and nothing else: ``python -m tests.attendees.score_sealed``.

There is no option that shows a case, on purpose (README.md).
"""

from __future__ import annotations

from tests.attendees.cases import HERE
from tests.attendees.measuring import from_page, from_text, measure
from tests.attendees.scoring import table


def main() -> None:
    """Print the totals of articles (all fields, from whole pages) and of sentences (names)."""
    print("articles")
    print(table(measure(HERE / "cases_sealed.jsonl", from_page)))
    print("\nsentences")
    print(table(measure(HERE / "sentences_sealed.jsonl", from_text), ("name", "title", "action")))


if __name__ == "__main__":
    main()
