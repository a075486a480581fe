"""`fourchette log, undo, redo`: what she did to her book, card and config, and the way back."""

from typing import Annotated

import typer

from fourchette.cli.clock import now
from fourchette.cli.commands.list_command import LIMIT
from fourchette.cli.shell.help import mark
from fourchette.cli.shell.runtime import Runtime
from fourchette.core.basis.messages import say
from fourchette.errors import ExitCode, UsageError
from fourchette.files.book import taking_back
from fourchette.files.journal import journal
from fourchette.render.desk import log_screen

ActNumber = Annotated[
    int | None, typer.Argument(metavar="[N]", help=mark("Number of an act of the log; the last by default."), min=1)
]


def tell_log(
    context: typer.Context,
    limit: Annotated[int, typer.Option(metavar="N", help=mark("How many at most; 0 for all."))] = LIMIT,
) -> int:
    """Tell what was done."""
    runtime: Runtime = context.obj
    if limit < 0:
        raise UsageError(say("--limit is 0 or more"))
    acts = journal.acts(runtime.home)
    if runtime.everywhere.json:
        runtime.print_json("fourchette/log/1", log_screen.log_record(acts, limit, runtime.speech))
    else:
        runtime.print_grids([log_screen.log_grid(acts, limit, runtime.speech)])
    return ExitCode.DONE


def undo(context: typer.Context, number: ActNumber = None) -> int:
    """Undo the last act."""
    runtime: Runtime = context.obj
    act = taking_back.take_back(runtime.home, number, now())
    if runtime.everywhere.json:
        runtime.print_json("fourchette/undone/1", {"act": runtime.speech.say(act)})
    runtime.tell(say("Undone: {act}", act=act))
    runtime.tell(say("Next: fourchette redo does it again"))
    return ExitCode.DONE


def redo(context: typer.Context, number: ActNumber = None) -> int:
    """Do an act again."""
    runtime: Runtime = context.obj
    act = taking_back.do_again(runtime.home, number, now())
    if runtime.everywhere.json:
        runtime.print_json("fourchette/redone/1", {"act": runtime.speech.say(act)})
    runtime.tell(say("Done again: {act}", act=act))
    return ExitCode.DONE
