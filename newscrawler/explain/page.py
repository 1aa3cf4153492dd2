"""An explanation as one HTML page: self-contained, no script, nothing loaded, everything escaped."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from importlib import resources
from itertools import groupby
from operator import itemgetter

from newscrawler.explain import KINDS, Explanation, Passage, Segment, facts


def render(explanation: Explanation) -> str:
    """The page, ready to be written as UTF-8."""
    article = explanation.article
    title = escape(article.title or article.id)
    return (
        f'<!doctype html>\n<html lang="{escape(article.language)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title>\n<style>\n{stylesheet()}</style></head>\n<body>\n{fragment(explanation)}</body></html>\n"
    )


def stylesheet() -> str:
    """The style that pages with a fragment need."""
    return resources.files("newscrawler.explain").joinpath("page.css").read_text(encoding="utf-8")


def fragment(explanation: Explanation) -> str:
    """What stands in the body: legend, article, and what the record holds; for pages that bring the style."""
    text = "\n".join(_passage(passage) for passage in explanation.passages)
    return (
        f"{''.join(_switches())}<nav class=legend>{''.join(_legend())}</nav>\n"
        f"<main>\n<article>\n{text}\n</article>\n"
        f"<aside>{''.join(_people(explanation))}{''.join(_facts(explanation))}</aside>\n</main>\n"
    )


def _switches() -> Iterator[str]:
    """One box a kind, before all that it hides: the style sheet does the rest."""
    for kind in KINDS:
        yield f'<input type=checkbox id="show-{kind}" checked>'


def _legend() -> Iterator[str]:
    for kind, meaning in KINDS.items():
        yield f'<label for="show-{kind}"><mark class="{kind}">{escape(meaning)}</mark></label>'


_TAGS = {"title": "h1", "kicker": "p", "subtitle": "h2"}


def _passage(passage: Passage) -> str:
    tag = _TAGS.get(passage.place, "p")
    inside = "".join(_segment(segment, passage.place) for segment in passage.segments)
    foot = "" if passage.place.isdigit() else f" class={passage.place}"
    return f'<{tag}{foot} id="p-{passage.place}"><span class=place>{passage.place}</span>{inside}</{tag}>'


def _segment(segment: Segment, place: str) -> str:
    text = escape(segment.text)
    if not segment.marks:
        return text
    kinds = " ".join(dict.fromkeys(mark.kind for mark in segment.marks))
    why = "\n".join(
        f"{KINDS[mark.kind]}: {mark.value}" + (f" [{mark.rule}]" if mark.rule else "")
        for mark in segment.marks
    )
    first = segment.marks[0]
    anchor = f' id="{_anchor(place, first.start)}"' if first.kind == "name" else ""
    return f'<mark class="{kinds}" title="{escape(why)}" tabindex=0{anchor}>{text}</mark>'


def _anchor(place: str, start: int) -> str:
    return f"at-{place}-{start}"


def _people(explanation: Explanation) -> Iterator[str]:
    """A card for each attendee, with a link to each place in the text."""
    article = explanation.article
    yield f"<h2>Who took part <small>{len(article.attendees)}</small></h2>"
    if not article.attendees:
        yield "<p>Nobody is named as taking part.</p>"
    for person in article.attendees:
        posts = "".join(f"<li><mark class=post>{escape(title)}</mark></li>" for title in person.titles)
        actions = "".join(f"<li><mark class=action>{escape(action)}</mark></li>" for action in person.actions)
        places = explanation.places("name", person.name)
        links = "".join(
            f'<li><a href="#{_anchor(place, mark.start)}">{"¶ " * place.isdigit()}{place}</a>'
            f" <code>{escape(mark.rule)}</code></li>"
            for place, mark in places
        )
        yield (
            f"<section><h3>{escape(person.name)}</h3><ul class=tags>{posts}{actions}</ul>"
            f"<ul class=where>{links}</ul></section>"
        )


def _facts(explanation: Explanation) -> Iterator[str]:
    layers = explanation.article.provenance
    yield "<h2>Of the record</h2><dl>"
    for name, values in groupby(facts(explanation), key=itemgetter(0)):
        layer = f" <code>{escape(layers[name])}</code>" if name in layers else ""
        yield f"<dt>{name}{layer}</dt>" + "".join(f"<dd>{_value(name, value)}</dd>" for _, value in values)
    yield "</dl>"


def _value(name: str, value: str) -> str:
    if name == "url" and value.startswith(("http://", "https://")):
        return f'<a href="{escape(value)}" rel="noreferrer noopener">{escape(value)}</a>'
    return escape(value)
