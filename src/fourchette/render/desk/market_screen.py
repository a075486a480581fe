"""The market on a screen: where a card stands beside published packages, and those nearest to a mandate."""

from collections.abc import Iterable, Iterator, Mapping

from fourchette.core.basis.messages import Message, say
from fourchette.core.basis.money import ONE, to_cent, to_step
from fourchette.core.basis.noun import noun
from fourchette.core.card.rate_card import RateCard
from fourchette.core.compare.market import (
    Asked,
    MarketCountry,
    MarketGroup,
    MarketPrice,
    MarketTable,
    NearPackage,
    PriceSource,
    SellerKind,
    Unasked,
)
from fourchette.core.record.plain import Plain, in_cents, picked
from fourchette.render.screen.grid import Cell, Grid, grid_of
from fourchette.render.words.speech import Speech

MARKET_SCHEMA = "fourchette/market/1"
_SELLERS: Mapping[SellerKind, Message] = {"solo": say("one person"), "agency": say("agency")}
_SOURCES: Mapping[PriceSource, Message] = {
    "price-page": say("price page"),
    "listing": say("listing"),
    "quote": say("quote"),
}


@noun
class MarketSheet:
    """A card beside the market: every package with its price or why it has none, the groups, and a mandate's nearest.

    `own` is what the mandate asks a month and `name` what it is called; neither where there is no mandate. `by_card` is
    what the card alone would ask, where something is stated in its place.
    """

    table: MarketTable
    card: RateCard
    found: tuple[MarketPrice, ...]
    unasked: tuple[Unasked, ...]
    groups: tuple[MarketGroup, ...]
    nearest: tuple[NearPackage, ...] = ()
    own: Asked | None = None
    by_card: Asked | None = None
    name: str = ""

    def country(self, package_country: str) -> MarketCountry:
        """A country of the table."""
        return self.table.countries[package_country]

    def own_in_words(self, own: Asked, speech: Speech) -> str:
        """What the mandate asks a month, for how many hours."""
        told = {"name": self.name, "price": to_cent(own.price.target), "hours": own.hours}
        return speech.say("{name}: {price:money} a month before tax, for {hours:hours}", **told)


def market_grids(sheet: MarketSheet, speech: Speech, *, in_full: bool) -> Iterator[Grid]:
    """Every table of the market: the nearest first, where there is a mandate; each package, in full."""
    if sheet.own is not None:
        yield _nearest(sheet, sheet.own, speech)
    yield _standing(sheet, speech)
    if in_full:
        yield _every(sheet, speech)


def _nearest(sheet: MarketSheet, own: Asked, speech: Speech) -> Grid:
    notes = []
    if sheet.by_card is not None:
        alone = to_cent(sheet.by_card.price.target)
        notes.append(speech.say("Your card alone would ask {price:money} a month.", price=alone))
    notes += [speech.word("In common: the share of the work that is in both, task by task, as your card counts it.")]
    notes += _living_notes(sheet, (near.found for near in sheet.nearest), speech)
    rows = tuple(
        (
            package_name(near.found, sheet, speech),
            speech.percent(to_step(near.common, ONE)),
            *package_prices(near.found, speech),
        )
        for near in sheet.nearest
    )
    headings = ("", speech.word("In common"), *_priced(speech))
    return Grid(sheet.own_in_words(own, speech), headings, "wrrrr", rows, notes=tuple(notes))


def _priced(speech: Speech) -> tuple[str, str, str]:
    return speech.word("Published"), speech.word("Your card"), speech.word("An hour")


def package_name(found: MarketPrice, sheet: MarketSheet, speech: Speech) -> str:
    """A package by its id, its country and its seller, when it was seen, and what could not be said of it."""
    package = found.package
    about = [
        package.id,
        speech.text(sheet.country(package.country).label),
        speech.say(_SELLERS[package.seller]),
        f"{package.seen:%Y-%m}",
        speech.text(package.missing),
    ]
    return " · ".join(filter(None, about))


def package_prices(found: MarketPrice, speech: Speech) -> Iterator[str | Cell]:
    """What is published, what the card asks, and what an hour of it pays, all in the package's currency."""
    local = speech.in_currency(found.package.currency)
    yield local.short_money(found.package.price)
    yield local.short_money(to_step(found.asked.price.target, ONE))
    hourly = "" if found.hourly is None else local.rate(found.hourly)
    yield Cell(hourly, "warning" if found.under_living_wage else "")


def _living_notes(sheet: MarketSheet, found: Iterable[MarketPrice], speech: Speech) -> Iterator[str]:
    """What an hour must pay in each country where one of these pays less."""
    under = [each for each in found if each.under_living_wage]
    for name in sorted({each.package.country for each in under}):
        country = sheet.country(name)
        if country.living_wage is not None:
            yield speech.say(
                "{country}: a living wage is {wage} ({source}); under it: {packages}.",
                country=country.label,
                wage=speech.in_currency(country.currency).rate(country.living_wage),
                source=country.source,
                packages=tuple(each.package.id for each in under if each.package.country == name),
            )


def _standing(sheet: MarketSheet, speech: Speech) -> Grid:
    word, ratio = speech.word, speech.ratio
    return grid_of(
        sheet.groups,
        (word("Your price over theirs"), "w", lambda group: speech.say(group_name(group, sheet))),
        (word("How many"), "r", lambda group: speech.count(len(group.ratios))),
        (word("Median"), "r", lambda group: ratio(group.median)),
        (word("Lowest"), "r", lambda group: ratio(group.ratios[0])),
        (word("Highest"), "r", lambda group: ratio(group.ratios[-1])),
        (word("Near"), "r", lambda group: speech.percent(to_step(group.near, ONE))),
        notes=map(speech.say, standing_notes(sheet)),
    )


def group_name(group: MarketGroup, sheet: MarketSheet) -> Message:
    """What a group of packages is called."""
    if group.country is not None and group.seller is not None:
        return say("{country}, {seller}", country=sheet.country(group.country).label, seller=_SELLERS[group.seller])
    if group.living is None:
        return say("All the packages")
    return say("Those that pay a living wage") if group.living else say("Those that pay less, told apart")


def standing_notes(sheet: MarketSheet) -> Iterator[Message]:
    """Which card prices what, when the prices were seen, and what is not priced."""
    yield say(
        "Packages in {currency} are priced with your card, the others with the shipped card of their country; "
        "prices are a month, before tax.",
        currency=sheet.card.currency,
    )
    if sheet.table.near is not None:
        yield say(
            "Near: from {least:count} to {most:count} times the published price.",
            least=sheet.table.near.least,
            most=sheet.table.near.most,
        )
    seen = sorted({f"{package.seen:%Y-%m}" for package in sheet.table.packages})
    if seen:
        yield say("Prices seen in {months}.", months=(seen[0], seen[-1]) if len(seen) > 1 else seen[0])
    alike: dict[str, list[Unasked]] = {}
    for each in sheet.unasked:
        alike.setdefault(str(each.reason), []).append(each)
    for found in alike.values():
        packages = tuple(each.package.id for each in found)
        yield say("Not priced ({packages}): {reason}.", packages=packages, reason=found[0].reason)


def _every(sheet: MarketSheet, speech: Speech) -> Grid:
    headings = (speech.word("Package"), *_priced(speech), speech.word("Ratio"))
    rows = tuple(
        (package_name(found, sheet, speech), *package_prices(found, speech), speech.ratio(found.ratio))
        for found in sheet.found
    )
    return Grid("", headings, "wrrrr", rows, notes=tuple(_living_notes(sheet, sheet.found, speech)))


def market_record(sheet: MarketSheet, speech: Speech) -> Plain:
    """The market as plain values: prices a month before tax, ratios of hers over theirs, percents."""
    own = sheet.own
    return {
        "card": sheet.card.name,
        "currency": sheet.card.currency,
        "mandate": None
        if own is None
        else {
            "name": sheet.name,
            "price": to_cent(own.price.target),
            "hours": to_cent(own.hours),
            **({} if sheet.by_card is None else {"card_price": to_cent(sheet.by_card.price.target)}),
        },
        "groups": [
            {
                **picked(group, "country seller pays_living_wage=living"),
                "count": len(group.ratios),
                "median": to_cent(group.median),
                "least": to_cent(group.ratios[0]),
                "most": to_cent(group.ratios[-1]),
                "near": to_cent(group.near),
            }
            for group in sheet.groups
        ],
        "nearest": [
            {**_package_record(near.found, sheet, speech), "in_common": to_cent(near.common)} for near in sheet.nearest
        ],
        "packages": [_package_record(found, sheet, speech) for found in sheet.found],
        "unpriced": [{"id": each.package.id, "reason": speech.say(each.reason)} for each in sheet.unasked],
    }


def _package_record(found: MarketPrice, sheet: MarketSheet, speech: Speech) -> Plain:
    package, asked = found.package, found.asked
    return {
        **picked(package, "id country seller grade seen"),
        "source": speech.say(_SOURCES[package.source]),
        **picked(package, "missing currency", speech.words),
        "published": to_cent(package.price),
        "asked": in_cents(asked.price, "low target high"),
        "hours": to_cent(asked.hours),
        "ratio": to_cent(found.ratio),
        **picked(found, "hourly living_wage"),
        "living_wage_source": speech.text(sheet.country(package.country).source),
        "under_living_wage": found.under_living_wage,
    }
