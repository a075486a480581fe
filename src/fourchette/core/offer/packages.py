"""The same mandate offered several ways, each priced as any mandate is, from the lightest to the fullest."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from fourchette.core.basis.messages import Notice, say
from fourchette.core.basis.noun import noun
from fourchette.core.basis.text import Language, Text
from fourchette.core.card.changes import OwnPackage, overridden
from fourchette.core.card.clauses import Speak
from fourchette.core.mandate.answers import UnsuitedMandate
from fourchette.core.offer.offer import Offer, OfferedPackage
from fourchette.core.offer.offer_making import offer_of
from fourchette.core.price.quote import Quote, price
from fourchette.core.price.taxes import TaxTable
from fourchette.core.price.variants import altered, in_proportion

AS_IN_THE_CARD = OwnPackage()


@noun
class Package:
    """One way to do the mandate: its quote is that of its own mandate, which has no packages left."""

    name: str
    label: Text
    recommended: bool
    quote: Quote


@noun
class Packages:
    """The packages to offer, in the card's order, and what was noticed in making them: no client reads that."""

    offered: tuple[Package, ...]
    notices: tuple[Notice, ...]


def offer_in(quote: Quote, packages: Packages | None, speak: Speak) -> Offer:
    """The client's view of a quote, with the packages to choose from where it is offered in some."""
    offer = offer_of(quote, speak)
    if packages is None:
        return offer
    offered = (
        OfferedPackage(package.name, speak(package.label), package.recommended, offer_of(package.quote, speak))
        for package in packages.offered
    )
    return replace(offer, packages=tuple(offered))


def for_readers_of(quote: Quote, packages: Packages | None, language: Language) -> tuple[Quote, Packages | None]:
    """The same quote and packages, for documents in a language: no figure moves."""

    def told(each: Quote) -> Quote:
        return replace(each, mandate=replace(each.mandate, language=language))

    if packages is None:
        return told(quote), None
    offered = tuple(replace(package, quote=told(package.quote)) for package in packages.offered)
    return told(quote), replace(packages, offered=offered)


def packages_of(quote: Quote, taxes: TaxTable) -> Packages:
    """The packages of a quote's mandate, priced under the same card, on the same day, for the same seller."""
    made = tuple(_made(quote, name, taxes) for name in quote.card.packages if _own(quote, name).offered)
    priced = tuple(each for each in made if isinstance(each, Package))
    shown = tuple(package for package in priced if _shown_for(package, priced) is package)
    refused = (each for each in made if isinstance(each, Notice))
    repeated = (_repeated(each, _shown_for(each, priced)) for each in priced if each not in shown)
    return Packages(shown, (*refused, *repeated, *_out_of_order(shown)))


def _own(quote: Quote, name: str) -> OwnPackage:
    return quote.mandate.packages.get(name, AS_IN_THE_CARD)


def _made(quote: Quote, name: str, taxes: TaxTable) -> Package | Notice:
    """A package, or why it is not offered."""
    rule, own = quote.card.packages[name], _own(quote, name)
    label = own.label or rule.label
    if not rule.when.holds(quote.facts):
        message = say("“{package}” is not offered: the card has no such package for this mandate.", package=label)
        return Notice("package-not-offered", "info", message)
    changed = altered(quote.card, quote.mandate, overridden(rule, own))
    try:
        mandate = replace(in_proportion(quote.mandate, changed, quote.card, quote.asking), packages={})
        other = price(mandate, quote.card, taxes, on=quote.issued, profile=quote.profile)
    except UnsuitedMandate as error:
        reasons = tuple(problem.message for problem in error.problems)
        message = say("“{package}” is not offered: {reasons:list}.", package=label, reasons=reasons)
        return Notice("package-not-priced", "warning", message)
    return Package(name, label, name == _recommended(quote), other)


def _recommended(quote: Quote) -> str | None:
    """The package that the mandate recommends, else the card's, unless the mandate says no of it."""
    preferred = next((name for name, own in quote.mandate.packages.items() if own.recommended), None)
    by_card = next((name for name, rule in quote.card.packages.items() if rule.recommended), "")
    return preferred or (None if _own(quote, by_card).recommended is False else by_card)


def _shown_for(package: Package, priced: tuple[Package, ...]) -> Package:
    """Which package is shown for all that are the same: the recommended one, else the first."""
    same = [other for other in priced if _is_same(other.quote, package.quote)]
    return next((other for other in same if other.recommended), same[0])


def _repeated(package: Package, shown: Package) -> Notice:
    message = say(
        "“{package}” is not shown: it would be the same as “{other}”.", package=package.label, other=shown.label
    )
    return Notice("package-same", "info", message)


def _is_same(one: Quote, other: Quote) -> bool:
    return one.facts == other.facts and one.mandate.hours == other.mandate.hours


def _out_of_order(offered: tuple[Package, ...]) -> Iterator[Notice]:
    """A fuller package that costs no more than a lighter one."""
    for lighter, fuller in pairwise(offered):
        low, high = lighter.quote.whole_price, fuller.quote.whole_price
        if low >= high:
            message = say(
                "“{fuller}” comes to {high:money} before tax, and “{lighter}”, which is less, to {low:money}: "
                "nobody would choose “{lighter}”. Change the packages, or leave one out.",
                fuller=fuller.label,
                lighter=lighter.label,
                high=high,
                low=low,
            )
            yield Notice("package-out-of-order", "warning", message)


def all_notices(quote: Quote, packages: Packages) -> tuple[Notice, ...]:
    """What was noticed of the packages, of the mandate as asked, then of each package alone, under its label."""
    own = (
        replace(notice, message=say("{name}: {message}", name=package.label, message=notice.message))
        for package in packages.offered
        for notice in package.quote.notices
        if notice not in quote.notices
    )
    return (*packages.notices, *quote.notices, *own)
