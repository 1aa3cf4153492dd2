"""Pure extraction: bytes of one article in, one record out. No Scrapy, no I/O, no clock."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from newscrawler.extract.attendees.ner import load as load_model
from newscrawler.extract.context import LAYERS, Context, Document
from newscrawler.extract.draft import Draft
from newscrawler.extract.family import detect_family
from newscrawler.extract.page import Page, RawPage
from newscrawler.extract.stages import STAGES
from newscrawler.families import load_families
from newscrawler.portals import Profile, profile_for
from newscrawler.record import SCHEMA_VERSION, Article, content_hash
from newscrawler.urls import article_id, canonical_url, portal_name
from newscrawler.version import EXTRACTOR_VERSION

__all__ = ["STAGES", "Context", "Document", "Draft", "Page", "RawPage", "extract_article", "extract_pages"]


def extract_article(
    body: bytes,
    url: str | None = None,
    *,
    headers: Mapping[str, str] | None = None,
    fetched_at: datetime | None = None,
    ner: bool = False,
) -> Article:
    """The full record of one page.

    ``body`` is the response as it came; ``headers`` its HTTP headers (names in any case), ``fetched_at``
    an aware time. Without ``url`` the address is ``file:``. A page that yields nothing comes back as a
    record with the warning ``no_article``; no bytes raise, and text is a ``TypeError``, as its encoding is
    part of what is read. ``ner`` as for :func:`extract_pages`.
    """
    if not isinstance(body, (bytes, bytearray)):
        raise TypeError(
            f"extract_article: body is {type(body).__name__}, must be the bytes of the response; "
            "of text that is decoded already, give text.encode()"
        )
    names = {name.lower(): value for name, value in (headers or {}).items()}
    return extract_pages([RawPage(url or "file:", body, names)], fetched_at=fetched_at, ner=ner)


def extract_pages(
    raw: Sequence[RawPage],
    *,
    portal: str | None = None,
    topics: Sequence[str] = (),
    fetched_at: datetime | None = None,
    profile: Profile | None = None,
    layers: tuple[str, ...] = LAYERS,
    lexicon_dir: Path | None = None,
    ner: bool = False,
) -> Article:
    """The record of one article that stands on one page or several (in reading order).

    ``profile`` defaults to the one whose hosts serve the address, ``portal`` to its name, else the host.
    With ``ner`` a model is asked for names that the rules leave open; without its extra installed that raises
    :class:`newscrawler.extras.MissingExtraError`.
    """
    url = canonical_url(raw[0].url) or "file:"
    profile = profile or profile_for(url)
    document = Document(tuple(Page(page) for page in raw))
    by_profile = load_families().get(profile.family or "") if profile else None
    family = detect_family(document.first) or by_profile
    context = Context(
        url=url,
        fetched_at=fetched_at,
        profile=profile,
        family=family,
        layers=layers,
        lexicon_dir=lexicon_dir,
        recognise=load_model() if ner else None,
    )
    draft = Draft(warnings=[code for page in document.pages for code in page.warnings])
    for stage in STAGES:
        try:
            stage(document, context, draft)
        except Exception as error:  # one broken page must not cost a run; the warning is counted and tested
            draft.warn(f"failed_{stage.__module__.rpartition('.')[2]}:{type(error).__name__}")
    if not draft.title or not (draft.paragraphs or draft.images or draft.attachments):
        draft.warn("no_article")
    portal = portal or (profile.name if profile else portal_name(url))
    cms = by_profile or family
    ident = article_id(portal, url, cms.article_url if cms else None)
    named = sorted(set(topics))
    try:
        return _build(draft, context, portal, named, ident)
    except ValidationError:  # evidence that does not slice to its name: the rest of the record stands
        draft.attendees, draft.attending_groups = [], []
        draft.warn("attendees_invalid")
        return _build(draft, context, portal, named, ident)


def _build(draft: Draft, context: Context, portal: str, topics: list[str], ident: str) -> Article:
    """Draft → record, in key order."""
    fetched = utc_text(context.fetched_at) if context.fetched_at else None
    values: dict[str, Any] = {name: getattr(draft, name) for name in Draft.__slots__}
    read = values | {
        "reporters": [reporter.model_dump() for reporter in draft.reporters],
        "edition": draft.edition and draft.edition.model_dump(),
    }
    return Article(
        schema_version=SCHEMA_VERSION,
        id=ident,
        url=context.url,
        portal=portal,
        topics=topics,
        content_hash=content_hash(read),
        revision=1,
        extractor_version=EXTRACTOR_VERSION,
        first_seen=fetched,
        crawled_at=fetched,
        status="live",
        **values,
    )


def utc_text(moment: datetime) -> str:
    """An aware time as the record writes it: ``2022-06-22T02:29:00Z``."""
    return f"{moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='seconds')}Z"
