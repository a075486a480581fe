"""The terms a document states: deposit, payment, notice, law; a clause of a card may name those that are figures."""

from dataclasses import fields, replace
from typing import Final

from fourchette.core.basis.noun import noun
from fourchette.core.basis.reading import CLOSED, Count, Days, Label, MonthOfYear, Percent
from fourchette.core.basis.text import NO_TEXT


@noun(kw_only=True)
class Terms:
    """The terms a document states; what is None or empty is not stated.

    `deposit` is a percent of what is paid once; `late_interest` a percent a year; `overage` the percent
    that work beyond what is included costs more; `minimum_months` the commitment before a notice may end it.
    `index` is what the prices follow each year, from `index_month` on; `indexation` says so, `{index}` and `{month}`
    in it standing for them. The others are sentences: `late` what else is due on a late payment, `ending` how the
    contract ends early.
    """

    __pydantic_config__ = CLOSED
    deposit: Percent | None = None
    payment_days: Days | None = None
    late_interest: Percent | None = None
    revision_rounds: Count | None = None
    overage: Percent | None = None
    minimum_months: Count | None = None
    notice_days: Days | None = None
    index: Label = NO_TEXT
    index_month: MonthOfYear | None = None
    indexation: Label = NO_TEXT
    expenses: Label = NO_TEXT
    ownership: Label = NO_TEXT
    late: Label = NO_TEXT
    suspension: Label = NO_TEXT
    ending: Label = NO_TEXT
    confidentiality: Label = NO_TEXT
    law: Label = NO_TEXT
    other: tuple[Label, ...] = ()

    def over(self, other: "Terms") -> "Terms":
        """These terms, and another's where these state nothing."""
        stated = {each.name: value for each in fields(self) if (value := getattr(self, each.name)) not in (None, ())}
        return replace(other, **{name: value for name, value in stated.items() if value != NO_TEXT})

    def as_used(self) -> "Terms":
        """These terms, without a sentence on an index that is not named."""
        return replace(self, indexation=NO_TEXT) if self.index == NO_TEXT else self


NO_TERMS = Terms()
# The terms that are figures, which a sentence of the document may name.
TERM_FIGURES: Final = ("deposit", "payment_days", "late_interest", "revision_rounds", "minimum_months", "notice_days")
# Those that are sentences of a document.
TERM_SENTENCES: Final = ("expenses", "ownership", "late", "suspension", "ending", "confidentiality", "law")
