"""What is wrong with a profile, in one line: which key, what it must be, which key may have been meant."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ValidationError

from newscrawler.portals.profile import Discovery, Expectations, Profile
from newscrawler.selectors import ListSelectors, Selectors

_TABLES: Mapping[str, type[BaseModel]] = {
    "": Profile, "discovery": Discovery, "expect": Expectations, "article": Selectors, "list": ListSelectors,
}  # fmt: skip
"""Table of the file → what may stand in it."""
_WORDS = {
    "missing": "is missing",
    "string_type": 'must be text in quotes, "…"',
    "tuple_type": 'must be a list, ["…", "…"]',
    "int_type": "must be a whole number",
    "mapping_type": "must be a table, NAME = VALUE",
    "model_type": "must be a table, NAME = VALUE",
}
"""What TOML calls it, by pydantic's kind of error."""


def told(error: ValidationError) -> str:
    """All faults of a profile, keys that do not exist first: they explain what seems to be missing."""
    faults = sorted(error.errors(include_url=False), key=lambda fault: fault["type"] != "extra_forbidden")
    return "; ".join(dict.fromkeys(_fault(fault["type"], fault) for fault in faults))


def _fault(kind: str, fault: Mapping[str, Any]) -> str:
    path = [part for part in fault["loc"] if isinstance(part, str)]
    key = ".".join(path)
    if kind == "extra_forbidden":
        return f"{key}: no such key{_meant(path)}"
    if kind == "value_error":
        return f"{key}: {fault['ctx']['error']}"
    return f"{key}: {_WORDS.get(kind) or fault['msg']}"


def _meant(path: list[str]) -> str:
    """The key that was meant, perhaps; else those that there are."""
    *table, key = path
    known = [name for name in _TABLES[".".join(table)].model_fields if name != "name" or table]
    near = get_close_matches(key, known, 1)
    return f", {near[0]} may be meant" if near else f"; there are {', '.join(known)}"
