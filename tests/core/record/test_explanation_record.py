"""An explanation as plain values: what made the hours, what would move the price, and what did not apply."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest

from builders import WORDS, choice, figures, number, one, overhead, priced, several, small_card, speak, task, tier
from fourchette.core.basis.text import Text
from fourchette.core.card.conditions import read_condition
from fourchette.core.card.rate_card import Fee, Overhead, Quantity, RateCard, Rule
from fourchette.core.explain.explanation import explain
from fourchette.core.record.explanation_record import record_explanation
from fourchette.core.record.plain import Plain

# An hour a post at 60 $/h, a tenth of it for care; from five posts 3 $/h more, and quick a tenth more.
CARD = small_card(
    60,
    posts=number(tiers=(tier(5, add=figures(3)),)),
    traits={"pace": one("slow", slow=choice(), quick=choice(percent=figures(10), why=Text("vite", "fast")))},
    overheads={"care": overhead(10, source=Text("moi", "me"))},
)


def explained(card: RateCard, traits: Mapping[str, Any], **frame: Any) -> Plain:  # noqa: ANN401  # the mandate's own keys
    return record_explanation(explain(priced(card, traits, **frame)), speak)


def outcome(rate: str, hours: str, amount: str) -> Plain:
    monthly = {"rate": Decimal(rate), "hours": Decimal(hours), "amount": Decimal(amount)}
    return {**monthly, "total": Decimal(amount), "once_hours": 0}


def test_a_line_says_what_its_hours_are_made_of() -> None:
    (line,) = explained(CARD, {"posts": 4})["lines"]

    said = {"label": "word", "why": ""}
    posts = {"quantity": 4, "minutes": 60, "cost_of_one": 60, "hours": 4}
    care = {"percent": 10, "of_hours": 4, "reserve": False, "hours": Decimal("0.4")}
    assert (line["hours"], line["amount"], line["rounding"]) == (Decimal("4.5"), 270, Decimal("0.1"))
    assert line["parts"] == [
        {"kind": "task", "id": "posts", **said, "source": "", **posts},
        {"kind": "overhead", "id": "care", **said, "source": "me", **care},
    ]


def test_hours_that_are_added_up_to_a_least_say_it() -> None:
    least = Overhead(label=WORDS, up_to=Decimal(6), into="work", reserve=True)

    (line,) = explained(small_card(overheads={"least": least}), {"posts": 4})["lines"]

    said = {"kind": "least", "id": "least", "label": "word", "why": "", "source": ""}
    assert line["parts"][1:] == [{**said, "up_to": 6, "reserve": True, "hours": 2}]


def test_hours_that_are_stated_are_made_of_themselves() -> None:
    (line,) = explained(CARD, {}, hours=Decimal(10))["lines"]

    assert (line["parts"], line["rounding"]) == ([{"kind": "stated", "hours": 10}], 0)


def test_a_quantity_says_what_it_was_counted_from() -> None:
    replies = Quantity(label=WORDS, each=("posts",), share=Decimal(25))

    card = small_card(quantities={"replies": replies}, tasks={"replies": task(5, each=("replies",))})

    (counted,) = explained(card, {"posts": 8})["counted"]

    assert (counted["id"], counted["share"], counted["number"]) == ("replies", 25, 2)
    assert counted["terms"] == [{"label": "word", "number": 8}]
    assert (counted["brackets"], counted["beyond_the_first"], counted["at_least"]) == ([], None, None)


def test_a_lever_says_what_it_does_and_what_comes_of_it() -> None:
    record = explained(CARD, {"posts": 4})
    more, *_, quick = record["levers"]

    assert record["now"] == outcome("60", "4.5", "270")
    for lever, before, after, said in ((more, 4, 5, True), (quick, "slow", "quick", False)):
        assert (lever["before"], lever["after"], lever["said"]) == (before, after, said)
    assert (more["effect"], more["then"]) == (outcome("3", "1", "76.50"), outcome("63", "5.5", "346.50"))
    assert (quick["effect"], quick["then"]) == (outcome("6", "0", "27"), outcome("66", "4.5", "297"))


def test_what_did_not_apply_says_which_answer_would_bring_it_and_what_it_would_change() -> None:
    tier_of_posts, quick = explained(CARD, {"posts": 4})["unapplied"]

    assert (tier_of_posts["answer"], quick["answer"]) == ("5", "quick")
    assert (tier_of_posts["because"], tier_of_posts["because_answer"]) == ("posts", 4)
    assert (tier_of_posts["answers"], tier_of_posts["effect"]) == ({"posts": 5}, outcome("3", "1", "76.50"))
    assert (quick["because"], quick["because_answer"], quick["why"]) == ("pace", "slow", "fast")
    assert (quick["answers"], quick["effect"]) == ({"pace": "quick"}, outcome("6", "0", "27"))


@pytest.mark.parametrize(("base", "held_by"), [(49, "floor"), (50, None), (150, None), (151, "ceiling")])
def test_the_rate_says_which_end_of_the_range_holds_it(base: int, held_by: str | None) -> None:
    assert explained(small_card(base), {"posts": 4})["rate"]["held_by"] == held_by


@pytest.mark.parametrize(("percent", "asked"), [(-20, None), (-21, 21)])
def test_the_rate_says_how_much_was_asked_of_discounts_that_were_capped(percent: int, asked: int | None) -> None:
    card = small_card(traits={"pace": one("slow", slow=choice(percent=figures(percent)))})

    assert explained(card, {"posts": 4})["rate"]["discounts_asked"] == asked


def test_a_fee_is_made_of_no_parts() -> None:
    ads = Fee(label=WORDS, each="posts", unit_price=figures(7))

    _, fee = explained(small_card(fees={"ads": ads}), {"posts": 4})["lines"]

    assert (fee["amount"], fee["parts"], fee["rounding"]) == (28, [], None)


def test_a_quantity_says_for_how_many_more_choices_it_is_counted_again() -> None:
    copies = Quantity(label=WORDS, each=("posts",), further="sites")
    card = small_card(
        traits={"sites": several(web=choice(), mail=choice(), street=choice())},
        quantities={"copies": copies},
        tasks={"posts": task(60), "copies": task(5, each=("copies",))},
    )

    (counted,) = explained(card, {"posts": 4, "sites": ["web", "mail", "street"]})["counted"]

    assert (counted["beyond_the_first"], counted["number"]) == (2, 8)


def test_what_no_answer_alone_brings_says_what_keeps_it_away_and_no_effect() -> None:
    long = Rule(id="long", when=read_condition({"hours": {"at_least": 40}}), add=figures(5))

    (found,) = explained(small_card(rules=(long,)), {"posts": 4})["unapplied"]

    assert (found["because"], found["because_answer"]) == ("hours", 4)
    assert (found["answer"], found["answers"], found["effect"]) == (None, {}, None)


def test_where_all_is_done_once_its_hours_are_those_that_are_told() -> None:
    once = small_card(tasks={"posts": task(60, period="once")})

    now = explained(once, {"posts": 4})["now"]

    assert (now["hours"], now["once_hours"]) == (4, 4)
