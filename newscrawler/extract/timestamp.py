"""Written dates and times → moments: compiled patterns for the forms that pages use, dateparser for the rest.

Read: ``2022-06-22 10:29``, ``2022年6月22日上午10时29分``, ``２０２２／６／２２``,
``二〇二二年六月二十二日``, ``民国111年6月22日``, ``令和4年6月22日``, ``June 22, 2022 10:29 am``,
``22 June 2022``, ISO 8601 with an offset, ``20220622``, and against the page's fetch time
``昨天 10:29``, ``3小时前``, ``6月22日``. Lunar dates (农历) are no dates.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

from newscrawler.record import Precision

FIRST_YEAR = 1990
"""No page of the web is older; an older date is part of a text, not its time of publication."""

_AHEAD = timedelta(days=1)  # clocks and zones differ: later than this is the future

# One character for one, so that offsets in the result are offsets in the text.
_ASCII = str.maketrans(
    "０１２３４５６７８９：／－．，　\u00a0\u2002\u2003\u2009—–點時",
    "0123456789:/-.,     --点时",
)
_CN = "〇零○一二三四五六七八九"
_DIGITS = {"〇": 0, "零": 0, "○": 0} | {char: value for value, char in enumerate("一二三四五六七八九", 1)}
_ERAS = {"民国": 1911, "民國": 1911, "令和": 2018, "平成": 1988, "昭和": 1925}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_EVENING = frozenset(["下午", "午后", "午後", "傍晚", "晚上", "晚间", "晚", "夜间", "夜里", "深夜"])

# The time of day after (or, in English, before) a date.
_CN_DAY = r"(?:星期|周|週|礼拜)[一二三四五六日天]|[月火水木金土日]曜日?"
_EN_DAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?"
_WEEKDAY = rf"(?:[(\[（]?(?:{_CN_DAY}|{_EN_DAY})[)\]）]?)"
_HALF = (
    r"(?P<half>凌晨|清晨|早上|早晨|上午|午前|中午|下午|午后|午後|傍晚|晚上|晚间|晚|夜间|夜里|深夜"
    r"|[AaPp]\.?[Mm]\.?)"
)
_AFTER = _HALF.replace("half", "after")
_ZONE = r"(?P<zone>Z\b|(?:GMT|UTC)?[+-]\d{2}:?\d{2}\b|(?:GMT|UTC)(?![+\w-])|格林尼治标准时间)"
_CLOCK = re.compile(
    rf"[\sT,日_/|-]{{0,4}}(?:{_WEEKDAY}[\s,]{{0,3}})?(?:at\s+|(?:HKT|CST|(?:北京|香港|台北)时间)\s{{0,2}})?(?:{_HALF}\s{{0,2}})?(?:格林尼治标准时间)?"
    r"(?P<hour>[01]?\d|2[0-4])\s?(?::|时|点)\s?(?P<minute>[0-5]\d|\d(?=分|:[0-5]?\d(?!\d)))分?"
    r"(?:\s?:?\s?(?P<second>[0-5]\d|\d(?![\d:]))(?:[.,]\d{1,9})?秒?)?(?![\d:])"
    rf"(?:\s?{_AFTER})?(?:\s?{_ZONE})?",
    re.IGNORECASE,
)
_HOUR_ONLY = re.compile(rf"\s{{0,2}}(?:{_HALF}\s?)?(?P<hour>[01]?\d|2[0-3])[时点](?!\d)")
_CLOCK_BEFORE = re.compile(
    r"(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?"
    rf"\s?{_AFTER}?(?:\s?{_ZONE})?,?\s(?:on\s)?(?:{_WEEKDAY},?\s)?$",
    re.IGNORECASE,
)

_Y, _M, _D = r"(?P<y>(?:19|20)\d\d)", r"(?P<m>1[0-2]|0?[1-9])", r"(?P<d>3[01]|[12]\d|0?[1-9])"
_SURE_D = r"(?P<d>3[01]|2\d|1[3-9])"  # cannot be a month
_EN_MONTH = (
    r"(?P<mon>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_CENTURY = re.compile("[12][90]")
_YEAR_SIGN = re.compile("年")
_ROC = re.compile("日期:")
_SHORT = re.compile(r"\d-\d\d-\d\d\s")
_EN_LETTERS = re.compile("[JFMASOND][A-Za-z][A-Za-z]")


def _form(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_FORMS: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (
        _CENTURY,
        re.compile(
            rf"(?<![\d.]){_Y}\s{{0,2}}(?:年\s{{0,2}}|[-/.]\s?|\s(?=\d\d?\s?/))"
            rf"{_M}\s{{0,2}}(?:月\s{{0,2}}|[-/.]\s?){_D}(?:\s?[日号]|(?!\d))"
        ),
    ),
    (_CENTURY, re.compile(rf"(?<!\d){_Y}(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?!\d)")),
    (
        _YEAR_SIGN,
        re.compile(rf"(?P<cy>[一二][{_CN}]{{3}})年(?P<cm>[{_CN}十]{{1,3}})月(?P<cd>[{_CN}十]{{1,3}})[日号]"),
    ),
    (
        _YEAR_SIGN,
        re.compile(rf"(?P<era>{'|'.join(_ERAS)})\s?(?P<ey>\d{{1,3}}|元)\s?年\s?{_M}\s?月\s?{_D}\s?日"),
    ),
    (_EN_LETTERS, _form(rf"\b{_EN_MONTH}\s?{_D}(?:st|nd|rd|th)?,?\s?{_Y}\b")),
    (_EN_LETTERS, _form(rf"\b{_D}(?:st|nd|rd|th)?[\s-]{_EN_MONTH},?[\s-]{_Y}\b")),
    # 發布日期：112-12-28 is a year of the Republic; 09-02-11 08:32 has the hour with it.
    (_ROC, re.compile(rf"(?<=日期:)\s?(?P<roc>1[01]\d)[-/.]{_M}[-/.]{_D}(?!\d)")),
    (
        _SHORT,
        re.compile(
            r"(?<![\d/.-])(?P<yy>[0-3]\d)-(?P<m>1[0-2]|0[1-9])-(?P<d>3[01]|[0-2]\d)(?=\s{1,3}\d{1,2}:\d\d)"
        ),
    ),
    (_CENTURY, re.compile(rf"(?<![\d/.-]){_SURE_D}[/.-]{_M}[/.-]{_Y}(?!\d)")),
    (_CENTURY, re.compile(rf"(?<![\d/.-]){_M}[/.-]{_SURE_D}[/.-]{_Y}(?!\d)")),
    (  # with dots the day is first
        _CENTURY,
        re.compile(rf"(?<![\d/.-])(?P<d>3[01]|[12]\d|0[1-9])\.(?P<m>1[0-2]|0[1-9])\.{_Y}(?![\d.])"),
    ),
)
"""Forms of a full date, the commonest first, each after a cheap sign that it may be there at all."""

_EPOCH = re.compile(r"^\s*(1[0-9]{9})(\d{3})?\s*$")
_AGO = re.compile(
    r"(?<!\d)(?P<n>\d{1,3}|[一二两三四五六七八九十])\s?个?"
    r"(?P<unit>秒钟?|分钟?|小时|天|日|周|月)(?:之?前|以前)"
)
_NOW = re.compile(r"刚刚|刚才|just now", re.IGNORECASE)
_DAYS_BACK = re.compile(r"(?P<word>今天|今日|昨天|昨日|前天|前日)")
_MONTH_DAY = re.compile(
    r"(?<![\d年./-])(?P<m>1[0-2]|0?[1-9])(?:月|[-/])(?P<d>3[01]|[12]\d|0?[1-9])(?:日|(?![\d/.-]))"
)
_LUNAR = re.compile(r"(?:农历|農曆|阴历|旧历)\s?$")
_HINT = re.compile(r"\d|[一二][〇○零九]|刚|昨|今|前")
_NEAR = 16  # characters before a date among which no other form of date is looked for
_CUT = 400  # a line of page furniture; longer ones are text


@dataclass(frozen=True, slots=True)
class Moment:
    """A written time: ``when`` is aware, ``start`` and ``end`` its place in the text it was read from."""

    when: datetime
    precision: Precision
    raw: str
    start: int = 0
    end: int = 0

    @property
    def is_filler(self) -> bool:
        """00:00, 00:00:00 or 23:59:59: often written for an hour that the system does not know."""
        clock = (self.when.hour, self.when.minute, self.when.second)
        return self.precision != "day" and clock in ((0, 0, 0), (23, 59, 59))

    def as_day(self) -> Moment:
        """The same without its time of day."""
        day = self.when.replace(hour=0, minute=0, second=0)
        return Moment(day, "day", self.raw, self.start, self.end)

    def text(self) -> str:
        """ISO 8601 with offset, as records write it."""
        return self.when.isoformat(timespec="seconds")


def parse_time(text: str, zone: tzinfo, now: datetime | None = None) -> Moment | None:
    """The first date in ``text`` with the time of day that goes with it, or None.

    ``zone`` holds for times written without one; ``now`` (aware) is what relative and yearless forms
    refer to: without it they are not read. Impossible dates (31 June) are not dates.

    >>> from zoneinfo import ZoneInfo
    >>> parse_time("发布时间：2022年6月22日 下午3时05分", ZoneInfo("Asia/Shanghai")).text()
    '2022-06-22T15:05:00+08:00'
    """
    plain = text[:_CUT].translate(_ASCII)
    if not _HINT.search(plain):
        return None
    best = _first_possible(_FORMS[0][1], plain)
    if best is None or best.start() > _NEAR:
        for gate, form in _FORMS[1:]:
            found = _first_possible(form, plain) if gate.search(plain) else None
            if found and (best is None or found.start() < best.start()):
                best = found
    if best is not None:
        day = _day_of(best)
        assert day is not None  # _first_possible looked
        return _with_clock(text, plain, day, best.start(), best.end(), zone)
    return _epoch(text, plain, zone) or (_relative(text, plain, zone, now.astimezone(zone)) if now else None)


def last_resort(text: str, zone: tzinfo, now: datetime | None, language: str) -> Moment | None:
    """What dateparser reads in a string that is known to be a date; strict: no part is made up.

    Slow (a millisecond and more), so only for strings whose form :func:`parse_time` does not know.
    """
    if not _HINT.search(text) or len(text) > 60:
        return None
    import dateparser  # heavy: only pages with odd dates pay for it

    settings = {
        "STRICT_PARSING": True,
        "PREFER_DATES_FROM": "past",
        "TIMEZONE": str(zone),
        "RETURN_AS_TIMEZONE_AWARE": True,
        "RETURN_TIME_AS_PERIOD": True,
        "RELATIVE_BASE": (now.astimezone(zone) if now else datetime(1970, 1, 1)).replace(tzinfo=None),
    }
    parser = dateparser.date.DateDataParser(
        languages=["en" if text.isascii() else {"zh-Hans": "zh"}.get(language, language)],
        settings=settings,
    )
    try:
        data = parser.get_date_data(text.strip())
    except (ValueError, OverflowError, RecursionError):
        return None
    when = data.date_obj
    if when is None or (now is None and when.year <= 1971):
        return None
    timed = data.period == "time"
    when = (when if when.tzinfo else when.replace(tzinfo=zone)).astimezone(zone).replace(microsecond=0)
    moment = Moment(when, "second" if when.second else "minute", text.strip(), 0, len(text))
    return moment if timed else moment.as_day()


def is_possible(moment: Moment, now: datetime | None) -> bool:
    """Neither before the web nor after ``now`` (a day of grace)."""
    return moment.when.year >= FIRST_YEAR and (now is None or moment.when <= now + _AHEAD)


def _first_possible(form: re.Pattern[str], plain: str) -> re.Match[str] | None:
    for found in form.finditer(plain):
        if _day_of(found) and not _LUNAR.search(plain, max(0, found.start() - 6), found.start()):
            return found
    return None


def _day_of(found: re.Match[str]) -> date | None:
    """The calendar day a match of one of the forms names; None for 31 June."""
    part = found.groupdict()
    try:
        if part.get("cy"):
            year = int("".join(str(_DIGITS[char]) for char in part["cy"]))
            return date(year, _chinese(part["cm"]), _chinese(part["cd"]))
        if part.get("era"):
            year = _ERAS[part["era"]] + (1 if part["ey"] == "元" else int(part["ey"]))
        elif part.get("roc"):
            year = _ERAS["民國"] + int(part["roc"])
        elif part.get("yy"):
            year = 2000 + int(part["yy"])
        else:
            year = int(part["y"])
        month = _MONTHS.index(part["mon"][:3].lower()) + 1 if part.get("mon") else int(part["m"])
        return date(year, month, int(part["d"]))
    except ValueError:
        return None


def _chinese(number: str) -> int:
    """二十二 → 22; also 二二.

    >>> _chinese("二十二"), _chinese("十"), _chinese("三十"), _chinese("一二")
    (22, 10, 30, 12)
    """
    tens, ten, ones = number.partition("十")
    if not ten:
        return int("".join(str(_DIGITS[char]) for char in number))
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)


def _with_clock(text: str, plain: str, day: date, start: int, end: int, zone: tzinfo) -> Moment:
    """Join a day with the time of day written after or, in English, before it."""
    clock = _CLOCK.match(plain, end)
    if clock is None:
        before = _CLOCK_BEFORE.search(plain, max(0, start - 40), start)
        if before:
            return _moment(text, day, before, before.start(), end, zone)
        clock = _HOUR_ONLY.match(plain, end)
    return _moment(text, day, clock, start, clock.end() if clock else end, zone)


def _moment(text: str, day: date, clock: re.Match[str] | None, start: int, end: int, zone: tzinfo) -> Moment:
    part = clock.groupdict() if clock else {}
    midnight = datetime(day.year, day.month, day.day, tzinfo=zone)
    raw = text[start:end].strip()
    if not part:
        return Moment(midnight, "day", raw, start, end)
    hour = _hour(int(part["hour"]), (part.get("half") or part.get("after") or "").lower())
    local = midnight + timedelta(
        hours=hour, minutes=int(part.get("minute") or 0), seconds=int(part.get("second") or 0)
    )
    written = _zone(part.get("zone") or ("GMT" if clock and "格林尼治" in clock.group() else None))
    if written is not None:
        local = local.replace(tzinfo=written).astimezone(zone)
    return Moment(local, "second" if part.get("second") else "minute", raw, start, end)


def _hour(hour: int, half: str) -> int:
    """Hour of 24 from an hour with 上午, 下午, pm …; 24 is the next midnight."""
    if half in _EVENING or half[:1] == "p":
        return hour + 12 if hour < 12 else hour
    if half == "中午":
        return hour + 12 if hour < 6 else hour
    return 0 if half[:1] == "a" and hour == 12 else hour


def _zone(written: str | None) -> tzinfo | None:
    if not written:
        return None
    sign = re.search(r"([+-])(\d\d):?(\d\d)", written)
    if not sign:
        return UTC
    offset = timedelta(hours=int(sign[2]), minutes=int(sign[3]))
    return timezone(offset if sign[1] == "+" else -offset) if offset < timedelta(hours=24) else None


def _epoch(text: str, plain: str, zone: tzinfo) -> Moment | None:
    found = _EPOCH.match(plain)
    if not found:
        return None
    return Moment(datetime.fromtimestamp(int(found[1]), zone), "second", text.strip(), 0, len(text))


def _count(number: str) -> int:
    """3, 三, 两 and 十 as in 三小时前."""
    if number.isdigit():
        return int(number)
    return {"两": 2, "十": 10}.get(number) or _DIGITS[number]


def _relative(text: str, plain: str, zone: tzinfo, now: datetime) -> Moment | None:
    """Forms that mean something only at the time of the fetch."""
    today = now.date()
    if found := _AGO.search(plain):
        count = _count(found["n"])
        unit = found["unit"][0]
        if unit == "月":
            return None  # which day of that month is nowhere written
        step = {"秒": timedelta(seconds=1), "分": timedelta(minutes=1), "小": timedelta(hours=1)}.get(unit)
        if step:
            when = (now - count * step).replace(second=0, microsecond=0)
            return Moment(when, "minute", found[0], found.start(), found.end())
        day = today - timedelta(days=count * (7 if unit == "周" else 1))
        return _moment(text, day, None, found.start(), found.end(), zone)
    if found := _NOW.search(plain):
        when = now.replace(second=0, microsecond=0)
        return Moment(when, "minute", found[0], found.start(), found.end())
    if found := _DAYS_BACK.search(plain):
        day = today - timedelta(days={"今": 0, "昨": 1, "前": 2}[found["word"][0]])
        return _with_clock(text, plain, day, found.start(), found.end(), zone)
    for found in _MONTH_DAY.finditer(plain):
        for year in (today.year, today.year - 1):
            try:
                day = date(year, int(found["m"]), int(found["d"]))
            except ValueError:
                continue
            if day <= today:
                return _with_clock(text, plain, day, found.start(), found.end(), zone)
    return None


_URL_DAYS: tuple[re.Pattern[str], ...] = (
    re.compile(
        r"[/_t-](?P<y>(?:19|20)\d\d)[-/_]?(?P<m>0[1-9]|1[0-2])[-/_]?(?P<d>0[1-9]|[12]\d|3[01])(?=[/_.-])"
    ),
    re.compile(r"/(?P<y>20\d\d)/(?P<m>1[0-2]|0?[1-9])/(?P<d>3[01]|[12]\d|0?[1-9])/"),
)
_URL_MONTH = re.compile(r"/(?P<y>(?:19|20)\d\d)[-/]?(?P<m>0[1-9]|1[0-2])(?=/)")


def day_in_url(path: str, zone: tzinfo) -> Moment | None:
    """The day an address names (``t20220622_1.html``, ``/2022/0622/``, ``/art/2022/6/2/``), or None.

    It is the day of intake, sometimes of a migration years later: the last thing to believe.
    """
    for form in _URL_DAYS:
        for found in form.finditer(path):
            day = _day_of(found)
            if day:
                return _moment(path, day, None, found.start("y"), found.end("d"), zone)
    return None


def month_in_url(path: str) -> tuple[int, int] | None:
    """Year and month that an address names (``/202206/``), or None."""
    for find in (_URL_DAYS[0].search, _URL_DAYS[1].search, _URL_MONTH.search):
        found = find(path)
        if found:
            return int(found["y"]), int(found["m"])
    return None


Reader = Callable[[str], "Moment | None"]
"""``parse_time`` with zone and fetch time filled in."""
