"""`fourchette config show, path, set, edit`: who sells and what she always says; a broken config can be mended."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fourchette.cli.shell.help import mark
from fourchette.cli.shell.runtime import Runtime, environment_language, error_speech
from fourchette.core.basis.messages import Message, say
from fourchette.core.basis.text import LANGUAGES
from fourchette.errors import ExitCode, UserError
from fourchette.render.json import CHANGE_SCHEMA

if TYPE_CHECKING:
    from fourchette.core.card.rate_card import RateCard
    from fourchette.files.config.config_change import Changed

CONFIG_SCHEMA = "fourchette/config/1"
NO_FILE = say("There is no such file yet: fourchette config init writes it.")


def settled(runtime: Runtime) -> Runtime:
    """The same run with its language settled, so that a config that cannot be read can still be spoken of."""
    return in_language(runtime, error_speech(runtime).language)


def in_language(runtime: Runtime, language: str) -> Runtime:
    """The same run, speaking a language."""
    spoken = next((known for known in LANGUAGES if known == language), None)
    return replace(runtime, everywhere=replace(runtime.everywhere, language=spoken))


def card_of(runtime: Runtime) -> "RateCard | None":
    """The card that the usual answers are held against; none where it cannot be read, which is another's concern."""
    try:
        return runtime.card.card
    except UserError:
        return None


def show_config(context: typer.Context) -> int:
    """Show every setting."""
    from fourchette.cli.shell.failures import error_entries
    from fourchette.files.config.config_overview import overview
    from fourchette.render.desk.config_screen import config_grids, config_record
    from fourchette.render.json import envelope

    runtime = settled(context.obj)
    found, wrong = overview(runtime.home, card_of(runtime), environment_language(runtime.environment))
    if runtime.everywhere.json:
        errors = [] if wrong is None else error_entries(wrong, runtime.speech)
        runtime.print(envelope(CONFIG_SCHEMA, config_record(found, runtime.speech), [], errors))
    else:
        runtime.print(f"{found.file}\n\n")
        runtime.print_grids(config_grids(found, runtime.speech))
        if not found.exists:
            runtime.tell(NO_FILE)
        if wrong is not None:
            runtime.show_error(wrong)
    return ExitCode.DONE if wrong is None else wrong.exit_code


def config_path(context: typer.Context) -> int:
    """Print the config's path."""
    from fourchette.files.toml.disk import exists

    runtime = settled(context.obj)
    file = runtime.home.config
    there = exists(file)
    if runtime.everywhere.json:
        runtime.print_json("fourchette/path/1", {"file": str(file), "exists": there})
        return ExitCode.DONE
    runtime.print(f"{file}\n")
    if not there:
        runtime.tell(NO_FILE)
    return ExitCode.DONE


def set_config(
    context: typer.Context,
    key: Annotated[str, typer.Argument(metavar="KEY", help=mark("language, profile.name, traits.experience…"))],
    value: Annotated[str, typer.Argument(metavar="VALUE", help=mark("Words, a number, yes or no, a list: fr,en"))],
) -> int:
    """Change one setting."""
    runtime = settled(context.obj)
    changed = change_settings(runtime, {key: value})
    if runtime.everywhere.json:
        runtime.print_json(CHANGE_SCHEMA, {"file": str(changed.path), "key": key, "value": value})
    runtime.tell(say("{key} = {value} in {file}", key=key, value=value, file=str(changed.path)))
    tell_left(runtime, changed)
    return ExitCode.DONE


def change_settings(runtime: Runtime, values: Mapping[str, str]) -> "Changed":
    """Change settings of the home's config, and keep its JSON Schema beside it."""
    from fourchette.files.config.config_change import change_config

    card = card_of(runtime)
    changed = change_config(runtime.home, values, card, runtime.language)
    write_schema(runtime, card)
    return changed


def tell_left(runtime: Runtime, changed: "Changed") -> None:
    """Say what is still wrong in a config that was changed."""
    if changed.left is not None:
        runtime.show_error(changed.left)


def write_schema(runtime: Runtime, card: "RateCard | None") -> None:
    """The schema that the config's `#:schema` line names, beside it."""
    from fourchette.files.card.card_file import load_card
    from fourchette.files.config.schemas import config_schema, schema_text
    from fourchette.files.toml import disk

    schema = config_schema(load_card().card if card is None else card, runtime.language)
    disk.write(runtime.home.folder / "config.schema.json", schema_text(schema))


def edit_config(context: typer.Context) -> int:
    """Edit the config."""
    from fourchette.cli.ask.editor import edit_file
    from fourchette.files.config.config_change import put_config
    from fourchette.files.config.config_template import config_text

    runtime = settled(context.obj)
    target, card = runtime.home.config, card_of(runtime)

    def mended(kept: str) -> Message:
        return say("fix it, then put it in the place of {file}: {kept}", file=str(target), kept=Path(kept).name)

    new = config_text(runtime.language)
    if edit_file(runtime, target, new, lambda text: put_config(runtime.home, text, card), mended):
        write_schema(runtime, card)
        runtime.tell(say("The changed config is in force: {file}", file=str(target)))
    return ExitCode.DONE
