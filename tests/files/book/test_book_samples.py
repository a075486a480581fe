"""What a saved quote teaches is read from a part of its file, and is what the whole file says."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from conftest import EXAMPLES
from fourchette.cli.out.delivery import record_of
from fourchette.core.practice.quote_states import Event
from fourchette.core.price.quote import price
from fourchette.files.book.book import open_quote, record_events
from fourchette.files.book.book_samples import read_sample, sample_of
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
    record_events((open_quote(path), lived))
    return path


@pytest.mark.parametrize("mandate", sorted(EXAMPLES.glob("*.toml")), ids=lambda path: path.stem)
def test_a_part_of_the_file_teaches_what_the_whole_of_it_does(tmp_path: Path, mandate: Path) -> None:
    path = saved(Home(tmp_path), mandate)

    sample = read_sample(path, DAY)

    assert sample == sample_of(open_quote(path), DAY)
    assert sample.price > 0
    assert sample.worked == {"content": Decimal("14.50")}
