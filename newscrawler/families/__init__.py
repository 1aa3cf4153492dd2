"""CMS families: publishing systems recognised by what they leave in a page, never by host.

Each ``<name>.toml`` beside this file is one family: its signature, the form of its article
addresses, and its selectors. Adding a family is adding a file.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict

from newscrawler.selectors import ListSelectors, Selectors

Regex = Annotated[re.Pattern[str], BeforeValidator(lambda value: re.compile(value, re.IGNORECASE))]


class Family(BaseModel):
    """One publishing system."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    name: str
    title: str
    """For people: vendor and product."""
    signature: tuple[str, ...]
    """Selectors; an article page of the system has one of them ("a & b": both)."""
    hints: tuple[str, ...] = ()
    """Selectors that other systems' pages may show too, by pasting or moving: asked last."""
    generator: str | None = None
    """Lower-case part of ``<meta name=generator>``."""
    article_url: Regex | None = None
    """Path of an article; group ``id`` is the CMS's own article id."""
    midnight_is_day: bool = False
    """A shown 00:00 stands for an unknown hour (people.cn)."""
    article: Selectors = Selectors()
    list: ListSelectors = ListSelectors()


@cache
def load_families() -> Mapping[str, Family]:
    """All families by name, in the order in which signatures are asked (file name order)."""
    found = {}
    for file in sorted(resources.files(__name__).iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".toml"):
            name = file.name.removesuffix(".toml")
            found[name] = Family(name=name, **tomllib.loads(file.read_text(encoding="utf-8")))
    return found
