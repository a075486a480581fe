"""What could not be read again is not saved."""

from pathlib import Path

from conftest import EXAMPLES, Cli

CAFE = str(EXAMPLES / "cafe.toml")


def test_a_quote_of_a_year_without_four_digits_is_not_saved(cli: Cli, home: Path) -> None:
    run = cli("quote", CAFE, "--save", "--date", "0026-11-22")

    assert run.code == 2
    assert "four digits" in run.err
    assert not (home / "quotes").exists()


def test_a_total_beyond_what_a_figure_may_be_is_not_saved(cli: Cli, home: Path) -> None:
    run = cli("quote", CAFE, "-t", "ad_spend=999999999", "-t", "months=120", "--save", "--date", "2026-11-22")

    assert run.code == 2
    assert "larger than a quote can keep" in run.err
    assert not (home / "quotes").exists()
    assert cli("verify").code == 0
