"""Stage headline: breadcrumb, kicker, title, subtitle, source, timestamp."""

from __future__ import annotations

from newscrawler.extract.context import Context, Document
from newscrawler.extract.draft import Draft


def run(document: Document, context: Context, draft: Draft) -> None:
    """Fill the headline fields of ``draft`` from the first page."""
