"""Hours of work that is done once, and of no other, are told wherever hours are: none of them reads zero."""

from dataclasses import replace
from decimal import Decimal

from builders import DAY, WORDS, codes, figures, number, pain, priced, small_card, task
from fourchette.core.ask.standing import standing
from fourchette.core.audit.card_examples import run_examples
from fourchette.core.card.changes import Option
from fourchette.core.card.rate_card import Example, Expectation, Fee
from fourchette.core.compare.comparison import Side
from fourchette.core.explain.explanation import explain
from fourchette.core.fit.fit import Budget, fit
from fourchette.core.mandate.mandate import Mandate
from fourchette.core.offer.offer_options import options_of
from fourchette.core.record.explanation_record import record_explanation
from fourchette.render.fit.fit_screen import fit_grids, fit_record
from fourchette.render.why.comparison_screen import comparison_record
from fourchette.render.why.levers_screen import levers_grid
from fourchette.render.words.speech import Speech

# Posts are written once, an hour each; talk comes back each month; ads cost their fee each month, and no hour.
CARD = small_card(
    posts=number(reduce=pain(1)),
    traits={"talks": number(), "spend": number()},
    tasks={
        "posts": task(60, period="once"),
        "talks": task(30, lane="talk", each=("talks",)),
    },
    fees={"ads": Fee(label=WORDS, each="spend", percent=figures(10))},
)
ONCE = {"posts": 4}
SPEECH = Speech("en")


def test_an_option_done_once_says_its_hours_beside_a_month_or_alone() -> None:
    option = Option(label=WORDS, traits={"posts": 3})

    alone, beside = (options_of(priced(CARD, traits, options=(option,)))[0] for traits in (ONCE, {**ONCE, "talks": 8}))

    assert (alone.hours, alone.once) == (beside.hours, beside.once) == (Decimal(3), Decimal(300))


def test_an_option_each_month_says_the_hours_of_a_month() -> None:
    (option,) = options_of(priced(CARD, ONCE, options=(Option(label=WORDS, traits={"posts": 3, "talks": 4}),)))

    assert option.hours == Decimal(2)


def test_an_explanation_tells_the_hours_and_those_that_each_lever_moves() -> None:
    explanation = explain(priced(CARD, ONCE))

    record = record_explanation(explanation, SPEECH.words)

    assert record["now"]["hours"] == record["hours"]["target"] == Decimal(4)
    moved = {(lever["trait"], lever["effect"]["hours"], lever["effect"]["amount"]) for lever in record["levers"]}
    assert moved >= {("posts", -1, 0), ("posts", 1, 0), ("talks", Decimal("0.5"), 50)}


def test_levers_tell_hours_done_once_as_such() -> None:
    rows = levers_grid(explain(priced(CARD, ONCE)), SPEECH, in_full=True).rows

    said = {str(getattr(row[2], "text", row[2])).replace("\N{NO-BREAK SPACE}", " ") for row in rows}
    assert said >= {"−1 h\nonce", "+1 h\nonce", "+0.5 h"}


def test_a_comparison_tells_the_hours_of_each_side() -> None:
    sides = [Side("a", priced(CARD, ONCE)), Side("b", priced(CARD, {**ONCE, "talks": 8}))]

    assert [side["hours"] for side in comparison_record(sides, SPEECH)["sides"]] == [Decimal(4), Decimal(4)]


def test_a_budget_a_month_tells_the_hours_done_once_as_such() -> None:
    found = fit(priced(CARD, {**ONCE, "spend": 1000}), Budget(Decimal(200)))

    assert (found.period, fit_record(found, SPEECH)["hours"]) == ("month", Decimal(4))
    now = next(iter(fit_grids(found, SPEECH))).rows[0][1]
    assert now == "$100.00 a month before tax, at $100/h for 4\N{NO-BREAK SPACE}h once"


def test_a_price_that_stands_an_example_and_a_notice_tell_them_too() -> None:
    found = standing(CARD, Mandate(traits=ONCE))
    example = Example(name=WORDS, traits=ONCE, expect=Expectation(hours=(Decimal(4), Decimal(4))))
    (result,) = run_examples(replace(CARD, examples=(example,)), DAY)
    thin = replace(CARD, tasks={"posts": task("30", "60", "180", period="once")})

    assert found is not None
    assert (found.hours, found.once) == (Decimal(4), Decimal(400))
    assert result.passed
    assert "thin-if-long" in codes(priced(thin, ONCE))
