"""Verification: every change of a character is noticed, nothing that the program wrote is, and what differs is said."""

import random
import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from builders import HERE, NO_TAXES, happen, priced, small_card
from conftest import EXAMPLES, Cli
from fourchette.cli.out.delivery import record_of
from fourchette.core.mandate.mandate import Client, Mandate
from fourchette.core.mandate.profile import Profile
from fourchette.core.practice.quote_states import Event
from fourchette.core.price.quote import Quote, price
from fourchette.core.price.taxes import TaxTable
from fourchette.errors import NotFound
from fourchette.files.book.book import open_quote
from fourchette.files.book.quote_file import QuoteText, save
from fourchette.files.book.quote_seal import sealed, with_event
from fourchette.files.book.verification import reprice_same, verify
from fourchette.files.card.card_file import CardFile, load_card
from fourchette.files.home.home import Home
from fourchette.files.mandate.mandate_file import Overrides, load_mandate
from fourchette.files.shipped.tax_tables import load_taxes
from fourchette.files.toml.wrong_file import WrongFile

CARD = load_card()
TAXES = load_taxes()
DAY = date(2026, 11, 22)
AT = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
PROFILE = Profile(name="Studio Rivière", region="CA-QC", minimum_rate=Decimal("63.17"))
EXAMPLE_MANDATES = {
    path.stem: load_mandate(str(path), CARD.card, Overrides()).mandate for path in sorted(EXAMPLES.glob("*.toml"))
}
# Signs that mean nothing to TOML where they often stand, and some that do.
SIGNS = " \t\n\r#\"'=[]0159.-+_TZxé\u00a0\ufeff\u200b"
# What the checks of the file itself say; the rest says why the price cannot be made again.
OF_THE_FILE = {"changed", "history", "status", "unreadable"}
LIFE = (
    Event(AT, "send", "sent"),
    Event(AT, "accept", "accepted"),
    Event(AT, "hours", "accepted", lane="content", month="2026-11", hours=Decimal("14.50")),
    Event(AT, "reopen", "sent"),
    Event(AT, "decline", "declined", reason='Trop cher — “vraiment”, "dit-on" \\ 😀'),
)


def saved(home: Home, quote: Quote, card: CardFile = CARD) -> Path:
    """The file of a quote, saved."""
    notices = [{"code": n.code, "severity": n.severity, "message": str(n.message)} for n in quote.notices]
    return save(home, QuoteText(quote, record_of(quote), notices, card, AT))[1]


def example(home: Home, name: str, language: str = "fr") -> Path:
    """The file of an example's quote, in a language, saved."""
    mandate = replace(EXAMPLE_MANDATES[name], language="en" if language == "en" else "fr")
    return saved(home, price(mandate, CARD.card, TAXES, on=DAY, profile=PROFILE))


def lived(path: Path) -> Path:
    """The same file after a whole life."""
    for event in LIFE:
        happen((open_quote(path), [event]))
    return path


def found(home: Home, path: Path, taxes: TaxTable = TAXES) -> list[str]:
    """What verification finds in a file; `unreadable` for one that is no quote any more."""
    try:
        return [code for code, _ in verify(home, open_quote(path), taxes)]
    except (WrongFile, TypeError):  # What throws a TypeError has a test of its own below.
        return ["unreadable"]


def changes(text: str, positions: Iterable[int], chance: random.Random) -> Iterator[tuple[str, str]]:
    """At each position its character left out, and another change of one character; what was done, and the text."""
    for at in positions:
        own, sign = text[at : at + 1], chance.choice(SIGNS)
        said, changed = chance.choice(
            (
                (f"{sign!r} put in at {at}", text[:at] + sign + text[at:]),
                (f"{own!r} doubled at {at}", text[:at] + own + text[at:]),
                (f"{own!r} made {sign!r} at {at}", text[:at] + sign + text[at + 1 :]),
                (f"{own!r} in the other case at {at}", text[:at] + own.swapcase() + text[at + 1 :]),
            )
        )
        for said_, changed_ in ((said, changed), (f"{own!r} left out at {at}", text[:at] + text[at + 1 :])):
            if changed_ != text:
                yield said_, changed_


def unnoticed(home: Home, path: Path, drawn: Iterator[tuple[str, str]]) -> tuple[list[str], int]:
    """Which changes verification misses, and out of how many."""
    missed, count = [], 0
    for said, changed in drawn:
        path.write_bytes(changed.encode())
        count += 1
        if not set(found(home, path)) & OF_THE_FILE:
            missed.append(said)
    return missed, count


# The parts that have rules of their own are changed at each place, in two tests that share the work.
@pytest.mark.parametrize("half", [0, 1])
def test_every_change_of_a_character_of_a_small_quote_is_noticed(tmp_path: Path, half: int) -> None:
    home = Home(tmp_path)
    path = saved(home, priced(small_card(), {"posts": 3}), CardFile(CARD.card, "x", "schema = 1\n"))
    for event in LIFE[0], LIFE[2], LIFE[4]:
        happen((open_quote(path), [event]))
    text = path.read_text(encoding="utf-8")
    head, seal = text.index("\n["), text.index("\n[seal]")
    positions = [*range(head), *range(head, seal, 31), *range(seal, len(text) + 1)][half::2]

    missed, count = unnoticed(home, path, changes(text, positions, random.Random(half)))  # noqa: S311  # no secret

    assert missed == []
    assert count > 1.4 * len(positions)


def test_every_change_of_a_character_of_an_example_is_noticed(tmp_path: Path) -> None:
    home = Home(tmp_path)
    path = lived(example(home, "shop"))
    text = path.read_text(encoding="utf-8")

    missed, count = unnoticed(home, path, changes(text, range(200, len(text), 499), random.Random(7)))  # noqa: S311  # no secret

    assert missed == []
    assert count > 60


def test_a_moment_broken_in_two_is_a_file_that_cannot_be_read(cli: Cli, home: Path) -> None:
    path = example(Home(home), "cafe")
    path.write_text(
        path.read_text(encoding="utf-8").replace("at = 2026-11-22 ", "at = 2026-11-22#", 1), encoding="utf-8"
    )

    assert cli("verify").code == 1


@pytest.mark.parametrize("position", ["head", "middle", "seal", "history"])
def test_a_changed_character_makes_the_command_exit_with_1(cli: Cli, home: Path, position: str) -> None:
    path = lived(example(Home(home), "cafe"))
    text = path.read_text(encoding="utf-8")
    low, high = {
        "head": (0, text.index("\n[")),
        "middle": (text.index("\n["), text.index("\n[seal]")),
        "seal": (text.index("\n[seal]"), text.index("\n[[history]]")),
        "history": (text.index("\n[[history]]"), len(text)),
    }[position]
    chance = random.Random(position)  # noqa: S311  # no secret
    for said, changed in changes(text, chance.sample(range(low, high), 3), chance):
        path.write_bytes(changed.encode())
        assert cli("verify", "2026-001").code == 1, said
        assert path.read_bytes() == changed.encode()  # it looks, and touches nothing


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", EXAMPLE_MANDATES)
def test_a_quote_that_nobody_touched_verifies_when_new_and_after_its_life(home: Path, name: str, language: str) -> None:
    path = example(Home(home), name, language)

    assert found(Home(home), path) == []
    assert found(Home(home), lived(path)) == []
    assert open_quote(path).entry.status == "declined"
    assert open_quote(path).history[1:] == LIFE


def test_an_amount_changed_with_its_seal_made_again_is_priced_otherwise(home: Path) -> None:
    path = example(Home(home), "cafe")
    offered = path.read_text(encoding="utf-8").split("\n[seal]\n")[0].replace("amount = 536.25", "amount = 436.25")
    offered = offered.replace("events = 1", "events = 0", 1)
    path.write_text(with_event(sealed(offered), Event(AT, "created", "draft")), encoding="utf-8")

    ((code, message),) = verify(Home(home), open_quote(path), TAXES)

    assert (code, message.values["keys"]) == (*("priced-otherwise", ("lines[0].amount", "offer.lines[0].amount")),)


def test_what_would_be_priced_otherwise_today_is_not_made_again(home: Path) -> None:
    path = example(Home(home), "cafe")
    offered = path.read_text(encoding="utf-8").split("\n[seal]\n")[0].replace("amount = 536.25", "amount = 436.25")
    path.write_text(with_event(sealed(offered), Event(AT, "created", "draft")), encoding="utf-8")

    with pytest.raises(NotFound, match="would not be priced today as it was saved"):
        reprice_same(Home(home), open_quote(path), TAXES)


def test_a_quote_whose_every_word_was_said_otherwise_is_the_same(home: Path) -> None:
    quote = price(EXAMPLE_MANDATES["restaurants"], CARD.card, TAXES, on=DAY, profile=PROFILE)
    path = save(Home(home), QuoteText(quote, said_better(record_of(quote)), [], CARD, AT))[1]
    assert path.read_text(encoding="utf-8").count("mieux dit") > 100
    assert found(Home(home), path) == []


def said_better(value: Any) -> Any:  # noqa: ANN401  # a plain value
    """A record in other words: each text with a space in it, as no name of the card has one."""
    if isinstance(value, dict):
        return {name: said_better(held) for name, held in value.items()}
    if isinstance(value, list | tuple):
        return [said_better(held) for held in value]
    return f"{value}, mieux dit" if isinstance(value, str) and " " in value else value


def test_a_quote_of_an_older_program_that_said_less_is_the_same(home: Path) -> None:
    path = example(Home(home), "cafe")
    offered = path.read_text(encoding="utf-8").split("\n[seal]\n")[0]
    less = offered.replace("people = 1\n", "", 1).replace("events = 1", "events = 0", 1)
    assert less != offered
    path.write_text(with_event(sealed(less), Event(AT, "created", "draft")), encoding="utf-8")

    assert found(Home(home), path) == []


def test_a_status_without_its_event_is_noticed(home: Path) -> None:
    path = example(Home(home), "cafe")
    path.write_text(path.read_text(encoding="utf-8").replace('"draft"', '"sent"', 1), encoding="utf-8")

    assert found(Home(home), path) == ["status"]


def test_a_quote_whose_history_is_gone_is_noticed(home: Path) -> None:
    path = example(Home(home), "cafe")
    path.write_text(path.read_text(encoding="utf-8").split("\n[[history]]")[0], encoding="utf-8")

    assert found(Home(home), path) == ["status"]


@pytest.mark.parametrize("gone", [1, 2, 3, 4, 5])
def test_an_event_taken_out_of_the_history_is_noticed(home: Path, gone: int) -> None:
    path = lived(example(Home(home), "cafe"))
    offered, *events = path.read_text(encoding="utf-8").split("\n[[history]]")
    path.write_text("\n[[history]]".join([offered, *events[: gone - 1], *events[gone:]]), encoding="utf-8")

    assert found(Home(home), path) == ["changed"]


def test_the_last_hours_taken_out_of_the_history_are_noticed(home: Path) -> None:
    path = example(Home(home), "cafe")
    for event in LIFE[:3]:
        happen((open_quote(path), [event]))
    path.write_text(path.read_text(encoding="utf-8").rsplit("\n[[history]]", 1)[0], encoding="utf-8")

    assert found(Home(home), path) != []


def test_two_events_in_each_other_s_place_are_noticed(home: Path) -> None:
    path = lived(example(Home(home), "cafe"))
    offered, created, sent, accepted, *others = path.read_text(encoding="utf-8").split("\n[[history]]")
    path.write_text("\n[[history]]".join([offered, created, accepted, sent, *others]), encoding="utf-8")

    assert found(Home(home), path) == ["changed"]


def test_a_card_that_is_gone_is_said(home: Path) -> None:
    path = example(Home(home), "cafe")
    (Home(home).cards / f"{CARD.digest}.toml").unlink()

    assert found(Home(home), path) == ["missing-card"]


def test_a_copy_of_a_card_that_was_changed_is_noticed(home: Path) -> None:
    path = example(Home(home), "cafe")
    copy = Home(home).cards / f"{CARD.digest}.toml"
    copy.write_text(copy.read_text(encoding="utf-8") + "# changed\n", encoding="utf-8")

    assert found(Home(home), path) != []


def test_a_card_whose_figures_were_changed_is_noticed(home: Path) -> None:
    path = example(Home(home), "cafe")
    copy = Home(home).cards / f"{CARD.digest}.toml"
    text = copy.read_text(encoding="utf-8")
    assert "floor = 50" in text
    copy.write_text(text.replace("floor = 50", "floor = 51", 1), encoding="utf-8")

    assert found(Home(home), path) == ["changed-card"]


def test_a_quote_of_a_place_without_taxes_verifies_under_its_own_table(home: Path) -> None:
    mandate = Mandate(traits=EXAMPLE_MANDATES["cafe"].traits, client=Client(region=HERE))
    path = saved(Home(home), price(mandate, CARD.card, NO_TAXES, on=DAY))

    assert found(Home(home), path, NO_TAXES) == []


# --- The end of the history, and files of an earlier schema


def test_the_last_event_taken_out_with_its_count_and_status_put_back_is_noticed(tmp_path: Path) -> None:
    home = Home(tmp_path)
    path = saved(home, priced(small_card(), {"posts": 3}), CardFile(CARD.card, "x", "schema = 1\n"))
    before = path.read_text(encoding="utf-8")
    happen((open_quote(path), [LIFE[0]]))
    chain = re.search(r'^chain = "\w+"\n', path.read_text(encoding="utf-8"), re.MULTILINE)
    assert chain is not None

    path.write_text(re.sub(r'^chain = "\w+"\n', chain[0], before, count=1, flags=re.MULTILINE), encoding="utf-8")

    assert found(home, path) == ["history"]


KEPT = Path(__file__).parent / "kept"


@pytest.mark.parametrize("schema", [each.name for each in sorted(KEPT.iterdir())])
def test_a_file_of_an_earlier_schema_is_read_verified_and_goes_on_as_it_is(tmp_path: Path, schema: str) -> None:
    shutil.copytree(KEPT / schema, tmp_path, dirs_exist_ok=True)
    home = Home(tmp_path)
    (path,) = (tmp_path / "quotes" / "2026").iterdir()

    assert found(home, path) == []
    happen((open_quote(path), [LIFE[3]]))
    assert found(home, path) == []
    assert path.read_text(encoding="utf-8").startswith(f"schema = {schema.removeprefix('schema-')}\n")


def test_a_chain_cannot_be_added_to_a_file_that_has_none(tmp_path: Path) -> None:
    shutil.copytree(KEPT / "schema-1", tmp_path, dirs_exist_ok=True)
    (path,) = (tmp_path / "quotes" / "2026").iterdir()
    text = path.read_text(encoding="utf-8")

    path.write_text(text.replace("events = 4\n", 'events = 4\nchain = "00"\n', 1), encoding="utf-8")

    assert found(Home(tmp_path), path) == ["changed"]
