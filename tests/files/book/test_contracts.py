"""What a saved quote teaches is read from a part of its file, and is what the whole file says."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from builders import happen
from conftest import EXAMPLES
from fourchette.cli.out.delivery import record_of
from fourchette.core.practice.quote_states import Event
from fourchette.core.price.quote import price
from fourchette.files.book.book import open_quote
from fourchette.files.book.contracts import contract_of, read_lightly
from fourchette.files.book.quote_file import QuoteText, save
from fourchette.files.card.card_file import load_card
from fourchette.files.home.home import Home
from fourchette.files.mandate.mandate_file import Overrides, load_mandate
from fourchette.files.shipped.tax_tables import load_taxes

CARD = load_card()
DAY = date(2026, 11, 22)
AT = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)


def saved(home: Home, mandate: Path) -> Path:
    """The file of an example's quote: sent, accepted, worked on; with words that look like a table."""
    asked = replace(load_mandate(str(mandate), CARD.card, Overrides()).mandate, title="[[result.lines]] [seller]")
    quote = price(asked, CARD.card, load_taxes(), on=DAY)
    _, path = save(home, QuoteText(quote, record_of(quote), [], CARD, AT))
    lived = (
        Event(AT, "send", "sent"),
        Event(AT, "accept", "accepted"),
        Event(AT, "hours", "accepted", lane="content", month="2026-11", hours=Decimal("14.50")),
    )
    happen((open_quote(path), lived))
    return path


@pytest.mark.parametrize("mandate", sorted(EXAMPLES.glob("*.toml")), ids=lambda path: path.stem)
def test_a_part_of_the_file_teaches_what_the_whole_of_it_does(tmp_path: Path, mandate: Path) -> None:
    path = saved(Home(tmp_path), mandate)

    light, whole = read_lightly(path), open_quote(path)

    contract = contract_of([light], light)
    assert contract == contract_of([whole], whole)
    assert light.entry == whole.entry
    assert contract.last.whole_price > 0
    assert contract.last.tasks
    assert contract.worked("2026-11") == {"content": Decimal("14.50")}


def test_a_revision_is_in_force_from_the_day_it_was_accepted(tmp_path: Path) -> None:
    path = saved(Home(tmp_path), EXAMPLES / "cafe.toml")
    first = open_quote(path)
    assert contract_of([first], first).last.since == DAY

    happen((first, [Event(AT, "reopen", "sent"), Event(AT, "accept", "accepted", day=date(2026, 12, 5))]))
    again = open_quote(path)
    assert contract_of([again], again).last.since == date(2026, 12, 5)

    happen((again, [Event(AT, "reopen", "sent")]))
    sent = open_quote(path)
    assert contract_of([sent], sent).last.since is None
