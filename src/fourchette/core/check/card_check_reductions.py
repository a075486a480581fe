"""Whether what a card lets one take out of a mandate holds together: each key where it means something."""

from collections.abc import Iterable, Iterator

from fourchette.core.basis.messages import say
from fourchette.core.basis.money import ONE, ZERO, fits_decimals
from fourchette.core.basis.problems import Path, Problem, unknown_name
from fourchette.core.card.card_walk import reductions_of
from fourchette.core.card.rate_card import BILLING, MONTHS, Kind, RateCard, Trait
from fourchette.core.card.reduction import Reduction

# Which keys beside `pain` a reduction may have: of a whole trait by its kind, of one of its choices.
OF_TRAIT: dict[Kind, tuple[str, ...]] = {
    "number": ("by", "down_to"),
    "several": ("down_to",),
    "yes-no": (),
    "one": (),
}
OF_CHOICE: dict[Kind, tuple[str, ...]] = {"one": ("to",), "several": ("to", "with"), "number": (), "yes-no": ()}


def reduction_problems(card: RateCard) -> Iterator[Problem]:
    """Everything wrong with the reductions of a card."""
    for path, reduction in reductions_of(card):
        if path[0] == "traits":
            yield from _of_trait(card, path, reduction)
        else:
            yield from _keys(path, reduction, OF_TRAIT["number"])


def _of_trait(card: RateCard, path: Path, reduction: Reduction) -> Iterator[Problem]:
    name = str(path[1])
    trait = card.traits[name]
    if name in (MONTHS, BILLING) or trait.sets_base:
        message = say("{name} is not part of the scope: reducing it would lower the price of the same work", name=name)
        yield Problem(path, message, say("remove it"))
    elif "choices" not in path[2:]:
        yield from _whole(path, trait, reduction)
    else:
        yield from _choice(card, path, trait, reduction)


def _whole(path: Path, trait: Trait, reduction: Reduction) -> Iterator[Problem]:
    """The reduction of a trait itself."""
    if trait.kind == "one":
        remedy = say("write reduce = {{ pain = 2, to = … }} under each choice that has a lesser one")
        yield Problem(path, say("of a single choice, it is each choice that says what it becomes"), remedy)
        return
    yield from _keys(path, reduction, OF_TRAIT[trait.kind])
    if trait.kind == "several" and any(choice.reduce is not None for choice in trait.choices.values()):
        yield Problem(path, say("either the trait says how its members go, or they do"), say("keep one of them"))
    if not trait.decimals:
        for key in ("by", "down_to"):
            if not fits_decimals(getattr(reduction, key), 0):
                yield Problem((*path, key), say("a whole number is expected here"))
    if trait.kind == "number" and reduction.down_to < trait.least:
        message = say("it goes below the least answer, {least:count}", least=trait.least)
        yield Problem((*path, "down_to"), message, say("raise it"))


def _choice(card: RateCard, path: Path, trait: Trait, reduction: Reduction) -> Iterator[Problem]:
    """The reduction of one choice: what it becomes, and what goes with it."""
    own = str(path[-2])
    yield from _keys(path, reduction, OF_CHOICE[trait.kind])
    if trait.kind == "one" and not reduction.to:
        yield Problem((*path, "to"), say("it must say which lesser choice it becomes"))
    if trait.kind == "several" and len(reduction.to) > 1:
        yield Problem((*path, "to"), say("a member becomes one other at most"))
    for name in reduction.to:
        if name not in trait.choices:
            message = say("{name} is not one of the choices", name=name)
            yield unknown_name((*path, "to"), message, name, (key for key in trait.choices if key != own))
    if own in _reached(trait, reduction.to):
        yield Problem((*path, "to"), say("this loops back to {name}", name=own))
    for name in reduction.with_:
        if name not in card.traits or card.traits[name].kind != "number":
            numbers = [known for known, other in card.traits.items() if other.kind == "number"]
            yield unknown_name((*path, "with"), say("{name} is not a number trait", name=name), name, numbers)


def _reached(trait: Trait, names: Iterable[str]) -> set[str]:
    """Every choice that some lead to, themselves included."""
    reached: set[str] = set()
    waiting = [*names]
    while waiting:
        name = waiting.pop()
        if name in trait.choices and name not in reached:
            reached.add(name)
            reduction = trait.choices[name].reduce
            waiting += reduction.to if reduction else ()
    return reached


def _keys(path: Path, reduction: Reduction, allowed: tuple[str, ...]) -> Iterator[Problem]:
    """The keys that mean nothing where they stand."""
    given = {
        "to": bool(reduction.to),
        "by": reduction.by != ONE,
        "down_to": reduction.down_to != ZERO,
        "with": bool(reduction.with_),
    }
    for key in (key for key, is_given in given.items() if is_given and key not in allowed):
        yield Problem((*path, key), say("{key} means nothing here", key=key), say("remove it"))
