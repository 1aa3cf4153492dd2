"""Stage attendees: people who took part, attending groups, and the day of the event."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from newscrawler.extract import event_date
from newscrawler.extract.attendees.findings import Findings, GroupFound, Mention
from newscrawler.extract.attendees.lexicon import Lexicon, load
from newscrawler.extract.attendees.resolve import Resolver
from newscrawler.extract.attendees.view import View
from newscrawler.extract.context import Context, Document, Recogniser
from newscrawler.extract.draft import Draft

__all__ = ["Findings", "GroupFound", "Lexicon", "Mention", "find_attendees", "load", "run"]


def run(document: Document, context: Context, draft: Draft) -> None:
    """Fill ``attendees``, ``attending_groups`` and ``event_date`` of ``draft`` from its texts."""
    if draft.language.startswith("zh"):
        found = find_attendees(
            draft.title,
            draft.subtitle,
            draft.paragraphs,
            lexicon=load(context.lexicon_dir),
            kicker=draft.kicker,
            recognise=context.recognise,
        )
        for name in found.by_model:
            draft.warn(f"model_name:{name}")
        if found.attendees:
            draft.set("attendees", found.attendees, "text")
        if found.groups:
            draft.set("attending_groups", found.groups, "text")
        event_date.run(draft)


def find_attendees(
    title: str | None,
    subtitle: str | None,
    paragraphs: Sequence[str],
    *,
    lexicon: Lexicon | Path | None = None,
    kicker: str | None = None,
    recognise: Recogniser | None = None,
) -> Findings:
    """Who took part in what the texts report.

    ``lexicon`` is a loaded lexicon or a folder of additions; ``recognise`` a model that is asked where the
    rules leave names open (:mod:`newscrawler.extract.attendees.ner`). Offsets refer to the texts as given.
    """
    words = lexicon if isinstance(lexicon, Lexicon) else load(lexicon)
    views = [View(text, n, words) for n, text in enumerate(paragraphs) if text]
    for place, text in (("kicker", kicker), ("title", title), ("subtitle", subtitle)):
        if text:
            views.append(View(text, place, words))  # type: ignore[arg-type]
    return Resolver(views, words, recognise).run()
