"""What to take out to meet a budget, as it is shown: what keeps the rate, the hours that leave, the card's reasons."""

from decimal import Decimal

from builders import WORDS, choice, figures, number, one, pain, priced, several, small_card
from fourchette.core.card.rate_card import RateCard
from fourchette.core.fit.fit import Budget, fit
from fourchette.core.mandate.profile import Profile
from fourchette.core.price.quote import Quote
from fourchette.render.fit.fit_screen import fit_grids
from fourchette.render.words.speech import Speech

SPEECH = Speech("en", "CAD")
HELD = "The rate is held at the ceiling: a premium that leaves saves nothing until the rate comes below it."


def card(base: int = 100) -> RateCard:
    """A card whose posts go one by one, and a premium with its reason."""
    pace = one("calm", calm=choice(), brisk=choice(add=figures(10), reduce=pain(1, to=("calm",), why=WORDS)))
    return small_card(base, posts=number(reduce=pain(1)), traits={"pace": pace}, stated_reduce=pain(8))


def shown(quote: Quote, budget: int) -> str:
    """All that is shown, with plain spaces."""
    grids = tuple(fit_grids(fit(quote, Budget(Decimal(budget))), SPEECH))
    texts = [text for grid in grids for text in (*grid.notes, *(str(cell) for row in grid.rows for cell in row))]
    return " | ".join(texts).replace("\N{NO-BREAK SPACE}", " ")


def test_a_rate_that_the_range_holds_says_why_a_premium_saves_nothing() -> None:
    assert HELD in shown(priced(card(200), {"posts": 8}), 500)
    assert HELD not in shown(priced(card(), {"posts": 8}), 500)


def test_her_own_minimum_is_said_where_the_rate_is_above_it() -> None:
    profile = Profile(minimum_rate=Decimal(90))

    assert "No plan goes below your own minimum, $90/h." in shown(priced(card(), {"posts": 8}, profile=profile), 500)
    assert "your own minimum" not in shown(priced(card(90), {"posts": 8}, profile=profile), 500)


def test_stated_hours_that_leave_are_told_as_hours() -> None:
    assert "10 h → 5 h" in shown(priced(card(), {}, hours=Decimal(10)), 500)


def test_what_leaves_is_told_with_the_card_s_reason() -> None:
    found = shown(priced(card(), {"posts": 4, "pace": "brisk"}), 400)

    assert "word: word → word" in found
    assert "  word" in found


def test_members_leave_by_name_with_what_goes_along() -> None:
    channels = several(web=choice(), mail=choice(add=figures(10), reduce=pain(1, with_=("letters",))), deliverable=True)
    with_letters = small_card(traits={"channels": channels, "letters": number()})

    assert "word: without word (word too)" in shown(
        priced(with_letters, {"posts": 4, "channels": ["web", "mail"], "letters": 2}), 400
    )
