"""One document in French, then English: the figures of each, and nothing else than what each says alone."""

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings

from conftest import Cli
from fourchette.cli.out.delivery import PricedQuote
from fourchette.cli.out.formats import CLIENT_FORMATS, MARKDOWN, PDF, Format, spoken
from fourchette.core.basis.text import LANGUAGES
from fourchette.core.offer.packages import packages_of
from fourchette.core.price.quote import Quote
from render.client.test_same_amounts import AMOUNTS, amounts_in
from render.pdfs import pages_of
from render.quotes import EXAMPLE_QUOTES, TAXES, Drawn
from render.received import BOTH, LAW, RUNTIME, in_both, in_language, in_packages, quotes, readable

BILINGUAL = [each for each in CLIENT_FORMATS if each.bilingual]
TEXTS = [each for each in BILINGUAL if each.text]
CAFE = "examples/cafe.toml"


def in_each(quote: Quote, format_: Format) -> list[str]:
    """The document in French, and that in English."""
    told = (in_language(quote, language) for language in LANGUAGES)
    return [readable(format_.written(RUNTIME, PricedQuote(each), "client", None), format_.name) for each in told]


def words(text: str) -> set[str]:
    return set(text.split())


def figures(text: str) -> dict[str, Counter[Decimal]]:
    return {language: amounts_in(text, language) for language in AMOUNTS}


# The words of the sentence that says where to sign, and the rule between the two.
ADDED = words("The version before this one says the same: that is the one to fill in and to sign. --- * * * 2")


@given(drawn=quotes())
@LAW
def test_each_half_holds_the_figures_and_the_words_of_its_document_alone(drawn: Drawn) -> None:
    for format_ in TEXTS:
        both, (french, english) = in_both(drawn.quote, format_), in_each(drawn.quote, format_)

        assert figures(both)["fr"] == figures(french)["fr"], format_.name
        assert figures(both)["en"] == figures(english)["en"], format_.name
        assert words(both) - words(french) - words(english) - ADDED == set(), format_.name


@given(drawn=quotes())
@settings(LAW, max_examples=10)
def test_both_halves_of_a_document_ask_the_same(drawn: Drawn) -> None:
    for quote in (drawn.quote, in_packages(drawn.quote)[1][0]):
        found = figures(in_both(quote, MARKDOWN))

        assert found["fr"] == found["en"]


@pytest.mark.parametrize("name", EXAMPLE_QUOTES)
def test_french_comes_first_whatever_the_mandate_s_language(name: str) -> None:
    quote = EXAMPLE_QUOTES[name]
    english = in_language(quote, "en")
    packages = packages_of(quote, TAXES)

    assert [each.language for each in spoken(BOTH, PricedQuote(english, packages))] == ["en", "fr"]
    for format_ in TEXTS:
        assert in_both(english, format_) == in_both(quote, format_)


def test_each_language_begins_a_page_of_the_pdf_and_one_is_signed() -> None:
    pdf = PDF.written(BOTH, PricedQuote(EXAMPLE_QUOTES["cafe"]), "client", None)
    assert isinstance(pdf, bytes)
    french, english = pages_of(pdf)

    assert ("Soumission" in french, "Signature" in french) == (True, True)
    assert ("Price" in english, "Signature" in english) == (True, False)


def test_what_was_sent_in_both_languages_is_kept_rendered_and_recognized(cli: Cli, tmp_path: Path) -> None:
    cli("quote", CAFE, "--save", "--date", "2026-11-22")
    sent, again, other, eml = (tmp_path / name for name in ("sent.pdf", "again.pdf", "fr.html", "mail.eml"))

    assert cli("send", "2026-001", "--lang", "both", "--date", "2026-11-22", "-o", str(sent)).code == 0
    assert cli("render", "2026-001", "-o", str(again)).code == 0
    assert cli("render", "2026-001", "--lang", "both", "-o", str(eml)).code == 0
    assert cli("render", "2026-001", "--lang", "both", "-o", str(other)).code == 0
    assert again.read_bytes() == sent.read_bytes()
    assert len(pages_of(sent.read_bytes())) == len(LANGUAGES)
    assert "Soumission" in other.read_text(encoding="utf-8")
    assert '<div lang="en-CA">' in other.read_text(encoding="utf-8")
    assert cli("verify", str(sent)).code == 0
    assert cli("verify").code == 0


def test_what_was_sent_in_one_language_is_another_document_in_both(cli: Cli, tmp_path: Path) -> None:
    cli("quote", CAFE, "--save", "--date", "2026-11-22")
    cli("send", "2026-001", "--date", "2026-11-22")

    assert (
        "not the document that was sent" in cli("render", "2026-001", "--lang=both", "-o", str(tmp_path / "x.pdf")).err
    )


@pytest.mark.parametrize("arguments", [(), ("--json",), ("-o", "x.csv"), ("--for", "client"), ("--format", "toml")])
def test_what_is_no_document_speaks_one_language(cli: Cli, arguments: tuple[str, ...]) -> None:
    run = cli("quote", CAFE, "--lang", "both", *arguments)

    assert (run.code, run.out if "--json" not in arguments else "") == (2, "")
    assert "is for a document" in run.err + run.out


@pytest.mark.parametrize("command", ["list", "explain", "statement", "rules show"])
def test_other_commands_speak_one_language(cli: Cli, command: str) -> None:
    run = cli(*command.split(), "--lang", "both")

    assert (run.code, run.out) == (2, "")
    assert "quote, render or send" in run.err


def test_an_english_quote_to_quebec_lacks_its_french_and_both_lack_nothing(cli: Cli, tmp_path: Path) -> None:
    mandate = tmp_path / "cafe.toml"
    mandate.write_text(Path(CAFE).read_text(encoding="utf-8").replace('language = "fr"', 'language = "en"'))

    assert "a French version" in cli("quote", str(mandate), "-o", str(tmp_path / "en.md")).err
    assert "a French version" not in cli("quote", str(mandate), "-o", str(tmp_path / "both.md"), "--lang", "both").err


def test_a_template_of_one_language_is_refused_for_two(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "own.typ").write_text("#let doc = json(bytes(sys.inputs.document))\n= #doc.title")
    run = cli("quote", CAFE, "--lang=both", "-o", str(tmp_path / "a.pdf"), "--template", str(tmp_path / "own.typ"))

    assert (run.code, (tmp_path / "a.pdf").exists()) == (2, False)
    assert "doc.other" in run.err
