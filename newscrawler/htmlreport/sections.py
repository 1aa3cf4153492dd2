"""The sections of a report over an export, each a query, a picture and its numbers."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import accumulate, groupby
from operator import itemgetter

from newscrawler.htmlreport import charts
from newscrawler.htmlreport.asking import Asking, browse_link, link
from newscrawler.htmlreport.model import Section
from newscrawler.questions import FILLED, question
from newscrawler.tables.days import parse_day

TOPICS = 8
"""Topics with a colour of their own; the rest are one."""
RANKED = 25
DAYS_AS_BARS = 92
"""Up to this span bars are days, beyond it months."""
WEEKDAYS = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
CALENDAR_YEARS = 15
FILL_MONTHS = 120
"""What the pictures show, counted back from the newest."""
GAP_EXPECTED = 5.0
"""A silence counts as a gap where so many articles were to be expected: by chance one in 150 (exp -5)."""
_WATCHED_LEAST = 14
_OTHER, _NONE = "other topics", "no topic"


def topics(ask: Asking) -> Section:
    """Articles by month (or day) and topic."""
    section = Section(
        "topics",
        "Articles by topic",
        "An article met under several topics counts in each of them.",
        sql="SELECT topic, count(*) AS articles FROM topics GROUP BY topic ORDER BY articles DESC",
    )
    counts = ask.all(section.sql)
    named = [row["topic"] for row in counts[:TOPICS]]
    without = ask.one(f"SELECT count(*) FROM ({question('articles_without_topic').sql})")
    for row in counts[: RANKED * 2]:
        section.numbers.append(
            ask.number("topics", row["topic"], row["articles"], "articles_of_topic", topic=row["topic"])
        )
    if without:
        section.numbers.append(ask.number("topics", _NONE, without, "articles_without_topic"))
    first, last = _span(ask)
    if first is None or last is None:
        section.empty = "" if section.numbers else "No article has a date or a topic."
        return section
    by_day = (last - first).days < DAYS_AS_BARS
    unit = "date" if by_day else "substr(date, 1, 7) || '-01'"
    told: Counter[tuple[str, str]] = Counter()
    for row in ask.each(
        f"SELECT {unit} AS start, coalesce(topic, ?) AS topic, count(*) AS n FROM articles "
        "LEFT JOIN topics ON topics.article_id = articles.id WHERE date IS NOT NULL GROUP BY 1, 2",
        _NONE,
    ):
        kind = row["topic"] if row["topic"] in (*named, _NONE) else _OTHER
        told[row["start"], kind] += row["n"]
    kinds = [kind for kind in (*named, _OTHER, _NONE) if any(kind == other for _, other in told)]
    section.chart = charts.stacked(
        [
            {
                "when": when,
                "kind": kind,
                "n": n,
                "told": f"{when if by_day else when[:7]}, {kind}: {n}",
                "href": (browse_link("articles_of_day", day=when) if by_day else link("coverage", when[:7])),
            }
            for (when, kind), n in sorted(told.items())
        ],
        when="day" if by_day else "month",
        kinds=kinds,
    )
    return section


def coverage(ask: Asking) -> Section:
    """Articles by day, with the months as numbers."""
    section = Section(
        "coverage",
        "Coverage by day",
        "One square a day of publication. Pale squares are days without an article: some are silence of the "
        "portal, some may be holes in the crawl; see the gaps below.",
        sql=(
            "SELECT substr(date, 1, 7) AS month, count(*) AS articles FROM articles GROUP BY month ORDER BY "
            "month DESC"
        ),
    )
    for row in ask.all(section.sql):
        if row["month"]:
            section.numbers.append(
                ask.number("coverage", row["month"], row["articles"], "articles_of_month", month=row["month"])
            )
        else:
            section.numbers.append(
                ask.number("coverage", "without a date", row["articles"], "undated_articles")
            )
    counts = {row["date"]: row["n"] for row in ask.each(
        "SELECT date, count(*) AS n FROM articles WHERE date IS NOT NULL GROUP BY date"
    )}  # fmt: skip
    first, last = _span(ask)
    if first is None or last is None:
        section.empty = "" if section.numbers else "No article."
        return section
    days = [first + timedelta(days) for days in range((last - first).days + 1)]
    section.chart = charts.calendar(
        [
            {
                "day": day.isoformat(),
                "n": counts.get(day.isoformat(), 0),
                "told": f"{day.isoformat()}: {counts.get(day.isoformat(), 0)}",
                **({"href": link("coverage", day.isoformat()[:7])} if day.isoformat() in counts else {}),
            }
            for day in days
            if day.year > last.year - CALENDAR_YEARS
        ],
        last.year - first.year + 1,
    )
    return section


def hours(ask: Asking) -> Section:
    """When the portal publishes."""
    section = Section(
        "hours",
        "Weekday and hour",
        "Local time of the portal; articles whose page shows only a day are left out.",
        sql=(
            "SELECT strftime('%w', date) AS weekday, substr(timestamp, 12, 2) AS hour, count(*) AS articles\n"
            "FROM articles WHERE timestamp_precision <> 'day'\n"
            "GROUP BY weekday, hour ORDER BY articles DESC, weekday, hour"
        ),
    )
    rows = []
    for row in ask.all(section.sql):
        label = f"{WEEKDAYS[int(row['weekday'])]} {row['hour']}:00"
        section.numbers.append(
            ask.number(
                "hours", label, row["articles"], "articles_at", weekday=row["weekday"], hour=row["hour"]
            )
        )
        rows.append(
            {
                "x": row["hour"],
                "y": WEEKDAYS[int(row["weekday"])],
                "n": row["articles"],
                "told": f"{label}: {row['articles']}",
                "href": link("hours", label),
            }
        )
    if rows:
        order = [*WEEKDAYS[1:], WEEKDAYS[0]]
        section.chart = charts.heat(rows, x="hour", y=order, columns=[f"{hour:02}" for hour in range(24)])
    section.empty = "" if rows else "No article shows an hour."
    return section


def fill(ask: Asking) -> Section:
    """How often each field holds something, by month of publication."""
    sums = ", ".join(f"sum({sql}) AS {field}" for field, sql in FILLED.items())
    section = Section(
        "fill",
        "Fill rate by field",
        "The share of articles whose field holds something. A low rate is no fault by itself (few articles "
        "name a "
        "printed edition); a sudden change is. A number leads to the newest articles that lack the field.",
        sql=f"SELECT substr(date, 1, 7) AS month, count(*) AS articles, {sums} FROM articles GROUP BY month",
    )
    months = ask.all(section.sql)
    total = sum(row["articles"] for row in months)
    if not total:
        section.empty = "No article."
        return section
    rates = {field: sum(row[field] for row in months) / total for field in FILLED}
    order = sorted(FILLED, key=lambda field: -rates[field])
    for field in order:
        lacking = round(total * (1 - rates[field]))
        section.numbers.append(
            ask.number(
                "fill", field, f"{rates[field]:.1%}", "articles_without_field",
                f"{lacking:,} without", field=field, month="",
            )
        )  # fmt: skip
    section.chart = charts.heat(
        [
            {
                "x": row["month"],
                "y": field,
                "n": row[field] / row["articles"],
                "told": f"{field}, {row['month']}: {row[field]} of {row['articles']}",
                "href": browse_link("articles_without_field", field=field, month=row["month"]),
            }
            for row in months[-FILL_MONTHS:]
            for field in order
            if row["month"]
        ],
        x="month",
        y=order,
        share=True,
    )
    return section


def layers(ask: Asking) -> Section:
    """Which layer of the extraction gave each field."""
    section = Section(
        "layers",
        "Extraction layers",
        "From the specific to the general: profile of the portal, family of publishing systems, meta tags, "
        "general "
        "rules; text is the article's own text, url its address. Fields that slide to general rules "
        "foretell a "
        "redesign of the portal.",
        sql=(
            "SELECT key AS field, value AS layer, count(*) AS articles\n"
            "FROM articles, json_each(provenance) GROUP BY field, layer ORDER BY field, articles DESC"
        ),
    )
    found = ask.all(section.sql)
    for row in found:
        section.numbers.append(
            ask.number(
                "layers", f"{row['field']} by {row['layer']}", row["articles"], "articles_by_layer",
                field=row["field"], layer=row["layer"],
            )
        )  # fmt: skip
    if found:
        kinds = sorted({row["layer"] for row in found}, key=_layer_order)
        section.chart = charts.shares(
            [
                {
                    "y": row["field"],
                    "kind": row["layer"],
                    "n": row["articles"],
                    "told": f"{row['field']} by {row['layer']}: {row['articles']}",
                    "href": link("layers", f"{row['field']} by {row['layer']}"),
                }
                for row in found
            ],
            y=sorted({row["field"] for row in found}),
            kinds=kinds,
        )
    section.empty = "" if found else "No article tells the layers of its fields."
    return section


def gaps(ask: Asking) -> Section:
    """Silences that are longer than chance allows, and warnings."""
    section = Section(
        "gaps",
        "Gaps",
        "Silences of a portal in which five or more articles were to be expected at its pace of the year "
        "before "
        "and the year after: look whether the portal was silent, or the crawl. Then the warnings that "
        "records "
        "carry.",
        sql=(
            "SELECT portal, date, count(*) AS articles FROM articles\n"
            "WHERE date IS NOT NULL GROUP BY portal, date ORDER BY portal, date"
        ),
    )
    found: list[tuple[float, int, str, str, str]] = []
    for portal, rows in groupby(ask.each(section.sql), key=itemgetter("portal")):
        days = [(day, row["articles"]) for row in rows if (day := parse_day(row["date"]))]
        found += [
            (expected, (after - before).days - 1, portal, before.isoformat(), after.isoformat())
            for expected, before, after in silences(days)
        ]
    for expected, silent, portal, before, after in sorted(found, reverse=True)[:RANKED]:
        section.numbers.append(
            ask.number(
                "gaps",
                f"{portal}: nothing between {before} and {after}",
                f"{silent} days",
                "articles_around",
                f"some {expected:.0f} articles expected",
                portal=portal,
                before=before,
                after=after,
            )
        )
    warnings = ask.all(
        "SELECT value AS code, count(*) AS n FROM articles, json_each(warnings) GROUP BY code ORDER BY n DESC"
    )
    for row in warnings[: RANKED * 2]:
        label = f"warning {row['code']}"
        section.numbers.append(
            ask.number("gaps", label, row["n"], "articles_with_warning", warning=row["code"])
        )
    section.empty = "" if section.numbers else "No gap longer than chance allows, and no warnings."
    return section


def silences(days: Sequence[tuple[date, int]]) -> Iterator[tuple[float, date, date]]:
    """(day, articles) of one portal in order → (articles to be expected, day before, day after) of each gap.

    The pace is that of the 365 days up to the gap and the 365 days from it on, as far as there are any.
    """
    dates = [day for day, _ in days]
    until = [0, *accumulate(n for _, n in days)]
    for place in range(1, len(days)):
        before, after = dates[place - 1], dates[place]
        silent = (after - before).days - 1
        if silent < 2:
            continue
        first = bisect_left(dates, before - timedelta(364))
        last = bisect_right(dates, after + timedelta(364))
        watched = (before - max(dates[0], before - timedelta(364))).days + 1
        watched += (min(dates[-1], after + timedelta(364)) - after).days + 1
        expected = silent * (until[last] - until[first]) / watched
        # A few days of watching tell no pace.
        if watched >= _WATCHED_LEAST and expected >= GAP_EXPECTED:
            yield expected, before, after


def _span(ask: Asking) -> tuple[date | None, date | None]:
    """First and last day of publication that a calendar has."""
    return parse_day(ask.one("SELECT min(date) FROM articles")), parse_day(
        ask.one("SELECT max(date) FROM articles")
    )


def _layer_order(layer: str) -> tuple[int, str]:
    known: Sequence[str] = ("profile", "family", "meta", "general", "text", "url")
    name = layer.partition(":")[0]
    return (known.index(name) if name in known else len(known), layer)
