"""What a client asks for beyond a contract, as she may read what it costs: once, or each month from now on."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from fourchette.core.basis.messages import Message, say
from fourchette.core.basis.money import ZERO
from fourchette.core.basis.noun import noun
from fourchette.core.basis.text import Text
from fourchette.core.card.answer_words import fact_as_words
from fourchette.core.card.volumes import number_in
from fourchette.core.mandate.mandate import Mandate
from fourchette.core.offer.offer import OfferAmounts, OfferTax
from fourchette.core.offer.offer_extras import asked_once
from fourchette.core.practice.statement import Billed
from fourchette.core.price.quote import Quote, price
from fourchette.core.price.taxes import TaxRuling, TaxTable
from fourchette.core.price.variants import in_proportion

_Speak = Callable[[Message | Text], str]


@noun
class ExtraRequest:
    """What is asked, in words, and what it comes to: `lines` of one month, or all of a month `before` and with it.

    It has no place for anything internal.
    """

    number: str
    what: tuple[str, ...]
    lines: tuple[Billed, ...]
    amounts: OfferAmounts
    before: OfferAmounts | None = None


def asked_in_words(quote: Quote, more: Mapping[str, Any], speak: _Speak) -> tuple[str, ...]:
    """What is asked, a few words each."""
    traits = quote.card.traits
    return tuple(
        speak(say("{count:count} × {label}", count=value, label=traits[name].label))
        if isinstance(value, Decimal)
        else speak(say("{label}: {answer}", label=traits[name].label, answer=fact_as_words(traits[name], _fact(value))))
        for name, value in more.items()
    )


def _fact(value: Any) -> Any:  # noqa: ANN401  # an answer as it is typed
    return tuple(value) if isinstance(value, list) else value


def extra_once(number: str, quote: Quote, more: Mapping[str, Decimal], speak: _Speak) -> ExtraRequest:
    """What so much more costs in one month, at the quote's own terms."""
    words = asked_in_words(quote, more, speak)
    lines = tuple(
        Billed(asked.id, label, asked.quantity, asked.price)
        for asked, label in zip(asked_once(quote, more), words, strict=True)
    )
    subtotal = sum((line.amount for line in lines), ZERO)
    return ExtraRequest(number, words, lines, _amounts(quote.ruling, subtotal, speak))


def with_more(quote: Quote, more: Mapping[str, Any], taxes: TaxTable, on: date) -> Quote:
    """The quote with so much more each month, under its own card and terms; raises UnsuitedMandate."""
    traits = {
        name: number_in(quote.facts, name) + value if isinstance(value, Decimal) else value
        for name, value in more.items()
    }
    fuller: Mandate = replace(quote.mandate, traits={**quote.mandate.traits, **traits})
    mandate = in_proportion(quote.mandate, fuller, quote.card, quote.asking)
    return price(mandate, quote.card, taxes, on=on, profile=quote.profile)


def extra_monthly(number: str, quote: Quote, more: Mapping[str, Any], after: Quote, speak: _Speak) -> ExtraRequest:
    """What a month costs with so much more, beside what it costs without."""
    period = quote.mandate.main_period
    before, now = (_amounts(q.ruling, q.subtotal(period) or ZERO, speak) for q in (quote, after))
    return ExtraRequest(number, asked_in_words(quote, more, speak), (), now, before)


def _amounts(ruling: TaxRuling, subtotal: Decimal, speak: _Speak) -> OfferAmounts:
    taxes = tuple(OfferTax(tax.id, speak(tax.label), tax.rate, tax.amount) for tax in ruling.on(subtotal))
    return OfferAmounts(subtotal=subtotal, taxes=taxes, total=subtotal + _sum(tax.amount for tax in taxes))


def _sum(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, ZERO)
