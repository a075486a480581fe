"""From a mandate to a quote: the whole price, and everything that explains it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from fourchette.core.basis.estimate import NOTHING, Estimate
from fourchette.core.basis.messages import Notice, say
from fourchette.core.basis.money import ONE, ZERO, to_cent, up_to_step
from fourchette.core.basis.noun import noun
from fourchette.core.card.conditions import Facts
from fourchette.core.card.rate_card import HOURS, MONTHS, Frequency, RateCard
from fourchette.core.card.volumes import with_volumes
from fourchette.core.mandate.answers import Answers, answer
from fourchette.core.mandate.mandate import Mandate
from fourchette.core.mandate.profile import PROFILE, Profile
from fourchette.core.price import notices
from fourchette.core.price.asked_price import SEASON, Asking, Phase, asked_for, period_of_price, phases_of
from fourchette.core.price.converted_card import card_for, home_of, in_money_of
from fourchette.core.price.lines import Amounts, QuoteLine, add_up, bill, sum_of
from fourchette.core.price.people import Feasibility, staff
from fourchette.core.price.rating import Rating, rate, stated_rate
from fourchette.core.price.taxes import TaxRuling, TaxTable, rule_on
from fourchette.core.price.unknown_volumes import widened
from fourchette.core.price.value_case import Cost, CostAt, ValueCase, needed_value, raised, weigh
from fourchette.core.price.workload import Workload, estimate


@noun
class Quote:
    """A priced mandate; amounts in its card's currency, `total` with taxes over the mandate's `months`.

    The card is in the client's currency. `phases` are the first months, where they come to other amounts than the
    usual month; `by_card` is the card's own answer, where something is stated in its place.
    """

    mandate: Mandate
    card: RateCard
    profile: Profile
    issued: date
    valid_until: date
    answers: Answers
    facts: Facts
    rating: Rating
    workload: Workload
    asking: Asking
    ruling: TaxRuling
    monthly: Amounts | None
    once: Amounts | None
    phases: tuple[Phase, ...]
    months: Decimal
    total: Decimal
    feasibility: Feasibility
    value: ValueCase | None
    by_card: "Priced | None"
    notices: tuple[Notice, ...]

    @property
    def lines(self) -> tuple[QuoteLine, ...]:
        """The lines of a usual month, and those billed once."""
        return self.asking.lines

    @property
    def minimum_rate(self) -> Decimal | None:
        """The least rate that she can live on, in the currency of the quote."""
        least = self.profile.minimum_rate
        return None if least is None else in_money_of(self.card, least)

    def subtotal(self, period: Frequency) -> Decimal | None:
        """What a period comes to before tax; None where it has no line."""
        amounts = self.monthly if period == "month" else self.once
        return None if amounts is None else amounts.subtotal.target

    @property
    def whole_price(self) -> Decimal:
        """What it comes to before tax, over all its months."""
        return self.asking.whole_price

    @property
    def share_of_card(self) -> Decimal:
        """The price stated, over what the work it is for would come to at its rate; 1 where none is."""
        if self.mandate.price is None:
            return ONE
        return self.mandate.price / sum_of(self.asking.worked, period_of_price(self.asking.worked))

    @property
    def hour_asked(self) -> Decimal:
        """What an hour is asked ($/h): the rate, or what one comes to at the price stated."""
        hours = self.workload.band(period_of_price(self.asking.worked)).target
        rate = self.rating.rate.target
        return rate if self.mandate.price is None or not hours else to_cent(self.mandate.price / hours)

    @property
    def effective_rate(self) -> Decimal | None:
        """What an hour comes to ($/h), where its price is not that of the work's own lines."""
        period = self.workload.told_period
        hours, asked = self.workload.band(period).target, sum_of(self.lines, period)
        return to_cent(asked / hours) if hours and asked != sum_of(self.asking.worked, period) else None

    @property
    def hour_told(self) -> Decimal:
        """What an hour comes to ($/h), wherever one figure is told of it: the rate, or what is stated comes to."""
        return self.effective_rate or self.rating.rate.target


@noun
class Work:
    """What a mandate asks for under a card, and its hours; `months` is how long its fixed work lasts.

    It is the same under every card that differs only in what an answer does to the rate.
    """

    answers: Answers
    facts: Facts
    months: Decimal
    workload: Workload
    seasons: tuple["SeasonWork", ...] = ()


@noun
class SeasonWork:
    """What some of the months differ by from the others, as a line, and the people that they take.

    `hours` are those of one of them, and `more` what its hours are billed beyond those of another month.
    """

    line: QuoteLine
    feasibility: Feasibility
    hours: Estimate
    more: Decimal


@noun
class Priced:
    """A mandate's price before tax and before anything is said of it."""

    work: Work
    rating: Rating
    value: ValueCase | None
    asking: Asking

    @property
    def lines(self) -> tuple[QuoteLine, ...]:
        """The lines of a usual month, and those billed once."""
        return self.asking.lines

    @property
    def whole_price(self) -> Decimal:
        """What its mandate comes to, over all its months."""
        return self.asking.whole_price

    def subtotal(self, period: Frequency) -> Decimal:
        """What a period comes to; nothing where it has no line."""
        return sum_of(self.lines, period)


def work_of(mandate: Mandate, card: RateCard) -> Work:
    """The work of a mandate under a card; raises UnsuitedMandate, as `price` does."""
    card = card_for(mandate, card)
    work = work_for(answer(card, mandate), mandate, card)
    return replace(work, seasons=tuple(_seasons(mandate, card, work))) if mandate.seasons else work


def _seasons(mandate: Mandate, card: RateCard, work: Work) -> Iterator[SeasonWork]:
    """The months that have answers of their own, each at the rate of its answers, whatever proof lifts the others."""
    usual, usual_hours = _month(mandate, card, work)
    for index, season in enumerate(mandate.seasons, start=1):
        other = mandate.in_season(season)
        its_work = work_of(other, card)
        month, of_hours = _month(other, card, its_work)
        difference = month - usual
        times = difference.each(season.months.__mul__)
        # More hours at a low rate and fewer at a high one may cross: the target stands between them.
        amount = Estimate(min(times.low, times.target), times.target, max(times.high, times.target))
        basis = say("{quantity:count} × {price:price}", quantity=season.months, price=difference.target)
        line = QuoteLine(f"{SEASON}{index}", season.label, "once", None, None, amount, basis)
        people = staff(card, other, its_work.facts, its_work.workload, its_work.months)
        yield SeasonWork(line, people, its_work.workload.band("month"), of_hours - usual_hours)


def _month(mandate: Mandate, card: RateCard, work: Work) -> tuple[Estimate, Decimal]:
    """What a month comes to, and how much of it is hours."""
    lines = bill(card, mandate, work.facts, work.workload, _rating(mandate, card, work))
    monthly = [line for line in lines if line.period == "month"]
    of_hours = sum((line.amount.target for line in monthly if line.hours), ZERO)
    return sum((line.amount for line in monthly), NOTHING), of_hours


def _rating(mandate: Mandate, card: RateCard, work: Work) -> Rating:
    """The rate of the answers, or the one that is stated."""
    rating = rate(card, work.facts)
    if mandate.rate is not None:
        rating = stated_rate(rating, mandate.rate)
    return rating if mandate.price is None else replace(rating, stated=True)


def asking_of(mandate: Mandate, card: RateCard, work: Work, rating: Rating) -> Asking:
    """What is asked at a rating: the lines of the work, then of the months that differ; or what is stated."""
    billed = bill(card, mandate, work.facts, work.workload, rating)
    worked = (*billed, *(season.line for season in work.seasons if season.line.amount.target))
    return asked_for(mandate, worked, duration(mandate, work.facts))


def work_for(answers: Answers, mandate: Mandate, card: RateCard) -> Work:
    """The work that checked answers bring, none where there is nothing to do yet."""
    months = months_of_work(mandate, card)
    facts = with_volumes(card, answers.facts, answers.said, months)
    workload = estimate(card, mandate, facts, months)
    if answers.uncertain:
        workload = widened(card, mandate, answers, months, workload)
    facts[HOURS] = workload.band(mandate.main_period).target
    return Work(answers, facts, months, workload)


def priced(mandate: Mandate, card: RateCard) -> Priced:
    """The lines of a mandate under a card; raises UnsuitedMandate, as `price` does."""
    return rated(mandate, card, work_of(mandate, card))


def rated(mandate: Mandate, card: RateCard, work: Work) -> Priced:
    """The lines of a mandate whose work under the card is known."""
    card = card_for(mandate, card)
    rating = _rating(mandate, card, work)
    case = weigh(card, mandate, rating, sold_months(mandate, work), cost_of(mandate, card, work))
    if case is not None and case.lifts(rating):
        rating = raised(rating, case.highest)
    return Priced(work, rating, case, asking_of(mandate, card, work, rating))


def by_card(mandate: Mandate, card: RateCard, work: Work) -> Priced | None:
    """What the card would ask for a work, where something is stated in its place."""
    if not mandate.states_price:
        return None
    return rated(mandate.by_card, card, work)


def cost_of(mandate: Mandate, card: RateCard, work: Work) -> CostAt:
    """What a mandate costs its client at a rating, before tax, over what is sold: its months, or the project."""
    months, card = duration(mandate, work.facts), card_for(mandate, card)

    def cost_at(rating: Rating) -> Cost:
        asking = asking_of(mandate, card, work, rating)
        hours = work.workload.band("month").target * months + work.workload.band("once").target
        return Cost(asking.whole_price, hours, sum_of(asking.lines, "month") or sum_of(asking.lines, "once"))

    return cost_at


def sold_months(mandate: Mandate, work: Work) -> Decimal:
    """How many months of work are sold: those of the mandate, or what the project's weeks make."""
    return work.months if mandate.is_project else duration(mandate, work.facts)


def price(mandate: Mandate, card: RateCard, taxes: TaxTable, *, on: date, profile: Profile = PROFILE) -> Quote:
    """Price a mandate under a card on a day. The same inputs always give the same quote.

    Raises UnsuitedMandate, with every problem, when the mandate does not suit the card.
    """
    ruling = rule_on(taxes, profile, mandate.client.region, on, home_of(card).currency)
    return price_under(ruling, mandate, card, on=on, profile=profile)


def price_under(ruling: TaxRuling, mandate: Mandate, card: RateCard, *, on: date, profile: Profile) -> Quote:
    """Price a mandate as `price` does, where its taxes are already ruled."""
    card = card_for(mandate, card)
    found = priced(mandate, card)
    work = found.work
    answers, facts, workload, months = work.answers, work.facts, work.workload, work.months
    least = None if profile.minimum_rate is None else in_money_of(card, profile.minimum_rate)
    rating, case = at_least(found.rating, least, card.range_.step), found.value
    asking = found.asking if rating is found.rating else asking_of(mandate, card, work, rating)
    monthly, once = add_up(asking.lines, "month", ruling), add_up(asking.lines, "once", ruling)
    phases = tuple(phases_of(asking, ruling))
    if phases and monthly is None:
        # Only the first months have anything of theirs: a usual one then comes to nothing.
        monthly = Amounts(NOTHING, (), ZERO)
    lasting = asking.months
    staffed = (staff(card, mandate, facts, workload, months), *(season.feasibility for season in work.seasons))
    feasibility = max(staffed, key=lambda each: each.people)
    value = needed_value(card, rating, cost_of(mandate, card, work))
    needed = None if value is None else notices.needed_in_words(mandate, lasting, value)
    return Quote(
        mandate=mandate,
        card=card,
        profile=replace(profile, terms=mandate.terms.over(profile.terms).as_used()),
        issued=on,
        valid_until=on + timedelta(days=int(profile.validity_days)),
        answers=answers,
        facts=facts,
        rating=rating,
        workload=workload,
        asking=asking,
        ruling=ruling,
        monthly=monthly,
        once=once,
        phases=phases,
        months=lasting,
        total=_total(monthly, phases, lasting) + (ZERO if once is None else once.total),
        feasibility=feasibility,
        value=case,
        by_card=by_card(mandate, card, work),
        notices=(
            *notices.on_rate(card, least, rating, needed),
            *notices.on_stated(card, mandate, on),
            *notices.on_value(case, rating),
            *notices.on_lanes(card, rating, () if rating.stated else asking.worked),
            *_on_hours(card, least, work, asking),
            *notices.on_people(card, mandate, feasibility),
            *notices.on_estimates(card, answers, facts),
            *ruling.notices,
        ),
    )


def months_of_work(mandate: Mandate, card: RateCard) -> Decimal:
    """How many months of fixed work its volumes stand for: those of a project's weeks, else one."""
    return mandate.weeks / card.capacity.weeks if mandate.weeks is not None else ONE


def duration(mandate: Mandate, facts: Facts) -> Decimal:
    """How many months the monthly lines are billed for."""
    months = facts.get(MONTHS, ONE)
    return months if not mandate.is_project and isinstance(months, Decimal) else ONE


def at_least(rating: Rating, minimum: Decimal | None, step: Decimal) -> Rating:
    """The rating whose low, where she walks away, is not under her own floor; above the rate asked it never is."""
    least = rating.rate.low if minimum is None else up_to_step(minimum, step)
    low = max(rating.rate.low, min(least, rating.rate.target))
    return rating if low == rating.rate.low else replace(rating, rate=replace(rating.rate, low=low))


def _total(monthly: Amounts | None, phases: tuple[Phase, ...], months: Decimal) -> Decimal:
    """What the months come to together, with taxes."""
    if monthly is None:
        return ZERO
    first = sum((phase.months for phase in phases), ZERO)
    return monthly.total * (months - first) + sum((phase.amounts.total * phase.months for phase in phases), ZERO)


def _on_hours(card: RateCard, least: Decimal | None, work: Work, asking: Asking) -> Iterator[Notice]:
    """What the hours may come to, then those of the months that have answers of their own."""
    told, usual = work.workload.told, _earned(asking, "month")
    yield from notices.on_long_work(card, least, work.facts, told, _earned(asking, work.workload.told_period))
    for season in work.seasons:
        yield from notices.on_season(season.line.label, season.hours)
        thin = notices.on_long_work(card, least, work.facts, season.hours, usual + season.more)
        yield from (notices.of_season(season.line.label, notice) for notice in thin)


def _earned(asking: Asking, period: Frequency) -> Decimal:
    """What the hours of a period are billed: all of it but its fees."""
    fees = sum((line.amount.target for line in asking.worked if line.period == period and not line.hours), ZERO)
    return sum_of(asking.lines, period) - fees
