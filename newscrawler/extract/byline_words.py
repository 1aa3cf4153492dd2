"""The words of bylines (``byline.toml``), compiled once: roles, labels, and what is part of other words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from newscrawler.extract.person_names import HAN


class Words(NamedTuple):
    """``byline.toml``, compiled."""

    token: re.Pattern[str]
    hint: re.Pattern[str]
    """Some role word or strip label may be there: the cheap question before any parse."""
    roles: dict[str, str]
    labels: frozenset[str]
    strip: frozenset[str]
    padded: re.Pattern[str]
    """A word with blanks in it: 记 者：, 本 报 记 者."""
    glued: frozenset[str]
    suffixes: frozenset[str]
    not_before: tuple[str, ...]
    not_after: tuple[str, ...]
    not_names: frozenset[str]


@cache
def words() -> Words:
    """The words of bylines, read once."""
    source = resources.files("newscrawler.extract").joinpath("byline.toml").read_text(encoding="utf-8")
    data: dict[str, Any] = tomllib.loads(source)
    roles = {word: role for role, listed in data["roles"].items() for word in listed}
    strip, other = data["labels"]["strip"], data["labels"]["other"]
    modifiers = _any(data["modifiers"])
    short = "".join(word for word in roles if len(word) == 1)
    pairs = _grouped(
        (word[0], " +" + " +".join(word[1:])) for word in [*roles, *strip] if len(word) in (2, 3)
    )
    spaced = "|".join(" +".join(word) for word in roles if len(word) > 1 and word in data["glued"])
    spaced = f"本 +[报報] +(?:{spaced})"
    marked = rf"(?:\s*[：:/／丨|｜]|\s+[{HAN}]{{2,4}}(?:$|\s))"
    return Words(
        token=re.compile(
            _ahead([*strip, *other, *data["modifiers"], *roles])
            + rf"(?:(?P<label>{_any([*strip, *other])})\s*[：:丨|｜]\s*"
            rf"|(?P<text>(?:{modifiers})*(?P<word>{_any(list(roles))}))(?P<after>\s*[：:丨|｜]\s*)?)"
        ),
        hint=re.compile(
            _ahead([*roles, *strip, "本"])
            + rf"(?:{_any([word for word in [*roles, *strip] if len(word) > 1])}"
            + rf"|[{short}](?:[\s/／：:丨|｜)）】]|$)|(?:{pairs}){marked}|本 +[报報] )"
        ),
        roles=roles,
        padded=re.compile(rf"(?<![{HAN}])(?:(?:{pairs})(?={marked})|{spaced})"),
        labels=frozenset([*strip, *other]),
        strip=frozenset(strip),
        glued=frozenset(data["glued"]),
        suffixes=frozenset(data["suffixes"]),
        not_before=tuple(data["not_before"]),
        not_after=tuple(data["not_after"]),
        not_names=frozenset(data["not_names"]),
    )


def _ahead(listed: Iterable[str]) -> str:
    """A look-ahead for the first characters of words: it passes over most places of a text in one step."""
    return f"(?=[{''.join(sorted({re.escape(word[0]) for word in listed}))}])"


def _any(listed: Iterable[str]) -> str:
    """Any of the words, the longest first."""
    longest_first = sorted(set(listed), key=lambda word: (-len(word), word))
    return _grouped((re.escape(word[0]), re.escape(word[1:])) for word in longest_first)


def _grouped(forms: Iterable[tuple[str, str]]) -> str:
    """Alternatives (first character, expression for the rest), each first character asked once."""
    by_first: dict[str, list[str]] = {}
    for first, rest in forms:
        by_first.setdefault(first, []).append(rest)
    return "|".join(f"{first}(?:{'|'.join(rests)})" for first, rests in by_first.items())
