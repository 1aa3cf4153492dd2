"""Arguments of a crawl (``-a NAME=VALUE``): what each may be, and one line that says so where it is not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from newscrawler.portals import Profile
from newscrawler.urls import host_of


class ArgumentError(ValueError):
    """A wrong argument; the message is one line that says what is allowed. Exit status 2."""


@dataclass(frozen=True, slots=True)
class Arguments:
    """What narrows or widens a run."""

    topics: tuple[str, ...] = ()
    """Names or addresses; empty: all."""
    since: date | None = None
    until: date | None = None
    max_articles: int | None = None
    full: bool = False

    @property
    def restricted(self) -> bool:
        """Whether the run sees only a part of the portal, so that its counts say nothing."""
        return bool(self.topics or self.since or self.until or self.max_articles is not None)

    @classmethod
    def read(
        cls,
        profile: Profile,
        *,
        topic: str | None = None,
        since: str | None = None,
        until: str | None = None,
        max_articles: str | int | None = None,
        full: str | bool | None = None,
        **others: object,
    ) -> Arguments:
        """Values as written on the command line → Arguments, or :class:`ArgumentError`.

        Names that begin with ``_`` are a scheduler's own (Scrapyd's ``_job``) and stand in the report only.
        """
        unknown = sorted(name for name in others if not name.startswith("_"))
        if unknown:
            allowed = "topic, since, until, max_articles, full"
            raise ArgumentError(f"unknown argument {', '.join(unknown)}: allowed are {allowed}")
        topics = tuple(name for part in (topic or "").split(",") if (name := part.strip()))
        if topic is not None and not topics:
            raise ArgumentError("topic: give a name or an address, several with commas")
        for name in topics:
            if "://" in name and (
                not name.startswith(("http://", "https://")) or host_of(name) not in profile.hosts
            ):
                hosts = ", ".join(profile.hosts)
                raise ArgumentError(f"topic {name}: an address must be http(s) and on {hosts}")
        first, last = _day("since", since), _day("until", until)
        if first and last and first > last:
            raise ArgumentError(f"since {first} lies after until {last}")
        return cls(topics, first, last, _count(max_articles), _flag(full))


def _day(name: str, text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise ArgumentError(f"{name}={text}: a date is written YYYY-MM-DD, such as 2022-06-22") from None


def _count(text: str | int | None) -> int | None:
    if text is None:
        return None
    try:
        number = int(text)
    except ValueError:
        number = 0
    if number < 1:
        raise ArgumentError(f"max_articles={text}: must be a whole number from 1")
    return number


def _flag(text: str | bool | None) -> bool:
    if text is None or isinstance(text, bool):
        return bool(text)
    if text.lower() in ("1", "true", "yes", "on"):
        return True
    if text.lower() in ("0", "false", "no", "off", ""):
        return False
    raise ArgumentError(f"full={text}: must be 1 or 0")
