"""What TAB offers: her quotes and clients, the answers of the card, regions, keys; where they cannot be read, nothing.

A press waits for no validator: the files are read as they are written.
"""

import os
import shlex
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cache
from typing import Any

import typer

from fourchette.cli.shell import runtime as runtimes
from fourchette.core.mandate import replies
from fourchette.core.practice import quote_states
from fourchette.errors import UserError
from fourchette.files.book import book_heads, saved_mandates
from fourchette.files.card import card_sources
from fourchette.files.shipped import resource as shipped_files
from fourchette.files.toml import toml_read

Offered = list[str | tuple[str, str]]
BASH_LINE, BASH_PLACE = "COMP_WORDS", "COMP_CWORD"
# What stands before the = of the word that bash completes: `posts=`.
NAME_ASIDE = "_FOURCHETTE_NAME_ASIDE"
# So many quotes are shown with their client: the head of each is read.
MOST_DESCRIBED = 40
# Past so many keys the next part of each is offered, rather than the keys.
MOST_KEYS = 60


def quote_names(context: typer.Context, incomplete: str) -> Offered:
    """The numbers of the quotes that begin so, the latest first, with whose they are and their state."""
    runtime: runtimes.Runtime = context.obj
    paths = [path for path in saved_mandates.saved_quotes(runtime.home) if path.stem.startswith(incomplete)][::-1]
    described = [(path.stem, _described(runtime, book_heads.entry_of(path))) for path in paths[:MOST_DESCRIBED]]
    return [*described, *(path.stem for path in paths[MOST_DESCRIBED:])]


def _described(runtime: "runtimes.Runtime", entry: Any) -> str:  # noqa: ANN401  # an entry, or why there is none
    if not isinstance(entry, quote_states.Entry):
        return ""
    return f"{entry.client} · {runtime.speech.say(quote_states.STATE_WORDS[entry.status])}"


def quotes_named(context: typer.Context, incomplete: str) -> Offered:
    """The same where a file could be meant: none before a sign is typed, for the shell to offer its files."""
    return quote_names(context, incomplete) if incomplete else []


def client_names(context: typer.Context, incomplete: str) -> Offered:
    """The names under which the config keeps the clients that begin so."""
    runtime: runtimes.Runtime = context.obj
    try:
        return [*_beginning(incomplete, runtime.config.clients)]
    except UserError:
        return []


# The formats of a client's document, in the order of what is asked for most.
FORMAT_NAMES = ("pdf", "html", "eml", "md", "txt", "csv", "json")


def one_of(*names: str) -> Callable[[str], Offered]:
    """What offers those of some names that begin as what is typed."""

    def offered(incomplete: str) -> Offered:
        return [*_beginning(incomplete, names)]

    return offered


format_names = one_of(*FORMAT_NAMES)


def state_names(incomplete: str) -> Offered:
    """The states of a quote that begin so."""
    return one_of(*quote_states.STATES)(incomplete)


def region_codes(context: typer.Context, incomplete: str) -> Offered:
    """The regions of the tax table, hers and those that are shipped."""
    home = context.obj.home
    shipped = _shipped("taxes.toml")["regions"]
    own: Mapping[str, Any] = {}
    with suppress(UserError):
        own = toml_read.read_document(home.taxes).content.get("regions", {}) if home.taxes.exists() else {}
    return _labelled(context, incomplete, {**shipped, **own})


def trait_names(context: typer.Context, incomplete: str) -> Offered:
    """The traits of the card in force."""
    return _labelled(context, incomplete, _table(context, "traits"))


def trait_answers(context: typer.Context, incomplete: str) -> Offered:
    """`name=value`: the traits, then the answers of one, by their names and other names, one after another."""
    return _answers(context, incomplete, _table(context, "traits"))


def volume_names(context: typer.Context, incomplete: str) -> Offered:
    """`name=N`: the traits that are numbers."""
    traits = _table(context, "traits").items()
    return _answers(context, incomplete, {name: trait for name, trait in traits if trait.get("kind") == "number"})


def _answers(context: typer.Context, incomplete: str, traits: Mapping[str, Any]) -> Offered:
    aside = os.environ.get(NAME_ASIDE, "")
    name, equals, value = f"{aside}{incomplete}".partition("=")
    found = [each for each in traits if each.startswith(name)]
    if not equals and len(found) > 1:
        return [(f"{each}=", _label(context, traits[each])) for each in found]
    named = name if equals else next(iter(found), "")
    if not equals and found and traits[named].get("kind") == "number":
        # Of two, a shell writes what they share, and no space after it.
        return [(f"{named}{end}", _label(context, traits[named])) for end in ("", "=")]
    return [(f"{named}={each}".removeprefix(aside), label) for each, label in _choices(context, named, value)]


def scope_names(context: typer.Context, incomplete: str) -> Offered:
    """What a mandate may include."""
    return [*_choices(context, "scope", incomplete)]


def platform_names(context: typer.Context, incomplete: str) -> Offered:
    """The platforms of the card."""
    return [*_choices(context, "platforms", incomplete)]


def _choices(context: typer.Context, trait: str, typed: str) -> Iterator[tuple[str, str]]:
    """The answers of a trait that end what is typed, after those that are there: `facebook,insta`."""
    before, comma, last = typed.rpartition(",")
    asked = _table(context, "traits").get(trait, {})
    yes_or_no: dict[str, Any] = {name: {} for name in replies.YES_NO} if asked.get("kind") == "yes-no" else {}
    for name, choice in asked.get("choices", yes_or_no).items():
        others = [alias for alias in choice.get("aliases", ()) if last and alias.startswith(last)]
        if name.startswith(last) or others:
            yield f"{before}{comma}{name if name.startswith(last) else others[0]}", _label(context, choice)


def lane_names(context: typer.Context, incomplete: str) -> Offered:
    """The lanes of the card."""
    return _labelled(context, incomplete, _table(context, "lanes"))


def card_key_names(context: typer.Context, incomplete: str) -> Offered:
    """The keys of the card in force that begin so: tables first, then what is set in them."""
    return _by_part(incomplete, _keys(_card(context), ""))


def card_part_names(context: typer.Context, incomplete: str) -> Offered:
    """The traits of the card in force, then its keys, that begin so."""
    return [*trait_names(context, incomplete), *card_key_names(context, incomplete)]


def setting_names(incomplete: str) -> Offered:
    """The keys of the config that begin so."""
    return _by_part(incomplete, _shipped("settings.toml")["settings"])


def _by_part(incomplete: str, keys: Iterable[str]) -> Offered:
    found = _beginning(incomplete, keys)
    if len(found) <= MOST_KEYS:
        return [*found]
    start = len(incomplete)
    parts = list(dict.fromkeys(key[: start + len(key[start:].partition(".")[0]) + 1] for key in found))
    return [*parts] if len(parts) > 1 else _by_part(parts[0], found)


def _keys(table: Mapping[str, Any], above: str) -> Iterator[str]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _keys(value, f"{above}{name}.")
        else:
            yield f"{above}{name}"


@cache
def _card(context: typer.Context) -> Mapping[str, Any]:
    """The card in force as it is written, read once a press."""
    runtime: runtimes.Runtime = context.obj
    try:
        path = card_sources.find_card(runtime.everywhere.rules, runtime.environment, runtime.home)
        return _shipped(card_sources.DEFAULT_NAME) if path is None else toml_read.read_document(path).content
    except UserError:
        return {}


def _table(context: typer.Context, name: str) -> Mapping[str, Any]:
    found = _card(context).get(name, {})
    return found if isinstance(found, dict) else {}


def _labelled(context: typer.Context, incomplete: str, table: Mapping[str, Any]) -> Offered:
    return [(name, _label(context, entry)) for name, entry in table.items() if name.startswith(incomplete)]


def _label(context: typer.Context, entry: Any) -> str:  # noqa: ANN401  # raw TOML
    label = entry.get("label", "") if isinstance(entry, dict) else ""
    return str(label.get(context.obj.language, "") if isinstance(label, dict) else label)


def _beginning(incomplete: str, names: Iterable[str]) -> list[str]:
    return [name for name in names if name.startswith(incomplete)]


def part_at_equals() -> None:
    """Of `posts=8`, three words to bash, which completes the third: hand the library that one, keep the first aside."""
    place = int(os.environ[BASH_PLACE])
    try:
        words = shlex.split(os.environ[BASH_LINE])
    except ValueError:
        return  # A quotation is still open.
    joined = list[str]()
    for word in [*words, ""][: place + 1]:
        if joined and (word == "=" or joined[-1].endswith("=")):
            joined[-1] += word
        else:
            joined.append(word)
    before, equals, typed = joined.pop().rpartition("=")
    option, _, name = before.partition("=") if before.startswith("-") else ("", "", before)
    handed = [*joined, *([option] if option else []), typed]
    os.environ.update({BASH_LINE: shlex.join(handed).removesuffix("''"), BASH_PLACE: str(len(handed) - 1)})
    os.environ[NAME_ASIDE] = name + equals if name else ""


def _shipped(name: str) -> Mapping[str, Any]:
    """A file that ships with the program, as it is written."""
    return toml_read.parse(name, shipped_files.resource(name)).content
