"""`fourchette quote --watch`: price a mandate again whenever a file behind its price is saved, until Ctrl-C."""

import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from fourchette.cli.clock import day_of, now
from fourchette.cli.out import delivery, quote_request
from fourchette.cli.pricing import price_mandate
from fourchette.cli.shell.failures import in_words
from fourchette.cli.shell.runtime import Runtime, error_speech
from fourchette.core.basis.messages import say
from fourchette.core.compare import movement
from fourchette.core.price import quote as quotes
from fourchette.errors import NotFound, UsageError, UserError
from fourchette.files.toml.toml_read import STANDARD_INPUT
from fourchette.render.screen import grid_drawing
from fourchette.render.why import movement_screen

# Seconds between two looks at the files: shorter than a glance from the editor to the price.
PAUSE = 0.2
CLEAR = "\x1b[H\x1b[2J"

Contents = tuple[bytes | None, ...]


def watch(runtime: Runtime, asked: "quote_request.QuoteRequest") -> None:
    """Price at once, then after each save, until Ctrl-C; the last price stands while a file is wrong.

    Raises UsageError where it is no file, or something would be written at each save.
    """
    name = asked.files[0] if len(asked.files) == 1 else STANDARD_INPUT
    if name == STANDARD_INPUT:
        example = say("write, for instance, fourchette quote cafe.toml --watch")
        raise UsageError(say("--watch is for one mandate file"), example)
    others = {
        "--format": not asked.format.is_screen and not runtime.everywhere.json,
        "--json": runtime.everywhere.json,
        "--strict": asked.strict,
    }
    asked.refuse_beside("--watch", others, say("end the watch, then quote"))
    if Path(name).exists() and not Path(name).is_file():
        raise UsageError(say("--watch is for a file that can be saved; {file} is not one", file=name))
    with suppress(KeyboardInterrupt):
        _watch(runtime, asked, name)
    if sys.stderr.isatty():
        runtime.complain("\n")  # The terminal has written ^C on the line.
    runtime.tell(say("No longer watching {file}; no file was changed.", file=name))


def _watch(runtime: Runtime, asked: "quote_request.QuoteRequest", name: str) -> None:
    seen: Contents | None = None
    last: quotes.Quote | None = None
    while True:
        # What has been changed is read anew: a runtime keeps what it has read.
        runtime = replace(runtime)
        paths = _paths(runtime, name)
        if (found := _settled(paths)) != seen:
            last = _price(runtime, asked, last, first=seen is None)
            seen = found
        time.sleep(PAUSE)


def _paths(runtime: Runtime, name: str) -> tuple[Path, ...]:
    """The files that make the price: those that do not exist may come to be."""
    return Path(name), runtime.own_card, runtime.home.config, runtime.home.taxes


def _settled(paths: Sequence[Path]) -> Contents:
    """What the files hold, once nobody is writing them: an editor may empty a file before it fills it."""
    found = _contents(paths)
    while True:
        time.sleep(PAUSE / 4)
        again = _contents(paths)
        if again == found:
            return found
        found = again


def _contents(paths: Sequence[Path]) -> Contents:
    return tuple(map(_content, paths))


def _content(path: Path) -> bytes | None:
    """What a path holds now, whichever file bears its name: many editors save by renaming another."""
    try:
        return path.read_bytes()
    except (OSError, ValueError):  # A name with a null character is none.
        return None


def _price(
    runtime: Runtime, asked: "quote_request.QuoteRequest", last: "quotes.Quote | None", *, first: bool
) -> "quotes.Quote | None":
    """Price and show; the last quote with what is wrong, where that cannot be. Returns the quote shown."""
    try:
        quote = price_mandate(runtime, asked.files[0], asked.overrides, day_of(asked.day))
    except UserError as error:
        if first and isinstance(error, NotFound):
            raise
        _show_wrong(runtime, asked, last, error)
        return last
    moved = _moved(runtime, last, quote) if asked.audience == "me" else ""
    runtime.print(_opening(runtime, first=first) + _shown(runtime, asked, quote) + moved)
    time_of_day = now().strftime("%H:%M:%S")
    runtime.tell(
        say("Priced at {time}. Save {file} to price it again; Ctrl-C ends.", time=time_of_day, file=asked.files[0])
    )
    return quote


def _shown(runtime: Runtime, asked: "quote_request.QuoteRequest", quote: "quotes.Quote") -> str:
    content = asked.format.written(runtime, delivery.PricedQuote(quote), asked.audience, None)
    return content if isinstance(content, str) else content.decode()


def _moved(runtime: Runtime, last: "quotes.Quote | None", quote: "quotes.Quote") -> str:
    """What a save moved, as text; nothing to compare the first time, nor between two currencies."""
    if last is None or last.card.currency != quote.card.currency:
        return ""
    grid = movement_screen.movement_grid(movement.movements(last, quote), runtime.speech_in(quote.card.currency))
    return "\n" + grid_drawing.render_grids([grid], runtime.screen)


def _show_wrong(
    runtime: Runtime, asked: "quote_request.QuoteRequest", last: "quotes.Quote | None", error: UserError
) -> None:
    """Say what is wrong, under the last good price where the screen was cleared of it."""
    if runtime.is_watched and last is not None:
        runtime.print(CLEAR + _shown(runtime, asked, last) + "\n")
    runtime.complain(in_words(error, error_speech(runtime)))
    if last is not None:
        runtime.complain(error_speech(runtime).word("The price above is the last that could be made.") + "\n")


def _opening(runtime: Runtime, *, first: bool) -> str:
    """What sets a price apart from the one before: a clear screen, or a rule where it is piped."""
    if runtime.is_watched:
        return CLEAR
    screen = runtime.screen
    return "" if first else f"\n {screen.rule * screen.columns}\n\n"
