"""`fourchette doctor`: what the program sees of its surroundings, and what to do where something is wrong."""

import platform
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from importlib.util import find_spec

from fourchette import __version__
from fourchette.cli.ask import editor
from fourchette.cli.commands.config_command import card_of, settled
from fourchette.cli.shell.runtime import LANGUAGE_VARIABLES, Runtime, error_speech
from fourchette.core.basis.messages import say
from fourchette.core.mandate import particulars
from fourchette.core.mandate.profile import PROFILE, Profile
from fourchette.core.practice.checkup import Finding, is_sound
from fourchette.errors import ExitCode, UserError
from fourchette.files.book import home_checkup
from fourchette.files.shipped import shipped_terms
from fourchette.render.desk import checkup_screen

_Check = Callable[[Runtime], Iterator[Finding]]


def doctor(runtime: Runtime) -> int:
    """Look around, and say what is seen."""
    findings = [finding for code, check in CHECKS.items() for finding in _findings(code, check, runtime)]
    runtime = settled(runtime)
    if runtime.everywhere.json:
        runtime.print_json("fourchette/doctor/1", checkup_screen.checkup_record(findings, runtime.speech))
    else:
        runtime.print_grids([checkup_screen.checkup_grid(findings, runtime.speech)])
    return ExitCode.DONE if is_sound(findings) else ExitCode.REFUSED


def _findings(code: str, check: _Check, runtime: Runtime) -> list[Finding]:
    """What a check finds; what keeps it from finding anything is a finding too."""
    try:
        return list(check(runtime))
    except (UserError, OSError) as error:
        return [home_checkup.trouble(code, error)]


def _program(_runtime: Runtime) -> Iterator[Finding]:
    said = {"version": __version__, "python": platform.python_version(), "system": platform.system()}
    yield Finding("program", "ok", say("fourchette {version}, Python {python}, {system}", **said))


def _profile(runtime: Runtime) -> Profile:
    """The profile, or one that says nothing where the config cannot be read: another finding says so."""
    try:
        return runtime.config.profile
    except UserError:
        return PROFILE


def _clients(runtime: Runtime) -> Iterator[Finding]:
    with suppress(UserError):  # another finding says what is wrong with the config, or with the taxes
        yield from home_checkup.check_clients(runtime.config.clients, runtime.taxes)


def _particulars(runtime: Runtime) -> Iterator[Finding]:
    """What the law of the place asks a document to state."""
    missing = tuple(particulars.lacking(shipped_terms.shipped_particulars(), _profile(runtime)))
    if not missing:
        yield Finding("particulars", "ok", say("all that the law asks where you are, as far as this program knows"))
    for notice in missing:
        yield Finding("particulars", "warning", notice.message, say("fourchette config edit"))


def _language(runtime: Runtime) -> Iterator[Finding]:
    """Which language the screen speaks, and what says so."""
    environment = runtime.environment
    variable = next((f"{name}={value}" for name in LANGUAGE_VARIABLES if (value := environment.get(name))), None)
    spoken = error_speech(runtime).language
    try:
        origin = runtime.chosen_language[1]
    except UserError:
        origin = "environment"
    if origin == "option":
        said = say("{language}, from the option --lang", language=spoken)
    elif origin == "file":
        said = say("{language}, from your config", language=spoken)
    elif variable is not None:
        said = say("{language}, from {variable}", language=spoken, variable=variable)
    else:
        said = say("{language}, by default", language=spoken)
    yield Finding("language", "ok", said)


def _terminal(runtime: Runtime) -> Iterator[Finding]:
    screen = runtime.screen
    said = {"columns": screen.width, "encoding": sys.stdout.encoding or "utf-8"}
    if screen.unicode:
        yield Finding("terminal", "ok", say("{columns:count} columns, {encoding}", **said))
        return
    message = say("{columns:count} columns, {encoding}: accents and lines are replaced by what it can write", **said)
    yield Finding("terminal", "warning", message, say("have the terminal speak UTF-8, or set PYTHONUTF8=1"))


def _editor(runtime: Runtime) -> Iterator[Finding]:
    command = editor.editor_of(runtime)
    if shutil.which(command[0]):
        yield Finding("editor", "ok", say("{command}", command=" ".join(command)))
    else:
        message = say("there is no editor {name}", name=command[0])
        yield Finding("editor", "warning", message, say("set VISUAL or EDITOR to the one you use"))


def _pdf(_runtime: Runtime) -> Iterator[Finding]:
    if find_spec("typst") is not None:
        yield Finding("pdf", "ok", say("PDFs can be made"))
    else:
        yield Finding("pdf", "warning", say("PDFs cannot be made: typst is missing"), say("pip install typst"))


CHECKS: Mapping[str, _Check] = {
    "program": _program,
    "home": lambda runtime: home_checkup.check_home(runtime.home),
    "config": lambda runtime: home_checkup.check_config(runtime.home, runtime.config, card_of(runtime)),
    "clients": _clients,
    "card": lambda runtime: home_checkup.check_card(runtime.card),
    "taxes": lambda runtime: home_checkup.check_taxes(runtime.home, _profile(runtime).region),
    "market": lambda runtime: home_checkup.check_market(runtime.home),
    "particulars": _particulars,
    "quotes": lambda runtime: home_checkup.check_quotes(runtime.home),
    "logo": lambda runtime: home_checkup.check_logo(runtime.home, _profile(runtime).logo),
    "language": _language,
    "terminal": _terminal,
    "editor": _editor,
    "pdf": _pdf,
}
