"""The questions to the export that ``browse`` and ``report`` share, read from ``questions.toml``.

>>> question("articles_of_day").path(day="2024-04-18")
'/newscrawler/articles_of_day?day=2024-04-18'
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from urllib.parse import urlencode

from newscrawler.database import NAME

FILLED: MappingProxyType[str, str] = MappingProxyType(
    {
        **{
            name: f"{name} IS NOT NULL"
            for name in ("site_name", "kicker", "title", "subtitle", "timestamp", "source")
        },
        "breadcrumb": "breadcrumb <> '[]'",
        "edition": "has_edition",
        "event_date": "event_text IS NOT NULL",
        **{
            name: f"EXISTS (SELECT 1 FROM {table} WHERE {table}.article_id = articles.id)"
            for name, table in (
                ("topics", "topics"),
                ("reporters", "reporters"),
                ("paragraphs", "paragraphs"),
                ("attendees", "attendees"),
                ("attending_groups", "groups"),
                ("images", "images"),
                ("attachments", "attachments"),
            )
        },
    }
)
"""Field of the record → SQL over ``articles`` that is true where the field holds something."""


@dataclass(frozen=True)
class Question:
    """A query with names to fill in."""

    name: str
    title: str
    sql: str

    @property
    def parameters(self) -> tuple[str, ...]:
        """What one fills in, in order of first use."""
        return tuple(dict.fromkeys(re.findall(r"(?<!:):([a-z_]+)", self.sql)))

    def path(self, **values: str) -> str:
        """Where ``browse`` answers it."""
        return f"/{NAME}/{self.name}" + (f"?{urlencode(values)}" if values else "")


@cache
def questions() -> dict[str, Question]:
    """All questions by name."""
    text = resources.files("newscrawler").joinpath("questions.toml").read_text(encoding="utf-8")
    cases = " ".join(f"WHEN '{field}' THEN {sql}" for field, sql in FILLED.items())
    filled = f"(CASE :field {cases} ELSE 1 END)"
    return {
        name: Question(name, entry["title"], entry["sql"].strip().replace("{filled}", filled))
        for name, entry in tomllib.loads(text).items()
    }


def question(name: str) -> Question:
    """The question of that name."""
    return questions()[name]
