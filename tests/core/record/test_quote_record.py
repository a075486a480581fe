"""The record that a package of a quote has alone, beside that of the quote."""

from decimal import Decimal

from builders import NO_TAXES, WORDS, choice, figures, one, priced, small_card, speak
from fourchette.core.card.changes import PackageRule
from fourchette.core.offer.packages import packages_of
from fourchette.core.record.quote_record import record_of_package
from fourchette.core.record.quote_record_making import record_packages, record_quote


def test_a_package_alone_has_figures_of_its_own_and_the_steps_of_the_quote() -> None:
    pace = one("slow", slow=choice(), fast=choice(add=figures(5, 10, 20)))
    packages = {
        "asked": PackageRule(label=WORDS, recommended=True),
        "full": PackageRule(label=WORDS, set_={"pace": "fast"}, scale={"posts": Decimal(150)}),
    }
    quote = priced(small_card(traits={"pace": pace}, packages=packages), {"posts": 8})
    record, full = record_quote(quote, speak), record_packages(packages_of(quote, NO_TAXES), speak)[-1]

    alone = record_of_package(record, full)

    assert [record.total, alone.total] == [800, 1320]
    assert [alone.rate.low, alone.rate.target, alone.rate.high] == [105, 110, 120]
    assert alone.rate.steps == record.rate.steps
    assert (alone.title, alone.issued) == (record.title, record.issued)
