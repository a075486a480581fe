"""Where the user's files are."""

from pathlib import Path

from fourchette.files.home.home import Home, find_home


def test_the_option_comes_first() -> None:
    assert find_home(Path("mine"), {"FOURCHETTE_HOME": "named"}) == Home(Path("mine"))


def test_the_environment_comes_before_the_platform() -> None:
    assert find_home(None, {"FOURCHETTE_HOME": "named"}) == Home(Path("named"))


def test_the_platform_has_a_folder_for_it() -> None:
    home = find_home(None, {"FOURCHETTE_HOME": ""})

    assert home.folder.is_absolute()
    assert home.folder.name == "fourchette"


def test_everything_is_in_one_folder() -> None:
    home = Home(Path("h"))

    assert [home.config, home.card, home.taxes, home.cards, home.quotes(2026)] == [
        Path("h/config.toml"),
        Path("h/ratecard.toml"),
        Path("h/taxes.toml"),
        Path("h/cards"),
        Path("h/quotes/2026"),
    ]
