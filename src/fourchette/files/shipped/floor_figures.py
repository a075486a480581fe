"""The usual figures of a freelancer's floor and the contributions of each place, as they ship with the program."""

from fourchette.core.practice.contributions import ContributionTable, Regime
from fourchette.core.practice.floor import Floor, Needs, UsualNeeds, floor_of
from fourchette.files.shipped.resource import shipped


def usual_needs() -> UsualNeeds:
    """What is counted where she does not say hers."""
    return shipped(UsualNeeds, "floor.toml")


def contributions_of(region: str | None) -> Regime | None:
    """The latest contributions of a place, of the usual one where she says none; None where no table knows it."""
    return shipped(ContributionTable, "contributions.toml").of(region or usual_needs().region)


def own_floor(needs: Needs, region: str | None) -> Floor | None:
    """The floor that a config states; None without an income, and then nothing is read."""
    if needs.income is None:
        return None
    # Her own percent makes the table of no use.
    regime = contributions_of(region) if needs.contributions is None else None
    return floor_of(needs, usual_needs(), regime)
