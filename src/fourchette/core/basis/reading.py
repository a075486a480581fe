"""How a noun is read from a file: the raw TOML value in, the noun out, or a refusal in words.

`ReadBy` stands in a field's annotation. It speaks the protocol that the validator at the border
looks for, so that the nouns of the core are described once and the core imports no validator.
"""

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import field
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Final

from fourchette.core.basis.currencies import CURRENCIES
from fourchette.core.basis.estimate import Estimate
from fourchette.core.basis.messages import Message, say
from fourchette.core.basis.money import fits_decimals
from fourchette.core.basis.noun import noun
from fourchette.core.basis.text import LANGUAGES, Text, unshowable, visible

LARGEST: Final = Decimal(1_000_000_000)
LONGEST_LINE: Final = 500
LONGEST_PASSAGE: Final = 10_000
# Past this many characters nothing is taken for a number: the time to read one grows faster than its digits.
LONGEST_NUMBER: Final = 1_000
LONGEST_SHOWN: Final = 60
DECIMALS: Final = 6
_CENTS: Final = 2
_ANY_CURRENCY: Final = say("write, for instance, CAD")


class Refusal(ValueError):
    """A value that cannot be read: the sentence that says why, and what to do where that is known."""

    def __init__(self, message: Message, remedy: Message | None = None) -> None:
        super().__init__(message.text)
        self.message = message
        self.remedy = remedy


@noun(eq=False)
class ReadBy:
    """Marks a field as read by `function`; `schema` describes the raw value as JSON Schema."""

    function: Callable[[Any], object]
    schema: Mapping[str, object] = field(default_factory=dict)

    def __get_pydantic_core_schema__(self, _source: object, _handler: object) -> dict[str, object]:
        return {
            "type": "function-plain",
            "function": {"type": "no-info", "function": self.function},
            "metadata": {"pydantic_js_functions": [lambda _schema, _next: dict(self.schema)]},
        }


@noun(eq=False)
class AtMost:
    """Marks a list as having no more entries than `count`."""

    count: int

    def __get_pydantic_core_schema__(self, source: object, handler: Callable[[Any], dict[str, object]]) -> object:
        return {**handler(source), "max_length": self.count}


def toml_name(field_name: str) -> str:
    """The TOML key of a field: a name that Python reserves carries an underscore only here."""
    return field_name.rstrip("_")


# Read by the validator at the border: no unknown key passes, and `from_` is written `from`.
CLOSED: Final[Any] = {"extra": "forbid", "alias_generator": toml_name}


def read_number(
    raw: object,
    *,
    at_least: Decimal | None = None,
    at_most: Decimal = LARGEST,
    whole: bool = False,
    positive: bool = False,
) -> Decimal:
    """Read an exact number within its bounds; text, yes/no, NaN and infinities are refused."""
    if isinstance(raw, bool) or not isinstance(raw, int | Decimal):
        raise Refusal(say("a number is expected, not {value}", value=shown(raw)))
    number = Decimal(raw)
    if not number.is_finite():
        raise Refusal(say("{value} is not a number one can count with", value=shown(raw)))
    # The size first: nothing else can be asked of a number of a billion digits.
    if number and (number.adjusted() > at_most.adjusted() or number.copy_abs() > at_most):
        raise Refusal(say("{value} is too large: at most {most}", value=shown(raw), most=str(at_most)))
    if positive and number <= 0:
        raise Refusal(say("a number above zero is expected, not {value}", value=shown(raw)))
    if at_least is not None and number < at_least:
        raise Refusal(say("{value} is too small: at least {least}", value=shown(raw), least=str(at_least)))
    if whole and number != number.to_integral_value():
        raise Refusal(say("a whole number is expected, not {value}", value=shown(raw)))
    return _within_decimals(number, DECIMALS)


def _within_decimals(number: Decimal, most: int) -> Decimal:
    if not fits_decimals(number, most):
        raise Refusal(say("{value} has too many decimals: at most {most}", value=shown(number), most=str(most)))
    return number


def read_yes_no(raw: object) -> bool:
    """Read true or false, and nothing that looks like one."""
    if not isinstance(raw, bool):
        raise Refusal(say("true or false is expected, not {value}", value=shown(raw)))
    return raw


def read_day(raw: object) -> date:
    """Read a date, without a time of day."""
    if not isinstance(raw, date) or isinstance(raw, datetime):
        raise Refusal(say("a date is expected, such as 2026-11-22, not {value}", value=shown(raw)))
    return raw


def read_stated_price(raw: object) -> Decimal:
    """Read what is asked as it is written: above zero, to the cent."""
    return _within_decimals(read_number(raw, positive=True), _CENTS)


def read_adjustment(raw: object) -> Decimal:
    """Read what is added or, below zero, taken off: to the cent, and never nothing."""
    figure = _within_decimals(read_number(raw), _CENTS)
    if not figure:
        raise Refusal(say("0 changes nothing"), say("below zero takes off, above zero adds"))
    return figure


def read_currency(raw: object) -> str:
    """Read the code of a currency: one of ISO 4217."""
    code = read_line(raw)
    if code not in CURRENCIES:
        message = say("{value} is not the code of a currency", value=shown(raw))
        small = code.upper() in CURRENCIES
        raise Refusal(message, say("did you mean “{name}”?", name=code.upper()) if small else _ANY_CURRENCY)
    return code


def read_line(raw: object) -> str:
    """Read one line of text: no control character, no terminal escape, a length one can print."""
    return _read_text(raw, longest=LONGEST_LINE, allowed="")


def read_passage(raw: object) -> str:
    """Read text that may have several lines; no other control character."""
    return _read_text(raw, longest=LONGEST_PASSAGE, allowed="\n\t")


def _read_text(raw: object, *, longest: int, allowed: str) -> str:
    if not isinstance(raw, str):
        raise Refusal(say("text is expected, not {value}", value=shown(raw)))
    # Most text is printable throughout but for the no-break space of French, and told so at once.
    for character in "" if raw.replace("\u00a0", "").isprintable() else raw:
        if unshowable(character) and character not in allowed:
            raise Refusal(say("the text holds the control character {code}", code=f"U+{ord(character):04X}"))
    # A sign may be composed of more than it is written with: what is kept is what must be read again.
    text = unicodedata.normalize("NFC", raw)
    if len(text) > longest:
        message = say("the text has {length} characters: at most {most}", length=str(len(text)), most=str(longest))
        raise Refusal(message)
    return text


def read_label(raw: object) -> Text:
    """Read a label: a sentence, or one for each language (`{ fr = "…", en = "…" }`)."""
    return _read_words(raw, read_passage)


def read_heading(raw: object) -> Text:
    """Read what heads a row, a column or a list: a label on one line, so that it cannot pass for others."""
    return _read_words(raw, read_line)


def _read_words(raw: object, read: Callable[[object], str]) -> Text:
    if isinstance(raw, str):
        words = read(raw)
        return Text(words, words)
    if not isinstance(raw, Mapping) or not raw:
        raise Refusal(say('words are expected: "…" or {{ fr = "…", en = "…" }}'))
    unknown = [key for key in raw if key not in LANGUAGES]
    if unknown:
        raise Refusal(say("{name} is not a language known here: fr or en", name=shown(unknown[0])))
    return Text(**{language: read(words) for language, words in raw.items()})


def read_estimate(raw: object) -> Estimate:
    """Read one number, or `[low, target, high]` in rising order."""
    if not isinstance(raw, list | tuple):
        return Estimate.exactly(read_number(raw))
    if len(raw) != len(("low", "target", "high")):
        raise Refusal(say("one number or [low, target, high] is expected, not {value}", value=shown(raw)))
    estimate = Estimate(*(read_number(figure) for figure in raw))
    if not estimate.ordered:
        raise Refusal(say("{value} is out of order: low, target, high must rise", value=shown(raw)))
    return estimate


def read_positive_estimate(raw: object) -> Estimate:
    """Read one number, or a rising triple, of figures that cannot be negative."""
    estimate = read_estimate(raw)
    read_number(estimate.low, at_least=Decimal(0))
    return estimate


def read_names(raw: object) -> tuple[str, ...]:
    """Read one name, or a list of names."""
    names = raw if isinstance(raw, list | tuple) else (raw,)
    return tuple(read_line(name) for name in names)


def shown(raw: object) -> str:
    """A raw value as its author wrote it, more or less, short and safe to print."""
    match raw:
        case bool():
            written = str(raw).lower()
        case list() | tuple() if any(isinstance(item, list | tuple) for item in raw):
            written = "[ … ]"
        case list() | tuple():
            written = "[" + ", ".join(map(shown, raw)) + "]"
        case str():
            written = f'"{visible(raw)}"'
        case int():
            written = str(Decimal(raw))  # Python does not write an integer of thousands of digits itself.
        case Mapping():
            written = "{ … }"
        case _:
            written = str(raw)
    return written if len(written) <= LONGEST_SHOWN else written[: LONGEST_SHOWN - 1] + "…"


def _number(at_least: Decimal, at_most: Decimal = LARGEST, *, whole: bool = False) -> ReadBy:
    schema = {"type": "integer" if whole else "number", "minimum": float(at_least), "maximum": float(at_most)}
    return ReadBy(lambda raw: read_number(raw, at_least=at_least, at_most=at_most, whole=whole), schema)


def _estimate_schema(least: Decimal) -> Mapping[str, object]:
    number = {"type": "number", "minimum": float(least), "maximum": float(LARGEST)}
    return {"anyOf": [number, {"type": "array", "items": number, "minItems": 3, "maxItems": 3}]}


LINE_SCHEMA: Final = {"type": "string", "maxLength": LONGEST_LINE}


def _in_each_language(words: Mapping[str, object]) -> Mapping[str, object]:
    properties = dict.fromkeys(LANGUAGES, words)
    by_language = {"type": "object", "properties": properties, "additionalProperties": False, "minProperties": 1}
    return {"anyOf": [words, by_language]}


NAMES_SCHEMA: Final = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}

Line = Annotated[str, ReadBy(read_line, LINE_SCHEMA)]
Passage = Annotated[str, ReadBy(read_passage, {"type": "string", "maxLength": LONGEST_PASSAGE})]
# What a document lists: no client reads more, and no page holds more.
Passages = Annotated[tuple[Passage, ...], AtMost(200)]
Label = Annotated[Text, ReadBy(read_label, _in_each_language({"type": "string"}))]
Heading = Annotated[Text, ReadBy(read_heading, _in_each_language(LINE_SCHEMA))]
Names = Annotated[tuple[str, ...], ReadBy(read_names, NAMES_SCHEMA)]
Figures = Annotated[Estimate, ReadBy(read_estimate, _estimate_schema(-LARGEST))]
PositiveFigures = Annotated[Estimate, ReadBy(read_positive_estimate, _estimate_schema(Decimal(0)))]
Amount = Annotated[Decimal, _number(Decimal(0))]
Positive = Annotated[
    Decimal,
    ReadBy(
        lambda raw: read_number(raw, positive=True),
        {"type": "number", "exclusiveMinimum": 0, "maximum": float(LARGEST)},
    ),
]
StatedPrice = Annotated[
    Decimal, ReadBy(read_stated_price, {"type": "number", "exclusiveMinimum": 0, "maximum": float(LARGEST)})
]
Adjusted = Annotated[
    Decimal, ReadBy(read_adjustment, {"type": "number", "minimum": float(-LARGEST), "maximum": float(LARGEST)})
]
Count = Annotated[Decimal, _number(Decimal(0), whole=True)]
Days = Annotated[Decimal, _number(Decimal(0), Decimal(3660), whole=True)]
MonthOfYear = Annotated[Decimal, _number(Decimal(1), Decimal(12), whole=True)]
Percent = Annotated[Decimal, _number(Decimal(0), Decimal(100))]
Fraction = Annotated[Decimal, _number(Decimal(0), Decimal(1))]
YesNo = Annotated[bool, ReadBy(read_yes_no, {"type": "boolean"})]
Day = Annotated[date, ReadBy(read_day, {"type": "string", "format": "date"})]
Currency = Annotated[str, ReadBy(read_currency, {"type": "string", "pattern": "^[A-Z]{3}$"})]
