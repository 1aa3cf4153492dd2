"""Lexicons: data files of words, merged with a user's additions, compiled once.

A file holds words parted by blanks; ``#`` begins a comment. Files of single characters (surnames,
transcription) may run them together. ``actions.txt`` and some others are tables: word, tab, value.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib import resources
from pathlib import Path
from typing import get_args

from newscrawler.record import Action

_VOCABULARY: dict[str, Action] = {action: action for action in get_args(Action)}
_HAN = r"[\u3400-\u9fff]"
_REACHING = ("met", "contact", "reports", "mentioned", "delegate")
FOLDER = resources.files("newscrawler.extract.attendees").joinpath("lexicons")


_WIDE = {
    ord(a): ord(b)
    for a, b in zip(
        ",;:()!?/|・•‧∙･﹒[]【】「」『』丨", "，；：（）！？／｜······（）（）“”“”｜", strict=True
    )
}


class Words(frozenset[str]):
    """A set of words that can be met at a place of a text, longest first."""

    def __init__(self, words: Iterable[str]) -> None:
        lengths: dict[str, set[int]] = defaultdict(set)
        for word in self:
            lengths[word[0]].add(len(word))
        self._lengths = {first: tuple(sorted(sizes, reverse=True)) for first, sizes in lengths.items()}

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """Finds the words; made when asked for: few sets are searched, and a pattern takes 20 ms to make."""
        return re.compile(alternation(self))

    def at(self, text: str, place: int) -> str:
        """The longest word that begins at ``place``; empty where none does."""
        for size in self._lengths.get(text[place : place + 1], ()):
            if (word := text[place : place + size]) in self:
                return word
        return ""


class Endings(frozenset[str]):
    """A set of words that can be met by their ends: a pattern of their last two characters, then look-ups."""

    def __init__(self, words: Iterable[str]) -> None:
        lengths: dict[str, set[int]] = defaultdict(set)
        for word in self:
            lengths[word[-1]].add(len(word))
        self._lengths = {last: sorted(sizes, reverse=True) for last, sizes in lengths.items()}
        self._regex = re.compile(_last_pairs(self))

    def before(self, text: str, end: int, floor: int = 0) -> str:
        """The longest word that ends at ``end`` and begins at or after ``floor``."""
        for size in self._lengths.get(text[end - 1 : end], ()):
            if end - size >= floor and (word := text[end - size : end]) in self:
                return word
        return ""

    def spans(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """(start, end) of each word in the stretch, by its end, longest at each end."""
        for match in self._regex.finditer(text, start, end):
            stop = match.end()
            if word := self.before(text, stop, start):
                yield stop - len(word), stop


def _last_pairs(words: Iterable[str]) -> str:
    """A pattern for the last character of any of the words, where the one before fits too."""
    before: dict[str, set[str]] = defaultdict(set)
    for word in words:
        before[word[-1]].add(word[-2:-1])
    return _dispatch(
        {
            re.escape(last): "" if "" in firsts else f"(?<=[{''.join(map(re.escape, sorted(firsts)))}].)"
            for last, firsts in before.items()
        }
    )


def _dispatch(groups: dict[str, str]) -> str:
    """A pattern of alternatives by first character, asked for in classes of forty: one is soon found."""
    if not groups:
        return "(?!)"
    firsts = sorted(groups)
    classes = [firsts[at : at + 40] for at in range(0, len(firsts), 40)]
    parts = (
        f"(?=[{''.join(some)}])(?:{'|'.join(first + groups[first] for first in some)})" for some in classes
    )
    return f"(?=[{''.join(firsts)}])(?:{'|'.join(parts)})"


def alternation(words: Iterable[str]) -> str:
    """A pattern for any of the words, longest first, that asks for each first character once."""
    rests: dict[str, list[str]] = defaultdict(list)
    for word in sorted(words, key=len, reverse=True):
        rests[re.escape(word[0])].append(re.escape(word[1:]))
    return _dispatch({first: f"(?:{'|'.join(found)})" for first, found in rests.items()})


@dataclass(frozen=True, eq=False)
class Lexicon:
    """All words the engine knows, in simplified characters."""

    surnames: frozenset[str]
    rare: frozenset[str]
    compound: frozenset[str]
    japanese: frozenset[str]
    doubled: frozenset[str]
    """Family names of more than one character: both of these."""
    transcription: frozenset[str]
    posts: Endings
    suffixes: re.Pattern[str]
    """Last characters of posts that no list holds."""
    post_words: Words
    """The same posts, met by their beginning."""
    group_heads: Endings
    organisations: Endings
    actions: dict[str, tuple[Action, ...]]
    speech: frozenset[str]
    presence: frozenset[str]
    absence: re.Pattern[str]
    verbs: Words
    """Actions, speech and presence verbs together."""
    followers: Words
    """What may follow a name, verbs included."""
    governors: dict[str, str]
    governor_ends: Endings
    governing: re.Pattern[str]
    """Governors of two or more characters that reach over a whole clause."""
    edges: frozenset[str]
    """Characters with which the words after a name begin."""
    families: frozenset[str]
    """Characters with which a family name or a transcribed name begins."""
    telling: re.Pattern[str]
    """A sentence without any of these, and without posts, names nobody."""
    quoting: re.Pattern[str]
    """A speech verb after which the sentence holds what was said."""
    doing: re.Pattern[str]
    """What a sentence with a list of bare names says of them."""
    told: re.Pattern[str]
    """What a bare name of two to four characters looks like with what follows it, roughly."""
    told_once: re.Pattern[str]
    """The same within a sentence, for a name that stands nowhere else."""
    openers: frozenset[str]
    """Characters with which a bare name may begin."""
    openings: re.Pattern[str]
    """A mark before such a character, or before what a bracket follows like a name."""
    governed: re.Pattern[str]
    """What may be the end of a governor (group 1) before the first character of a name."""
    honorifics: Words
    compound_pairs: frozenset[str]
    """Neighbouring characters in those words: a quick test."""
    people: frozenset[str]
    """Nouns for people at large, after which a name must look like one."""
    compounds: Words
    """Words that begin with a post and are none."""
    no_names: frozenset[str]
    """Words that look like a name and are none, even after a post."""
    common: frozenset[str]
    """Words that look like a name where no post stands before them."""
    collectives: re.Pattern[str]
    """Subjects that end the reach of the person named before."""
    marks: re.Pattern[str]
    places: frozenset[str]
    classes: dict[str, frozenset[str]]
    """Word classes of the grammar, explained in the file."""
    simplify: dict[int, int]
    """Traditional characters and half-width marks → simplified and full-width."""
    unusual: re.Pattern[str]
    """Any of those: most texts have none."""


@lru_cache(maxsize=8)
def load(extra: Path | None = None) -> Lexicon:
    """The lexicon, with the files of the same names in ``extra`` added."""

    def lines(name: str) -> Iterator[str]:
        texts = [FOLDER.joinpath(name).read_text(encoding="utf-8")]
        if extra and (more := extra / name).is_file():
            texts.append(more.read_text(encoding="utf-8"))
        for text in texts:
            for line in text.splitlines():
                if kept := line.partition("#")[0].strip():
                    yield kept

    def words(name: str) -> frozenset[str]:
        return frozenset(word for line in lines(name) for word in line.split())

    def characters(name: str) -> frozenset[str]:
        return frozenset("".join(words(name)))

    def table(name: str) -> dict[str, str]:
        return dict(line.split("\t", 1) for line in lines(name) if "\t" in line)

    actions = {
        word: tuple(_VOCABULARY[action] for action in value.split("/") if action in _VOCABULARY)
        for word, value in table("actions.txt").items()
    }
    speech, presence = words("speech.txt"), words("presence.txt")
    governors = table("governors.txt")
    told = [*actions, *speech, *presence, *words("honorifics.txt")]
    verbs = Words([*actions, *speech, *presence])
    gestures = [
        first + second
        for firsts, seconds in table("gestures.txt").items()
        for first in firsts
        for second in seconds
    ]
    followers = Words([*verbs, *words("followers.txt"), *words("absence.txt"), *gestures])
    posts = words("posts.txt")
    families = characters("surnames.txt") | characters("transcription.txt")
    families |= frozenset(name[0] for name in words("surnames_compound.txt") | words("surnames_japanese.txt"))
    openers = families | characters("surnames_rare.txt")
    simplify = {ord(line[0]): ord(line[2]) for line in lines("traditional.tsv")} | _WIDE
    return Lexicon(
        surnames=characters("surnames.txt"),
        rare=characters("surnames_rare.txt"),
        compound=words("surnames_compound.txt"),
        japanese=words("surnames_japanese.txt"),
        doubled=words("surnames_compound.txt") | words("surnames_japanese.txt"),
        transcription=characters("transcription.txt"),
        posts=Endings(posts),
        suffixes=re.compile(
            _dispatch(
                {
                    last: f"(?<={_HAN}.)(?![{others}])(?={_HAN})"
                    for last, others in table("suffixes.txt").items()
                }
            )
        ),
        post_words=Words(posts),
        group_heads=Endings(words("group_heads.txt") | words("people.txt")),
        organisations=Endings(words("organisations.txt")),
        actions=actions,
        speech=speech,
        presence=presence,
        absence=re.compile(alternation(words("absence.txt"))),
        verbs=verbs,
        followers=followers,
        governors=governors,
        governor_ends=Endings(governors),
        governing=re.compile(
            alternation(w for w, role in governors.items() if len(w) > 1 and role in _REACHING)
        ),
        edges=frozenset(word[0] for word in (*followers, *posts, *words("honorifics.txt")))
        | frozenset("0123456789一二三四五六七八九十两作做致"),
        families=families,
        telling=re.compile(alternation([*told, *table("classes.txt")["deeds"].split()]) + "|[（：]"),
        quoting=re.compile(
            f"(?:{alternation(speech - frozenset(table('classes.txt')['addressing'].split()))})[，：]"
        ),
        doing=re.compile(alternation([*actions, "有：", *table("classes.txt")["deeds"].split()])),
        told=re.compile(
            rf"[\u3400-\u9fff]{{2,6}}?(?:{alternation(told)}|[、，（在就向对与同和率赴为凭以]|$)|[^，。、]{{1,9}}·"
        ),
        told_once=re.compile(
            rf"{_HAN}{{2,6}}?(?:{alternation([*verbs, *words('honorifics.txt')])}|[、，（和与为凭以]|$)"
            "|[^，。、]{1,9}·"
        ),
        openers=openers,
        openings=re.compile(f"(?:[，、：”》）]|岁的)(?=[{''.join(sorted(openers))}]|...?（)"),
        governed=re.compile(f"({_last_pairs(governors)})了?(?=[{''.join(sorted(families))}]|..（)"),
        honorifics=Words(words("honorifics.txt")),
        compound_pairs=frozenset(
            word[i : i + 2] for word in words("compounds.txt") for i in range(len(word) - 1)
        ),
        people=words("people.txt"),
        compounds=Words(words("compounds.txt")),
        no_names=words("no_names.txt"),
        common=words("common_words.txt"),
        collectives=re.compile(alternation(words("collectives.txt"))),
        marks=re.compile(r"(?:" + alternation(words("marks.txt")) + r"|[，、\d\s])+"),
        places=words("places.txt"),
        classes={name: frozenset(value.split()) for name, value in table("classes.txt").items()},
        simplify=simplify,
        unusual=re.compile("[" + "".join(map(re.escape, map(chr, simplify))) + "]"),
    )
