"""Durations, times of day and days, in the ways that trackers and people write them."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Literal

# Which of day and month comes first, where a date begins with neither its year nor a name.
DayOrder = Literal["dmy", "mdy"]
DAY_ORDERS: tuple[DayOrder, ...] = ("dmy", "mdy")
SECOND, MINUTE, HOUR = Decimal(1), Decimal(60), Decimal(3600)
_NOON, _MIDNIGHT, _LAST_MONTH = 12, 24, 12
_CLOCK_LENGTH = re.compile(r"(?P<hours>\d{1,5}):(?P<minutes>[0-5]\d)(?::(?P<seconds>[0-5]\d))?(?P<unit> ?h| min)?")
_WORDS = re.compile(
    r"(?:(?P<hours>\d{1,5}) ?h(?:ours?|eures?|r|rs)?(?: ?(?P<bare>[0-5]\d)$)?)? ?"
    r"(?:(?P<minutes>\d{1,6}) ?m(?:in(?:s|utes?)?)?)? ?"
    r"(?:(?P<seconds>\d{1,8}) ?s(?:ec(?:s|onds?)?)?)?"
)
_NUMBER = re.compile(r"(?P<number>\d[\d.,' \u00a0\u202f]{0,18}|[.,]\d{1,12})(?P<unit> ?(?:h|hours?|heures?|min|sec))?")
_UNITS = {"h": HOUR, "hour": HOUR, "hours": HOUR, "heure": HOUR, "heures": HOUR, "min": MINUTE, "sec": SECOND}
_TIME = re.compile(r"(\d{1,2})[:h]([0-5]\d)(?::([0-5]\d)(?:\.\d{1,6})?)? ?(?:(a|p)\.?m\.?)?")
_DAY = re.compile(r"(\d{1,4})([-/.])(\d{1,2})\2(\d{1,4})(?=$|[T ,])")


def read_duration(text: str, unit: Decimal = HOUR) -> Decimal | None:
    """The seconds of `1:30`, `1:30:00`, `1h30`, `90 min`, `1,5`; a bare number is in `unit`. None for anything else."""
    text = text.strip().casefold()
    if clock := _CLOCK_LENGTH.fullmatch(text):
        if clock["unit"] == " min":  # minutes and seconds
            return None if clock["seconds"] else int(clock["hours"]) * MINUTE + int(clock["minutes"])
        return int(clock["hours"]) * HOUR + int(clock["minutes"]) * MINUTE + int(clock["seconds"] or 0)
    if number := _NUMBER.fullmatch(text):
        value = read_decimal(number["number"])
        return None if value is None else value * _UNITS.get((number["unit"] or "").strip(), unit)
    words = _WORDS.fullmatch(text) if text else None
    if words is None or not any(words.groups()):
        return None
    minutes = int(words["minutes"] or words["bare"] or 0)
    return int(words["hours"] or 0) * HOUR + minutes * MINUTE + int(words["seconds"] or 0)


def read_decimal(text: str) -> Decimal | None:
    """A number with a decimal point or comma: with both, the last is the decimal mark; `1,500` is one and a half."""
    text = re.sub(r"[' \u00a0\u202f]", "", text)
    mark = max(text.rfind("."), text.rfind(","))
    whole, decimals = (text, "") if mark < 0 else (text[:mark], text[mark + 1 :])
    groups = re.split(r"[.,]", whole)
    if len(groups) > 1 and not (all(len(group) == len("000") for group in groups[1:]) and _one_mark(whole, text[mark])):
        return None
    digits = "".join(groups)
    return Decimal(f"{digits or 0}.{decimals or 0}") if (digits or decimals) else None


def _one_mark(whole: str, decimal_mark: str) -> bool:
    """Whether thousands are parted by one sign, which is not the decimal mark."""
    return decimal_mark not in whole and not (("." in whole) and ("," in whole))


def read_time(text: str) -> int | None:
    """The second of the day of `16:08`, `16:08:57`, `4:08 PM`, `16h08`; None for anything else."""
    time = _TIME.fullmatch(text.strip().casefold())
    if time is None:
        return None
    hour, half = int(time[1]), time[4]
    if half and not 1 <= hour <= _NOON:
        return None
    hour = hour % _NOON + (_NOON if half == "p" else 0) if half else hour
    return (hour * 60 + int(time[2])) * 60 + int(time[3] or 0) if hour < _MIDNIGHT else None


def half_days(texts: Iterable[str]) -> bool:
    """Whether any of these times is of a clock of twelve hours."""
    return any(text.strip().casefold().endswith(("am", "pm", "a.m.", "p.m.")) for text in texts)


def day_figures(text: str) -> tuple[str, str, str, str] | None:
    """The three figures of a date as they are written, and the sign between them; None for what is no date."""
    day = _DAY.match(text.strip())
    if day is None or {len(day[1]), len(day[4])} & {3} or (len(day[1]) == len("2026")) == (len(day[4]) == len("2026")):
        return None
    return day[1], day[3], day[4], day[2]


def settled_order(texts: Iterable[str]) -> DayOrder | None:
    """Which of day and month comes first, where the dates themselves tell."""
    dotted = False
    for text in texts:
        figures = day_figures(text)
        if figures is None or len(figures[0]) == len("2026"):
            continue
        first, second = int(figures[0]), int(figures[1])
        if first > _LAST_MONTH or second > _LAST_MONTH:
            return "dmy" if first > _LAST_MONTH else "mdy"
        dotted = dotted or figures[3] == "."
    # Nobody writes a month first and a point after it.
    return "dmy" if dotted else None


def ambiguous(text: str) -> bool:
    """Whether a date is one day or another, by which of day and month comes first."""
    first, second = calendar_day(text, "dmy"), calendar_day(text, "mdy")
    return first is not None and second is not None and first != second


def calendar_day(text: str, order: DayOrder) -> date | None:
    """A day of the calendar, whatever stands after it; None for anything else."""
    figures = day_figures(text)
    if figures is None:
        return None
    first, second, third = (int(figure) for figure in figures[:3])
    if len(figures[0]) == len("2026"):
        year, month, day = first, second, third
    else:
        (day, month), year = (first, second) if order == "dmy" else (second, first), third
    try:
        return date(year, month, day)
    except ValueError:
        return None
