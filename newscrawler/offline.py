"""Saved HTML files and archives → records: which files, under which address, and the record of each.

A page's address is what the caller says, else what a ``manifest.jsonl`` (:mod:`newscrawler.manifest`) in
its folder or a parent up to the argument says, else its ``<link rel=canonical>``, else ``file:`` and its
path below the argument.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from urllib.parse import quote

from pydantic import ValidationError

from newscrawler.archive.read import SUFFIXES, is_archive
from newscrawler.extract import extract_pages
from newscrawler.extract.page import RawPage
from newscrawler.manifest import MANIFEST, read_manifest
from newscrawler.outputs import is_special
from newscrawler.portals import Profile
from newscrawler.record import Article
from newscrawler.validate import reasons

HTML_SUFFIXES = frozenset(
    {".html", ".htm", ".shtml", ".xhtml", ".shtm", ".jhtml", ".asp", ".aspx", ".jsp", ".php"}
)
"""What counts as a page within a folder; a file that is named itself is always read."""

_HEAD = 1 << 16
_LINK = re.compile(rb"<link\b[^>]{0,2000}>", re.IGNORECASE)
_CANONICAL = re.compile(rb"""\brel\s*=\s*["']?\s*canonical\b""", re.IGNORECASE)
_HREF = re.compile(rb"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.IGNORECASE)
_WEB = re.compile(r"https?://[^\s/]", re.IGNORECASE)
# What a URL cannot hold or would take for a fragment; half characters come from undecodable names.
_UNSAFE = re.compile("[#\x00-\x1f\x7f\ud800-\udfff]")
_BINARY = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"\x1f\x8b",
    b"\x7fELF",
    b"RIFF",
)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Source:
    """One saved page."""

    path: Path
    name: str
    """Its path below the argument, with ``/``."""
    url: str | None
    """Known without reading it."""


@dataclass(frozen=True, slots=True)
class Archive:
    """A WARC or WACZ file, which holds any number of pages."""

    path: Path


@dataclass(frozen=True, slots=True)
class Result:
    """One page read."""

    line: str
    """The record as a line of JSON; empty for a part of an archive that is broken."""
    name: str
    trouble: str | None
    """One line for a person, where the page yielded nothing."""
    lost: bool = False
    """Whether something that was given could not be read, which the exit status tells."""


@dataclass(slots=True)
class Inputs:
    """The pages of the arguments, in order; ``troubles`` gathers faults of manifests and folders."""

    arguments: list[Path]
    url: str | None = None
    troubles: list[str] = field(default_factory=list)
    damaged: bool = False
    """Whether something of it could not be read: an archive as a whole, a folder, a line of a manifest."""
    manifests: dict[Path, dict[str, str]] = field(default_factory=dict)
    """Those that were read, by their folder: file (relative, with ``/``) → address."""
    _given: dict[str, Path] = field(default_factory=dict)
    """Address → the page that was given it first."""

    def __iter__(self) -> Iterator[Source | Archive]:
        for argument in self.arguments:
            if argument.is_dir():
                yield from self._folder(argument)
            elif is_archive(argument):
                yield Archive(argument)
            else:
                known = self._manifest(argument.parent).get(argument.name)
                yield self._source(argument, argument.name, known)

    def _folder(self, top: Path) -> Iterator[Source | Archive]:
        troubles = len(self.troubles)
        found = False
        for path in self._pages_below(top):
            found = True
            if path.name.lower().endswith(SUFFIXES):
                yield Archive(path)
            else:
                yield self._source(path, path.relative_to(top).as_posix(), self._lookup(path, top))
        if not found and len(self.troubles) == troubles:
            self.troubles.append(f"{top}: nothing found: no HTML file or archive in this folder")

    def _pages_below(self, folder: Path) -> Iterator[Path]:
        """HTML files and archives in a folder and below, by name, folder by folder; links to folders are
        left, and so is what is no file and would be waited for without end, such as a named pipe."""
        try:
            entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
            folders = {entry for entry in entries if entry.is_dir()}
        except OSError as error:
            self._unread(f"{folder}: cannot be read: {error.strerror or error}")
            return
        for entry in entries:
            if entry in folders:
                if not entry.is_symlink():
                    yield from self._pages_below(entry)
            elif entry.suffix.lower() in HTML_SUFFIXES or entry.name.lower().endswith(SUFFIXES):
                if is_special(entry):
                    self.troubles.append(f"{entry}: no regular file; passed over")
                else:
                    yield entry

    def _source(self, path: Path, name: str, known: str | None) -> Source:
        if known and (first := self._given.setdefault(known, path)) != path:
            self.troubles.append(
                f"warning: {first} and {path} are given the same address, {known}: "
                "they will count as one article"
            )
        return Source(path, name, self.url or known)

    def _lookup(self, path: Path, top: Path) -> str | None:
        """The address in the nearest manifest that names the page."""
        folder = path.parent
        while True:
            if url := self._manifest(folder).get(path.relative_to(folder).as_posix()):
                return url
            if folder == top:
                return None
            folder = folder.parent

    def _manifest(self, folder: Path) -> dict[str, str]:
        """What the manifest of a folder says, read once."""
        if folder not in self.manifests:
            path = folder / MANIFEST
            self.manifests[folder], troubles = read_manifest(path) if path.is_file() else ({}, [])
            for trouble in troubles:
                self._unread(trouble)
        return self.manifests[folder]

    def _unread(self, trouble: str) -> None:
        self.troubles.append(trouble)
        self.damaged = True


def canonical_link(body: bytes) -> str | None:
    """The absolute address in ``<link rel=canonical href=…>`` near the start of a page, or None.

    >>> canonical_link(b'<head><link href="http://a.cn/x.html?a=1&amp;b=2" rel="canonical">')
    'http://a.cn/x.html?a=1&b=2'
    """
    for link in _LINK.finditer(body, 0, _HEAD):
        href = _HREF.search(link[0]) if _CANONICAL.search(link[0]) else None
        if href:
            url = html.unescape((href[1] or href[2] or href[3] or b"").decode("utf-8", "replace")).strip()
            if _WEB.match(url):
                return url
    return None


def file_url(name: str) -> str:
    """``a/b.html`` → ``file:a/b.html``; what an address cannot hold is percent-encoded.

    A bare name gets ``./``: whoever matches records to files takes what follows the last slash.

    >>> file_url("第 1#.html")
    'file:./第 1%23.html'
    """
    name = name if "/" in name else f"./{name}"
    return "file:" + _UNSAFE.sub(lambda found: quote(found[0], errors="surrogateescape"), name)


@dataclass(frozen=True, slots=True)
class Means:
    """By what pages are read."""

    profile: Profile | None = None
    """None: the one whose hosts serve each page."""
    lexicon_dir: Path | None = None
    """A user's additions to the lexicons."""
    ner: bool = False
    """Ask a model for names that the rules leave open."""


def read(source: Source, means: Means) -> Result:
    """The record of one page. A file that cannot be read, or holds no page, gives one with a warning."""
    body, unreadable = _bytes(source.path)
    url = source.url or canonical_link(body) or file_url(source.name)
    binary = _is_binary(body)
    article = record_of(RawPage(url, b"" if binary else body), means)  # no noise in place of text
    if unreadable:
        return _result(source, article, "unreadable_file", unreadable, lost=True)
    if not body.strip():
        return _result(source, article, "empty_file", "empty file")
    if binary:
        return _result(source, article, "not_html", "no HTML but a binary file")
    if "no_article" in article.warnings:
        return _result(source, article, None, "no article found on the page")
    return Result(article.to_line(), source.name, None)


def _bytes(path: Path) -> tuple[bytes, str | None]:
    """A file's content, or nothing and why it cannot be read."""
    try:
        return path.read_bytes(), None
    except OSError as error:
        return b"", f"cannot be read: {error.strerror or error}"


def _is_binary(body: bytes) -> bool:
    """By signature, or by NUL bytes that UTF-16 does not explain."""
    return body.startswith(_BINARY) or (b"\x00" in body[:1024] and not body.startswith(_UTF16))


def record_of(page: RawPage, means: Means, fetched_at: datetime | None = None) -> Article:
    """The record; where what was extracted does not hold together, an empty one that says so."""
    extract = partial(
        extract_pages,
        portal=means.profile.name if means.profile else None,
        profile=means.profile,
        fetched_at=fetched_at,
        lexicon_dir=means.lexicon_dir,
        ner=means.ner,
    )
    try:
        return extract([page])
    except ValidationError as error:
        faulty = {reason.partition(":")[0].partition("[")[0] for reason in reasons(error)}
        article = extract([RawPage(page.url, b"")])
        codes = [f"invalid:{name}" for name in sorted(faulty)]
        return article.model_copy(update={"warnings": [*article.warnings, *codes]})


def _result(
    source: Source, article: Article, warning: str | None, trouble: str, *, lost: bool = False
) -> Result:
    if warning and warning not in article.warnings:
        article = article.model_copy(update={"warnings": [*article.warnings, warning]})
    return Result(article.to_line(), source.name, f"{source.path}: {trouble}", lost)
