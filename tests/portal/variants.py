"""How one article's page differs from the next: each axis of ``../shared/ucap-markup.md`` is one field.

A variant follows from the article's index alone, by different strides, so that every kind of page occurs
among the first few hundred articles and kinds meet in many combinations.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Variant:
    """One page's make. The defaults are the make of the first real article."""

    layout: str = "seed"
    """seed · plain (no UCAPCONTENT, strip first in #zoomcon) · jurong (strip before #zoomcon) · suzhou · columned"""
    text: str = "indent"
    """Paragraphs: indent · style · div · br · spans · nested"""
    ascii: bool = True
    lower_tags: bool = False
    clock: str | None = "minute"
    """Precision shown; None: no time anywhere."""
    clock_from: str = "tag"
    """tag (PUBLISHTIME) · strip (plain text) · meta (PubDate alone) · twice (a second PUBLISHTIME holds the source)"""
    late_meta: bool = False
    """PubDate holds the time the page was built, months later."""
    subtitle: bool = True
    subtitle_tag: str = "h2.article-subtitle"
    source: bool = False
    byline: str = "reporter"
    edition: str | None = "full"
    crumb: bool = True
    wide_blanks: bool = False
    """U+2002 within title and subtitle."""
    second_document: bool = False
    gbk: bool = False
    split: str | None = None
    """Page split within the one page: marker · tag · upper · hidden"""
    addresses: str | None = None
    """Body over several addresses, paged by script: trs · ucap"""
    images: int = 0
    captions: bool = False
    attachment: bool = False
    empty_body: bool = False
    related: bool = False

    def quirks(self) -> list[str]:
        """The fields that differ from the make of the first article, as ``name=value``."""
        first = Variant()
        return [
            f"{name}={getattr(self, name)}"
            for name in self.__dataclass_fields__
            if getattr(self, name) != getattr(first, name)
        ]


_LAYOUTS = ("seed", "plain", "jurong", "suzhou", "columned", "seed", "plain")
_TEXTS = ("indent", "style", "div", "spans", "br", "nested")
_BYLINES = ("reporter", "two", "none", "brackets", "own", "inline", "editor", "none", "reporter")
_EDITIONS = ("full", None, "iso", "full", None, "ordinal")
_SUBTITLES = ("h2.article-subtitle", "h2", "h3.sub-title", "p.article-subtitle", "h2.article-subtitle")


def variant_of(index: int) -> Variant:
    """The variant of an invented article."""
    clock: str | None = "minute"
    clock_from = ("tag", "tag", "strip")[index % 3]
    if index % 41 == 7:
        clock = None
    elif index % 17 == 3:
        clock = "day"
    elif index % 19 == 5:
        clock = "second"
    elif index % 23 == 9:
        clock_from = "meta"
    elif index % 21 == 10:
        clock_from = "twice"
    empty = index % 97 == 13
    whole = not empty
    return Variant(
        layout=_LAYOUTS[index % 7],
        text=_TEXTS[(index // 2) % 6],
        ascii=index % 5 == 2,
        lower_tags=index % 2 == 1,
        clock=clock,
        clock_from=clock_from,
        late_meta=clock is not None and clock_from != "meta" and index % 13 == 4,
        subtitle=index % 4 != 3,
        subtitle_tag=_SUBTITLES[(index // 3) % 5],
        source=index % 3 != 1,
        byline=_BYLINES[(index // 5) % 9] if whole else "none",
        edition=_EDITIONS[(index // 7) % 6] if whole and clock else None,
        crumb=index % 31 != 17,
        wide_blanks=index % 3 == 0,
        second_document=index % 11 == 6,
        gbk=index % 43 == 21,
        split={1: "marker", 19: "tag", 37: "upper", 55: "hidden"}.get(index % 73) if whole else None,
        addresses={15: "trs", 40: "ucap"}.get(index % 53)
        if whole and index % 73 not in (1, 19, 37, 55)
        else None,
        images=(index % 8 == 2) + (index % 16 == 10) if whole else index % 2,
        captions=index % 16 == 2,
        attachment=index % 14 == 8 or (empty and index % 2 == 0),
        empty_body=empty,
        related=index % 6 == 1,
    )
