"""Nothing internal reaches the client: neither in the table nor in JSON, for any mandate."""

import json
from collections.abc import Iterator
from dataclasses import fields
from decimal import Decimal

import pytest
from hypothesis import given

from conftest import EXAMPLES
from fourchette.core.mandate.mandate import Mandate
from fourchette.core.mandate.profile import Profile
from fourchette.core.offer.offer import Offer, OfferAmounts, OfferLine
from fourchette.core.price.quote import Quote, price
from fourchette.core.record.offer_record import OFFER_SCHEMA, record_offer
from fourchette.render.json import envelope
from fourchette.render.screen.console import Screen
from fourchette.render.sheet.sheet_terminal import render_terminal
from fourchette.render.words.speech import Speech
from render.quotes import CARD, DAY, EXAMPLE_QUOTES, SETTINGS, TAXES, Drawn, example, offer_sheet, offered, quotes

INTERNAL = {
    *("low", "high", "target", "floor", "ceiling", "unheld", "held", "steps", "value", "people", "workload"),
    *("answers", "notes", "minimum_rate", "profile", "severity", "code", "confidence", "evidence", "because", "why"),
}
HOURLY = {"hours", "rate"}
PROFILE_MINIMUM = Decimal("63.17")
CONFIDENTIAL = "Marge secrète de Zoé : 4 321 $"


def speech_of(quote: Quote) -> Speech:
    return Speech(quote.mandate.language, quote.card.currency)


def in_json(quote: Quote) -> str:
    return envelope(OFFER_SCHEMA, record_offer(offered(quote, speech=speech_of(quote))), [], [])


def in_table(quote: Quote) -> str:
    return render_terminal(offer_sheet(quote, speech_of(quote)), Screen(100))


def keys(content: object, above: str = "") -> Iterator[str]:
    """Every key of a parsed text; the rate of a tax is not one of work."""
    match content:
        case dict():
            for key, value in content.items():
                yield "tax rate" if above == "taxes" and key == "rate" else key
                yield from keys(value, key)
        case list():
            for value in content:
                yield from keys(value, above)


def shows_hours(quote: Quote) -> bool:
    return quote.facts.get("billing") in ("hourly", "hour-bank")


def check(quote: Quote) -> None:
    found = set(keys(json.loads(in_json(quote))))
    assert found & INTERNAL == set()
    if not shows_hours(quote):
        assert found & HOURLY == set()
    text = in_table(quote)
    assert "/h" not in text
    for notice in quote.notices:
        assert speech_of(quote).say(notice.message) not in " ".join(text.split())
    headings = {heading for heading, _ in offer_sheet(quote, speech_of(quote)).facts}
    assert headings & {speech_of(quote).word(word) for word in ("Hours", "Price", "People")} == set()


@pytest.mark.parametrize("name", EXAMPLE_QUOTES)
def test_no_example_shows_the_client_anything_internal(name: str) -> None:
    check(EXAMPLE_QUOTES[name])


@given(drawn=quotes())
@SETTINGS
def test_no_quote_shows_the_client_anything_internal(drawn: Drawn) -> None:
    check(drawn.quote)


@pytest.mark.parametrize("name", EXAMPLE_QUOTES)
def test_neither_the_low_nor_the_high_price_reaches_the_client(name: str) -> None:
    quote = EXAMPLE_QUOTES[name]
    shown = in_json(quote) + in_table(quote)

    for amounts in (quote.monthly, quote.once):
        if amounts is not None:
            for end in {amounts.subtotal.low, amounts.subtotal.high} - {amounts.subtotal.target}:
                assert f"{end:.2f}" not in shown
                assert speech_of(quote).money(end) not in shown
    assert f"{PROFILE_MINIMUM:.2f}" not in shown


def test_notes_evidence_and_proofs_stay_in_the_house() -> None:
    claim = EXAMPLE_QUOTES["shop"].mandate.value
    assert claim is not None
    proof = type(claim.proofs[0])(
        what=CONFIDENTIAL,
        kind="attributed-margin",
        amount=Decimal(1234567),
        confidence="tracked",
        evidence=CONFIDENTIAL,
    )
    mandate = Mandate(
        notes=CONFIDENTIAL,
        traits=EXAMPLE_QUOTES["cafe"].mandate.traits,
        value=type(claim)(months=Decimal(12), proofs=(proof,)),
    )
    profile = Profile(email="zoe@example.org", address="1, rue Secrète", minimum_rate=PROFILE_MINIMUM)
    quote = price(mandate, CARD, TAXES, on=DAY, profile=profile)
    shown = in_json(quote) + in_table(quote)

    for secret in (CONFIDENTIAL, "1234567", "1\u00a0234\u00a0567", "63.17", "63,17"):
        assert secret not in shown


@pytest.mark.parametrize(("billing", "rate"), [("hourly", "65.00"), ("hour-bank", "62.00")])
def test_billing_by_the_hour_shows_the_rate_asked_and_no_other(billing: str, rate: str) -> None:
    quote = example(EXAMPLES / "cafe.toml", billing=billing)

    lines = json.loads(in_json(quote))["result"]["lines"]

    assert (lines[0]["hours"], lines[0]["rate"]) == ("8.25", rate)
    assert "8,25" in in_table(quote)
    check(quote)


@pytest.mark.parametrize("billing", ["retainer", "fixed"])
def test_stated_hours_stay_in_the_house_too(billing: str) -> None:
    quote = price(
        Mandate(hours=Decimal("17.25"), traits={"scope": ["content"], "billing": billing}), CARD, TAXES, on=DAY
    )

    check(quote)
    assert "17,25" not in in_table(quote)
    assert "17.25" not in in_json(quote)


@pytest.mark.parametrize(
    ("noun", "names"),
    [
        (OfferLine, ["id", "label", "period", "hours", "rate", "amount", "basis", "months", "percent"]),
        (OfferAmounts, ["subtotal", "taxes", "total"]),
        (
            Offer,
            [
                *("title", "client", "language", "currency", "issued", "valid_until", "deliverables", "bought"),
                *(
                    "included",
                    "excluded",
                    "assumptions",
                    "expected",
                    "course",
                    "lines",
                    "monthly",
                    "once",
                    "phases",
                    "weeks",
                    "months",
                    "total",
                    "options",
                ),
                *("tax_mention", "taxes_known", "context", "objectives", "sold_by", "region", "shows_hours"),
                *("shows_lines", "starts", "ends", "terms", "care", "packages", "stated"),
            ],
        ),
    ],
)
def test_the_offer_s_own_types_have_no_place_for_anything_internal(noun: type, names: list[str]) -> None:
    assert [field.name for field in fields(noun)] == names
