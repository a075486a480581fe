"""Sentences on a terminal: no word is cut at its edge, and a command stays one line to be copied."""

from fourchette.render.screen.console import folded

SENTENCE = "The document lacks your name: fourchette config init --lang fr asks for it, then all is well.\n"


def test_no_word_is_cut_and_nothing_is_lost() -> None:
    for room in range(20, 120):
        text = folded(SENTENCE, room)

        assert " ".join(text.split()) == " ".join(SENTENCE.split())
        assert max(map(len, text.splitlines())) <= room


def test_a_command_is_not_broken_where_a_line_can_hold_it() -> None:
    assert "fourchette config init --lang fr asks for it," in folded(SENTENCE, 48).splitlines()


def test_what_goes_on_stands_under_what_it_goes_on() -> None:
    assert folded("  → one two three four", 14) == "  → one two\n    three four"


def test_the_space_before_the_cursor_stays() -> None:
    assert folded("Where do you work? [Ontario] ", 20) == "Where do you work?\n[Ontario] "
