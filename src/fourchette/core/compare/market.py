"""Published packages beside a card: what it would ask for each, where it stands, and those nearest to a mandate."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field
from decimal import Decimal
from statistics import median
from typing import Any, Literal

from fourchette.core.basis.estimate import Estimate
from fourchette.core.basis.messages import Message, say
from fourchette.core.basis.money import HUNDRED, ZERO, to_cent
from fourchette.core.basis.noun import noun
from fourchette.core.basis.reading import CLOSED, Currency, Day, Heading, Label, Line, Positive
from fourchette.core.basis.text import NO_TEXT
from fourchette.core.card.rate_card import RateCard
from fourchette.core.mandate.answers import UnsuitedMandate
from fourchette.core.mandate.mandate import Mandate
from fourchette.core.price.converted_card import at_home, card_for
from fourchette.core.price.lines import added
from fourchette.core.price.quote import priced
from fourchette.core.price.taxes import TaxRuling

SellerKind = Literal["solo", "agency"]
PriceSource = Literal["price-page", "listing", "quote"]
_NO_TAX = TaxRuling(())


@noun(kw_only=True)
class NearPrice:
    """Between which ratios, hers over theirs, a price is near."""

    __pydantic_config__ = CLOSED
    least: Positive
    most: Positive


@noun(kw_only=True)
class MarketCountry:
    """Where packages are sold: the shipped card of the place, and what an hour must pay to live on, before tax."""

    __pydantic_config__ = CLOSED
    label: Heading
    currency: Currency
    preset: Line = ""
    living_wage: Positive | None = None
    since: Day | None = None
    source: Label = NO_TEXT


@noun(kw_only=True)
class PublishedPackage:
    """A package as its seller publishes it, with its price a month before tax; `missing` is what could not be said."""

    __pydantic_config__ = CLOSED
    id: Line
    price: Positive
    currency: Currency
    country: Line
    seller: SellerKind
    grade: Line = ""
    seen: Day
    source: PriceSource
    missing: Label = NO_TEXT
    hours: Positive | None = None
    traits: Mapping[str, Any]


@noun(kw_only=True)
class MarketTable:
    """The packages the program knows."""

    __pydantic_config__ = CLOSED
    near: NearPrice | None = None
    countries: Mapping[Line, MarketCountry] = field(default_factory=dict)
    packages: tuple[PublishedPackage, ...] = ()

    def extended(self, other: "MarketTable") -> "MarketTable":
        """This table with another's entries, which have the last word."""
        own = {package.id for package in other.packages}
        return MarketTable(
            near=other.near or self.near,
            countries={**self.countries, **other.countries},
            packages=(*(package for package in self.packages if package.id not in own), *other.packages),
        )


@noun
class Asked:
    """What a card asks a month, before tax, for some work, and its hours a month in all and by task."""

    price: Estimate
    hours: Decimal
    tasks: Mapping[str, Decimal]

    def in_common(self, other: "Asked") -> Decimal:
        """How much of the work of both is in both, task by task, in percent of their hours."""
        names = {*self.tasks, *other.tasks}
        pairs = [(self.tasks.get(name, ZERO), other.tasks.get(name, ZERO)) for name in names]
        whole = sum((max(pair) for pair in pairs), ZERO)
        return sum((min(pair) for pair in pairs), ZERO) * HUNDRED / whole if whole else ZERO


@noun
class MarketPrice:
    """A published package beside what a card asks for it, in the same currency; `living_wage` is its country's."""

    package: PublishedPackage
    asked: Asked
    living_wage: Decimal | None

    @property
    def ratio(self) -> Decimal:
        """The card's price over the published one."""
        return self.asked.price.target / self.package.price

    @property
    def hourly(self) -> Decimal | None:
        """What an hour of the package pays in the hours that the card counts; None where it counts none."""
        return to_cent(self.package.price / self.asked.hours) if self.asked.hours else None

    @property
    def under_living_wage(self) -> bool:
        """Whether an hour of it pays less than one can live on."""
        return self.hourly is not None and self.living_wage is not None and self.hourly < self.living_wage


@noun
class Unasked:
    """A package that no card at hand can price, and why."""

    package: PublishedPackage
    reason: Message


@noun
class MarketGroup:
    """Some packages, and the card's price over theirs: each ratio, in rising order; `near` is a percent of them."""

    country: str | None
    seller: SellerKind | None
    living: bool | None
    ratios: tuple[Decimal, ...]
    near: Decimal

    @property
    def median(self) -> Decimal:
        """The ratio in the middle."""
        return median(self.ratios)


@noun
class NearPackage:
    """A package near a mandate: how much of their work is in common, in percent."""

    found: MarketPrice
    common: Decimal


def monthly_asked(card: RateCard, mandate: Mandate) -> Asked:
    """What a card asks a month, in her currency; of a project, all of it over its months. Raises UnsuitedMandate."""
    found, card = priced(mandate, card), card_for(mandate, card)
    period, months = mandate.main_period, found.work.months
    price = added(found.lines, period, _NO_TAX).subtotal.each(lambda figure: at_home(card, figure) / months)
    tasks: dict[str, Decimal] = {}
    for task in found.work.workload.tasks:
        if task.period == period:
            tasks[task.id] = tasks.get(task.id, ZERO) + task.hours / months
    return Asked(price, found.work.workload.band(period).target / months, tasks)


def market_prices(
    table: MarketTable, card_of: Callable[[PublishedPackage], RateCard | None], usual: Mapping[str, Any]
) -> Iterator[MarketPrice | Unasked]:
    """Each package under its card, her usual answers standing where the package says none."""
    for package in table.packages:
        card = card_of(package)
        if card is None:
            yield Unasked(package, say("no card is in {currency}", currency=package.currency))
            continue
        try:
            asked = monthly_asked(card, package_mandate(package, card, usual))
        except UnsuitedMandate as error:
            yield Unasked(package, error.problems[0].message)
            continue
        if asked.price.target:
            country = table.countries.get(package.country)
            wage = None if country is None or country.currency != package.currency else country.living_wage
            yield MarketPrice(package, asked, wage)
        else:
            yield Unasked(package, say("the card asks nothing a month for it"))


def package_mandate(package: PublishedPackage, card: RateCard, usual: Mapping[str, Any]) -> Mandate:
    """A package as a mandate."""
    known = {name: value for name, value in usual.items() if name in card.traits}
    return Mandate(traits={**known, **package.traits}, hours=package.hours)


def market_groups(found: Iterable[MarketPrice], near: NearPrice) -> Iterator[MarketGroup]:
    """Where a card stands: over all, then over those that can be lived on, in all and by country and kind of seller.

    Those that cannot are told apart, at the end.
    """
    every = tuple(found)
    living = [each for each in every if not each.under_living_wage]
    kinds = sorted({(each.package.country, each.package.seller) for each in living})
    for country, seller, lived, members in (
        (None, None, None, every),
        (None, None, True, living),
        *((country, seller, True, [each for each in living if _kind(each) == (country, seller)])
          for country, seller in kinds),
        (None, None, False, [each for each in every if each.under_living_wage]),
    ):  # fmt: skip
        if members:
            ratios = tuple(sorted(each.ratio for each in members))
            close = sum(near.least <= ratio <= near.most for ratio in ratios)
            yield MarketGroup(country, seller, lived, ratios, Decimal(close) * HUNDRED / len(ratios))


def _kind(found: MarketPrice) -> tuple[str, SellerKind]:
    return found.package.country, found.package.seller


def nearest_packages(
    own: Asked, found: Iterable[MarketPrice], card: RateCard, usual: Mapping[str, Any], most: int
) -> tuple[NearPackage, ...]:
    """The packages that have most of their work in common with a mandate's, as its own card counts both."""

    def compared() -> Iterator[NearPackage]:
        for each in found:
            try:
                theirs = monthly_asked(card, package_mandate(each.package, card, usual))
            except UnsuitedMandate:
                continue
            yield NearPackage(each, own.in_common(theirs))

    return tuple(sorted(compared(), key=lambda near: (-near.common, near.found.package.id))[:most])
