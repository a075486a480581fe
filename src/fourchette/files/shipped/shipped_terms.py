"""The shipped terms: what a document states where its seller's profile states nothing of her own."""

from dataclasses import field, fields, replace

from fourchette.core.basis.noun import noun
from fourchette.core.basis.reading import CLOSED, Line, Names
from fourchette.core.card.terms import NO_TERMS, Terms
from fourchette.core.mandate.particulars import Particular
from fourchette.core.mandate.profile import Profile
from fourchette.files.shipped.resource import shipped

_NAME = "terms.toml"


@noun(kw_only=True)
class RegionalTerms(Terms):
    """Terms of the sellers of some regions (`CA` is all of Canada), of all where none is named.

    `without` names those of earlier entries that do not hold there.
    """

    __pydantic_config__ = CLOSED
    regions: Names = ()
    without: Names = ()
    source: Line

    def hold_in(self, region: str) -> bool:
        """Whether they are those of a seller of a region."""
        return not self.regions or any(region == known or region.startswith(f"{known}-") for known in self.regions)


@noun(kw_only=True)
class TermsTable:
    """The terms the program knows, in order: a later entry has the last word; and what must be stated where."""

    __pydantic_config__ = CLOSED
    terms: tuple[RegionalTerms, ...] = field(default_factory=tuple)
    particulars: tuple[Particular, ...] = field(default_factory=tuple)


def shipped_terms(region: str) -> Terms:
    """The shipped terms of a seller of a region."""
    table = shipped(TermsTable, _NAME)
    found = NO_TERMS
    for entry in table.terms:
        if entry.hold_in(region):
            own = Terms(**{each.name: getattr(entry, each.name) for each in fields(Terms)})
            found = own.over(replace(found, **{name: getattr(NO_TERMS, name) for name in entry.without}))
    return found


def shipped_particulars() -> tuple[Particular, ...]:
    """What the laws of the places that the program knows ask a document to state."""
    return shipped(TermsTable, _NAME).particulars


def with_terms(profile: Profile) -> Profile:
    """A profile whose terms are complete: her own, and the shipped ones where she states none."""
    return replace(profile, terms=profile.terms.over(shipped_terms(profile.region or "")))
