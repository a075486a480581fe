"""The document of a seller in each place says what is usual or asked there, and nothing of another place."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

import pytest

from fourchette.cli.out.formats import document_speech
from fourchette.core.basis.noun import noun
from fourchette.core.basis.text import Language
from fourchette.core.card.rate_card import RateCard
from fourchette.core.mandate.mandate import Client
from fourchette.core.mandate.profile import Profile
from fourchette.core.offer.one_fee import as_client_reads
from fourchette.core.price.quote import price
from fourchette.files.card.card_file import card_from
from fourchette.files.card.own_card import preset_text
from fourchette.files.shipped.shipped_terms import with_terms
from fourchette.render.client.document import document_of
from fourchette.render.client.document_pdf import render_pdf
from render.pdfs import text_of
from render.quotes import DAY, EXAMPLE_QUOTES, TAXES, offered

FRENCH_SELLER = {"name": "Claire Martin EI", "numbers": {"SIRET": "123 456 789 00012"}}
FRENCH_TAX = {"registrations": {"vat": "FR12123456789"}}


@noun
class Place:
    """A seller, the client, the card, and what their document says and does not."""

    preset: str
    language: Language
    seller: Mapping[str, object]
    said: tuple[str, ...]
    unsaid: tuple[str, ...] = ()
    client: Client = Client(name="Prat")


PLACES = {
    "Québec": Place(
        "quebec",
        "fr",
        {"region": "CA-QC", "registrations": {"gst": "123456789 RT0001", "qst": "1234567890 TQ0001"}},
        (
            "Soumission", "TPS 5 %", "TVQ 9,975 %", "TPS : 123456789 RT0001", "TVQ : 1234567890 TQ0001",
            "art. 2125 C.c.Q.", "art. 2129 C.c.Q.", "18 % par année", "tout incident est signalé", "lois du Québec",
        ),
        ("Devis", "TVA"),
    ),
    "Ontario": Place(
        "canada",
        "en",
        {"region": "CA-ON", "registrations": {"gst": "123456789 RT0001"}},
        ("Quote", "HST 13%", "HST: 123456789 RT0001", "18% a year", "laws of Ontario"),
        ("C.C.Q.", "QST"),
    ),
    "France": Place(
        "france",
        "fr",
        {"region": "FR", **FRENCH_SELLER, **FRENCH_TAX},
        (
            "Devis", "Claire Martin EI", "SIRET : 123 456 789 00012", "TVA 20 %", "TTC", "TVA : FR12123456789",
            "dans les 30 jours", "sans rappel", "majoré de 10 points", "40 €", "reproduction, de représentation",
            "dans le monde entier", "durée légale", "Bon pour accord", "droit français",
        ),
        ("Soumission", "avant taxes", "C.c.Q.", "18 %"),
    ),
    "France, without VAT": Place(
        "france",
        "fr",
        {"region": "FR", "registered": False, **FRENCH_SELLER},
        ("TVA non applicable, article 293 B du CGI", "majoré de 10 points", "droit français"),
        ("TTC", "TVA 20 %"),
    ),
    "France, to a business in Belgium": Place(
        "france",
        "fr",
        {"region": "FR", **FRENCH_SELLER, **FRENCH_TAX},
        ("Autoliquidation", "art. 283-2 du CGI", "2006/112/CE", "BE0123456789", "FR12123456789"),
        ("TVA 20 %", "TVA 21 %"),
        Client(name="Claes", region="BE", tax_number="BE0123456789"),
    ),
    "Belgium": Place(
        "belgium",
        "fr",
        {"region": "BE", "numbers": {"BCE": "0123.456.789"}, "registrations": {"vat": "BE0123456789"}},
        ("BCE : 0123.456.789", "TVA 21 %", "dans les 30 jours", "majoré de 8 points", "40 €", "droit belge"),
        ("sans rappel", "18 %"),
    ),
    "Switzerland": Place(
        "switzerland",
        "fr",
        {"region": "CH", "registrations": {"vat": "CHE-123.456.789 TVA"}},
        ("TVA 8,1", "CHE-123.456.789 TVA", "au taux de 5", "art. 404 CO", "droit suisse"),
        ("18", "40 €"),
    ),
    "United Kingdom": Place(
        "united-kingdom",
        "en",
        {"region": "GB", "registrations": {"vat": "GB123456789"}},
        (
            "Quotation", "VAT 20%", "GB123456789", "8% a year over the Bank of England base rate",
            "£40, £70 or £100", "30 miles", "law of England and Wales",
        ),
        ("kilometres", "mandate", "18%"),
    ),
    "United States": Place(
        "united-states",
        "en",
        {"region": "US-NY", "registered": False},
        ("Quote", "No sales tax charged", "18% per year", "maximum allowed by law", "30 miles", "laws of the state"),
        ("kilometres", "mandate", "VAT"),
    ),
}  # fmt: skip


@cache
def card(preset: str) -> RateCard:
    return card_from("ratecard.toml", preset_text(preset).encode()).card


def printed(place: Place) -> str:
    profile = replace(Profile(name="Atelier", address="2, quai du Mont"), **place.seller)  # type: ignore[arg-type]  # its own keys
    region = place.client.region or profile.region
    asked = EXAMPLE_QUOTES["cafe"].mandate
    mandate = replace(
        asked,
        language=place.language,
        client=replace(place.client, region=region),
        traits={**asked.traits, "kilometres": 30},
    )
    offer = offered(price(mandate, card(place.preset), TAXES, on=DAY, profile=with_terms(profile)))
    speech = document_speech(offer)
    return text_of(render_pdf(document_of(as_client_reads(offer, speech.words), speech)).pdf)


@pytest.mark.parametrize("name", PLACES)
def test_a_document_says_what_its_place_asks_and_nothing_of_another(name: str) -> None:
    place = PLACES[name]
    text = printed(place).replace("\u202f", " ").replace("\u00a0", " ").replace("’", "'")

    assert [words for words in place.said if words not in text] == []
    assert [words for words in place.unsaid if words in text] == []
