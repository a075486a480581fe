"""`fourchette log, undo, redo`: what she did to her book, card and config, and the way back."""

from typing import Annotated

import typer

from fourchette.cli import options
from fourchette.cli.clock import now
from fourchette.cli.commands.list_command import LIMIT
from fourchette.cli.shell.help import mark
from fourchette.cli.shell.runtime import Runtime
from fourchette.core.basis.messages import say
from fourchette.errors import UsageError
from fourchette.files.book import taking_back
from fourchette.files.journal import journal
from fourchette.render.desk import log_screen

ActNumber = Annotated[
    int | None, typer.Argument(metavar="[N]", help=mark("Number of an act of the log; the last by default."), min=1)
]


def tell_log(
    runtime: Runtime,
    limit: options.LimitOption = LIMIT,
) -> None:
    """Tell what was done."""
    if limit < 0:
        raise UsageError(say("--limit is 0 or more"))
    acts = journal.acts(runtime.home)
    if runtime.everywhere.json:
        runtime.print_json("fourchette/log/1", log_screen.log_record(acts, limit, runtime.speech))
    else:
        runtime.print_grids([log_screen.log_grid(acts, limit, runtime.speech)])


def undo(runtime: Runtime, number: ActNumber = None) -> None:
    """Undo the last act."""
    act = taking_back.take_back(runtime.home, number, now())
    runtime.tell_programs("fourchette/undone/1", {"act": runtime.speech.say(act)})
    runtime.tell(say("Undone: {act}", act=act))
    runtime.tell(say("Next: fourchette redo does it again"))


def redo(runtime: Runtime, number: ActNumber = None) -> None:
    """Do an act again."""
    act = taking_back.do_again(runtime.home, number, now())
    runtime.tell_programs("fourchette/redone/1", {"act": runtime.speech.say(act)})
    runtime.tell(say("Done again: {act}", act=act))
