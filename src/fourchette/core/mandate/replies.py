"""What somebody typed for one of several choices: its number, its name, or an unambiguous beginning of it."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress

from fourchette.core.basis.messages import say
from fourchette.core.basis.nearest import nearest
from fourchette.core.basis.reading import Refusal, shown
from fourchette.core.basis.text import Text

NONE = "0"
NO_ALIASES: Mapping[str, Iterable[str]] = {}
YES_NO: Mapping[str, Text] = {"yes": Text("oui", "yes"), "no": Text("non", "no")}
_SEPARATOR = re.compile(r"[,;]")
_AND = ("et", "and", "&", "+")
# More digits than any choice's number has.
_LONGEST = 4


def read_choice(choices: Mapping[str, Text], typed: str, aliases: Mapping[str, Iterable[str]] = NO_ALIASES) -> str:
    """The choice that was meant; raises Refusal where it is none, or could be several."""
    names = tuple(choices)
    typed = typed.strip()
    if typed.isdecimal() and len(typed) <= _LONGEST and 1 <= int(typed) <= len(names):
        return names[int(typed) - 1]
    wanted = _folded(typed)
    words = {
        name: tuple(map(_folded, (*_words(name, label), *aliases.get(name, ())))) for name, label in choices.items()
    }
    for matches in (str.__eq__, str.startswith):
        found = [name for name in names if wanted and any(matches(word, wanted) for word in words[name])]
        if len(found) == 1:
            return found[0]
        if found:
            message = say("{typed} could be any of these: {names}", typed=shown(typed), names=tuple(found))
            raise Refusal(message, say("write more of it, or its number"))
    raise _not_a_choice(choices, typed)


def _words(name: str, label: Text) -> Iterator[str]:
    yield name
    yield from (words for words in (label.fr, label.en) if words)


def _folded(text: str) -> str:
    """The text without capitals nor accents."""
    decomposed = unicodedata.normalize("NFD", text.casefold())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def _not_a_choice(choices: Mapping[str, Text], typed: str) -> Refusal:
    message = say("{typed} is not one of the answers", typed=shown(typed))
    by_word = {word: name for name, label in choices.items() for word in _words(name, label)}
    close = nearest(typed, by_word)
    if close is not None:
        return Refusal(message, say("did you mean “{name}”?", name=by_word[close]))
    return Refusal(message, say("answer by a number, from 1 to {count:count}, or by a name", count=len(choices)))


def read_choices(
    choices: Mapping[str, Text], typed: str, aliases: Mapping[str, Iterable[str]] = NO_ALIASES
) -> list[str]:
    """The choices that were meant, separated by commas, or by spaces where that is no choice; 0 is none of them."""
    if typed.strip() == NONE:
        return []
    parts = _SEPARATOR.split(typed)
    if len(parts) == 1 and len(words := [word for word in typed.split() if _folded(word) not in _AND]) > 1:
        with suppress(Refusal):
            read_choice(choices, typed, aliases)
            words = parts
        parts = words
    return list(dict.fromkeys(read_choice(choices, part, aliases) for part in parts if part.strip()))
