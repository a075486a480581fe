"""Every client format holds the offer's amounts, and nothing that is the seller's own."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given

from fourchette.cli.formats import document_speech
from fourchette.core.offer import Offer
from fourchette.core.offer_record import OFFER_SCHEMA, record_offer
from fourchette.core.offering import offer_of
from fourchette.core.quote import Quote
from fourchette.render.csv import render_csv
from fourchette.render.document import document_of
from fourchette.render.email import render_email
from fourchette.render.json import envelope
from fourchette.render.markdown import render_markdown
from render.quotes import EXAMPLE_QUOTES, SETTINGS, Drawn, quotes

CONFIDENTIAL = "Marge secrète de Zoé"


def written(offer: Offer) -> Mapping[str, str]:
    """An offer in each text format of its client."""
    speech = document_speech(offer)
    document = document_of(offer, speech)
    return {
        "md": render_markdown(document),
        "txt": render_email(document),
        "csv": render_csv(offer, speech),
        "json": envelope(OFFER_SCHEMA, record_offer(offer, speech.words), [], []),
    }


def check(quote: Quote) -> None:
    speech = document_speech(offer_of(quote))
    secrets = [CONFIDENTIAL, "63.17", "63,17", *(speech.say(notice.message) for notice in quote.notices)]
    noted = replace(quote, mandate=replace(quote.mandate, notes=CONFIDENTIAL))
    for name, text in written(offer_of(noted)).items():
        assert [secret for secret in secrets if secret in text] == [], name


@given(drawn=quotes())
@SETTINGS
def test_no_format_shows_the_notes_the_seller_s_minimum_or_a_notice(drawn: Drawn) -> None:
    check(drawn.quote)


@pytest.mark.parametrize("name", EXAMPLE_QUOTES)
def test_every_format_holds_the_same_amounts(name: str) -> None:
    offer = offer_of(EXAMPLE_QUOTES[name])
    speech, texts = document_speech(offer), written(offer)
    amounts = [line.amount for line in offer.lines] + [each.total for each in (offer.monthly, offer.once) if each]

    for amount in amounts:
        assert speech.money(amount) in texts["md"]
        assert speech.money(amount) in texts["txt"]
        assert f"{amount:.2f}" in texts["csv"]
        assert f'"{amount:.2f}"' in texts["json"]


@pytest.mark.parametrize("name", EXAMPLE_QUOTES)
def test_french_and_english_have_equal_figures(name: str) -> None:
    quote = EXAMPLE_QUOTES[name]
    french, english = (
        offer_of(replace(quote, mandate=replace(quote.mandate, language=language))) for language in ("fr", "en")
    )

    assert replace(french, language="en") == english
