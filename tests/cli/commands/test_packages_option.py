"""A quote saved with its packages: the file keeps every offer that was made, sealed."""

import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from conftest import EXAMPLES, ROOT, Cli
from fourchette.core.practice.quote_states import Event
from fourchette.files.book.quote_seal import sealed, with_event

CAFE = str(EXAMPLES / "cafe.toml")
DAY = ("--date", "2026-11-22")


def saved(home: Path) -> dict[str, object]:
    return tomllib.loads((home / "quotes" / "2026" / "2026-001.toml").read_text(encoding="utf-8"))


def test_a_quote_saved_with_its_packages_is_the_mandate_as_asked_and_keeps_them_all(cli: Cli, home: Path) -> None:
    run = cli("quote", CAFE, "--packages", "--save", *DAY)

    content = saved(home)
    packages = content["packages"]
    assert run.code == 0
    assert isinstance(packages, list)
    assert [(each["id"], str(each["monthly"]["total"]), each["recommended"]) for each in packages] == [
        ("essential", "504.46", False),
        ("brief", "803.39", True),
        ("complete", "1311.37", False),
    ]
    assert str(content["total"]) == "2410.17"
    assert cli("verify", "2026-001").code == 0


def test_a_quote_saved_without_packages_keeps_none(cli: Cli, home: Path) -> None:
    cli("quote", CAFE, "--save", *DAY)

    assert "packages" not in saved(home)


def test_a_package_changed_by_hand_breaks_the_seal(cli: Cli, home: Path) -> None:
    cli("quote", CAFE, "--packages", "--save", *DAY)
    path = home / "quotes" / "2026" / "2026-001.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("504.46", "404.46"), encoding="utf-8")

    assert cli("verify", "2026-001").code == 1


def test_the_package_that_the_client_chose_becomes_the_next_revision(cli: Cli) -> None:
    cli("quote", CAFE, "--packages", "--save", *DAY)
    cli("send", "2026-001", *DAY)

    run = cli("revise", "2026-001", "--package", "essential", *DAY)

    assert run.code == 0
    assert "$1,513.38" in cli("show", "2026-001.2").out
    assert "$2,410.17" in cli("show", "2026-001.1").out
    assert cli("verify").code == 0


def test_a_package_that_is_not_offered_cannot_be_chosen(cli: Cli) -> None:
    cli("quote", CAFE, "--packages", "--save", *DAY)

    run = cli("revise", "2026-001", "--package", "essentiel", *DAY)

    assert (run.code, run.out) == (2, "")
    assert "did you mean “essential”?" in run.err


# --- The document


def test_the_document_offers_the_choice_and_no_price_of_one_package_alone(cli: Cli) -> None:
    text = cli("quote", CAFE, "--packages", "--format", "md", *DAY).out

    assert "| **Total pour 3 mois** | **1 513,38 $** | **2 410,17 $** | **3 934,11 $** |" in text.replace("\u00a0", " ")
    assert "## Prix\n" not in text
    assert "Publications : 8" not in text
    assert "- Formule choisie\u00a0: ____" in text


def test_where_there_are_options_too_they_are_written_in_beside_the_package(cli: Cli) -> None:
    text = cli("quote", str(EXAMPLES / "restaurants.toml"), "--packages", "--format", "md", *DAY).out

    assert "- Formule et options choisies\u00a0: ____" in text


def test_every_client_format_has_the_totals_of_every_package(cli: Cli, tmp_path: Path) -> None:
    """The document says what each comes to in all; the message that brings it, what each comes to a month."""
    in_all, a_month = ("1513.38", "2410.17", "3934.11"), ("504.46", "803.39", "1311.37")
    for extension in ("md", "html", "csv", "json", "txt"):
        path = tmp_path / f"quote.{extension}"
        assert cli("quote", CAFE, "--packages", "--for", "client", "-o", str(path), *DAY).code == 0
        text = path.read_text(encoding="utf-8").replace("\u00a0", "").replace(",", ".")

        figures = a_month if extension == "txt" else (*a_month, *in_all)
        assert [figure for figure in figures if figure not in text] == []


def test_the_message_offers_each_package_on_a_line_of_its_own(cli: Cli) -> None:
    lines = cli("quote", CAFE, "--packages", "--for", "client", "--format", "txt", *DAY).out.splitlines()

    offered = [line.replace("\u00a0", " ") for line in lines if line.startswith("- ")]
    assert [line.partition(" :")[0] for line in offered] == ["- Essentiel", "- Tel que demandé", "- Complet"]
    assert all(figure in line for figure, line in zip(("504,46 $", "803,39 $", "1 311,37 $"), offered, strict=True))


def test_an_option_stands_apart_in_every_client_format(cli: Cli, tmp_path: Path) -> None:
    """The message that brings the document says what was asked for alone: no option is in its price."""
    for extension in ("md", "html", "csv", "json", "txt"):
        path = tmp_path / f"quote.{extension}"
        cli("quote", str(EXAMPLES / "restaurants.toml"), "--for", "client", "-o", str(path), *DAY)
        text = path.read_text(encoding="utf-8").replace("\u00a0", "").replace(" ", "").replace(",", ".")

        in_message = extension == "txt"
        assert ("Unevidéodeplus" in text) is not in_message
        assert ("187.27" in text) is not in_message
        assert "2990.64" in text


def test_a_saved_quote_still_shows_the_packages_that_were_offered(cli: Cli) -> None:
    cli("quote", CAFE, "--packages", "--save", *DAY)

    shown, quoted = cli("show", "2026-001").out, cli("quote", CAFE, "--packages", *DAY).out
    assert shown.partition("\n\n")[2] == quoted.partition("\n\n")[2] != ""
    client = cli("show", "2026-001", "--for", "client").out
    assert client.splitlines()[3:] == cli("quote", CAFE, "--packages", "--for", "client", *DAY).out.splitlines()[3:]
    assert "## Formules et prix\n" in cli("render", "2026-001", "--format", "md").out


@pytest.mark.parametrize(("example", "language"), [("cafe", "fr"), ("restaurants", "fr"), ("shop", "en")])
def test_a_quote_saved_with_its_packages_is_drawn_from_its_file_whatever_the_taxes_and_the_card(
    cli: Cli, home: Path, example: str, language: str
) -> None:
    cli("quote", str(EXAMPLES / f"{example}.toml"), "--packages", "--save", *DAY)
    views = [("show", "2026-001", "--for", "client"), ("show", "2026-001", "--lang", language)]
    views += [("render", "2026-001", "--format", name) for name in ("md", "txt", "csv", "json")]
    before = [cli(*view).out for view in views]
    taxes = ROOT / "src" / "fourchette" / "resources" / "taxes.toml"
    (home / "taxes.toml").write_text(taxes.read_text("utf-8").replace("9.975", "10.975"), encoding="utf-8")
    for card in (home / "cards").iterdir():
        card.unlink()

    assert all(before)
    assert [cli(*view).out for view in views] == before


@pytest.mark.parametrize("example", ["cafe", "restaurants", "shop"])
def test_what_is_drawn_from_the_file_is_what_was_drawn_as_it_was_saved(cli: Cli, tmp_path: Path, example: str) -> None:
    document = tmp_path / "offer.md"
    cli("quote", str(EXAMPLES / f"{example}.toml"), "--packages", "--save", "-o", str(document), *DAY)

    assert cli("render", "2026-001", "--format", "md").out == document.read_text(encoding="utf-8")
    assert cli("verify").code == 0


def test_a_package_changed_with_its_seal_made_again_is_priced_otherwise(cli: Cli, home: Path) -> None:
    cli("quote", CAFE, "--packages", "--save", *DAY)
    path = home / "quotes" / "2026" / "2026-001.toml"
    offered = path.read_text(encoding="utf-8").split("\n[seal]\n")[0]
    offered = offered.replace("504.46", "404.46").replace("events = 1", "events = 0", 1)
    event = Event(datetime(2026, 11, 22, 10, 30, tzinfo=UTC), "created", "draft")
    path.write_text(with_event(sealed(offered), event), encoding="utf-8")

    run = cli("verify", "2026-001")

    assert run.code == 1
    assert "packages[0].monthly.total" in run.out


def test_the_seller_sees_a_promised_sum_as_money(cli: Cli, tmp_path: Path) -> None:
    shipped = ROOT / "src" / "fourchette" / "resources" / "ratecard.toml"
    promised = shipped.read_text("utf-8").replace("\nmoney = true\n", "\nmoney = true\ndeliverable = true\n")
    (tmp_path / "card.toml").write_text(promised, encoding="utf-8")
    answers = ("-t", "scope=content,ads", "-t", "ad_spend=1500")
    cli("quote", CAFE, *answers, "--save", "--rules", str(tmp_path / "card.toml"), *DAY)

    assert "$1,500" in cli("show", "2026-001").out


def test_a_saved_quote_still_shows_its_options(cli: Cli) -> None:
    cli("quote", str(EXAMPLES / "restaurants.toml"), "--save", *DAY)

    assert "One more video, each month" in cli("show", "2026-001").out
    assert "Une vidéo de plus, chaque mois" in cli("show", "2026-001", "--for", "client").out
