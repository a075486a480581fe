"""The JSON contract: one envelope for results and failures, figures as exact strings, ISO dates."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from fourchette.core.basis.messages import Notice
from fourchette.render.words.speech import Speech

FAILURE_SCHEMA = "fourchette/failure/1"
CHANGE_SCHEMA = "fourchette/change/1"


def envelope(
    schema: str,
    result: object,
    notices: Iterable[Mapping[str, str]],
    errors: Iterable[Mapping[str, Any]],
    *,
    one_line: bool = False,
) -> str:
    """The text of an envelope, ending with a newline; on one line where several follow one another."""
    body = {"schema": schema, "result": result, "notices": list(notices), "errors": list(errors)}
    return json.dumps(body, ensure_ascii=False, indent=None if one_line else 2, default=_plain) + "\n"


def notice_entry(notice: Notice, speech: Speech) -> dict[str, str]:
    """A notice, spoken."""
    return {"code": notice.code, "severity": notice.severity, "message": speech.say(notice.message)}


def _plain(value: object) -> str:
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)
