"""Words in two languages, and what of a text can be shown."""

import pytest

from fourchette.core.basis.messages import say
from fourchette.core.basis.text import NO_TEXT, Text, unshowable, visible


@pytest.mark.parametrize(
    ("text", "fr", "en"),
    [(Text("oui", "yes"), "oui", "yes"), (Text(fr="oui"), "oui", "oui"), (Text(en="yes"), "yes", "yes")],
)
def test_words_that_a_language_lacks_are_those_of_the_other(text: Text, fr: str, en: str) -> None:
    assert (text.speak("fr"), text.speak("en"), bool(text)) == (fr, en, True)
    assert not NO_TEXT


@pytest.mark.parametrize(
    "sign", ["\x1b", "\n", "\u2028", "\u2029", "\u202e", "\u2069", "\ud800", "\ufdd0", "\ufdef", "\ufffe", "\U0001ffff"]
)
def test_a_sign_that_acts_on_a_screen_or_is_none_is_marked(sign: str) -> None:
    assert unshowable(sign)
    assert visible(f"a{sign}b") == "a\ufffdb"


@pytest.mark.parametrize("sign", ["a", "é", "\u00a0", "\u200d", "\ufdcf", "\ufdf0", "\ufffd", "\U0001f600"])
def test_any_other_sign_is_shown_as_it_is(sign: str) -> None:
    assert not unshowable(sign)
    assert visible(f"a{sign}b") == f"a{sign}b"


def test_a_sentence_in_plain_english_lists_what_it_holds_and_shows_no_control_sign() -> None:
    told = say("{names}: {label}, {path}", names=("a", Text("deux", "two")), label=Text("un", "one"), path="c\x1b")

    assert str(told) == "a, two: one, c\ufffd"
