"""Stage body: paragraphs, images, attachments."""

from __future__ import annotations

from newscrawler.extract.context import Context, Document
from newscrawler.extract.draft import Draft


def run(document: Document, context: Context, draft: Draft) -> None:
    """Fill the body fields of ``draft`` from all pages."""
