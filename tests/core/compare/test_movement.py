"""What moved between two prices of one mandate: every figure that differs, and no other."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from builders import choice, figures, one, priced, small_card, speak, task
from fourchette.core.basis.text import Text
from fourchette.core.card.rate_card import Fee
from fourchette.core.compare.movement import Movement, movements

CARD = small_card(
    traits={"pace": one("slow", slow=choice(), fast=choice(add=figures(10)))},
    tasks={
        "posts": task(60),
        "talk": task(30, lane="talk", fixed=Decimal(1)),
        "start": task(120, lane="desk", fixed=Decimal(1), period="once"),
    },
)


def moved(before: Mapping[str, Any], after: Mapping[str, Any], **frame: Any) -> dict[str, Movement]:  # noqa: ANN401  # a mandate's keys
    found = movements(priced(CARD, before), priced(CARD, after, **frame))
    return {speak(each.label): each for each in found}


def test_nothing_moves_between_a_price_and_itself() -> None:
    assert moved({"posts": 4}, {"posts": 4}) == {}


def test_more_work_moves_the_hours_its_line_and_the_totals_but_not_the_rate() -> None:
    # 4 posts, half an hour of talk and 2 hours of start-up, at 100 $/h; then one more post.
    found = moved({"posts": 4}, {"posts": 5})

    assert [(each.before, each.after) for each in found.values()] == [
        (Decimal("6.50"), Decimal("7.50")),
        (Decimal(400), Decimal(500)),
        (Decimal(450), Decimal(550)),
        (Decimal(650), Decimal(750)),
    ]
    assert list(found) == ["Hours", "word", "Each month, before tax", "Total with taxes"]
    assert [each.difference for each in found.values()] == [1, 100, 100, 100]


def test_a_dearer_answer_moves_the_rate_and_every_line() -> None:
    found = movements(priced(CARD, {"posts": 4}), priced(CARD, {"posts": 4, "pace": "fast"}))

    assert [(each.unit, int(each.difference)) for each in found] == [
        ("rate", 10),
        ("money", 40),
        ("money", 5),
        ("money", 20),
        ("money", 45),
        ("money", 20),
        ("money", 65),
    ]


def test_what_comes_and_what_goes_counts_for_nothing_on_the_other_side() -> None:
    found = movements(priced(CARD, {"posts": 4}), priced(CARD, {"posts": 4}, period="project", weeks=Decimal(4)))

    monthly = next(each for each in found if speak(each.label) == "Each month, before tax")
    assert (monthly.before, monthly.after, monthly.difference) == (Decimal(450), None, Decimal(-450))


def test_a_fee_moves_its_line_and_no_hours() -> None:
    card = small_card(fees={"ads": Fee(label=Text("Publicité", "Ads"), each="posts", unit_price=figures(7))})

    found = movements(priced(card, {"posts": 4}), priced(card, {"posts": 5}))

    assert {speak(each.label): each.difference for each in found} == {
        "Hours": 1,
        "word": 100,
        "Ads": 7,
        "Each month, before tax": 107,
        "Total with taxes": 107,
    }
