"""The card's own tests: each example priced, and what it gives held against what its owner expects."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from fourchette.core.basis.messages import Message, say
from fourchette.core.basis.money import ZERO
from fourchette.core.basis.noun import noun
from fourchette.core.basis.problems import Problem
from fourchette.core.card.rate_card import Example, Expectation, RateCard
from fourchette.core.mandate.answers import UnsuitedMandate
from fourchette.core.mandate.mandate import Client, Mandate
from fourchette.core.price.lines import hour_of_whole
from fourchette.core.price.quote import Quote, price
from fourchette.core.price.taxes import TaxTable

NO_TAXES = TaxTable()


@noun
class ExampleFinding:
    """One expectation of an example: the figure found, the range expected, and whether it lies in it."""

    what: str
    found: Decimal
    least: Decimal
    most: Decimal

    @property
    def met(self) -> bool:
        """Whether the figure lies in the range, ends included."""
        return self.least <= self.found <= self.most


@noun
class ExampleResult:
    """What came of one example: its findings, the notices it lacks, and what kept it from being priced."""

    example: Example
    findings: tuple[ExampleFinding, ...] = ()
    missing_notices: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether it was priced and everything expected came."""
        return not self.problems and not self.missing_notices and all(finding.met for finding in self.findings)


def mandate_of(example: Example) -> Mandate:
    """The mandate that an example describes, for a client without taxes."""
    return Mandate(
        title=example.name.fr,
        client=Client(),
        traits=example.traits,
        hours=example.hours,
        period=example.period,
        weeks=example.weeks,
    )


def run_examples(card: RateCard, on: date) -> tuple[ExampleResult, ...]:
    """Price every example of a card on a day; taxes have no part in it."""
    return tuple(_run(card, example, on) for example in card.examples)


def _run(card: RateCard, example: Example, on: date) -> ExampleResult:
    try:
        quote = price(mandate_of(example), card, NO_TAXES, on=on)
    except UnsuitedMandate as error:
        return ExampleResult(example, problems=error.problems)
    said = {notice.code for notice in quote.notices}
    missing = tuple(code for code in example.expect.notices if code not in said)
    return ExampleResult(example, tuple(_findings(example.expect, quote)), missing)


def _findings(expect: Expectation, quote: Quote) -> Iterator[ExampleFinding]:
    found = {
        "rate": quote.rating.rate.target,
        "unheld": quote.rating.unheld.target,
        "hour": hour_of_whole(quote.lines, quote.mandate.main_period) or ZERO,
        "hours": quote.workload.told.target,
        "monthly": quote.subtotal("month") or ZERO,
        "once": quote.subtotal("once") or ZERO,
        "people": Decimal(quote.feasibility.people),
    }
    for what, figure in found.items():
        expected: tuple[Decimal, Decimal] | Decimal | None = getattr(expect, what)
        if expected is not None:
            least, most = expected if isinstance(expected, tuple) else (expected, expected)
            yield ExampleFinding(what, figure, least, most)


FIGURES: dict[str, Message] = {
    "rate": say("rate"),
    "unheld": say("rate before the range"),
    "hour": say("an hour of the whole"),
    "hours": say("hours"),
    "monthly": say("a month"),
    "once": say("once"),
    "people": say("people"),
}
