"""Stage byline: reporters and edition, taken out of the paragraphs where a line is nothing else."""

from __future__ import annotations

from newscrawler.extract.context import Context, Document
from newscrawler.extract.draft import Draft


def run(document: Document, context: Context, draft: Draft) -> None:
    """Fill ``reporters`` and ``edition`` of ``draft`` and shorten its ``paragraphs``."""
