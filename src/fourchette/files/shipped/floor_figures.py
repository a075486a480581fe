"""The usual figures of a freelancer's floor, as they ship with the program."""

from fourchette.core.practice.floor import Floor, Needs, UsualNeeds, floor_of
from fourchette.files.shipped.resource import shipped

_NAME = "floor.toml"


def usual_needs() -> UsualNeeds:
    """What is counted where she does not say hers."""
    return shipped(UsualNeeds, _NAME)


def own_floor(needs: Needs) -> Floor | None:
    """The floor that a config states; None without an income, and then nothing is read."""
    return None if needs.income is None else floor_of(needs, usual_needs())
