"""Dates whose parts stand in elements of their own, in lists and strips: ``22`` above ``2022-06``."""

from __future__ import annotations

import re
from datetime import date

_LONGEST = 60
_FORMS = (
    re.compile(r"(?P<d>\d{1,2})\s*日?\s+(?P<y>(?:19|20)\d\d)\s*[-./年]\s*(?P<m>\d{1,2})\s*月?"),
    re.compile(r"(?P<y>(?:19|20)\d\d)\s*[-./年]\s*(?P<m>\d{1,2})\s*月?\s+(?P<d>\d{1,2})\s*日?"),
    re.compile(r"(?P<y>(?:19|20)\d\d)\s*年?\s+(?P<m>\d{1,2})\s*[-./月]\s*(?P<d>\d{1,2})\s*日?"),
    re.compile(r"(?P<m>\d{1,2})\s*[-./月]\s*(?P<d>\d{1,2})\s*日?\s+(?P<y>(?:19|20)\d\d)\s*年?"),
)


def read_split_date(text: str) -> date | None:
    """The day of the parts, joined with blanks in the order in which they stand; None if that is no date.

    >>> read_split_date("22 2022-06"), read_split_date("2022年06月 22"), read_split_date("06-22 2022")
    (datetime.date(2022, 6, 22), datetime.date(2022, 6, 22), datetime.date(2022, 6, 22))
    """
    text = text.strip()
    forms = (form.fullmatch(text) for form in _FORMS) if len(text) <= _LONGEST else ()
    found = next(filter(None, forms), None)
    try:
        return date(*map(int, found.group("y", "m", "d"))) if found else None
    except ValueError:
        return None
