"""A scope that the options take out of a mandate takes its volumes with it, and that is said."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from conftest import EXAMPLES, Cli
from fourchette.files.card.own_card import preset_text

CAFE, UTILITY = str(EXAMPLES / "cafe.toml"), str(EXAMPLES / "utility.toml")
DAY = ("--date", "2026-11-22")


def priced(cli: Cli, *arguments: str) -> Any:  # noqa: ANN401  # a JSON value
    run = cli("quote", *arguments, *DAY, "--json")
    assert run.code == 0, run.err
    return json.loads(run.out)["result"]


def answers(cli: Cli, *arguments: str) -> set[str]:
    """The traits that the mandate's file answers."""
    run = cli("quote", *arguments, *DAY, "--explain-settings", "--json")
    settings = json.loads(run.out)["result"]["settings"]
    return {each["key"].removeprefix("traits.") for each in settings if each["origin"] == "mandate"}


def written(path: Path, scope: str, *volumes: str) -> str:
    lines = ["schema = 1", "[traits]", f"scope = [{scope}]", 'platforms = ["facebook", "instagram"]', *volumes]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(path)


def test_the_volumes_of_a_scope_that_is_taken_out_are_not_priced(cli: Cli, tmp_path: Path) -> None:
    with_messages = written(tmp_path / "with.toml", '"content", "community"', "posts = 8", "inbound = 400")
    without = written(tmp_path / "without.toml", '"content"', "posts = 8")

    narrowed, asked = priced(cli, with_messages, "--scope", "content"), priced(cli, without)

    assert narrowed["lines"] == asked["lines"]
    assert "inbound" not in answers(cli, with_messages, "--scope", "content")
    assert not any(line["id"] == "service" for line in narrowed["lines"])


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Without Community management and replies, these answers are left out: Comments and messages."),
        ("fr", "Sans Animation et réponses, ces réponses sont laissées de côté : Commentaires et messages."),
    ],
)
def test_what_is_left_out_is_said(language: str, said: str, cli: Cli) -> None:
    run = cli("quote", CAFE, "--scope", "content", *DAY, "--lang", language)

    assert said in run.err.replace("\u00a0", " ").replace("\n", " ")
    assert "-t inbound=" in run.err


def test_what_the_options_say_too_is_kept(cli: Cli) -> None:
    run = cli("quote", CAFE, "--scope", "content", "-t", "inbound=40", *DAY)
    kept = priced(cli, CAFE, "--scope", "content", "-t", "inbound=40")

    assert "left out" not in run.err
    assert any(line["id"] == "service" for line in kept["lines"])


@pytest.mark.parametrize("scope", ["content,community", "content,community,ads", "community,content"])
def test_a_scope_that_takes_nothing_out_leaves_nothing_out(scope: str, cli: Cli) -> None:
    assert "left out" not in cli("quote", CAFE, "--scope", scope, *DAY).err


def test_what_a_file_says_of_itself_is_priced_as_it_says(cli: Cli, tmp_path: Path) -> None:
    own = written(tmp_path / "own.toml", '"content"', "posts = 8", "inbound = 400")

    assert any(line["id"] == "service" for line in priced(cli, own)["lines"])
    assert "left out" not in cli("quote", own, "-t", "posts=9", *DAY).err


def test_several_scopes_take_out_all_that_was_theirs_and_no_more(cli: Cli) -> None:
    before, after = answers(cli, UTILITY), answers(cli, UTILITY, "--scope", "strategy")

    assert before - after >= {"inbound", "posts"}
    assert {"platforms", "languages", "months"} & before <= after


def test_it_is_the_card_that_says_what_belongs_to_what(cli: Cli, home: Path, tmp_path: Path) -> None:
    """A trait of one's own, asked for some networks only, leaves with the last of them."""
    home.mkdir()
    trait = (
        '[traits.live]\nkind = "number"\nlabel = { fr = "Directs", en = "Live streams" }\ndefault = 0\n'
        'unit = { fr = "directs", en = "streams" }\nasked_when = { platforms = { includes = ["twitch", "tiktok"] } }\n'
        'why = { fr = "w", en = "w" }\nsource = "mine"\ntiers = [{ from = 1, add = 9 }]\n\n[traits.response]\n'
    )
    card = preset_text("quebec").replace("[traits.response]\n", trait)
    (home / "ratecard.toml").write_text(card, encoding="utf-8")
    own = written(tmp_path / "own.toml", '"content"', "posts = 8", "live = 2")
    text = Path(own).read_text(encoding="utf-8").replace('"instagram"', '"twitch"')
    Path(own).write_text(text, encoding="utf-8")

    def rate(*options: str) -> str:
        return str(priced(cli, own, *options)["rate"]["target"])

    assert rate() == "74.00"
    assert rate("--platform", "facebook,tiktok") == "74.00"
    assert rate("--platform", "facebook") == "65.00"
    assert "Live streams" in cli("quote", own, "--platform", "facebook", *DAY).err


SEASON = '[[seasons]]\nlabel = "Ouverture"\nmonths = 1\ntraits = { %s }'


def seasonal(path: Path, traits: str, *volumes: str) -> str:
    return written(path, '"content", "community"', "months = 3", "posts = 8", *volumes, SEASON % traits)


def test_what_a_season_alone_says_of_a_scope_that_is_taken_out_leaves_too(cli: Cli, tmp_path: Path) -> None:
    busy = seasonal(tmp_path / "busy.toml", "inbound = 400", "inbound = 120")
    alone = seasonal(tmp_path / "alone.toml", "inbound = 400")
    without = written(tmp_path / "without.toml", '"content"', "months = 3", "posts = 8")

    asked = priced(cli, without)
    for mandate in (busy, alone):
        narrowed = priced(cli, mandate, "--scope", "content")
        assert (narrowed["lines"], narrowed["total"]) == (asked["lines"], asked["total"])
        assert "Comments and messages" in cli("quote", mandate, "--scope", "content", *DAY).err


def test_what_a_season_says_of_the_scope_that_stays_is_kept(cli: Cli, tmp_path: Path) -> None:
    mixed = seasonal(tmp_path / "mixed.toml", "inbound = 400, posts = 12", "inbound = 120")
    posts = written(tmp_path / "posts.toml", '"content"', "months = 3", "posts = 8", SEASON % "posts = 12")

    assert priced(cli, mixed, "--scope", "content")["lines"] == priced(cli, posts)["lines"]


def test_a_season_that_says_its_own_scope_keeps_it_with_its_volumes(cli: Cli, tmp_path: Path) -> None:
    scope = 'scope = ["content", "community"]'
    own = seasonal(tmp_path / "own.toml", scope, "inbound = 120")
    same = written(tmp_path / "same.toml", '"content"', "months = 3", "posts = 8", SEASON % f"{scope}, inbound = 120")

    assert priced(cli, own, "--scope", "content")["lines"] == priced(cli, same)["lines"]


def test_a_lever_takes_the_volumes_of_seasons_out_with_their_scope(cli: Cli, tmp_path: Path) -> None:
    alone = seasonal(tmp_path / "alone.toml", "inbound = 400")
    run = cli("explain", alone, *DAY, "--json")
    levers = json.loads(run.out)["result"]["levers"]
    [without] = [each for each in levers if each["trait"] == "scope" and each["after"] == ["content"]]

    narrowed = priced(cli, alone, "--scope", "content")
    assert narrowed["once"] is None
    assert without["then"]["amount"] == narrowed["monthly"]["subtotal"]
    assert Decimal(without["then"]["total"]) == 3 * Decimal(narrowed["monthly"]["subtotal"])
