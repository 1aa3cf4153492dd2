"""When a known article is looked at again: young ones often, old ones rarely. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from newscrawler.state.codec import moment

if TYPE_CHECKING:
    from newscrawler.state.store import Known


@dataclass(frozen=True, slots=True)
class RecheckRule:
    """A look is due when a ``share`` of the article's age at the last look has passed, within bounds.

    With the defaults an article of one day is looked at every 6 hours, of a month every 6 days, of a
    year every 73 days: about 30 looks in its first year, 2 in each later one.
    """

    shortest: timedelta = timedelta(hours=6)
    share: float = 0.2
    longest: timedelta = timedelta(days=180)

    def interval(self, age: timedelta) -> timedelta:
        """Time between looks at an article of this age."""
        return min(max(age * self.share, self.shortest), self.longest)


def due(known: Known, now: datetime, rule: RecheckRule | None = None) -> bool:
    """Whether ``known`` should be asked for again at ``now`` (aware).

    Age counts from the article's own timestamp, else from when it was first seen. What one look found
    missing or worse is always due: only a second look settles it. A withdrawn article is looked at as
    rarely as the rule allows.
    """
    rule = rule or RecheckRule()
    if known.suspect or known.held or known.checked_at is None:
        return True
    checked = moment(known.checked_at)
    if known.status == "gone":
        return now - checked >= rule.longest
    born = known.timestamp or known.first_seen
    age = checked - moment(born) if born else timedelta(0)
    return now - checked >= rule.interval(age)
