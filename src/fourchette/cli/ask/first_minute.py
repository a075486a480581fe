"""The first minute in an empty home: where she works, in which language, and the card of that place."""

from dataclasses import replace
from pathlib import Path

from fourchette.cli.ask.asking import ask_until, ask_yes, somebody_is_there
from fourchette.cli.clock import now
from fourchette.cli.shell.runtime import Runtime, environment_place
from fourchette.core.basis.messages import say
from fourchette.core.price.region_names import country_of, read_region
from fourchette.files.card import card_file, card_sources, market_file, own_card
from fourchette.files.config import config_change
from fourchette.files.config import schemas as json_schemas
from fourchette.files.toml.disk import exists

HOME_REGION = "CA-QC"
# Where a language and a country are together without saying the province: where most of their speakers are.
_LIKELY = {("fr", "CA"): HOME_REGION, ("en", "CA"): "CA-ON"}


def settle_place(runtime: Runtime, region: str | None) -> Runtime:
    """The run with what a new user says of her place: asked once, kept in her config, and her card if she takes it.

    `region` is what an option says. Nobody is asked anything without a terminal: where the environment names a
    country that has a card of its own, it is said aside. A home that exists is left as it is.
    """
    if exists(runtime.home.folder) or card_sources.find_card(
        runtime.everywhere.rules, runtime.environment, runtime.home
    ):
        return runtime
    country = environment_place(runtime.environment)
    if not somebody_is_there(runtime) or runtime.everywhere.json:
        _tell_other_card(runtime, country)
        return runtime
    return _welcome(runtime, region or _LIKELY.get((runtime.language, country), country or HOME_REGION))


def _tell_other_card(runtime: Runtime, country: str) -> None:
    """Say aside that the country has a card of its own; where no country is named, no table is read for it."""
    if country in ("", HOME_REGION.split("-", 1)[0]):
        return
    if (preset := preset_of(runtime, country)) != own_card.DEFAULT_PRESET:
        runtime.tell(
            say(
                "Priced with the card of Québec; yours may be another: fourchette rules init --preset {preset}",
                preset=preset,
            )
        )


def _welcome(runtime: Runtime, proposed: str) -> Runtime:
    """Ask where she works, keep it, and offer the card of the place."""
    places = runtime.taxes.places
    runtime.tell(say("Welcome. One question, kept in your config: it decides the card, the taxes and the currency."))
    question = runtime.speech.word("Where do you work? A province of Canada, or a country:")
    why = runtime.speech.say("For instance: {names}.", names=tuple(places.values()))
    name = runtime.speech.text(places[proposed]) if proposed in places else proposed
    region = ask_until(runtime, question, name, lambda typed: read_region(places, typed), why=why)
    values = {"language": runtime.language, "profile.region": region}
    path = config_change.start_config(runtime.home, values, None, runtime.language, now(), force=False)
    runtime.tell(say("Your config: {file}", file=str(path)))
    preset = preset_of(runtime, region)
    _tell_other_word(runtime, region)
    currency = own_card.preset_card(preset).currency
    offer = say("Use from now on the rate card made for that place, in {currency}?", currency=currency)
    if preset != own_card.DEFAULT_PRESET and ask_yes(runtime, offer, "yes"):
        runtime.tell(say("Your rate card: {file}", file=str(start_preset(runtime, preset, force=False))))
    runtime.complain("\n")
    return Runtime(runtime.everywhere, runtime.environment, runtime.command)


def _tell_other_word(runtime: Runtime, region: str) -> None:
    """Say what the documents of the place call a quote, where the screen has another word."""
    here, there = runtime.speech.word("Quote"), replace(runtime.speech, country=country_of(region)).word("Quote")
    if here != there:
        runtime.tell(say("The screen says “{here}”, your documents “{there}”.", here=here.lower(), there=there.lower()))


def preset_of(runtime: Runtime, region: str) -> str:
    """The shipped card for a region: that of its country, Québec's at home."""
    if region == HOME_REGION:
        return own_card.DEFAULT_PRESET
    countries = market_file.load_market(None, runtime.home.market).countries
    country = countries.get(region.split("-", 1)[0])
    return own_card.DEFAULT_PRESET if country is None or not country.preset else country.preset


def start_preset(runtime: Runtime, preset: str, *, force: bool) -> Path:
    """Write a preset's card in the home, beside the schemas that editors read."""
    home, language = runtime.home, runtime.language

    def schemas(card: "card_file.CardFile") -> dict[Path, str]:
        found = {"ratecard": json_schemas.card_schema(), "mandate": json_schemas.mandate_schema(card.card, language)}
        return {home.folder / f"{name}.schema.json": json_schemas.schema_text(each) for name, each in found.items()}

    return own_card.start_card(home, preset, now(), force=force, language=language, beside=schemas)
