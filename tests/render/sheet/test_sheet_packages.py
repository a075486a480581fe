"""Packages side by side: what differs first, the same figures as each quote, nothing internal for the client."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given

from builders import DAY, WORDS
from conftest import EXAMPLES
from fourchette.core.basis.text import LANGUAGES, Text
from fourchette.core.card.changes import Option, OwnPackage
from fourchette.core.card.terms import Terms
from fourchette.core.offer.packages import Packages, all_notices, packages_of
from fourchette.core.price.quote import Quote, price
from fourchette.core.record.offer_record import record_offered
from fourchette.core.record.quote_record import plain_record
from fourchette.core.record.quote_record_making import record_packages
from fourchette.render.client.document_terms import terms_in_words
from fourchette.render.json import envelope
from fourchette.render.screen.console import Screen
from fourchette.render.sheet.packages_screen import render_packages
from fourchette.render.sheet.sheet import remark, sheet_of_offer
from fourchette.render.sheet.sheet_packages import PackagesSheet, sheet_of_offered, sheet_of_packages
from fourchette.render.sheet.sheet_terminal import render_terminal
from fourchette.render.words.speech import Speech
from render.quotes import CARD, EXAMPLE_QUOTES, SETTINGS, TAXES, Drawn, example, offered, quote_sheet, quotes
from render.sheet.test_offer_sheet import HOURLY, INTERNAL, keys, shows_hours, speech_of

WIDTHS = (60, 80, 120)


def changed(quote: Quote, **parts: object) -> Quote:
    """The quote of a mandate with some of its own keys changed."""
    mandate = replace(quote.mandate, **parts)  # type: ignore[arg-type]  # a mandate's keys
    return price(mandate, quote.card, TAXES, on=DAY, profile=quote.profile)


def compared(quote: Quote, packages: Packages, speech: Speech) -> PackagesSheet:
    return sheet_of_packages(packages, speech, (remark(notice, speech) for notice in all_notices(quote, packages)))


def own_sheet(quote: Quote, language: str = "en") -> PackagesSheet:
    return compared(quote, packages_of(quote, TAXES), Speech(language))


def client_sheet(quote: Quote) -> PackagesSheet:
    return sheet_of_offered(offered(quote, packages_of(quote, TAXES)).packages, speech_of(quote))


def rows(sheet: PackagesSheet) -> dict[str, tuple[str, ...]]:
    return {row.label: row.cells for group in sheet.groups for row in group.rows}


def test_what_differs_comes_first_and_what_does_not_comes_once() -> None:
    sheet = own_sheet(EXAMPLE_QUOTES["restaurants"])

    assert [row.label for row in sheet.groups[0].rows] == [
        *("Editorial lead", "ROI report", "Facebook", "Posts", "Stories", "Produced videos", "Response time"),
    ]
    assert rows(sheet)["Facebook"] == ("—", "✓", "✓")
    assert dict(sheet.facts)["Platforms"] == "Instagram, TikTok"
    assert [(column.name, column.mark) for column in sheet.columns] == [
        *(("Essential", ""), ("As asked", "recommended"), ("Complete", "")),
    ]


def test_an_answer_that_changes_without_being_promised_is_the_freelancer_s_alone() -> None:
    quote = changed(EXAMPLE_QUOTES["cafe"], packages={"complete": OwnPackage(set_={"voice": "distinctive"})})

    assert rows(own_sheet(quote))["Voice"] == ("Standard", "Standard", "Distinctive or humorous")
    assert "Ton" not in rows(client_sheet(quote))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", EXAMPLE_QUOTES)
def test_each_column_has_the_figures_of_its_own_quote(name: str, language: str) -> None:
    quote = EXAMPLE_QUOTES[name]
    speech = Speech(language)
    packages = packages_of(quote, TAXES)
    sheet = compared(quote, packages, speech)
    found = rows(sheet)

    for place, package in enumerate(packages.offered):
        alone = quote_sheet(package.quote, speech)
        for section in alone.sections:
            group = next(each for each in sheet.groups if each.title == section.title)
            cells = {row.label: row.cells[place] for row in group.rows}
            # Where there is no tax, what is before it is the total, and stands once.
            before_tax = section.subtotal if section.taxes else replace(section.total, amount=section.subtotal.amount)
            for row in (*section.taxes, before_tax, section.total):
                assert cells[row.label] == row.amount
        if alone.total is not None:
            assert found[alone.total.label][place] == alone.total.amount


def test_a_period_that_only_one_package_has_is_nothing_in_the_others() -> None:
    quote = changed(EXAMPLE_QUOTES["cafe"], packages={"complete": OwnPackage(set_={"audit": True})})

    once = next(group for group in own_sheet(quote).groups if group.title == "One-time fees")

    assert [row.cells[:2] for row in once.rows] == [("—", "—")] * len(once.rows)
    assert once.rows[-1].label == "One-time total"
    assert rows(own_sheet(quote))["Total over 3\u00a0months"][2] != rows(own_sheet(quote))["Monthly total"][2]


def test_packages_of_different_lengths_have_a_total_without_a_length() -> None:
    quote = changed(EXAMPLE_QUOTES["cafe"], packages={"essential": OwnPackage(set_={"months": 1})})
    found = rows(own_sheet(quote))

    assert found["Total"][0] == found["Monthly total"][0]
    assert found["Total"][1] != found["Monthly total"][1]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", EXAMPLE_QUOTES)
def test_no_line_is_too_wide_and_no_figure_is_cut(name: str, width: int) -> None:
    quote = EXAMPLE_QUOTES[name]
    for sheet in (own_sheet(quote, "fr"), client_sheet(quote)):
        text = render_packages(sheet, Screen(width))

        assert max(map(len, text.splitlines())) <= width
        for group in sheet.groups[1:]:
            for cell in (cell for row in group.rows for cell in row.cells):
                assert cell in text


def test_the_names_of_the_packages_stand_on_one_line() -> None:
    first, second = render_packages(own_sheet(EXAMPLE_QUOTES["cafe"]), Screen(80)).splitlines()[2:4]

    assert first.split() == ["Essential", "As", "asked", "Complete"]
    assert second.split() == ["recommended"]


# --- Nothing internal for the client


def client_json(quote: Quote, packages: Packages) -> str:
    return envelope("x", record_offered(offered(quote, packages).packages), [], [])


def check(quote: Quote) -> None:
    packages = packages_of(quote, TAXES)
    speech = speech_of(quote)
    if not packages.offered:
        return
    found = set(keys(json.loads(client_json(quote, packages))))
    assert found & INTERNAL == set()
    text = render_packages(client_sheet(quote), Screen(100))
    assert "/h" not in text
    if not shows_hours(quote):
        assert found & HOURLY == set()
        assert speech.word("Hours") not in rows(client_sheet(quote))
    said = " ".join(text.split())
    for notice in (*packages.notices, *(each for package in packages.offered for each in package.quote.notices)):
        assert speech.say(notice.message) not in said
    for word in ("Rate", "People", "Open at", "Walk away under", "To negotiate, before tax"):
        assert speech.word(word) not in rows(client_sheet(quote))


@given(drawn=quotes())
@SETTINGS
def test_no_client_reads_anything_internal_of_a_package(drawn: Drawn) -> None:
    check(drawn.quote)


@pytest.mark.parametrize("billing", ["hourly", "hour-bank", "retainer", "fixed"])
def test_hours_are_shown_where_the_billing_shows_them(billing: str) -> None:
    quote = example(EXAMPLES / "cafe.toml", billing=billing)

    check(quote)
    assert ("Heures" in rows(client_sheet(quote))) == (billing in ("hourly", "hour-bank"))


# --- Options

OPTIONS = (
    Option(label=Text("Infolettre", "Newsletter"), traits={"newsletters": 1}),
    Option(label=Text("Audit de départ", "Opening audit"), traits={"audit": True}),
    Option(label=Text("Rapport", "Report"), traits={"scope": "roi-reporting"}),
    Option(label=Text("Un an", "A year"), traits={"months": 9}),
)


def test_an_option_is_shown_apart_and_moves_no_total() -> None:
    plain = EXAMPLE_QUOTES["cafe"]
    optional = changed(plain, options=OPTIONS)
    sheet, without = quote_sheet(optional, Speech("en")), quote_sheet(plain, Speech("en"))

    assert [(row.label, row.amount) for row in sheet.options] == [
        ("Newsletter, each month", "+$195.00"),
        ("Opening audit, once", "+$422.50"),
        ("Report, each month", "+$237.25"),
        ("A year, each month", "−$86.00"),
    ]
    assert replace(sheet, options=()) == without
    assert "Options, before tax (not in the totals)" in render_terminal(sheet, Screen(60))
    assert "Options" not in render_terminal(without, Screen(60))


def test_the_client_reads_the_options_and_their_prices() -> None:
    offer = offered(changed(EXAMPLE_QUOTES["cafe"], options=OPTIONS))

    text = render_terminal(sheet_of_offer(offer, Speech("fr")), Screen(80))

    assert "Infolettre, chaque mois" in text
    assert "+195,00\u00a0$" in text


def test_an_option_that_a_package_has_is_said_to_be_in_it() -> None:
    found = rows(own_sheet(changed(EXAMPLE_QUOTES["cafe"], options=OPTIONS)))

    assert found["Report, each month"] == ("+$209.25", "+$237.25", "included")
    assert found["Opening audit, once"] == ("+$422.50", "+$422.50", "+$500.50")


def test_an_option_of_a_project_has_no_period() -> None:
    option = Option(label=Text("Vidéo", "Video"), traits={"videos_edited": 1})
    quote = changed(EXAMPLE_QUOTES["festival"], options=(option,))

    assert [row.label for row in quote_sheet(quote, Speech("en")).options] == ["Video"]


def test_an_option_that_the_mandate_has_already_is_included() -> None:
    option = Option(label=WORDS, traits={"scope": "content"})

    (row,) = quote_sheet(changed(EXAMPLE_QUOTES["cafe"], options=(option,)), Speech("en")).options

    assert (row.label, row.amount) == ("word, each month", "included")


# --- Plain values


def test_a_package_s_record_has_what_it_holds_and_costs_and_its_rate() -> None:
    quote = EXAMPLE_QUOTES["cafe"]

    first, second = list(map(plain_record, record_packages(packages_of(quote, TAXES), Speech("fr").words)))[:2]

    assert list(first) == [
        *("id", "label", "recommended", "rate", "hours", "people", "lines", "monthly", "once", "months", "total"),
        *("answers", "deliverables", "options", "offer"),
    ]
    assert (first["id"], first["label"], first["recommended"]) == ("essential", "Essentiel", False)
    assert first["monthly"]["total"] < second["monthly"]["total"]


def test_the_default_card_offers_its_packages_in_both_languages() -> None:
    for rule in CARD.packages.values():
        assert rule.label.fr
        assert rule.label.en
        assert rule.label.fr != rule.label.en


TERMS = Terms(deposit=Decimal(50), overage=Decimal(25))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["restaurants", "festival", "shop"])
def test_terms_with_a_choice_give_no_amount_of_one_package(name: str, language: str) -> None:
    drawn = EXAMPLE_QUOTES[name]
    quote = price(drawn.mandate, drawn.card, TAXES, on=DAY, profile=replace(drawn.profile, terms=TERMS))
    speech = Speech(language)
    alone, chosen = (
        dict(terms_in_words(offered(quote, packages), speech)) for packages in (None, packages_of(quote, TAXES))
    )
    beyond = speech.word("Beyond what is included")

    assert "$" in alone[beyond]
    assert [name for name in (beyond, speech.word("Payment")) if "$" in chosen.get(name, "")] == []
    assert beyond in chosen
