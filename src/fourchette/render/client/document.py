"""The document a client signs, as ready words: each figure formatted once, for every client format alike."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from fourchette.core.basis.messages import say
from fourchette.core.basis.noun import noun
from fourchette.core.offer.offer import Offer
from fourchette.render.client.document_choices import (
    Options,
    PackageChoices,
    held_by_all,
    options_of_document,
    packages_of_document,
)
from fourchette.render.client.document_terms import terms_in_words
from fourchette.render.sheet.sheet import Row, Section, headings_of, sections_of, total_row
from fourchette.render.words.sentences import NO_INVOICE, amount_promised, stated_in_words, validity
from fourchette.render.words.speech import Speech
from fourchette.render.words.typography import in_print


@noun
class Party:
    """Who offers, or who receives: the part's word, the name, and the lines under it.

    A `blank` name is the words that stand for one that is missing.
    """

    role: str
    name: str
    lines: tuple[str, ...]
    blank: bool = False


@noun
class Block:
    """A heading and the sentences under it, each one item."""

    heading: str
    items: tuple[str, ...]


@noun
class Clauses:
    """A heading, and pairs of a short name and its sentences."""

    heading: str
    items: tuple[tuple[str, str], ...]


@noun
class Acceptance:
    """What the client signs: a sentence, and the fields to fill in by hand."""

    heading: str
    sentence: str
    fields: tuple[str, ...]


@noun
class Document:
    """Everything a client format shows, in the order it shows it; an absent part is empty or None.

    `locale` is the language tag of the words (`fr-CA`), `colon` what they put between a name and what it
    names, `facts` pairs such as the date and its day;
    `headings` are the words above hours, rate and amount; `logo` is a file of the home, `accent` a
    colour (`#rrggbb`), both empty when the seller has none. `lead` comes before the prices, `notes` after.
    With `packages` there is a choice of prices, and no `sections` nor `total` of one of them.
    """

    kind: str
    locale: str
    colon: str
    title: str
    number: str
    issued: date
    facts: tuple[tuple[str, str], ...]
    seller: Party
    client: Party
    logo: str
    accent: str
    lead: tuple[Block, ...]
    price_heading: str
    headings: tuple[str, str, str]
    sections: tuple[Section, ...]
    total: Row | None
    tax_notes: tuple[str, ...]
    terms: Clauses | None
    care: Block | None
    packages: PackageChoices | None
    options: Options | None
    acceptance: Acceptance | None


def document_of(offer: Offer, speech: Speech, number: str | None = None) -> Document:
    """The document of an offer, in the words of a speech, as they are printed; `number` is that of a saved quote."""
    document = Document(
        kind=_kind(offer, speech),
        locale=speech.tag,
        colon=speech.word(": "),
        title=offer.title,
        number=number or "",
        issued=offer.issued,
        facts=tuple(_facts(offer, speech, number)),
        seller=_seller(offer, speech),
        client=_client(offer, speech),
        logo=offer.sold_by.logo or "",
        accent=offer.sold_by.accent or "",
        lead=tuple(block for block in _lead(held_by_all(offer), speech) if block.items),
        price_heading=speech.word("Price") if offer.stated is None else speech.word("To invoice"),
        headings=headings_of(speech),
        sections=() if offer.packages else tuple(sections_of(offer, speech)),
        total=None if offer.packages else total_row(offer, speech),
        tax_notes=tuple(_tax_notes(offer, speech)),
        terms=_terms(offer, speech),
        care=_care(offer, speech),
        packages=packages_of_document(offer, speech),
        options=options_of_document(offer, speech),
        acceptance=None if offer.stated is not None else _acceptance(speech, choice=bool(offer.packages)),
    )
    return replace(in_print(document), logo=document.logo)


def _kind(offer: Offer, speech: Speech) -> str:
    if offer.stated is not None:
        return speech.word("Statement")
    return speech.word("Estimate") if offer.terms.promise == "estimate" else speech.word("Quote")


def _facts(offer: Offer, speech: Speech, number: str | None) -> Iterator[tuple[str, str]]:
    if number:
        yield speech.word("Number"), number
    yield speech.word("Date"), speech.day(offer.issued)
    if offer.stated is None:
        yield validity(offer, speech)
    else:
        yield speech.word("Month"), speech.month(offer.stated.month)


def _seller(offer: Offer, speech: Speech) -> Party:
    seller = offer.sold_by
    numbered = (say("{label}:\u00a0{number}", label=each.name, number=each.number) for each in seller.numbers)
    lines = (*_lines(seller.address), seller.phone, seller.email, seller.website, *map(speech.say, numbered))
    return _party(speech.word("From"), seller.name, speech.word("[your name]"), lines)


def _client(offer: Offer, speech: Speech) -> Party:
    client = offer.client
    number = "" if client.tax_number is None else _taxed(client.tax_number, speech)
    lines = (client.contact, *_lines(client.address), client.email, number)
    return _party(speech.word("For"), client.name, speech.word("[the client's name]"), lines)


def _taxed(number: str, speech: Speech) -> str:
    return speech.say(say("{label}:\u00a0{number}", label=speech.word("Tax number"), number=number))


def _party(role: str, name: str, blank: str, lines: tuple[str, ...]) -> Party:
    return Party(role, name or blank, tuple(line for line in lines if line), blank=not name)


def _lines(passage: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in passage.splitlines())


def _lead(offer: Offer, speech: Speech) -> Iterator[Block]:
    """What is said before the prices."""
    yield Block(speech.word("Context"), (offer.context,) if offer.context else ())
    yield Block(speech.word("Objectives"), offer.objectives)
    yield Block(speech.word("Included"), (*_promises(offer, speech), *offer.included))
    yield Block(speech.word("Not included"), offer.excluded)
    yield Block(speech.word("Assumed"), offer.assumptions)
    if offer.stated is not None:
        pairs = stated_in_words(offer.stated, speech)
        hours = tuple(speech.say(say("{label}:\u00a0{number}", label=name, number=words)) for name, words in pairs)
        yield Block(speech.word("Hours"), hours)


def _promises(offer: Offer, speech: Speech) -> Iterator[str]:
    """What is delivered: the numbers a month where the offer is monthly."""
    for item in offer.deliverables:
        words = amount_promised(item, speech)
        if item.number is not None and offer.monthly is not None:
            words = speech.say(say("{number} a month", number=words))
        yield speech.say(say("{label}:\u00a0{number}", label=item.label, number=words)) if words else item.label


def _terms(offer: Offer, speech: Speech) -> Clauses | None:
    items = tuple(terms_in_words(offer, speech))
    return Clauses(speech.word("Terms"), items) if items else None


def _care(offer: Offer, speech: Speech) -> Block | None:
    if offer.care is None:
        return None
    return Block(speech.word("People in distress"), (*offer.care.protocol, *offer.care.lines))


def _tax_notes(offer: Offer, speech: Speech) -> Iterator[str]:
    """What must be said of the taxes: a mention, the registration numbers, or that none is counted."""
    if offer.tax_mention:
        yield offer.tax_mention
    elif not offer.taxes_known:
        yield speech.word("Amounts are before tax.")
    if offer.stated is not None:
        yield speech.say(NO_INVOICE)
    for registration in offer.sold_by.registrations:
        number = registration.number or speech.word("[number]")
        yield speech.say(say("{label}:\u00a0{number}", label=registration.label, number=number))


def _acceptance(speech: Speech, *, choice: bool) -> Acceptance:
    chosen = (speech.word("Package chosen"),) if choice else ()
    return Acceptance(
        heading=speech.word("Acceptance"),
        sentence=speech.word("Sign below, or answer “I accept” to the e-mail that brings this document."),
        fields=(*chosen, speech.word("Name"), speech.word("Title"), speech.word("Date"), speech.word("Signature")),
    )
