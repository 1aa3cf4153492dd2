"""Figures of the sealed cases, and nothing else: ``python -m tests.attendees.score_sealed [--ner]``.

There is no option that shows a case, on purpose (README.md).
"""

from __future__ import annotations

import argparse
from functools import partial

from tests.attendees.cases import HERE
from tests.attendees.measuring import from_page, from_text, measure
from tests.attendees.scoring import table


def main() -> None:
    """Print the totals of articles (all fields, from whole pages) and of sentences (names)."""
    parser = argparse.ArgumentParser(description="Score the sealed attendee cases.")
    parser.add_argument("--ner", action="store_true", help="ask the model too (extra ner)")
    report(parser.parse_args().ner)


def report(model: bool) -> None:
    """Both tables, with the model of the extra ``ner`` or without."""
    print("articles", "with the model" * model)
    print(table(measure(HERE / "cases_sealed.jsonl", partial(from_page, model=model))))
    print("\nsentences", "with the model" * model)
    sentences = measure(HERE / "sentences_sealed.jsonl", partial(from_text, model=model))
    print(table(sentences, ("name", "title", "action")))


if __name__ == "__main__":
    main()
