"""What is printed is true on paper: every printed line multiplies, every printed column adds up."""

import re
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import EXAMPLES
from fourchette.core.basis.estimate import Estimate
from fourchette.core.basis.text import LANGUAGES
from fourchette.core.card.rate_card import Fee
from fourchette.core.mandate.mandate import Client, Mandate, Proof, ValueClaim
from fourchette.core.price.quote import Quote, price
from fourchette.render.sheet.sheet import Row, Section, Sheet, sheet_of_offer
from fourchette.render.words.speech import Speech
from render.quotes import (
    CARD,
    DAY,
    EXAMPLE_QUOTES,
    SETTINGS,
    TAXES,
    Drawn,
    example,
    offer_sheet,
    offered,
    quote_sheet,
    quotes,
)

CENT = Decimal("0.01")
FIGURE = r"[-+]?[$£€]?\d[\d\u00a0\u202f,.]*"
PRODUCT = re.compile(rf"\((?P<left>{FIGURE}) × (?P<right>{FIGURE})")  # the sign of a product
SHARE = re.compile(rf"\((?P<left>{FIGURE})\u00a0?% \w+ (?P<right>{FIGURE})")


def figure(printed: str, language: str) -> Decimal:
    """A printed figure read back, with nothing but what is printed."""
    bare = re.sub(r"[^\d,.\-]", "", printed.replace("−", "-"))
    return Decimal(bare.replace(",", ".") if language == "fr" else bare.replace(",", ""))


def to_cent(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, ROUND_HALF_UP)


def check_row(row: Row, language: str) -> None:
    if row.hours and row.rate:
        assert to_cent(figure(row.hours, language) * figure(row.rate, language)) == figure(row.amount, language)
    if product := PRODUCT.search(row.label):
        left, right = (figure(product[side], language) for side in ("left", "right"))
        assert to_cent(left * right) == figure(row.amount, language)
    if share := SHARE.search(row.label):
        left, right = (figure(share[side], language) for side in ("left", "right"))
        assert to_cent(left * right / 100) == figure(row.amount, language)


def check_section(section: Section, language: str) -> None:
    for row in section.lines:
        check_row(row, language)
    subtotal, total = figure(section.subtotal.amount, language), figure(section.total.amount, language)
    assert sum(figure(row.amount, language) for row in section.lines) == subtotal
    hours = [figure(row.hours, language) for row in section.lines if row.hours]
    assert sum(hours) == (figure(section.subtotal.hours, language) if section.subtotal.hours else 0)
    for tax in section.taxes:
        rate = figure(tax.label.split()[-1] if language == "en" else tax.label.rsplit(" ", 1)[-1], language)
        assert to_cent(subtotal * rate / 100) == figure(tax.amount, language)
    assert subtotal + sum(figure(tax.amount, language) for tax in section.taxes) == total


def months_of(title: str) -> int:
    """How many months a title is of, read back: « Months 1 to 3 » are three, « Month 1 » is one."""
    first, *last = map(int, re.findall(r"\d+", title))
    return (last[0] if last else first) - first + 1


def check_total(sheet: Sheet, quote: Quote, language: str) -> None:
    totals = [figure(section.total.amount, language) for section in sheet.sections]
    if sheet.total is None:
        assert totals == [quote.total]
        return
    months = int(quote.months)
    # The usual month comes first, then the first months that differ from it, then what is billed once.
    by_month, others = (totals[0], totals[1:]) if quote.monthly is not None else (Decimal(0), totals)
    differing = [months_of(section.title) for section in sheet.sections[1 : 1 + len(quote.phases)]]
    assert differing == [int(phase.months) for phase in quote.phases]
    first, once = others[: len(differing)], sum(others[len(differing) :])
    by_phase = sum(each * length for each, length in zip(first, differing, strict=True))
    assert by_month * (months - sum(differing)) + by_phase + once == figure(sheet.total.amount, language)
    if months > 1:
        assert str(months) in sheet.total.label


def check_reasons(sheet: Sheet, language: str) -> None:
    """Additions add up from row to row, percents are of what they say, and the last rate is the rate asked."""
    running: Decimal | None = None
    for reason in sheet.reasons:
        if not reason.after:
            continue
        after = figure(reason.after, language)
        percent, *of = reason.effect.split("%")
        if not of:
            assert (running or Decimal(0)) + figure(percent, language) == after
        elif running is not None and reason.label not in ("Discounts are capped at 20%", "Les rabais sont plafonnés"):
            start = figure(of[0], language) if of[0] else running
            # Percents are summed before they are rounded: each may be a cent off.
            assert abs(running + start * figure(percent, language) / 100 - after) <= CENT
        running = after
    assert sheet.gauge is not None
    assert running == figure(sheet.gauge.rate, language)


def check(quote: Quote, language: str) -> None:
    speech = Speech(language, quote.card.currency)
    for sheet in (quote_sheet(quote, speech), offer_sheet(quote, speech)):
        assert sheet.sections
        for section in sheet.sections:
            check_section(section, language)
        check_total(sheet, quote, language)
    check_reasons(quote_sheet(quote, speech), language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", EXAMPLE_QUOTES)
def test_every_example_is_true_on_paper(name: str, language: str) -> None:
    check(EXAMPLE_QUOTES[name], language)


@given(drawn=quotes(), language=st.sampled_from(LANGUAGES))
@SETTINGS
def test_any_quote_is_true_on_paper(drawn: Drawn, language: str) -> None:
    check(drawn.quote, language)


def test_a_fee_of_a_fraction_of_a_cent_multiplies_as_printed() -> None:
    card = type(CARD)(
        **{name: getattr(CARD, name) for name in CARD.__dataclass_fields__}
        | {
            "fees": {
                "mileage": Fee(
                    label=CARD.fees["mileage"].label,
                    each="kilometres",
                    unit_price=Estimate.exactly(Decimal("0.725")),
                )
            }
        }
    )
    mandate = Mandate(client=Client(region="CA-QC"), traits={"scope": ["content"], "posts": 4, "kilometres": 100})

    check(price(mandate, card, TAXES, on=DAY), "en")


# --- What the sheet says


def facts(sheet: Sheet) -> dict[str, str]:
    return dict(sheet.facts)


def sheet_of(name: str, language: str = "en", **traits: str) -> Sheet:
    return quote_sheet(example(EXAMPLES / f"{name}.toml", **traits), Speech(language))


def test_the_title_the_client_and_the_day_stand_on_top() -> None:
    sheet = quote_sheet(EXAMPLE_QUOTES["cafe"], Speech("en"), "2026-014")

    assert sheet.title == "Animation Facebook et Instagram"
    assert sheet.subtitle == "2026-014 · Café du coin · November 22, 2026"


def test_the_price_asked_is_the_printed_subtotal() -> None:
    sheet = sheet_of("cafe")

    assert "ask $698.75" in facts(sheet)["Price"]
    assert sheet.sections[0].subtotal.amount == "$698.75"


def test_the_hours_are_the_printed_hours() -> None:
    sheet = sheet_of("cafe")

    assert facts(sheet)["Hours"].startswith("10.75\u00a0h a month; between 8.25\u00a0h and 16.25\u00a0h")
    assert sheet.sections[0].subtotal.hours == "10.75"


def test_a_project_is_priced_once() -> None:
    [section] = sheet_of("festival").sections

    assert section.title == "The project"
    assert section.total.label == "Project total"
    assert sheet_of("festival").total is None


def test_a_mandate_by_the_month_with_one_time_work_has_both_and_a_total() -> None:
    sheet = sheet_of("shop")

    assert [section.title for section in sheet.sections] == ["Monthly", "One-time fees"]
    assert sheet.total is not None
    assert sheet.total.label == "Total over 12\u00a0months"


def test_a_single_month_has_no_other_total() -> None:
    assert sheet_of("cafe", months="1").total is None


def test_the_gauge_stands_in_the_range() -> None:
    gauge = sheet_of("cafe").gauge

    assert gauge is not None
    assert [int(end) for end in (gauge.floor, gauge.low, gauge.target, gauge.high, gauge.ceiling)] == [
        *(50, 64, 65, 75, 150),  # her own floor is 63.17 $/h
    ]
    assert (gauge.ends, gauge.rate, gauge.spread) == (("$50", "$150"), "$65/h", "from $64/h to $75/h")


def test_only_what_applied_is_a_reason() -> None:
    assert [reason.label for reason in sheet_of("cafe").reasons] == ["Experience: Intermediate (3 to 5\u00a0years)"]


def test_a_reason_that_touches_some_lines_names_them() -> None:
    (found,) = (reason for reason in sheet_of("festival").reasons if reason.label.startswith("On-site hours"))

    assert (found.label, found.effect, found.after) == ("On-site hours: from 0.25 (On-site presence)", "+10%", "")


def test_the_notices_come_with_their_severity() -> None:
    remarks = sheet_of("shop").remarks

    assert [remark.severity for remark in remarks] == ["warning", "warning", "info"]
    assert remarks[0].text.startswith("The value case does not lift the rate.")


def test_the_client_s_sheet_has_only_what_is_hers() -> None:
    sheet = offer_sheet(EXAMPLE_QUOTES["shop"], Speech("en"))

    assert (sheet.gauge, sheet.reasons, sheet.proofs, sheet.remarks) == (None, (), (), ())
    assert {"Price", "Hours", "People"} & set(facts(sheet)) == set()
    assert facts(sheet)["Included"] == "A shared calendar, up to date every Monday."
    assert "Not included" in facts(sheet)


@pytest.mark.parametrize(("billing", "rate"), [("hourly", "$65.00"), ("hour-bank", "$62.00")])
def test_billing_by_the_hour_shows_hours_and_rates(billing: str, rate: str) -> None:
    sheet = offer_sheet(example(EXAMPLES / "cafe.toml", billing=billing), Speech("en"))

    assert (sheet.sections[0].lines[0].hours, sheet.sections[0].lines[0].rate) == ("8.25", rate)


@pytest.mark.parametrize("billing", ["retainer", "fixed"])
def test_other_billing_shows_neither(billing: str) -> None:
    sheet = offer_sheet(example(EXAMPLES / "cafe.toml", billing=billing), Speech("en"))

    rows = [row for section in sheet.sections for row in (*section.lines, section.subtotal, *section.taxes)]
    assert {row.hours for row in rows} | {row.rate for row in rows} == {""}


def test_a_seller_who_charges_no_tax_says_so() -> None:
    quote = EXAMPLE_QUOTES["cafe"]
    exempt = type(quote.profile)(name="Studio", region="CA-QC", registered=False)
    sheet = offer_sheet(price(quote.mandate, CARD, TAXES, on=DAY, profile=exempt), Speech("en"))

    assert facts(sheet)["Taxes"] == "Small supplier: GST/QST/HST not charged"


def test_without_a_region_the_client_reads_that_amounts_are_before_tax() -> None:
    quote = EXAMPLE_QUOTES["cafe"]
    mandate = Mandate(traits=quote.mandate.traits)
    offer = offered(price(mandate, CARD, TAXES, on=DAY))

    assert facts(sheet_of_offer(offer, Speech("en")))["Taxes"] == "Amounts are before tax."


def test_the_client_reads_who_sells() -> None:
    sheet = offer_sheet(EXAMPLE_QUOTES["cafe"], Speech("en"))

    assert "Studio Rivière" in sheet.subtitle or "Studio Rivière" in facts(sheet).values()


def test_work_that_is_only_once_has_no_hours_a_month() -> None:
    mandate = Mandate(client=Client(region="CA-QC"), traits={"scope": ["training"], "meetings": 0})
    sheet = quote_sheet(price(mandate, CARD, TAXES, on=DAY), Speech("en"))

    assert "0\u00a0h a month" not in facts(sheet)["Hours"]


@pytest.mark.parametrize("name", ["utility", "cafe"])
@pytest.mark.parametrize("answers", [{"experience": "junior", "exclusivity": "full"}, {"rush": "24h", "months": "12"}])
def test_a_reason_changes_something(name: str, answers: dict[str, str]) -> None:
    effects = [reason.effect for reason in sheet_of(name, **answers).reasons]

    assert "$0.00" not in effects


def lifted() -> Quote:
    """The utility's mandate with a value case that doubles its rate."""
    proof = Proof(
        what="Sales",
        kind="attributed-margin",
        amount=Decimal(9_000_000),
        confidence="tracked",
        evidence="September report",
        times=Decimal(7200),
        minutes=Decimal(5),
    )
    mandate = Mandate(
        client=Client(region="CA-QC"),
        traits=EXAMPLE_QUOTES["utility"].mandate.traits,
        value=ValueClaim(months=Decimal(12), proofs=(proof,)),
    )
    return price(mandate, CARD, TAXES, on=DAY)


def test_what_the_client_gets_back_is_a_multiple_of_the_price_asked() -> None:
    quote = lifted()
    assert quote.value is not None
    assert quote.monthly is not None
    assert quote.once is not None
    asked = quote.monthly.subtotal.target * quote.months + quote.once.subtotal.target
    [notice] = [n for n in quote.notices if n.code == "value-case-accepted"]

    assert Speech("en").times(quote.value.weighted_value / asked) in Speech("en").say(notice.message)


def test_the_end_of_the_gauge_is_where_the_bar_ends() -> None:
    gauge = quote_sheet(lifted(), Speech("en")).gauge

    assert gauge is not None
    assert gauge.high > gauge.ceiling
    assert gauge.ends[1] != "$150"


def test_stated_hours_say_their_period() -> None:
    mandate = Mandate(hours=Decimal(30), traits={"scope": ["community"]})
    sheet = quote_sheet(price(mandate, CARD, TAXES, on=DAY), Speech("en"))

    assert "a month" in facts(sheet)["Hours"]


def test_the_price_of_each_period_is_told() -> None:
    price_fact = facts(sheet_of("shop"))["Price"]

    assert "a month" in price_fact or "once" in price_fact


def test_a_seller_who_does_not_say_where_she_is_charges_no_foreign_tax() -> None:
    mandate = Mandate(client=Client(region="FR"), traits=EXAMPLE_QUOTES["cafe"].mandate.traits)

    assert not price(mandate, CARD, TAXES, on=DAY).ruling.taxes
