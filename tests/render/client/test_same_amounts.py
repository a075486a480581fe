"""Markdown, page, message, CSV, JSON and PDF of a quote hold the same amounts, French and English equal figures."""

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from io import StringIO

import pytest
from hypothesis import given, settings

from fourchette.cli.out.formats import CLIENT_FORMATS, Content
from fourchette.core.basis.text import Language, Text
from fourchette.core.mandate.mandate import Adjustment
from fourchette.core.offer.offer import Offer
from fourchette.core.offer.packages import packages_of
from fourchette.core.price.quote import price
from render.pages import lines_of
from render.pdfs import pages_of
from render.quotes import EXAMPLE_QUOTES, TAXES, Drawn, offered
from render.received import LAW, RUNTIME, in_packages, plain, quotes

FORMATS = {each.name: each for each in CLIENT_FORMATS}
# An amount with its cents and its currency; unit prices may have more decimals.
AMOUNTS = {
    "fr": re.compile(r"(?<![\d,])(\d{1,3}(?: \d{3})*),(\d{2,}) (?=[$€£])"),
    "en": re.compile(r"[$€£](\d{1,3}(?:,\d{3})*)\.(\d{2,})"),
}
PERIODS = {"month": "monthly", "once": "once"}


def written(offer: Offer, name: str) -> Content:
    return FORMATS[name].for_client(RUNTIME, offer, None)


def shown(offer: Offer, name: str) -> Counter[Decimal]:
    """The amounts that a person reads in a document."""
    content = written(offer, name)
    if isinstance(content, bytes):
        lines = [line for page in pages_of(content) for line in page.splitlines()]
    else:
        lines = lines_of(content) if name == "html" else content.splitlines()
    return sum((amounts_in(plain(line.replace("\\", "")), offer.language) for line in lines), Counter())


def amounts_in(text: str, language: str) -> Counter[Decimal]:
    """The amounts of a text, as they are written in a language."""
    found = AMOUNTS[language].findall(text)
    return Counter(Decimal(f"{re.sub('[ ,]', '', whole)}.{cents}") for whole, cents in found)


def in_csv(offer: Offer) -> list[tuple[str, str, Decimal]]:
    """The amounts of the CSV, each with its period and its kind."""
    rows = csv.DictReader(StringIO(str(written(offer, "csv"))))
    return sorted((row["period"], row["kind"], Decimal(row["amount"])) for row in rows)


def in_json(offer: Offer) -> list[tuple[str, str, Decimal]]:
    """The amounts of the JSON, each with its period and its kind."""
    return sorted(_of_result(json.loads(str(written(offer, "json")), parse_float=Decimal)["result"]))


def _of_result(result: dict) -> Iterator[tuple[str, str, Decimal]]:  # type: ignore[type-arg]  # whatever JSON holds
    yield from ((line["period"], "line", Decimal(line["amount"])) for line in result["lines"])
    yield "all", "total", Decimal(result["total"])
    for period, key in PERIODS.items():
        if result[key]:
            yield period, "subtotal", Decimal(result[key]["subtotal"])
            yield period, "total", Decimal(result[key]["total"])
            yield from ((period, "tax", Decimal(tax["amount"])) for tax in result[key]["taxes"])
        yield from ((period, "option", Decimal(each[key])) for each in result["options"] if each[key])
    for phase in result.get("phases", ()):
        yield from _of_phase(phase, Decimal(result["monthly"]["subtotal"]))
    for package in result.get("packages", ()):
        yield "all", "package-total", Decimal(package["total"])
        for period, key in PERIODS.items():
            if package[key]:
                yield period, "package-subtotal", Decimal(package[key]["subtotal"])
                yield period, "package-total", Decimal(package[key]["total"])


def _of_phase(phase: dict, usual: Decimal) -> Iterator[tuple[str, str, Decimal]]:  # type: ignore[type-arg]  # as above
    """The first months: the usual one, what they have beside it, and what they come to."""
    first, months, amounts = Decimal(phase["first"]), Decimal(phase["months"]), phase["amounts"]
    period = f"month-{first}-{first + months - 1}"
    yield period, "line", usual
    yield from ((period, "line", Decimal(line["amount"])) for line in phase["lines"])
    yield from ((period, kind, Decimal(amounts[kind])) for kind in ("subtotal", "total"))
    yield from ((period, "tax", Decimal(tax["amount"])) for tax in amounts["taxes"])


def listed(offer: Offer) -> Counter[Decimal]:
    """What of the CSV a document shows: all of it, but one package's amounts where there is a choice of some."""
    rows = [row for row in in_csv(offer) if not offer.packages or row[1].startswith("package")]
    whole = {"total", "package-total"}
    # Over a single period, its total is that of all, and stands once; so does a figure that is its only line,
    # or that no tax is added to.
    sums = {"subtotal", "total", "package-subtotal", "package-total"}
    kept = [row for row in rows if not (row[0] == "all" and row[1] in whole)]
    said = Counter(abs(amount) for _, kind, amount in kept if kind not in sums)
    return said | Counter({abs(amount): 1 for _, kind, amount in kept if kind in sums})


def periods_of(offer: Offer) -> Iterator[Decimal]:
    """What each period asks before tax, and comes to with it, of each thing there is to choose."""
    for chosen in [package.offer for package in offer.packages] or [offer]:
        for amounts in (chosen.monthly, chosen.once, *(phase.amounts for phase in chosen.phases)):
            yield from () if amounts is None else (amounts.subtotal, amounts.total)


def assert_equal_amounts(offer: Offer) -> None:
    assert in_csv(offer) == in_json(offer)
    assert shown(offer, "md") == shown(offer, "html")
    assert set(shown(offer, "txt")) - set(shown(offer, "md")) == set()
    assert set(periods_of(offer)) - set(shown(offer, "txt")) == set()
    assert listed(offer) - shown(offer, "md") == Counter()
    totals = {amount for period, kind, amount in in_csv(offer) if period == "all" and "total" in kind}
    if offer.packages:
        totals -= {offer.total}
    assert totals - set(shown(offer, "md")) == set()


@pytest.mark.parametrize("name", EXAMPLE_QUOTES)
def test_every_format_of_an_example_holds_the_same_amounts(name: str) -> None:
    quote = EXAMPLE_QUOTES[name]

    assert_equal_amounts(offered(quote))
    assert_equal_amounts(offered(quote, packages_of(quote, TAXES)))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_first_months_that_differ_are_told_in_every_format(language: Language) -> None:
    quote = EXAMPLE_QUOTES["cafe"]
    welcome = Adjustment(label=Text("Bienvenue", "Welcome"), amount=Decimal(-100), months=Decimal(2))
    mandate = replace(quote.mandate, language=language, adjustments=(welcome,))
    offer = offered(price(mandate, quote.card, TAXES, on=quote.issued, profile=quote.profile))

    assert_equal_amounts(offer)
    assert offer.phases[0].amounts.subtotal == Decimal("598.75")
    assert Decimal("598.75") in shown(offer, "txt")


@given(drawn=quotes())
@LAW
def test_every_format_of_a_quote_holds_the_same_amounts(drawn: Drawn) -> None:
    assert_equal_amounts(offered(drawn.quote))


@given(drawn=quotes())
@LAW
def test_every_format_of_a_choice_of_packages_holds_the_same_amounts(drawn: Drawn) -> None:
    assert_equal_amounts(in_packages(drawn.quote)[0])


@given(drawn=quotes())
@settings(LAW, max_examples=5)
def test_the_pdf_holds_the_amounts_of_the_markdown(drawn: Drawn) -> None:
    for offer in (offered(drawn.quote), in_packages(drawn.quote)[0]):
        assert shown(offer, "pdf") == shown(offer, "md")


@given(drawn=quotes())
@LAW
def test_french_and_english_have_equal_figures(drawn: Drawn) -> None:
    def spoken(language: Language) -> list[Offer]:
        quote = replace(drawn.quote, mandate=replace(drawn.quote.mandate, language=language))
        return [offered(quote), offered(quote, packages_of(quote, TAXES))]

    for french, english in zip(spoken("fr"), spoken("en"), strict=True):
        assert shown(french, "md") == shown(english, "md")
        assert in_csv(french) == in_csv(english)
        assert in_json(french) == in_json(english)
