"""The rate card in force: where it is, what it says, and the digest that names it for good."""

from pathlib import Path

from fourchette.core.basis.noun import noun
from fourchette.core.card.rate_card import RateCard
from fourchette.core.check import card_check
from fourchette.files.card.card_sources import DEFAULT_NAME
from fourchette.files.shipped.resource import resource
from fourchette.files.toml import file_digest
from fourchette.files.toml.toml_read import TomlDocument, parse, read_document
from fourchette.files.toml.toml_validate import beyond, salvaged, validate, validated, wrong


@noun
class CardFile:
    """A card, the text it was read from, and the digest (sha-256) of that text."""

    card: RateCard
    name: str
    text: str

    @property
    def digest(self) -> str:
        """The sha-256 of the card's text, in hexadecimal."""
        return file_digest.sha256_of(self.text)


def load_card(path: Path | str | None = None) -> CardFile:
    """Read a rate card, the default one without a path; raises WrongFile with all its problems."""
    if path is not None:
        return _sound(read_document(path))
    # A test proves the shipped card sound: no run of the program has to.
    shipped = parse(DEFAULT_NAME, resource(DEFAULT_NAME))
    return CardFile(validated(RateCard, shipped), shipped.name, shipped.text)


def card_from(name: str, raw: bytes) -> CardFile:
    """Read a rate card from its bytes; `name` is what errors call it. Raises WrongFile."""
    return _sound(parse(name, raw))


def _sound(document: TomlDocument) -> CardFile:
    card, problems = validate(RateCard, document.content)
    if card is None:
        rest = salvaged(RateCard, document.content, problems)
        also = beyond(card_check.problems_of(rest), problems) if rest is not None else ()
        raise wrong(document, (*problems, *also))
    if problems := card_check.problems_of(card):
        raise wrong(document, problems)
    return CardFile(card, document.name, document.text)
