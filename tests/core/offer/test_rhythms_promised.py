"""What is said by the week is promised by the week."""

from builders import number, priced, small_card
from fourchette.core.basis.text import Text
from fourchette.core.card.rate_card import Trait
from fourchette.core.offer.deliverables import deliverables


def speak(words: object) -> str:
    return words.en if isinstance(words, Text) else str(words)


def test_a_rhythm_is_promised_as_it_was_said() -> None:
    posts: Trait = number(deliverable=True)
    quote = priced(small_card(posts=posts), {"posts": "3/week"})

    (found,) = (each for each in deliverables(quote, speak) if each.id == "posts")
    assert (found.number, found.choices) == (None, ("3 a week",))
