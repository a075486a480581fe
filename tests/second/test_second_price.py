"""The price, computed a second time from the words that say how it is made, agrees with the program's to the cent.

`--nightly` prices a hundred thousand mandates, and two thousand cards, rather than a few hundred of each.
"""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pytest
import tomli_w

from conftest import EXAMPLES
from fourchette.core.basis.estimate import Estimate
from fourchette.core.card.rate_card import RateCard
from fourchette.core.mandate.answers import UnsuitedMandate
from fourchette.core.mandate.mandate import Mandate
from fourchette.core.mandate.profile import Profile
from fourchette.core.price.lines import Amounts, hour_of_whole
from fourchette.core.price.quote import Quote, price
from fourchette.core.price.taxes import TaxTable
from fourchette.core.price.workload import PERIODS
from fourchette.files.card.card_file import card_from
from fourchette.files.card.own_card import preset_card, presets
from fourchette.files.toml.toml_read import TomlDocument
from fourchette.files.toml.toml_validate import validated
from fourchette.resources import FOLDER
from second.second_draws import a_card, a_day, a_mandate, a_seller
from second.second_price import price_by_hand

DAY = date(2026, 11, 22)
# What a mandate can lose and still be one.
LOSABLE = ("value", "hours", "client", "rate", "price", "adjustments")
# How many mandates, and how many cards of four mandates each; shared out between so many parts of a run.
USUAL, NIGHTLY = (400, 160), (100_000, 2_000)
PER_CARD = 4
PARTS = 8

Plain = Mapping[str, Any]
# A card as its TOML has it, and as the program reads it.
Card = tuple[Plain, RateCard]


def raw(path: Path) -> Plain:
    """A file as its TOML has it."""
    return tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)


def laid_over(content: Any, overlay: Any) -> Any:
    """A table over another, value by value; what goes by its id over the entry of that id."""
    if isinstance(overlay, list) and overlay and all(isinstance(each, Mapping) and "id" in each for each in overlay):
        own = {each["id"]: each for each in overlay}
        return [laid_over(each, own.get(each["id"], {})) for each in content]
    if not isinstance(content, Mapping) or not isinstance(overlay, Mapping):
        return overlay
    return {**content, **{key: laid_over(content.get(key), value) for key, value in overlay.items()}}


def shipped(name: str) -> Card:
    """A card of the program's own: the default one, with what another country has otherwise laid over it."""
    content, own = raw(FOLDER / "ratecard.toml"), FOLDER / "presets" / f"{name}.toml"
    return laid_over(content, raw(own) if own.exists() else {}), preset_card(name)


def drawn(draw: Random) -> Card:
    """A card drawn by chance."""
    text = tomli_w.dumps(a_card(draw))
    return tomllib.loads(text, parse_float=Decimal), card_from("drawn.toml", text.encode()).card


def without(table: Plain, key: str) -> dict[str, Any]:
    """A table without one of its keys."""
    return {name: value for name, value in table.items() if name != key}


CARDS = {name: shipped(name) for name in presets()}
TAXES = raw(FOLDER / "taxes.toml")
REGIONS = (*TAXES["regions"], "ca-qc", "Atlantis")
MARKET = raw(FOLDER / "market.toml")


# --- The two, in one shape ---------------------------------------------------------------------------------------


def three_of(band: Estimate) -> tuple[Fraction, Fraction, Fraction]:
    return Fraction(band.low), Fraction(band.target), Fraction(band.high)


def period_of(amounts: Amounts | None) -> Plain:
    """What a period comes to: nothing where it has no line."""
    if amounts is None:
        return {"subtotal": (0, 0, 0), "taxes": [], "total": 0}
    taxes = [(tax.id, tax.amount) for tax in amounts.taxes]
    return {"subtotal": three_of(amounts.subtotal), "taxes": taxes, "total": amounts.total}


def as_asked(quote: Quote) -> Plain:
    """What the program asks, in the shape of the second computation."""
    case = quote.value
    lines = [
        (line.period, line.id, line.hours, line.rate and three_of(line.rate), three_of(line.amount))
        for line in quote.lines
    ]
    return {
        "rate": three_of(quote.rating.rate),
        "unheld": three_of(quote.rating.unheld),
        "hours": {period: three_of(band) for period, band in quote.workload.bands.items() if band.high},
        "hour": {period: hour for period in PERIODS if (hour := hour_of_whole(quote.lines, period))},
        "lines": sorted(lines, key=lambda line: line[:2]),
        "month": period_of(quote.monthly),
        "once": period_of(quote.once),
        "first": [(phase.months, period_of(phase.amounts)) for phase in quote.phases],
        "total": quote.total,
        "whole": quote.whole_price,
        "people": quote.feasibility.people,
        "value": case and {"passes": case.accepted, "worth": case.weighted_value, "share": case.fee},
    }


# Prices a mandate both ways; returns each figure on which they part, the program's first.
Comparing = Callable[[Plain], Plain]


def comparing(card: Card, taxes: TaxTable, seller: Plain, day: date) -> Comparing:
    profile = validated(Profile, TomlDocument("config.toml", "", {**seller}))

    def parted(mandate: Plain) -> Plain:
        read = validated(Mandate, TomlDocument("mandate.toml", "", without(mandate, "schema")))
        asked = as_asked(price(read, card[1], taxes, on=day, profile=profile))
        second = price_by_hand(card[0], mandate, TAXES, seller, day)
        return {name: (asked[name], second[name]) for name in second if asked[name] != second[name]}

    return parted


def lesser(mandate: Plain) -> Iterator[Plain]:
    """The mandate without each one of its parts."""
    yield from (without(mandate, key) for key in LOSABLE if key in mandate)
    for name in mandate["traits"]:
        yield {**mandate, "traits": without(mandate["traits"], name)}


def least(mandate: Plain, parted: Comparing) -> Plain:
    """The mandate without all that it can lose while the two computations still part."""
    for one in lesser(mandate):
        try:
            if parted(one):
                return least(one, parted)
        except UnsuitedMandate:
            continue
    return mandate


def agree(mandate: Plain, parted: Comparing) -> None:
    """Fail with the least mandate on which the two computations part."""
    if parted(mandate):
        found = least(mandate, parted)
        figures = "\n".join(f"{name}: {one} and {other}" for name, (one, other) in parted(found).items())
        pytest.fail(f"{figures}\n\n{tomli_w.dumps(found)}", pytrace=False)


@pytest.mark.parametrize("path", sorted(Path(__file__).parent.glob("second_*.py")), ids=lambda path: path.stem)
def test_the_second_computation_shares_nothing_with_the_first(path: Path) -> None:
    assert "fourchette" not in path.read_text(encoding="utf-8")


# --- Examples, and chance ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", presets())
@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.toml")), ids=lambda path: path.stem)
def test_an_example_costs_the_same_computed_twice(path: Path, name: str, taxes: TaxTable) -> None:
    agree(raw(path), comparing(CARDS[name], taxes, {"region": "CA-QC"}, DAY))


@pytest.mark.parametrize("package", MARKET["packages"], ids=lambda package: str(package["id"]))
def test_a_published_package_costs_the_same_computed_twice(package: Plain, taxes: TaxTable) -> None:
    name = MARKET["countries"][package["country"]].get("preset", presets()[0])
    agree({"traits": package["traits"]}, comparing(CARDS[name], taxes, {}, DAY))


@pytest.mark.parametrize("name", presets())
def test_the_examples_of_a_card_cost_the_same_computed_twice(name: str, taxes: TaxTable) -> None:
    for example in CARDS[name][0]["examples"]:
        mandate = {key: value for key, value in example.items() if key not in {"name", "expect"}}
        agree(mandate, comparing(CARDS[name], taxes, {}, DAY))


@pytest.fixture(scope="session")
def sizes(request: pytest.FixtureRequest) -> tuple[int, int]:
    """How many mandates, and how many cards."""
    return NIGHTLY if request.config.getoption("--nightly") else USUAL


def chance(card: Card, taxes: TaxTable, draw: Random) -> None:
    """Price a mandate drawn by chance, for some client, by some seller, on some day."""
    mandate = {**a_mandate(draw, card[0]), "client": {"region": draw.choice(REGIONS)} if draw.random() < 0.9 else {}}
    parted = comparing(card, taxes, a_seller(draw), a_day(draw))
    try:
        agree(mandate, parted)
    except UnsuitedMandate:
        # Adjustments that take off more than there is are refused: without them there is a price.
        agree(without(mandate, "adjustments"), parted)


@pytest.mark.parametrize("part", range(PARTS))
def test_a_mandate_costs_the_same_computed_twice(part: int, sizes: tuple[int, int], taxes: TaxTable) -> None:
    for index in range(part, sizes[0], PARTS):
        draw = Random(index)
        chance(CARDS[draw.choice(presets())], taxes, draw)


@pytest.mark.parametrize("part", range(PARTS))
def test_under_any_card_it_costs_the_same_computed_twice(part: int, sizes: tuple[int, int], taxes: TaxTable) -> None:
    for index in range(part, sizes[1], PARTS):
        draw = Random(f"card {index}")
        card = drawn(draw)
        for _ in range(PER_CARD):
            chance(card, taxes, draw)
