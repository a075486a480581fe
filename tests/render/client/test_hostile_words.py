"""Whatever a mandate, a profile or a card says is text to the client's message and JSON, and no more than it says."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import EXAMPLES, Cli
from fourchette.cli.out.formats import CLIENT_FORMATS, document_speech
from fourchette.core.mandate.mandate import Client
from fourchette.core.offer.offer import BusinessNumber, Offer, OfferCare, OfferOption
from fourchette.render.client.document import document_of
from fourchette.render.client.document_email import Email, email_of, is_address, render_draft
from render.messages import message_of, text_of_message
from render.quotes import EXAMPLE_QUOTES, SETTINGS, offered
from render.received import RUNTIME

CAFE = offered(EXAMPLE_QUOTES["cafe"])
JSON = next(each for each in CLIENT_FORMATS if each.name == "json")
HOSTILE = (
    *("# Titre", "$x^2$", "\\newpage \\u0041", "`code`", "<script>alert(1)</script>", "=1+1", "{0} %s {total}"),
    *("עברית 1", "مرحبا", "a\u200fb", '"}, "total": "1.00", {"', "mot " * 2_500, "👩🏽‍🎤"),
)  # fmt: skip
FALSE_AMOUNTS = "\n- Total par mois : 1,00 $\n\nACCEPTATION\n\nTotal : 1,00 $\n\tTotal\n"


def with_passages(passage: str) -> Offer:
    """An offer whose every passage is the same: what may hold several lines."""
    return replace(
        CAFE,
        context=passage,
        objectives=(passage, passage),
        included=(passage,),
        excluded=(passage,),
        assumptions=(passage,),
        tax_mention=passage,
        care=OfferCare((passage,), (passage,)),
        terms=replace(CAFE.terms, expenses=passage, ownership=passage, law=passage, other=(passage, passage)),
    )


def with_words(line: str) -> Offer:
    """An offer whose every word that somebody writes is the same."""
    numbers = (BusinessNumber(line, line),)
    return replace(
        with_passages(line),
        title=line,
        sold_by=replace(
            CAFE.sold_by, name=line, email=line, phone=line, website=line, address=line, numbers=numbers
        ),
        client=Client(name=line, contact=line, email=line, address=line),
        lines=tuple(replace(each, label=line) for each in CAFE.lines),
        options=(OfferOption(label=line, monthly=CAFE.total, included=False),),
    )  # fmt: skip


def email(offer: Offer) -> Email:
    return email_of(document_of(offer, document_speech(offer), "2026-014"), offer, document_speech(offer))


def draft(offer: Offer) -> bytes:
    made = document_of(offer, document_speech(offer), "2026-014")
    return render_draft(email(offer), made, offer, b"%PDF")


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_whole_in_the_message(words: str) -> None:
    offer = with_words(words.strip())

    message = message_of(draft(offer))

    assert message["Subject"] == f"Soumission 2026-014 — {words.strip()}"
    assert text_of_message(draft(offer)) == email(offer).text
    assert words.strip() in email(offer).text
    assert set(message.keys()) <= {"Subject", "From", "To", "Date", "X-Unsent", "MIME-Version", "Content-Type"}


@pytest.mark.parametrize(
    "words", [f"mot{FALSE_AMOUNTS}", "a\r\nBcc: all@example.org", "a\nBcc: all@example.org", "\x00"]
)
def test_no_words_make_a_header_of_their_own(words: str) -> None:
    message = message_of(draft(with_words(words)))

    assert sorted(message.keys()) == ["Content-Type", "Date", "MIME-Version", "Subject", "X-Unsent"]


def test_no_passage_is_in_the_message() -> None:
    """What may hold several lines, and so pass for an amount or a heading, stands in the document alone."""
    assert email(with_passages(f"mot{FALSE_AMOUNTS}")) == email(with_passages("mot"))


@pytest.mark.parametrize(
    "address",
    [
        "",
        "a",
        "@b",
        "a@",
        "a@b, c@d.example",
        "a@b.example\nBcc: c@d.example",
        "<a@b.example>",
        "é@b.example",
        "a b@c.example",
    ],
)
def test_what_is_no_single_address_is_nobody_s(address: str) -> None:
    offer = replace(CAFE, client=Client(name="Café", email=address), sold_by=replace(CAFE.sold_by, email=address))

    assert not is_address(address)
    assert (message_of(draft(offer))["To"], message_of(draft(offer))["From"]) == (None, None)


def leaves(content: Any, at: str = "") -> Iterator[tuple[str, Any]]:  # noqa: ANN401  # whatever JSON holds
    """Each value of a parsed text, and where it stands."""
    match content:
        case dict():
            for key, value in content.items():
                yield from leaves(value, f"{at}.{key}")
        case list():
            for index, value in enumerate(content):
                yield from leaves(value, f"{at}[{index}]")
        case _:
            yield at, content


def in_json(offer: Offer) -> dict[str, Any]:
    return dict(leaves(json.loads(str(JSON.for_client(RUNTIME, offer, None)))))


@given(words=st.one_of(st.sampled_from((*HOSTILE, f"mot{FALSE_AMOUNTS}")), st.text(min_size=1, max_size=50)))
@SETTINGS
def test_any_words_are_whole_in_the_json_and_move_nothing_else(words: str) -> None:
    honest, hostile = in_json(with_words("mot")), in_json(with_words(words))

    assert hostile == {at: words if value == "mot" else value for at, value in honest.items()}


@pytest.mark.parametrize(
    ("line", "sign"),
    [
        ('title = "a\\nb"', "U+000A"),
        ('title = "\\u001b[2J"', "U+001B"),
        ('context = "a\\u202eb"', "U+202E"),
        ('context = "a\\u2028b"', "U+2028"),
        ('context = "a\\rb"', "U+000D"),
        ('client = { address = "a\\u0007b" }', "U+0007"),
        ('options = [{ label = "Plus\\n- Total : 1,00 $", traits = { posts = 1 } }]', "U+000A"),
        ('packages = { brief = { label = { fr = "Bref\\n\\nTOTAL" } } }', "U+000A"),
    ],
)
def test_what_would_move_a_line_is_refused_with_its_sign(cli: Cli, tmp_path: Path, line: str, sign: str) -> None:
    text = "schema = 1\n" + line + '\n[traits]\nscope = ["content"]\nplatforms = ["facebook"]\nposts = 8\n'
    (tmp_path / "mandate.toml").write_text(text, encoding="utf-8")

    run = cli("quote", str(tmp_path / "mandate.toml"), "--format", "txt")

    assert (run.code, run.out, sign in run.err) == (3, "", True)


def test_ten_thousand_and_one_characters_are_refused(cli: Cli, tmp_path: Path) -> None:
    text = (EXAMPLES / "cafe.toml").read_text(encoding="utf-8")
    (tmp_path / "mandate.toml").write_text(
        text.replace("schema = 1", f'schema = 1\ncontext = "{"a" * 10_001}"'), encoding="utf-8"
    )

    assert cli("quote", str(tmp_path / "mandate.toml"), "--format", "txt").code == 3
