"""`quote --explain-settings` and `config show --client`: each setting in force, and whose word it is."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from fourchette.cli import pricing
from fourchette.cli.clock import day_of
from fourchette.cli.out import formats, quote_request
from fourchette.cli.shell.runtime import Runtime, environment_language
from fourchette.core.basis.messages import say
from fourchette.core.basis.problems import unknown
from fourchette.core.card.conditions import Fact
from fourchette.core.practice.config_settings import Stated
from fourchette.errors import NotFound, UsageError
from fourchette.files.card import card_sources
from fourchette.files.config import config_keys, config_overview, settings_in_force
from fourchette.files.home import home as homes
from fourchette.files.mandate import mandate_file, mandate_layers
from fourchette.render.desk import config_screen

SETTINGS_SCHEMA = "fourchette/settings/1"
_SELLER = ("profile", "numbering")


def explain_settings(runtime: Runtime, asked: "quote_request.QuoteRequest") -> None:
    """Say each setting of a mandate and whose word it is, in the place of its price."""
    if len(asked.files) > 1:
        raise UsageError(say("--explain-settings is for one mandate"))
    others = {
        "--format": asked.output is None and asked.format not in (formats.SCREEN, formats.JSON),
        "--for": asked.audience == "client",
        "--watch": asked.watch,
    }
    asked.refuse_beside("--explain-settings", others)
    file = pricing.read_mandate(runtime, next(iter(asked.files), None), asked.overrides)
    _show(runtime, file, pricing.priced_file(runtime, file, day_of(asked.day)).facts)


def show_client(runtime: Runtime, name: str) -> None:
    """Say each setting of any mandate for a client; raises NotFound where the config keeps none of that name."""
    clients = runtime.usual.clients
    if name not in clients.said:
        message = say("{client} is not a client of your config", client=name)
        close = clients.nearest(name)
        raise unknown(NotFound, message, close or name, clients.said)
    file = pricing.read_mandate(runtime, None, mandate_file.Overrides(client={"name": name}))
    _show(runtime, file, {})


def _show(runtime: Runtime, file: "mandate_file.MandateFile", facts: "Mapping[str, Fact]") -> None:
    stated = (*_surroundings(runtime), *_seller(runtime), *_of_mandate(runtime, file, facts))
    if runtime.everywhere.json:
        runtime.print_json(SETTINGS_SCHEMA, config_screen.settings_record(stated, runtime.speech))
    else:
        headings = {name: config_keys.glossary().tables[name] for name in _SELLER}
        runtime.print_grids(config_screen.settings_grids(stated, headings, runtime.speech))


def _surroundings(runtime: Runtime) -> "Iterator[Stated]":
    """Where the files are, the card, and the language of the screen."""
    folder, origin = homes.home_from(runtime.everywhere.home, runtime.environment)
    yield Stated(("home",), say("Folder"), "", str(folder.folder), origin)
    found = card_sources.sources(runtime.everywhere.rules, runtime.environment, runtime.home)
    source = next(each for each in found if each.in_force)
    yield Stated(("rules",), say("Rate card"), "", runtime.card.name, source.origin)
    language, spoken_by = runtime.chosen_language
    file = str(runtime.home.config) if spoken_by == "file" else ""
    line = mandate_layers.Layer("config", {}, runtime.config_document).line(("language",)) if file else None
    label = config_keys.glossary().settings["language"].label
    yield Stated(("language",), label, "", language, spoken_by, line, None, file)


def _seller(runtime: Runtime) -> "Iterator[Stated]":
    """Who sells, as the config says it; her terms are told with the mandate's."""
    whole, _ = config_overview.overview(runtime.home, None, environment_language(runtime.environment))
    for each in whole.stated:
        if each.path[0] in _SELLER and each.path[:2] != ("profile", "terms"):
            yield replace(each, file=whole.file if each.origin == "file" else "")


def _of_mandate(runtime: Runtime, file: "mandate_file.MandateFile", facts: "Mapping[str, Fact]") -> "Iterator[Stated]":
    document = runtime.config_document
    own = mandate_layers.Layer("config", {"terms": document.content.get("profile", {}).get("terms", {})}, document)
    spoken = settings_in_force.Spoken(file.mandate, file.layers, runtime.card.card, facts)
    for each in settings_in_force.settings_of(spoken, own, runtime.config.profile.region):
        yield replace(each, path=each.path if len(each.path) > 1 else ("mandate", *each.path))
