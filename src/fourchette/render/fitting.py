"""What to take out to meet a budget, on a screen: where the mandate stands, then each plan, change by change."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from fourchette.core.card import HOURS, RateCard
from fourchette.core.fit import Fit, Plan, Saving
from fourchette.core.messages import Message, say
from fourchette.core.money import to_cent
from fourchette.core.quote import Quote
from fourchette.core.reductions import Instead, Part, Taken, Without
from fourchette.render.grids import Cell, Grid
from fourchette.render.speech import Speech

# What an amount is for, by period (a mandate's months, its project, or work done once) and taxes.
TERMS = {
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
    if found.lowest is not None:
        yield _plan_grid(found, found.lowest, speech, _lowest_title(found, found.lowest, speech))


def _standing(found: Fit, speech: Speech) -> Grid:
    """What the mandate comes to now, the budget, and what lies between."""
    rows = [
        (speech.word("Now"), _outcome(found, found.quote, found.cost, speech)),
        (speech.word("Budget"), _amount(found, found.budget.amount, speech)),
    ]
    if found.period == "month" and found.quote.once is not None:
        once = speech.money(found.quote.once.subtotal.target)
        rows.append((speech.word("Once"), speech.say(say("{amount} before tax, apart from the budget", amount=once))))
    return Grid(_name(found.quote), ("", ""), "lw", tuple(rows), notes=tuple(_notes(found, speech)))


def _name(quote: Quote) -> str:
    return " · ".join(part for part in (quote.mandate.title, quote.mandate.client.name) if part)


def _notes(found: Fit, speech: Speech) -> Iterator[str]:
    """The answer in a sentence, and what a reader should know of how it was found."""
    gap = found.cost - found.budget.amount
    if found.met:
        yield speech.say(say("The budget is met as it is, with {amount} to spare.", amount=speech.money(-gap)))
        return
    if found.plans:
        yield speech.say(say("{amount} must go.", amount=speech.money(gap)))
    elif found.lowest is None or not found.lowest.savings:
        yield speech.word("Nothing of this mandate may be taken out: the card's `reduce` keys and --keep say what may.")
    elif found.lowest.proven:
        yield speech.word("No plan meets this budget.")
    else:
        yield speech.word("No plan was found that meets this budget; there are too many to try them all.")
    rating = found.quote.rating
    if rating.unheld.target > found.quote.card.range_.ceiling:
        yield speech.word(
            "The rate is held at the ceiling: a premium that leaves saves nothing until the rate comes below it."
        )
    if found.rounded:
        names = tuple(label_of(name, found.quote.card, speech) for name in found.rounded)
        yield speech.say(say("Taken out in round numbers, so that more plans can be tried: {names}.", names=names))


def _title(found: Fit, rank: int, plan: Plan, speech: Speech) -> tuple[str, str]:
    outcome = _outcome(found, plan.quote, plan.cost, speech)
    return speech.say(say("Plan {rank}: {outcome}", rank=str(rank), outcome=outcome)), _about(found, plan, speech)


def _about(found: Fit, plan: Plan, speech: Speech) -> str:
    """What distinguishes a plan, and how painful it is."""
    pain = speech.count(to_cent(plan.pain))
    if plan.untouched:
        names = tuple(part_in_words(part, found.quote.card, speech) for part in plan.untouched)
        if plan.proven:
            return speech.say(
                say("The least painful that leaves as it is: {names} (pain {pain})", names=names, pain=pain)
            )
        return speech.say(say("A good one that leaves as it is: {names} (pain {pain})", names=names, pain=pain))
    if plan.proven:
        return speech.say(say("The least painful there is (pain {pain})", pain=pain))
    return speech.say(
        say("A good one; a less painful one may exist, there are too many to try them all (pain {pain})", pain=pain)
    )


def _lowest_title(found: Fit, plan: Plan, speech: Speech) -> tuple[str, str]:
    outcome = _outcome(found, plan.quote, plan.cost, speech)
    missing = speech.money(plan.cost - found.budget.amount)
    about = say("{amount} above the budget (pain {pain})", amount=missing, pain=speech.count(to_cent(plan.pain)))
    if plan.proven:
        return speech.say(say("The lowest price: {outcome}", outcome=outcome)), speech.say(about)
    return speech.say(say("The lowest price found: {outcome}", outcome=outcome)), speech.say(about)


def _outcome(found: Fit, quote: Quote, cost: Decimal, speech: Speech) -> str:
    """A price in the budget's terms, with its rate and its hours."""
    hours = quote.workload.band(found.period).target
    outcome = say(
        "{price}, at {rate:rate} for {hours:hours}",
        price=_amount(found, cost, speech),
        rate=quote.rating.rate.target,
        hours=hours,
    )
    return speech.say(outcome)


def _amount(found: Fit, amount: Decimal, speech: Speech) -> str:
    period = "project" if found.quote.mandate.is_project else found.period
    words = TERMS[period, found.budget.taxes_in]
    return speech.say(Message(words.text, {"amount": speech.money(amount)}))


def _plan_grid(found: Fit, plan: Plan, speech: Speech, titles: tuple[str, str]) -> Grid:
    rows: list[tuple[str | Cell, ...]] = []
    for saving in plan.savings:
        rows.append((saving_in_words(saving, found.quote.card, speech), speech.money(saving.amount)))
        if why := _why(saving, speech):
            rows.append((Cell(f"  {why}", "quiet"), ""))
    if len(plan.savings) > 1:
        rows.append(
            (Cell(speech.word("Saved in all"), "good"), Cell(speech.money(found.cost - plan.cost), "good")),
        )
    headings = (speech.word("What leaves"), speech.word("Saves")) if rows else ()
    return Grid(titles[0], headings, "wr" if rows else "", tuple(rows), titles[1], tuple(_asides(found, plan, speech)))


def _asides(found: Fit, plan: Plan, speech: Speech) -> Iterator[str]:
    """What a plan changes beside the budget."""
    before, after = found.quote.once, plan.quote.once
    if found.period == "month" and before is not None and (after is None or after.subtotal != before.subtotal):
        figures = {"after": after.subtotal.target if after else Decimal(0), "before": before.subtotal.target}
        amounts = {name: speech.money(figure) for name, figure in figures.items()}
        yield speech.say(say("Once: {after} instead of {before}, before tax.", **amounts))


def _why(saving: Saving, speech: Speech) -> str:
    return " ".join(dict.fromkeys(speech.text(each.way.why) for each in saving.taken if each.way.why))


def saving_in_words(saving: Saving, card: RateCard, speech: Speech) -> str:
    """What leaves the mandate: `Stories: 24 → 12`, `Platforms: without TikTok`."""
    return ", ".join(taken_in_words(each, card, speech) for each in saving.taken)


def taken_in_words(each: Taken, card: RateCard, speech: Speech) -> str:
    """One change, in words."""
    part, trait = each.part, label_of(each.part.name, card, speech)
    match each.way.change:
        case Instead(value=value):
            before, after = (_answer(part.name, fact, card, speech) for fact in (part.before, value))
            return speech.say(say("{trait}: {before} → {after}", trait=trait, before=before, after=after))
        case Without(members=members, replacement=replacement) if replacement:
            before, after = (_answer(part.name, name, card, speech) for name in (members[0], replacement))
            return speech.say(say("{trait}: {before} → {after}", trait=trait, before=before, after=after))
        case Without(members=members, along=along):
            names = tuple(_answer(part.name, member, card, speech) for member in members)
            if not along:
                return speech.say(say("{trait}: without {members}", trait=trait, members=names))
            gone = tuple(label_of(name, card, speech) for name in along)
            return speech.say(say("{trait}: without {members} ({along} too)", trait=trait, members=names, along=gone))


def part_in_words(part: Part, card: RateCard, speech: Speech) -> str:
    """A part of a mandate by its label, a member of an answer by its own."""
    return _answer(part.name, part.member, card, speech) if part.member else label_of(part.name, card, speech)


def label_of(name: str, card: RateCard, speech: Speech) -> str:
    """The label of a trait, or of the hours that a mandate states."""
    return speech.word("Hours") if name == HOURS else speech.text(card.traits[name].label)


def _answer(name: str, fact: object, card: RateCard, speech: Speech) -> str:
    match fact:
        case bool():
            return speech.word("yes") if fact else speech.word("no")
        case Decimal() if name == HOURS:
            return speech.duration(fact)
        case Decimal():
            return speech.short_money(fact) if card.traits[name].money else speech.count(fact)
        case _:
            return speech.text(card.traits[name].choices[str(fact)].label)


def plan_record(found: Fit, plan: Plan, speech: Speech) -> dict[str, object]:
    """A plan as plain values."""
    quote = plan.quote
    return {
        "price": to_cent(plan.cost),
        "rate": to_cent(quote.rating.rate.target),
        "hours": to_cent(quote.workload.band(found.period).target),
        "once": to_cent(quote.once.subtotal.target) if quote.once is not None and found.period == "month" else None,
        "total": to_cent(quote.total),
        "saves": to_cent(found.cost - plan.cost),
        "pain": to_cent(plan.pain),
        "proven": plan.proven,
        "untouched": [".".join(filter(None, (part.name, part.member))) for part in plan.untouched],
        "changes": [_change_record(found, saving, speech) for saving in plan.savings],
        "traits": {name: quote.mandate.traits[name] for name in _moved(found.quote, quote)},
        "hours_stated": quote.mandate.hours,
    }


def _change_record(found: Fit, saving: Saving, speech: Speech) -> dict[str, object]:
    return {
        "label": saving_in_words(saving, found.quote.card, speech),
        "why": _why(saving, speech),
        "traits": [".".join(filter(None, (each.part.name, each.part.member))) for each in saving.taken],
        "pain": to_cent(sum((each.way.pain for each in saving.taken), Decimal(0))),
        "saves": to_cent(saving.amount),
    }


def _moved(before: Quote, after: Quote) -> Iterable[str]:
    return (name for name, raw in after.mandate.traits.items() if before.mandate.traits.get(name) != raw)


def fit_record(found: Fit, speech: Speech) -> dict[str, object]:
    """The whole answer as plain values."""
    return {
        "budget": to_cent(found.budget.amount),
        "taxes_in": found.budget.taxes_in,
        "period": "project" if found.quote.mandate.is_project else found.period,
        "currency": found.quote.card.currency,
        "met": found.met,
        "price": to_cent(found.cost),
        "rate": to_cent(found.quote.rating.rate.target),
        "hours": to_cent(found.quote.workload.band(found.period).target),
        "plans": [plan_record(found, plan, speech) for plan in found.plans],
        "lowest": None if found.lowest is None else plan_record(found, found.lowest, speech),
        "rounded": list(found.rounded),
    }
