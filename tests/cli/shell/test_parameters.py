"""An option takes the words that the screens print."""

import pytest

from conftest import EXAMPLES, Cli
from fourchette.cli.shell.parameters import AUDIENCES, value_meant
from fourchette.core.practice.quote_states import STATE_WORDS

CAFE = str(EXAMPLES / "cafe.toml")
DAY = ("--date", "2026-11-22")


@pytest.mark.parametrize(("typed", "meant"), [("envoyée", "sent"), ("Sent", "sent"), ("expirée", "expired")])
def test_a_state_is_named_as_either_language_says_it(typed: str, meant: str) -> None:
    assert value_meant(typed, STATE_WORDS) == meant


def test_what_no_language_says_is_given_back() -> None:
    assert value_meant("sold", STATE_WORDS) == "sold"
    assert value_meant("moi", AUDIENCES) == "me"


def test_a_quote_is_shown_to_me_in_my_words(cli: Cli) -> None:
    assert cli("quote", CAFE, "--for", "moi", *DAY).out == cli("quote", CAFE, "--for", "me", *DAY).out
    assert cli("quote", CAFE, "--for", "them", *DAY).code == 2


@pytest.mark.parametrize("label", ["En 4 heures ou moins", "en 4\u00a0heures ou moins", "Within 4 hours"])
def test_an_answer_is_named_by_its_label(label: str, cli: Cli) -> None:
    assert cli("quote", CAFE, "-t", f"response={label}", *DAY).out == cli("quote", CAFE, "-t", "response=4h", *DAY).out


def test_a_list_holds_the_state_that_is_said(cli: Cli) -> None:
    cli("quote", CAFE, "--save", *DAY)

    assert "2026-001" in cli("list", "--state", "brouillon", *DAY).out
    assert "2026-001" not in cli("list", "--state", "envoyée", *DAY).out
