"""Written numbers of dates (``06``, ``０６``, ``二十一``, ``廿一``, ``二〇二二``) and the days they make."""

from __future__ import annotations

from datetime import date

NUMBER = "[0-9０-９]{1,2}|[一二三四五六七八九十廿卅]{1,3}"
"""Pattern of a month or day number."""
YEAR = "[12１２][0-9０-９]{3}|[一二][〇零○一二三四五六七八九]{3}"
"""Pattern of a year."""

_WRITTEN = ("0０〇零○", "1１一", "2２二", "3３三", "4４四", "5５五", "6６六", "7７七", "8８八", "9９九")
_DIGITS = {char: value for value, chars in enumerate(_WRITTEN) for char in chars}
_TENS = {"十": 10, "廿": 20, "卅": 30}


def number(written: str) -> int:
    """A number as :data:`NUMBER` and :data:`YEAR` match it.

    >>> number("二十一"), number("十"), number("廿六"), number("０６"), number("二〇二二")
    (21, 10, 26, 6, 2022)
    """
    ten = next((char for char in written if char in _TENS), None)
    if ten is None:
        return int("".join(str(_DIGITS[char]) for char in written))
    before, _, after = written.partition(ten)
    return _TENS[ten] * _DIGITS.get(before, 1) + _DIGITS.get(after, 0)


def day(year: int, month: int, day_of_month: int) -> date | None:
    """The day, or None where the calendar has none such."""
    try:
        return date(year, month, day_of_month)
    except ValueError:
        return None
