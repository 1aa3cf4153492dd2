"""The record under construction: what the stages fill, field by field, each with the layer that gave it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from newscrawler.record import Attachment, Attendee, Edition, EventDate, Image, Precision, Reporter


@dataclass(slots=True)
class Draft:
    """Field values so far. Stages run in order and may read what earlier ones set."""

    breadcrumb: list[str] = field(default_factory=list)
    kicker: str | None = None
    title: str | None = None
    subtitle: str | None = None
    timestamp: str | None = None
    timestamp_precision: Precision | None = None
    source: str | None = None
    reporters: list[Reporter] = field(default_factory=list)
    edition: Edition | None = None
    paragraphs: list[str] = field(default_factory=list)
    attendees: list[Attendee] = field(default_factory=list)
    attending_groups: list[str] = field(default_factory=list)
    event_date: EventDate | None = None
    images: list[Image] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    language: str = "zh-Hans"
    site_name: str | None = None

    provenance: dict[str, str] = field(default_factory=dict)
    raw: dict[str, str] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)

    def set(self, name: str, value: Any, layer: str, raw: str | None = None) -> None:
        """Give field ``name`` its ``value``; note the ``layer`` and, if given, the page's ``raw`` string."""
        setattr(self, name, value)
        self.provenance[name] = layer
        if raw:
            self.raw[name] = raw

    def warn(self, code: str) -> None:
        """Add a warning code, once."""
        if code not in self.warnings:
            self.warnings.append(code)
