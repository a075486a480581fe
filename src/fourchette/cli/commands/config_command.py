"""`fourchette config show, path, set, edit`: who sells and what she always says; a broken config can be mended."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated

from fourchette.cli import options, pricing
from fourchette.cli.ask import editor
from fourchette.cli.clock import now
from fourchette.cli.commands import settings_command
from fourchette.cli.shell import completion, failures
from fourchette.cli.shell.parameters import argument
from fourchette.cli.shell.runtime import Runtime, environment_language, error_speech
from fourchette.core.basis.messages import Message, say
from fourchette.core.basis.text import LANGUAGES
from fourchette.core.card import rate_card
from fourchette.core.practice import acts
from fourchette.errors import ExitCode, UserError
from fourchette.files.config import config_change, config_overview, config_template
from fourchette.files.toml.disk import exists
from fourchette.render import json as envelopes
from fourchette.render.desk import config_screen

CONFIG_SCHEMA = "fourchette/config/1"
NO_FILE = say("There is no such file yet: fourchette config init writes it.")


def settled(runtime: Runtime) -> Runtime:
    """The same run with its language settled, so that a config that cannot be read can still be spoken of."""
    return in_language(runtime, error_speech(runtime).language)


def in_language(runtime: Runtime, language: str) -> Runtime:
    """The same run, speaking a language."""
    spoken = next((known for known in LANGUAGES if known == language), None)
    return replace(runtime, everywhere=replace(runtime.everywhere, language=spoken))


def card_of(runtime: Runtime) -> "rate_card.RateCard | None":
    """The card that the usual answers are held against; none where it cannot be read, which is another's concern."""
    try:
        return runtime.card.card
    except UserError:
        return None


def show_config(runtime: Runtime, client: options.ClientOption = None) -> int:
    """Show every setting."""
    if client is not None:
        settings_command.show_client(runtime, client)
        return ExitCode.DONE
    runtime = settled(runtime)
    found, wrong = config_overview.overview(runtime.home, card_of(runtime), environment_language(runtime.environment))
    if runtime.everywhere.json:
        errors = [] if wrong is None else failures.error_entries(wrong, runtime.speech)
        runtime.print(envelopes.envelope(CONFIG_SCHEMA, config_screen.config_record(found, runtime.speech), [], errors))
    else:
        runtime.print(f"{found.file}\n\n")
        runtime.print_grids(config_screen.config_grids(found, runtime.speech))
        if not found.exists:
            runtime.tell(NO_FILE)
        if wrong is not None:
            runtime.show_error(wrong)
    return ExitCode.DONE if wrong is None else wrong.exit_code


def config_path(runtime: Runtime) -> None:
    """Print the config's path."""
    runtime = settled(runtime)
    file = runtime.home.config
    there = exists(file)
    if runtime.everywhere.json:
        runtime.print_json("fourchette/path/1", {"file": str(file), "exists": there})
        return
    runtime.print(f"{file}\n")
    if not there:
        runtime.tell(NO_FILE)


def set_config(
    runtime: Runtime,
    key: Annotated[str, argument("KEY", "language, profile.name, traits.experience…", completion.setting_names)],
    value: Annotated[str, argument("VALUE", "Words, a number, yes or no, a list: fr,en")],
) -> None:
    """Change one setting."""
    runtime = settled(runtime)
    at = now()
    if key.endswith(".region"):
        value = pricing.region_typed(runtime, value)
    values = {key: value, **config_change.dated(key, at.date())}
    changed = change_settings(runtime, values, acts.Deed(at, "config-set", {"key": key, "value": value}))
    runtime.tell_programs(envelopes.CHANGE_SCHEMA, {"file": str(changed.path), "key": key, "value": value})
    for name, said in values.items():
        runtime.tell(say("{key} = {value} in {file}", key=name, value=said, file=str(changed.path)))
    if changed.left is not None:  # what is still wrong in it, and was before
        runtime.show_error(changed.left)


def change_settings(runtime: Runtime, values: Mapping[str, str], told: "acts.Deed") -> "config_change.Changed":
    """Change settings of the home's config, with its JSON Schema beside it."""
    return config_change.change_config(runtime.home, values, card_of(runtime), runtime.language, told)


def edit_config(runtime: Runtime) -> None:
    """Edit the config."""
    runtime = settled(runtime)
    target, card = runtime.home.config, card_of(runtime)

    def mended(kept: str) -> Message:
        return say("fix it, then put it in the place of {file}: {kept}", file=str(target), kept=Path(kept).name)

    new = config_template.config_text(runtime.language)

    def put(text: str, known: bytes | None) -> None:
        config_change.put_config(runtime.home, text, card, runtime.language, known, at=now())

    if editor.edit_file(runtime, target, new, put, mended):
        runtime.tell(say("The changed config is in force: {file}", file=str(target)))
