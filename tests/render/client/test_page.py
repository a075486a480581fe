"""The page of the client's document: a small mandate on one, no table of an example split, no figure twice."""

from dataclasses import replace
from decimal import Decimal

import pytest

from conftest import EXAMPLES
from fourchette.cli.out.formats import document_speech
from fourchette.core.mandate.profile import Profile
from fourchette.core.offer.offer import Offer
from fourchette.core.offer.one_fee import as_client_reads
from fourchette.core.offer.packages import packages_of
from fourchette.core.price.quote import Quote, price
from fourchette.files.mandate.mandate_file import Overrides, load_mandate
from fourchette.files.shipped.shipped_terms import with_terms
from fourchette.render.client.document import document_of
from fourchette.render.client.document_markdown import render_markdown
from fourchette.render.client.document_pdf import render_pdf
from render.pdfs import pages_of
from render.quotes import CARD, DAY, TAXES, offered

SELLER = with_terms(
    Profile(
        name="Studio Rivière",
        region="CA-QC",
        address="12, rue des Érables\nMontréal (Québec) H2S 0A0",
        email="bonjour@studioriviere.example",
        phone="514 555-0199",
        registrations={"gst": "123456789 RT0001", "qst": "1234567890 TQ0001"},
    )
)
NOBODY = with_terms(Profile())
SELLERS = {"with a profile": SELLER, "without": NOBODY}
NAMES = sorted(path.stem for path in EXAMPLES.glob("*.toml"))


def quoted(name: str, language: str = "fr", *, seller: Profile = SELLER, **keys: object) -> Quote:
    overrides = Overrides(keys={"language": language, **keys})
    mandate = load_mandate(str(EXAMPLES / f"{name}.toml"), CARD, overrides).mandate
    return price(mandate, CARD, TAXES, on=DAY, profile=seller)


def read(offer: Offer) -> Offer:
    return as_client_reads(offer, document_speech(offer).words)


def pages(offer: Offer) -> list[str]:
    return pages_of(render_pdf(document_of(read(offer), document_speech(offer), "2026-014")).pdf)


def bank(language: str, seller: Profile) -> Quote:
    """The café with all that it asks, as an hour bank."""
    quote = quoted("cafe", language, hours=Decimal(12))
    mandate = replace(quote.mandate, traits={**quote.mandate.traits, "billing": "hour-bank"})
    return price(mandate, CARD, TAXES, on=DAY, profile=seller)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("seller", SELLERS)
@pytest.mark.parametrize("name", ["cafe", "non-profit", "bank"])
def test_a_small_mandate_stands_on_one_page_with_its_price_its_terms_and_both_signatures(
    name: str, seller: str, language: str
) -> None:
    sold_by = SELLERS[seller]
    (page,) = pages(offered(bank(language, sold_by) if name == "bank" else quoted(name, language, seller=sold_by)))

    assert page.count("Signature") == 2
    assert ("2125" in page) is (sold_by is SELLER)


@pytest.mark.parametrize(("language", "seller"), [("fr", "with a profile"), ("en", "without")])
@pytest.mark.parametrize("name", NAMES)
def test_no_table_of_an_example_is_split(name: str, language: str, seller: str) -> None:
    quote = quoted(name, language, seller=SELLERS[seller])
    for offer in (offered(quote), offered(replace(quote, mandate=replace(quote.mandate, lines=True)))):
        made = document_of(read(offer), document_speech(offer))
        told = [" ".join(page.split()) for page in pages(offer)]
        for section in made.sections:
            rows = (*section.lines, *(row for row in (section.subtotal, section.total) if row))
            amounts = [" ".join(row.amount.split()) for row in rows]
            assert any(all(amount in page for amount in amounts) for page in told)
    choice = offered(quote, packages_of(quote, TAXES))
    names = [package.label for package in choice.packages]
    assert any(all(name in page for name in names) for page in pages(choice))


def test_a_price_without_taxes_says_no_figure_twice() -> None:
    text = render_markdown(
        document_of(
            read(offered(quoted("cafe", seller=replace(SELLER, registered=False)))),
            document_speech(offered(quoted("cafe"))),
        )
    )
    (fee,) = {line for line in text.splitlines() if "Honoraires mensuels" in line}

    assert text.count(fee.split("**")[3]) == 1
    assert "Sous-total" not in text


def test_the_lines_of_the_price_are_listed_on_request_without_hours_or_rate() -> None:
    offer = offered(quoted("cafe", lines=True))

    assert read(offer).lines == offer.lines
    assert len(offer.lines) > 1
    assert all(line.hours is None and line.rate is None for line in offer.lines)
    assert len(read(offered(quoted("cafe"))).lines) == 1


def test_the_days_it_starts_and_ends_are_said_with_its_length() -> None:
    offer = offered(quoted("cafe", starts=DAY.replace(month=12, day=1), ends=DAY.replace(year=2027, month=2, day=28)))
    facts = dict(document_of(offer, document_speech(offer)).facts)

    assert facts["Durée"] == "3\u00a0mois, du 1er décembre 2026 au 28 février 2027"
