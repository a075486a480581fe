"""What was offered, from a saved quote's file alone: the same offer, whatever the card and the taxes of today."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given

from fourchette.cli.out.delivery import record_of, speech_for
from fourchette.cli.out.formats import document_speech
from fourchette.core.offer.offer import Offer
from fourchette.core.offer.packages import Packages, packages_of
from fourchette.core.price.quote import Quote
from fourchette.core.record.offer_record import record_offer
from fourchette.core.record.quote_record import plain_record
from fourchette.core.record.quote_record_making import record_packages
from fourchette.files.book.book import open_quote
from fourchette.files.book.quote_file import QuoteText, save
from fourchette.files.book.saved_offer import offer_of_saved
from fourchette.files.card.card_file import load_card
from fourchette.files.home.home import Home
from fourchette.files.toml.wrong_file import WrongFile
from fourchette.render.client.document import document_of
from render.quotes import EXAMPLE_QUOTES, SETTINGS, TAXES, Drawn, offered, quotes

CARD = load_card()
AT = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)


def file_of(folder: Path, quote: Quote, packages: Packages | None = None) -> Path:
    """The file of a quote, and of the packages that it was offered in."""
    speak = speech_for(quote).words
    kept = [] if packages is None else list(map(plain_record, record_packages(packages, speak)))
    return save(Home(folder), QuoteText(quote, record_of(quote), [], CARD, AT, kept))[1]


def shown(offer: Offer) -> tuple[object, object]:
    """All that a client may read of an offer: its document and its record."""
    speech = document_speech(offer)
    return document_of(offer, speech), record_offer(offer)


@pytest.mark.parametrize("name", EXAMPLE_QUOTES)
def test_the_file_of_an_example_shows_what_was_offered(tmp_path: Path, name: str) -> None:
    quote = EXAMPLE_QUOTES[name]

    assert shown(offer_of_saved(open_quote(file_of(tmp_path, quote)))) == shown(offered(quote))


@pytest.mark.parametrize("name", EXAMPLE_QUOTES)
def test_the_file_of_an_example_shows_each_package_as_it_was_offered(tmp_path: Path, name: str) -> None:
    quote = EXAMPLE_QUOTES[name]
    packages = packages_of(quote, TAXES)
    saved, asked = offer_of_saved(open_quote(file_of(tmp_path, quote, packages))), offered(quote, packages)

    assert shown(saved) == shown(asked)
    assert [(each.name, each.recommended, shown(each.offer)) for each in saved.packages] == [
        (each.name, each.recommended, shown(each.offer)) for each in asked.packages
    ]


@given(drawn=quotes())
@SETTINGS
def test_the_file_of_any_quote_shows_what_was_offered(tmp_path_factory: pytest.TempPathFactory, drawn: Drawn) -> None:
    path = file_of(tmp_path_factory.mktemp("book"), drawn.quote)

    assert shown(offer_of_saved(open_quote(path))) == shown(offered(drawn.quote))


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ("[result.offer.terms]", "[result.offer.termz]"),
        ("taxes_known = true", 'taxes_knwon = "yes"'),
        ('label = "TPS"', 'lable = "TPS"'),
        ("[[result.offer.lines]]", "[[result.offer.linez]]"),
        ("promise = ", 'sold_by = 3\npromise = "'),
    ],
)
def test_a_file_without_a_part_of_it_is_wrong(tmp_path: Path, was: str, becomes: str) -> None:
    path = file_of(tmp_path, EXAMPLE_QUOTES["cafe"])
    head, offer = path.read_text(encoding="utf-8").split("[result.offer]\n")
    path.write_text(f"{head}[result.offer]\n{offer.replace(was, becomes)}", encoding="utf-8")

    with pytest.raises(WrongFile):
        offer_of_saved(open_quote(path))


def test_words_that_would_move_a_screen_are_refused(tmp_path: Path) -> None:
    path = file_of(tmp_path, EXAMPLE_QUOTES["cafe"])
    text = path.read_text(encoding="utf-8").replace('label = "Contenu"', 'label = "\\u001b[2J"')
    path.write_text(text, encoding="utf-8")

    with pytest.raises(WrongFile):
        offer_of_saved(open_quote(path))


def test_a_quote_of_before_one_fee_was_shown_shows_its_lines() -> None:
    (file,) = (Path(__file__).parent / "kept" / "schema-1" / "quotes").rglob("*.toml")

    assert "shows_lines" not in file.read_text(encoding="utf-8")
    assert offer_of_saved(open_quote(file)).shows_lines
