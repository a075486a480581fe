"""The statement of a month: its lines multiply, its columns add up, and a year of them is the contract."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import number, priced, small_card, speak
from fourchette.core.basis.money import ZERO, to_cent
from fourchette.core.basis.text import NO_TEXT, Text
from fourchette.core.card.clauses import Promise
from fourchette.core.offer.deliverables import Deliverable
from fourchette.core.offer.offer import Deposit, Offer, OfferExtra
from fourchette.core.offer.offer_making import offer_of
from fourchette.core.practice.contract import Agreed, AgreedLine, Contract, SoldOnce, later, month_of, months_from
from fourchette.core.practice.quote_states import Logged
from fourchette.core.practice.statement import BEYOND, MonthStatement, Signed, offer_of_statement, statement_of
from fourchette.core.price.taxes import Tax, TaxRuling
from fourchette.core.record.offer_record import record_offer

AT = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
START = date(2026, 1, 10)
LABEL = Text("publications", "posts")
TAXES = TaxRuling(
    tuple(
        Tax(id=name, label=LABEL, rate=Decimal(rate), regions=(), from_=date.min, source=NO_TEXT)
        for name, rate in (("gst", "5"), ("qst", "9.975"))
    )
)
OFFER = offer_of(priced(small_card(posts=number(1)), {"posts": 8}), speak)


def line(lane: str, hours: str | Decimal, period: str = "month", rate: int = 60) -> AgreedLine:
    quantity = Decimal(hours)
    return AgreedLine(
        lane, lane, "once" if period == "once" else "month", quantity, Decimal(rate), to_cent(quantity * rate)
    )


def agreed(*lines: AgreedLine, since: date = START, months: int = 12, weeks: int | None = None) -> Agreed:
    stated = None if weeks is None else Decimal(weeks)
    return Agreed(
        f"2026-001.{since}",
        since,
        lines,
        Decimal(60),
        Decimal(months),
        stated,
        is_project=weeks is not None,
        tasks={},
        card="a",
    )


def logs(*entries: tuple[str, str, str | Decimal]) -> tuple[Logged, ...]:
    return tuple(
        Logged(place, AT, lane, month, Decimal(hours)) for place, (month, lane, hours) in enumerate(entries, start=1)
    )


def signed(promise: Promise = "fixed", beyond: int | None = None, deposit: int | None = None, **parts: object) -> Offer:
    """What was offered, under these terms."""
    terms = replace(
        OFFER.terms,
        promise=promise,
        hour_beyond=None if beyond is None else Decimal(beyond),
        deposit=None if deposit is None else Deposit(Decimal(deposit), ZERO, ZERO),
        **parts,  # type: ignore[arg-type]  # terms of any name
    )
    return replace(OFFER, terms=terms, shows_hours=promise in ("estimate", "bank"))


def stated(
    contract: Contract,
    month: str,
    offer: Offer,
    delivered: Mapping[str, Decimal] | None = None,
    taxes: TaxRuling = TAXES,
) -> MonthStatement:
    return statement_of(contract, month, Signed(offer, taxes), delivered or {}, speak)


def lines_of(statement: MonthStatement) -> list[tuple[object, ...]]:
    return [(each.id, each.quantity, each.price, each.amount) for each in statement.lines]


def money(text: str) -> Decimal:
    return Decimal(text)


def test_a_retainer_asks_its_fee_whatever_was_worked() -> None:
    contract = Contract((agreed(line("work", "10"), line("talk", "2.5")),), logs(("2026-02", "work", "14")))

    found = stated(contract, "2026-02", signed())

    assert lines_of(found) == [("fee", 1, 750, 750)]
    assert [f"{lane.id} {lane.included} {lane.worked}" for lane in found.lanes] == ["work 10 14", "talk 2.5 0"]
    # 750.00 with 5 % (37.50) and 9.975 % (74.8125) of it.
    assert [tax.amount for tax in found.amounts.taxes] == [money("37.50"), money("74.81")]
    assert found.amounts.total == money("862.31")
    assert found.earned == money("53.57")  # 750 over 14 h
    assert found.left is None


def test_work_billed_by_the_hour_asks_what_was_worked_and_what_goes_beyond_at_its_price() -> None:
    contract = Contract(
        (agreed(line("work", "10"), line("talk", "5", rate=50)),),
        logs(("2026-02", "work", "12"), ("2026-02", "talk", "4.5"), ("2026-03", "work", "3")),
    )

    # 16.5 h of 15: 12 at 60 $, 3 of the 4.5 at 50 $, and 1.5 beyond at 75 $.
    assert lines_of(stated(contract, "2026-02", signed("estimate", beyond=75))) == [
        ("work", 12, 60, 720),
        ("talk", 3, 50, 150),
        (BEYOND, money("1.5"), 75, money("112.5")),
    ]
    assert lines_of(stated(contract, "2026-03", signed("estimate", beyond=75))) == [("work", 3, 60, 180)]
    assert lines_of(stated(contract, "2026-04", signed("estimate", beyond=75))) == []


def test_an_hour_bank_asks_its_hours_ahead_and_says_what_is_left() -> None:
    contract = Contract((agreed(line("work", "10")),), logs(("2026-02", "work", "7"), ("2026-03", "work", "11.25")))

    february, march = (stated(contract, month, signed("bank", beyond=75)) for month in ("2026-02", "2026-03"))

    assert lines_of(february) == [("work", 10, 60, 600)]
    assert february.left == 3
    assert lines_of(march) == [("work", 10, 60, 600), (BEYOND, money("1.25"), 75, money("93.75"))]
    assert march.left == 0


def test_what_was_delivered_above_the_promise_is_asked_at_the_contract_s_price() -> None:
    extras = (
        OfferExtra("posts", "posts", Decimal(1), Decimal(56)),
        OfferExtra("inbound", "messages", Decimal(100), Decimal(40)),
    )
    offer = replace(
        signed(extras=extras),
        deliverables=(
            Deliverable("posts", "posts", Decimal(8), "posts", money=False, choices=(), several=False),
            Deliverable("inbound", "messages", Decimal(400), "messages", money=False, choices=(), several=False),
        ),
    )
    contract = Contract((agreed(line("work", "10")),), ())

    found = stated(contract, "2026-02", offer, {"posts": Decimal(10), "inbound": Decimal(510)})

    assert lines_of(found)[1:] == [("posts", 2, 56, 112), ("inbound", 2, 40, 80)]  # 110 more are two hundreds begun
    assert str(found.lines[1].basis) == "beyond what is included, 2 × 56"
    assert lines_of(stated(contract, "2026-02", offer, {"posts": Decimal(7), "inbound": Decimal(400)}))[1:] == []


def test_a_project_asks_its_deposit_as_it_begins_and_its_balance_as_it_ends() -> None:
    contract = Contract((agreed(line("work", "40", "once"), months=1, weeks=8),), ())

    asked = {
        month: lines_of(stated(contract, month, signed(deposit=50))) for month in ("2026-01", "2026-02", "2026-03")
    }

    assert asked == {
        "2026-01": [("deposit", 1, 1200, 1200)],
        "2026-02": [],
        "2026-03": [("balance", 1, 1200, 1200)],  # eight weeks from the tenth of January end on the seventh of March
    }


def test_a_project_that_is_amended_keeps_its_deposit_and_ends_at_its_new_price() -> None:
    revisions = (("40", START), ("60", date(2026, 2, 2)))
    projects = (agreed(line("work", hours, "once"), since=since, months=1, weeks=4) for hours, since in revisions)
    contract = Contract(tuple(projects), logs(("2026-01", "work", "90")))

    for percent, asked in (
        (50, [["Deposit on the project", 1200], ["Balance of the project", 2400]]),
        (None, [[], ["The project", 3600]]),
    ):
        found = [stated(contract, month, signed(beyond=75, deposit=percent)) for month in ("2026-01", "2026-02")]
        assert [[told for each in month.lines for told in (each.label, each.amount)] for month in found] == asked


def test_an_amendment_asks_for_what_it_adds_to_what_is_billed_once_and_gives_nothing_back() -> None:
    revisions = (("10", START), ("4", date(2026, 2, 5)), ("15", date(2026, 3, 5)))
    contract = Contract(tuple(agreed(line("work", hours, "once"), since=since) for hours, since in revisions), ())

    asked = [lines_of(stated(contract, month, signed("estimate"))) for month in ("2026-01", "2026-02", "2026-03")]
    assert asked == [[("work", 10, 60, 600)], [], [("work", 1, 300, 300)]]


def test_what_was_sold_on_top_is_asked_in_its_month() -> None:
    sold = tuple(SoldOnce(month, "Vidéo", Decimal(amount)) for month, amount in (("2026-02", 200), ("2026-03", 90)))
    found = stated(Contract((agreed(line("work", "10")),), (), sold), "2026-03", signed())

    assert lines_of(found)[1:] == [("extra-1", 1, 90, 90)]
    assert [found.worked, found.earned] == [0, None]


def test_a_month_after_the_term_says_so() -> None:
    contract = Contract((agreed(line("work", "10"), months=2),), ())

    assert [stated(contract, month, signed()).over for month in ("2026-01", "2026-02", "2026-03")] == [
        False,
        False,
        True,
    ]


@pytest.mark.parametrize("promise", ["fixed", "estimate"])
def test_the_client_reads_hours_only_where_they_are_sold(promise: Promise) -> None:
    contract = Contract((agreed(line("work", "10")),), logs(("2026-02", "work", "9")))
    offer = signed(promise, payment_days=Decimal(30) if promise == "estimate" else None)

    document = offer_of_statement(stated(contract, "2026-02", offer), offer, date(2026, 2, 28))

    due = date(2026, 3, 30) if promise == "estimate" else date(2026, 2, 28)
    assert (document.issued, document.valid_until, document.shows_lines) == (date(2026, 2, 28), due, True)

    assert document.stated is not None
    assert bool(document.stated.lanes) == (promise == "estimate")
    assert document.deliverables == ()
    assert document.terms.extras == ()
    assert [each.hours for each in document.lines] == [Decimal(9) if promise == "estimate" else None]


def test_the_record_of_a_statement_says_its_month_and_an_offer_s_has_none() -> None:
    contract = Contract((agreed(line("work", "10")),), logs(("2026-02", "work", "9")))
    offer = signed("bank")

    record = record_offer(offer_of_statement(stated(contract, "2026-02", offer), offer, date(2026, 2, 28)))

    assert record["statement"]["month"] == date(2026, 2, 1)
    assert [(lane["id"], lane["worked"]) for lane in record["statement"]["lanes"]] == [("work", 9)]
    assert record["statement"]["left"] == 1
    assert "statement" not in record_offer(offer)


# --- Laws

QUARTERS = st.integers(1, 400).map(lambda quarters: Decimal(quarters) / 4)
RATES = st.integers(50, 150)
LINES = st.dictionaries(
    st.tuples(st.sampled_from(["work", "talk", "desk"]), st.sampled_from(["month", "once"])),
    st.tuples(QUARTERS, RATES),
    min_size=1,
).map(lambda found: tuple(line(lane, hours, period, rate) for (lane, period), (hours, rate) in found.items()))
AMENDMENTS = st.lists(st.tuples(st.integers(0, 11), LINES), max_size=3)
LOGS = st.lists(st.tuples(st.integers(0, 11), st.sampled_from(["work", "talk", "desk"]), QUARTERS), max_size=12)


def contract_from(
    first: tuple[AgreedLine, ...],
    amendments: list[tuple[int, tuple[AgreedLine, ...]]],
    logged: list[tuple[int, str, Decimal]],
) -> Contract:
    begun = month_of(START)
    revisions = [agreed(*first)]
    for place, lines in sorted(amendments, key=lambda each: each[0]):
        month = later(begun, place)
        revisions.append(agreed(*lines, since=date(int(month[:4]), int(month[5:]), 20)))
    return Contract(tuple(revisions), logs(*((later(begun, place), lane, hours) for place, lane, hours in logged)))


YEAR = tuple(months_from("2026-01", "2026-12"))


@given(LINES, AMENDMENTS, LOGS, st.sampled_from(["fixed", "estimate", "bank"]))
def test_the_lines_multiply_and_the_columns_add_up(
    first: tuple[AgreedLine, ...],
    amendments: list[tuple[int, tuple[AgreedLine, ...]]],
    logged: list[tuple[int, str, Decimal]],
    promise: Promise,
) -> None:
    contract = contract_from(first, amendments, logged)
    for month in YEAR:
        found = stated(contract, month, signed(promise, beyond=None if promise == "fixed" else 90))
        assert all(each.amount == to_cent(each.quantity * each.price) for each in found.lines)
        assert found.amounts.subtotal == sum((each.amount for each in found.lines), ZERO)
        rates = (Decimal(5), Decimal("9.975"))
        assert [tax.amount for tax in found.amounts.taxes] == [
            to_cent(found.amounts.subtotal * rate / 100) for rate in rates
        ]
        assert found.amounts.total == found.amounts.subtotal + sum((tax.amount for tax in found.amounts.taxes), ZERO)


@given(LINES, AMENDMENTS, LOGS)
def test_a_year_of_statements_sums_to_the_contract(
    first: tuple[AgreedLine, ...],
    amendments: list[tuple[int, tuple[AgreedLine, ...]]],
    logged: list[tuple[int, str, Decimal]],
) -> None:
    contract = contract_from(first, amendments, logged)

    asked = sum((stated(contract, month, signed()).amounts.subtotal for month in YEAR), ZERO)

    fees = sum((contract.in_force(month).price("month") for month in YEAR), ZERO)
    # What is billed once is billed once: of each line, the most that a revision in force asked.
    once: dict[str, Decimal] = {}
    for each in contract.in_turn():
        for part in each.lines:
            if part.period == "once":
                once[part.id] = max(once.get(part.id, ZERO), part.amount)
    assert asked == fees + sum(once.values(), ZERO)


@given(LINES, LOGS)
def test_a_year_billed_by_the_hour_sums_to_the_hours_worked(
    first: tuple[AgreedLine, ...], logged: list[tuple[int, str, Decimal]]
) -> None:
    contract = contract_from(first, [], logged)

    billed = ZERO
    for month in YEAR:
        found = stated(contract, month, signed("estimate", beyond=90))
        at_once = {(part.label, part.hours) for part in first if part.period == "once"} if month == "2026-01" else set()
        hours = sum((each.quantity for each in found.lines if each.is_hours), ZERO)
        billed += hours - sum((part or ZERO for _, part in at_once), ZERO)

    monthly = {part.id for part in first if part.period == "month"}
    within = {lane for _, lane, _ in logged} <= monthly
    worked = sum((entry.hours for entry in contract.logged), ZERO)
    assert billed == worked if within else billed <= worked


@given(st.integers(1, 400), st.integers(1, 26), st.integers(0, 100))
def test_a_project_s_deposit_and_balance_are_the_whole(hours: int, weeks: int, percent: int) -> None:
    project = agreed(line("work", Decimal(hours)), line("talk", Decimal(hours), "once"), months=1, weeks=weeks)
    contract = Contract((replace(project, lines=project.lines[1:]),), ())

    asked = sum((stated(contract, month, signed(deposit=percent)).amounts.subtotal for month in YEAR), ZERO)

    assert asked == contract.last.price("once")


# --- What she states beside the lines of the work


def adjusted(name: int, amount: int | str, **parts: object) -> AgreedLine:
    figure = Decimal(amount)
    return replace(line("work", "0"), id=f"adjustment-{name}", hours=None, rate=None, amount=figure, **parts)  # type: ignore[arg-type]  # fields of any name


def test_an_adjustment_is_billed_in_the_first_months_that_it_says_and_no_later() -> None:
    terms = replace(agreed(line("work", "10")), temporary=(adjusted(1, -100, months=Decimal(3)),))
    contract = Contract((terms,), ())

    asked = {month: lines_of(stated(contract, month, signed()))[1:] for month in ("2026-01", "2026-03", "2026-04")}
    assert asked["2026-01"] == asked["2026-03"] == [("adjustment-1", 1, -100, -100)]
    assert asked["2026-04"] == []
    assert terms.whole_price == 12 * 600 - 300


def test_an_adjustment_as_long_as_the_term_does_not_outlast_it() -> None:
    contract = Contract((agreed(line("work", "10"), adjusted(1, -100, months=Decimal(2)), months=2),), ())

    assert [stated(contract, month, signed()).amounts.subtotal for month in ("2026-02", "2026-03")] == [500, 600]


def test_a_percent_is_one_of_what_the_month_bills_and_takes_off_no_more_than_there_is() -> None:
    lines = (line("work", "10"), adjusted(1, "-60", percent=Decimal(-10)), adjusted(2, "-500"))
    contract = Contract((agreed(*lines),), logs(("2026-02", "work", "4")))

    february = stated(contract, "2026-02", signed("estimate"))
    assert [each.amount for each in february.lines] == [240, -24, -216]  # 4 h at 60 $/h, and never below nothing
    assert february.amounts.total == 0
    assert [each.amount for each in stated(contract, "2026-02", signed()).lines] == [600, -60, -500]


def test_a_discount_billed_once_is_given_once() -> None:
    once = replace(adjusted(1, -50), period="once")
    first = agreed(line("work", "10"), once)
    second = agreed(line("work", "12"), once, since=date(2026, 3, 5))
    contract = Contract((first, second), ())

    asked = {month: stated(contract, month, signed()).amounts.subtotal for month in ("2026-01", "2026-02", "2026-03")}
    assert asked == {"2026-01": 550, "2026-02": 600, "2026-03": 720}


def test_a_stated_price_includes_the_hours_of_its_work() -> None:
    fee = replace(line("fee", "0"), hours=None, rate=None, amount=Decimal(1200))
    contract = Contract((replace(agreed(fee), worked=(line("work", "10"),)),), logs(("2026-02", "work", "12")))

    found = stated(contract, "2026-02", signed("bank", beyond=120))
    assert [f"{lane.id} {lane.included} {lane.worked}" for lane in found.lanes] == ["work 10 12"]
    assert lines_of(found) == [("fee", 1, 1200, 1200), (BEYOND, 2, 120, 240)]


def test_what_could_not_be_taken_off_is_no_line() -> None:
    lines = (line("work", "10"), adjusted(1, "-600"), adjusted(2, "-50"))

    assert [each.amount for each in stated(Contract((agreed(*lines),), ()), "2026-02", signed()).lines] == [600, -600]


def test_what_was_never_in_force_has_no_first_months() -> None:
    never = replace(agreed(line("work", "10")), since=None, temporary=(adjusted(1, -100, months=Decimal(3)),))

    assert never.price_in("2026-01") == 600


def test_the_hours_of_a_bank_and_those_beyond_it_are_read_as_hours_at_a_rate() -> None:
    contract = Contract((agreed(line("work", "10")),), logs(("2026-02", "work", "11")))
    offer = signed("bank", beyond=75)

    found = stated(contract, "2026-02", offer)
    document = offer_of_statement(found, offer, date(2026, 2, 28))

    assert [found.included, found.worked] == [10, 11]
    assert [f"{each.id} {each.hours} {each.rate}" for each in document.lines] == ["work 10 60", f"{BEYOND} 1 75"]


def test_a_project_includes_the_hours_of_its_one_price() -> None:
    contract = Contract((agreed(line("work", "40", "once"), months=1, weeks=8),), logs(("2026-01", "work", "9")))

    (lane,) = stated(contract, "2026-01", signed(deposit=50)).lanes

    assert [lane.included, lane.worked] == [40, 9]
