"""What was offered, from a saved quote's file alone: its own words and figures, never priced again."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from fourchette.core.basis.messages import Message, say
from fourchette.core.basis.problems import Problem
from fourchette.core.basis.reading import read_line, read_passage
from fourchette.core.basis.text import NO_TEXT, Text
from fourchette.core.card.clauses import Statement, stated
from fourchette.core.mandate.mandate import Client
from fourchette.core.offer.deliverables import Deliverable
from fourchette.core.offer.offer import (
    Deposit,
    Offer,
    OfferAmounts,
    OfferCare,
    OfferedPackage,
    OfferLine,
    OfferOption,
    OfferTerms,
    Registration,
    Seller,
)
from fourchette.core.offer.offer_extras import Extra
from fourchette.core.price.taxes import Tax, TaxLine, TaxRuling
from fourchette.files.book.book import SavedQuote
from fourchette.files.toml.wrong_file import Located, WrongFile

OFFER = "offer"
PACKAGES = "packages"
_Kept = Mapping[str, Any]


def offer_of_saved(quote: SavedQuote) -> Offer:
    """What a saved quote offered; raises WrongFile where a part of it is missing or unreadable."""
    try:
        packages = tuple(_package(quote, kept) for kept in quote.content.get(PACKAGES, ()))
        return replace(_offer(quote, quote.content["result"][OFFER]), packages=packages)
    except (KeyError, TypeError, ValueError, ArithmeticError, AttributeError) as error:
        message = say("a part of what was offered is missing or unreadable")
        remedy = say("fourchette verify {number} says more", number=quote.entry.name)
        raise WrongFile(str(quote.path), [Located(Problem(("result", OFFER), message, remedy))]) from error


def ruling_of_saved(quote: SavedQuote) -> TaxRuling:
    """The taxes that a saved quote was offered with; raises WrongFile as `offer_of_saved` does.

    They are due on any day: what rules them is the file, no longer a table.
    """
    offer = offer_of_saved(quote)
    amounts = offer.monthly or offer.once
    taxes = tuple(
        Tax(id=line.id, label=line.label, rate=line.rate, regions=(), from_=date.min, source=NO_TEXT)
        for line in (() if amounts is None else amounts.taxes)
    )
    numbers = {each.label: each.tax for each in offer.seller.registrations}
    numbered = tuple(replace(tax, number=numbers.get(tax.label, "")) for tax in taxes)
    return TaxRuling(numbered, mention=offer.tax_mention, known=offer.taxes_known)


def _package(quote: SavedQuote, kept: _Kept) -> OfferedPackage:
    return OfferedPackage(kept["id"], _heading(kept["label"]), kept["recommended"], _offer(quote, kept[OFFER]))


def _offer(quote: SavedQuote, kept: _Kept) -> Offer:
    entry = quote.entry
    return Offer(
        title=entry.title,
        seller=_seller(kept["sold_by"]),
        client=Client(**{key: _words(words) for key, words in kept["client"].items()}),
        language=entry.language,
        region=kept.get("region"),
        currency=entry.currency,
        issued=entry.issued,
        valid_until=entry.valid_until,
        context=_words(kept.get("context", "")),
        objectives=tuple(map(_words, kept.get("objectives", ()))),
        deliverables=tuple(map(_deliverable, kept.get("deliverables", ()))),
        included=_statements(kept.get("included", ())),
        excluded=_statements(kept.get("excluded", ())),
        assumptions=_statements(kept.get("assumptions", ())),
        lines=tuple(map(_line, kept["lines"])),
        shows_hours=kept["shows_hours"],
        monthly=_amounts(kept.get("monthly")),
        once=_amounts(kept.get("once")),
        weeks=_number(kept.get("weeks")),
        months=Decimal(kept["months"]),
        total=Decimal(kept["total"]),
        options=tuple(map(_option, kept.get("options", ()))),
        tax_mention=_text(kept.get("tax_mention")),
        taxes_known=kept["taxes_known"],
        terms=_terms(kept["terms"]),
        care=_care(kept.get("care")),
    )


def _seller(kept: _Kept) -> Seller:
    words = {
        key: _words(kept.get(key, "")) for key in ("name", "email", "phone", "website", "address", "logo", "accent")
    }
    return Seller(
        **words,
        numbers=tuple((_words(each["name"]), _words(each["number"])) for each in kept.get("numbers", ())),
        registrations=tuple(
            Registration(each["tax"], _heading(each["label"]), _words(each.get("number", "")))
            for each in kept.get("registrations", ())
        ),
    )


def _deliverable(kept: _Kept) -> Deliverable:
    return Deliverable(
        id=kept["id"],
        label=_heading(kept["label"]),
        number=_number(kept.get("number")),
        unit=_heading(kept["unit"]) if "unit" in kept else None,
        money=kept["money"],
        choices=tuple(map(_heading, kept.get("choices", ()))),
        several=kept.get("several", False),
    )


def _line(kept: _Kept) -> OfferLine:
    basis = kept.get("basis")
    return OfferLine(
        id=kept["id"],
        label=_heading(kept["label"]),
        period=kept["period"],
        amount=Decimal(kept["amount"]),
        basis=None if basis is None else Message("{words}", {"words": _words(basis)}),
        hours=_number(kept.get("hours")),
        rate=_number(kept.get("rate")),
    )


def _option(kept: _Kept) -> OfferOption:
    return OfferOption(
        label=_heading(kept["label"]),
        monthly=_number(kept.get("monthly")),
        once=_number(kept.get("once")),
        included=kept["included"],
    )


def _amounts(kept: _Kept | None) -> OfferAmounts | None:
    if kept is None:
        return None
    taxes = tuple(
        TaxLine(tax["id"], _heading(tax["label"]), Decimal(tax["rate"]), Decimal(tax["amount"]))
        for tax in kept.get("taxes", ())
    )
    return OfferAmounts(Decimal(kept["subtotal"]), taxes, Decimal(kept["total"]))


def _terms(kept: _Kept) -> OfferTerms:
    deposit = kept.get("deposit")
    return OfferTerms(
        promise=kept.get("promise"),
        payment=kept.get("payment"),
        payment_days=_number(kept.get("payment_days")),
        deposit=None
        if deposit is None
        else Deposit(*(Decimal(deposit[key]) for key in ("percent", "amount", "balance"))),
        late_interest=_number(kept.get("late_interest")),
        extras=tuple(
            Extra(each["id"], _heading(each["label"]), Decimal(each["by"]), Decimal(each["price"]))
            for each in kept.get("extras", ())
        ),
        hour_beyond=_number(kept.get("hour_beyond")),
        minimum_months=_number(kept.get("minimum_months")),
        notice_days=_number(kept.get("notice_days")),
        expenses=_text(kept.get("expenses")),
        ownership=_text(kept.get("ownership")),
        law=_text(kept.get("law")),
        other=_texts(kept.get("other", ())),
    )


def _care(kept: _Kept | None) -> OfferCare | None:
    return None if kept is None else OfferCare(_texts(kept["protocol"]), _texts(kept.get("lines", ())))


def _number(kept: int | Decimal | None) -> Decimal | None:
    return None if kept is None else Decimal(kept)


def _words(kept: object) -> str:
    """Words that can be shown; raises Refusal, a ValueError, on others."""
    return read_passage(kept)


def _text(kept: str | None) -> Text:
    """Words as they were said, in whatever language."""
    return Text(words, words) if (words := _words(kept or "")) else NO_TEXT


def _heading(kept: str) -> Text:
    """Words that stay on one line; raises Refusal, a ValueError, on others."""
    words = read_line(kept)
    return Text(words, words)


def _texts(kept: Iterable[str]) -> tuple[Text, ...]:
    return tuple(map(_text, kept))


def _statements(kept: Iterable[str]) -> tuple[Statement, ...]:
    return tuple(stated(_words(words)) for words in kept)
