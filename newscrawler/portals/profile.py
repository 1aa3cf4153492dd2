"""What a profile says, and what makes sense there: a slip of the pen is a fault, no rule that never fires."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationInfo, field_validator

from newscrawler.families import load_families
from newscrawler.record import FIELDS
from newscrawler.selectors import ListSelectors, Selectors
from newscrawler.urls import host_of

FILLED = (
    "breadcrumb", "kicker", "title", "subtitle", "timestamp", "source", "reporters", "edition", "paragraphs",
    "attendees", "images",
)  # fmt: skip
"""Fields of which a run counts the pages that have them."""
_RESERVED = re.compile(r"runs|.*\.changes")
"""Names whose output would be a file of another purpose: ``runs.jsonl``, ``PORTAL.changes.jsonl``."""


def _regex(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"{pattern!r} is no regular expression: {error}") from error
    return pattern


def _host(name: str) -> str:
    if host_of(f"http://{name}/") != name.lower():
        raise ValueError(f"{name!r} must be a host alone, such as www.example.gov.cn")
    return name


def _among(names: Mapping[str, object], known: tuple[str, ...]) -> None:
    if strangers := [name for name in names if name not in known]:
        raise ValueError(f"{strangers[0]!r} is no field here; there are {', '.join(known)}")


class Expectations(BaseModel):
    """What a healthy unrestricted run looks like; below fails the run, above warns."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    items_min: int = 0
    items_max: int | None = None
    fill: Mapping[str, Annotated[float, Field(ge=0, le=1)]] = {}
    """Field (of :data:`FILLED`) → least share of newly extracted pages that have it."""

    @field_validator("fill")
    @classmethod
    def _counted(cls, fill: Mapping[str, float]) -> Mapping[str, float]:
        _among(fill, FILLED)
        return fill


class Discovery(BaseModel):
    """How far the spider looks for topics by itself."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    sites: tuple[str, ...] = ()
    """First path segments that belong to the portal; empty: the whole host."""
    depth: int = 3
    """Steps from the home page or a known channel to a topic home or list."""
    exclude: tuple[Annotated[str, AfterValidator(_regex)], ...] = ()
    """Regular expressions over paths that are never asked for."""


class Profile(BaseModel):
    """One portal. Everything but ``site_name``, ``hosts`` and ``home`` is optional."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    """That of the file; it begins every id, and the names of all files of the portal."""
    site_name: str
    hosts: tuple[Annotated[str, AfterValidator(_host)], ...]
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

    @field_validator("name")
    @classmethod
    def _fit_for_ids(cls, name: str) -> str:
        if not re.fullmatch(r"\w[\w.-]*", name) or _RESERVED.fullmatch(name):
            raise ValueError(
                f"{name!r} cannot name a portal; the file's name must be of letters, digits, - and _"
                " (and neither runs nor ….changes)"
            )
        return name

    @field_validator("hosts")
    @classmethod
    def _any_host(cls, hosts: tuple[str, ...]) -> tuple[str, ...]:
        if not hosts:
            raise ValueError("must name a host")
        return hosts

    @field_validator("home")
    @classmethod
    def _home_within(cls, home: str, info: ValidationInfo) -> str:
        return _within(home, info)

    @field_validator("topics")
    @classmethod
    def _topics_within(cls, topics: Mapping[str, str], info: ValidationInfo) -> Mapping[str, str]:
        for address in topics.values():
            _within(address, info)
        return topics

    @field_validator("family")
    @classmethod
    def _known_family(cls, family: str | None) -> str | None:
        if family is not None and family not in (known := load_families()):
            raise ValueError(f"{family!r} is no family; there are {', '.join(known)}. Leave it out for none")
        return family

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ValueError, OSError, KeyError) as error:
            raise ValueError(f"{name!r} is no time zone, such as Asia/Shanghai") from error
        return name

    @field_validator("lookups")
    @classmethod
    def _fields(cls, lookups: Mapping[str, Mapping[str, str]]) -> Mapping[str, Mapping[str, str]]:
        _among(lookups, FIELDS)
        return lookups


def _within(address: str, info: ValidationInfo) -> str:
    """An address of the portal: others would never be asked for."""
    hosts = info.data.get("hosts")  # missing where they are at fault themselves
    if not address.startswith(("http://", "https://")) or not host_of(address):
        raise ValueError(f"{address!r} must be an address that begins with http:// or https://")
    if hosts is not None and host_of(address) not in (host.lower() for host in hosts):
        raise ValueError(f"{address!r} is on none of the portal's hosts ({', '.join(hosts)})")
    return address
