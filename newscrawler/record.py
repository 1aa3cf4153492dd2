"""The one record that everything here produces: an article with its people, as one JSON object a line.

The JSON Schema in ``newscrawler/schema/article-1.json`` is generated from :class:`Article`
(``python -m newscrawler.record`` writes it); a test holds both together. Field meanings stand in
each field's description, which is where docs and schema take them from.
"""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

SCHEMA_VERSION: Literal["1.0"] = "1.0"
SCHEMA_FILE = Path(__file__).with_name("schema") / "article-1.json"

Layer = Annotated[str, Field(pattern=r"^(profile|family:[a-z0-9_-]+|meta|general|text|url)$")]
"""Which layer of extraction gave a field, from the specific to the general."""

LocalTime = Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$")]
UtcTime = Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$")]
Day = Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\d$")]
WarningCode = Annotated[str, Field(pattern=r"^[a-z0-9_]+(:[^\s]+)?$")]

Action = Literal[
    "主持", "讲话", "致辞", "出席", "参加", "列席", "部署", "汇报", "发言", "宣读", "宣布",
    "会见", "陪同", "见证", "揭牌", "签约", "颁奖", "调研", "点评", "总结", "介绍", "主讲",
]  # fmt: skip
"""What a person did at the event: a closed vocabulary (conventions, "Attendees")."""

Role = Literal["记者", "通讯员", "摄影", "视频", "编辑", "审核", "作者"]
"""What a byline says a person is."""

Precision = Literal["second", "minute", "day"]
Status = Literal["live", "gone"]


class _Model(BaseModel):
    """Strict base: unknown keys are faults, and nothing is coerced."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Evidence(_Model):
    """Where a name stands: code-point offsets within one text of the article."""

    paragraph: int | Literal["title", "subtitle"] = Field(
        description="0-based paragraph, or the headline line in which the name stands"
    )
    start: int = Field(ge=0, description="offset of the first character")
    end: int = Field(ge=0, description="offset after the last character")


class Attendee(_Model):
    """A natural person, named, who took part in the reported event."""

    name: str = Field(
        min_length=1, description="full name as written, alignment blanks removed, middle dot ·"
    )
    titles: list[str] = Field(description="posts the text gives, in order of first appearance, as written")
    actions: list[Action] = Field(
        description="what the person did, closed vocabulary, in order of first appearance"
    )
    evidence: list[Evidence] = Field(min_length=1, description="one span for each mention used")


class Reporter(_Model):
    """A person of the byline."""

    name: str = Field(min_length=1)
    role: Role
    role_text: str | None = Field(
        description="the page's own word, such as 见习记者; null where the role has none"
    )


class Edition(_Model):
    """The printed newspaper page the article was taken from."""

    newspaper: str | None
    date: Day | None
    page: str | None = Field(description="as printed, without 第 and 版: A01, 03")


class EventDate(_Model):
    """The day of the reported event, resolved from a phrase of the text."""

    date: Day | None = Field(description="null for 日前, 近日 and the like")
    end_date: Day | None = Field(description="last day of a range, else null")
    text: str = Field(min_length=1, description="the phrase as written")
    paragraph: int = Field(ge=0)


class Image(_Model):
    """A picture of the body."""

    url: str
    caption: str | None


class Attachment(_Model):
    """A file offered with the article."""

    url: str
    name: str


class Article(_Model):
    """One article. The order of the fields is the order of the keys in every line."""

    schema_version: Literal["1.0"] = Field(
        SCHEMA_VERSION, description="a change that breaks readers raises the first number"
    )
    id: str = Field(
        pattern=r"^[^:\s]+:\S+$",
        description="portal + CMS article id, else portal + 16 hex of the URL's hash",
    )
    url: str = Field(min_length=1, description="canonical URL: no fragment, tracking query or session id")
    portal: str = Field(min_length=1, description="profile name, or the host where no profile knows the page")
    site_name: str | None = Field(description="what the site calls itself")
    language: str = Field(min_length=2, description="BCP 47: zh-Hans, zh-Hant, en, ja")
    breadcrumb: list[str] = Field(description="as shown, from 首页 to the column")
    topics: list[str] = Field(description="topics under which the crawl met the article, by name")
    kicker: str | None = Field(description="引题")
    title: str | None = Field(description="主标题; null only in a record with the warning no_article")
    subtitle: str | None = Field(description="副题")
    timestamp: LocalTime | None = Field(description="time of publication, with the offset of the portal")
    timestamp_precision: Precision | None = Field(description="what the page really showed")
    source: str | None = Field(description="来源; empty on the page is null")
    reporters: list[Reporter] = Field(description="persons of the byline")
    edition: Edition | None = Field(
        description="the printed newspaper page that the article names as its origin"
    )
    paragraphs: list[str] = Field(
        description="body in reading order, without furniture, byline and edition lines"
    )
    attendees: list[Attendee] = Field(
        description="named persons who took part in the reported event, in order of first appearance"
    )
    attending_groups: list[str] = Field(description="collective attendees as written")
    event_date: EventDate | None = Field(
        description="day of the reported event; null where the text dates none"
    )
    images: list[Image] = Field(description="pictures of the body, absolute URLs")
    attachments: list[Attachment] = Field(description="files offered with the article")
    content_hash: str = Field(pattern=r"^[0-9a-f]{64}$", description="SHA-256 of what a reader reads")
    revision: int = Field(ge=1, description="+1 at each change of content_hash")
    extractor_version: str = Field(description="version of the extraction that made this record")
    first_seen: UtcTime | None = Field(description="when the crawl first stored the article")
    crawled_at: UtcTime | None = Field(
        description="when the bytes behind this record were fetched; a 304 does not move it"
    )
    status: Status = Field(description="gone: the portal answered 404 or 410 or an error page twice")
    provenance: dict[str, Layer] = Field(description="which layer gave each field")
    raw: dict[str, str] = Field(description="the page's own strings for timestamp, source, byline, edition")
    warnings: list[WarningCode] = Field(description="machine-readable codes")

    @model_validator(mode="after")
    def _holds_together(self) -> Article:
        """Rules over several fields: completeness of a live record, and evidence that slices to its name."""
        if (self.timestamp is None) != (self.timestamp_precision is None):
            raise ValueError("timestamp_precision: must be null exactly when timestamp is null")
        if "no_article" not in self.warnings:
            if not self.title:
                raise ValueError("title: a record needs one (or the warning no_article)")
            if not (self.paragraphs or self.images or self.attachments):
                raise ValueError(
                    "paragraphs: a record needs a paragraph, image or attachment (or the warning no_article)"
                )
        for person in self.attendees:
            for span in person.evidence:
                if normal_name(self._text(span.paragraph)[span.start : span.end]) != person.name:
                    raise ValueError(
                        f"attendees: evidence {span.model_dump()} does not slice to {person.name!r}"
                    )
        return self

    def _text(self, place: int | str) -> str:
        """The text an evidence span refers to; empty where there is none."""
        if isinstance(place, str):
            return (self.title if place == "title" else self.subtitle) or ""
        return self.paragraphs[place] if place < len(self.paragraphs) else ""

    def to_line(self) -> str:
        """The record as one line of JSON, UTF-8 without ASCII escapes, no line break at the end."""
        return json.dumps(self.model_dump(), ensure_ascii=False, separators=(",", ":"))


FIELDS: tuple[str, ...] = tuple(Article.model_fields)
"""The keys of a record, in order."""

_DOTS = str.maketrans(dict.fromkeys("・•‧∙･", "·"))
_BLANK = re.compile(r"\s+")


def normal_name(written: str) -> str:
    """A name as written on the page → its normal form: blanks removed, one middle dot.

    >>> normal_name("李　明"), normal_name("阿旺•多吉")
    ('李明', '阿旺·多吉')
    """
    return _BLANK.sub("", written).translate(_DOTS)


def content_hash(fields: dict[str, Any]) -> str:
    """SHA-256 (hex) over what a reader reads; volatile markup and derived fields stay outside.

    ``fields`` holds plain JSON values under the record's keys (as in ``Article.model_dump()``).
    """
    keys = ("kicker", "title", "subtitle", "timestamp", "source", "paragraphs", "reporters", "edition")
    read = json.dumps(
        [fields[key] for key in keys], ensure_ascii=False, separators=(",", ":"), sort_keys=True
    )
    return hashlib.sha256(read.encode("utf-8", "surrogatepass")).hexdigest()


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of one record; every key is required."""
    schema = Article.model_json_schema(mode="serialization")
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["required"] = list(FIELDS)
    return schema


def main() -> None:
    """Write the schema file that is kept in the repository."""
    SCHEMA_FILE.parent.mkdir(exist_ok=True)
    SCHEMA_FILE.write_text(json.dumps(json_schema(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
