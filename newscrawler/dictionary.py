"""The data dictionary: every key of a record and every column of an export, written from their definitions.

``python -m newscrawler.dictionary`` writes ``docs/dictionary.md``; a test holds both together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

from newscrawler.record import Action, Role, json_schema
from newscrawler.tables.schema import TABLES, Table
from newscrawler.verdict import Cause

PAGE = Path(__file__).parents[1] / "docs" / "dictionary.md"

_HEAD = """# Data dictionary

Made from the program's own definitions by `python -m newscrawler.dictionary`; do not edit.

- [The record](#the-record): one JSON object a line in `<portal>.jsonl`, every key always present, in this
  order.
- [The events](#the-events): one a line in `<portal>.changes.jsonl`.
- [The tables](#the-tables) of `newscrawler export`, `newscrawler.frames` and `newscrawler browse`.
- [The vocabularies](#the-vocabularies).

How each field is found and how far it can be trusted: [Fields](fields.md). Why a person is taken for the same
in two articles, and what that leaves open: [Loading](loading.md).
"""

_EVENTS = """## The events

| key | type | meaning |
|---|---|---|
| `seq` | integer | 1, 2, 3 …: a job that remembers the last one it read goes on after it |
| `event` | `new`, `revised`, `gone`, `back` | what happened to the article |
| `at` | string | when the crawl noticed: UTC, ISO 8601 with Z |
| `record` | record | the whole record after the event |
"""


def dictionary() -> str:
    """The page, as Markdown."""
    return "\n".join((_HEAD, *_record(), _EVENTS, *_tables(), *_vocabularies()))


def _record() -> Iterator[str]:
    schema = json_schema()
    yield "## The record\n"
    yield from _keys(schema)
    for name, part in schema["$defs"].items():
        yield f"### {name}\n"
        yield f"{part['description']}\n"
        yield from _keys(part)


def _keys(schema: Mapping[str, Any]) -> Iterator[str]:
    yield "| key | type | meaning |\n|---|---|---|"
    for key, value in schema["properties"].items():
        yield f"| `{key}` | {_type(value)} | {_cell(value.get('description', ''))} |"
    yield ""


def _type(value: Mapping[str, Any]) -> str:
    """A JSON Schema type for people: ``string / null``, ``[Attendee]``."""
    if "anyOf" in value:
        return " / ".join(map(_type, value["anyOf"]))
    if "$ref" in value:
        name = value["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "const" in value:
        return f"`{value['const']}`"
    if "enum" in value:
        return (
            ", ".join(f"`{one}`" for one in value["enum"])
            if len(value["enum"]) < 8
            else "string, closed list"
        )
    if value.get("type") == "array":
        return f"list of {_type(value['items'])}"
    if value.get("type") == "object":
        return "object of strings"
    return str(value.get("type", "any"))


def _tables() -> Iterator[str]:
    yield "## The tables\n"
    for table in TABLES.values():
        yield f"### {table.name}\n"
        kind = "" if table.origin == "record" else " *Concluded over many records, not said by any of them.*"
        yield f"{table.about}{kind}\n"
        yield f"Key: {', '.join(f'`{name}`' for name in table.key)}.{_references(table)}\n"
        yield "| column | type | empty? | meaning |\n|---|---|---|---|"
        for column in table.columns:
            empty = "yes" if column.null else ""
            yield f"| `{column.name}` | {column.type} | {empty} | {_cell(column.about)} |"
        yield ""


def _references(table: Table) -> str:
    told = [
        f"`{', '.join(one.columns)}` → [{one.table}](#{one.table}) `{', '.join(one.to)}`"
        for one in table.refers
    ]
    return f" Refers to: {'; '.join(told)}." if told else ""


def _vocabularies() -> Iterator[str]:
    yield "## The vocabularies\n"
    yield f"**Actions** of attendees: {'、'.join(get_args(Action))}.\n"
    yield f"**Roles** of reporters: {'、'.join(get_args(Role))}.\n"
    yield (
        "**Layers** in `provenance`: `profile` (of the portal), `family:NAME` (publishing system), `meta` "
        "(meta tags), `general` (rules for any page), `text` (the article's own text), `url` (its address).\n"
    )
    yield (
        f"**Causes** for which a page gave no record: {', '.join(f'`{cause}`' for cause in Cause)}; "
        "what to do about each: [Operations](operations.md#causes).\n"
    )


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def main() -> None:
    """Write the page that is kept in the repository."""
    PAGE.write_text(dictionary(), encoding="utf-8")


if __name__ == "__main__":
    main()
