"""The user's `config.toml`: who sells, in which language, and the answers she always gives."""

from decimal import Decimal
from pathlib import Path

import pytest

from builders import load_config
from files.refusals import refusals
from fourchette.core.mandate.profile import PROFILE
from fourchette.errors import NotFound
from fourchette.files.config.config_file import Config


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where each test writes its config."""
    return tmp_path / "config.toml"


def test_without_a_file_everything_has_its_default(path: Path) -> None:
    assert load_config(path) == Config(language=None, profile=PROFILE, traits={})


def test_an_empty_file_changes_nothing(path: Path) -> None:
    path.touch()

    assert load_config(path) == Config()


def test_everything_may_be_said(path: Path) -> None:
    path.write_text(
        """\
schema = 1
language = "fr"
[profile]
name = "Studio Rivière"
email = "zoe@example.org"
address = "1, rue du Pont\\nQuébec"
region = "CA-QC"
registered = false
minimum_rate = 62.50
validity_days = 15
[traits]
experience = "senior"
languages = ["fr", "en"]
""",
        encoding="utf-8",
    )

    config = load_config(path)

    assert config.language == "fr"
    assert config.profile.name == "Studio Rivière"
    assert config.profile.registered is False
    assert config.profile.minimum_rate == Decimal("62.50")
    assert config.profile.validity_days == 15
    assert config.traits == {"experience": "senior", "languages": ["fr", "en"]}


def test_every_problem_is_told_at_once(path: Path) -> None:
    path.write_text(
        """\
languge = "fr"
language = "de"
traits = []
[profile]
name = "a\\u001bb"
registered = "perhaps"
minimum_rate = -1
validity_days = 1.5
regoin = "CA-QC"
""",
        encoding="utf-8",
    )

    assert refusals(lambda: load_config(path)) == [
        "1 languge: languge is not a key known here → did you mean “language”?",
        '2 language: "de" is not allowed → allowed: fr, en',
        "3 traits: a table is expected",
        "5 profile.name: the text holds the control character U+001B",
        '6 profile.registered: true or false is expected, not "perhaps"',
        "7 profile.minimum_rate: -1 is too small: at least 0",
        "8 profile.validity_days: a whole number is expected, not 1.5",
        "9 profile.regoin: regoin is not a key known here → did you mean “region”?",
    ]


def test_what_is_not_toml_is_refused(path: Path) -> None:
    path.write_text("language: fr\n", encoding="utf-8")

    assert refusals(lambda: load_config(path))


def test_a_folder_in_its_place_is_no_config(path: Path) -> None:
    path.mkdir()

    with pytest.raises(NotFound, match="is a folder"):
        load_config(path)


@pytest.mark.parametrize("written", ['"no"', '"off"', "0", "0.0"])
def test_yes_or_no_is_true_or_false(path: Path, written: str) -> None:
    path.write_text(f"[profile]\nregistered = {written}\n", encoding="utf-8")

    [said] = refusals(lambda: load_config(path))

    assert said.startswith("2 profile.registered: true or false is expected, not ")


def test_a_validity_has_an_end(path: Path) -> None:
    path.write_text("[profile]\nvalidity_days = 4000000\n", encoding="utf-8")

    assert refusals(lambda: load_config(path))


def test_everything_a_document_says_of_the_seller_is_read(path: Path) -> None:
    path.write_text(
        """
schema = 1
[profile]
phone = "418 555-0100"
website = "studio.example"
logo = "logo.svg"
accent = "#1F6F5C"
registrations = { gst = "123456789 RT0001" }
numbers = { NEQ = "1234567890" }
[profile.terms]
deposit = 40
late_interest = 12
other = ["Rien de plus."]
""",
        encoding="utf-8",
    )

    profile = load_config(path).profile

    assert (profile.accent, profile.registrations["gst"], profile.terms.deposit) == (
        *("#1f6f5c", "123456789 RT0001", Decimal(40)),
    )


def test_a_wrong_colour_picture_or_term_is_refused(path: Path) -> None:
    path.write_text(
        '[profile]\naccent = "green"\nlogo = "a.exe"\n[profile.terms]\ndeposit = 120\nnotice_days = 1.5\n'
        "index_month = 6.5\n",
        encoding="utf-8",
    )

    assert refusals(lambda: load_config(path)) == [
        '2 profile.accent: "green" is not a colour → write, for instance, #1f6f5c',
        '3 profile.logo: "a.exe" is not the name of a picture → allowed: .svg, .png, .jpg, .jpeg',
        "5 profile.terms.deposit: 120 is too large: at most 100",
        "6 profile.terms.notice_days: a whole number is expected, not 1.5",
        "7 profile.terms.index_month: a whole number is expected, not 6.5",
    ]


@pytest.mark.parametrize("month", [1, 12])
def test_an_index_may_take_effect_in_any_month(path: Path, month: int) -> None:
    path.write_text(f"[profile.terms]\nindex_month = {month}\n", encoding="utf-8")

    assert load_config(path).profile.terms.index_month == month


@pytest.mark.parametrize(("month", "said"), [(0, "0 is too small: at least 1"), (13, "13 is too large: at most 12")])
def test_an_index_takes_effect_in_a_month_of_the_year(path: Path, month: int, said: str) -> None:
    path.write_text(f"[profile.terms]\nindex_month = {month}\n", encoding="utf-8")

    assert refusals(lambda: load_config(path)) == [f"2 profile.terms.index_month: {said}"]
