"""The mandates of the saved quotes: each the one that was priced, and none of them a surprise."""

import tempfile
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import mandates, recorded
from conftest import EXAMPLES
from fourchette.core.mandate.mandate import Client, Mandate
from fourchette.core.mandate.profile import Profile
from fourchette.core.price.quote import price
from fourchette.files.book.quote_file import QuoteText, save
from fourchette.files.book.saved_mandates import quotes_of, saved_mandate, saved_quotes
from fourchette.files.card.card_file import load_card
from fourchette.files.home.home import Home
from fourchette.files.mandate.mandate_file import Overrides, load_mandate
from fourchette.files.shipped.tax_tables import load_taxes
from fourchette.files.toml.wrong_file import WrongFile

CARD = load_card()
TAXES = load_taxes()
DAY = date(2026, 11, 22)
AT = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
PROFILE = Profile(name="Studio Rivière", region="CA-QC")
EXAMPLE_MANDATES = {
    path.stem: load_mandate(str(path), CARD.card, Overrides()).mandate for path in sorted(EXAMPLES.glob("*.toml"))
}


def kept(home: Home, mandate: Mandate, day: date = DAY) -> Path:
    """The file of a mandate's quote, once saved."""
    quote = price(mandate, CARD.card, TAXES, on=day, profile=PROFILE)
    notices = [{"code": n.code, "severity": n.severity, "message": str(n.message)} for n in quote.notices]
    _, path = save(home, QuoteText(quote, recorded(quote), notices, CARD, AT))
    return path


@pytest.mark.parametrize("name", EXAMPLE_MANDATES)
def test_the_mandate_of_a_saved_quote_is_the_one_that_was_priced(name: str, home: Path) -> None:
    assert saved_mandate(kept(Home(home), EXAMPLE_MANDATES[name])) == EXAMPLE_MANDATES[name]


# Words that look like the headers between which a mandate stands.
WORDS = st.sampled_from(["Café", 'dit "ça"', "[card]", "un\n[card]\nname = 1", "[[mandate.value]]", "\\", "# rien"])


@given(drawn=mandates(CARD.card), notes=WORDS, title=WORDS, sentence=WORDS)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_a_mandate_says_it_comes_back_as_it_was(drawn: Mandate, notes: str, title: str, sentence: str) -> None:
    mandate = Mandate(
        title=title.replace("\n", " "),
        notes=notes,
        excluded=(sentence,),
        client=Client(name="[mandate]", address=notes, region="CA-QC"),
        traits=drawn.traits,
        period=drawn.period,
        weeks=drawn.weeks,
        hours=drawn.hours,
    )

    with tempfile.TemporaryDirectory() as folder:
        assert saved_mandate(kept(Home(Path(folder)), mandate)) == mandate


def test_saved_quotes_come_by_year_and_number(home: Path) -> None:
    cafe = EXAMPLE_MANDATES["cafe"]
    for day in (date(2027, 1, 5), DAY, DAY):
        kept(Home(home), cafe, day)

    assert [path.stem for path in saved_quotes(Home(home))] == ["2026-001", "2026-002", "2027-001"]


def test_what_is_no_quote_is_not_one(home: Path) -> None:
    path = kept(Home(home), EXAMPLE_MANDATES["cafe"])
    for name in ("notes.txt", ".2026-002.toml", "2026-003.toml~"):
        (path.parent / name).touch()
    (home / "quotes" / "lisezmoi.toml").touch()

    assert list(saved_quotes(Home(home))) == [path]


def test_a_home_without_a_book_has_no_quote(home: Path) -> None:
    assert list(saved_quotes(Home(home))) == []


def test_a_quote_that_somebody_edited_is_read_or_its_fault_is_told(home: Path) -> None:
    path = kept(Home(home), EXAMPLE_MANDATES["cafe"])
    text = path.read_text(encoding="utf-8")

    path.write_text(text.replace("posts = 8", "posts = 9"), encoding="utf-8")
    read = saved_mandate(path)
    assert isinstance(read, Mandate)
    assert read.traits["posts"] == Decimal(9)

    path.write_text(text.replace('period = "month"', 'period = "year"'), encoding="utf-8")
    wrong = saved_mandate(path)
    assert isinstance(wrong, WrongFile)
    assert [located.problem.key for located in wrong.problems] == ["period"]


def test_a_quote_that_is_gone_is_told(tmp_path: Path) -> None:
    assert isinstance(saved_mandate(tmp_path / "2026-001.toml"), WrongFile)


def test_a_quote_whose_mandate_is_no_toml_is_told(tmp_path: Path) -> None:
    path = tmp_path / "2026-001.toml"
    path.write_text("[mandate]\ntitle = [\n\n[card]\n", encoding="utf-8")

    assert isinstance(saved_mandate(path), WrongFile)


@pytest.mark.parametrize("text", ["", "n'importe quoi", "title = [", "[card]\nname = 'x'\n"])
def test_what_has_no_mandate_cannot_be_read(text: str, tmp_path: Path) -> None:
    path = tmp_path / "2026-001.toml"
    path.write_text(text, encoding="utf-8")

    assert isinstance(saved_mandate(path), WrongFile)


def test_a_quote_that_is_no_text_is_told(home: Path) -> None:
    path = kept(Home(home), EXAMPLE_MANDATES["cafe"])
    path.write_bytes(path.read_bytes().replace("Café".encode(), "Café".encode("latin-1")))

    assert isinstance(saved_mandate(path), WrongFile)


def test_revisions_come_after_one_another_and_before_the_next_number(home: Path) -> None:
    year = Home(home).quotes(2026)
    year.mkdir(parents=True)
    names = ["2026-002", "2026-002.2", "2026-002.10", "2026-010", "2026-010.2"]
    for name in reversed(names):
        (year / f"{name}.toml").touch()

    assert [path.stem for path in saved_quotes(Home(home))] == names
    assert [path.stem for path in quotes_of(year, latest_first=True)] == names[::-1]


def test_the_thousandth_quote_of_a_year_comes_last(home: Path) -> None:
    year = Home(home).quotes(2026)
    year.mkdir(parents=True)
    for rank in ("998", "999", "1000"):
        (year / f"2026-{rank}.toml").touch()

    assert [path.stem for path in saved_quotes(Home(home))] == ["2026-998", "2026-999", "2026-1000"]
