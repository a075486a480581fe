"""How a quote file is laid out: what was offered, its seal, then a history that only grows.

The seal is the digest of what was offered; each event carries a digest over itself and the one
before it. The head counts them and, from schema 2 on, bears in `chain` a digest over its status, that
count and the last event: none can be taken away, be it the last. A file is wholly what its offered part
and its events make of it, to the character.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields

from fourchette.core.practice.quote_states import Event
from fourchette.files.toml.file_digest import sha256_of
from fourchette.files.toml.toml_write import emit

SEAL_HEADER = "\n[seal]\n"
# The lines of the head that move on, as the program writes them, and as they may be found.
_STATUS = re.compile(r'^status = "[a-z]+"\n', re.MULTILINE)
_EVENTS = re.compile(r"^events = (\d+)\n", re.MULTILINE)
_CHAIN = re.compile(r'^chain = "[0-9a-f]*"\n', re.MULTILINE)
_STATUS_SAID = re.compile(r"""^(status[ \t]*=[ \t]*)(?:"[a-z]+"|'[a-z]+')""", re.MULTILINE)
_EVENTS_SAID = re.compile(r"^(events[ \t]*=[ \t]*)(\d+)", re.MULTILINE)
_CHAIN_SAID = re.compile(r"""^(chain[ \t]*=[ \t]*)(?:"[0-9a-f]*"|'[0-9a-f]*')""", re.MULTILINE)
_LAST_LINE = "\ndigest = "
_DIGEST = re.compile(r'^digest = "([0-9a-f]{64})"$', re.MULTILINE)


def offered_part(text: str) -> str:
    """All of a file above its seal."""
    return text.split(SEAL_HEADER, 1)[0]


def seal_of(offered: str) -> str:
    """The sha-256 of what was offered, but for the status, the count of events and their chain, which move on."""
    for moving in (_STATUS, _EVENTS, _CHAIN):
        offered = moving.sub("", offered, count=1)
    return sha256_of(offered)


def sealed(offered: str) -> str:
    """What was offered, with its seal under it."""
    return offered + SEAL_HEADER + f'algorithm = "sha-256"\ndigest = "{seal_of(offered)}"\n'


def is_well_headed(text: str) -> bool:
    """Whether the lines that move on stand where the program writes them: their place is in no seal."""
    keys = [line.partition(" = ")[0] for line in text.split("\n[", 1)[0].split("\n")]
    moving = ["status", *(["events"] if "events" in keys else []), *(["chain"] if _is_chained(text) else [])]
    place = keys.index("status") if "status" in keys else 0
    others = keys[:place] + keys[place + len(moving) :]
    return (
        keys[place - 1] == "revision" and keys[place:][: len(moving)] == moving and not {*moving, "chain"} & {*others}
    )


def _is_chained(text: str) -> bool:
    """Whether the head of a file bears a chain: a file of the first schema does not."""
    return not text.startswith("schema = 1\n")


def is_chained_whole(text: str) -> bool:
    """Whether the head speaks of the last event that the file has, where it speaks of it."""
    said = _CHAIN.search(offered_part(text))
    return not _is_chained(text) or (said is not None and said[0] == f'chain = "{_chain(text)}"\n')


def _chain(text: str) -> str:
    """The digest of where a file has come to: its status, its count of events, and the last of them."""
    moving = (_STATUS_SAID.search(text), _EVENTS_SAID.search(text))
    said = [match[0].partition("=")[2].strip(" \t\"'") if match else "" for match in moving]
    return sha256_of("\n".join((*said, _previous_digest(text))))


def with_event(text: str, event: Event) -> str:
    """The text with one more event at its end, sealed with all that precedes it, and the status it leads to."""
    return with_events(text, [event])


def with_events(text: str, events: Sequence[Event]) -> str:
    """The text with more events at its end, each sealed with all that precedes it, and the status they lead to.

    What stands beside the status is left as it is.
    """
    moved = _STATUS_SAID.sub(rf'\g<1>"{events[-1].status}"', text, count=1)
    moved = _EVENTS_SAID.sub(lambda said: f"{said[1]}{int(said[2]) + len(events)}", moved, count=1)
    moved += "".join(_entries(_previous_digest(moved), events))
    return _CHAIN_SAID.sub(rf'\g<1>"{_chain(moved)}"', moved, count=1)


def _previous_digest(text: str) -> str:
    """The last digest of a text, found from its end: a history may be long."""
    end = len(text)
    while (end := text.rfind(_LAST_LINE, 0, end)) >= 0:
        if found := _DIGEST.match(text, end + 1):
            return found[1]
    return ""


def _entries(previous: str, events: Iterable[Event]) -> Iterator[str]:
    """Events as a file has them, each sealed with the digest of the one before it."""
    for event in events:
        body = _body(event)
        previous = sha256_of(previous + body)
        yield f'\n{body}digest = "{previous}"\n'


def _body(event: Event) -> str:
    """What an event says, in the order of its noun; what it leaves unsaid is not written."""
    said = {each.name: getattr(event, each.name) for each in fields(event)}
    return emit({"history": [{name: None if value == "" else value for name, value in said.items()}]})


def rebuilt(text: str, history: Iterable[Event]) -> str:
    """A file as the program would have written it, from what it offers and the events read in it."""
    text = sealed(offered_part(text))
    return text + "".join(_entries(_previous_digest(text), history))
