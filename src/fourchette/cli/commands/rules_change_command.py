"""`fourchette rules init, set, edit`: own the card, change it, never leave a broken one in force."""

from typing import Annotated

import typer

from fourchette.cli.ask import editor
from fourchette.cli.ask.first_minute import start_preset
from fourchette.cli.clock import now
from fourchette.cli.shell import completion
from fourchette.cli.shell.help import mark
from fourchette.cli.shell.runtime import Runtime
from fourchette.core.basis.messages import Message, say
from fourchette.errors import ExitCode
from fourchette.files.card import own_card
from fourchette.render import json as envelopes

SUGGESTED = say("Next: fourchette rules check proves the card sound; fourchette rules test prices its examples.")


def init_card(
    context: typer.Context,
    preset: Annotated[
        str,
        typer.Option(
            metavar="NAME", help=mark("quebec, belgium, canada, france, switzerland, united-kingdom or united-states.")
        ),
    ] = "quebec",
    force: Annotated[
        bool, typer.Option("--force", help=mark("Replace your card; fourchette undo brings it back."))
    ] = False,
) -> int:
    """Write a card in the home."""
    runtime: Runtime = context.obj
    path = start_preset(runtime, preset, force=force)
    if runtime.everywhere.json:
        runtime.print_json(envelopes.CHANGE_SCHEMA, {"file": str(path), "preset": preset})
    runtime.tell(say("Your rate card: {file}", file=str(path)))
    runtime.tell(say("Next: fourchette rules edit, then fourchette rules check"))
    return ExitCode.DONE


def set_card(
    context: typer.Context,
    key: Annotated[
        str,
        typer.Argument(
            metavar="KEY",
            help=mark("traits.response.choices.4h.add, range.floor…"),
            autocompletion=completion.card_key_names,
        ),
    ],
    value: Annotated[str, typer.Argument(metavar="VALUE", help=mark("A number, “[4, 6, 9]”, or words."))],
) -> int:
    """Change one value."""
    runtime: Runtime = context.obj
    path, _ = own_card.change_card(runtime.own_card, runtime.home, key, value, now(), language=runtime.language)
    if runtime.everywhere.json:
        runtime.print_json(envelopes.CHANGE_SCHEMA, {"file": str(path), "key": key, "value": value})
    runtime.tell(say("{key} = {value} in {file}", key=key, value=value, file=str(path)))
    runtime.tell(SUGGESTED)
    return ExitCode.DONE


def edit_card(context: typer.Context) -> int:
    """Edit the card."""
    runtime: Runtime = context.obj
    target = runtime.own_card
    new = own_card.SCHEMA_LINE + own_card.preset_text(own_card.DEFAULT_PRESET, runtime.language)

    def mended(kept: str) -> Message:
        return say("fix it, then fourchette rules check {file}", file=kept)

    def put(text: str, known: bytes | None) -> None:
        own_card.put_card(target, runtime.home, text, known, now())

    if editor.edit_file(runtime, target, new, put, mended):
        runtime.tell(say("The changed card is in force: {file}", file=str(target)))
        runtime.tell(SUGGESTED)
    return ExitCode.DONE
