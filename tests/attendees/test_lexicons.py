"""No entry of a lexicon holds up texts that do not contain it: taken out, it breaks at most the cases with it.

Entries are taken out of a copy of the lexicons in batches; the cases that contain none of the batch must come
out as before. A few batches at random in the quick tests, all entries in the slow one.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from newscrawler.extract.attendees import Lexicon, find_attendees, lexicon, load
from newscrawler.extract.attendees.view import View
from tests.attendees.cases import HERE
from tests.attendees.cases import load as cases

CASES = [*cases(HERE / "dev.jsonl"), *cases(HERE / "sentences_open.jsonl")]
FILES = sorted(path.name for path in Path(str(lexicon.FOLDER)).glob("*.txt") if path.name != "classes.txt")
"""classes.txt holds the word classes that the grammar itself asks for, not words of texts."""
CHARACTERS = ("surnames.txt", "surnames_rare.txt", "transcription.txt")
BATCH = {True: 8, False: 40}
"""Entries taken out at once: single characters stand in most texts, so few of them."""


def entries(name: str) -> list[str]:
    """The entries of a file; of a table, its words."""
    lines = Path(str(lexicon.FOLDER)).joinpath(name).read_text(encoding="utf-8").splitlines()
    kept = [line.partition("#")[0].strip() for line in lines]
    if name in ("actions.txt", "governors.txt", "suffixes.txt", "gestures.txt"):
        return sorted({line.split("\t")[0] for line in kept if line})
    words = {word for line in kept for word in line.split()}
    return sorted(set("".join(words)) if name in CHARACTERS else words)


def without(name: str, gone: set[str], folder: Path, monkeypatch: pytest.MonkeyPatch) -> Lexicon:
    """The lexicon with some entries of one file left out."""
    source = Path(str(lexicon.FOLDER))
    copy = folder / "lexicons"
    shutil.copytree(source, copy)
    lines = []
    for line in (source / name).read_text(encoding="utf-8").splitlines():
        body = line.partition("#")[0]
        if "\t" in body:
            lines.append("" if body.split("\t")[0] in gone else body)
        elif name in CHARACTERS:
            lines.append("".join(char for char in body if char not in gone))
        else:
            lines.append(" ".join(word for word in body.split() if word not in gone))
    (copy / name).write_text("\n".join(lines), encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(lexicon, "FOLDER", copy)
        changed = load.__wrapped__(None)
    shutil.rmtree(copy)
    return changed


def texts(case: dict) -> str:
    whole = "\n".join([case["title"] or "", case["subtitle"] or "", *case["paragraphs"]])
    return whole + View(whole, 0, load()).plain


def read(case: dict, words: Lexicon) -> tuple:
    found = find_attendees(case["title"], case["subtitle"], case["paragraphs"], lexicon=words)
    return [(a.name, a.titles, a.actions) for a in found.attendees], found.groups


def batches(seed: int) -> Iterator[tuple[str, set[str]]]:
    shuffled = random.Random(seed)
    for name in FILES:
        words = entries(name)
        shuffled.shuffle(words)
        size = BATCH[name in CHARACTERS]
        yield from ((name, set(words[at : at + size])) for at in range(0, len(words), size))


def broken(name: str, gone: set[str], folder: Path, monkeypatch: pytest.MonkeyPatch, most: int) -> list[str]:
    """Cases without any of the entries that come out differently once they are taken out."""
    free = [case for case in CASES if not any(word in texts(case) for word in gone)][:most]
    changed = without(name, gone, folder, monkeypatch)
    return [case["id"] for case in free if read(case, changed) != read(case, load())]


@pytest.mark.parametrize("file", FILES)
def test_some_entries_break_only_cases_that_contain_them(file, tmp_path, monkeypatch):
    name, gone = random.Random(file).choice([batch for batch in batches(seed=1) if batch[0] == file])
    assert broken(name, gone, tmp_path, monkeypatch, most=20) == []


@pytest.mark.slow
@pytest.mark.parametrize("file", FILES)
def test_every_entry_breaks_only_cases_that_contain_it(file, tmp_path, monkeypatch):
    faults = {}
    for name, gone in batches(seed=2):
        if name == file and (ids := broken(name, gone, tmp_path, monkeypatch, most=60)):
            faults[" ".join(sorted(gone))] = ids
    assert faults == {}
