"""What to take out to meet a budget: where the mandate stands, then each plan, change by change; as plain values."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from fourchette.core.basis.messages import say
from fourchette.core.basis.money import ZERO, to_cent
from fourchette.core.fit.fit import Fit, Plan
from fourchette.core.price.quote import Quote
from fourchette.core.record.plain import Plain
from fourchette.render.card.card_words import name_of
from fourchette.render.fit.fit_words import part_in_words, saving_in_words, why_of
from fourchette.render.screen.grid import Cell, Grid, GridRow
from fourchette.render.words.speech import Speech

# What an amount is for, by period (a mandate's months, its project, or work done once) and taxes.
_TERMS = {
    ("month", False): say("{amount} a month before tax"),
    ("month", True): say("{amount} a month with taxes"),
    ("project", False): say("{amount} for the project before tax"),
    ("project", True): say("{amount} for the project with taxes"),
    ("once", False): say("{amount} once, before tax"),
    ("once", True): say("{amount} once, with taxes"),
}


def fit_grids(found: Fit, speech: Speech) -> Iterator[Grid]:
    """The tables of an answer."""
    yield _standing(found, speech)
    for rank, plan in enumerate(found.plans if not found.met else (), start=1):
        yield _plan_grid(found, plan, speech, _title(found, rank, plan, speech))
    if found.lowest is not None and found.lowest.savings:
        grid = _plan_grid(found, found.lowest, speech, _lowest_title(found, found.lowest, speech))
        yield replace(grid, notes=(*grid.notes, *_fees(found, found.lowest, speech)))


def _standing(found: Fit, speech: Speech) -> Grid:
    """What the mandate comes to now, the budget, and what lies between."""
    named = found.quote.mandate.title, found.quote.mandate.client.name
    rows = [
        (speech.word("Now"), _outcome(found, found.quote, found.cost, speech)),
        (speech.word("Budget"), _amount(found, found.budget.amount, speech)),
    ]
    if found.period == "month" and found.quote.once is not None:
        once = speech.money(found.quote.once.subtotal.target)
        rows.append((speech.word("Once"), speech.say("{amount} before tax, apart from the budget", amount=once)))
    return Grid(" · ".join(filter(None, named)), ("", ""), "lw", tuple(rows), notes=tuple(_notes(found, speech)))


def _notes(found: Fit, speech: Speech) -> Iterator[str]:
    """The answer in a sentence, and what a reader should know of how it was found."""
    gap = found.cost - found.budget.amount
    if found.met:
        yield speech.say("The budget is met as it is, with {amount} to spare.", amount=speech.money(-gap))
        return
    if found.plans:
        yield speech.say("{amount} must go.", amount=speech.money(gap))
    elif found.lowest is None or not found.lowest.savings:
        yield speech.word("Nothing of this mandate may be taken out: the card's `reduce` keys and --keep say what may.")
    elif found.lowest.proven:
        yield speech.word("No plan meets this budget.")
    else:
        yield speech.word("No plan was found that meets this budget; there are too many to try them all.")
    yield from _limits(found, speech)
    if found.rounded:
        names = tuple(name_of(name, found.quote.card, speech) for name in found.rounded)
        yield speech.say("Taken out in round numbers, so that more plans can be tried: {names}.", names=names)


def _limits(found: Fit, speech: Speech) -> Iterator[str]:
    """What keeps the rate from following what leaves."""
    rating, minimum = found.quote.rating, found.quote.minimum_rate
    if rating.unheld.target > found.quote.card.range_.ceiling and rating.is_as_held:
        yield speech.word(
            "The rate is held at the ceiling: a premium that leaves saves nothing until the rate comes below it."
        )
    if found.quote.mandate.price is not None:
        yield speech.word("The price is stated: what is left is asked in the same proportion to your card.")
    if minimum is not None and minimum < rating.rate.target:
        yield speech.say("No plan goes below your own minimum, {minimum:rate}.", minimum=minimum)


def _title(found: Fit, rank: int, plan: Plan, speech: Speech) -> tuple[str, str]:
    outcome = _outcome(found, plan.quote, plan.cost, speech)
    return speech.say("Plan {rank}: {outcome}", rank=str(rank), outcome=outcome), _about(found, plan, speech)


def _about(found: Fit, plan: Plan, speech: Speech) -> str:
    """What distinguishes a plan, and how painful it is."""
    pain = speech.count(to_cent(plan.pain))
    if plan.untouched:
        names = tuple(part_in_words(part, found.quote.card, speech) for part in plan.untouched)
        if plan.proven:
            return speech.say("The least painful plan that keeps: {names} (pain {pain})", names=names, pain=pain)
        return speech.say("A good plan that keeps: {names} (pain {pain})", names=names, pain=pain)
    if plan.proven:
        return speech.say("The least painful plan (pain {pain})", pain=pain)
    return speech.say(
        "A good plan; a less painful one may exist, there are too many to try them all (pain {pain})", pain=pain
    )


def _lowest_title(found: Fit, plan: Plan, speech: Speech) -> tuple[str, str]:
    outcome, pain = _outcome(found, plan.quote, plan.cost, speech), speech.count(to_cent(plan.pain))
    missing = speech.money(plan.cost - found.budget.amount)
    title = say("The lowest price: {outcome}") if plan.proven else say("The lowest price found: {outcome}")
    about = speech.say("{amount} above the budget (pain {pain})", amount=missing, pain=pain)
    return speech.say(title.text, outcome=outcome), about


def _outcome(found: Fit, quote: Quote, cost: Decimal, speech: Speech) -> str:
    """A price in the budget's terms, with its rate and its hours."""
    words = say("{price}, at {rate:rate} for {hours:hours}")
    if found.period == "month" and found.quote.workload.told_period == "once":
        words = say("{price}, at {rate:rate} for {hours:hours} once")
    price, hours = _amount(found, cost, speech), found.told_hours(quote)
    return speech.say(words.text, price=price, rate=quote.hour_told, hours=hours)


def _amount(found: Fit, amount: Decimal, speech: Speech) -> str:
    period = "project" if found.quote.mandate.is_project else found.period
    return speech.say(_TERMS[period, found.budget.taxes_in].text, amount=speech.money(amount))


def _plan_grid(found: Fit, plan: Plan, speech: Speech, titles: tuple[str, str]) -> Grid:
    rows: list[GridRow] = []
    for saving in plan.savings:
        rows.append((saving_in_words(saving, found.quote.card, speech), speech.money(saving.amount)))
        if why := why_of(saving, speech):
            rows.append((Cell(f"  {why}", "quiet"), ""))
    if len(plan.savings) > 1:
        rows.append(
            (Cell(speech.word("Saved in all"), "good"), Cell(speech.money(found.cost - plan.cost), "good")),
        )
    headings = (speech.word("To take out"), speech.word("Saves"))
    return Grid(titles[0], headings, "wr", tuple(rows), titles[1], tuple(_asides(found, plan, speech)))


def _asides(found: Fit, plan: Plan, speech: Speech) -> Iterator[str]:
    """What a plan changes beside the budget."""
    before, after = found.quote.once, plan.quote.once
    if found.period == "month" and before is not None and (after is None or after.subtotal != before.subtotal):
        figures = {"after": after.subtotal.target if after else ZERO, "before": before.subtotal.target}
        amounts = {name: speech.money(figure) for name, figure in figures.items()}
        yield speech.say("Once: {after} instead of {before}, before tax.", **amounts)


def _fees(found: Fit, plan: Plan, speech: Speech) -> Iterator[str]:
    """What is left in a price that no fewer hours lower: the fees."""
    fees = tuple(
        say("{label} {amount}", label=line.label, amount=speech.money(line.amount.target))
        for line in plan.quote.asking.worked
        if line.hours is None and line.period == found.period
    )
    if fees:
        yield speech.say("Not hours, and still in it before tax: {fees:list}.", fees=fees)


def fit_record(found: Fit, speech: Speech) -> Plain:
    """The whole answer as plain values."""
    quote = found.quote
    return {
        "budget": to_cent(found.budget.amount),
        "taxes_in": found.budget.taxes_in,
        "period": "project" if quote.mandate.is_project else found.period,
        "currency": quote.card.currency,
        "met": found.met,
        **_price_record(found, quote, found.cost),
        "plans": [_plan_record(found, plan, speech) for plan in found.plans],
        "lowest": None if found.lowest is None else _plan_record(found, found.lowest, speech),
        "rounded": list(found.rounded),
    }


def _price_record(found: Fit, quote: Quote, cost: Decimal) -> Plain:
    rate, hours = quote.hour_told, found.told_hours(quote)
    return {"price": to_cent(cost), "rate": to_cent(rate), "hours": to_cent(hours)}


def _plan_record(found: Fit, plan: Plan, speech: Speech) -> Plain:
    mandate, before = plan.quote.mandate, found.quote.mandate
    once = plan.quote.subtotal("once") if found.period == "month" else None
    return {
        **_price_record(found, plan.quote, plan.cost),
        "once": None if once is None else to_cent(once),
        "total": to_cent(plan.quote.total),
        "saves": to_cent(found.cost - plan.cost),
        "pain": to_cent(plan.pain),
        "proven": plan.proven,
        "untouched": [part.key for part in plan.untouched],
        "changes": [
            {
                "label": saving_in_words(saving, found.quote.card, speech),
                "why": why_of(saving, speech),
                "traits": [each.part.key for each in saving.taken],
                "pain": to_cent(sum((each.way.pain for each in saving.taken), ZERO)),
                "saves": to_cent(saving.amount),
            }
            for saving in plan.savings
        ],
        "traits": {name: raw for name, raw in mandate.traits.items() if before.traits.get(name) != raw},
        "hours_stated": mandate.hours,
    }
