"""The statement of a month: what was included and worked, what goes beyond, and what to invoice. No legal invoice."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from fourchette.core.basis.messages import Message, say
from fourchette.core.basis.money import ONE, ZERO, percent_of, to_cent
from fourchette.core.basis.noun import noun
from fourchette.core.basis.text import Text
from fourchette.core.offer.offer import LaneHours, Offer, OfferAmounts, OfferLine, OfferTax, OfferTerms, StatedMonth
from fourchette.core.practice.contract import Agreed, Contract, first_day_of, month_of
from fourchette.core.practice.quote_states import EXTRA
from fourchette.core.price.taxes import TaxRuling

# Words as they are said in the contract's language.
_Speak = Callable[[Message | Text], str]
FEE = "fee"
BEYOND = "hours-beyond"


@noun
class Billed:
    """One line to invoice, before tax: a quantity at a price."""

    id: str
    label: str
    quantity: Decimal
    price: Decimal
    is_hours: bool = False
    basis: str | None = None

    @property
    def amount(self) -> Decimal:
        """The quantity times the price, to the cent."""
        return to_cent(self.quantity * self.price)


@noun
class MonthStatement:
    """What a month of a contract comes to, before tax; `left` is what was not used of an hour bank.

    `earned` is what an hour of it brought, None where nothing was worked; `over` tells a month after the term.
    """

    name: str
    month: str
    lanes: tuple[LaneHours, ...]
    lines: tuple[Billed, ...]
    amounts: OfferAmounts
    left: Decimal | None
    over: bool

    @property
    def included(self) -> Decimal:
        """The hours that the month includes."""
        return sum((lane.included for lane in self.lanes), ZERO)

    @property
    def worked(self) -> Decimal:
        """The hours worked in the month."""
        return sum((lane.worked for lane in self.lanes), ZERO)

    @property
    def earned(self) -> Decimal | None:
        """What an hour worked brought, before tax."""
        return to_cent(self.amounts.subtotal / self.worked) if self.worked else None


@noun
class Signed:
    """What the client signed: what she was offered, and the taxes that go with it."""

    offer: Offer
    ruling: TaxRuling


def statement_of(
    contract: Contract, month: str, signed: Signed, delivered: Mapping[str, Decimal], speak: _Speak
) -> MonthStatement:
    """The statement of a month; what is `signed` is the revision in force in it.

    `delivered` are the volumes really delivered, by trait, where they may be more than what is included.
    """
    agreed, offer, ruling = contract.in_force(month), signed.offer, signed.ruling
    lanes = tuple(_lanes(agreed, contract.worked(month)))
    included, worked = (sum((getattr(each, name) for each in lanes), ZERO) for name in ("included", "worked"))
    lines = (
        *_with_adjustments(agreed, month, tuple(_fee(agreed, month, offer.terms, lanes, speak))),
        *(_of_project if agreed.is_project else _newly_due)(contract, month, offer.terms, speak),
        *_beyond(agreed, offer, max(worked - included, ZERO), delivered, speak),
        *_sold_once(contract, month),
    )
    subtotal = sum((line.amount for line in lines), ZERO)
    taxes = tuple(OfferTax(tax.id, speak(tax.label), tax.rate, tax.amount) for tax in ruling.on(subtotal))
    ends = contract.last_day
    return MonthStatement(
        name=agreed.name,
        month=month,
        lanes=lanes,
        lines=lines,
        amounts=OfferAmounts(subtotal=subtotal, taxes=taxes, total=subtotal + sum((tax.amount for tax in taxes), ZERO)),
        left=max(included - worked, ZERO) if offer.terms.promise == "bank" else None,
        over=ends is not None and month > month_of(ends),
    )


def _lanes(agreed: Agreed, worked: Mapping[str, Decimal]) -> Iterator[LaneHours]:
    """The lanes of the month: those included, then those that were worked beside them."""
    labels = {line.id: line.label for line in (*agreed.lines, *agreed.worked)}
    included = agreed.hours("once" if agreed.is_project else "month")
    for lane in dict.fromkeys((*included, *worked)):
        yield LaneHours(lane, labels.get(lane, lane), included.get(lane, ZERO), worked.get(lane, ZERO))


def _with_adjustments(agreed: Agreed, month: str, billed: tuple[Billed, ...]) -> Iterator[Billed]:
    """The month's lines, then what is added to them or, at most as much as they come to, taken off."""
    yield from billed
    whole = left = sum((line.amount for line in billed), ZERO)
    for line in agreed.lines_in(month):
        if line.is_adjustment:
            asked = line.amount if line.percent is None else to_cent(percent_of(line.percent, whole))
            amount = max(asked, -left)
            left += amount
            if amount:
                yield Billed(line.id, line.label, ONE, amount)


def _fee(
    agreed: Agreed, month: str, terms: OfferTerms, lanes: tuple[LaneHours, ...], speak: _Speak
) -> Iterator[Billed]:
    """The month's fee: one where the price is fixed; hours at their rates where they are sold."""
    monthly = [line for line in agreed.lines_in(month) if not line.is_adjustment]
    if terms.promise not in ("estimate", "bank"):
        if monthly:
            yield Billed(FEE, speak(say("Fee of the month")), ONE, sum((line.amount for line in monthly), ZERO))
        return
    worked = {lane.id: lane.worked for lane in lanes}
    left = sum((line.hours or ZERO for line in monthly), ZERO)
    for line in monthly:
        if line.hours is None or line.rate is None:
            yield Billed(line.id, line.label, ONE, line.amount)
        elif terms.promise == "bank":
            yield Billed(line.id, line.label, line.hours, line.rate, is_hours=True)
        elif hours := min(worked.get(line.id, ZERO), left):
            left -= hours
            yield Billed(line.id, line.label, hours, line.rate, is_hours=True)


def _of_project(contract: Contract, month: str, terms: OfferTerms, speak: _Speak) -> Iterator[Billed]:
    """What is due of a project: the deposit in the month that it begins, the balance in the month that it ends."""
    begun, ends = contract.in_turn()[0], contract.last_day
    percent = terms.deposit.percent if terms.deposit is not None else ZERO
    deposit = to_cent(percent_of(percent, begun.price("once")))
    if deposit and month == contract.first_month:
        yield Billed("deposit", speak(say("Deposit on the project")), ONE, deposit)
    if ends is not None and month == month_of(ends):
        words = say("Balance of the project") if deposit else say("The project")
        yield Billed("balance", speak(words), ONE, contract.last.price("once") - deposit)


def _newly_due(contract: Contract, month: str, _terms: OfferTerms, _speak: _Speak) -> Iterator[Billed]:
    """What is billed once, in the month that its revision begins; an amendment asks for nothing a second time."""
    before: dict[str, Decimal] = {}
    for agreed in contract.in_turn():
        begins = agreed.since is not None and month_of(agreed.since) == month
        for line in agreed.lines:
            due = line.amount - before.get(line.id, ZERO) if line.period == "once" else ZERO
            if due > ZERO or (due and line.is_adjustment):
                if begins and due == line.amount and line.hours is not None and line.rate is not None:
                    yield Billed(line.id, line.label, line.hours, line.rate, is_hours=True)
                elif begins:
                    yield Billed(line.id, line.label, ONE, due)
                before[line.id] = line.amount


def _beyond(
    agreed: Agreed, offer: Offer, hours: Decimal, delivered: Mapping[str, Decimal], speak: _Speak
) -> Iterator[Billed]:
    """What goes beyond at the contract's own terms: hours where they are sold, else volumes."""
    if offer.terms.hour_beyond is not None:
        if hours and not agreed.is_project:
            words = speak(say("Hours beyond those included"))
            yield Billed(BEYOND, words, hours, offer.terms.hour_beyond, is_hours=True)
        return
    promised = {item.id: item.number or ZERO for item in offer.deliverables}
    for extra in offer.terms.extras:
        more = delivered.get(extra.id, ZERO) - promised.get(extra.id, ZERO)
        if more > ZERO:
            count = more // extra.by + (ONE if more % extra.by else ZERO)
            basis = say("beyond what is included, {count:count} × {price:price}", count=count, price=extra.price)
            yield Billed(extra.id, extra.label, count, extra.price, basis=speak(basis))


def _sold_once(contract: Contract, month: str) -> Iterator[Billed]:
    """What the client asked for on top, in that month."""
    for place, sold in enumerate((each for each in contract.sold if each.month == month), start=1):
        yield Billed(f"{EXTRA}-{place}", sold.label, ONE, sold.amount)


def offer_of_statement(statement: MonthStatement, offer: Offer, day: date) -> Offer:
    """What the client may read of a statement, on the same road as what she was offered; dated a day.

    Hours are told where they are sold; what is billed is told line by line, the month's fee being one of them.
    """
    days = int(offer.terms.payment_days or ZERO)
    stated = StatedMonth(first_day_of(statement.month), statement.lanes if offer.shows_hours else (), statement.left)
    return replace(
        offer,
        issued=day,
        valid_until=day + timedelta(days=days),
        context=None,
        objectives=(),
        deliverables=(),
        bought=(),
        included=(),
        excluded=(),
        assumptions=(),
        expected=(),
        course=(),
        lines=tuple(map(_line, statement.lines)),
        shows_lines=True,
        monthly=None,
        once=statement.amounts,
        phases=(),
        weeks=None,
        months=ONE,
        total=statement.amounts.total,
        options=(),
        terms=_due(offer.terms),
        care=None,
        packages=(),
        stated=stated,
    )


def _due(terms: OfferTerms) -> OfferTerms:
    """When a statement is due, and nothing else of the contract's terms."""
    return OfferTerms(payment_days=terms.payment_days, late_interest=terms.late_interest)


def _line(line: Billed) -> OfferLine:
    hours, rate = (line.quantity, line.price) if line.is_hours else (None, None)
    return OfferLine(
        id=line.id, label=line.label, period="once", hours=hours, rate=rate, amount=line.amount, basis=line.basis
    )
