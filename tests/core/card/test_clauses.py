"""The sentences of a card: their fields, their terms, and where a line for people in distress answers."""

from decimal import Decimal

import pytest

from builders import WORDS
from fourchette.core.basis.text import Text
from fourchette.core.card.clauses import HelpLine, fields_of, stated
from fourchette.core.card.terms import NO_TERMS, Terms


@pytest.mark.parametrize(
    ("regions", "region", "serves"),
    [
        ((), "CA-QC", True),
        ((), "", True),
        (("CA",), "CA", True),
        (("CA",), "CA-QC", True),
        (("CA",), "CAT", False),
        (("CA-QC",), "CA", False),
        (("FR", "CA"), "CA-ON", True),
        (("FR", "CA"), "BE", False),
        (("CA",), "", False),
    ],
)
def test_a_line_answers_in_its_regions_and_their_parts_everywhere_without_any(
    regions: tuple[str, ...], region: str, *, serves: bool
) -> None:
    assert HelpLine(text=WORDS, regions=regions).serves(region) is serves


@pytest.mark.parametrize(
    ("french", "english", "fields"),
    [
        ("rien", "nothing", ()),
        ("{posts} par {months}", "{posts}", ("posts", "months", "posts")),
        ("{{posts}}", "{months}", ("months",)),
    ],
)
def test_the_fields_of_a_sentence_are_those_of_both_its_languages(
    french: str, english: str, fields: tuple[str, ...]
) -> None:
    assert fields_of(Text(french, english)) == fields


@pytest.mark.parametrize("words", ["{", "}", "{}", "{0}", "{posts:money}", "{posts!r}", "{posts.real}", "{a b}"])
def test_what_is_no_plain_field_is_refused(words: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # of Python's own reader of fields too
        fields_of(Text("rien", words))


def test_what_a_person_wrote_is_said_as_it_is_in_both_languages() -> None:
    statement = stated("{theirs}")

    assert (statement.text, statement.values) == (Text("{theirs}", "{theirs}"), {})


def test_terms_stand_over_others_but_for_what_they_do_not_state() -> None:
    law, others = Text("Québec", "Quebec"), (Text("a", "a"),)
    usual = Terms(deposit=Decimal(30), notice_days=Decimal(30), law=law, other=others)
    own = Terms(deposit=Decimal(0), expenses=WORDS)

    assert own.over(usual) == Terms(deposit=Decimal(0), notice_days=Decimal(30), law=law, other=others, expenses=WORDS)
    assert Terms(other=(WORDS,)).over(usual).other == (WORDS,)
    assert NO_TERMS.over(usual) == usual


def test_a_sentence_on_an_index_is_used_where_one_is_named() -> None:
    unnamed, named = Terms(indexation=WORDS), Terms(indexation=WORDS, index=WORDS)

    assert unnamed.as_used() == NO_TERMS
    assert named.as_used() == named
