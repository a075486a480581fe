"""A book numbered her own way: every command that names a quote takes the number that she chose."""

import json
from pathlib import Path

import pytest

from conftest import EXAMPLES, Cli

CAFE = str(EXAMPLES / "cafe.toml")
SAVED = ("--save", "--date", "2026-11-22", "-q")


def names(home: Path) -> list[str]:
    return sorted(path.stem for path in (home / "quotes").rglob("*.toml"))


@pytest.fixture
def riviere(cli: Cli, home: Path) -> Path:
    """A book with two quotes of before, then two of her own numbering."""
    for _ in range(2):
        assert cli("quote", CAFE, *SAVED).code == 0
    assert cli("config", "set", "numbering.prefix", "RIV-").code == 0
    assert cli("config", "set", "numbering.first", "40").code == 0
    for _ in range(2):
        assert cli("quote", CAFE, *SAVED).code == 0
    return home


def test_what_was_numbered_before_keeps_its_number(riviere: Path) -> None:
    assert names(riviere) == ["2026-001", "2026-002", "RIV-2026-040", "RIV-2026-041"]


def test_each_year_begins_at_her_first_number(cli: Cli, riviere: Path) -> None:
    assert cli("quote", CAFE, "--save", "--date", "2027-01-04", "-q").code == 0

    assert (riviere / "quotes" / "2027" / "RIV-2027-040.toml").exists()


def test_two_quotes_of_a_year_never_share_a_rank(cli: Cli, riviere: Path) -> None:
    assert cli("config", "set", "numbering.prefix", "X_").code == 0
    assert cli("config", "set", "numbering.first", "1").code == 0
    assert cli("quote", CAFE, *SAVED).code == 0

    assert "X_2026-042" in names(riviere)


def test_the_list_goes_by_rank_whatever_the_prefix(cli: Cli, riviere: Path) -> None:
    listed = json.loads(cli("list", "--json").out)["result"]

    assert [entry["number"] for entry in listed] == ["RIV-2026-041", "RIV-2026-040", "2026-002", "2026-001"]
    assert riviere.exists()


@pytest.mark.parametrize("name", ["RIV-2026-040", "riv-2026-040", "2026-040", "RIV-2026-040.toml", "RIV-2026-040.1"])
@pytest.mark.usefixtures("riviere")
def test_a_quote_is_found_in_any_capitals_and_without_its_prefix(cli: Cli, name: str) -> None:
    run = cli("show", name)

    assert (run.code, "RIV-2026-040" in run.out) == (0, True), run.err


@pytest.mark.usefixtures("riviere")
def test_a_prefix_that_no_quote_bears_is_no_name_of_another(cli: Cli) -> None:
    run = cli("show", "RIB-2026-040")

    assert run.code == 4
    assert "did you mean “RIV-2026-040”?" in run.err


def test_a_whole_year_of_commands_takes_her_numbers(cli: Cli, riviere: Path, tmp_path: Path) -> None:
    number = "RIV-2026-040"
    for command in (
        ("explain", number),
        ("fit", number, "--budget", "5000"),
        ("market", number),
        ("compare", number, "2026-001"),
        ("render", number, "-o", str(tmp_path / "quote.md")),
        ("duplicate", number, str(tmp_path / "mandate.toml")),
        ("send", number, "--date", "2026-11-22"),
        ("accept", number, "--date", "2026-11-23"),
        ("hours", number, "3.5", "--lane", "content", "--month", "2026-12"),
        ("statement", number, "--month", "2026-12", "--format", "md"),
        ("revise", number, "-t", "posts=12", "--date", "2026-11-24"),
        ("show", f"{number}.2"),
        ("send", f"{number}.2", "--date", "2026-11-24"),
        ("decline", f"{number}.2", "--date", "2026-11-25"),
        ("reopen", f"{number}.2", "--date", "2026-11-26"),
        ("verify", number),
        ("verify",),
        ("stats",),
        ("followups",),
    ):
        run = cli(*command)
        assert run.code == 0, (command, run.err)
    assert f"**Number** {number}" in (tmp_path / "quote.md").read_text(encoding="utf-8").replace("Numéro", "Number")
    assert f"{number}.2" in names(riviere)


@pytest.mark.parametrize("prefix", ["Été-", "2026-", "CON/", "a.b-"])
def test_a_prefix_that_no_file_could_bear_is_refused_and_changes_nothing(cli: Cli, home: Path, prefix: str) -> None:
    run = cli("config", "set", "numbering.prefix", prefix)

    assert run.code == 3
    assert "RIV-" in run.err
    assert not (home / "config.toml").exists()
