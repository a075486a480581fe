"""The day and the moment: the only place that looks at the clock."""

import re
from datetime import date, datetime

from fourchette.core.basis.messages import say
from fourchette.errors import UsageError
from fourchette.files.timesheets import timesheet_times

LAST_YEAR = 9000
_FIGURES = r"\d+([-/.])\d+\1\d+"
_MONTH = r"\d{4}-(0[1-9]|1[0-2])"


def day_of(text: str | None) -> date:
    """The day that an option names, today without one; raises UsageError."""
    if text is None:
        return date.today()  # noqa: DTZ011  # the user's own day is the one she means
    day = _day_typed(text)
    if day.year > LAST_YEAR:
        raise UsageError(say("“{day}” is too far away", day=text), say("write, for instance, 2026-11-22"))
    return day


def _day_typed(text: str) -> date:
    """A day as people type it: 2026-11-22, 2026/11/22, 22/11/2026; raises UsageError, for one that may be two too."""
    remedy = say("write, for instance, 2026-11-22")
    if timesheet_times.ambiguous(text):
        one, other = (timesheet_times.calendar_day(text, order) for order in timesheet_times.DAY_ORDERS)
        raise UsageError(say("“{day}” may be {one} or {other}", day=text, one=str(one), other=str(other)), remedy)
    order = timesheet_times.settled_order([text]) or "dmy"
    day = timesheet_times.calendar_day(text, order) if re.fullmatch(_FIGURES, text.strip()) else None
    if day is None:
        raise UsageError(say("“{day}” is not a date", day=text), remedy)
    return day


def now() -> datetime:
    """The moment, with its offset, to the second."""
    return datetime.now().astimezone().replace(microsecond=0)


def month_named(text: str | None, day: date) -> str:
    """The month that an option names, that of a day without one; raises UsageError."""
    if text is None:
        return f"{day:%Y-%m}"
    if not re.fullmatch(_MONTH, text):
        raise UsageError(say("“{month}” is not a month, such as 2026-10", month=text))
    return text
