"""The rate card: each trait a mandate may have, and what each answer does to the rate or to the hours.

Amounts are in the card's currency before tax; rates are per hour; volumes and fixed quantities are
per month; minutes are for one unit of the quantity.
"""

from collections.abc import Mapping
from dataclasses import field
from decimal import Decimal
from typing import Annotated, Any, Literal

from fourchette.core.basis.estimate import NOTHING
from fourchette.core.basis.messages import say
from fourchette.core.basis.money import ZERO
from fourchette.core.basis.noun import noun
from fourchette.core.basis.reading import (
    CLOSED,
    LINE_SCHEMA,
    Amount,
    Count,
    Currency,
    Figures,
    Heading,
    Label,
    Line,
    Names,
    Passage,
    Percent,
    Positive,
    PositiveFigures,
    ReadBy,
    Refusal,
    YesNo,
    read_line,
    read_number,
)
from fourchette.core.basis.text import NO_TEXT
from fourchette.core.card.changes import PackageRule
from fourchette.core.card.clauses import Care, Clause, Payment, Promise
from fourchette.core.card.conditions import ALWAYS, When
from fourchette.core.card.frame import Capacity, Range, ValueTerms
from fourchette.core.card.reduction import Reduction

Kind = Literal["one", "several", "number", "yes-no"]
Frequency = Literal["month", "once"]

# The traits that the program itself must find in a card: how long, and what is to be done.
SCOPE = "scope"
MONTHS = "months"
BILLING = "billing"
# What a condition may also test beside the answers: how the mandate is paid out in time, and its target hours.
PERIOD = "period"
HOURS = "hours"
# A month of work on a single mandate has under 750 hours; a project can take many people.
MOST_HOURS = Decimal(100_000)


def read_default(raw: object) -> object:
    """Read a trait's default answer; whether it suits the trait is judged with the whole card."""
    if isinstance(raw, list | tuple):
        return tuple(read_line(member) for member in raw)
    if isinstance(raw, bool):
        return raw
    return read_line(raw) if isinstance(raw, str) else read_number(raw)


def read_share(raw: object) -> Decimal | str:
    """Read a share: a percent, or the name of the number trait that holds it."""
    if isinstance(raw, str):
        return read_line(raw)
    return read_number(raw, at_least=ZERO, at_most=Decimal(1000))


def read_range_or_figure(raw: object) -> tuple[Decimal, Decimal]:
    """Read what an example expects: one figure exactly, or `[least, most]`."""
    if not isinstance(raw, list | tuple):
        figure = read_number(raw, at_least=ZERO)
        return figure, figure
    if len(raw) != len(("least", "most")):
        raise Refusal(say("one figure or [least, most] is expected"))
    least, most = (read_number(figure, at_least=ZERO) for figure in raw)
    if least > most:
        raise Refusal(say("the least is above the most"))
    return least, most


Share = Annotated[Decimal | str | None, ReadBy(read_share, {"type": ["number", "string"]})]
Default = Annotated[
    object, ReadBy(read_default, {"type": ["string", "number", "boolean", "array"], "items": LINE_SCHEMA})
]
Expected = Annotated[
    tuple[Decimal, Decimal],
    ReadBy(
        read_range_or_figure,
        {"anyOf": [{"type": "number"}, {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2}]},
    ),
]


@noun(kw_only=True)
class Pricing:
    """What an answer does to the rate: at most one of a base, an addition ($/h) or a percent.

    With `lanes`, the percent multiplies the rate of those lines only, and the range holds them as it holds
    the mandate's, but for what is `exceptional`.
    """

    __pydantic_config__ = CLOSED
    base: PositiveFigures | None = None
    add: Figures | None = None
    percent: Figures | None = None
    lanes: Names = ()
    exceptional: YesNo = False
    why: Label = NO_TEXT
    source: Label = NO_TEXT


@noun(kw_only=True)
class Choice(Pricing):
    """One answer to a trait.

    A way of billing says what its price promises, when a month is paid, and whether the client sees
    the hours and the rate. `reduce` lets the answer go. `aliases` are other names that people give it.
    `sentence` says in the client's document what is bought, where the choice is made.
    """

    __pydantic_config__ = CLOSED
    label: Heading
    sentence: Label = NO_TEXT
    aliases: Names = ()
    shows_hours: YesNo = False
    reduce: Reduction | None = None
    promise: Promise | None = None
    payment: Payment | None = None


@noun(kw_only=True)
class Tier(Pricing):
    """What applies from a number (or a count of choices) up to the next tier."""

    __pydantic_config__ = CLOSED
    from_: Positive


@noun(kw_only=True)
class Bracket:
    """The share (percent) that counts of what a number has above `from`, up to the next bracket."""

    __pydantic_config__ = CLOSED
    from_: Amount
    share: Percent


@noun(kw_only=True)
class Quantity:
    """A number of units a month: `(sum of each, or fixed) × share % × further`, under a condition.

    `further` names a several-choice trait and counts its members beyond the first; `minimum` holds
    where there is anything at all, `most` is never passed. `brackets` take the place of a share that
    falls as the number grows: each is of what lies above its start, so that more never makes less.
    """

    __pydantic_config__ = CLOSED
    label: Heading = NO_TEXT
    each: Names = ()
    fixed: Amount | None = None
    share: Share = None
    brackets: tuple[Bracket, ...] = ()
    further: Line | None = None
    minimum: Amount = ZERO
    most: Positive | None = None
    when: When = ALWAYS


@noun(kw_only=True)
class Trait(Pricing):
    """A question a card asks; a trait with neither default nor derivation must be answered.

    `derived` gives a number from others when it was not said; `estimated` makes the quote say so.
    A yes-no trait's own effect applies on yes. `reduce` says how less of it meets a budget. The interview
    asks the question only where `asked_when` holds; what is said all the same is priced as ever. `overage` is how many
    units more are sold at a time, none when it is zero. `sentence` says in the client's document what is bought
    (`{amount}` is the answer in its unit, `one` the unit of a single one); by itself, a deliverable says its answer.
    `aloud` is why it has a price, for the client to read: `why` stays with the seller.
    """

    __pydantic_config__ = CLOSED
    kind: Kind
    label: Heading
    question: Label = NO_TEXT
    unit: Heading = NO_TEXT
    one: Heading = NO_TEXT
    sentence: Label = NO_TEXT
    choices: Mapping[Line, Choice] = field(default_factory=dict)
    tiers: tuple[Tier, ...] = ()
    default: Default = None
    derived: Quantity | None = None
    estimated: YesNo = False
    least: Amount = ZERO
    most: Positive | None = None
    decimals: YesNo = False
    money: YesNo = False
    deliverable: YesNo = False
    reduce: Reduction | None = None
    asked_when: When = ALWAYS
    overage: Count = ZERO
    aloud: Label = NO_TEXT

    @property
    def required(self) -> bool:
        """Whether a mandate must answer it."""
        return self.default is None and self.derived is None

    @property
    def sets_base(self) -> bool:
        """Whether its choices set where the rate starts."""
        return any(choice.base is not None for choice in self.choices.values())


@noun(kw_only=True)
class Lane:
    """A kind of work that makes one line; `community` lanes can be shared out between people.

    Where `discounts` is false the line keeps the rate before discounts. `sentence` says what is bought, where
    nothing else names the line.
    """

    __pydantic_config__ = CLOSED
    label: Heading
    sentence: Label = NO_TEXT
    community: YesNo = False
    discounts: YesNo = True
    why: Label = NO_TEXT


@noun(kw_only=True)
class Task(Quantity):
    """Work done for each unit of a quantity, in minutes.

    An `accessory` task goes with other work: alone, it is nothing to do. `sentence` says in the client's document
    what is bought, where no answer's own sentence does.
    """

    __pydantic_config__ = CLOSED
    label: Heading
    sentence: Label = NO_TEXT
    lane: Line
    minutes: PositiveFigures
    period: Frequency = "month"
    accessory: YesNo = False
    why: Label = NO_TEXT
    source: Label = NO_TEXT


@noun(kw_only=True)
class Overhead:
    """Percent of extra hours on some lanes (all, when none is named), kept there or gathered in `into`.

    `up_to` is the other way to add hours: what some lanes come to, once rounded, is brought up to so many, in
    `into`. A figure holds where there is any such work; the hours that an answer names hold by themselves.
    A `reserve` covers a risk: it is priced, and no one is expected to work it.
    """

    __pydantic_config__ = CLOSED
    label: Heading
    percent: PositiveFigures = NOTHING
    up_to: Share = None
    lanes: Names = ()
    into: Line | None = None
    reserve: YesNo = False
    when: When = ALWAYS
    why: Label = NO_TEXT
    source: Label = NO_TEXT


@noun(kw_only=True)
class Fee:
    """A price that is not hours: each unit at a price, or a percent of an amount, never under `minimum`."""

    __pydantic_config__ = CLOSED
    label: Heading
    each: Line
    unit_price: PositiveFigures | None = None
    percent: PositiveFigures | None = None
    minimum: Amount = ZERO
    when: When = ALWAYS
    period: Frequency = "month"
    why: Label = NO_TEXT
    source: Label = NO_TEXT


@noun(kw_only=True)
class Rule(Pricing):
    """An effect that no single trait can say; `people` is the least number of people it takes."""

    __pydantic_config__ = CLOSED
    id: Line
    label: Heading = NO_TEXT
    when: When
    people: Count = ZERO


@noun(kw_only=True)
class Expectation:
    """What an example must give: figures or ranges, a number of people, notices by code.

    `rate` is the mandate's, `hour` what an hour of the whole comes to, its lines together.
    """

    __pydantic_config__ = CLOSED
    rate: Expected | None = None
    unheld: Expected | None = None
    hour: Expected | None = None
    hours: Expected | None = None
    monthly: Expected | None = None
    once: Expected | None = None
    people: Count | None = None
    notices: Names = ()


@noun(kw_only=True)
class Example:
    """A mandate the card's owner knows the price of: the card's own test."""

    __pydantic_config__ = CLOSED
    name: Label
    traits: Mapping[str, Any] = field(default_factory=dict)
    hours: Positive | None = None
    period: Literal["month", "project"] = "month"
    weeks: Positive | None = None
    expect: Expectation


# Compared by identity: what is derived from a card is derived once for each card.
@noun(kw_only=True, eq=False)
class RateCard:
    """Everything in a price that is opinion, sound once `core.check` finds no problem in it.

    `stated_reduce` says how the hours that a mandate states may shrink.
    """

    __pydantic_config__ = CLOSED
    name: Passage
    currency: Currency
    range_: Range
    capacity: Capacity
    stated_lane: Line
    traits: Mapping[Line, Trait]
    lanes: Mapping[Line, Lane]
    stated_reduce: Reduction | None = None
    value: ValueTerms | None = None
    quantities: Mapping[Line, Quantity] = field(default_factory=dict)
    tasks: Mapping[Line, Task] = field(default_factory=dict)
    overheads: Mapping[Line, Overhead] = field(default_factory=dict)
    fees: Mapping[Line, Fee] = field(default_factory=dict)
    rules: tuple[Rule, ...] = ()
    packages: Mapping[Line, PackageRule] = field(default_factory=dict)
    clauses: Mapping[Line, Clause] = field(default_factory=dict)
    care: Care | None = None
    examples: tuple[Example, ...] = ()
