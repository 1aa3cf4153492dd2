"""Portals as data: each ``<name>.toml`` beside this file is one profile, and so is each in the folder that
the setting PORTALS_DIR names. A profile there replaces one of the same name here."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from newscrawler.selectors import ListSelectors, Selectors
from newscrawler.urls import host_of

PORTALS_DIR = "NEWSCRAWLER_PORTALS_DIR"
"""Variable of the environment that carries the setting to every process of a job."""


class ProfileError(ValueError):
    """A profile that cannot be read; the message is one line that names file and fault."""


class Expectations(BaseModel):
    """What a healthy unrestricted run looks like; below fails the run, above warns."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    items_min: int = 0
    items_max: int | None = None
    fill: Mapping[str, float] = {}
    """Field → least share of newly extracted pages that have it."""


class Discovery(BaseModel):
    """How far the spider looks for topics by itself."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    sites: tuple[str, ...] = ()
    """First path segments that belong to the portal; empty: the whole host."""
    depth: int = 3
    """Steps from the home page or a known channel to a topic home or list."""
    exclude: tuple[str, ...] = ()
    """Regular expressions over paths that are never asked for."""


class Profile(BaseModel):
    """One portal. Everything but ``site_name``, ``hosts`` and ``home`` is optional."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    site_name: str
    hosts: tuple[str, ...]
    home: str
    family: str | None = None
    language: str = "zh-Hans"
    languages: Mapping[str, str] = {}
    """First path segment → language of an edition (szgyyqenglish = "en")."""
    timezone: str = "Asia/Shanghai"
    topics: Mapping[str, str] = {}
    """Topic name → start address."""
    discovery: Discovery = Discovery()
    expect: Expectations = Expectations()
    lookups: Mapping[str, Mapping[str, str]] = {}
    """Field → odd value on the page → right value."""
    article: Selectors = Selectors()
    list: ListSelectors = ListSelectors()
    notes: str = Field("", description="what is known of the portal, for maintainers")


@cache
def load_profiles() -> Mapping[str, Profile]:
    """All profiles by name. Raises :class:`ProfileError`."""
    folders: list[Traversable] = [resources.files(__name__)]
    if more := os.environ.get(PORTALS_DIR):
        folders.append(Path(more))
    found: dict[str, Profile] = {}
    for folder in folders:
        found |= _profiles_in(folder)
    return dict(sorted(found.items()))


def _profiles_in(folder: Traversable) -> dict[str, Profile]:
    found = {}
    try:
        for file in folder.iterdir():
            if file.name.endswith(".toml"):
                name = file.name.removesuffix(".toml")
                data: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
                found[name] = Profile(name=name, **data)
    except ValidationError as error:
        fault = error.errors()[0]
        where = ".".join(map(str, fault["loc"])) or "?"
        raise ProfileError(f"{file}: {where}: {fault['msg']}") from error
    except ValueError as error:
        raise ProfileError(f"{file}: {error}") from error
    except OSError as error:
        raise ProfileError(f"PORTALS_DIR {folder}: {error.strerror}") from error
    return found


def profile_for(url: str) -> Profile | None:
    """The profile whose hosts serve ``url``, or None."""
    host = host_of(url)
    return next((p for p in load_profiles().values() if host in p.hosts), None) if host else None
