"""`fourchette rules calibrate`: the minutes that the logged hours propose."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated

from fourchette.cli import options
from fourchette.cli.clock import day_of, now
from fourchette.cli.commands.stats_command import samples_of
from fourchette.cli.shell.parameters import switch
from fourchette.cli.shell.runtime import Runtime
from fourchette.core.basis.messages import say
from fourchette.core.practice import acts, learning
from fourchette.core.record import plain
from fourchette.files.card import card_file, own_card
from fourchette.files.toml import disk
from fourchette.render.desk import learning_screen


def calibrate(
    runtime: Runtime,
    write: Annotated[bool, switch("--write", "Put the proposed minutes in your card.")] = False,
    force: Annotated[
        bool, switch("--force", "Write even what stands on fewer than three quotes or three months.")
    ] = False,
    day: options.DayOption = None,
) -> None:
    """Propose new minutes."""
    card = runtime.card.card
    found = learning.proposals(card, learning.lane_ratios(_comparable(runtime, day_of(day))))
    if runtime.everywhere.json:
        runtime.print_json("fourchette/calibration/1", [_proposal_record(each) for each in found])
    else:
        runtime.print_grids([learning_screen.calibration_grid(found, card, runtime.speech_in(card.currency))])
    kept = [each for each in found if each.enough or force]
    if write and kept:
        changed = {
            f"tasks.{each.task}.minutes": _triple(each.after.low, each.after.target, each.after.high) for each in kept
        }
        told = acts.Deed(now(), "rules-calibrate", {"tasks": ", ".join(each.task for each in kept)})
        own_card.change_all(runtime.own_card, runtime.home, changed, runtime.card, told)
        runtime.tell(say("Written: {file}", file=str(runtime.own_card)))
    elif found and not write:
        runtime.tell(say("Nothing is written: --write puts these minutes in your card."))
    if write and len(kept) < len(found):
        runtime.tell(
            say(
                "Not written, for weak evidence: {tasks}. --force writes them all the same.",
                tasks=tuple(each.task for each in found if each not in kept),
            )
        )


def _comparable(runtime: Runtime, day: date) -> "Iterator[learning.Sample]":
    """The samples, with the hours of those lanes that the card in force estimates as their own card did."""
    lanes: dict[str, tuple[str, ...]] = {}
    for sample in samples_of(runtime, day):
        for digest in {each.card for each in sample.evidence} - lanes.keys():
            path = runtime.home.cards / f"{digest}.toml"
            known = disk.exists(path)
            lanes[digest] = learning.same_lanes(runtime.card.card, card_file.load_card(path).card) if known else ()
        yield learning.of_cards(sample, lanes)


def _proposal_record(proposal: "learning.Proposal") -> Mapping[str, object]:
    return {
        "task": proposal.task,
        "before": [*plain.plain_values(proposal.before).values()],
        "after": [*plain.plain_values(proposal.after).values()],
        **plain.picked(proposal.evidence, "worked estimated quotes months"),
        "enough": proposal.enough,
    }


def _triple(*minutes: Decimal) -> str:
    return "[" + ", ".join(f"{each.normalize():f}" for each in minutes) + "]"
