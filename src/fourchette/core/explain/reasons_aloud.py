"""What may be said aloud to a client of a price: the sentences that a card has for her, and no other of its words."""

from collections.abc import Iterator
from decimal import Decimal

from fourchette.core.basis.text import Text
from fourchette.core.card.clauses import Speak
from fourchette.core.explain.explanation_reasons import is_felt
from fourchette.core.price.quote import Quote


def reasons_aloud(quote: Quote, speak: Speak) -> tuple[str, ...]:
    """Why the price is what it is: of each answer that it follows, what the card says of it to a client."""
    return tuple(speak(words) for name, words in _aloud(quote) if _counts(quote, name))


def reasons_of_change(before: Quote, after: Quote, speak: Speak) -> tuple[str, ...]:
    """Why a price changes: of each answer that is another and that one of the prices follows, the same."""
    moved = ((name, words) for name, words in _aloud(after) if before.facts.get(name) != after.facts[name])
    return tuple(speak(words) for name, words in moved if _counts(before, name) or _counts(after, name))


def _aloud(quote: Quote) -> Iterator[tuple[str, Text]]:
    return ((name, trait.aloud) for name, trait in quote.card.traits.items() if trait.aloud)


def _counts(quote: Quote, name: str) -> bool:
    """Whether an answer is work that is promised, or moves the rate asked or that of some lines."""
    trait, fact = quote.card.traits.get(name), quote.facts.get(name)
    promised = trait is not None and trait.deliverable and isinstance(fact, Decimal) and fact > 0
    return promised or any(step.effect.id == name and is_felt(step, quote) for step in quote.rating.steps)
