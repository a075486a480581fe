"""The document a client signs, as ready words: each figure formatted once, for every client format alike."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from fourchette.core.basis.messages import say
from fourchette.core.basis.money import ONE
from fourchette.core.basis.noun import noun
from fourchette.core.offer.offer import Offer
from fourchette.render.client.document_choices import (
    Options,
    PackageChoices,
    held_by_all,
    options_of_document,
    packages_of_document,
)
from fourchette.render.client.document_price import Bill, bills_of, whole_of
from fourchette.render.client.document_terms import Acceptance, acceptance_of, terms_in_words
from fourchette.render.sheet.sheet import Row, headings_of
from fourchette.render.words.sentences import NO_INVOICE, amount_promised, said_of_taxes, stated_in_words, validity
from fourchette.render.words.speech import Speech
from fourchette.render.words.typography import in_print

_SIGNED_ONCE = say("The version before this one says the same: that is the one to fill in and to sign.")


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
class CareBlock(Block):
    """A heading, what is done for people in distress, and whom one calls for them."""

    lines: tuple[str, ...]


@noun
class Clauses:
    """A heading, and pairs of a short name and its sentences."""

    heading: str
    items: tuple[tuple[str, str], ...]


@noun
class Document:
    """Everything a client format shows, in the order it shows it; an absent part is empty or None.

    `locale` is the language tag of the words (`fr-CA`), `colon` what they put between a name and what it
    names, `facts` pairs such as the date and its day; `country` (`ca`) is where it is read, for its paper.
    `headings` are the words above hours, rate and amount; `logo` is a file of the home, `accent` a
    colour (`#rrggbb`), both empty when the seller has none. `lead` comes before the prices, `follow` after.
    With `packages` there is a choice of prices, and no `sections` nor `total` of one of them.
    `other` is the same document in the other language, which follows it and has nothing to sign.
    """

    kind: str
    locale: str
    country: str
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
    sections: tuple[Bill, ...]
    total: Row | None
    tax_notes: tuple[str, ...]
    follow: tuple[Block, ...]
    terms: Clauses | None
    care: CareBlock | None
    packages: PackageChoices | None
    options: Options | None
    acceptance: Acceptance | None
    other: "Document | None" = None

    @property
    def name(self) -> str:
        """What it is called: its kind, its number, its title."""
        return " — ".join(filter(None, (" ".join(filter(None, (self.kind, self.number))), self.title)))


def document_of(offer: Offer, speech: Speech, number: str | None = None, *others: tuple[Offer, Speech]) -> Document:
    """The document of an offer, in the words of a speech, as they are printed; `number` is that of a saved quote.

    `others` are the same offer in other words, to be read after it.
    """
    document = Document(
        kind=_kind(offer, speech),
        locale=speech.tag,
        country=(offer.region or speech.tag.partition("-")[2]).partition("-")[0].lower(),
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
        sections=() if offer.packages else tuple(bills_of(offer, speech)),
        total=None if offer.packages else whole_of(offer, speech),
        tax_notes=tuple(_tax_notes(offer, speech)),
        follow=tuple(
            Block(heading, items)
            for heading, items in (
                (speech.word("How it will go"), offer.course),
                (speech.word("What the client does"), offer.expected),
            )
            if items
        ),
        terms=_terms(offer, speech),
        care=_care(offer, speech),
        packages=packages_of_document(offer, speech),
        options=options_of_document(offer, speech),
        acceptance=None if offer.stated is not None else acceptance_of(offer, speech),
    )
    printed = replace(in_print(document), logo=document.logo)
    return replace(printed, other=next((_to_read(*other, number) for other in others), None))


def _to_read(offer: Offer, speech: Speech, number: str | None) -> Document:
    """The document of an offer that is signed in other words."""
    made, sentence = document_of(offer, speech, number), in_print(speech.say(_SIGNED_ONCE))
    if made.acceptance is None:
        return made
    return replace(made, acceptance=replace(made.acceptance, sentence=sentence, choice="", signatories=()))


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
        if duration := tuple(_duration(offer, speech)):
            yield speech.word("Duration"), ", ".join(duration)
    else:
        yield speech.word("Month"), speech.month(offer.stated.month)


def _duration(offer: Offer, speech: Speech) -> Iterator[str]:
    """How long it lasts, and between which days; of packages, what is the same in each."""
    lengths = {(each.offer.months, each.offer.weeks) for each in offer.packages} or {(offer.months, offer.weeks)}
    if len(lengths) == 1:
        months, weeks = next(iter(lengths))
        if weeks is not None:
            yield speech.say(say("one week") if weeks == ONE else say("{weeks:count} weeks", weeks=weeks))
        elif offer.monthly is not None:
            yield speech.say(say("one month") if months == ONE else say("{months:count} months", months=months))
    starts, ends = (None if day is None else speech.day(day) for day in (offer.starts, offer.ends))
    if starts and ends:
        yield speech.say("from {starts} to {ends}", starts=starts, ends=ends)
    elif starts or ends:
        yield speech.say(say("from {day}", day=starts) if starts else say("until {day}", day=ends))


def _seller(offer: Offer, speech: Speech) -> Party:
    seller = offer.sold_by
    numbered = (speech.named(each.name, each.number) for each in seller.numbers)
    reached = " · ".join(filter(None, (seller.phone, seller.website)))
    lines = (*_lines(seller.address), reached, seller.email, *numbered)
    return _party(speech.word("From"), seller.name, speech.word("[your name]"), lines)


def _client(offer: Offer, speech: Speech) -> Party:
    client = offer.client
    number = "" if client.tax_number is None else speech.named(speech.word("Tax number"), client.tax_number)
    lines = (client.contact, *_lines(client.address), client.email, number)
    return _party(speech.word("For"), client.name, speech.word("[the client's name]"), lines)


def _party(role: str, name: str, blank: str, lines: tuple[str, ...]) -> Party:
    return Party(role, name or blank, tuple(line for line in lines if line), blank=not name)


def _lines(passage: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in passage.splitlines())


def _lead(offer: Offer, speech: Speech) -> Iterator[Block]:
    """What is said before the prices."""
    yield Block(speech.word("Context"), (offer.context,) if offer.context else ())
    yield Block(speech.word("Objectives"), offer.objectives)
    yield Block(speech.word("Included"), (*(offer.bought or _promises(offer, speech)), *offer.included))
    yield Block(speech.word("Not included"), offer.excluded)
    yield Block(speech.word("Assumptions"), offer.assumptions)
    if offer.stated is not None:
        pairs = stated_in_words(offer.stated, speech)
        yield Block(speech.word("Hours"), tuple(speech.named(*pair) for pair in pairs))


def _promises(offer: Offer, speech: Speech) -> Iterator[str]:
    """What is delivered: the numbers a month where the offer is monthly."""
    for item in offer.deliverables:
        words = amount_promised(item, speech, monthly=offer.monthly is not None)
        yield speech.named(item.label, words) if words else item.label


def _terms(offer: Offer, speech: Speech) -> Clauses | None:
    items = tuple(terms_in_words(offer, speech))
    return Clauses(speech.word("Terms"), items) if items else None


def _care(offer: Offer, speech: Speech) -> CareBlock | None:
    if offer.care is None:
        return None
    return CareBlock(speech.word("People in distress"), offer.care.protocol, offer.care.lines)


def _tax_notes(offer: Offer, speech: Speech) -> Iterator[str]:
    """What must be said of the taxes: a mention, the registration numbers, or that none is counted."""
    if taxes := said_of_taxes(offer, speech):
        yield taxes
    if offer.stated is not None:
        yield speech.say(NO_INVOICE)
    for registration in offer.sold_by.registrations:
        number = registration.number or speech.word("[number]")
        yield speech.named(registration.label, number)
