"""Stage headline: breadcrumb, kicker, title, subtitle, source, timestamp, site name and language.

Each field is looked for from the specific to the general: profile, family, meta tags, general rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import chain

from newscrawler.extract import (
    beside,
    breadcrumb,
    dateline,
    enpproperty,
    heading,
    language,
    select,
    strip_source,
    unshown,
)
from newscrawler.extract import source as sources
from newscrawler.extract import timestamp as times
from newscrawler.extract.context import Context, Document
from newscrawler.extract.dateline import Dated
from newscrawler.extract.draft import Draft
from newscrawler.extract.heading import Place, Witnesses
from newscrawler.extract.layout import Layout, Node
from newscrawler.extract.page import Page
from newscrawler.extract.pieces import in_order
from newscrawler.extract.text import clean
from newscrawler.extract.timestamp import Moment
from newscrawler.extract.title import arrange, cut_suffix, meta_lines, opens, undash
from newscrawler.selectors import Selectors
from newscrawler.urls import split_url

_LONGEST = 500
"""Characters of a title outside the text; what is longer is no title."""
_COLUMN = 8
"""Characters of a column's name, at most; a longer one that opens ``<title>`` is the article's own."""
_TITLE_FIELDS = ("articletitle", "og:title", "twitter:title", "title", "dc.title")


def run(document: Document, context: Context, draft: Draft) -> None:
    """Fill the headline fields of ``draft`` from the first page."""
    reading = _Reading(document.first, context)
    reading.site(draft)
    reading.trail(draft)
    reading.headline(draft)
    reading.end_trail(draft)
    reading.language(draft)
    reading.time(draft)
    reading.source(draft)
    _look_up(context, draft)


def _look_up(context: Context, draft: Draft) -> None:
    """Odd values that the profile knows are replaced by the right ones."""
    for name, values in (context.profile.lookups if context.profile else {}).items():
        value = getattr(draft, name, None)
        if isinstance(value, str) and value in values:
            draft.set(name, values[value] or None, "profile", draft.raw.get(name))


class _Reading:
    """One page being read; what several fields need is worked out once."""

    def __init__(self, page: Page, context: Context) -> None:
        self.page = page
        self.context = context
        self.layout: Layout = page.layout
        self.place: Place | None = None
        self.dated: Dated | None = None
        self.columns: list[str] = []

    @cached_property
    def selectors(self) -> list[tuple[str, Selectors]]:
        """The layers that name elements, the most specific first."""
        context, found = self.context, []
        if context.profile and "profile" in context.layers:
            found.append(("profile", context.profile.article))
        if context.family and "family" in context.layers:
            found.append((f"family:{context.family.name}", context.family.article))
        return found

    def uses(self, layer: str) -> bool:
        """Whether a layer is in use."""
        return layer in self.context.layers

    def named(self, key: str) -> Iterator[tuple[str, Node]]:
        """Elements that the selectors of a field name, with their layer."""
        for layer, selectors in self.selectors:
            for selector in getattr(selectors, key):
                for node in select.select(self.layout, selector):
                    yield layer, node

    @cached_property
    def meta(self) -> dict[str, str]:
        """Meta tags; empty where that layer is off."""
        if not self.uses("meta"):
            return {}
        if not self.enp:
            return self.page.meta
        return enpproperty.as_meta(self.enp) | {name: text for name, text in self.page.meta.items() if text}

    @cached_property
    def enp(self) -> dict[str, str]:
        """Fields of a Founder system's comment."""
        return enpproperty.fields(self.page.text)

    # -- headline ------------------------------------------------------------------------------------

    @cached_property
    def witnesses(self) -> Witnesses:
        """``<title>``, meta titles, and names that are no title."""
        tree = self.page.tree
        first = tree.find("head/title")  # the usual place; a second document in mid-file moves it
        titles = (
            clean((element.text or "")[:_LONGEST])
            for element in chain(() if first is None else (first,), tree.iter("title"))
        )
        document_title = next(filter(None, titles), "")
        fields = [
            lines[0]
            for name in _TITLE_FIELDS
            if len(lines := meta_lines(self.meta.get(name, "")[:_LONGEST])) == 1
        ]
        names = [self.meta.get(name, "") for name in ("sitename", "columnname", "og:site_name", "lanmu")]
        if self.context.profile:
            names.append(self.context.profile.site_name)
        names += [name for name in self.columns if len(name) <= _COLUMN or not opens(document_title, name)]
        return Witnesses(document_title, tuple(fields), tuple(filter(None, names)))

    def headline(self, draft: Draft) -> None:
        """Kicker, title and subtitle."""
        layer = self._place(draft)
        for key in ("kicker", "subtitle"):
            for named_by, node in self.named(key):
                if text := undash(self.layout.text(node)):
                    draft.set(key, text, named_by)
                    break
        if self.place is None:
            return
        kicker, title, subtitle = beside.around(self.layout, self.place, self.witnesses)
        draft.set("title", title, layer)
        if self.enp and self.uses("meta"):
            near = beside.texts_near(self.layout, self.place)
            kicker = enpproperty.shown(self.enp, "introtitle", near) or kicker
            subtitle = enpproperty.shown(self.enp, "subtitle", near) or subtitle
        if kicker and not draft.kicker:
            draft.set("kicker", kicker, layer if kicker == self.place.parts.kicker else "general")
        if subtitle and not draft.subtitle:
            draft.set("subtitle", subtitle, layer if subtitle == self.place.parts.subtitle else "general")

    def _place(self, draft: Draft) -> str:
        """Find where the headline stands; the layer that says so. Sets the title where it stands nowhere."""
        witnesses = self.witnesses
        for key in ("headline", "title"):
            for layer, node in self.named(key):
                self.place = heading.from_node(self.layout, node, witnesses)
                if self.place:
                    return layer
        self.place = heading.find(self.layout, witnesses)
        in_meta = meta_lines(self.meta.get("articletitle", "")[:_LONGEST])
        if self.place and (self.place.confirmed or not in_meta):
            return "general"
        if in_meta:
            self.place = None
            kicker, title, subtitle = arrange(in_meta, witnesses.document_title)
            for name, value in (("kicker", kicker), ("title", title), ("subtitle", subtitle)):
                if value:
                    draft.set(name, value, "meta")
        elif text := cut_suffix(witnesses.document_title, witnesses.names):
            draft.set("title", text, "general")
        return "meta"

    @cached_property
    def zone(self) -> range:
        """Numbers of the lines in which the strip may stand."""
        start, end = (self.place.start, self.place.end) if self.place else (0, 0)
        return dateline.zone(self.layout.blocks, start, end)

    @cached_property
    def head(self) -> range:
        """Numbers of the headline's own lines, less those that the strip shares."""
        start, end = (self.place.start, self.place.end) if self.place else (0, 0)
        while end > start and self._is_dated(self.layout.blocks[end - 1].text):
            end -= 1
        return range(start, end)

    def _is_dated(self, line: str) -> bool:
        return self.witnesses.bare(line) != line

    # -- breadcrumb ----------------------------------------------------------------------------------

    def trail(self, draft: Draft) -> None:
        """Breadcrumb: from a named container or its links, else from the page."""
        for layer, selectors in self.selectors:
            for selector in selectors.breadcrumb:
                nodes = select.select(self.layout, selector)[:12]
                if len(nodes) == 1:
                    names = breadcrumb.trail(breadcrumb.of_container(self.layout, nodes[0]))
                else:
                    names = breadcrumb.trail([self.layout.text(node) for node in nodes])
                if breadcrumb.is_trail(names):
                    self.columns = names
                    draft.set("breadcrumb", names, layer)
                    return
        if self.uses("general") and (names := breadcrumb.find(self.layout)):
            self.columns = names
            draft.set("breadcrumb", names, "general")

    def end_trail(self, draft: Draft) -> None:
        """The article's own title is no part of the trail that leads to it."""
        names = breadcrumb.less_title(draft.breadcrumb, draft.title or "")
        if len(names) < len(draft.breadcrumb):
            draft.set("breadcrumb", names, draft.provenance["breadcrumb"])

    # -- timestamp -----------------------------------------------------------------------------------

    def read(self, text: str, known: bool) -> Moment | None:
        """A time in ``text``; relative forms only where the text is known to be a time."""
        return times.parse_time(text, self.context.timezone, self.context.fetched_at if known else None)

    def time(self, draft: Draft) -> None:
        """Timestamp, precision and the string as written."""
        refused = False
        chosen: tuple[str, Moment] | None = None
        for layer, moment in self._moments(draft.language):
            if times.is_possible(moment, self.context.fetched_at):
                chosen = (layer, moment)
                break
            refused = True
        if refused:
            draft.warn("timestamp_refused")
        if chosen is None:
            return
        layer, moment = chosen
        if layer == "url":
            draft.warn("timestamp_from_url")
            self.dated = dateline.with_clock(moment, self.layout.blocks, self.zone)
            moment = self.dated.moment if self.dated else moment
        elif layer != "meta":
            layer, moment = self._finer(layer, moment)
        if moment.is_filler and self._midnight_is_day(moment):
            moment = moment.as_day()
        draft.set("timestamp", moment.text(), layer, moment.raw)
        draft.set("timestamp_precision", moment.precision, layer)

    def _moments(self, tongue: str) -> Iterator[tuple[str, Moment]]:
        """Candidates, the most trusted first."""
        for layer, node in self.named("timestamp"):
            if moment := self._named_time(node, tongue):
                yield layer, moment
        for layer, place in self._strips():
            for dated in dateline.shown_times(self.layout.blocks, place, self.head, self.read):
                self.dated = self.dated or dated
                yield layer, dated.moment
        doubted: list[Dated] = []
        if self.uses("general"):
            for dated in self._shown():
                if self._in_doubt(dated):
                    doubted.append(dated)
                    continue
                self.dated = self.dated or dated
                yield "general", dated.moment
            for dated in dateline.times_below(self.layout.blocks, self.zone.stop, self.read):
                if dated.rank == 2:
                    self.dated = self.dated or dated
                    yield "general", dated.moment
        for moment in unshown.written_times(self.page.text, self.read) if self.uses("general") else ():
            yield "general", moment
        for moment in self.meta_times:
            yield "meta", moment
        for dated in doubted:
            self.dated = self.dated or dated
            yield "general", dated.moment
        if self.uses("general"):
            for moment in unshown.scripted_times(self.page.text, self.read):
                yield "general", moment
            if marked := unshown.marked_time(self.page.tree, self.read):
                yield "general", marked
            for dated in dateline.times_below(self.layout.blocks, self.zone.stop, self.read):
                self.dated = self.dated or dated
                yield "general", dated.moment
        path = split_url(self.context.url).path
        if moment := times.day_in_url(path, self.context.timezone):
            yield "url", moment

    @cached_property
    def meta_times(self) -> list[Moment]:
        """Times in meta tags, the most trusted first."""
        return list(unshown.meta_times(self.meta, self.read))

    def _named_time(self, node: Node, tongue: str) -> Moment | None:
        """The time in an element that holds nothing else, in whatever form."""
        text = self.layout.text(node)
        if not text:
            return None
        moment = self.read(text, True) or self.read(" ".join(in_order(node.element)), True)
        return moment or times.last_resort(text, self.context.timezone, self.context.fetched_at, tongue)

    def _strips(self) -> Iterator[tuple[str, range]]:
        """Lines that selectors name as the strip."""
        for layer, node in self.named("strip"):
            yield layer, range(node.start, node.end)

    def _shown(self) -> Sequence[Dated]:
        """Dates near the headline; among equals those that the meta tags or the address agree with first."""
        found = list(dateline.shown_times(self.layout.blocks, self.zone, self.head, self.read))
        if len(found) > 1:
            days = {moment.when.date() for moment in self.meta_times}
            month = times.month_in_url(split_url(self.context.url).path)

            def doubt(dated: Dated) -> tuple[int, bool, bool]:
                when = dated.moment.when
                return dated.rank, when.date() not in days, (when.year, when.month) != month

            found.sort(key=doubt)
        return found

    def _in_doubt(self, dated: Dated) -> bool:
        """A bare day without label that no meta time shares, where there are meta times."""
        if dated.rank == 0 or dated.moment.precision != "day":
            return False
        days = {moment.when.date() for moment in self.meta_times}
        return bool(days) and dated.moment.when.date() not in days

    def _finer(self, layer: str, moment: Moment) -> tuple[str, Moment]:
        """A time of the same day that is exact where the first is only a day: shown with it, else in meta."""
        if moment.precision == "day":
            shown = [("general", dated.moment) for dated in self._shown() if dated.rank <= 1]
            for origin, other in (*shown, *(("meta", other) for other in self.meta_times)):
                if (
                    other.precision != "day"
                    and not other.is_filler
                    and other.when.date() == moment.when.date()
                ):
                    return origin, other
        return layer, moment

    def _midnight_is_day(self, moment: Moment) -> bool:
        """Whether 00:00 stands for an unknown hour: with seconds, by the family's habit, or a day in meta."""
        family = self.context.family
        if moment.precision == "second" or (family and family.midnight_is_day and self.uses("family")):
            return True
        return any(
            other.precision == "day" and other.when.date() == moment.when.date() for other in self.meta_times
        )

    # -- source --------------------------------------------------------------------------------------

    def source(self, draft: Draft) -> None:
        """Source and the string as written; an empty strip is null."""
        for layer, node in self.named("source"):
            text = self.layout.text(node)
            if value := sources.value_of(text):
                draft.set("source", value, layer, text)
                return
        strips = [*self._strips(), *([("general", self.zone)] if self.uses("general") else ())]
        labelled = False
        for layer, place in strips:
            shown = strip_source.shown_source(self.layout.blocks, place)
            labelled = labelled or shown is not None
            if shown and shown[0]:
                draft.set("source", shown[0], layer, shown[1])
                return
        if in_meta := unshown.meta_source(self.meta):
            draft.set("source", in_meta[0], "meta", in_meta[1])
        elif labelled and (scripted := unshown.scripted_source(self.page.text)):
            draft.set("source", scripted[0], "general", scripted[1])
        elif not labelled and self.uses("general"):
            dated = self.dated or next((d for d in self._shown() if not self._in_doubt(d)), None)
            if dated:
                stamp: tuple[int, str] | None = (dated.at, dated.moment.raw)
            else:
                stamp = dateline.yearless(self.layout.blocks, self.zone)
            bare = strip_source.unlabelled_source(self.layout, self.zone, self.place, stamp, self.columns)
            below = range(self.head.stop, self.zone.stop)
            bare = bare or strip_source.credited_outlet(self.layout.blocks, below)
            if bare := bare or unshown.scripted_source(self.page.text):
                draft.set("source", bare[0], "general", bare[1])

    # -- site and language -----------------------------------------------------------------------------

    def site(self, draft: Draft) -> None:
        """Name of the site."""
        profile = self.context.profile
        if profile and self.uses("profile"):
            draft.set("site_name", profile.site_name, "profile")
        elif name := clean(self.meta.get("sitename") or self.meta.get("og:site_name") or ""):
            draft.set("site_name", name, "meta")

    def language(self, draft: Draft) -> None:
        """Language: the profile's edition, else the characters, else the lang attribute."""
        profile = self.context.profile
        segment = split_url(self.context.url).path.strip("/").partition("/")[0]
        if profile and self.uses("profile") and segment in profile.languages:
            draft.set("language", profile.languages[segment], "profile")
            return
        after = self.layout.blocks[self.head.stop : self.head.stop + 60]
        texts = chain((draft.title or "",), (b.text for b in after if b.link * 2 < len(b.text)))
        if told := language.tell(texts):
            draft.set("language", told, "general")
        elif declared := language.from_tag(self.page.tree.get("lang")):
            draft.set("language", declared, "meta")
        elif profile:
            draft.set("language", profile.language, "profile")
