"""Stage body: paragraphs, images, attachments."""

from __future__ import annotations

from newscrawler.extract.context import Context, Document
from newscrawler.extract.density import densest
from newscrawler.extract.draft import Draft


def run(document: Document, context: Context, draft: Draft) -> None:
    """Fill the body fields of ``draft`` from all pages."""
    layout = document.first.layout
    node = densest(layout)
    if node:
        draft.set("paragraphs", [b.text for b in layout.lines(node)], "general")
