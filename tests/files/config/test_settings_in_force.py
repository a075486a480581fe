"""What is told of a setting is what the quote is made with, and whose word it is is who has the last one."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from fourchette.core.basis.noun import noun
from fourchette.core.price.quote import Quote, price
from fourchette.core.record.plain import plain_noun
from fourchette.files.card.card_file import load_card
from fourchette.files.config.config_file import config_of
from fourchette.files.config.settings_in_force import Spoken, settings_of
from fourchette.files.mandate.mandate_file import Overrides, UsualAnswers, load_mandate
from fourchette.files.mandate.mandate_layers import KnownClients, Layer
from fourchette.files.shipped.shipped_terms import with_terms
from fourchette.files.shipped.tax_tables import load_taxes
from fourchette.files.toml.toml_read import parse
from fourchette.files.toml.toml_write import emit

CARD, TAXES, DAY = load_card().card, load_taxes(), date(2026, 11, 22)
TERMS = st.dictionaries(st.sampled_from(["deposit", "payment_days", "notice_days"]), st.integers(1, 99))
TRAITS = st.dictionaries(st.sampled_from(["posts", "stories", "inbound"]), st.integers(1, 40))
PARTICULARS = st.dictionaries(st.sampled_from(["contact", "email", "address"]), st.sampled_from(["a", "b", "c"]))
LANGUAGE = st.sampled_from(["fr", "en"]) | st.none()


@noun
class Drawn:
    """What each of those who speak says: the option's traits, then what the file, the client and the config say."""

    option: Mapping[str, int]
    mandate: Mapping[str, Any]
    client: Mapping[str, Any]
    config: Mapping[str, Any]


def said(**words: object) -> dict[str, Any]:
    return {name: value for name, value in words.items() if value not in (None, {})}


@st.composite
def speakers(draw: st.DrawFn) -> Drawn:
    mandate = said(language=draw(LANGUAGE), terms=draw(TERMS))
    client = said(language=draw(LANGUAGE), terms=draw(TERMS), name="Café", **draw(PARTICULARS))
    work = {"scope": ["content"], "platforms": ["facebook"], **draw(TRAITS)}
    profile = said(region=draw(st.sampled_from(["CA-QC", "FR"])), terms=draw(TERMS))
    return Drawn(
        {"posts": draw(st.integers(1, 40)), **draw(TRAITS)},
        {"client": "cafe", "traits": work, **mandate},
        client,
        said(profile=profile, traits=draw(TRAITS)),
    )


def told(drawn: Drawn) -> tuple[Quote, dict[str, tuple[object, str]]]:
    """The quote that they make together, and each setting with whose word it is."""
    config = parse("config.toml", emit({**drawn.config, "clients": {"cafe": drawn.client}}).encode())
    usual = UsualAnswers(config, drawn.config.get("traits", {}), KnownClients(config, config.content["clients"]))
    typed = Overrides(traits={name: str(number) for name, number in drawn.option.items()})
    file = load_mandate(parse("m.toml", emit(drawn.mandate).encode()), CARD, typed, usual)
    profile = config_of(config).profile
    quote = price(file.mandate, CARD, TAXES, on=DAY, profile=with_terms(profile))
    own = Layer("config", {"terms": config.content["profile"].get("terms", {})}, config)
    stated = settings_of(Spoken(file.mandate, file.layers, CARD, quote.facts), own, profile.region)
    return quote, {".".join(each.path): (each.value, each.origin) for each in stated}


def speaking(drawn: Drawn, table: str, name: str) -> Iterator[str]:
    """Who says a key, the one with the last word first."""
    profile = drawn.config["profile"]
    hers = {"traits": drawn.config.get("traits", {}), "terms": profile.get("terms", {})}
    yield from ["option"] * (table == "traits" and name in drawn.option)
    yield from ["mandate"] * (name in drawn.mandate.get(table, ()))
    yield from ["client"] * (name in drawn.client.get(table, ()))
    yield from ["file"] * (name in hers[table])
    yield "card" if table == "traits" else "default"


@given(speakers())
def test_each_setting_is_told_as_the_quote_has_it_and_by_who_has_the_last_word(drawn: Drawn) -> None:
    quote, settings = told(drawn)

    terms = plain_noun(quote.profile.terms)
    assert {key for key in settings if key.startswith("terms.")} == {f"terms.{name}" for name in terms}
    for name, value in terms.items():
        assert settings[f"terms.{name}"] == (value, next(speaking(drawn, "terms", name)))
    for name in ("posts", "stories", "inbound", "voice"):
        assert settings[f"traits.{name}"] == (
            plain_noun(quote.facts[name]),
            next(speaking(drawn, "traits", name)),
        )
    language = "mandate" if "language" in drawn.mandate else "client" if "language" in drawn.client else "default"
    assert settings["language"] == (quote.mandate.language, language)
    for name in ("name", "contact", "email", "address"):
        if name in drawn.client:
            assert settings[f"client.{name}"] == (getattr(quote.mandate.client, name), "client")
