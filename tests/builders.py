"""Small real objects for tests: cards of a few lines, mandates, quotes, and what Hypothesis draws them from."""

# ruff: noqa: ANN401  # a builder passes its keys on to a noun, which types them

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from fourchette.core.basis.estimate import Estimate
from fourchette.core.basis.messages import Message
from fourchette.core.basis.text import Text
from fourchette.core.card.clauses import Statement
from fourchette.core.card.conditions import read_condition
from fourchette.core.card.frame import Capacity, Range
from fourchette.core.card.rate_card import Choice, Fee, Lane, Overhead, Quantity, RateCard, Rule, Task, Tier, Trait
from fourchette.core.card.reduction import Reduction
from fourchette.core.mandate.mandate import Client, Mandate, Proof, ValueClaim
from fourchette.core.mandate.profile import PROFILE, Profile
from fourchette.core.practice.acts import Deed
from fourchette.core.practice.quote_states import Event
from fourchette.core.price.quote import Quote, price
from fourchette.core.price.rating import Rating
from fourchette.core.price.taxes import Region, TaxTable, Zone
from fourchette.core.record.plain import Plain
from fourchette.core.record.quote_record import plain_record
from fourchette.core.record.quote_record_making import record_quote
from fourchette.files.book.book import SavedQuote, record_events
from fourchette.files.config.config_file import Config, config_of
from fourchette.files.config.config_read import config_document
from fourchette.files.home.home import Home

DAY = date(2026, 11, 22)
WORDS = Text("mot", "word")

# A place where nothing is taxed, nothing is said of it, and every quote of these tests is made.
HERE = "HERE"
NO_TAXES = TaxTable(zones={HERE: Zone(label=WORDS, exemption=WORDS)}, regions={HERE: Region(zone=HERE, label=WORDS)})

# Every premium of the default card at its highest: 4 + 6 + 10 + 6 + 12 + 5 + 15 + 7 = 65 $/h, and those of the lanes.
ALL_PREMIUMS: Mapping[str, Any] = {
    "scope": ["content", "community", "strategy", "crisis-plan", "roi-reporting"],
    "platforms": ["facebook", "instagram", "x", "linkedin"],
    "videos_produced": 1,
    "voice": "distinctive",
    "languages": ["fr", "en", "es"],
    "inbound": 2000,
    "response": "1h",
    "coverage": "evenings-and-weekends",
    "audience": "vulnerable",
}


def figures(*amounts: int | str) -> Estimate:
    """One figure, or low, target and high."""
    low, target, high = amounts if len(amounts) > 1 else amounts * 3
    return Estimate(Decimal(low), Decimal(target), Decimal(high))


def choice(**effect: Any) -> Choice:
    """One answer and its effect."""
    return Choice(label=WORDS, **effect)


def one(default: str | None = None, /, **choices: Choice) -> Trait:
    """A trait of which one choice applies."""
    return Trait(kind="one", label=WORDS, choices=choices, default=default)


def tier(start: int, /, **effect: Any) -> Tier:
    """An effect from so many on."""
    return Tier(from_=Decimal(start), **effect)


def several(
    *,
    default: tuple[str, ...] | None = (),
    tiers: tuple[Tier, ...] = (),
    reduce: Reduction | None = None,
    deliverable: bool = False,
    **choices: Choice,
) -> Trait:
    """A trait of which several choices may apply."""
    return Trait(
        kind="several",
        label=WORDS,
        choices=choices,
        default=default,
        tiers=tiers,
        reduce=reduce,
        deliverable=deliverable,
    )


def pain(amount: int | str, **parts: Any) -> Reduction:
    """How painful it is to take something out, and how it may go."""
    return Reduction(pain=Decimal(amount), **parts)


def number(default: int | None = 0, /, **parts: Any) -> Trait:
    """A trait that counts."""
    return Trait(kind="number", label=WORDS, default=None if default is None else Decimal(default), **parts)


def yes_no(**effect: Any) -> Trait:
    """A trait whose effect applies on yes; no unless it is said."""
    return Trait(kind="yes-no", label=WORDS, default=False, **effect)


def task(*minutes: int | str, lane: str = "work", **parts: Any) -> Task:
    """Work in minutes; for each post, unless another quantity is given."""
    each = {} if "fixed" in parts else {"each": ("posts",)}
    return Task(**{"label": WORDS, "lane": lane, "minutes": figures(*minutes), **each, **parts})


def overhead(*percent: int | str, **parts: Any) -> Overhead:
    """Percent of extra hours."""
    return Overhead(label=WORDS, percent=figures(*percent), **parts)


def small_card(
    *base: int | str, traits: Mapping[str, Trait] | None = None, posts: Trait | None = None, **parts: Any
) -> RateCard:
    """A sound card: one base (100 $/h), a scope, posts of one hour each in the lane `work`; held in 50 to 150."""
    return RateCard(
        **{
            "name": "Petite grille",
            "currency": "CAD",
            "range_": Range(floor=Decimal(50), ceiling=Decimal(150), max_discount=Decimal(20)),
            "capacity": Capacity(hours=Decimal(100), weeks=Decimal(4), heavy=Decimal(40), near_exclusive=Decimal(70)),
            "stated_lane": "work",
            "lanes": {
                "work": Lane(label=WORDS),
                "talk": Lane(label=WORDS, community=True),
                "desk": Lane(label=WORDS),
            },
            "tasks": {"posts": task(60)},
            "traits": {
                "experience": one("any", any=choice(base=figures(*base or (100,)))),
                "scope": several(default=("work",), work=choice(), talk=choice()),
                "posts": posts or number(),
                **(traits or {}),
            },
            **parts,
        }
    )


def priced(
    card: RateCard,
    traits: Mapping[str, Any],
    *,
    taxes: TaxTable = NO_TAXES,
    profile: Profile = PROFILE,
    region: str | None = HERE,
    **frame: Any,
) -> Quote:
    """A mandate of these answers, priced; `frame` is the mandate's own keys (hours, period, weeks, value)."""
    mandate = Mandate(traits=traits, client=Client(region=region), **frame)
    return price(mandate, card, taxes, on=DAY, profile=profile)


def rated(card: RateCard, /, **traits: object) -> Rating:
    """The rating of a mandate of these answers and ten hours."""
    return priced(card, traits, hours=Decimal(10)).rating


def line_hours(quote: Quote, period: str = "month") -> dict[str, str]:
    """The hours of each line of a period, as printed."""
    return {line.id: str(line.hours) for line in quote.lines if line.period == period and line.hours is not None}


def codes(quote: Quote) -> list[str]:
    """The codes of a quote's notices."""
    return [notice.code for notice in quote.notices]


def told(quote: Quote, code: str) -> str:
    """The one notice of a code, in plain English."""
    (message,) = (str(notice.message) for notice in quote.notices if notice.code == code)
    return message


def proof(kind: str = "attributed-margin", confidence: str = "tracked", **parts: Any) -> Proof:
    """A proof, tracked and with its evidence unless told otherwise."""
    return Proof(**{"what": "Ventes", "evidence": "GA4", "kind": kind, "confidence": confidence, **parts})


def claim(*proofs: Proof, months: int = 12) -> ValueClaim:
    """A value case over a year, or so many months."""
    return ValueClaim(months=Decimal(months), proofs=proofs)


def speak(words: Text | Message | Statement) -> str:
    """English, with figures as they are."""
    if isinstance(words, Statement):
        return str(Message(words.text.en, words.values)) if words.values else words.text.en
    return words.speak("en") if isinstance(words, Text) else str(words)


def recorded(quote: Quote) -> Plain:
    """A quote as plain values."""
    return plain_record(record_quote(quote, speak))


def happen(*changes: tuple[SavedQuote, Sequence[Event]]) -> None:
    """Have events happen to quotes of a book, as one act."""
    quote, events = changes[0]
    record_events(Home(quote.path.parents[2]), Deed(events[0].at, events[0].event), *changes)


# --- What Hypothesis draws ---------------------------------------------------------------------------------------


def load_config(path: Path) -> Config:
    """What a config file says."""
    return config_of(config_document(path))


def answers_to(trait: Trait, most: int = 300) -> st.SearchStrategy[Any]:
    """Valid answers to a trait, numbers up to `most`."""
    match trait.kind:
        case "one":
            return st.sampled_from(list(trait.choices))
        case "several":
            least = 1 if trait.default is None else 0
            return st.lists(st.sampled_from(list(trait.choices)), unique=True, min_size=least, max_size=5)
        case "number":
            largest = most if trait.most is None else min(most, int(trait.most))
            return st.integers(int(trait.least), largest)
        case _:
            return st.booleans()


def traits_of(card: RateCard) -> st.SearchStrategy[dict[str, Any]]:
    """Answers to any of a card's traits, with some posts, so that there is work."""
    required = {name: answers_to(trait) for name, trait in card.traits.items() if trait.required}
    optional = {name: answers_to(trait) for name, trait in card.traits.items() if not trait.required}
    del optional["posts"]
    return st.fixed_dictionaries({**required, "posts": st.integers(1, 60)}, optional=optional)


# A strategy made once is drawn from faster.
@cache
def amounts(least: int, most: int) -> st.SearchStrategy[Decimal]:
    """Exact figures of two decimals."""
    return st.integers(least * 100, most * 100).map(lambda cents: Decimal(cents).scaleb(-2))


@cache
def bands(least: int, most: int) -> st.SearchStrategy[Estimate]:
    """Figures in rising order."""
    figure = amounts(least, most)
    return st.tuples(figure, figure, figure).map(lambda drawn: Estimate(*sorted(drawn)))


FRAMES = st.one_of(
    st.just({}),
    st.builds(lambda weeks: {"period": "project", "weeks": Decimal(weeks)}, st.integers(1, 30)),
    st.builds(lambda hours: {"hours": hours}, amounts(1, 200)),
)


def mandates(card: RateCard) -> st.SearchStrategy[Mandate]:
    """Valid mandates under a card: by the month, as a project, or with stated hours."""
    return st.builds(lambda traits, frame: Mandate(traits=traits, **frame), traits_of(card), FRAMES)


Effects = st.SearchStrategy[dict[str, Any]]

PREMIUMS: Effects = st.fixed_dictionaries({"add": bands(0, 30)})
SURCHARGES: Effects = st.fixed_dictionaries({"percent": bands(0, 60)})
DISCOUNTS: Effects = st.fixed_dictionaries({"percent": bands(-30, 0)})
LANES = st.sampled_from([("work",), ("work", "talk")])
# Lane discounts that cannot come to 100 % together.
LANE_EFFECTS: Effects = st.fixed_dictionaries({"percent": bands(-8, 0) | bands(0, 100), "lanes": LANES})
EFFECTS: Effects = st.one_of(PREMIUMS, SURCHARGES, DISCOUNTS, LANE_EFFECTS)


@st.composite
def ranges(draw: st.DrawFn) -> Range:
    """A range of the rate, with its step and the most that discounts may take."""
    floor = draw(amounts(0, 90))
    return Range(
        floor=floor,
        ceiling=floor + draw(amounts(0, 150)),
        step=draw(st.sampled_from([Decimal(1), Decimal("0.5"), Decimal(5)])),
        max_discount=draw(amounts(0, 40)),
    )


@cache
def tiers(most: int) -> st.SearchStrategy[tuple[Tier, ...]]:
    """Up to two tiers in rising order, from 1 to `most`."""
    starts = st.sets(st.integers(1, most), max_size=2).map(sorted)
    return st.builds(
        lambda froms, effects: tuple(
            Tier(from_=Decimal(start), **each) for start, each in zip(froms, effects, strict=False)
        ),
        starts,
        st.tuples(EFFECTS, EFFECTS),
    )


@st.composite
def channels(draw: st.DrawFn) -> Trait:
    """Channels, of which two count by themselves and all by their number."""
    named = {"web": choice(**draw(EFFECTS)), "mail": choice(**draw(EFFECTS)), "street": choice(), "radio": choice()}
    return Trait(kind="several", label=WORDS, choices=named, default=(), tiers=draw(tiers(4)))


@st.composite
def overheads(draw: st.DrawFn) -> Overhead:
    """Overheads on some lanes or all, kept there or gathered."""
    return Overhead(
        label=WORDS,
        percent=draw(bands(0, 80)),
        lanes=draw(st.sampled_from([(), ("work",), ("work", "talk")])),
        into=draw(st.sampled_from([None, "desk", "talk"])),
        reserve=draw(st.booleans()),
    )


@st.composite
def fees(draw: st.DrawFn) -> Fee:
    """Fees by the post, or as a share of the spend."""
    minimum = draw(amounts(0, 400))
    if draw(st.booleans()):
        return Fee(label=WORDS, each="posts", minimum=minimum, unit_price=draw(bands(0, 90)))
    return Fee(label=WORDS, each="spend", minimum=minimum, percent=draw(bands(0, 90)))


@st.composite
def rules(draw: st.DrawFn, name: str) -> Rule:
    """Rules that look at the posts or at the spend."""
    when = read_condition({draw(st.sampled_from(["posts", "spend"])): {"at_least": draw(st.integers(1, 200))}})
    return Rule(id=name, when=when, **draw(EFFECTS))


@st.composite
def small_cards(draw: st.DrawFn) -> RateCard:
    """Sound cards of a few traits, where only the effects, the minutes and the percents vary.

    The trait `premium` only adds to the rate: nothing else of the card looks at it.
    """
    return small_card(
        range_=draw(ranges()),
        posts=number(tiers=draw(tiers(60))),
        lanes={
            "work": Lane(label=WORDS, discounts=draw(st.booleans())),
            "talk": Lane(label=WORDS, community=True),
            "desk": Lane(label=WORDS),
        },
        traits={
            "experience": one("new", new=choice(base=draw(bands(20, 90))), old=choice(base=draw(bands(50, 200)))),
            "premium": one("none", none=choice(), some=choice(**draw(PREMIUMS))),
            "channels": draw(channels()),
            "client": one("any", any=choice(), friend=choice(**draw(DISCOUNTS)), rival=choice(**draw(SURCHARGES))),
            "urgent": yes_no(**draw(EFFECTS)),
            "messages": number(),
            "spend": number(),
            "months": number(1, least=Decimal(1)),
        },
        quantities={"replies": Quantity(each=("messages",), share=draw(amounts(0, 100)))},
        tasks={
            "posts": Task(label=WORDS, lane="work", each=("posts",), minutes=draw(bands(0, 90))),
            "replies": Task(label=WORDS, lane="talk", each=("replies",), minutes=draw(bands(0, 9))),
            "watch": Task(label=WORDS, lane="talk", fixed=Decimal(21), minutes=draw(bands(0, 20))),
            "setup": Task(label=WORDS, lane="desk", fixed=Decimal(1), minutes=draw(bands(0, 600)), period="once"),
        },
        overheads={f"overhead{index}": drawn for index, drawn in enumerate(draw(st.lists(overheads(), max_size=2)))},
        fees={f"fee{index}": drawn for index, drawn in enumerate(draw(st.lists(fees(), max_size=1)))},
        rules=tuple(draw(rules(name)) for name in ("first", "second")),
    )
