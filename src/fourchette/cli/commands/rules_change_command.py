"""`fourchette rules init, set, edit, undo`: own the card, change it, never leave a broken one in force."""

from typing import TYPE_CHECKING, Annotated

import typer

from fourchette.cli.shell.help import mark
from fourchette.cli.shell.runtime import Runtime
from fourchette.core.basis.messages import Message, say
from fourchette.errors import ExitCode, UsageError
from fourchette.render.json import CHANGE_SCHEMA

if TYPE_CHECKING:
    from fourchette.files.home.home import Home

SUGGESTED = say("Next: fourchette rules check proves the card sound; fourchette rules test prices its examples.")


def init_card(
    context: typer.Context,
    preset: Annotated[
        str,
        typer.Option(
            metavar="NAME", help=mark("quebec, belgium, canada, france, switzerland, united-kingdom or united-states.")
        ),
    ] = "quebec",
    force: Annotated[bool, typer.Option("--force", help=mark("Replace your card; the old one is kept."))] = False,
) -> int:
    """Write a card in the home."""
    from fourchette.files.card.own_card import start_card

    runtime: Runtime = context.obj
    path = start_card(runtime.home, preset, force=force)
    _write_schemas(runtime.home, runtime.language)
    if runtime.everywhere.json:
        runtime.print_json(CHANGE_SCHEMA, {"file": str(path), "preset": preset})
    runtime.tell(say("Your rate card: {file}", file=str(path)))
    runtime.tell(say("Next: fourchette rules edit, then fourchette rules check"))
    return ExitCode.DONE


def _write_schemas(home: "Home", language: str) -> None:
    """The schemas that the files' `#:schema` lines name, beside them."""
    from fourchette.files.card.card_file import load_card
    from fourchette.files.config.schemas import card_schema, mandate_schema, schema_text
    from fourchette.files.toml import disk

    schemas = {"ratecard": card_schema(), "mandate": mandate_schema(load_card(home.card).card, language)}
    for name, found in schemas.items():
        disk.write(home.folder / f"{name}.schema.json", schema_text(found))


def set_card(
    context: typer.Context,
    key: Annotated[str, typer.Argument(metavar="KEY", help=mark("traits.response.choices.4h.add, range.floor…"))],
    value: Annotated[str, typer.Argument(metavar="VALUE", help=mark("A number, “[4, 6, 9]”, or words."))],
) -> int:
    """Change one value."""
    from fourchette.files.card.own_card import change_card

    runtime: Runtime = context.obj
    path, _ = change_card(runtime.own_card, runtime.home, key, value)
    if runtime.everywhere.json:
        runtime.print_json(CHANGE_SCHEMA, {"file": str(path), "key": key, "value": value})
    runtime.tell(say("{key} = {value} in {file}", key=key, value=value, file=str(path)))
    runtime.tell(SUGGESTED)
    return ExitCode.DONE


def undo(context: typer.Context) -> int:
    """Bring back the previous card."""
    from fourchette.files.card.own_card import bring_back

    runtime: Runtime = context.obj
    if runtime.everywhere.rules is not None:
        raise UsageError(say("undo is for the card of your folder"), say("leave --rules out"))
    path = bring_back(runtime.home)
    if runtime.everywhere.json:
        runtime.print_json(CHANGE_SCHEMA, {"file": str(path)})
    runtime.tell(say("{file} is as it was before; undo again to bring the change back", file=str(path)))
    return ExitCode.DONE


def edit_card(context: typer.Context) -> int:
    """Edit the card."""
    from fourchette.cli.ask.editor import edit_file
    from fourchette.files.card.own_card import DEFAULT_PRESET, SCHEMA_LINE, preset_text, put_card

    runtime: Runtime = context.obj
    target = runtime.own_card
    new = SCHEMA_LINE + preset_text(DEFAULT_PRESET)

    def mended(kept: str) -> Message:
        return say("fix it, then fourchette rules check {file}", file=kept)

    if edit_file(runtime, target, new, lambda text: put_card(target, runtime.home, text), mended):
        runtime.tell(say("The changed card is in force: {file}", file=str(target)))
        runtime.tell(SUGGESTED)
    return ExitCode.DONE
