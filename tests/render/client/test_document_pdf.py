"""The client's PDF: every amount, in order, sound and read aloud, the same bytes each time, whatever the words."""

import re
from dataclasses import fields, is_dataclass, replace
from io import BytesIO
from pathlib import Path
from string import ascii_letters
from typing import Any

import pikepdf
import pytest
from hypothesis import given

from fourchette.core.basis.text import LANGUAGES, Language
from fourchette.core.price.quote import Quote
from fourchette.render.client import document_pdf as pdf
from fourchette.render.client.document import (
    Block,
    CareBlock,
    Clauses,
    Document,
    Party,
    document_of,
)
from fourchette.render.client.document_choices import Options, PackageChoices, PackageColumn
from fourchette.render.client.document_price import Bill
from fourchette.render.client.document_terms import Acceptance, Signatory
from fourchette.render.press.logo import Logo
from fourchette.render.press.typesetting import Template, shipped_template
from fourchette.render.sheet.sheet import Row
from fourchette.render.words.speech import Speech
from fourchette.render.words.typography import in_print
from render.pdfs import edges, faults, fonts_of, pages_of, roles, text_of
from render.quotes import EXAMPLE_QUOTES, SETTINGS, Drawn, offered, quotes

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20" fill="#c33"/></svg>'
HOSTILE = r"""#panic() $x^2$ `code` \u{41} <script>alert("1")</script> *a* _b_ @c // d [e] {f} =1+1 -- ~ 100 %"""
SIGNED = (Signatory("Pour eux", ("Nom", "Fonction", "Date", "Signature")),)
LONG_NAME = "Anticonstitutionnellement" * 12
PARAGRAPH = "Le mandat porte sur la vie de la page et sur les réponses qu'on y attend, jour après jour. " * 3


def render_pdf(made: Document, template: bytes | None = None, logo: Logo | None = None) -> bytes:
    printed = pdf.render_pdf(made, Template(template) if template is not None else None, logo)
    assert (printed.doubts, printed.borrowed) == ((), ())
    return printed.pdf


def document(name: str, language: Language = "fr") -> Document:
    quote = EXAMPLE_QUOTES[name]
    return document_of(offered(quote), Speech(language, quote.card.currency), "2026-014")


def full(made: Document) -> Document:
    """A document with every part that one may have."""
    return in_print(replace(
        made,
        lead=(Block("Contexte", (PARAGRAPH,)), *made.lead, Block("Non compris", ("Les photos", "Les déplacements"))),
        terms=Clauses("Conditions", tuple((f"Clause {number}", PARAGRAPH) for number in range(1, 10))),
        care=CareBlock("Personnes en détresse", (PARAGRAPH,), ("En danger immédiat : le 911.",)),
        packages=PackageChoices(
            "Forfaits",
            ("Publications", "Prix par mois"),
            (PackageColumn("L'essentiel", recommended=False, cells=("4", "500,00 $")),
             PackageColumn("Le mandat", recommended=True, cells=("8", "828,75 $"))),
            totals=(False, True),
        ),
        options=Options("Options", (("Une infolettre, chaque mois", "+195,00 $"),)),
        acceptance=Acceptance("Acceptation", "J'accepte.", "", SIGNED),
    ))  # fmt: skip


def with_lines(made: Document, number: int) -> Document:
    lines = tuple(Row(f"Ligne {line} du mandat", f"{line},00 $", "1,00", "65,00 $") for line in range(1, number + 1))
    subtotal = Row("Sous-total avant taxes", "10,00 $")
    section = replace(made.sections[0], lines=lines, subtotal=subtotal, fee=False)
    return replace(made, sections=(section, *made.sections[1:]))


def amounts(section: Bill) -> list[str]:
    rows = (*section.lines, section.subtotal, *section.taxes, section.total)
    return [" ".join(row.amount.split()) for row in rows if row is not None]


def assert_shows(quote: Quote, language: Language) -> None:
    made = document_of(offered(quote), Speech(language, quote.card.currency), "2026-014")
    text = text_of(render_pdf(made))
    for section in made.sections:
        for amount in amounts(section):
            assert amount in text
    assert made.total is None or " ".join(made.total.amount.split()) in text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", EXAMPLE_QUOTES)
def test_the_text_taken_back_out_holds_every_amount(name: str, language: Language) -> None:
    assert_shows(EXAMPLE_QUOTES[name], language)


@SETTINGS
@given(quotes())
def test_any_quote_s_amounts_are_all_there(drawn: Drawn) -> None:
    assert_shows(drawn.quote, drawn.quote.mandate.language)


def test_the_same_document_gives_the_same_bytes() -> None:
    made = full(document("shop"))

    assert render_pdf(made, logo=Logo("logo.svg", SVG)) == render_pdf(made, logo=Logo("logo.svg", SVG))


@pytest.mark.parametrize("name", EXAMPLE_QUOTES)
def test_others_find_it_sound(name: str, tmp_path: Path) -> None:
    assert faults(render_pdf(document(name)), tmp_path) == []
    assert faults(render_pdf(full(document(name)), logo=Logo("logo.svg", SVG)), tmp_path) == []


def test_it_says_what_it_is_in_which_language_and_by_which_standards() -> None:
    with pikepdf.open(BytesIO(render_pdf(document("shop", "en")))) as opened, opened.open_metadata() as metadata:
        assert opened.Root.MarkInfo.Marked
        assert opened.Root.ViewerPreferences.DisplayDocTitle
        assert str(opened.Root.Lang) == "en-CA"
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "B")
        assert metadata["pdfuaid:part"] == "1"
        assert (metadata["dc:title"], metadata["dc:creator"]) == ("Bilingual social and paid ads", ["Studio Rivière"])
        assert metadata["xmp:CreateDate"].startswith("2026-11-22")


def test_it_is_read_in_order_with_headings_lists_and_table_headers() -> None:
    read = roles(render_pdf(full(document("shop")), logo=Logo("logo.svg", SVG)))
    heads = [role for role in read if role in ("H1", "H2", "Figure", "Table")]

    assert heads[:2] == ["Figure", "H1"]
    assert heads[2:] == [*["H2"] * 6, "Table", "H2", *["Table"] * 3, *["H2"] * 5]
    assert read.count("TH") == 3 + 2 * 2 + 1
    assert "LI" in read


def test_what_is_signed_comes_after_what_it_is_signed_for() -> None:
    text = text_of(render_pdf(full(document("cafe"))))
    order = ["Animation Facebook", "Contexte", "Forfaits", "Prix", "Conditions", "détresse", "Acceptation", "Signature"]

    assert sorted(order, key=text.index) == order


def test_its_fonts_ship_with_the_program_and_are_all_within() -> None:
    assert fonts_of(render_pdf(full(document("cafe")))) == {
        "SourceSans3-Regular": True,
        "SourceSans3-Semibold": True,
        "SourceSerif4Subhead-Semibold": True,
    }


@pytest.mark.parametrize(("region", "width"), [("CA-QC", 612), ("US-NY", 612), ("MX", 612), ("FR", 595), (None, 612)])
def test_the_paper_is_that_of_the_client_s_country_else_that_of_her_currency(region: str | None, width: int) -> None:
    made = document_of(replace(offered(EXAMPLE_QUOTES["cafe"]), region=region), Speech("fr", "CAD"))

    with pikepdf.open(BytesIO(render_pdf(made))) as opened:
        assert int(opened.pages[0].mediabox[2]) == width


def test_hostile_words_are_words_everywhere() -> None:
    made = full(document("cafe"))
    party = Party(HOSTILE, HOSTILE, (HOSTILE, "a\u202eb"), blank=False)
    hostile = replace(
        made, title=HOSTILE, kind=HOSTILE, number=HOSTILE, seller=party, client=party, facts=((HOSTILE, HOSTILE),),
        lead=(Block(HOSTILE, (HOSTILE, HOSTILE)),), tax_notes=(HOSTILE,), terms=Clauses(HOSTILE, ((HOSTILE, HOSTILE),)),
        care=CareBlock(HOSTILE, (HOSTILE,), (HOSTILE,)),
        acceptance=Acceptance(HOSTILE, HOSTILE, HOSTILE, (Signatory(HOSTILE, (HOSTILE,)),)),
    )  # fmt: skip
    squeezed = "".join(HOSTILE.split())
    text = "".join(text_of(render_pdf(hostile)).split())

    assert text.count(squeezed) >= 15
    assert "a\ufffdb" in text


def test_ten_thousand_characters_are_printed_on_the_pages_whatever_their_field() -> None:
    long = "mot " * 2500
    made = full(document("cafe"))
    section = replace(made.sections[0], lines=(Row(long, "1,00 $"),) * 4, fee=False)
    long_pdf = render_pdf(
        replace(
            made, title=long, client=Party("Pour", long, (long,)), lead=(Block("Contexte", (long,)),),
            sections=(section,), terms=Clauses("Conditions", ((long, long), (long, long))), tax_notes=(long,),
            care=CareBlock("Détresse", (long,), (long,)),
            acceptance=Acceptance("Acceptation", long, "", (Signatory("Pour", ("Nom",)),)),
        )
    )  # fmt: skip

    assert text_of(long_pdf).count("mot") >= 15 * 2500
    assert edges(long_pdf)[1] >= 18


def test_the_longest_names_are_cut_where_the_column_ends() -> None:
    party = Party("De", LONG_NAME, (LONG_NAME,))
    made = full(document("utility"))
    sections = tuple(
        replace(section, title=LONG_NAME, lines=(Row(LONG_NAME, "1,00 $"),) * 3) for section in made.sections
    )
    made_pdf = render_pdf(replace(made, title=LONG_NAME, seller=party, client=party, sections=sections))

    right, bottom = edges(made_pdf)
    assert right >= 53
    assert bottom >= 18


@pytest.mark.parametrize("number", [15, 19, 22, 26, 40, 120])
def test_a_long_table_breaks_with_its_header_and_never_leaves_its_sums_alone(number: int) -> None:
    pages = pages_of(render_pdf(with_lines(full(document("cafe")), number)))
    holding = [page for page in pages if "du mandat" in page]

    assert all("Montant" in page for page in holding)
    assert [page for page in pages if "Sous-total" in page] == holding[-1:]
    assert all(page.count("du mandat") > 1 for page in holding)


@pytest.mark.parametrize("number", range(1, 31, 3))
def test_the_acceptance_is_on_one_page_and_never_alone(number: int) -> None:
    pages = pages_of(render_pdf(with_lines(full(document("cafe")), number)))

    assert [page for page in pages if "J’accepte" in page] == [page for page in pages if "Signature" in page]
    assert "détresse" in pages[-1]


@pytest.mark.parametrize("number", range(1, 31, 3))
def test_no_heading_stands_at_the_foot_of_a_page(number: int) -> None:
    made = with_lines(full(document("cafe")), number)
    headings = {block.heading for block in made.lead} | {"Prix", "Conditions", "Personnes en détresse", "Acceptation"}

    for page in pages_of(render_pdf(made)):
        body = [line.strip() for line in page.strip().splitlines() if line.strip()]
        assert not headings & set(body[-3:])


def test_each_page_has_its_number_and_the_quote_s() -> None:
    pages = pages_of(render_pdf(with_lines(full(document("cafe")), 60)))

    for number, page in enumerate(pages, start=1):
        assert f"{number} / {len(pages)}" in page
        assert "Soumission 2026-014" in page


def test_a_document_without_profile_title_or_number_still_comes() -> None:
    made = replace(document("cafe"), title="", number="", accent="", seller=Party("De", "[votre nom]", (), blank=True))
    text = text_of(render_pdf(made))

    assert text.startswith("[votre nom]")
    assert "None" not in text


def test_the_template_says_at_its_head_all_that_a_document_holds() -> None:
    head = shipped_template().content.decode().partition("#let")[0]
    parts = (
        Document,
        Party,
        Block,
        PackageChoices,
        PackageColumn,
        Options,
        Bill,
        Row,
        CareBlock,
        Acceptance,
        Signatory,
    )

    for name in {each.name for part in parts for each in fields(part)} - {"issued"}:
        assert re.search(rf"\b{name}\b", head), name


def test_without_taxes_or_lead_there_is_no_trace_of_them() -> None:
    made = replace(document("cafe"), tax_notes=(), lead=(), acceptance=None)

    assert "TPS :" not in text_of(render_pdf(made))


# Letters that no word of the document's template is in, and what of a document is no word.
GREEK = str.maketrans(ascii_letters, "αβγδεζηθικλμνξοπρστυφχψωαβΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩΑΒ")
SETTING = ("locale", "country", "accent", "logo")


def in_greek(value: Any) -> Any:  # noqa: ANN401  # whatever a document holds
    if isinstance(value, str):
        return value.translate(GREEK)
    if isinstance(value, tuple):
        return tuple(map(in_greek, value))
    if is_dataclass(value) and not isinstance(value, type):
        names = (each.name for each in fields(value) if each.name not in SETTING)
        return replace(value, **{name: in_greek(getattr(value, name)) for name in names})
    return value


def test_the_template_adds_no_word_to_those_of_the_document() -> None:
    text = text_of(render_pdf(in_greek(full(document("non-profit")))))

    assert "α" in text
    assert {letter for letter in text if letter in ascii_letters} == set()


def test_another_template_takes_the_place_of_the_shipped_one() -> None:
    template = (
        b"#let doc = json(bytes(sys.inputs.document))\n#set document(title: doc.title)\n= #doc.title\n#doc.accent"
    )

    assert text_of(render_pdf(document("cafe"), template=template)) == "Animation Facebook et Instagram #1f5c7a"
