"""The record: schema file and model agree, keys stand in order, and rules over fields hold."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from pydantic import ValidationError

from newscrawler.record import FIELDS, SCHEMA_FILE, Article, content_hash, json_schema, normal_name
from tests.state.samples import article

DESIGN_ORDER = [
    "schema_version",
    "id",
    "url",
    "portal",
    "site_name",
    "language",
    "breadcrumb",
    "topics",
    "kicker",
    "title",
    "subtitle",
    "timestamp",
    "timestamp_precision",
    "source",
    "reporters",
    "edition",
    "paragraphs",
    "attendees",
    "attending_groups",
    "event_date",
    "images",
    "attachments",
    "content_hash",
    "revision",
    "extractor_version",
    "first_seen",
    "crawled_at",
    "status",
    "provenance",
    "raw",
    "warnings",
]


def values(**changed: Any) -> dict[str, Any]:
    return article(7).model_dump() | changed


def test_the_schema_file_is_the_models() -> None:
    assert json.loads(SCHEMA_FILE.read_text("utf-8")) == json_schema()


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema())


def test_key_order() -> None:
    assert list(FIELDS) == DESIGN_ORDER
    assert list(json.loads(article(7).to_line())) == DESIGN_ORDER


def test_a_line_is_utf8_on_one_line() -> None:
    line = article(7, title="喆镕䶮𠮷\u2028二").to_line()
    assert "喆镕䶮𠮷" in line
    assert "\n" not in line


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("schema_version", "2.0"),
        ("id", "no portal"),
        ("timestamp", "2022-06-22 10:29"),
        ("timestamp", "2022-06-22T10:29:00Z"),
        ("timestamp_precision", "hour"),
        ("crawled_at", "2022-06-22T10:29:00+08:00"),
        ("title", 5),
        ("paragraphs", "text"),
        ("paragraphs", [None]),
        ("reporters", [{"name": "乙某", "role": "司机", "role_text": None}]),
        ("reporters", [{"name": "", "role": "记者", "role_text": None}]),
        ("attendees", [{"name": "甲", "titles": [], "actions": [], "evidence": []}]),
        ("edition", {"newspaper": None, "date": "6月22日", "page": None}),
        ("event_date", {"date": None, "end_date": None, "text": "", "paragraph": 0}),
        ("content_hash", "abc"),
        ("revision", 0),
        ("revision", "1"),
        ("status", "deleted"),
        ("provenance", {"title": "guess"}),
        ("warnings", ["Has Blanks"]),
        ("unknown", 1),
    ],
)
def test_model_and_schema_refuse_alike(key: str, value: Any) -> None:
    changed = values(**{key: value})
    with pytest.raises(ValidationError):
        Article.model_validate(changed)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(changed, json_schema(), cls=jsonschema.Draft202012Validator)


@pytest.mark.parametrize("key", FIELDS)
def test_every_key_is_required_in_the_schema(key: str) -> None:
    changed = values()
    del changed[key]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(changed, json_schema(), cls=jsonschema.Draft202012Validator)


def test_good_records_pass_the_schema() -> None:
    empty = article(1, title=None, paragraphs=[], attendees=[], warnings=["no_article"])
    for record in (article(7), empty, article(2, timestamp=None, timestamp_precision=None)):
        jsonschema.validate(json.loads(record.to_line()), json_schema(), cls=jsonschema.Draft202012Validator)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"timestamp": None}, "timestamp_precision: must be null exactly when timestamp is null"),
        ({"title": None}, "title: a record needs one"),
        ({"paragraphs": [], "attendees": []}, "paragraphs: a record needs a paragraph"),
        ({"paragraphs": ["另一个人出席会议。"]}, "does not slice to '甲某某'"),
    ],
)
def test_rules_over_several_fields(changed: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        Article.model_validate(values(**changed))


def test_a_body_of_images_or_attachments_is_enough() -> None:
    image = {"url": "http://h/a.jpg", "caption": None}
    Article.model_validate(values(paragraphs=[], attendees=[], images=[image]))


def test_the_hash_follows_what_a_reader_reads() -> None:
    read = {"kicker", "title", "subtitle", "timestamp", "source", "paragraphs", "reporters", "edition"}
    base = content_hash(values())
    for key, value in values().items():
        other = "改" if isinstance(value, str | None) else [] if isinstance(value, list) else {"a": "b"}
        changed = values(**{key: other if other != value else ["改"]})
        assert (content_hash(changed) != base) == (key in read), key


def test_names() -> None:
    assert normal_name("李　明") == "李明"
    assert normal_name("阿旺•多吉") == "阿旺·多吉"
