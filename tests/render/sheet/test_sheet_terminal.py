"""The sheet in a terminal: never wider than asked, figures under one another, colours only when asked."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from fourchette.core.basis.text import LANGUAGES
from fourchette.core.mandate.mandate import Client, Mandate
from fourchette.core.price.quote import Quote, price
from fourchette.core.record.quote_record_making import record_quote
from fourchette.render.screen.console import Screen
from fourchette.render.sheet.sheet import Row, Sheet
from fourchette.render.sheet.sheet_terminal import render_terminal
from fourchette.render.words.speech import Speech
from render.quotes import CARD, DAY, EXAMPLE_QUOTES, SETTINGS, TAXES, Drawn, offer_sheet, quote_sheet, quotes

ANSI = re.compile(r"\x1b\[[0-9;]*m")
WIDTHS = (40, 60, 80, 100, 120)
LINE_CHARACTERS = "─━●┃"
each_example = pytest.mark.parametrize("name", EXAMPLE_QUOTES)
each_language = pytest.mark.parametrize("language", LANGUAGES)


def sheets(quote: Quote, language: str) -> tuple[Sheet, Sheet]:
    speech = Speech(language, quote.card.currency)
    return quote_sheet(quote, speech), offer_sheet(quote, speech)


def priced(mandate: Mandate) -> Quote:
    return price(mandate, CARD, TAXES, on=DAY)


def widest(text: str) -> int:
    return max(cell_len(line) for line in text.splitlines())


def flat(text: str) -> str:
    return " ".join(text.split())


# --- The first line, and low screens


@each_example
@each_language
def test_the_first_line_says_it_all(name: str, language: str) -> None:
    quote = EXAMPLE_QUOTES[name]
    sheet, speech = sheets(quote, language)[0], Speech(language, quote.card.currency)
    first = render_terminal(sheet, Screen(110)).splitlines()[0]

    for amounts in filter(None, (quote.monthly, quote.once)):
        assert speech.short_money(amounts.subtotal.target) in first
        assert speech.short_money(amounts.total) in first
    hours = record_quote(quote, speech.words).hours.target
    assert first.endswith(f"{speech.duration(hours)} · {speech.rate(quote.rating.rate.target)}")


@each_language
def test_a_screen_of_24_lines_shows_the_price_and_its_table_and_says_how_to_see_the_rest(language: str) -> None:
    sheet, _ = sheets(EXAMPLE_QUOTES["cafe"], language)
    whole = render_terminal(sheet, Screen())
    low = render_terminal(sheet, Screen(height=24))
    table = whole[: whole.index(sheet.sections[-1].total.amount)]

    assert low.count("\n") < 24  # the prompt takes a line
    assert low.startswith(table)
    assert "--details" in low.splitlines()[-1]
    assert "--details" not in whole
    assert render_terminal(sheet, Screen(height=24), details=True) == whole
    assert render_terminal(sheet, Screen(height=whole.count("\n") + 1)) == whole


@each_example
@each_language
def test_a_low_screen_keeps_every_amount_and_every_notice(name: str, language: str) -> None:
    sheet, _ = sheets(EXAMPLE_QUOTES[name], language)
    low = flat(render_terminal(sheet, Screen(110, height=10)))

    for section in sheet.sections:
        rows = (*section.lines, section.subtotal, *section.taxes, section.total)
        assert [row.amount for row in rows if flat(row.amount) not in low] == []
    assert [remark.text for remark in sheet.remarks if flat(remark.text) not in low] == []


# --- Width


@each_example
@each_language
@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_is_wider_than_the_screen(name: str, language: str, width: int) -> None:
    for sheet in sheets(EXAMPLE_QUOTES[name], language):
        assert widest(render_terminal(sheet, Screen(width))) <= width


@given(drawn=quotes(), language=st.sampled_from(LANGUAGES), width=st.integers(60, 130))
@SETTINGS
def test_no_line_of_any_quote_is_wider_than_the_screen(drawn: Drawn, language: str, width: int) -> None:
    for sheet in sheets(drawn.quote, language):
        assert widest(render_terminal(sheet, Screen(width))) <= width


@each_language
def test_the_largest_amounts_fit_the_narrowest_screen(language: str) -> None:
    volumes = {name: trait.most or 10**9 for name, trait in CARD.traits.items() if trait.kind == "number"}
    traits = {**volumes, "scope": ["content", "community", "ads", "on-site"], "platforms": ["facebook", "x"]}
    quote = priced(Mandate(title="x" * 500, client=Client(name="y" * 500, region="CA-QC"), traits=traits))

    for sheet in sheets(quote, language):
        text = render_terminal(sheet, Screen(60))
        assert widest(text) <= 60
        assert all(section.total.amount in text for section in sheet.sections)


def test_a_narrower_screen_gets_the_narrowest_text() -> None:
    sheet, _ = sheets(EXAMPLE_QUOTES["cafe"], "en")

    assert render_terminal(sheet, Screen(10)) == render_terminal(sheet, Screen(40))


def test_a_wider_screen_gets_the_widest_text() -> None:
    sheet, _ = sheets(EXAMPLE_QUOTES["cafe"], "en")

    assert render_terminal(sheet, Screen(500)) == render_terminal(sheet, Screen(110))


@each_example
@each_language
def test_a_text_ends_with_one_newline_and_no_line_with_a_space(name: str, language: str) -> None:
    for sheet in sheets(EXAMPLE_QUOTES[name], language):
        text = render_terminal(sheet, Screen())
        assert text.endswith("\n")
        assert not text.endswith("\n\n")
        assert "\n\n\n" not in text
        assert all(line == line.rstrip() for line in text.splitlines())


@given(drawn=quotes(), language=st.sampled_from(LANGUAGES), width=st.integers(60, 100))
@SETTINGS
def test_a_figure_and_its_unit_are_never_parted(drawn: Drawn, language: str, width: int) -> None:
    sheet, _ = sheets(drawn.quote, language)
    units = re.compile(r"^\s*(?:\$|%|h|×)(?:\W|$)", re.MULTILINE)  # the sign of a product

    assert not units.search(re.sub(r"\$\d", "", render_terminal(sheet, Screen(width))))


# --- Figures


def columns(text: str, row: Row) -> tuple[int, int, int] | None:
    """Where the hours, the rate and the amount of a row end; -1 for an empty cell, None when it is not found."""
    cells = [cell for cell in (row.hours, row.rate, row.amount) if cell]
    pattern = r"\s+".join(f"({re.escape(cell)})" for cell in cells)
    match = re.search(rf"(?<=\s){pattern}$", text, re.MULTILINE)
    if match is None:
        return None
    start = text.rfind("\n", 0, match.start()) + 1
    ends = iter(match.end(index + 1) - start for index in range(len(cells)))
    hours, rate, amount = (next(ends) if cell else -1 for cell in (row.hours, row.rate, row.amount))
    return hours, rate, amount


@each_example
@each_language
@pytest.mark.parametrize("width", WIDTHS)
def test_figures_end_on_the_same_column_in_every_section(name: str, language: str, width: int) -> None:
    for sheet in sheets(EXAMPLE_QUOTES[name], language):
        # The first line says the price in a sentence, whose figures stand where they fall.
        text = render_terminal(sheet, Screen(width)).split(sheet.title, 1)[1]
        found = []
        for section in sheet.sections:
            rows = (*section.lines, section.subtotal, *section.taxes, section.total)
            found += [columns(text, row) for row in rows]
        if sheet.total is not None:
            found.append(columns(text, sheet.total))

        assert None not in found
        for column in zip(*(row for row in found if row is not None), strict=True):
            assert len(set(column) - {-1}) <= 1


@each_example
def test_every_figure_of_the_sheet_is_printed(name: str) -> None:
    for sheet in sheets(EXAMPLE_QUOTES[name], "fr"):
        text = render_terminal(sheet, Screen(60))
        for section in sheet.sections:
            for row in (*section.lines, section.subtotal, *section.taxes, section.total):
                assert all(cell in text for cell in (row.hours, row.rate, row.amount))


def test_the_gauge_marks_the_ceiling_that_a_rate_exceeds() -> None:
    proofs = EXAMPLE_QUOTES["shop"].mandate.value
    assert proofs is not None
    tracked = type(proofs.proofs[0])(
        what="a",
        kind="attributed-margin",
        amount=Decimal(90_000_000),
        confidence="tracked",
        evidence="b",
        times=Decimal(60),
        minutes=Decimal(5),
    )
    claim = type(proofs)(months=Decimal(12), proofs=(tracked,))
    quote = priced(Mandate(client=Client(region="CA-QC"), traits=EXAMPLE_QUOTES["utility"].mandate.traits, value=claim))
    sheet, _ = sheets(quote, "en")

    assert quote.rating.rate.target > CARD.range_.ceiling
    assert "┃" in render_terminal(sheet, Screen())
    assert "|" in render_terminal(sheet, Screen(unicode=False))


# --- Colour


@each_example
def test_without_colour_there_is_no_escape(name: str) -> None:
    for sheet in sheets(EXAMPLE_QUOTES[name], "fr"):
        assert "\x1b" not in render_terminal(sheet, Screen(colour=False))


@each_example
def test_colour_changes_nothing_but_colour(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    for sheet in sheets(EXAMPLE_QUOTES[name], "fr"):
        coloured = render_terminal(sheet, Screen(colour=True))
        plain = "\n".join(line.rstrip() for line in ANSI.sub("", coloured).splitlines()) + "\n"
        assert ANSI.search(coloured)
        assert plain == render_terminal(sheet, Screen(colour=False))


def test_the_environment_has_no_say_in_what_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    sheet, _ = sheets(EXAMPLE_QUOTES["cafe"], "en")
    expected = render_terminal(sheet, Screen(90))
    for name, value in {"COLUMNS": "40", "FORCE_COLOR": "1", "TTY_COMPATIBLE": "1", "TERM": "dumb"}.items():
        monkeypatch.setenv(name, value)

    assert render_terminal(sheet, Screen(90)) == expected


# --- Text


@each_example
@each_language
def test_without_unicode_no_line_is_drawn_with_it(name: str, language: str) -> None:
    for sheet in sheets(EXAMPLE_QUOTES[name], language):
        assert not set(LINE_CHARACTERS) & set(render_terminal(sheet, Screen(unicode=False)))


def test_without_unicode_an_english_sheet_is_ascii() -> None:
    quote = priced(Mandate(title="Posts", client=Client(region="CA-QC"), traits=EXAMPLE_QUOTES["cafe"].mandate.traits))

    assert render_terminal(quote_sheet(quote, Speech("en")), Screen(unicode=False)).isascii()


def test_words_are_printed_as_they_are() -> None:
    title = "[bold]a[/bold] :smile: {b} https://example.org 12 'c'"
    quote = priced(Mandate(title=title, client=Client(region="CA-QC"), traits=EXAMPLE_QUOTES["cafe"].mandate.traits))

    assert title in render_terminal(quote_sheet(quote, Speech("en")), Screen(100))


@pytest.mark.parametrize("title", ["日本語のマンデート", "🌞 Été 🌞", "a\u0301e\u0301"])
def test_wide_and_combined_characters_do_not_push_the_figures(title: str) -> None:
    traits = EXAMPLE_QUOTES["cafe"].mandate.traits
    quote = priced(Mandate(title=title, client=Client(name=title, region="CA-QC"), traits=traits))

    assert widest(render_terminal(quote_sheet(quote, Speech("en")), Screen(60))) <= 60


@pytest.mark.parametrize("width", WIDTHS)
def test_a_long_word_is_folded_and_never_cut(width: int) -> None:
    address = "https://example.org/" + "a/very/long/path/" * 10
    traits = EXAMPLE_QUOTES["cafe"].mandate.traits
    quote = priced(Mandate(client=Client(region="CA-QC"), traits=traits, included=(address,)))

    text = render_terminal(offer_sheet(quote, Speech("en")), Screen(width))

    assert "…" not in text
    assert address in re.sub(r"\s", "", text)


def test_a_long_name_leaves_room_for_the_title() -> None:
    traits = EXAMPLE_QUOTES["cafe"].mandate.traits
    client = Client(name="Corporation d'aménagement et de développement de la rive nord du fleuve", region="CA-QC")
    quote = priced(Mandate(title="Animation Facebook et Instagram", client=client, traits=traits))

    text = render_terminal(quote_sheet(quote, Speech("en")), Screen(80))

    assert "Animation Facebook" in text


def test_a_name_and_its_number_are_never_parted() -> None:
    for quote in EXAMPLE_QUOTES.values():
        for width in range(60, 101, 5):
            text = render_terminal(sheets(quote, "en")[0], Screen(width))
            assert not re.search(r"(Posts|Stories|messages|Meetings|videos|spend):$", text, re.MULTILINE)
