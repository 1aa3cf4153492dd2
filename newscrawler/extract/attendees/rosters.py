"""Rows of a roster, as minutes and tables set them: ``危　亮　区委常委``, ``市财政局　宰　雪　总会计师``."""

from __future__ import annotations

import re

from newscrawler.extract.attendees.findings import Person, Span
from newscrawler.extract.attendees.lexicon import Lexicon
from newscrawler.extract.attendees.names import shape
from newscrawler.extract.attendees.view import View

_SIZES = (4, 3, 2)
"""Characters of a name; of one set letter by letter all belong to it."""
_LABEL = re.compile("[^：，、。]{2,8}：")
_PIECE = re.compile("[^、，]+")
_LONGEST = 80
"""Characters of a line."""
_NAME = 1.6
"""Shape of a name that only its place in the line speaks for."""


def read_row(view: View, start: int, end: int, lexicon: Lexicon) -> list[Person]:
    """The person of a line that is a name, a blank and posts, perhaps after a label or a body; else none."""
    if not view.gaps or end - start > _LONGEST or not isinstance(view.place, int):
        return []
    if label := _LABEL.match(view.text, start, end):
        start = label.end()
    stop = _name_before_blank(view, start, lexicon)
    for gap in view.gaps_within(start, end) if not stop else ():
        stop = _name_before_blank(view, gap, lexicon)
        padded = stop > 0 and view.gaps_within(gap, stop)
        if stop and (padded or lexicon.organisations.before(view.text, gap, start)):
            start = gap
            break
    posts = _posts(view, stop, end, lexicon) if stop else []
    return [Person(view, start, stop, start, end, posts, "name+post", 5.0)] if posts else []


def _name_before_blank(view: View, start: int, lexicon: Lexicon) -> int:
    """End of the name that begins at ``start`` and has a blank after it; 0 for none."""
    for size in _SIZES:
        stop = start + size
        padding = len(view.gaps_within(start, stop))
        if (
            stop in view.gaps
            and padding in (0, size - 1)
            and shape(view.text[start:stop], lexicon) >= _NAME
            and view.text[start:stop] not in lexicon.no_names
        ):
            return stop
    return 0


def _posts(view: View, start: int, end: int, lexicon: Lexicon) -> list[Span]:
    """The posts that make up a stretch; none where it holds anything else."""
    pieces = [found.span() for found in _PIECE.finditer(view.text, start, end)]
    whole = all(lexicon.posts.before(view.text, b, a) for a, b in pieces)
    return pieces if whole and not view.gaps_within(start, end) else []
