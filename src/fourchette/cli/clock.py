"""The day and the moment: the only place that looks at the clock."""

import re
from datetime import date, datetime

from fourchette.core.basis.messages import say
from fourchette.errors import UsageError

LAST_YEAR = 9000
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


def day_of(text: str | None) -> date:
    """The day that an option names, today without one; raises UsageError."""
    if text is None:
        return date.today()  # noqa: DTZ011  # the user's own day is the one she means
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(say("“{day}” is not a date", day=text), say("write, for instance, 2026-11-22")) from error
    if day.year > LAST_YEAR:
        raise UsageError(say("“{day}” is too far away", day=text), say("write, for instance, 2026-11-22"))
    return day


def now() -> datetime:
    """The moment, with its offset, to the second."""
    return datetime.now().astimezone().replace(microsecond=0)


def month_named(text: str | None, day: date) -> str:
    """The month that an option names, that of a day without one; raises UsageError."""
    if text is None:
        return f"{day:%Y-%m}"
    if not _MONTH.fullmatch(text):
        raise UsageError(say("“{month}” is not a month, such as 2026-10", month=text))
    return text
