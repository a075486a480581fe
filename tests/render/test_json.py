"""The JSON contract: exact keys in their order, figures as strings, ISO dates."""

import json
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given

from fourchette.core.basis.messages import Notice, say
from fourchette.core.price.quote import Quote
from fourchette.core.record.offer_record import OFFER_SCHEMA, record_offer
from fourchette.core.record.quote_record import QUOTE_SCHEMA, plain_record
from fourchette.core.record.quote_record_making import record_quote
from fourchette.render.json import envelope, notice_entry
from fourchette.render.words.speech import Speech
from render.quotes import EXAMPLE_QUOTES, SETTINGS, Drawn, offered, quotes

ENVELOPE = ["schema", "result", "notices", "errors"]
# The keys of the design; new ones come after them, or between them, but never change their order.
RESULT = [
    *("number", "revision", "status", "title", "client", "language", "currency", "issued", "valid_until"),
    *("rate", "hours", "people", "lines", "monthly", "once", "total", "value"),
]
RATE = ["low", "target", "high", "floor", "ceiling", "unheld", "steps"]
STEP = ["id", "stage", "label", "effect", "before", "after", "applied", "why", "source"]
LINE = ["id", "label", "period", "hours", "rate", "amount"]
AMOUNTS = ["subtotal", "taxes", "total"]
TAX = ["id", "label", "rate", "amount"]
NOTICE = ["code", "severity", "message"]
CLIENT = ["name", "contact", "email", "address", "region"]
EXACT = re.compile(r"^-?\d+(\.\d+)?$")


def quote_envelope(quote: Quote, language: str = "fr") -> str:
    speech = Speech(language, quote.card.currency)
    notices = [notice_entry(notice, speech) for notice in quote.notices]
    return envelope(QUOTE_SCHEMA, plain_record(record_quote(quote, speech.words)), notices, [])


def offer_envelope(quote: Quote) -> str:
    speech = Speech(quote.mandate.language, quote.card.currency)
    return envelope(OFFER_SCHEMA, record_offer(offered(quote, speech=speech)), [], [])


def loaded(text: str) -> dict[str, Any]:
    content = json.loads(text)
    assert isinstance(content, dict)
    return content


def assert_ordered(found: dict[str, Any], contract: list[str]) -> None:
    """Every key of the contract, in its order; others may stand among them."""
    assert [key for key in found if key in contract] == contract


def numbers(content: object) -> Iterator[object]:
    """Every number of a parsed text that is one in JSON too."""
    match content:
        case dict():
            for key, value in content.items():
                if key not in ("revision", "people"):
                    yield from numbers(value)
        case list():
            for value in content:
                yield from numbers(value)
        case bool():
            pass
        case int() | float():
            yield content


def check_contract(quote: Quote) -> None:
    content = loaded(quote_envelope(quote))
    assert list(content) == ENVELOPE
    result = content["result"]
    assert_ordered(result, RESULT)
    assert_ordered(result["client"], CLIENT)
    assert_ordered(result["rate"], RATE)
    for step in result["rate"]["steps"]:
        assert_ordered(step, STEP)
    assert_ordered(result["hours"], ["low", "target", "high"])
    for line in result["lines"]:
        assert_ordered(line, LINE)
    for amounts in (result["monthly"], result["once"]):
        if amounts is not None:
            assert_ordered(amounts, AMOUNTS)
            for tax in amounts["taxes"]:
                assert_ordered(tax, TAX)
    for notice in content["notices"]:
        assert list(notice) == NOTICE
    assert list(numbers(content)) == []


@pytest.mark.parametrize("name", EXAMPLE_QUOTES)
def test_every_example_keeps_the_contract(name: str) -> None:
    check_contract(EXAMPLE_QUOTES[name])


@given(drawn=quotes())
@SETTINGS
def test_any_quote_keeps_the_contract(drawn: Drawn) -> None:
    check_contract(drawn.quote)


def test_the_figures_of_the_cafe_are_exact_strings() -> None:
    content = loaded(quote_envelope(EXAMPLE_QUOTES["cafe"]))
    result = content["result"]

    assert content["schema"] == "fourchette/quote/1"
    assert (result["number"], result["status"], result["revision"]) == (None, None, 1)
    assert (result["issued"], result["valid_until"]) == ("2026-11-22", "2026-12-22")
    assert {key: result["rate"][key] for key in RATE[:-1]} == {
        "low": "64.00",  # her own floor is 63.17 $/h
        "target": "65.00",
        "high": "75.00",
        "floor": "50.00",
        "ceiling": "150.00",
        "unheld": "65.00",
    }
    assert result["hours"] == {"low": "8.25", "target": "10.75", "high": "16.25"}
    assert result["people"] == 1
    assert {key: result["lines"][0][key] for key in LINE} == {
        "id": "content",
        "label": "Contenu",
        "period": "month",
        "hours": "8.25",
        "rate": "65.00",
        "amount": "536.25",
    }
    assert result["monthly"]["subtotal"] == "698.75"
    assert result["monthly"]["taxes"][1] == {"id": "qst", "label": "TVQ", "rate": "9.975", "amount": "69.70"}
    assert result["monthly"]["total"] == "803.39"
    assert (result["once"], result["total"], result["value"]) == (None, "2410.17", None)


def test_a_step_is_as_the_design_shows_it() -> None:
    first = loaded(quote_envelope(EXAMPLE_QUOTES["cafe"]))["result"]["rate"]["steps"][0]

    assert {key: first[key] for key in STEP if key not in ("label", "why", "source")} == {
        "id": "experience",
        "stage": "base",
        "effect": "65.00",
        "before": "0.00",
        "after": "65.00",
        "applied": True,
    }
    assert all(first[key] for key in ("label", "why", "source"))


def test_a_value_case_says_its_figures() -> None:
    value = loaded(quote_envelope(EXAMPLE_QUOTES["shop"]))["result"]["value"]

    assert value["accepted"] is False
    assert value["weighted_value"] == "54000.00"
    assert [check["met"] for check in value["checks"]] == [False] * 3
    assert value["proofs"][0]["intervention"]["cost"] == "14.67"


def test_accents_are_written_as_they_are() -> None:
    assert "Café du coin" in quote_envelope(EXAMPLE_QUOTES["cafe"])


def test_an_envelope_ends_with_a_newline() -> None:
    assert (
        envelope("x", None, [], []) == '{\n  "schema": "x",\n  "result": null,\n  "notices": [],\n  "errors": []\n}\n'
    )


def test_decimals_have_no_exponent_and_dates_are_iso() -> None:
    content = loaded(envelope("x", {"a": Decimal("1E+3"), "b": Decimal("1.10"), "c": date(2026, 1, 2)}, [], []))

    assert content["result"] == {"a": "1000", "b": "1.10", "c": "2026-01-02"}


def test_what_is_neither_is_a_mistake_of_the_program() -> None:
    with pytest.raises(TypeError):
        envelope("x", object(), [], [])


def test_a_notice_is_spoken() -> None:
    notice = Notice("heavy", "info", say("{n:money}", n=Decimal(1500)))

    assert notice_entry(notice, Speech("fr")) == {
        "code": "heavy",
        "severity": "info",
        "message": "1\u00a0500\u00a0$",
    }


# --- The client's envelope

OFFER = [
    *("number", "revision", "title", "seller", "client", "language", "currency", "issued", "valid_until"),
    *("deliverables", "bought", "included", "excluded", "assumptions", "expected", "course", "lines"),
    *("monthly", "once", "weeks", "months", "total"),
    *("options", "tax_mention", "taxes_known", "context", "objectives", "sold_by", "region", "shows_hours"),
    *("shows_lines", "starts", "ends"),
    *("terms", "care"),
]


@pytest.mark.parametrize("name", EXAMPLE_QUOTES)
def test_an_offer_has_its_own_keys_and_no_other(name: str) -> None:
    content = loaded(offer_envelope(EXAMPLE_QUOTES[name]))

    assert list(content) == ENVELOPE
    assert content["schema"] == "fourchette/offer/1"
    # The first months, where they differ from the others.
    assert [key for key in content["result"] if key != "phases"] == OFFER
    assert list(numbers(content)) == []


def test_a_figure_that_is_exact_is_a_string_of_digits() -> None:
    result = loaded(offer_envelope(EXAMPLE_QUOTES["shop"]))["result"]

    assert all(EXACT.match(line["amount"]) for line in result["lines"])
    assert EXACT.match(result["total"])
