"""`fourchette rules calibrate`: the minutes that the logged hours propose."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated

import typer

from fourchette.cli.clock import day_of
from fourchette.cli.commands.stats_command import samples_of
from fourchette.cli.options import DayOption
from fourchette.cli.shell.help import mark
from fourchette.cli.shell.runtime import Runtime
from fourchette.core.basis.messages import say
from fourchette.errors import ExitCode

if TYPE_CHECKING:
    from fourchette.core.practice.learning import Proposal, Sample


def calibrate(
    context: typer.Context,
    write: Annotated[bool, typer.Option("--write", help=mark("Put the proposed minutes in your card."))] = False,
    day: DayOption = None,
) -> int:
    """Propose new minutes."""
    from fourchette.core.practice.learning import lane_ratios, proposals
    from fourchette.render.desk.learning_screen import calibration_grid

    runtime: Runtime = context.obj
    card = runtime.card.card
    found = proposals(card, lane_ratios(_comparable(runtime, day_of(day))))
    if runtime.everywhere.json:
        runtime.print_json("fourchette/calibration/1", [_proposal_record(each) for each in found])
    else:
        runtime.print_grids([calibration_grid(found, card, runtime.speech_in(card.currency))])
    if write and found:
        from fourchette.files.card.own_card import change_all

        changed = {
            f"tasks.{each.task}.minutes": _triple(each.after.low, each.after.target, each.after.high) for each in found
        }
        path = change_all(runtime.own_card, runtime.home, changed, runtime.card)
        runtime.tell(say("Written: {file}", file=str(path)))
    elif found:
        runtime.tell(say("Nothing is written: --write puts these minutes in your card."))
    return ExitCode.DONE


def _comparable(runtime: Runtime, day: date) -> "Iterator[Sample]":
    """The samples, with the hours of those lanes that the card in force estimates as their own card did."""
    from fourchette.core.practice.learning import of_lanes, same_lanes
    from fourchette.files.card.card_file import load_card
    from fourchette.files.toml.disk import exists

    lanes: dict[str, tuple[str, ...]] = {}
    for sample in samples_of(runtime, day):
        if sample.card not in lanes:
            path = runtime.home.cards / f"{sample.card}.toml"
            lanes[sample.card] = same_lanes(runtime.card.card, load_card(path).card) if exists(path) else ()
        yield of_lanes(sample, lanes[sample.card])


def _proposal_record(proposal: "Proposal") -> Mapping[str, object]:
    return {
        "task": proposal.task,
        "before": [proposal.before.low, proposal.before.target, proposal.before.high],
        "after": [proposal.after.low, proposal.after.target, proposal.after.high],
        "quotes": proposal.quotes,
        "enough": proposal.enough,
    }


def _triple(*minutes: Decimal) -> str:
    return "[" + ", ".join(f"{each.normalize():f}" for each in minutes) + "]"
