"""The steps of a rate in sentences, and the rate as a sum of a few amounts."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import (
    DAY,
    NO_TAXES,
    WORDS,
    choice,
    claim,
    figures,
    mandates,
    number,
    one,
    priced,
    proof,
    several,
    small_card,
    small_cards,
)
from conftest import EXAMPLES
from fourchette.core.basis.money import ZERO
from fourchette.core.basis.text import NO_TEXT, Text
from fourchette.core.card.rate_card import Lane, RateCard, Tier
from fourchette.core.explain.explanation_reasons import is_felt, reasons, source_of, sums_of
from fourchette.core.price.quote import Quote, price
from fourchette.files.mandate.mandate_file import Overrides, load_mandate

HOURS = Decimal(10)


def told(quote: Quote) -> list[str]:
    return [str(reason.sentence) for reason in reasons(quote)]


def sums(quote: Quote) -> dict[str, str]:
    return {str(label): f"{amount:f}" for label, amount in sums_of(quote)}


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_the_sums_add_up_to_the_rate_asked(data: st.DataObject) -> None:
    card = data.draw(small_cards())
    quote = price(data.draw(mandates(card)), card, NO_TAXES, on=DAY)

    assert sum((amount for _, amount in sums_of(quote)), ZERO) == quote.rating.rate.target


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.toml")), ids=lambda path: path.stem)
def test_on_every_example_the_steps_that_are_told_lead_from_the_base_to_the_rate(path: object, card: RateCard) -> None:
    quote = price(load_mandate(str(path), card, Overrides()).mandate, card, NO_TAXES, on=DAY)

    moves = [reason.step.after.target - reason.step.before.target for reason in reasons(quote)]

    assert sum(moves, ZERO) == quote.rating.rate.target
    assert sum((amount for _, amount in sums_of(quote)), ZERO) == quote.rating.rate.target


def test_a_premium_a_surcharge_and_a_discount_say_what_they_move() -> None:
    card = small_card(
        80,
        traits={
            "pace": one("brisk", brisk=choice(add=figures(9))),
            "calm": one("calm", calm=choice(add=figures(-4))),
            "rival": one("rival", rival=choice(percent=figures(20))),
            "friend": one("friend", friend=choice(percent=figures(-10))),
        },
    )
    quote = priced(card, {}, hours=HOURS)

    assert told(quote) == [
        "“word: word” sets the starting rate: 80.",
        "“word: word” adds 9, which makes 89.",
        "“word: word” takes 4 off, which makes 85.",
        "“word: word” adds 20 of 85, that is 17.00, which makes 102.00.",
        "“word: word” takes 10 off 102.00, that is 10.20, which makes 91.80.",
        "Rounded to the nearest 1, it is 92.",
    ]
    assert sums(quote) == {
        "to start": "80",
        "in premiums": "5",
        "in surcharges": "17.00",
        "in discounts": "-10.20",
        "by rounding": "0.20",
    }


def test_a_tier_says_the_number_that_reached_it_where_it_is_beyond() -> None:
    tiers = (Tier(from_=Decimal(100), add=figures(2)),)
    card = small_card(traits={"messages": number(tiers=tiers)})

    assert told(priced(card, {"messages": 100}, hours=HOURS))[1] == "“word: from 100” adds 2, which makes 102."
    assert told(priced(card, {"messages": 130}, hours=HOURS))[1] == (
        "“word: from 100, here 130” adds 2, which makes 102."
    )


def test_a_step_is_felt_that_moves_the_rate_or_starts_it() -> None:
    card = small_card(
        traits={
            "pace": one("calm", calm=choice(add=figures(0)), brisk=choice(add=figures(9))),
            "tone": one("bold", plain=choice(), bold=choice(add=figures(2))),
            "rush": one("day", day=choice(percent=figures(50), lanes=("talk",))),
        }
    )
    quote = priced(card, {}, hours=HOURS)

    felt = {(step.effect.id, step.effect.answer): is_felt(step, quote) for step in quote.rating.steps}
    assert felt == {
        ("experience", "any"): True,
        ("pace", "calm"): False,
        ("pace", "brisk"): False,
        ("tone", "bold"): True,
        ("rush", "day"): False,
    }


def test_a_tier_of_a_selection_says_how_many_were_chosen() -> None:
    channels = several(web=choice(), mail=choice(), street=choice(), tiers=(Tier(from_=Decimal(2), add=figures(2)),))
    card = small_card(traits={"channels": channels})

    quote = priced(card, {"channels": ["web", "mail", "street"]}, hours=HOURS)

    assert told(quote)[1] == "“word: from 2, here 3” adds 2, which makes 102."


def test_an_effect_on_some_lines_names_those_that_are_billed() -> None:
    lanes = {"work": Lane(label=Text("a", "Work")), "talk": Lane(label=Text("b", "Talk"))}
    card = small_card(lanes=lanes, traits={"rush": one("day", day=choice(percent=figures(50), lanes=("work", "talk")))})
    slow = small_card(lanes=lanes, traits={"rush": one("day", day=choice(percent=figures(-5), lanes=("work",)))})
    other = small_card(lanes=lanes, traits={"rush": one("day", day=choice(percent=figures(50), lanes=("talk",)))})

    assert told(priced(card, {"posts": 4}))[1:] == [
        "“word: word” adds 50 to these lines only: Work; their 4.00 come to 200.00 more."
    ]
    assert told(priced(slow, {"posts": 4}))[1:] == [
        "“word: word” takes 5 off these lines only: Work; their 4.00 come to 20.00 less."
    ]
    assert told(priced(other, {"posts": 4}))[1:] == []


def test_the_ceiling_the_floor_and_the_cap_say_what_they_hold() -> None:
    high = priced(small_card(170), {}, hours=HOURS)
    low = priced(small_card(40), {}, hours=HOURS)
    capped = priced(small_card(traits={"friend": one("dear", dear=choice(percent=figures(-35)))}), {}, hours=HOURS)

    assert told(high)[1:] == ["The range stops at 150: 20 is not asked."]
    assert sums(high) == {"to start": "170", "beyond the ceiling": "-20"}
    assert told(low)[1:] == ["The range starts at 50: 10 is added."]
    assert sums(low) == {"to start": "40", "up to the floor": "10"}
    assert told(capped)[-1] == "Discounts stop at 20: 15.00 comes back, which makes 80.00."
    assert sums(capped) == {"to start": "100", "in discounts": "-20.00"}


def test_a_demonstrated_return_says_how_far_it_lifts(card: RateCard) -> None:
    value = claim(proof(amount=Decimal(3_000_000), times=Decimal(60), minutes=Decimal(5)))
    quote = priced(card, {"experience": "expert", "scope": ["content", "strategy"], "posts": 4}, value=value)

    assert told(quote)[-1].startswith("The demonstrated return lifts the rate by ")
    assert "for the demonstrated return" in sums(quote)


def test_a_judgement_is_said_in_words_and_no_source_is_none() -> None:
    assert str(source_of(Text("judgement", "judgement"))) == "judgement"
    assert source_of(WORDS) == WORDS
    assert source_of(NO_TEXT) is None
