"""A client kept once in the config: priced, sent, changed since, and what was sent stays as it was."""

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from conftest import Cli

WORK = '[traits]\nscope = ["content", "community"]\nplatforms = ["facebook"]\nposts = 8\ninbound = 40\n'
CLIENT = {
    "name": "Café du coin",
    "contact": "Camille Roy",
    "email": "bonjour@example.org",
    "region": "CA-QC",
    "tax_number": "1234567890",
    "language": "fr",
    "terms.payment_days": "45",
}


@pytest.fixture
def mandate(cli: Cli, tmp_path: Path) -> str:
    """A mandate for a client that the config keeps."""
    for key, value in CLIENT.items():
        assert cli("config", "set", f"clients.cafe.{key}", value).code == 0
    path = tmp_path / "mandate.toml"
    path.write_text(f'title = "Animation"\nclient = "cafe"\n{WORK}', encoding="utf-8")
    return str(path)


def quoted(cli: Cli, *arguments: str) -> dict[str, Any]:
    run = cli("quote", *arguments, "--json")
    assert run.code == 0, run.err
    found: dict[str, Any] = json.loads(run.out)["result"]
    return found


def kept(home: Path, name: str) -> dict[str, Any]:
    return tomllib.loads((home / "quotes" / "2026" / f"{name}.toml").read_text(encoding="utf-8"))


def test_the_document_bears_all_that_is_kept_of_her(cli: Cli, mandate: str) -> None:
    text = cli("quote", mandate, "--format", "md", "-q").out

    for words in ("Café du coin", "Camille Roy", "bonjour@example.org", "1234567890", "45 jours"):
        assert words in text.replace("\u00a0", " ")
    assert "cafe\n" not in text


def test_the_option_names_her_as_the_file_does(cli: Cli, mandate: str, tmp_path: Path) -> None:
    plain = tmp_path / "plain.toml"
    plain.write_text(f'title = "Animation"\n{WORK}', encoding="utf-8")

    assert quoted(cli, str(plain), "--client", "cafe") == quoted(cli, mandate)
    assert quoted(cli, mandate, "--client", "cafe", "--region", "CA-ON")["client"]["region"] == "CA-ON"


def test_a_name_near_a_client_s_stays_a_name_and_is_said(cli: Cli, mandate: str) -> None:
    run = cli("quote", mandate, "--client", "caffe")

    assert "caffe" in run.out
    assert "did you mean “cafe”?" in run.err
    assert "did you mean" not in cli("quote", mandate, "--client", "Zoé").err
    assert "did you mean" not in cli("quote", mandate).err


def test_what_was_sent_stays_and_a_revision_takes_her_of_today_and_says_so(cli: Cli, home: Path, mandate: str) -> None:
    assert cli("quote", mandate, "--save", "--date", "2026-11-22").code == 0
    assert cli("send", "2026-001", "--date", "2026-11-22").code == 0
    before = cli("render", "2026-001", "--format", "md").out
    assert cli("config", "set", "clients.cafe.email", "nouveau@example.org").code == 0
    assert cli("config", "set", "clients.cafe.terms.payment_days", "15").code == 0

    assert cli("render", "2026-001", "--format", "md").out == before
    assert cli("verify").code == 0
    run = cli("revise", "2026-001", "--date", "2026-11-23")

    assert "As your config has cafe today: client.email, terms.payment_days." in run.err
    revised = kept(home, "2026-001.2")["mandate"]
    assert (revised["client"]["email"], revised["terms"]["payment_days"]) == ("nouveau@example.org", 15)
    assert cli("verify").code == 0


def test_a_revision_says_nothing_of_a_client_who_is_as_she_was(cli: Cli, home: Path, mandate: str) -> None:
    assert cli("quote", mandate, "--save", "--date", "2026-11-22").code == 0

    run = cli("revise", "2026-001", "-t", "posts=9", "--date", "2026-11-23")

    assert run.code == 0
    assert "As your config has" not in run.err
    assert kept(home, "2026-001.2")["mandate"]["client"] == kept(home, "2026-001")["mandate"]["client"]


def test_a_revision_says_that_she_is_kept_no_more(cli: Cli, home: Path, mandate: str) -> None:
    assert cli("quote", mandate, "--save", "--date", "2026-11-22").code == 0
    (home / "config.toml").write_text("schema = 1\n", encoding="utf-8")

    run = cli("revise", "2026-001", "--date", "2026-11-23")

    assert "Your config no longer has cafe" in run.err
    assert kept(home, "2026-001.2")["mandate"]["client"]["email"] == "bonjour@example.org"


def test_a_duplicate_names_her(cli: Cli, home: Path, mandate: str, tmp_path: Path) -> None:
    assert cli("quote", mandate, "--save", "--region", "CA-ON", "--date", "2026-11-22").code == 0
    copy = tmp_path / "copy.toml"

    assert cli("duplicate", "2026-001", str(copy)).code == 0

    content = tomllib.loads(copy.read_text(encoding="utf-8"))
    assert (content["known"], content["client"]) == ({"client": "cafe"}, {"region": "CA-ON"})
    assert quoted(cli, str(copy), "--date", "2026-11-22") == quoted(
        cli, mandate, "--region", "CA-ON", "--date", "2026-11-22"
    )
    assert home.exists()


@pytest.mark.parametrize(
    ("key", "close"),
    [("clients.cafe.emial", "clients.cafe.email"), ("clients.cafe.terms.depost", "clients.cafe.terms.deposit")],
)
def test_a_key_that_no_client_has_is_told_the_nearest(cli: Cli, key: str, close: str) -> None:
    run = cli("config", "set", key, "x")

    assert run.code == 4
    assert f"did you mean “{close}”?" in run.err


def test_a_client_without_a_name_or_of_an_unknown_region_is_found_by_doctor(cli: Cli) -> None:
    assert cli("config", "set", "clients.cafe.region", "CA-QX").code == 0

    run = cli("doctor")

    assert "the client cafe has no name" in run.out
    assert "CA-QX, of the client cafe" in " ".join(run.out.split())


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("fourchette quote --client c", ["cafe"]),
        ("fourchette explain --client c", ["cafe"]),
        ("fourchette show 2", ["2026-001"]),
        ("fourchette show ", ["2026-001"]),
        ("fourchette compare 2", ["2026-001"]),
    ],
)
def test_tab_offers_her_clients_and_her_quotes(
    cli: Cli, home: Path, mandate: str, line: str, offered: list[str]
) -> None:
    assert cli("quote", mandate, "--save", "--date", "2026-11-22").code == 0
    asked = {"_FOURCHETTE_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": str(len(line.split(" ")) - 1)}
    code = "import sys; from fourchette.cli.shell.app import run; sys.argv = ['fourchette']; run()"

    done = subprocess.run(  # noqa: S603  # our own program
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **asked, "FOURCHETTE_HOME": str(home)},
    )

    assert done.stdout.split() == offered, done.stderr


def test_the_rate_agreed_with_a_client_is_asked_and_a_mandate_that_states_one_stands_over_it(
    cli: Cli, mandate: str, tmp_path: Path
) -> None:
    assert cli("config", "set", "clients.cafe.rate", "82").code == 0
    own = tmp_path / "own.toml"
    own.write_text(f'client = "cafe"\nrate = 91\n{WORK}', encoding="utf-8")

    assert quoted(cli, mandate)["rate"]["target"] == "82.00"
    assert quoted(cli, str(own))["rate"]["target"] == "91.00"
    assert quoted(cli, mandate, "--rate", "95")["rate"]["target"] == "95.00"


def test_the_currency_of_a_client_takes_its_rate_of_exchange_from_the_config(
    cli: Cli, home: Path, mandate: str
) -> None:
    assert cli("config", "set", "clients.cafe.currency", "USD").code == 0
    with (home / "config.toml").open("a", encoding="utf-8") as config:
        config.write("\n[exchange.USD]\nrate = 1.38\ndate = 2026-11-20\n")

    assert quoted(cli, mandate, "--date", "2026-11-22")["currency"] == "USD"


def test_a_client_s_currency_without_a_rate_of_exchange_is_told_where_it_is_kept(cli: Cli, mandate: str) -> None:
    assert cli("config", "set", "clients.cafe.currency", "USD").code == 0

    run = cli("quote", mandate)

    assert run.code == 3
    assert "clients.cafe.currency" in run.err


def test_a_saved_quote_keeps_the_rate_that_was_agreed(cli: Cli, home: Path, mandate: str) -> None:
    assert cli("config", "set", "clients.cafe.rate", "82").code == 0
    assert cli("quote", mandate, "--save", "--date", "2026-11-22").code == 0
    assert cli("config", "set", "clients.cafe.rate", "90").code == 0

    assert cli("verify").code == 0
    run = cli("revise", "2026-001", "--date", "2026-11-23")

    assert "rate" in run.err
    assert kept(home, "2026-001.2")["mandate"]["rate"] == 90
    assert kept(home, "2026-001")["mandate"]["rate"] == 82
