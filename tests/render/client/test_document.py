"""The document of an offer: complete, in the client's words, with nothing internal in it."""

import re
from dataclasses import replace
from datetime import date

import pytest

from fourchette.core.offer.offer import BusinessNumber, Seller
from fourchette.render.client.document import Document, document_of
from fourchette.render.words.speech import Speech
from fourchette.render.words.typography import in_print
from render.quotes import EXAMPLE_QUOTES, offered


def document(name: str, /, **seller: object) -> Document:
    """The document of an example, its seller changed."""
    offer = offered(EXAMPLE_QUOTES[name])
    offer = replace(offer, sold_by=replace(offer.sold_by, **seller))  # type: ignore[arg-type]  # the seller's own keys
    return document_of(offer, Speech(offer.language, offer.currency), "2026-014")


@pytest.mark.parametrize("name", EXAMPLE_QUOTES)
def test_a_document_names_both_parties_the_number_and_every_amount(name: str) -> None:
    quote, made = EXAMPLE_QUOTES[name], document(name)

    assert (made.seller.name, made.client.name) == ("Studio Rivière", quote.mandate.client.name)
    assert "2026-014" in dict(made.facts).values()
    of_first_months = sum(1 + len(phase.lines) for phase in quote.phases)  # beside what the usual month comes to
    assert sum(len(section.lines) for section in made.sections) == len(quote.lines) + of_first_months


def test_a_missing_name_is_a_marked_blank() -> None:
    made = document("cafe", name="")

    assert (made.seller.name, made.seller.blank, made.client.blank) == ("[votre nom]", True, False)


def test_the_seller_shows_how_to_reach_her_and_her_numbers() -> None:
    made = document(
        "cafe",
        address="1, rue du Pont\nQuébec",
        email="a@example.org",
        phone="418 555-0100",
        numbers=(BusinessNumber("NEQ", "11"),),
    )

    assert made.seller.lines == ("1, rue du Pont", "Québec", "418 555-0100", "a@example.org", "NEQ\u00a0:\u00a011")


def test_a_registration_number_stands_by_each_tax_charged_and_its_lack_is_marked() -> None:
    assert document("cafe").tax_notes == ("TPS\u00a0:\u00a0[numéro]", "TVQ\u00a0:\u00a0[numéro]")


def test_the_seller_s_own_type_has_no_place_for_anything_internal() -> None:
    assert set(Seller.__dataclass_fields__) == {
        *("name", "email", "phone", "website", "address", "numbers", "registrations", "logo", "accent")
    }


def test_every_word_has_the_printer_s_apostrophe_but_an_address_keeps_its_own() -> None:
    made = document("cafe", name="L'atelier d'Ève", email="l'atelier@example.org", website="example.org/l'atelier")

    assert made.seller.name == "L’atelier d’Ève"
    assert made.seller.lines == ("example.org/l'atelier", "l'atelier@example.org")
    assert made.acceptance is not None
    assert "J’accepte" in made.acceptance.sentence


def test_a_word_of_ten_thousand_signs_is_printed_at_once() -> None:
    assert in_print("l'" * 5_000 + "a") == "l’" * 5_000 + "a"


@pytest.mark.parametrize(
    ("starts", "ends", "french", "english"),
    [
        (None, None, "3 mois", "3 months"),
        (date(2026, 12, 1), None, "3 mois, à compter du 1er décembre 2026", "3 months, from December 1, 2026"),
        (None, date(2027, 2, 28), "3 mois, jusqu’au 28 février 2027", "3 months, until February 28, 2027"),
        (
            date(2026, 12, 1),
            date(2027, 2, 28),
            "3 mois, du 1er décembre 2026 au 28 février 2027",
            "3 months, from December 1, 2026 to February 28, 2027",
        ),
    ],
)
def test_how_long_it_lasts_is_told_with_the_days_that_are_known(
    starts: date | None, ends: date | None, french: str, english: str
) -> None:
    offer = replace(offered(EXAMPLE_QUOTES["cafe"]), starts=starts, ends=ends)

    for language, label, told in (("fr", "Durée", french), ("en", "Duration", english)):
        facts = dict(document_of(offer, Speech(language, offer.currency), None).facts)
        assert re.sub(r"\s", " ", facts[label]) == told
