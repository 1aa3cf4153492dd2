"""JSON Lines against the schema: line, key and reason for each fault. Pure but for reading the file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from pydantic import ValidationError
from pydantic_core import PydanticSerializationError

from newscrawler.lines import json_value, numbered_lines
from newscrawler.record import FIELDS, Article

EVENT_FIELDS = ("seq", "event", "at", "record")
"""The keys of a line of the changes."""
EventKind = Literal["new", "revised", "gone", "back"]
"""What an event of the changes says that happened to an article."""
EVENTS: tuple[EventKind, ...] = get_args(EventKind)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with one line."""

    line: int
    """1-based."""
    key: str
    """Path of the key, such as ``attendees[0].name``; empty where the line as a whole is at fault."""
    reason: str


def file_faults(path: Path) -> Iterator[Fault]:
    """The faults of a JSON Lines file, in order of lines; one that cannot be read has a fault there. Streams.

    Lines are those that :func:`newscrawler.load` reads: blank ones are passed over.
    """
    number = 0
    try:
        for number, line in numbered_lines(path):
            try:
                value = json_value(line)
            except ValueError as error:
                yield Fault(number, "", f"no JSON: {error}")
            else:
                yield from (Fault(number, key, reason) for key, reason in line_faults(value))
    except OSError as error:
        yield Fault(number + 1, "", f"cannot be read: {error.strerror or error}")


def line_faults(value: Any) -> list[tuple[str, str]]:
    """The faults of a line's value: a record, or an event of the changes with a record in it."""
    if not isinstance(value, dict) or tuple(value) != EVENT_FIELDS:
        return record_faults(value)
    faults = [(f"record.{key}".rstrip("."), reason) for key, reason in record_faults(value["record"])]
    if not isinstance(value["seq"], int) or value["seq"] < 1:
        faults.append(("seq", "no number of an event"))
    if value["event"] not in EVENTS:
        faults.append(("event", f"none of {', '.join(EVENTS)}"))
    return faults


def record_faults(value: Any) -> list[tuple[str, str]]:
    """A JSON value → (key, reason) of everything that keeps it from being a record."""
    if not isinstance(value, dict):
        return [("", f"no object but {type(value).__name__}")]
    faults = []
    try:
        Article.model_validate(value)
    except ValidationError as error:
        faults = _faults(error)
    if not faults and tuple(value) != FIELDS:
        wrong = next(mine for mine, key in zip(value, FIELDS, strict=True) if mine != key)
        place = FIELDS[list(value).index(wrong)]
        faults.append((wrong, f"key order: {place} belongs here"))
    return faults


def reasons(error: ValidationError) -> list[str]:
    """What a model did not accept, as ``key: reason``."""
    return [f"{key}: {reason}" for key, reason in _faults(error)]


def storable_faults(article: Article) -> list[str]:
    """Why a valid record may not enter the state, as ``key: reason``."""
    if "no_article" in article.warnings:
        missing = [] if article.title else ["title"]
        if not (article.paragraphs or article.images or article.attachments):
            missing.append("paragraphs")
        return [f"{name}: none found on the page" for name in missing] or ["title: the page is no article"]
    try:
        article.model_dump_json()
    except PydanticSerializationError as error:
        return [f"record: no UTF-8 ({error})"]
    return []


def _faults(error: ValidationError) -> list[tuple[str, str]]:
    """Each fault with the path of its key. Rules over several fields name their key in the message."""
    found = []
    for entry in error.errors(include_url=False, include_context=False, include_input=True):
        key = _path(entry["loc"])
        reason = entry["msg"]
        if entry["type"] == "value_error":
            named, _, reason = reason.removeprefix("Value error, ").partition(": ")
            key = key or named
        elif entry["type"] not in ("missing", "extra_forbidden"):
            reason = f"{reason} (is {_shown(entry['input'])})"
        found.append((key, reason))
    return found


def _path(location: tuple[int | str, ...]) -> str:
    """``("attendees", 0, "name")`` → ``attendees[0].name``."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in location).lstrip(".")


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "…"
