"""`fourchette help`: guides in both languages that leave nothing out, and the whole of the program for others."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any, get_args, get_type_hints

import pytest

from conftest import ROOT, Cli
from fourchette.cli.shell.command_table import COMMANDS, Branch
from fourchette.core.basis.reading import toml_name
from fourchette.core.basis.text import LANGUAGES, Language
from fourchette.core.card.rate_card import Kind, RateCard
from fourchette.core.mandate.mandate import Mandate
from fourchette.files.card.card_file import load_card
from fourchette.files.config import config_keys
from fourchette.files.shipped import guides
from terminal import Terminal

HEADING = re.compile(r"^#+ ", re.MULTILINE)


def text_of(cli: Cli, topic: str, language: Language) -> str:
    run = cli("help", topic, "--lang", language)
    assert (run.code, run.err) == (0, "")
    return run.out


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("topic", guides.TOPICS)
def test_a_guide_is_whole_in_each_language(cli: Cli, topic: str, language: Language) -> None:
    text = text_of(cli, topic, language)

    assert text.startswith("# ")
    assert "{{" not in text
    assert "<!--" not in text


@pytest.mark.parametrize("topic", guides.TOPICS)
def test_a_guide_has_the_same_parts_in_both_languages(topic: str) -> None:
    french, english = (guides.guide(topic, language) for language in ("fr", "en"))

    assert len(HEADING.findall(french)) == len(HEADING.findall(english))
    assert french.count("```") == english.count("```")
    assert french.count("\n|") == english.count("\n|")
    assert re.findall(r"\{\{.*?\}\}", french) == re.findall(r"\{\{.*?\}\}", english)


def test_every_file_of_the_guides_is_a_topic() -> None:
    kept = sorted(path.stem for path in (ROOT / "src/fourchette/resources/guides/en").iterdir())

    assert kept == sorted(guides.TOPICS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_of_guides_says_what_each_is_about(cli: Cli, language: Language) -> None:
    listed = cli("help", "--lang", language).out

    assert all(f"`{topic}`" in listed for topic in guides.TOPICS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_can_be_said_is_told_in_the_guides(cli: Cli, language: Language) -> None:
    """Each trait, key of a mandate, key of the config, command: none is left for someone to guess."""
    told = "".join(text_of(cli, topic, language) for topic in guides.TOPICS)
    mandate = set(Mandate.__dataclass_fields__) - {"client", "traits", "title", "language"}
    known = {*load_card().card.traits, *mandate, *(each.key for each in config_keys.settings()), *COMMANDS}
    groups = {name: branch for name, branch in COMMANDS.items() if isinstance(branch, Branch)}
    leaves = {f"{name} {leaf}" for name, branch in groups.items() for leaf in branch.leaves}

    assert [name for name in sorted(known) if f"`{name}" not in told and f"[{name}" not in told] == []
    assert [leaf for leaf in sorted(leaves) if f"`{leaf}" not in told and f"fourchette {leaf}" not in told] == []


def keys_of(noun: type, seen: set[type]) -> Iterator[str]:
    """Every key that a noun, or one that it holds, has in a file."""
    seen.add(noun)
    hints = get_type_hints(noun, include_extras=True)
    for entry in fields(noun):
        yield toml_name(entry.name)
        held = [hints[entry.name]]
        while held:
            hint = held.pop()
            held += get_args(hint)
            if isinstance(hint, type) and is_dataclass(hint) and hint not in seen:
                yield from keys_of(hint, seen)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_of_a_card_and_of_a_mandate_is_told_in_the_guides(cli: Cli, language: Language) -> None:
    told = "".join(text_of(cli, topic, language) for topic in guides.TOPICS)
    saved = {"keys"}  # of `known`, which a saved quote has and no file of hers
    known = {*keys_of(RateCard, set()), *keys_of(Mandate, set()), *get_args(Kind)} - saved

    def is_told(key: str) -> bool:
        return re.search(rf"`{key}\b|[\[.]{key}\b|^\s*{key} =|[{{,(] ?{key} =", told, re.MULTILINE) is not None

    assert len(known) > 150
    assert [key for key in sorted(known) if not is_told(key)] == []


def test_a_command_named_is_its_help(cli: Cli) -> None:
    assert cli("help", "quote", "--lang", "en").out == cli("quote", "--help", "--lang", "en").out
    assert cli("help", "rules", "set", "--lang", "en").out == cli("rules", "set", "--help", "--lang", "en").out


def test_a_guide_that_is_none_is_told_with_the_nearest(cli: Cli) -> None:
    run = cli("help", "mandat", "--lang", "en")

    assert run.code == 4
    assert "mandate" in run.err


def test_on_a_terminal_a_guide_is_drawn(terminal: Terminal) -> None:
    program = terminal("help", "value", "--lang", "en", TERM="xterm")

    assert program.code() == 0
    assert "```" not in program.screen
    assert "confidence" in program.screen


@pytest.fixture
def whole(cli: Cli) -> dict[str, Any]:
    run = cli("help", "--json", "--lang", "en")
    result: dict[str, Any] = json.loads(run.out)["result"]
    return result


def test_programs_get_every_command_with_its_options(cli: Cli, whole: dict[str, Any]) -> None:
    names = [command["name"] for command in whole["commands"]]

    assert {name.split()[0] for name in names} == set(COMMANDS)
    for command in whole["commands"]:
        shown = cli(*command["name"].split(), "--help", "--lang", "en").out
        assert all(name in shown for option in command["parameters"] for name in option["names"])


def test_programs_get_the_contracts(whole: dict[str, Any]) -> None:
    assert set(whole["exit_codes"]) == {"0", "1", "2", "3", "4", "5", "70", "130"}
    assert "pdf" in whole["formats"]
    assert "accepted" in whole["states"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_manual_page_names_every_command(cli: Cli, language: Language) -> None:
    page = cli("help", "--man", "--lang", language).out

    assert page.startswith(".TH FOURCHETTE 1")
    assert all(f".SS {name}" in page for name in COMMANDS if name not in ("rules", "config"))


@pytest.mark.skipif(shutil.which("man") is None, reason="there is no man here")
def test_man_reads_the_manual_page(cli: Cli) -> None:
    page = cli("help", "--man", "--lang", "en").out

    read = subprocess.run(["man", "-l", "-"], input=page, capture_output=True, text=True, check=False)  # noqa: S607

    assert read.returncode == 0
    assert "--platform" in re.sub(".\b", "", read.stdout)


def test_no_guide_hides_behind_a_command() -> None:
    assert not {*guides.TOPICS} & {*COMMANDS}
