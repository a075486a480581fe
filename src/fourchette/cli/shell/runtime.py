"""What a command needs of the world: where to read and write, in which language, for which screen."""

import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from time import monotonic
from typing import Any, Literal, TextIO, TypeVar

from fourchette.cli.shell import failures, streams
from fourchette.cli.shell.everywhere import Everywhere
from fourchette.core.basis.messages import say
from fourchette.core.basis.text import Language
from fourchette.core.price import taxes
from fourchette.core.record import quote_record
from fourchette.errors import DiskError, Sentence, UserError
from fourchette.files.card import card_file, card_sources
from fourchette.files.config import config_file, config_read
from fourchette.files.home.home import Home, find_home
from fourchette.files.journal import journal
from fourchette.files.mandate import mandate_file, mandate_layers
from fourchette.files.shipped import tax_tables
from fourchette.files.toml.disk import exists
from fourchette.files.toml.toml_read import TomlDocument
from fourchette.render import json as envelopes
from fourchette.render.screen import console, grid, grid_drawing
from fourchette.render.words import speech as speeches

LANGUAGE_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
DEFAULT_WIDTH = 80
# From how many seconds on a run is long enough for a bar.
LONG_RUN = 0.5
# Of a width or a height that the environment says.
MOST_DIGITS = 6
BEYOND_ASCII = "─━●┃\u00a0é"


Thing = TypeVar("Thing")


@dataclass(frozen=True, repr=False, eq=False)
class Runtime:
    """One run of the program; what is costly is read once, when it is first needed."""

    everywhere: Everywhere
    environment: Mapping[str, str] = field(default_factory=lambda: os.environ)
    command: str = "quote"
    # What was saved meanwhile: a failure after it says so, whoever asked for quiet.
    saved: list[Sentence] = field(default_factory=list)

    @cached_property
    def home(self) -> Home:
        """The user's folder, where what a killed program began is finished."""
        home = find_home(self.everywhere.home, self.environment)
        if exists(home.pending):
            journal.mend(home)
        return home

    @cached_property
    def config(self) -> "config_file.Config":
        """The user's config file."""
        return config_file.config_of(self.config_document)

    @cached_property
    def config_document(self) -> TomlDocument:
        """The user's config file as it is written."""
        return config_read.config_document(self.home.config)

    @cached_property
    def card(self) -> "card_file.CardFile":
        """The rate card in force."""
        return card_file.load_card(card_sources.find_card(self.everywhere.rules, self.environment, self.home))

    @cached_property
    def taxes(self) -> "taxes.TaxTable":
        """The tax table, with what the user's own adds to it."""
        return tax_tables.load_taxes(self.home.taxes)

    @property
    def own_card(self) -> Path:
        """The card that a change is for: the one named, else the home's."""
        return card_sources.find_card(self.everywhere.rules, self.environment, self.home) or self.home.card

    @property
    def usual(self) -> "mandate_file.UsualAnswers":
        """What the config file says of any mandate."""
        document = self.config_document
        said = document.content.get("clients", {}) if self.config.clients else {}
        clients = mandate_layers.KnownClients(document, said)
        return mandate_file.UsualAnswers(document, self.config.traits, clients, self.config.exchange)

    @property
    def language(self) -> Language:
        """The screen's language: the option, the config, then the environment."""
        return self.chosen_language[0]

    @cached_property
    def chosen_language(self) -> tuple[Language, Literal["option", "file", "environment"]]:
        """The screen's language, and what says so."""
        if self.everywhere.language is not None:
            return self.everywhere.language, "option"
        kept = config_read.language_in(self.config_document)
        return (kept, "file") if kept is not None else (environment_language(self.environment), "environment")

    @cached_property
    def speech(self) -> "speeches.Speech":
        """The screen's speech."""
        return speeches.Speech(self.language)

    def speech_in(self, currency: str) -> "speeches.Speech":
        """The screen's speech for amounts in a currency."""
        return speeches.Speech(self.language, currency)

    def speeches(self, currencies: Iterable[str]) -> dict[str, "speeches.Speech"]:
        """The screen's speech for amounts in several currencies: where there are several, each dollar says whose."""
        found = set(currencies)
        return {currency: speeches.Speech(self.language, currency, mixed=len(found) > 1) for currency in found}

    def print(self, content: str | bytes) -> None:
        """Put the result on standard output; what programs read is UTF-8, whatever the terminal's signs."""
        if isinstance(content, str) and self.everywhere.json and not streams.encodes(sys.stdout, content):
            content = content.encode()
        if isinstance(content, bytes):
            streams.write_bytes(sys.stdout, content)
        else:
            streams.write_words(sys.stdout, content)

    def print_grids(self, grids: "Iterable[grid.Grid]") -> None:
        """Put tables on standard output."""
        self.print(grid_drawing.render_grids(grids, self.screen))

    def print_json(self, schema: str, result: object) -> None:
        """Put a JSON envelope on standard output."""
        self.print(envelopes.envelope(schema, result, [], []))

    def tell_programs(self, schema: str, result: object) -> None:
        """Put a JSON envelope on standard output where a program asked for one, in place of what is spoken aside."""
        if self.everywhere.json:
            self.print_json(schema, result)

    def tell(self, sentence: Sentence, currency: str | None = None) -> None:
        """Say something on standard error, its amounts in a currency, unless asked to be quiet."""
        if not self.everywhere.quiet:
            speech = self.speech if currency is None else self.speech_in(currency)
            self.complain(self.folded(speech.say(sentence)) + "\n")

    def tell_saved(self, sentence: Sentence) -> None:
        """Say what was saved, so that it is known even where the result cannot be shown."""
        self.saved.append(sentence)
        self.tell(sentence)

    def tell_waiting(self) -> None:
        """Say to somebody at a keyboard that she is waited for."""
        if sys.stdin.isatty():
            self.tell(say("Standard input is read: type or paste the file, then Ctrl-D on an empty line."))

    def complain(self, text: str) -> None:
        """Put words on standard error, even when asked to be quiet; where nothing can be said, the rest holds."""
        with suppress(DiskError, streams.ReaderGone):
            streams.write_words(sys.stderr, text)

    def show_error(self, error: UserError) -> None:
        """Say what is wrong without ending the run."""
        self.complain(self.folded(failures.in_words(error, self.speech)))

    def folded(self, text: str) -> str:
        """Words for standard error: on a terminal, none is cut at its edge."""
        return console.folded(text, min(self.side_screen.width, console.WIDEST)) if sys.stderr.isatty() else text

    def progress(self, things: Iterable[Thing], total: int) -> Iterator[Thing]:
        """Pass things on, with a bar and the time left on standard error once a watched run is long."""
        rest, begun = iter(things), monotonic()
        done = 0
        for thing in rest:
            yield thing
            done += 1
            if monotonic() - begun > LONG_RUN and not self.everywhere.quiet and sys.stderr.isatty():
                break
        else:
            return
        from rich.console import Console
        from rich.progress import Progress

        with Progress(console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task("", total=total, completed=done)
            for thing in rest:
                yield thing
                bar.advance(task)

    @property
    def is_watched(self) -> bool:
        """Whether somebody looks at the result: what is drawn for eyes is plain text for a pipe."""
        return sys.stdout.isatty() and self.environment.get("TERM") != "dumb"

    @property
    def screen(self) -> "console.Screen":
        """What standard output shows: its width, and whether in colour."""
        return self._screen_of(sys.stdout)

    @property
    def side_screen(self) -> "console.Screen":
        """What standard error shows: where questions are asked."""
        return self._screen_of(sys.stderr)

    def _screen_of(self, stream: TextIO) -> "console.Screen":
        columns, lines = _size(self.environment, stream)
        return console.Screen(
            columns, colour=self._colours(stream), unicode=streams.encodes(stream, BEYOND_ASCII), height=lines
        )

    def _colours(self, stream: TextIO) -> bool:
        """Whether to colour what a stream shows: the option, what the environment forbids, forces, then the terminal.

        A variable that is set and empty says nothing.
        """
        said = self.environment.get
        if self.everywhere.no_color or said("NO_COLOR"):
            return False
        if said("FORCE_COLOR") or said("CLICOLOR_FORCE", "0") not in ("", "0"):
            return True
        return said("CLICOLOR") != "0" and said("TERM") != "dumb" and stream.isatty()


def environment_language(environment: Mapping[str, str]) -> Language:
    """French where the environment says so, English otherwise."""
    named = next((value for name in LANGUAGE_VARIABLES if (value := environment.get(name))), "")
    return "fr" if re.split(r"[_.@-]", named.lower(), maxsplit=1)[0] == "fr" else "en"


def environment_place(environment: Mapping[str, str]) -> str:
    """The country that the environment names (`fr_FR.UTF-8`), empty where it names none."""
    named = next((value for name in LANGUAGE_VARIABLES if (value := environment.get(name))), "")
    found = re.match(r"[a-z]{2,3}_([A-Z]{2})(?![A-Z])", named)
    return found[1] if found else ""


def _size(environment: Mapping[str, str], stream: TextIO) -> tuple[int, int]:
    """The columns and lines of a stream: what the environment says, else its terminal; no end of lines elsewhere."""
    columns, lines = DEFAULT_WIDTH, 0
    if stream.isatty():
        with suppress(OSError):
            columns, lines = os.get_terminal_size(stream.fileno())
        lines = _positive(environment.get("LINES", "")) or lines
    return _positive(environment.get("COLUMNS", "")) or columns or DEFAULT_WIDTH, lines


def _positive(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) <= MOST_DIGITS else 0


def error_speech(runtime: Runtime) -> "speeches.Speech":
    """The speech of errors: the screen's, without the config file, which may be what is wrong."""
    return speeches.Speech(error_language(runtime))


def error_language(runtime: Runtime) -> Language:
    """The language of errors and of help: the screen's, else as if there were no config file."""
    try:
        return runtime.language
    except UserError:
        return runtime.everywhere.language or environment_language(runtime.environment)


def fail(error: UserError, runtime: Runtime, *, one_line: bool = False) -> int:
    """Say what is wrong: in words, or in the JSON envelope where the result would have been."""
    speech = error_speech(runtime)
    entries = failures.error_entries(error, speech)
    if not (runtime.everywhere.json and print_failure(runtime, entries, one_line=one_line)):
        runtime.complain(runtime.folded(failures.in_words(error, speech)))
    if runtime.saved and runtime.everywhere.quiet:
        runtime.complain(runtime.folded("".join(f"{speech.say(sentence)}\n" for sentence in runtime.saved)))
    return int(error.exit_code)


def print_failure(runtime: Runtime, errors: list[dict[str, Any]], *, one_line: bool = False) -> bool:
    """Put the JSON envelope of a failure where the result would have been; whether that could be written."""
    schema = quote_record.QUOTE_SCHEMA if runtime.command == "quote" else envelopes.FAILURE_SCHEMA
    try:
        runtime.print(envelopes.envelope(schema, None, [], errors, one_line=one_line))
    except (DiskError, streams.ReaderGone):
        return False
    return True
