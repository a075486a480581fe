"""`fourchette rules init, set, edit, undo`: own the card, change it, never leave a broken one in force."""

import json
import os
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fourchette.cli.help import mark
from fourchette.cli.runtime import Runtime
from fourchette.core.messages import say
from fourchette.errors import ExitCode, NotFound, UsageError, UserError

if TYPE_CHECKING:
    from fourchette.files.cards import CardFile
    from fourchette.files.home import Home

EDITORS = ("VISUAL", "EDITOR")
CHANGE_SCHEMA = "fourchette/change/1"
SUGGESTED = say("Next: fourchette rules check proves the card sound; fourchette rules test prices its examples.")


def init(
    context: typer.Context,
    preset: Annotated[
        str,
        typer.Option(metavar="NAME", help=mark("quebec, canada, france, united-kingdom or united-states.")),
    ] = "quebec",
    force: Annotated[bool, typer.Option("--force", help=mark("Replace your card; the old one is kept."))] = False,
) -> int:
    """Write a card in the home."""
    from fourchette.files.rulebook import start

    runtime: Runtime = context.obj
    path = start(runtime.home, preset, force=force)
    _write_schemas(runtime.home, runtime.language)
    if runtime.everywhere.json:
        runtime.print_json(CHANGE_SCHEMA, {"file": str(path), "preset": preset})
    runtime.tell(say("Your rate card: {file}", file=str(path)))
    runtime.tell(say("Next: fourchette rules edit, then fourchette rules check"))
    return ExitCode.DONE


def _write_schemas(home: "Home", language: str) -> None:
    """The schemas that the files' `#:schema` lines name, beside them."""
    from fourchette.files import disk
    from fourchette.files.cards import load_card
    from fourchette.files.schemas import card_schema, mandate_schema

    schemas = {"ratecard": card_schema(), "mandate": mandate_schema(load_card(home.card).card, language)}
    for name, found in schemas.items():
        disk.write(home.folder / f"{name}.schema.json", json.dumps(found, ensure_ascii=False, indent=2) + "\n")


def set_(
    context: typer.Context,
    key: Annotated[str, typer.Argument(metavar="KEY", help=mark("traits.response.choices.4h.add, range.floor…"))],
    value: Annotated[str, typer.Argument(metavar="VALUE", help=mark("A number, “[4, 6, 9]”, or words."))],
) -> int:
    """Change one value."""
    from fourchette.files.rulebook import change

    runtime: Runtime = context.obj
    path, _ = change(runtime.own_card, runtime.home, key, value)
    if runtime.everywhere.json:
        runtime.print_json(CHANGE_SCHEMA, {"file": str(path), "key": key, "value": value})
    runtime.tell(say("{key} = {value} in {file}", key=key, value=value, file=str(path)))
    runtime.tell(SUGGESTED)
    return ExitCode.DONE


def undo(context: typer.Context) -> int:
    """Bring back the previous card."""
    from fourchette.files.rulebook import bring_back

    runtime: Runtime = context.obj
    if runtime.everywhere.rules is not None:
        raise UsageError(say("undo is for the card of your folder"), say("leave --rules out"))
    path = bring_back(runtime.home)
    if runtime.everywhere.json:
        runtime.print_json(CHANGE_SCHEMA, {"file": str(path)})
    runtime.tell(say("{file} is as it was before; undo again to bring the change back", file=str(path)))
    return ExitCode.DONE


def edit(context: typer.Context) -> int:
    """Edit the card."""
    from fourchette.files.rulebook import DEFAULT_PRESET, SCHEMA_LINE, preset_text

    runtime: Runtime = context.obj
    target = runtime.own_card
    if target.exists():
        text = target.read_bytes().decode("utf-8", errors="replace")
    else:
        text = SCHEMA_LINE + preset_text(DEFAULT_PRESET)
    command = _editor(runtime)
    with tempfile.TemporaryDirectory(prefix="fourchette-") as folder:
        draft = Path(folder) / target.name
        draft.write_bytes(text.encode())
        card = _edited(runtime, command, draft, target, text)
    if card is None:
        runtime.tell(say("Nothing was changed."))
    else:
        runtime.tell(say("The changed card is in force: {file}", file=str(target)))
        runtime.tell(SUGGESTED)
    return ExitCode.DONE


def _editor(runtime: Runtime) -> list[str]:
    named = next((value for name in EDITORS if (value := runtime.environment.get(name, "").strip())), None)
    if named is None and any(runtime.environment.get(name) for name in EDITORS):
        raise _no_editor("")
    try:
        return shlex.split(named) if named else ["notepad" if os.name == "nt" else "vi"]
    except ValueError as error:
        raise _no_editor(named or "") from error


def _no_editor(name: str) -> UsageError:
    return UsageError(say("there is no editor {name}", name=name), say("set VISUAL or EDITOR to the one you use"))


def _read(draft: Path) -> str:
    """The draft as the editor left it, its ends of lines included."""
    try:
        return draft.read_bytes().decode("utf-8", errors="replace")
    except OSError as error:
        raise UsageError(say("the draft is gone; nothing was changed")) from error


def _edited(runtime: Runtime, command: list[str], draft: Path, target: Path, before: str) -> "CardFile | None":
    """Edit a draft until it is sound, unchanged, or given up; what is given up is kept beside the card."""
    from fourchette.files.rulebook import put

    while True:
        _run(command, draft)
        text = _read(draft)
        if text == before:
            return None
        try:
            return put(target, runtime.home, text)
        except UserError as error:
            runtime.show_error(error)
            if not runtime.ask_yes(say("Go on editing?")):
                raise _given_up(target, text) from error


def _given_up(target: Path, text: str) -> UserError:
    from fourchette.files import disk

    kept = target.with_name(f"{target.stem}.rejected.toml")
    disk.make_folder(kept.parent)
    disk.write(kept, text)
    return NotFound(
        say("the card in force is unchanged; your draft is kept as {file}", file=str(kept)),
        say("fix it, then fourchette rules check {file}", file=str(kept)),
    )


def _run(command: list[str], draft: Path) -> None:
    try:
        subprocess.run([*command, str(draft)], check=True, stdout=sys.stderr)  # noqa: S603  # the user's own editor
    except OSError as error:
        raise _no_editor(command[0]) from error
    except subprocess.CalledProcessError as error:
        raise UsageError(say("the editor {name} ended with an error; nothing was changed", name=command[0])) from error
