"""Of each key of a mandate, the word of the first that says it: option, file, client of the config, config."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourchette.core.card.rate_card import RateCard
from fourchette.core.card.terms import Terms
from fourchette.core.mandate.mandate import Mandate
from fourchette.core.record.plain import plain_noun
from fourchette.files.mandate.mandate_file import Overrides, UsualAnswers, load_mandate
from fourchette.files.mandate.mandate_layers import (
    KnownClients,
    Layer,
    merged,
    paths_of,
    speaker_of,
    unfrozen,
    value_at,
)
from fourchette.files.toml.toml_read import TomlDocument, parse
from fourchette.files.toml.toml_validate import validate
from fourchette.files.toml.wrong_file import WrongFile

CONFIG = parse(
    "config.toml",
    """
[clients.cafe]
name = "Café du coin"
email = "bonjour@example.org"
region = "CA-QC"
language = "en"
[clients.cafe.terms]
payment_days = 45
deposit = 30
[traits]
experience = "expert"
""".encode(),
)
CLIENTS = KnownClients(CONFIG, CONFIG.content["clients"])
USUAL = UsualAnswers(CONFIG, CONFIG.content["traits"], CLIENTS)
WORK = '[traits]\nscope = ["content"]\nposts = 8\n'


def mandate(card: RateCard, text: str, **client: str) -> Mandate:
    return load_mandate(parse("m.toml", text.encode()), card, Overrides(client=client), USUAL).mandate


# --- The order of the words

WORDS: st.SearchStrategy[Mapping[str, Any]] = st.fixed_dictionaries(
    {},
    optional={
        "title": st.sampled_from("abc"),
        "language": st.sampled_from(["fr", "en"]),
        "traits": st.dictionaries(st.sampled_from(["posts", "stories", "voice"]), st.integers(0, 9)),
        "client": st.dictionaries(st.sampled_from(["name", "email", "region"]), st.sampled_from("xyz")),
        "terms": st.dictionaries(st.sampled_from(["deposit", "payment_days"]), st.integers(0, 9)),
    },
)


@given(st.tuples(WORDS, WORDS, WORDS, WORDS))
def test_each_key_is_the_word_of_the_first_that_says_it(words: tuple[Mapping[str, Any], ...]) -> None:
    layers = tuple(
        Layer(speaker, said, CONFIG, "cafe")  # type: ignore[arg-type]  # the four are its literals
        for speaker, said in zip(("option", "mandate", "client", "config"), words, strict=True)
    )
    together = merged(layers)

    for path in {path for said in words for path in paths_of(said)}:
        speaker = speaker_of(layers, path)
        assert speaker is next(layer for layer in layers if layer.says(path))
        assert value_at(together, path) == value_at(speaker.content, path)
    # Whatever the others say of it, a key that loses moves nothing.
    hers = [path for path in map(tuple, paths_of(words[2])) if speaker_of(layers, path) is layers[2]]
    assert together["known"] == {"client": "cafe", "keys": [".".join(path) for path in hers]}


# --- A client that is named


def test_a_client_named_by_the_file_brings_her_particulars(card: RateCard) -> None:
    found = mandate(card, f'client = "cafe"\n{WORK}')

    assert (found.client.name, found.client.email, found.client.region) == (
        "Café du coin",
        "bonjour@example.org",
        "CA-QC",
    )
    assert found.language == "en"
    assert found.terms == Terms(payment_days=Decimal(45), deposit=Decimal(30))
    assert found.traits["experience"] == "expert"
    assert found.known is not None
    assert found.known.client == "cafe"


def test_the_file_stands_over_the_client_and_an_option_over_the_file(card: RateCard) -> None:
    text = f'client = "cafe"\nlanguage = "fr"\n{WORK}[terms]\ndeposit = 50\n'
    found = mandate(card, text, region="CA-ON")

    assert found.language == "fr"
    assert found.terms == Terms(payment_days=Decimal(45), deposit=Decimal(50))
    assert (found.client.region, found.client.name) == ("CA-ON", "Café du coin")


def test_a_client_named_by_an_option_takes_the_place_of_the_file_s(card: RateCard) -> None:
    text = f'{WORK}[client]\nname = "Autre"\ncontact = "Personne"\nregion = "CA-ON"\n'

    found = mandate(card, text, name="cafe").client

    assert (found.name, found.contact, found.region) == ("Café du coin", "", "CA-QC")


@pytest.mark.parametrize("name", ["caffe", "Zoé"])
def test_a_name_that_is_not_kept_stays_the_client_s_name(card: RateCard, name: str) -> None:
    by_file = mandate(card, f'client = "{name}"\n{WORK}')
    by_option = mandate(card, f'{WORK}[client]\nregion = "CA-ON"\n', name=name)

    assert (by_file.client.name, by_file.known, by_file.client.region) == (name, None, None)
    assert (by_option.client.name, by_option.known, by_option.client.region) == (name, None, "CA-ON")


@pytest.mark.parametrize(
    ("name", "close"), [("caffe", "cafe"), ("Café du coin", "cafe"), ("café du coin", "cafe"), ("Zoé", None)]
)
def test_the_nearest_client_is_found_by_key_and_by_name(name: str, close: str | None) -> None:
    assert CLIENTS.nearest(name) == close


def test_what_a_client_s_keys_break_is_shown_in_the_config(card: RateCard) -> None:
    broken = TomlDocument("config.toml", '[clients.cafe]\nregion = "\x07"\n', {})
    usual = UsualAnswers(broken, {}, KnownClients(broken, {"cafe": {"region": "\x07"}}))

    with pytest.raises(WrongFile) as caught:
        load_mandate(parse("m.toml", f'client = "cafe"\n{WORK}'.encode()), card, Overrides(), usual)

    [found] = caught.value.problems
    assert (caught.value.file, found.line, found.problem.key) == ("config.toml", 2, "clients.cafe.region")


@pytest.mark.parametrize("known", ["known = 3", '[known]\nclint = "cafe"'])
def test_what_is_no_name_of_a_client_is_judged(card: RateCard, known: str) -> None:
    text = f"{known}\n{WORK}" if "=" in known.splitlines()[0] else f"{WORK}{known}\n"

    with pytest.raises(WrongFile) as caught:
        mandate(card, text)

    assert {found.problem.path[0] for found in caught.value.problems} == {"known"}


# --- A mandate that was kept


def test_what_was_her_client_s_is_left_to_the_config_and_the_rest_is_its_own(card: RateCard) -> None:
    kept = mandate(card, f'client = "cafe"\n{WORK}[terms]\ndeposit = 50\n', region="CA-ON")
    moved = KnownClients(CONFIG, {"cafe": {"name": "Café du Coin inc.", "region": "FR", "terms": {"payment_days": 15}}})
    content = unfrozen(plain_noun(kept), moved)

    found = load_mandate(TomlDocument("m", "", content), card, Overrides(), UsualAnswers(CONFIG, {}, moved)).mandate

    assert (found.client.name, found.client.email, found.client.region) == ("Café du Coin inc.", "", "CA-ON")
    assert found.terms == Terms(payment_days=Decimal(15), deposit=Decimal(50))


def test_one_that_is_kept_no_more_leaves_all_as_it_was(card: RateCard) -> None:
    kept = mandate(card, f'client = "cafe"\n{WORK}')
    content = unfrozen(plain_noun(kept), KnownClients(CONFIG, {}))

    found, problems = validate(Mandate, content)

    assert problems == ()
    assert found is not None
    assert (found.client, found.terms, found.known) == (kept.client, kept.terms, None)
