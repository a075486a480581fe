"""`fourchette config`: shown, set, edited and asked for, in any state the file may be in."""

import json
import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from builders import load_config
from conftest import EXAMPLES, Cli, Editor
from fourchette.files.config.config_keys import settings
from fourchette.files.config.config_template import config_text
from terminal import Terminal


def config_of(home: Path) -> dict[str, Any]:
    return tomllib.loads((home / "config.toml").read_text(encoding="utf-8"))


def with_config(home: Path, text: str) -> None:
    home.mkdir(exist_ok=True)
    (home / "config.toml").write_text(text, encoding="utf-8")


# --- show and path


def test_every_setting_is_shown_with_where_it_comes_from(cli: Cli, home: Path) -> None:
    with_config(home, '[profile]\nname = "Zoé"\n[floor]\nincome = 65000\n')

    run = cli("config", "show", "--json")

    shown = {each["key"]: (each["value"], each["origin"]) for each in json.loads(run.out)["result"]["settings"]}
    assert run.code == 0
    assert set(shown) == {setting.key for setting in settings() if "NAME" not in setting.path}
    assert shown["profile.name"] == ("Zoé", "file")
    assert shown["profile.email"] == (None, "none")
    assert shown["profile.validity_days"] == ("30", "default")
    assert shown["profile.minimum_rate"] == ("93.07", "computed")
    assert shown["floor.weeks"] == ("46", "default")
    assert shown["language"] == ("en", "environment")


def test_a_stated_minimum_wins_over_the_computed_one(cli: Cli, home: Path) -> None:
    with_config(home, "[profile]\nminimum_rate = 70\n[floor]\nincome = 65000\n")

    run = cli("config", "show", "--json")

    (minimum,) = [each for each in json.loads(run.out)["result"]["settings"] if each["key"] == "profile.minimum_rate"]
    assert (minimum["value"], minimum["origin"], minimum["line"]) == ("70", "file", 2)


BROKEN = ("[profile]\nminimum_rate = 1e999\n", "profile = 3\n", "floor = []\n", "traits = 3\n", "\x00", "[x", "é = 1")


@pytest.mark.parametrize("text", BROKEN)
@pytest.mark.parametrize("form", [(), ("--json",)])
def test_a_broken_config_is_shown_all_the_same(cli: Cli, home: Path, text: str, form: tuple[str, ...]) -> None:
    with_config(home, text)

    run = cli("config", "show", *form)

    assert run.code == 3
    assert run.out
    if form:
        assert json.loads(run.out)["errors"]


def test_the_path_is_printed_alone(cli: Cli, home: Path) -> None:
    run = cli("config", "path", "-q")

    assert (run.code, run.out, run.err) == (0, f"{home / 'config.toml'}\n", "")


def test_nothing_is_said_aside_of_the_path_of_a_config_that_is_there(cli: Cli, home: Path) -> None:
    assert "fourchette config init" in cli("config", "path").err
    with_config(home, "")

    run = cli("config", "path")

    assert (run.code, run.out, run.err) == (0, f"{home / 'config.toml'}\n", "")


def test_a_folder_in_its_place_is_told(cli: Cli, home: Path) -> None:
    (home / "config.toml").mkdir(parents=True)

    assert cli("config", "show").code == 4


# --- set


def test_a_set_value_is_the_one_that_a_quote_then_uses(cli: Cli) -> None:
    assert cli("config", "set", "traits.experience", "senior").code == 0
    assert cli("config", "set", "profile.minimum_rate", "90").code == 0

    run = cli("quote", str(EXAMPLES / "cafe.toml"), "--date", "2026-11-22")

    assert "$80/h" in run.out
    assert "below your own minimum of $90/h" in run.out.replace("\n   ", " ")


def test_a_value_that_begins_with_a_dash_is_a_value(cli: Cli, home: Path) -> None:
    assert cli("config", "set", "profile.name", "-Zoé-").code == 0
    assert config_of(home)["profile"]["name"] == "-Zoé-"


def test_the_schema_of_the_config_is_kept_beside_it(cli: Cli, home: Path) -> None:
    cli("config", "set", "profile.name", "Zoé", "--lang", "fr")

    schema = json.loads((home / "config.schema.json").read_text(encoding="utf-8"))

    assert schema["$defs"]["Profile"]["properties"]["name"]["description"].startswith("Nom")


def test_a_broken_card_does_not_keep_a_name_from_being_set(cli: Cli, home: Path) -> None:
    with_config(home, "")
    (home / "ratecard.toml").write_text("broken", encoding="utf-8")

    assert cli("config", "set", "profile.name", "Zoé").code == 0


def test_a_json_change_says_what_was_done(cli: Cli, home: Path) -> None:
    run = cli("config", "set", "profile.name", "Zoé", "--json", "-q")

    assert json.loads(run.out)["result"] == {"file": str(home / "config.toml"), "key": "profile.name", "value": "Zoé"}


# --- edit


def test_a_good_edit_comes_into_force(shell: Cli, home: Path, editor: Editor) -> None:
    run = shell("config", "edit", **editor("""text = text.replace('# name = "Studio Rivière"', 'name = "Ana"')"""))

    assert run.code == 0
    assert config_of(home)["profile"]["name"] == "Ana"


def test_a_broken_edit_never_comes_into_force_and_is_kept(shell: Cli, home: Path, editor: Editor) -> None:
    with_config(home, '[profile]\nname = "Zoé"\n')

    run = shell("config", "edit", "--no-input", **editor("text += 'regoin = 3'"))

    assert run.code == 4
    assert "did you mean “region”?" in run.err
    assert config_of(home) == {"profile": {"name": "Zoé"}}
    assert "regoin" in (home / "config.rejected.toml").read_text(encoding="utf-8")


def test_a_file_that_is_not_toml_is_mended_in_the_editor(shell: Cli, home: Path, editor: Editor) -> None:
    with_config(home, "[profile\nname = Zoé\n")

    run = shell("config", "edit", **editor("""text = '[profile]\\nname = "Zoé"\\n'"""))

    assert run.code == 0
    assert config_of(home) == {"profile": {"name": "Zoé"}}


@pytest.mark.parametrize(("command", "name"), [("config", "config.toml"), ("rules", "ratecard.toml")])
@pytest.mark.parametrize(("language", "words"), [("en", "Nothing was changed."), ("fr", "Rien n’a été modifié.")])
def test_a_file_left_as_it_was_is_said_unchanged(  # noqa: PLR0913, PLR0917  # fixtures, a file and a language
    shell: Cli, home: Path, editor: Editor, command: str, name: str, language: str, words: str
) -> None:
    run = shell(command, "edit", "--lang", language, **editor("pass"))

    assert (run.code, run.err) == (0, f"{words}\n")
    assert not (home / name).exists()


@pytest.mark.parametrize("command", ["config", "rules"])
@pytest.mark.parametrize(
    ("language", "remedy"), [("en", "set VISUAL or EDITOR"), ("fr", "donnez à VISUAL ou à EDITOR")]
)
def test_an_editor_named_by_spaces_alone_is_none(
    terminal: Terminal, home: Path, command: str, language: str, remedy: str
) -> None:
    program = terminal(command, "edit", "--lang", language, VISUAL=" ", EDITOR="")

    assert program.code() == 2
    assert "editor “ ”" in program.screen or "l’éditeur «\u00a0 \u00a0»" in program.screen
    assert remedy in program.screen
    assert not home.exists()


# --- init


def test_without_a_terminal_nothing_is_asked(cli: Cli, home: Path) -> None:
    run = cli("config", "init")

    assert run.code == 0
    assert (home / "config.toml").read_text(encoding="utf-8") == config_text("en")


def test_a_config_that_is_there_is_kept_when_another_takes_its_place(cli: Cli, home: Path) -> None:
    with_config(home, 'language = "fr"\n')

    assert cli("config", "init").code == 4
    assert cli("config", "init", "--force").code == 0
    assert cli("undo").code == 0
    assert (home / "config.toml").read_text(encoding="utf-8") == 'language = "fr"\n'


def test_a_few_questions_make_a_config(cli: Cli, terminal: Terminal, home: Path, tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_text("<svg/>", encoding="utf-8")
    program = terminal("config", "init")
    program.until("Which language for the screen? [en]")
    program.type("fr")
    program.until("Quel nom inscrire sur la soumission ?".replace(" ?", "\u00a0?"))
    program.type("Studio Rivière")
    program.until("À quelle adresse courriel")
    program.type("?")
    program.until("Par exemple")
    program.type("bonjour@example.org")
    program.until("Où est votre entreprise")
    program.type("CA-CQ")
    program.until("CA-QC")
    program.type("ca-qc")
    program.until("[intermediate]")
    program.type("expert")
    program.until("taxes de vente")
    program.type("")
    program.until("TPS")
    program.type("123456789 RT0001")
    program.until("TVQ")
    program.type("")
    program.until("logo")
    program.type("absent.svg")
    program.until("absent.svg")
    program.type("logo.svg")

    assert program.code() == 0
    assert "Votre configuration" in program.screen
    assert config_of(home) == {
        "schema": 1,
        "language": "fr",
        "profile": {
            "name": "Studio Rivière",
            "email": "bonjour@example.org",
            "region": "CA-QC",
            "registered": True,
            "logo": "logo.svg",
            "registrations": {"gst": "123456789 RT0001"},
            "numbers": {},
            "terms": {},
        },
        "floor": {},
        "traits": {"experience": "expert"},
        "numbering": {},
    }
    assert (home / "logo.svg").exists()
    assert cli("undo").code == 0
    assert not (home / "logo.svg").exists()


def test_one_who_is_not_registered_is_asked_for_no_number(terminal: Terminal, home: Path) -> None:
    program = terminal("config", "init", "--lang", "en")
    for question, answer in (
        ("language", ""),
        ("name", ""),
        ("email", ""),
        ("your business", "CA-QC"),
        ("[intermediate]", ""),
    ):
        program.until(question)
        program.type(answer)
    program.until("registered")
    program.type("no")
    program.until("logo")
    program.type("")

    assert program.code() == 0
    assert "number" not in program.screen
    assert config_of(home)["profile"] == {
        "region": "CA-QC", "registered": False, "registrations": {}, "numbers": {}, "terms": {},
    }  # fmt: skip


def test_going_back_asks_the_last_question_again_and_a_tax_has_its_own_example(terminal: Terminal, home: Path) -> None:
    program = terminal("config", "init", "--lang", "en")
    for question, typed in (
        ("language", ""),
        ("name", "Zo"),
        ("email", "<"),
        ("name", "Zoé"),
        ("email", "?"),
        ("hello@example.org", ""),
        ("your business", "ON"),
        ("[intermediate]", ""),
        ("registered for sales taxes (HST)", "?"),
        ("No: no tax is charged", "yes"),
        ("HST number?", "?"),
        ("For instance: 123456789 RT0001", ""),
        ("logo", ""),
    ):
        program.until(question)
        program.type(typed)

    assert program.code() == 0
    assert config_of(home)["profile"]["name"] == "Zoé"


def test_where_nothing_is_to_be_registered_for_nothing_is_asked_of_it(terminal: Terminal) -> None:
    program = terminal("config", "init", "--lang", "en")
    for question, typed in (("language", ""), ("name", ""), ("email", ""), ("your business", "US-NY"), ("[inter", "")):
        program.until(question)
        program.type(typed)
    program.until("logo")
    program.type("")

    assert program.code() == 0
    assert "registered" not in program.screen


def test_what_the_terminal_s_encoding_lacks_never_stops_the_program(terminal: Terminal, home: Path) -> None:
    program = terminal("config", "init", "--lang", "en", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    for question, answer in (
        ("language", ""),
        ("name", "Zoé"),
        ("email", ""),
        ("your business", ""),
        ("[intermediate]", ""),
    ):
        program.until(question)
        program.type(answer)
    program.until("registered")
    program.type("no")
    program.until("logo")
    program.type("")

    assert program.code() == 0
    assert config_of(home)["profile"]["name"].startswith("Zo")


def test_a_config_that_is_there_is_asked_what_it_does_not_say(cli: Cli, terminal: Terminal, home: Path) -> None:
    for key, value in (("profile.region", "Quebec"), ("profile.registered", "no"), ("traits.experience", "senior")):
        assert cli("config", "set", key, value).code == 0
    program = terminal("config", "init", "--lang", "en")
    for question, answer in (("language", ""), ("name", "Zoé"), ("email", ""), ("logo", "")):
        program.until(question)
        program.type(answer)

    assert program.code() == 0
    assert "Where is your business" not in program.screen
    assert config_of(home)["profile"] | {"registrations": 0} == {
        "name": "Zoé", "region": "CA-QC", "registered": False, "registrations": 0, "numbers": {}, "terms": {},
    }  # fmt: skip


@pytest.mark.parametrize("leave", ["interrupt", "end"])
def test_leaving_in_the_middle_writes_nothing(terminal: Terminal, home: Path, leave: str) -> None:
    program = terminal("config", "init", "--lang", "en")
    program.until("language")
    program.type("")
    program.until("name")
    getattr(program, leave)()

    assert program.code() == 130
    assert "Nothing was written." in program.screen
    assert not home.exists()


def test_no_input_asks_nothing_on_a_terminal_either(terminal: Terminal, home: Path) -> None:
    program = terminal("config", "init", "--no-input", "--lang", "en")

    assert program.code() == 0
    assert "?" not in program.screen
    assert (home / "config.toml").exists()


def test_a_rate_of_exchange_alone_holds_from_today_and_one_undo_takes_both_back(cli: Cli, home: Path) -> None:
    run = cli("config", "set", "exchange.USD.rate", "1.38")

    assert run.code == 0, run.err
    stated = load_config(home / "config.toml").exchange["USD"]
    assert stated.rate == Decimal("1.38")
    assert f"exchange.USD.date = {stated.date}" in run.err
    assert cli("config", "set", "exchange.USD.date", "2026-11-20").code == 0
    assert load_config(home / "config.toml").exchange["USD"].date == date(2026, 11, 20)
    assert [cli("undo").code for _ in range(2)] == [0, 0]
    assert not (home / "config.toml").exists()
