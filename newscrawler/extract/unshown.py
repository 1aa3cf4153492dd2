"""Time, source and author where readers do not see them: meta tags, JSON-LD, scripts and attributes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newscrawler.extract import source as sources
from newscrawler.extract.dateline import Reader
from newscrawler.extract.layout import Element
from newscrawler.extract.timestamp import Moment
from newscrawler.extract.wording import any_of, words

_SCRIPTED = re.compile(r"[=:]\s?[\"']((?:19|20)\d\d[年/.-][^\"'<>]{4,24})[\"']")
_SCRIPTED_NAME = re.compile(rf"{any_of('script_times_parts')}[\"']?\s?$", re.IGNORECASE)
_WRITTEN = re.compile(r"document\.write(?:ln)?\(\s*(\w{1,20})\b")
_ASSIGNED = re.compile(r"=\s{0,3}[\"']([^\"'<>]{6,30})[\"']")
_VARIABLE = re.compile(r"\b(\w{1,20})\s{0,3}$")
_SCRIPTED_PART = r"var\s{{1,3}}(?:article|s|str)?_?(?:{})\s?=\s?[\"']([^\"'<>]{{2,40}})[\"']"
_SCRIPTED_SOURCE = re.compile(_SCRIPTED_PART.format("[sS]ource|[lL]ai[yY]uan|[cC]opy[fF]rom"))
_SCRIPTED_AUTHOR = re.compile(_SCRIPTED_PART.format("[aA]uthor|[zZ]uo[zZ]he"))
_HAN = re.compile("[\u4e00-\u9fff]")
_META_TIMES = words("meta_times")
_META_SOURCES = words("meta_sources")


def meta_times(meta: dict[str, str], read: Reader) -> Iterator[Moment]:
    """Times in meta tags, in the order of trust."""
    for name in _META_TIMES:
        value = meta.get(name)
        if value and (moment := read(value, False)):
            yield moment


def scripted_times(source: str, read: Reader) -> Iterator[Moment]:
    """Times in JSON-LD, and those that a script writes into the page (``var pubdata='2017年05月24日'``)."""
    for found in _SCRIPTED.finditer(source):
        if _SCRIPTED_NAME.search(source, max(0, found.start() - 30), found.start()) and (
            moment := read(found[1], False)
        ):
            yield moment


def written_times(source: str, read: Reader) -> Iterator[Moment]:
    """Times that a script sets in variables and then writes where readers see them."""
    written = frozenset(_WRITTEN.findall(source)) if "document.write" in source else ()
    for found in _ASSIGNED.finditer(source) if written else ():
        name = _VARIABLE.search(source, max(0, found.start() - 24), found.start())
        moment = read(found[1], False) if name and name[1] in written else None
        if moment and len(moment.raw) + 1 >= len(found[1].strip()):  # a date and nothing else
            yield moment


def marked_time(root: Element, read: Reader) -> Moment | None:
    """The time that the first ``<time datetime>`` states, whatever it shows (3天前)."""
    values = (element.get("datetime") for element in root.iter("time"))
    return next((moment for value in values if value and (moment := read(value, False))), None)


def scripted_source(source: str) -> tuple[str, str] | None:
    """The source that a script writes into the page (``var source="某某日报"``), and the string."""
    for text in _scripted(source, _SCRIPTED_SOURCE):
        if _HAN.search(text) and (value := sources.unlabelled(text)):
            return value, text
    return None


def scripted_authors(source: str) -> Iterator[str]:
    """What a script writes into the page as its author (``var author="赵焱"``)."""
    return _scripted(source, _SCRIPTED_AUTHOR)


def _scripted(source: str, part: re.Pattern[str]) -> Iterator[str]:
    """Values of a part of the article that a script sets and then writes where readers see them."""
    return (found[1] for found in part.finditer(source)) if "document.write" in source else iter(())


def meta_source(meta: dict[str, str]) -> tuple[str, str] | None:
    """Source in a meta tag, and the tag's content."""
    for name in _META_SOURCES:
        content = meta.get(name)
        if content and (value := sources.value_of(content)):
            return value, content
    return None
