"""What a card has to say in the client's document: its sentences, and its duty towards people in distress."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field
from decimal import Decimal
from functools import cache
from string import Formatter
from typing import Literal

from fourchette.core.basis.messages import Message
from fourchette.core.basis.noun import noun
from fourchette.core.basis.reading import CLOSED, Label, Line, Names
from fourchette.core.basis.text import NO_TEXT, Text
from fourchette.core.card.conditions import ALWAYS, When

# What a price promises: an estimate may be justified higher, a fixed price moves neither way, a bank is
# hours paid ahead.
Promise = Literal["estimate", "fixed", "bank"]
# When what is billed by the month is paid: before its month, or after it.
Payment = Literal["advance", "arrears"]
# What a sentence says: what is included or not, what is assumed, what comes after the signature (a step of
# the work, or what is expected of the client).
ClauseKind = Literal["included", "excluded", "assumed", "step", "expected"]
# Fields of a trait's or a task's own sentence: its answer in its unit and at its rhythm, its label, "each month".
AMOUNT, LABEL, EACH_PERIOD = "amount", "label", "each_period"
OWN_FIELDS = (AMOUNT, LABEL, EACH_PERIOD)


@noun(kw_only=True)
class Clause:
    """A sentence for the document; `{posts}` in it stands for the answer of that trait or for that term."""

    __pydantic_config__ = CLOSED
    kind: ClauseKind
    text: Label
    when: When = ALWAYS
    source: Label = NO_TEXT


@noun(kw_only=True)
class HelpLine:
    """Whom to call for a person in distress, in some regions (`CA` is all of Canada); everywhere, without any."""

    __pydantic_config__ = CLOSED
    text: Label
    regions: Names = ()
    source: Label = NO_TEXT

    def serves(self, region: str) -> bool:
        """Whether the line answers in a region."""
        return not self.regions or any(region == known or region.startswith(f"{known}-") for known in self.regions)


@noun(kw_only=True)
class Care:
    """The duty towards people in distress: when the document states it, what is done, whom to call."""

    __pydantic_config__ = CLOSED
    when: When
    protocol: tuple[Label, ...]
    lines: Mapping[Line, HelpLine] = field(default_factory=dict)
    source: Label = NO_TEXT


@noun
class Statement:
    """Words, and the values of their fields; words without values have no field."""

    text: Text
    values: Mapping[str, Decimal | Text | Message] = field(default_factory=dict)


# Says words in a language.
Speak = Callable[[Text | Message | Statement], str]


def stated(words: str) -> Statement:
    """What a person wrote, as she wrote it in whatever language."""
    return Statement(Text(words, words))


@cache
def fields_of(text: Text) -> tuple[str, ...]:
    """The names of the fields of a sentence, in each of its languages; raises ValueError on a stray brace."""
    return tuple(_fields((text.fr, text.en)))


def _fields(sentences: Iterable[str]) -> Iterator[str]:
    for words in sentences:
        for _, name, spec, conversion in Formatter().parse(words):
            if name is not None:
                if spec or conversion or not name.isidentifier():
                    raise ValueError(name)
                yield name
