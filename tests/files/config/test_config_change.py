"""The config made and changed: comments stay, nothing wrong comes in, what was wrong before can be mended."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
import tomli
from hypothesis import given
from hypothesis import settings as few
from hypothesis import strategies as st

from builders import load_config
from files.refusals import refusals
from fourchette.core.basis.reading import Refusal
from fourchette.core.card.rate_card import RateCard
from fourchette.core.mandate.mandate import Exchange
from fourchette.core.practice.acts import Deed
from fourchette.errors import DiskError, NotFound
from fourchette.files.book.taking_back import take_back
from fourchette.files.config.config_change import change_config, put_config, refuse_value, start_config, written
from fourchette.files.config.config_keys import settings
from fourchette.files.config.config_template import config_text
from fourchette.files.home.home import Home
from fourchette.files.toml.toml_edit import with_setting
from fourchette.files.toml.toml_write import inline
from fourchette.files.toml.wrong_file import WrongChange, WrongFile

AT = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
TOLD = Deed(AT, "config-set", {"key": "a key", "value": "its value"})


@pytest.fixture
def own(home: Path) -> Home:
    """A home with a small config of its own."""
    home.mkdir()
    (home / "config.toml").write_text(
        '# mine\nschema = 1\nlanguage = "fr"   # home\n\n[profile]\nname = "Zoé"  # me\n# region = "CA-QC"  # here\n',
        encoding="utf-8",
    )
    return Home(home)


def text_of(home: Home) -> str:
    return home.config.read_text(encoding="utf-8")


def changed(home: Home, card: RateCard, **values: str) -> str:
    change_config(home, {key.replace("__", "."): value for key, value in values.items()}, card, "en", TOLD)
    return text_of(home)


def test_one_line_changes_and_the_comments_stay(own: Home, card: RateCard) -> None:
    before = text_of(own)

    assert changed(own, card, profile__name="Studio") == before.replace('"Zoé"', '"Studio"')


def test_an_example_gives_up_its_place_and_keeps_its_comment(own: Home, card: RateCard) -> None:
    before = text_of(own)

    after = changed(own, card, profile__region="CA-ON")

    assert after == before.replace('# region = "CA-QC"  # here', 'region = "CA-ON"  # here')


def test_a_table_that_is_missing_is_made(own: Home, card: RateCard) -> None:
    before = text_of(own)

    after = changed(own, card, profile__terms__deposit="30", floor__income="65000")

    assert after == f"{before}\n[profile.terms]\ndeposit = 30\n\n[floor]\nincome = 65000\n"


def test_a_table_in_a_line_takes_more(home: Path, card: RateCard) -> None:
    home.mkdir()
    (home / "config.toml").write_text('profile = { name = "Zoé" }\n', encoding="utf-8")

    changed(Home(home), card, profile__region="CA-QC", profile__numbers__NEQ="1234567890")

    profile = load_config(home / "config.toml").profile
    assert (profile.name, profile.region, profile.numbers) == ("Zoé", "CA-QC", {"NEQ": "1234567890"})


def test_without_a_config_the_first_change_makes_one_with_its_comments(home: Path, card: RateCard) -> None:
    text = changed(Home(home), card, profile__name="Zoé")

    assert text == config_text("en").replace('# name = "Studio Rivière"', 'name = "Zoé"')


@pytest.mark.parametrize(
    ("key", "typed", "toml"),
    [
        ("profile.name", "123", '"123"'),
        ("profile.name", '"Zoé"', '"Zoé"'),
        ("profile.name", "l'atelier", '"l\'atelier"'),
        ("profile.address", "1, rue du Pont\nQuébec", '"1, rue du Pont\\nQuébec"'),
        ("profile.minimum_rate", "62,50 $", "62.50"),
        ("profile.minimum_rate", "1\u00a0250", "1250"),
        ("profile.terms.deposit", "40 %", "40"),
        ("profile.registered", "non", "false"),
        ("profile.registered", "Yes", "true"),
        ("profile.terms.other", "un, deux", '["un", "deux"]'),
        ("profile.terms.other", '["un, deux"]', '["un, deux"]'),
        ("profile.terms.law", '{ fr = "Québec" }', '{ fr = "Québec" }'),
        ("profile.registrations.gst", "123456789 RT0001", '"123456789 RT0001"'),
        ("traits.experience", "senior", '"senior"'),
        ("traits.languages", "fr,en", '["fr", "en"]'),
        ("traits.months", "6", "6"),
        ("traits.audit", "oui", "true"),
    ],
)
def test_what_is_typed_is_written_as_its_key_wants_it(key: str, typed: str, toml: str, card: RateCard) -> None:
    assert written(key, typed, card) == toml
    refuse_value(key, typed, card)


@pytest.mark.parametrize(
    ("key", "typed"),
    [
        ("profile.minimum_rate", "1,500"),
        ("profile.minimum_rate", "-1"),
        ("profile.registered", "perhaps"),
        ("language", "de"),
        ("floor.weeks", "53"),
        ("floor.billable", "0"),
        ("traits.experience", "senoir"),
        ("profile.accent", "green"),
    ],
)
def test_what_cannot_be_a_value_is_refused(key: str, typed: str, card: RateCard) -> None:
    with pytest.raises(Refusal):
        refuse_value(key, typed, card)


@pytest.mark.parametrize("key", ["profile.regoin", "traits.experince", "floor", "profile.registrations.gst.number"])
def test_a_key_that_there_is_not_is_refused(key: str, card: RateCard) -> None:
    with pytest.raises(NotFound):
        written(key, "x", card)


def test_a_wrong_value_leaves_the_file_as_it_was(own: Home, card: RateCard) -> None:
    before = text_of(own)

    with pytest.raises(WrongChange):
        change_config(own, {"profile.validity_days": "1.5"}, card, "en", TOLD)

    assert text_of(own) == before


BROKEN = 'langage = "fr"\n[profile]\nminimum_rate = "sixty"\n[traits]\nexperience = "senoir"\n'


def test_a_broken_config_is_mended_one_key_at_a_time(home: Path, card: RateCard) -> None:
    home.mkdir()
    (home / "config.toml").write_text(BROKEN, encoding="utf-8")

    left = [
        change_config(Home(home), {key: value}, card, "en", TOLD).left
        for key, value in (("profile.minimum_rate", "60"), ("traits.experience", "senior"))
    ]

    assert [error and [located.problem.key for located in error.problems] for error in left] == [
        ["langage", "traits.experience"],
        ["langage"],
    ]


def test_a_broken_config_is_not_broken_further(home: Path, card: RateCard) -> None:
    home.mkdir()
    (home / "config.toml").write_text(BROKEN, encoding="utf-8")

    assert refusals(lambda: change_config(Home(home), {"profile.terms.deposit": "200"}, card, "en", TOLD)) == [
        "8 profile.terms.deposit: 200 is too large: at most 100"
    ]


def test_a_file_that_is_not_toml_is_left_to_an_editor(home: Path, card: RateCard) -> None:
    home.mkdir()
    (home / "config.toml").write_text("name = Zoé\n", encoding="utf-8")

    with pytest.raises(WrongFile):
        change_config(Home(home), {"profile.name": "Zoé"}, card, "en", TOLD)


def test_a_whole_new_text_must_be_right(own: Home, card: RateCard) -> None:
    before = text_of(own)

    with pytest.raises(WrongChange):
        put_config(own, "[traits]\nexperience = 3\n", card, "en", own.config.read_bytes(), at=AT)

    assert text_of(own) == before


def test_a_config_that_is_there_is_replaced_only_when_asked(own: Home, card: RateCard) -> None:
    before = text_of(own)

    with pytest.raises(NotFound):
        start_config(own, {}, card, "en", AT, force=False)
    start_config(own, {"profile.name": "Ana"}, card, "en", AT, force=True)

    assert load_config(own.config).profile.name == "Ana"
    take_back(own, None, AT)
    assert text_of(own) == before


EXAMPLES = {setting.key: setting.words.example for setting in settings() if setting.kind != "table"}


@few(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from(list(EXAMPLES)), max_size=6),
    st.sampled_from(["", config_text("fr"), 'profile = { name = "Zoé" }\n']),
)
def test_any_example_may_be_set_in_any_order_and_is_read_back(chosen: list[str], text: str) -> None:
    for key in chosen:
        text = with_setting(text, key, inline(EXAMPLES[key]))
        content: object = tomli.loads(text, parse_float=Decimal)
        for part in key.split("."):
            assert isinstance(content, dict)
            content = content[part]

        assert content == EXAMPLES[key]


def test_a_schema_that_cannot_be_written_leaves_the_config_as_it_was(own: Home, card: RateCard) -> None:
    before = text_of(own)
    (own.folder / "config.schema.json").mkdir()

    with pytest.raises(DiskError):
        change_config(own, {"profile.name": "Studio"}, card, "en", TOLD)

    assert text_of(own) == before


def test_a_new_config_is_the_user_s_alone_and_an_old_one_keeps_its_permissions(own: Home, card: RateCard) -> None:
    own.config.chmod(0o640)
    change_config(own, {"profile.name": "Studio"}, card, "en", TOLD)
    fresh = Home(own.folder / "fresh")
    change_config(fresh, {"profile.name": "Studio"}, card, "en", TOLD)

    modes = [path.stat().st_mode & 0o777 for path in (own.config, fresh.config, fresh.folder)]
    assert modes == [0o640, 0o600, 0o700]


def test_a_rate_of_exchange_is_set_key_by_key_with_its_day(tmp_path: Path) -> None:
    home = Home(tmp_path)
    change_config(home, {"exchange.USD.rate": "1,38", "exchange.USD.date": "2026-11-20"}, None, "en", TOLD)

    assert load_config(home.config).exchange["USD"] == Exchange(rate=Decimal("1.38"), date=date(2026, 11, 20))
