"""A command line that is mistaken: said in the language of the screen, with what was meant."""

import pytest

from conftest import Cli
from fourchette.cli.shell.command_table import COMMANDS
from fourchette.files.shipped.resource import resource
from fourchette.files.toml.toml_read import parse


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("devis", "quote"), ("prix", "quote"), ("envoyer", "send"), ("ls", "list"), ("facture", "statement"),
        ("aide", "help"), ("qoute", "quote"), ("refuse", "decline"), ("grille", "rules"),
    ],
)  # fmt: skip
def test_a_word_of_elsewhere_leads_to_our_command(cli: Cli, typed: str, meant: str) -> None:
    run = cli(typed)

    assert run.code == 2
    assert f"did you mean “{meant}”?" in run.err


def test_each_other_word_leads_to_one_command_that_there_is() -> None:
    table = parse("", resource("other_words.toml")).content["commands"]
    words = [word for each in table.values() for word in each]

    assert set(table) <= set(COMMANDS)
    assert len(words) == len(set(words))
    assert not set(words) & set(COMMANDS)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("config", "set", "profile.name", "Joe", "Smith"), "trop de mots : Smith"),
        (("list", "--limit", "abc"), "il faut un nombre entier"),
        (("undo", "0"), "il faut un nombre entier d’au moins 1"),
    ],
)
def test_what_the_library_refuses_is_said_in_french_too(cli: Cli, arguments: tuple[str, ...], said: str) -> None:
    run = cli("--lang", "fr", *arguments)

    assert run.code == 2
    assert said in run.err.replace("\u00a0", " ")
