"""Regular expressions of many alternatives, made quick: most places of a text are passed over in one step.

``re`` tries every alternative at every place unless all begin with a plain character. :func:`guarded` puts a
look-ahead for the first characters before them, which changes nothing in what is found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from re import _constants as op  # type: ignore[attr-defined]  # how re itself reads an expression
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

_CATEGORIES = {op.CATEGORY_DIGIT: r"\d", op.CATEGORY_SPACE: r"\s", op.CATEGORY_WORD: r"\w"}


def guarded(parts: Iterable[str]) -> str:
    """Alternatives → one expression for them without a group of its own.

    >>> guarded(["版权所有", "[Cc]opyright", "^主办"])
    '(?:(?=[Cc主版])(?:版权所有|[Cc]opyright|^主办))'
    """
    parts = list(parts)
    whole = "|".join(parts)
    firsts = [first_characters(part) for part in parts]
    known = sorted({char for first in firsts if first for char in first})
    return f"(?:{whole})" if None in firsts else f"(?:(?=[{''.join(known)}])(?:{whole}))"


def any_first(parts: Iterable[str]) -> str:
    """Like :func:`guarded`, where it does not matter which alternative is found: those that may begin with
    anything come last.
    """
    parts = list(parts)
    open_ended = [part for part in parts if first_characters(part) is None]
    known = [part for part in parts if part not in open_ended]
    return "|".join(filter(None, (guarded(known) if known else "", *(f"(?:{part})" for part in open_ended))))


def first_characters(pattern: str) -> frozenset[str] | None:
    """What a match can begin with, as members of a character class; None for anything, or for nothing.

    >>> sorted(first_characters(r"(?:甲|乙)?\\s*[丙-戊]"))
    ['\\\\s', '丙-戊', '乙', '甲']
    """
    found, may_be_empty = _firsts(parser.parse(pattern))
    return None if found is None or may_be_empty else frozenset(found)


def _firsts(parsed: Iterable[tuple[Any, Any]]) -> tuple[set[str] | None, bool]:
    """(members of the class, or None for anything; whether the expression can match nothing)."""
    found: set[str] = set()
    for code, argument in parsed:
        if code in (op.AT, op.ASSERT, op.ASSERT_NOT):  # of no width
            continue
        more, may_be_empty = _of_one(code, argument)
        if more is None:
            return None, False
        found |= more
        if not may_be_empty:
            return found, False
    return found, True


def _of_one(code: Any, argument: Any) -> tuple[set[str] | None, bool]:
    if code is op.LITERAL:
        return {re.escape(chr(argument))}, False
    if code is op.IN:
        return _of_class(argument), False
    if code is op.SUBPATTERN:
        return _firsts(argument[-1])
    if code in (op.MAX_REPEAT, op.MIN_REPEAT):
        least, _, inner = argument
        found, may_be_empty = _firsts(inner)
        return found, may_be_empty or not least
    if code is op.BRANCH:
        branches = [_firsts(branch) for branch in argument[1]]
        sets = [found for found, _ in branches if found is not None]
        union = set().union(*sets) if len(sets) == len(branches) else None
        return union, any(may_be_empty for _, may_be_empty in branches)
    return None, False


def _of_class(members: Iterable[tuple[Any, Any]]) -> set[str] | None:
    found: set[str] = set()
    for code, argument in members:
        if code is op.LITERAL:
            found.add(re.escape(chr(argument)))
        elif code is op.RANGE:
            low, high = argument
            found.add(f"{re.escape(chr(low))}-{re.escape(chr(high))}")
        elif code is op.CATEGORY and argument in _CATEGORIES:
            found.add(_CATEGORIES[argument])
        else:  # a negated class: nearly anything
            return None
    return found
