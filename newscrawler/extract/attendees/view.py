"""How the engine reads a text: simplified, half-width marks widened, blanks squeezed out, quotations veiled.

Everything is one to one, so that each place of the view leads back to its place in the original text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import Literal

from newscrawler.extract.attendees.lexicon import Lexicon

Place = int | Literal["title", "subtitle", "kicker"]

VEIL = "□"
"""Stands for each character within quotation marks: a quotation hides names and verbs."""

_STOP = re.compile(r"(?<=[\u3400-\u9fff）”\"])\.(?![\dA-Za-z])")
_BLANK = re.compile(r"\s")
_HIDDEN = re.compile(
    r"“[^”]{0,1500}”|《[^》]{0,200}》|\"[^\"]{0,1500}\"|（[^（）]{0,200}(?:（[^（）]{0,100}）[^（）]{0,100})?）"
)
_QUOTED_STOP = re.compile("[。！？]”(?![，、的])")
_SENTENCE = re.compile(r"[^。！？；]{1,1200}(?:(?<=[，、])|(?=[。！？；]|$))|[^。！？；]{1,1200}")
"""What is longer is cut at a mark: the work within a sentence may grow faster than its length."""


def _veil(match: re.Match[str]) -> str:
    found = match.group()
    return found[0] + VEIL * (len(found) - 2) + found[-1]


class View:
    """One text as the engine reads it.

    ``plain`` is the squeezed, simplified text, ``text`` the same with quotations and brackets ``veiled``;
    ``gaps`` holds each index of the view before which blanks stood.
    """

    __slots__ = ("_at", "_gap_row", "edges", "gaps", "original", "place", "plain", "text")

    def __init__(self, original: str, place: Place, lexicon: Lexicon, *, veiled: bool = True) -> None:
        self.original = original
        self.place = place
        plain = original.translate(lexicon.simplify) if lexicon.unusual.search(original) else original
        if "." in plain:
            plain = _STOP.sub("。", plain)
        self._at: list[int] | None = None
        self.edges: dict[int, float] = {}
        """How strongly a name may end at each place, as far as it was asked."""
        self.gaps: frozenset[int] = frozenset()
        self._gap_row: list[int] = []
        if _BLANK.search(plain):
            kept = [i for i, char in enumerate(plain) if not char.isspace()]
            self._gap_row = [n for n in range(1, len(kept)) if kept[n] > kept[n - 1] + 1]
            self.gaps = frozenset(self._gap_row)
            self._at = kept
            plain = "".join(plain[i] for i in kept)
        self.plain = plain
        self.text = _HIDDEN.sub(_veil, plain) if veiled else plain

    def spaced(self, at: int) -> bool:
        """Do blanks stand before ``at`` or among the characters that a name there would have?"""
        return bool(self._gap_row) and (at in self.gaps or bool(self.gaps_within(at, at + 4)))

    def gaps_within(self, start: int, end: int) -> list[int]:
        """The gaps after ``start`` and before ``end``, in order."""
        row = self._gap_row
        return row[bisect_right(row, start) : bisect_left(row, end)]

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """The original offsets of a stretch of the view."""
        if self._at is None:
            return start, end
        return self._at[start], self._at[end - 1] + 1

    def written(self, start: int, end: int) -> str:
        """The stretch as it stands in the original, blanks and all."""
        first, last = self.origin(start, end)
        return self.original[first:last]

    def index(self, offset: int) -> int:
        """The place in the view of an original offset."""
        return offset if self._at is None else bisect_left(self._at, offset)

    def sentences(self) -> list[tuple[int, int]]:
        """(start, end) of each sentence, its stop left out; a quotation with a stop of its own ends one."""
        spans = []
        for match in _SENTENCE.finditer(self.text):
            start, end = match.span()
            for quoted in _QUOTED_STOP.finditer(self.plain, start, end):
                if self.text[quoted.start()] == VEIL and quoted.end() < end:
                    spans.append((start, quoted.end()))
                    start = quoted.end()
            spans.append((start, end))
        return spans
