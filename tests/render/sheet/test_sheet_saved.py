"""The sheet of a saved quote: every amount of the file is on it, in both languages."""

import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from fourchette.cli.out.delivery import record_of
from fourchette.core.basis.text import LANGUAGES, Language
from fourchette.files.book.book import open_quote
from fourchette.files.book.quote_file import QuoteText, save
from fourchette.files.card.card_file import load_card
from fourchette.files.home.home import Home
from fourchette.render.screen.console import Screen
from fourchette.render.sheet.sheet_saved import sheet_of_saved
from fourchette.render.sheet.sheet_terminal import render_terminal
from fourchette.render.words.speech import Speech
from render.quotes import EXAMPLE_QUOTES

AT = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)


def shown(home: Path, name: str, language: Language) -> tuple[str, dict[str, Any]]:
    """The sheet of an example's quote, and what its file keeps."""
    quote = EXAMPLE_QUOTES[name]
    _, path = save(Home(home), QuoteText(quote, record_of(quote), [], load_card(), AT))
    opened = open_quote(path)
    sheet = sheet_of_saved(opened.entry, "draft", opened.content, Speech(language, quote.card.currency))
    text = render_terminal(sheet, Screen(100, colour=False, unicode=True))
    return text, tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)["result"]


def amounts(result: dict[str, Any]) -> Iterator[Decimal]:
    for line in result["lines"]:
        yield Decimal(line["amount"])
    for key in ("monthly", "once"):
        if key in result:
            yield from (Decimal(result[key][part]) for part in ("subtotal", "total"))
            yield from (Decimal(tax["amount"]) for tax in result[key].get("taxes", []))
    yield Decimal(result["total"])


def written(amount: Decimal, language: Language) -> str:
    text = f"{amount:,.2f}"
    return text if language == "en" else text.replace(",", " ").replace(".", ",")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", EXAMPLE_QUOTES)
def test_every_amount_of_the_quote_is_shown(home: Path, name: str, language: Language) -> None:
    text, result = shown(home, name, language)
    plain = text.replace("\u00a0", " ").replace("\u202f", " ")

    assert [amount for amount in amounts(result) if written(amount, language) not in plain] == []


def test_the_lines_speak_the_language_they_were_saved_in(home: Path) -> None:
    text, _ = shown(home, "cafe", "en")

    assert "Conversation avec la communauté" in text
    assert "Each month" in text
    assert "2026-001 · draft · Café du coin" in text
