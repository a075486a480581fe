"""What a card computes from the volumes: shares, brackets, bounds, and what is done again for each further member."""

from decimal import Decimal

import pytest

from builders import WORDS, choice, line_hours, number, priced, several, small_card, task
from fourchette.core.card.rate_card import Quantity

CHANNELS = several(default=(), a=choice(), b=choice(), c=choice())


@pytest.mark.parametrize(
    ("chosen", "hours"), [([], None), (["a"], None), (["a", "b"], "4.00"), (["a", "b", "c"], "8.00")]
)
def test_what_is_done_again_is_done_for_each_member_beyond_the_first(chosen: list[str], hours: str | None) -> None:
    versions = Quantity(label=WORDS, each=("posts",), further="channels")
    card = small_card(
        traits={"channels": CHANNELS}, quantities={"versions": versions}, tasks={"more": task(60, each=("versions",))}
    )

    assert line_hours(priced(card, {"posts": 4, "channels": chosen})).get("work") == hours


@pytest.mark.parametrize(
    ("posts", "hours"), [(0, None), (1, "2.00"), (2, "2.00"), (5, "5.00"), (6, "6.00"), (7, "6.00")]
)
def test_a_number_is_held_between_its_least_and_its_most_once_there_is_any(posts: int, hours: str | None) -> None:
    held = Quantity(label=WORDS, each=("posts",), minimum=Decimal(2), most=Decimal(6))
    tasks = {"work": task(60, each=("held",)), "talks": task(60, lane="talk", each=("talks",))}
    card = small_card(traits={"talks": number()}, quantities={"held": held}, tasks=tasks)

    assert line_hours(priced(card, {"posts": posts, "talks": 1})).get("work") == hours
