"""The document speaks as people do where the client is."""

from dataclasses import replace

import pytest

from fourchette.cli.out.formats import document_speech
from fourchette.core.offer.offer import Offer
from fourchette.render.client.document import document_of
from render.quotes import EXAMPLE_QUOTES, offered


def received(language: str, region: str | None, currency: str = "CAD") -> Offer:
    return replace(offered(EXAMPLE_QUOTES["cafe"]), language=language, region=region, currency=currency)


@pytest.mark.parametrize(
    ("language", "region", "currency", "kind", "subtotal", "locale"),
    [
        ("fr", "CA-QC", "CAD", "Soumission", "Sous-total avant taxes", "fr-CA"),
        ("fr", None, "CAD", "Soumission", "Sous-total avant taxes", "fr-CA"),
        ("fr", "FR", "EUR", "Devis", "Total HT", "fr-FR"),
        ("fr", None, "EUR", "Devis", "Total HT", "fr-FR"),
        ("fr", "BE", "EUR", "Devis", "Total HT", "fr-BE"),
        ("en", "CA-ON", "CAD", "Quote", "Subtotal before tax", "en-CA"),
        ("en", "GB", "GBP", "Quotation", "Subtotal before VAT", "en-GB"),
        ("en", "US", "USD", "Quote", "Subtotal before tax", "en-US"),
    ],
)
def test_words_are_those_of_the_place(  # noqa: PLR0913, PLR0917  # one column of the table each
    language: str, region: str | None, currency: str, kind: str, subtotal: str, locale: str
) -> None:
    offer = received(language, region, currency)
    document = document_of(offer, document_speech(offer))

    assert (document.kind, document_speech(offer).word("Subtotal before tax"), document.locale) == (
        kind,
        subtotal,
        locale,
    )


def test_another_country_s_dollar_says_whose_it_is() -> None:
    offer = received("en", "US")

    (bill,) = document_of(offer, document_speech(offer)).sections
    assert bill.total is not None
    assert bill.total.amount == "CA$803.39"


@pytest.mark.parametrize(("language", "kind"), [("fr", "Estimation"), ("en", "Estimate")])
def test_an_estimate_is_called_one(language: str, kind: str) -> None:
    offer = received(language, "CA-QC")
    estimate = replace(offer, terms=replace(offer.terms, promise="estimate"))

    assert document_of(estimate, document_speech(estimate)).kind == kind
