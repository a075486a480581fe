"""What TAB offers for a name of the user's own: her quotes and her clients; where they cannot be read, nothing."""

from collections.abc import Iterable

import typer

from fourchette.cli.shell import runtime as runtimes
from fourchette.errors import UserError
from fourchette.files.book import saved_mandates


def quote_names(context: typer.Context, incomplete: str) -> list[str]:
    """The numbers of the quotes that begin so, the latest first."""
    runtime: runtimes.Runtime = context.obj
    names = [path.stem for path in saved_mandates.saved_quotes(runtime.home)]
    return _beginning(incomplete, reversed(names))


def quotes_named(context: typer.Context, incomplete: str) -> list[str]:
    """The same where a file could be meant: none before a sign is typed, for the shell to offer its files."""
    return quote_names(context, incomplete) if incomplete else []


def client_names(context: typer.Context, incomplete: str) -> list[str]:
    """The names under which the config keeps the clients that begin so."""
    runtime: runtimes.Runtime = context.obj
    try:
        return _beginning(incomplete, runtime.config.clients)
    except UserError:
        return []


# The formats of a client's document, in the order of what is asked for most.
FORMAT_NAMES = ("pdf", "html", "eml", "md", "txt", "csv", "json")


def format_names(incomplete: str) -> list[str]:
    """The formats of a client's document that begin so."""
    return _beginning(incomplete, FORMAT_NAMES)


def _beginning(incomplete: str, names: Iterable[str]) -> list[str]:
    return [name for name in names if name.startswith(incomplete)]
