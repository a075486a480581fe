"""A quote as a file: its number, its head, its seal, and everything needed to make it again."""

import errno
import hashlib
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from builders import mandates, recorded
from conftest import EXAMPLES
from fourchette.core.mandate.mandate import Client, Mandate
from fourchette.core.mandate.profile import Profile
from fourchette.core.price.quote import Quote, price
from fourchette.core.price.taxes import TaxTable
from fourchette.errors import DiskError
from fourchette.files.book.quote_file import QuoteText, save
from fourchette.files.book.quote_seal import seal_of
from fourchette.files.card.card_file import CardFile, load_card
from fourchette.files.home.home import Home
from fourchette.files.mandate.mandate_file import Overrides, load_mandate
from fourchette.files.shipped.tax_tables import load_taxes
from fourchette.files.toml.toml_validate import validate

CARD = load_card()
TAXES = load_taxes()
DAY = date(2026, 11, 22)
AT = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
PROFILE = Profile(name="Studio Rivière", region="CA-QC", minimum_rate=Decimal(62))
HEAD = ["schema", "number", "revision", "status", "issued", "valid_until", "client", "title", "language", "currency"]


def mandate_of(content: Mapping[str, Any] | Path) -> Mandate:
    """A mandate from an example, or from the raw content of a file's `[mandate]`."""
    if isinstance(content, Path):
        return load_mandate(str(content), CARD.card, Overrides()).mandate
    mandate, problems = validate(Mandate, content)
    assert mandate is not None, problems
    return mandate


def priced(mandate: Mandate, day: date = DAY, taxes: TaxTable = TAXES) -> Quote:
    return price(mandate, CARD.card, taxes, on=day, profile=PROFILE)


def text_of(quote: Quote, card: CardFile = CARD) -> QuoteText:
    notices = [{"code": n.code, "severity": n.severity, "message": str(n.message)} for n in quote.notices]
    return QuoteText(quote, recorded(quote), notices, card, AT)


CAFE = priced(mandate_of(EXAMPLES / "cafe.toml"))


def read(text: str) -> dict[str, Any]:
    return tomllib.loads(text, parse_float=Decimal)


def numbers(home: Path, year: int = 2026) -> list[str]:
    return sorted(path.name for path in (home / "quotes" / str(year)).iterdir())


# --- Numbers


def test_the_first_quote_of_a_year_is_number_one(tmp_path: Path) -> None:
    number, path = save(Home(tmp_path), text_of(CAFE))

    assert number == "2026-001"
    assert path == tmp_path / "quotes" / "2026" / "2026-001.toml"
    assert read(path.read_text(encoding="utf-8"))["number"] == "2026-001"


def test_each_quote_takes_the_next_number(tmp_path: Path) -> None:
    taken = [save(Home(tmp_path), text_of(CAFE))[0] for _ in range(3)]

    assert taken == ["2026-001", "2026-002", "2026-003"]


def test_each_year_counts_for_itself(tmp_path: Path) -> None:
    save(Home(tmp_path), text_of(CAFE))

    assert save(Home(tmp_path), text_of(priced(CAFE.mandate, date(2027, 1, 1))))[0] == "2027-001"
    assert save(Home(tmp_path), text_of(CAFE))[0] == "2026-002"


@pytest.mark.parametrize(
    ("there", "number"),
    [
        (["2026-007.toml"], "2026-008"),
        (["2026-003.toml", "2026-007.2.toml"], "2026-008"),
        (["2026-999.toml"], "2026-1000"),
        (["2026-1000.toml", "2026-002.toml"], "2026-1001"),
        (["notes.txt", "2026-004.toml.bak", "2026-xyz.toml", ".fourchette-a.tmp"], "2026-001"),
    ],
)
def test_the_number_follows_the_highest(tmp_path: Path, there: list[str], number: str) -> None:
    folder = tmp_path / "quotes" / "2026"
    folder.mkdir(parents=True)
    for name in there:
        (folder / name).write_text("mine", encoding="utf-8")

    assert save(Home(tmp_path), text_of(CAFE))[0] == number
    assert all((folder / name).read_text(encoding="utf-8") == "mine" for name in there)


def test_the_numbers_of_simultaneous_quotes_are_distinct(tmp_path: Path) -> None:
    code = """
import sys
from fourchette.cli.shell.app import main
for _ in range(10):
    assert main(["quote", sys.argv[1], "--save", "-q", "--date", "2026-11-22", "--home", sys.argv[2]]) == 0
"""
    command = [sys.executable, "-c", code, str(EXAMPLES / "cafe.toml"), str(tmp_path)]
    shells = [subprocess.Popen(command, stdout=subprocess.DEVNULL) for _ in range(4)]  # noqa: S603

    assert [shell.wait() for shell in shells] == [0, 0, 0, 0]
    assert numbers(tmp_path) == [f"2026-{rank:03d}.toml" for rank in range(1, 41)]
    for path in (tmp_path / "quotes" / "2026").iterdir():
        assert read(path.read_text(encoding="utf-8"))["number"] == path.stem
    assert [path.name for path in (tmp_path / "cards").iterdir()] == [f"{CARD.digest}.toml"]


# --- The card's copy


def test_the_card_is_kept_by_its_digest(tmp_path: Path) -> None:
    save(Home(tmp_path), text_of(CAFE))

    [copy] = (tmp_path / "cards").iterdir()
    assert copy.name == f"{CARD.digest}.toml"
    assert hashlib.sha256(copy.read_bytes()).hexdigest() == CARD.digest
    assert load_card(copy).digest == CARD.digest


def test_each_card_is_kept_once(tmp_path: Path) -> None:
    other = CardFile(CARD.card, "mine", CARD.text + "# mine\n")

    for card in (CARD, other, CARD, other):
        save(Home(tmp_path), text_of(CAFE, card))

    assert {path.stem for path in (tmp_path / "cards").iterdir()} == {CARD.digest, other.digest}


# --- What the file says


def test_what_a_listing_needs_stands_before_the_first_table(tmp_path: Path) -> None:
    _, path = save(Home(tmp_path), text_of(CAFE))
    head = re.split(r"^\[", path.read_text(encoding="utf-8"), maxsplit=1, flags=re.MULTILINE)[0]

    found = read(head)

    assert list(found) == [
        *("schema", "number", "revision", "status", "events", "chain", "issued", "valid_until"),
        *("client", "title", "language", "currency", "total", "program"),
    ]
    assert found["total"] == Decimal("2410.17")
    assert (found["status"], found["revision"]) == ("draft", 1)
    assert (found["issued"], found["valid_until"]) == (DAY, date(2026, 12, 22))
    assert (found["client"], found["title"]) == ("Café du coin", "Animation Facebook et Instagram")


def test_a_file_outside_the_book_has_no_number() -> None:
    assert "number" not in read(text_of(CAFE).write(None))


def test_nothing_but_the_head_stands_in_the_head() -> None:
    assert "notices" not in read(text_of(CAFE).write(None).split("\n[")[0])


def test_the_parts_stand_in_the_order_of_the_design() -> None:
    content = read(text_of(priced(mandate_of(EXAMPLES / "utility.toml"))).write("2026-001"))

    tables = [key for key, value in content.items() if isinstance(value, dict | list)]
    assert tables == ["seller", "mandate", "card", "result", "notices", "seal", "history"]


def test_a_whole_number_is_written_whole() -> None:
    assert "validity_days = 30\n" in text_of(CAFE).write(None)


def test_the_seller_is_who_she_was() -> None:
    seller = read(text_of(CAFE).write(None))["seller"]

    assert seller["name"] == "Studio Rivière"
    assert seller["minimum_rate"] == 62


def test_the_card_is_named_by_its_digest() -> None:
    assert read(text_of(CAFE).write(None))["card"] == {"name": CARD.card.name, "digest": CARD.digest}


def test_the_history_begins_with_the_creation() -> None:
    content = read(text_of(CAFE).write(None))

    [event] = content["history"]
    assert (event["at"], event["event"], event["status"]) == (AT, "created", "draft")
    assert re.fullmatch(r"[0-9a-f]{64}", event["digest"])


def test_the_steps_are_kept_with_those_that_did_not_apply() -> None:
    steps = read(text_of(CAFE).write(None))["result"]["rate"]["steps"]

    assert len(steps) == len(CAFE.rating.steps)
    assert {step["applied"] for step in steps} == {True, False}


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.toml")), ids=lambda path: path.stem)
def test_every_example_prices_again_to_the_same_record(path: Path) -> None:
    quote = priced(mandate_of(path))

    content = read(text_of(quote).write("2026-001"))

    assert recorded(priced(mandate_of(content["mandate"]))) == recorded(quote)


@given(mandate=mandates(CARD.card))
@settings(max_examples=60, deadline=None)
def test_any_mandate_prices_again_to_the_same_record(mandate: Mandate) -> None:
    quote = priced(mandate)

    content = read(text_of(quote).write("2026-001"))

    assert recorded(priced(mandate_of(content["mandate"]))) == recorded(quote)


def test_every_text_of_a_mandate_survives(tmp_path: Path) -> None:
    odd = '« l’été » \\ " \'\'\' """ 🌞\n\tstatus = "sent"\n[seal]\n'
    mandate = Mandate(
        title="a = \"b\" # c [d] 'e' \\u001b",
        language="en",
        client=Client(name='Ô\'Neil & "Fils"', address=odd, region="CA-ON"),
        traits=CAFE.mandate.traits,
        included=(odd, ""),
        notes=odd,
    )

    _, path = save(Home(tmp_path), text_of(priced(mandate)))

    assert mandate_of(read(path.read_text(encoding="utf-8"))["mandate"]) == mandate


def test_a_year_from_now_the_same_quote_is_the_same_text() -> None:
    assert text_of(CAFE).write("2026-001") == text_of(priced(mandate_of(EXAMPLES / "cafe.toml"))).write("2026-001")


# --- The seal


def sealed(text: str) -> tuple[str, str]:
    """What a file offers, and the digest that seals it."""
    offered, _, _ = text.partition("\n[seal]\n")
    return offered, read(text)["seal"]["digest"]


def test_the_seal_is_over_everything_above_it() -> None:
    offered, digest = sealed(text_of(CAFE).write("2026-001"))

    assert seal_of(offered) == digest
    assert len(digest) == 64


def test_the_seal_does_not_change_with_the_status() -> None:
    offered, digest = sealed(text_of(CAFE).write("2026-001"))

    for status in ("sent", "accepted", "declined"):
        moved = offered.replace('status = "draft"', f'status = "{status}"', 1)
        assert moved != offered
        assert seal_of(moved) == digest


def test_the_seal_changes_with_any_character_of_what_was_offered() -> None:
    offered, digest = sealed(text_of(CAFE).write("2026-001"))
    status = range(offered.index("status = "), offered.index("\n", offered.index("status = ")) + 1)
    others = [place for place in range(len(offered)) if place not in status]

    # Every character of the head, and one in seven of the rest.
    for place in [*others[:400], *others[400::7]]:
        changed = "~" if offered[place] != "~" else "-"
        assert seal_of(offered[:place] + changed + offered[place + 1 :]) != digest


def test_the_seal_changes_with_the_number() -> None:
    assert sealed(text_of(CAFE).write("2026-001"))[1] != sealed(text_of(CAFE).write("2026-002"))[1]


def test_a_status_elsewhere_is_sealed() -> None:
    mandate = Mandate(title="status", notes='status = "sent"\n', traits=CAFE.mandate.traits)
    offered, digest = sealed(text_of(priced(mandate)).write("2026-001"))

    assert seal_of(offered.replace('status = \\"sent', 'status = \\"gone')) != digest


# --- When the disk says no


@pytest.mark.parametrize("taken", ["home", "home/quotes", "home/quotes/2026", "home/cards"])
def test_a_file_where_a_folder_must_be_is_a_disk_error(tmp_path: Path, taken: str) -> None:
    path = tmp_path / taken
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("mine", encoding="utf-8")

    with pytest.raises(DiskError):
        save(Home(tmp_path / "home"), text_of(CAFE))

    assert path.read_text(encoding="utf-8") == "mine"
    assert list(tmp_path.rglob("2026-*.toml")) == []


def test_a_home_that_cannot_be_written_is_a_disk_error() -> None:
    with pytest.raises(DiskError):
        save(Home(Path("/proc/self/fourchette")), text_of(CAFE))


def test_a_year_whose_quotes_cannot_be_listed_gives_no_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save(Home(tmp_path), text_of(CAFE))

    def refuse(folder: Path) -> list[str]:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder))

    monkeypatch.setattr(os, "listdir", refuse)
    with pytest.raises(PermissionError):
        save(Home(tmp_path), text_of(CAFE))

    assert [path.name for path in tmp_path.glob("quotes/*/*")] == ["2026-001.toml"]
