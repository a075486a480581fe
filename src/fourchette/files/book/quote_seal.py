"""How a quote file is laid out: what was offered, its seal, then a history that only grows.

The seal is the digest of what was offered; each event carries a digest over itself and the one
before it, and the head counts them: none can be taken away, be it the last. A file is wholly what
its offered part and its events make of it, to the character.
"""

import hashlib
import re
from collections.abc import Iterable, Sequence

from fourchette.core.practice.quote_states import Event
from fourchette.files.toml.toml_write import emit

SEAL_HEADER = "\n[seal]\n"
# The two lines of the head that move on, as the program writes them, and as they may be found.
_STATUS = re.compile(r'^status = "[a-z]+"\n', re.MULTILINE)
_EVENTS = re.compile(r"^events = (\d+)\n", re.MULTILINE)
_STATUS_SAID = re.compile(r"""^(status[ \t]*=[ \t]*)(?:"[a-z]+"|'[a-z]+')""", re.MULTILINE)
_EVENTS_SAID = re.compile(r"^(events[ \t]*=[ \t]*)(\d+)", re.MULTILINE)
_DIGEST = re.compile(r'^digest = "([0-9a-f]{64})"$', re.MULTILINE)


def offered_part(text: str) -> str:
    """All of a file above its seal."""
    return text.split(SEAL_HEADER, 1)[0]


def seal_of(offered: str) -> str:
    """The sha-256 of what was offered, but for the status and the count of events, which move on."""
    return _sha256(_EVENTS.sub("", _STATUS.sub("", offered, count=1), count=1))


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def sealed(offered: str) -> str:
    """What was offered, with its seal under it."""
    return offered + SEAL_HEADER + f'algorithm = "sha-256"\ndigest = "{seal_of(offered)}"\n'


def is_well_headed(text: str) -> bool:
    """Whether the lines that move on stand where the program writes them: their place is in no seal."""
    keys = [line.partition(" = ")[0] for line in text.split("\n[", 1)[0].split("\n")]
    place = keys.index("status") if "status" in keys else 0
    return keys[place - 1] == "revision" and ("events" not in keys or keys[place + 1] == "events")


def with_event(text: str, event: Event) -> str:
    """The text with one more event at its end, sealed with all that precedes it, and the status it leads to."""
    return with_events(text, [event])


def with_events(text: str, events: Sequence[Event]) -> str:
    """The text with more events at its end, each sealed with all that precedes it, and the status they lead to.

    What stands beside the status is left as it is.
    """
    moved = _STATUS_SAID.sub(rf'\g<1>"{events[-1].status}"', text, count=1)
    moved = _EVENTS_SAID.sub(lambda said: f"{said[1]}{int(said[2]) + len(events)}", moved, count=1)
    for event in events:
        moved += _history_entry(_previous_digest(moved), event)
    return moved


def _previous_digest(text: str) -> str:
    return _DIGEST.findall(text)[-1] if _DIGEST.search(text) else ""


def _history_entry(previous: str, event: Event) -> str:
    said = {
        "at": event.at,
        "event": event.event,
        "status": event.status,
        "reason": event.reason or None,
        "lane": event.lane or None,
        "month": event.month or None,
        "hours": event.hours,
        "day": event.day,
        "withdraws": event.withdraws,
    }
    body = emit({"history": [said]})
    digest = _sha256(previous + body)
    return "\n" + body + f'digest = "{digest}"\n'


def rebuilt(text: str, history: Iterable[Event]) -> str:
    """A file as the program would have written it, from what it offers and the events read in it."""
    text = sealed(offered_part(text))
    for event in history:
        text += _history_entry(_previous_digest(text), event)
    return text
